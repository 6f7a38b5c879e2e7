// The languages of the editor.

import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";

/** The extension for a language by name; any other name is plain text. */
export function language(name) {
  switch (name) {
    case "json": return json();
    case "yaml": return yaml();
    default: return [];
  }
}
