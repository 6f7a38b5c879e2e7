// What is on screen before the page's own code is, and without it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { pageTest } from "./fixtures.mjs";
import { cursor, paste, waitForCursor, waitForEditor, waitForRun } from "./page.mjs";

const EXAMPLE = JSON.parse(await readFile(new URL("../../examples/order-workflow.json", import.meta.url), "utf8"));
const NAMES = ["Validate order", "In stock?", "Fulfil order", "Charge card", "Ship order", "Release stock"];
const PHONE = { width: 390, height: 844 };

/** The names that can be read in what is on screen, wherever it scrolls. */
async function read(page, selector) {
  const text = await page.locator(selector).innerText();
  return NAMES.filter((name) => text.includes(name));
}

for (const viewport of [{ width: 1440, height: 900 }, PHONE]) {
  pageTest(`without JavaScript, ${viewport.width} wide: definition, picture and outline of the first example`, { viewport, javaScriptEnabled: false }, async ({ page }) => {
    const picture = page.getByRole("img", { name: "Graph of Order workflow: 12 states" });
    await picture.waitFor();
    const box = await picture.boundingBox();
    assert.ok(box.width > 300 && box.height > 300, JSON.stringify(box));
    const drawn = await picture.locator("text").allTextContents();
    assert.deepEqual(NAMES.filter((name) => !drawn.some((text) => text.startsWith(name))), [], "in the picture");
    assert.deepEqual(await read(page, ".outline >> nth=0"), NAMES, "in the outline");
    assert.deepEqual(JSON.parse(await page.locator("pre").innerText()), EXAMPLE.definition);
    assert.ok(await page.locator(".start__note").isVisible());
    assert.ok(!(await page.locator("#run").isVisible()), "nothing is offered that cannot be done");
    const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(needed <= given, `${needed} in ${given}`);
  });

  pageTest(`the page takes the place of what was there, ${viewport.width} wide, and nothing moves`, { viewport, open: false }, async ({ page, url }) => {
    await page.addInitScript(() => {
      globalThis.shifted = 0;
      const add = (list) => list.getEntries().forEach((entry) => { globalThis.shifted += entry.value; });
      new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(url);
    await waitForRun(page);
    await waitForEditor(page);
    assert.equal(await page.locator("#start").count(), 0);
    const shifted = await page.evaluate(() => new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(globalThis.shifted)));
    }));
    assert.ok(shifted <= 0.02, `layout shift ${shifted}`);
  });
}

/** Keeps the page's own code back until `release`. */
async function hold(page) {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.route(/page-[^/]*\.wasm$/, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

pageTest("Run, pressed while the page loads, runs as soon as it is there", { open: false }, async ({ page, url }) => {
  const release = await hold(page);
  await page.goto(url, { waitUntil: "commit" });
  await page.getByRole("button", { name: "Run" }).click();
  await page.getByRole("button", { name: "Running…" }).waitFor();
  release();
  await waitForCursor(page, 2);
  assert.equal(await page.evaluate(() => document.activeElement.id), "run", "the keyboard stays");
});

pageTest("what is shown while the page loads has no barriers", { open: false }, async ({ page, url, axe }) => {
  const release = await hold(page);
  await page.goto(url, { waitUntil: "commit" });
  await page.locator("#start .phone-tabs").waitFor({ state: "attached" });
  assert.deepEqual(await axe(), []);
  release();
  await waitForRun(page);
});

pageTest("who has a document of their own does not see the example first; the theme is theirs at once", {}, async ({ page }) => {
  await waitForRun(page);
  const shown = async (script) => {
    await page.evaluate(script);
    const release = await hold(page);
    await page.reload({ waitUntil: "commit" });
    await page.locator("#start pre").waitFor({ state: "attached" });
    const found = [await page.locator("#start pre").isVisible(), await page.evaluate(() => document.documentElement.dataset.theme)];
    release();
    await waitForRun(page);
    await page.unroute(/page-[^/]*\.wasm$/);
    return found;
  };
  assert.deepEqual(await shown(() => {}), [true, undefined], "the example is kept as it was");
  await page.getByRole("button", { name: "Dark theme" }).click();
  await paste(page, "definition", JSON.stringify({ StartAt: "Only", States: { Only: { Type: "Pass", End: true } } }));
  assert.deepEqual(await shown(() => {}), [false, "dark"]);
  assert.equal(await cursor(page), 0);
});

pageTest("a page that cannot start says so where Run was", { open: false, allow: /Failed to load|ERR_FAILED|500|fetch/ }, async ({ page, url }) => {
  await page.route(/page-[^/]*\.wasm$/, (route) => route.abort());
  await page.goto(url);
  await page.getByRole("alert").getByText(/Stepwell could not start: .*Reload the page/).waitFor();
  assert.deepEqual(await read(page, "#start .outline >> nth=0"), NAMES, "the example stays");
});

pageTest("the licences of what the page contains come with it, and Help leads there", {}, async ({ page, url }) => {
  await waitForRun(page);
  await page.getByRole("button", { name: "Help" }).click();
  const link = page.getByRole("dialog").getByRole("link", { name: /Licences/ });
  assert.equal(await link.evaluate((element) => element.href), `${url}licences.txt`);
  const text = await (await page.request.get(`${url}licences.txt`)).text();
  const missing = [/^leptos 0/m, /^tachys 0/m, /^serde 1/m, /^@codemirror\/view 6/m, /^@lezer\/json 1/m].filter((name) => !name.test(text));
  assert.deepEqual(missing, []);
});
