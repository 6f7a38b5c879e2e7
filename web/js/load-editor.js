// Brings the code editor. It is a file of its own, so that the page stands before it is there.

/** The editor's module: `create(parent, options)`. */
export function loadEditor() {
  const stamp = document.documentElement.dataset.build ?? "";
  return import(new URL(`editor.js?v=${stamp}`, document.baseURI).href);
}
