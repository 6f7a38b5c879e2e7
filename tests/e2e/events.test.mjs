// The history as a table: few rows in the page however many events, keys, filters, views, and the copy.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { cursor, events, paste, runButton, waitForRun } from "./page.mjs";

const grid = (page) => page.getByRole("grid", { name: "Events" });
const current = (page) => page.locator(".evt [aria-selected='true']");
const view = (page, name) => page.getByRole("group", { name: "View" }).getByRole("button", { name, exact: true });

/** Opens the table, on a phone too. */
async function open(page) {
  await waitForRun(page);
  const places = page.getByRole("navigation", { name: "Places" });
  if (await places.isVisible()) await places.getByRole("button", { name: "When" }).click();
  await page.getByRole("tab", { name: /^Events/ }).click();
  await grid(page).waitFor();
}

/** Whether the current row is in sight below the head. */
const inSight = (page) => page.waitForFunction(() => {
  const row = document.querySelector(".evt [aria-selected='true']")?.getBoundingClientRect();
  const window = document.querySelector(".evt")?.getBoundingClientRect();
  const head = document.querySelector(".evt__head")?.getBoundingClientRect();
  return row && row.top >= head.bottom - 1 && row.bottom <= window.bottom + 1;
});

/** Waits until the current row is that of the cursor: the table follows the graph a frame later. */
const follows = (page) => page.waitForFunction(() => {
  const row = document.querySelector(".evt [aria-selected='true']");
  return row?.getAttribute("aria-rowindex") === String(Number(document.querySelector(".app").dataset.cursor) + 1);
});

pageTest("a press or Enter moves the run to the event, and arrow keys move between rows", {}, async ({ page }) => {
  await open(page);
  assert.equal(await grid(page).getAttribute("aria-rowcount"), String((await events(page)) + 1));
  await grid(page).getByRole("row", { name: /TaskScheduled/ }).first().click();
  assert.equal(await cursor(page), 3);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await cursor(page), 3, "the run stays until Enter");
  await page.keyboard.press("Enter");
  assert.equal(await cursor(page), 5);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  assert.equal(await cursor(page), await events(page));
  await inSight(page);
  await runButton(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("e");
  await follows(page);
  await inSight(page);
  assert.match(await current(page).innerText(), /TimedOut/);
  assert.equal(await current(page).getAttribute("aria-rowindex"), String((await cursor(page)) + 1));
});

pageTest("filters and views show other rows", {}, async ({ page }) => {
  await open(page);
  await page.getByLabel("Filter events").fill("timeout");
  await page.locator(".events__found").waitFor();
  assert.equal(await grid(page).getAttribute("aria-rowcount"), "3");
  await page.getByLabel("Filter events").fill("no such event");
  await page.getByRole("button", { name: "Clear the filters" }).click();
  assert.equal(await page.getByLabel("Filter events").inputValue(), "");
  await page.getByLabel("Types").selectOption({ label: "Errors" });
  assert.equal(await grid(page).getAttribute("aria-rowcount"), "3");
  await page.getByLabel("Types").selectOption({ label: "All types" });
  await runButton(page).focus();
  await page.keyboard.press("End");
  await view(page, "Compact").click();
  await grid(page).getByRole("row", { name: /Charge card/ }).click();
  await current(page).getByText("Charge card").waitFor();
  assert.match(await current(page).innerText(), /Charge card\s+succeeded\s+3/, "three attempts in one row");
  await view(page, "JSON").click();
  await inSight(page);
  const shown = await page.getByRole("region", { name: "JSON of the event" }).innerText();
  assert.match(shown.replaceAll(/\s+/g, ""), /"stateExitedEventDetails":\{"name":"Chargecard","output":\{/);
});

pageTest("the history is copied as the service returns it", { permissions: ["clipboard-read", "clipboard-write"] }, async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Copy as GetExecutionHistory" }).click();
  await page.getByText(/^Copied \d+ events$/).waitFor();
  const history = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(history.events.length, await events(page));
  assert.deepEqual(Object.keys(history.events[0]), ["timestamp", "type", "id", "previousEventId", "executionStartedEventDetails"]);
  assert.equal(typeof history.events[0].executionStartedEventDetails.input, "string");
});

pageTest("of twenty thousand events only those in sight are in the page", {}, async ({ page }) => {
  await waitForRun(page);
  const inner = { StartAt: "A", States: { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", End: true } } };
  await paste(page, "definition", JSON.stringify({
    StartAt: "Items",
    States: {
      Items: { Type: "Pass", Result: Array.from({ length: 3500 }, (_, index) => index), Next: "Each" },
      Each: { Type: "Map", ItemProcessor: inner, End: true },
    },
  }));
  await page.waitForFunction(() => Number(document.querySelector(".scrubber input")?.max) > 20_000);
  await open(page);
  await runButton(page).focus();
  await page.keyboard.press("End");
  await inSight(page);
  assert.ok((await page.locator(".evt [role='row']").count()) < 60);
  const last = await page.locator(".evt [role='row']").last().getAttribute("aria-rowindex");
  assert.equal(last, await grid(page).getAttribute("aria-rowcount"));
});

for (const [width, height] of [[1440, 900], [800, 900], [390, 844], [320, 568]]) {
  pageTest(`${width} × ${height}: axe finds nothing in the table`, { viewport: { width, height }, reducedMotion: "reduce" }, async ({ page, axe }) => {
    await open(page);
    await runButton(page).focus();
    await page.keyboard.press("e");
    for (const name of ["All", "Compact", "JSON"]) {
      await view(page, name).click();
      assert.deepEqual(await axe(), [], name);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
  });
}
