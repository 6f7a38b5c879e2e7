// The editor's bundle by itself: what the page relies on.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { waitForEditor, waitForRun } from "./page.mjs";

/** Loads the bundle on the open page, as the page does, and puts an editor into a box of its own. */
async function openEditor(page, options) {
  // The page's own is there first, so that it does not come into the box.
  await waitForRun(page);
  await waitForEditor(page);
  await page.evaluate(async (given) => {
    const box = document.createElement("section");
    box.id = "box";
    box.style.height = "300px";
    document.body.replaceChildren(box);
    const bundle = await import(new URL(`editor.js?v=${document.documentElement.dataset.build}`, document.baseURI).href);
    globalThis.changes = [];
    globalThis.editor = bundle.create(box, { ...given, onChange: (text) => globalThis.changes.push(text) });
  }, options);
}

const TEXT = '{\n  "StartAt": "Größe",\n  "States": {}\n}\n';

pageTest("the editor is not part of the start of the page", {}, async ({ page, url }) => {
  await waitForRun(page);
  await waitForEditor(page);
  const html = await (await page.request.get(url)).text();
  assert.ok(!html.includes("editor.js"), "index.html names the editor");
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map((entry) => [entry.name, entry.startTime]));
  const at = (part) => loaded.find(([name]) => name.includes(part))?.[1];
  assert.ok(at("editor.js") > at("page"), "the page's own code is asked for first");
});

pageTest("the editor shows text with line numbers under its label, and hears typing only", {}, async ({ page }) => {
  await openEditor(page, { text: TEXT, language: "json", label: "Definition" });
  const field = page.getByRole("textbox", { name: "Definition" });
  await field.waitFor();
  assert.match(await page.locator(".cm-lineNumbers").innerText(), /1\s+2\s+3/);
  await page.evaluate(() => globalThis.editor.setText("{}"));
  assert.equal(await page.evaluate(() => globalThis.editor.getText()), "{}");
  assert.deepEqual(await page.evaluate(() => globalThis.changes), []);
  await field.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" ");
  assert.deepEqual(await page.evaluate(() => globalThis.changes), ["{} "]);
});

pageTest("diagnostics, marks and jumps stand at UTF-8 positions where asked", {}, async ({ page }) => {
  await openEditor(page, { text: TEXT, language: "json", label: "Definition", utf8: true });
  const marked = await page.evaluate((text) => {
    const bytes = (part) => new TextEncoder().encode(text.slice(0, text.indexOf(part))).length;
    const from = bytes('"States"');
    globalThis.editor.setDiagnostics([{ from, to: from + 8, severity: "error", message: "no state" }]);
    globalThis.editor.setDecorations([{ from, to: from + 8, class: "hit" }, { from, to: from + 8, class: "row", line: true }]);
    globalThis.editor.reveal(from, from + 8);
    const { from: start, to: end } = globalThis.editor.view.state.selection.main;
    const shown = (selector) => document.querySelector(selector)?.textContent;
    return { squiggle: shown(".cm-lintRange-error"), hit: shown(".hit"), row: shown(".row"), selected: text.slice(start, end) };
  }, TEXT);
  assert.deepEqual(marked, { squiggle: '"States"', hit: '"States"', row: '  "States": {}', selected: '"States"' });
});

pageTest("the editor passes axe, and the keyboard gets out of it", {}, async ({ page, axe }) => {
  await openEditor(page, { text: TEXT, language: "yaml", label: "Definition", dark: true });
  assert.deepEqual(await axe("#box"), []);
  await page.getByRole("textbox", { name: "Definition" }).focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest("#box")), null);
});
