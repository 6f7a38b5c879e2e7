// The look of the editor: every colour is a CSS variable of the page, so that light and dark need no second set of rules.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Syntax colours. */
export const colours = syntaxHighlighting(HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--syn-key)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--syn-str)" },
  { tag: tags.number, color: "var(--syn-num)" },
  { tag: [tags.bool, tags.null, tags.keyword, tags.tagName, tags.typeName], color: "var(--syn-kw)" },
  { tag: [tags.labelName, tags.meta], color: "var(--syn-path)" },
  { tag: tags.comment, color: "var(--syn-comment)", fontStyle: "italic" },
]));

const rules = {
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--surface)", fontSize: "var(--fs-code, 13px)" },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--font-mono, monospace)", lineHeight: "20px" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { color: "var(--text-3)", backgroundColor: "var(--surface)", borderRight: "1px solid var(--border)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--surface-2) 55%, transparent)" },
  ".cm-activeLineGutter": { color: "var(--text)", backgroundColor: "var(--surface-2)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--focus) 26%, transparent)" },
  ".cm-selectionMatch, .cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--surface-3)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--st-failed)" },
  ".cm-foldPlaceholder": { color: "var(--text-2)", backgroundColor: "var(--surface-2)", borderColor: "var(--border)" },
  ".cm-panels, .cm-tooltip": { color: "var(--text)", backgroundColor: "var(--surface)", borderColor: "var(--border)", fontFamily: "var(--font-ui, sans-serif)" },
  ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--border)" },
  ".cm-panel .cm-textfield": { color: "var(--text)", backgroundColor: "var(--bg)", borderColor: "var(--border-strong)" },
  ".cm-panel .cm-button": { color: "var(--text)", backgroundColor: "var(--surface-2)", backgroundImage: "none", borderColor: "var(--border-strong)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--text)", backgroundColor: "var(--accent-tint)" },
  ".cm-searchMatch": { backgroundColor: "color-mix(in srgb, var(--st-caught) 30%, transparent)" },
  ".cm-searchMatch-selected": { outline: "1px solid var(--text)" },
};

/** The rules, marked as dark or light for CodeMirror's own defaults. */
export function theme(dark) {
  return EditorView.theme(rules, { dark: Boolean(dark) });
}
