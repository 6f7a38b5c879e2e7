// Marks that the page sets on ranges and lines of the editor: the running state, a search hit, a hovered path.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType } from "@codemirror/view";

/** Replaces all marks by `[{from, to, class, title?, line?, chip?, icon?}]`. */
export const showDecorations = StateEffect.define();

/** Holds the marks and moves them along with the text. */
export const decorationField = StateField.define({
  create: () => Decoration.none,
  update(marks, transaction) {
    const shown = transaction.effects.findLast((effect) => effect.is(showDecorations));
    return shown ? RangeSet.of(shown.value.flatMap((item) => decorations(transaction.state.doc, item)), true) : marks.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** A note with an icon of the page, at the end of a line. */
class Chip extends WidgetType {
  constructor(text, icon, name) {
    super();
    Object.assign(this, { text, icon, name });
  }
  eq(other) {
    return this.text === other.text && this.icon === other.icon && this.name === other.name;
  }
  toDOM() {
    const chip = document.createElement("span");
    chip.className = `cm-chip ${this.name}`;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("aria-hidden", "true");
    svg.appendChild(document.createElementNS(svg.namespaceURI, "use")).setAttribute("href", `#i-${this.icon}`);
    chip.append(svg, this.text);
    return chip;
  }
}

function decorations(doc, { from, to, class: name, title, line, chip, icon }) {
  if (chip) return [Decoration.widget({ widget: new Chip(chip, icon, name), side: 1 }).range(doc.lineAt(from).to)];
  const attributes = title ? { title } : {};
  if (!line) return from < to ? [Decoration.mark({ class: name, attributes }).range(from, to)] : [];
  const found = [];
  for (let number = doc.lineAt(from).number; number <= doc.lineAt(to).number; number += 1) {
    found.push(Decoration.line({ class: name, attributes }).range(doc.line(number).from));
  }
  return found;
}
