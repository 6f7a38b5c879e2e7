// The first answers come with the page: nobody waits for the engine's thread, whose code comes later.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { events, lookInside, paste, runButton, waitForCursor, waitForEditor, waitForRun, worker } from "./page.mjs";

const SHORT = JSON.stringify({ StartAt: "Only", States: { Only: { Type: "Pass", End: true } } });
const ENGINE = /worker_bg\.wasm/;
const INSPECTOR = /_inside\.wasm/;

/** Keeps the engine's code back until `release`. */
async function holdEngine(page) {
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  await page.route(ENGINE, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

pageTest("the first run is played to its end and looked into before the engine's code is there", { open: false }, async ({ page, url }) => {
  const release = await holdEngine(page);
  await page.goto(url);
  await waitForRun(page);
  assert.equal(await events(page), 46);
  await runButton(page).click();
  await waitForCursor(page, 3);
  await lookInside(page, "Charge card");
  await waitForCursor(page, 46);
  assert.equal(await page.getByRole("button", { name: /^Stop/ }).count(), 0, "nothing is computed");
  release();
  await waitForEditor(page);
  await paste(page, "definition", SHORT);
  await page.waitForFunction(() => document.querySelector(".scrubber input").max === "4");
  assert.equal(page.workers().length, 1);
});

pageTest("a text that is changed before the engine's code is there runs as soon as it is", { open: false }, async ({ page, url }) => {
  const release = await holdEngine(page);
  await page.goto(url);
  await waitForRun(page);
  await waitForEditor(page);
  await paste(page, "definition", SHORT);
  await page.locator(".app[data-run=pending]").waitFor({ state: "attached" });
  await runButton(page).click();
  release();
  await page.waitForFunction(() => document.querySelector(".scrubber input").max === "4");
  await waitForCursor(page, 4);
});

pageTest("an engine that is long in coming is not taken for one that hangs", { open: false }, async ({ page, url }) => {
  const release = await holdEngine(page);
  await page.clock.install();
  await page.goto(url);
  await waitForRun(page);
  await waitForEditor(page);
  await paste(page, "definition", SHORT);
  await worker(page);
  await page.clock.fastForward(120_000);
  assert.equal(await page.getByText(/did not answer in time/).count(), 0);
  release();
  await page.waitForFunction(() => document.querySelector(".scrubber input").max === "4");
  assert.equal(page.workers().length, 1);
});

pageTest("who only looks is spared the engine and what looks into a state; both come when a pointer moves", { open: false }, async ({ page, url }) => {
  const asked = [];
  page.context().on("request", (request) => asked.push(request.url()));
  await page.goto(url);
  await waitForRun(page);
  await waitForEditor(page);
  await page.getByText("Select a state", { exact: true }).waitFor();
  const late = () => asked.filter((address) => ENGINE.test(address) || INSPECTOR.test(address));
  assert.deepEqual(late(), []);
  const inspector = page.waitForResponse(INSPECTOR);
  await page.mouse.move(700, 400);
  await inspector;
  assert.ok(await worker(page));
  await page.getByText("Select a state", { exact: true }).waitFor();
});

pageTest("a document of one's own brings the engine by itself", { open: false }, async ({ page, url }) => {
  await page.goto(url);
  await waitForRun(page);
  await waitForEditor(page);
  await paste(page, "definition", SHORT);
  await page.waitForFunction(() => document.querySelector(".scrubber input").max === "4");
  await page.waitForFunction(() => localStorage.getItem("stepwell.opens") === "other");
  await page.goto("about:blank");
  await page.goto(url);
  assert.ok(await worker(page));
  await page.waitForFunction(() => document.querySelector(".scrubber input").max === "4");
});

pageTest("where the first answers do not come, the engine gives them", { open: false, allow: /first\.bin|ERR_FAILED|404/ }, async ({ page, url }) => {
  await page.route(/first\.bin/, (route) => route.abort());
  await page.goto(url);
  await waitForRun(page);
  assert.equal(await events(page), 46);
});

pageTest("first answers of something else are not taken", { open: false }, async ({ page, url }) => {
  await page.route(/first\.bin/, (route) => route.fulfill({ body: Buffer.from([1, 2, 3]) }));
  await page.goto(url);
  await waitForRun(page);
  assert.equal(await events(page), 46);
});
