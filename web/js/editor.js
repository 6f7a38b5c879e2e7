// The code editor: CodeMirror 6 behind a small interface. Bundled to `editor.js` beside the page, which imports it on
// demand: `const editor = await import("./editor.js?v=" + document.documentElement.dataset.build)`.
//
// Positions count UTF-16 code units, or UTF-8 bytes where the option `utf8` is set (what Rust's spans are).

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics as showDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import {
  EditorView, crosshairCursor, drawSelection, dropCursor, highlightActiveLine, highlightActiveLineGutter,
  highlightSpecialChars, keymap, lineNumbers, rectangularSelection,
} from "@codemirror/view";
import { decorationField, showDecorations } from "./editor-decorations.js";
import { language } from "./editor-language.js";
import { positions } from "./editor-positions.js";
import { colours, theme } from "./editor-theme.js";

/** Marks a change that came from the page, so that `onChange` hears only what the user did. */
const fromPage = Annotation.define();

/** Ctrl+Enter runs the machine, also from here. */
const ownKeymap = defaultKeymap.filter(({ key }) => key !== "Mod-Enter");

/**
 * Puts an editor into `parent`.
 *
 * Options: `text`; `language`: "json" | "yaml" | "text"; `label`: what a screen reader calls it; `dark`; `readOnly`;
 * `wrap`: fold long lines; `utf8`: positions are byte offsets; `onChange(text)`: after every change by the user;
 * `onCursor(position)`: after every move of the cursor; `complete(text, position) -> [{label, detail, type, from?}]`, or a
 * promise of it, for completions (none without it).
 */
export function create(parent, options = {}) {
  const slots = { language: new Compartment(), theme: new Compartment(), label: new Compartment(), access: new Compartment() };
  const count = positions(options.utf8 ?? false);

  const state = EditorState.create({
    doc: options.text ?? "",
    extensions: [
      lineNumbers(), foldGutter(), lintGutter(), highlightActiveLine(), highlightActiveLineGutter(), highlightSpecialChars(),
      history(), drawSelection(), dropCursor(), rectangularSelection(), crosshairCursor(),
      EditorState.allowMultipleSelections.of(true), EditorState.tabSize.of(2), indentUnit.of("  "), indentOnInput(),
      bracketMatching(), closeBrackets(), search({ top: true }), highlightSelectionMatches(), decorationField, colours,
      options.complete ? autocompletion({ override: [completions(options.complete, count)] }) : [],
      options.wrap ? EditorView.lineWrapping : [],
      slots.language.of(language(options.language)),
      slots.theme.of(theme(options.dark)),
      slots.label.of(labelled(options.label)),
      slots.access.of(access(options.readOnly)),
      // Tab is left to the browser, so that the keyboard gets out of the editor.
      keymap.of([...closeBracketsKeymap, ...ownKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
      EditorView.updateListener.of((update) => {
        const byUser = update.transactions.some((transaction) => transaction.docChanged && !transaction.annotation(fromPage));
        if (byUser) options.onChange?.(update.state.doc.toString());
        if (update.selectionSet || byUser) options.onCursor?.(count.out(update.state.doc, update.state.selection.main.head));
      }),
    ],
  });
  const view = new EditorView({ state, parent });
  const reconfigure = (slot, extension) => view.dispatch({ effects: slot.reconfigure(extension) });
  const range = ({ from, to }) => count.range(view.state.doc, from, to);

  return {
    /** The CodeMirror view, for what this interface lacks. */
    view,
    getText: () => view.state.doc.toString(),
    /** Replaces the text; cursor, folds and marks stay where the text did not change, and Undo takes it back. */
    setText(text) {
      const changes = difference(view.state.doc.toString(), text);
      if (changes) view.dispatch({ changes, annotations: fromPage.of(true) });
    },
    /** `[{from, to, severity: "error" | "warning" | "info" | "hint", message, source?}]`: underlines, gutter, F8 to the next. */
    setDiagnostics(items) {
      const found = items.map((item) => ({ ...item, ...range(item) })).sort((a, b) => a.from - b.from || a.to - b.to);
      view.dispatch(showDiagnostics(view.state, found));
    },
    /**
     * `[{from, to, class, title?, line?, chip?, icon?}]`: marks a range, or every line that it touches where `line` is set; or
     * puts the note `chip` with an icon of the page at the end of the line. Scrolls to the position `follow`, if there is one,
     * unless the keyboard is in the editor: whoever types is not moved away.
     */
    setDecorations(items, follow) {
      const effects = [showDecorations.of(items.map((item) => ({ ...item, ...range(item) })))];
      if (follow !== undefined && !view.hasFocus) {
        effects.push(EditorView.scrollIntoView(range({ from: follow, to: follow }).from, { y: "nearest", yMargin: 96 }));
      }
      view.dispatch({ effects });
    },
    /** Selects a range and scrolls to it; `focus` also moves the keyboard there. */
    reveal(from, to = from, focus = false) {
      const found = range({ from, to });
      view.dispatch({ selection: { anchor: found.from, head: found.to }, effects: EditorView.scrollIntoView(found.from, { y: "center" }) });
      if (focus) view.focus();
    },
    focus: () => view.focus(),
    setLanguage: (name) => reconfigure(slots.language, language(name)),
    setDark: (dark) => reconfigure(slots.theme, theme(dark)),
    setLabel: (label) => reconfigure(slots.label, labelled(label)),
    setReadOnly: (readOnly) => reconfigure(slots.access, access(readOnly)),
    destroy: () => view.destroy(),
  };
}

function labelled(label) {
  return EditorView.contentAttributes.of({ "aria-label": label ?? "Code editor", spellcheck: "false", tabindex: "0" });
}

function access(readOnly) {
  return readOnly ? [EditorState.readOnly.of(true), EditorView.contentAttributes.of({ "aria-readonly": "true" })] : [];
}

/** The smallest single change from one text to the other, or null where they are equal. */
function difference(before, after) {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

/** Asks the page for completions of the word before the cursor. */
function completions(complete, count) {
  return async (context) => {
    const word = context.matchBefore(/["$\w.:-]*/);
    if (!context.explicit && word.from === word.to) return null;
    const doc = context.state.doc;
    const items = await complete(doc.toString(), count.out(doc, context.pos));
    if (!items?.length) return null;
    const from = items[0].from === undefined ? word.from : count.in(doc, items[0].from);
    return { from, options: items.map(({ from: _, ...item }) => item), validFor: /^["$\w.:-]*$/ };
  };
}
