// Marks that the page sets on ranges and lines of the editor: the running state, a search hit, a hovered path.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

/** Replaces all marks by `[{from, to, class, title?, line?}]`. */
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

function decorations(doc, { from, to, class: name, title, line }) {
  const attributes = title ? { title } : {};
  if (!line) return from < to ? [Decoration.mark({ class: name, attributes }).range(from, to)] : [];
  const found = [];
  for (let number = doc.lineAt(from).number; number <= doc.lineAt(to).number; number += 1) {
    found.push(Decoration.line({ class: name, attributes }).range(doc.line(number).from));
  }
  return found;
}
