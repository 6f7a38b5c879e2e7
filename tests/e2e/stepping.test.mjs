// Moving through a run: breakpoints, run to here, into and out, panes, and what is said about it.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { cursor, events, runButton, waitForRun } from "./page.mjs";

/** The state of this name, in the graph or the outline. */
const state = (page, name) =>
  page.locator("#watch [data-state]").filter({ has: page.locator("b, .nm", { hasText: new RegExp(`^${name}$`) }) }).first();
const until = (page, wanted) =>
  page.waitForFunction((wanted) => document.querySelector(".app").dataset.cursor === String(wanted), wanted, { timeout: 20_000 });
const stopped = (page, words) => page.locator(".readout__halt").getByText(words).waitFor({ timeout: 20_000 });

pageTest("run stops at breakpoints, by keyboard alone; they outlive a reload and go into the link", { permissions: ["clipboard-read", "clipboard-write"] }, async ({ page, context }) => {
  await waitForRun(page);
  await state(page, "Charge card").focus();
  await page.keyboard.press("b");
  await state(page, "Ship order").focus();
  await page.keyboard.press("b");
  await page.getByRole("button", { name: "2 breakpoints" }).waitFor();
  await page.locator("#watch").getByText("breakpoint on entry").first().waitFor();
  await page.keyboard.press("Control+Enter");
  await stopped(page, "Charge card, on entry");
  const first = await cursor(page);
  await page.locator("[data-announcer]").getByText("Stopped: Charge card, on entry.").waitFor();
  await page.keyboard.press("Control+Enter");
  await stopped(page, "Ship order, on entry");
  assert.ok((await cursor(page)) > first);

  await page.getByRole("tab", { name: "Events" }).click();
  await page.getByLabel("Filter events").fill("timeout");
  await page.keyboard.press("Control+s");
  await page.getByText(/The link is copied/).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const shown = await cursor(page);
  await page.reload();
  await page.getByRole("button", { name: "2 breakpoints" }).waitFor();

  const other = await context.browser().newContext();
  const opened = await other.newPage();
  await opened.goto(link);
  await opened.getByRole("button", { name: "2 breakpoints" }).waitFor();
  await opened.getByRole("tab", { name: "Events" }).click();
  assert.equal(await opened.getByLabel("Filter events").inputValue(), "timeout");
  await until(opened, shown);
  await other.close();
});

pageTest("the list changes what a breakpoint waits for, and takes it away", {}, async ({ page, axe }) => {
  await waitForRun(page);
  await state(page, "Charge card").click();
  await page.getByRole("button", { name: "Breakpoint", exact: true }).click();
  await page.getByRole("button", { name: "1 breakpoint" }).click();
  const list = page.getByRole("dialog", { name: "Breakpoints" });
  await list.getByLabel("Charge card: stop").selectOption("on retry");
  assert.deepEqual(await axe(), []);
  await page.keyboard.press("Escape");
  await runButton(page).click();
  await stopped(page, "Charge card, on retry");
  await page.getByRole("button", { name: "1 breakpoint" }).click();
  await list.getByRole("button", { name: "Remove the breakpoint of Charge card" }).click();
  await list.getByLabel("Stop at every error").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Home");
  await runButton(page).click();
  await stopped(page, "Any state, on error");
  await page.getByRole("button", { name: "Run to end" }).click();
  assert.equal(await cursor(page), await events(page), "the end is the end");
});

pageTest("run to here: by the menu of a state, of an event, of a moment, and by keys", {}, async ({ page, axe }) => {
  await waitForRun(page);
  await page.getByLabel("Speed").selectOption({ label: "4×" });
  await state(page, "Charge card").click({ button: "right" });
  const menu = page.getByRole("menu", { name: "Charge card" });
  await menu.waitFor();
  assert.deepEqual(await axe(), []);
  await menu.getByRole("menuitem", { name: "Run to here" }).click();
  await page.waitForFunction(() => Number(document.querySelector(".app").dataset.cursor) > 0);
  await page.getByRole("button", { name: "Continue" }).waitFor({ timeout: 20_000 });
  const there = await cursor(page);
  assert.ok(there > 1 && there < (await events(page)));

  await page.keyboard.press("Home");
  await state(page, "Charge card").focus();
  await page.keyboard.press("Shift+F10");
  await menu.waitFor();
  await page.keyboard.press("Escape");
  await menu.waitFor({ state: "hidden" });
  await page.keyboard.press("ContextMenu");
  await menu.waitFor();
  await page.keyboard.press("Enter");
  await until(page, there);

  // At the start the table does not scroll under the pointer.
  await page.getByRole("button", { name: "Reset" }).click();
  await page.getByRole("tab", { name: "Events" }).click();
  await page.locator("[data-event='3']").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Run to here" }).click();
  await until(page, 4);

  await page.getByRole("tab", { name: "Timeline" }).click();
  const axis = await page.locator(".timeline__plot").boundingBox();
  await page.mouse.click(axis.x + 300, axis.y + 8, { button: "right" });
  const goTo = page.getByRole("menuitem", { name: /Go to event \d+/ });
  const wanted = (await goTo.textContent()).match(/\d+/)[0];
  await goTo.click();
  await until(page, wanted);

  await state(page, "Ship order").click();
  await page.getByRole("button", { name: "More about this state" }).click();
  await page.getByRole("menuitem", { name: "Show in the definition" }).click();
});

pageTest("into a branch and out of it by keys and buttons; steps stay inside", {}, async ({ page }) => {
  await waitForRun(page);
  const scope = page.getByRole("navigation", { name: "Scope" });
  await state(page, "Fulfil order").focus();
  await page.keyboard.press("Enter");
  await scope.getByText("Fulfil order, branch 1").waitFor();
  assert.ok((await cursor(page)) > 0, "the cursor is at the first event inside");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Backspace");
  await scope.getByText("Fulfil order, branch 1").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Step into" }).click();
  await scope.getByText("Fulfil order, branch 1").waitFor();
  await page.getByRole("button", { name: "Step out" }).click();
  await scope.getByText("Fulfil order, branch 1").waitFor({ state: "detached" });
});

pageTest("F6 goes round the panes, and letters can be turned off", {}, async ({ page }) => {
  await waitForRun(page);
  const here = () => page.evaluate(() => document.activeElement.id);
  await runButton(page).focus();
  const round = [];
  for (let pane = 0; pane < 5; pane += 1) {
    await page.keyboard.press("F6");
    round.push(await here());
  }
  assert.deepEqual(round, ["definition", "watch", "inside", "timeline", "run"]);
  await page.keyboard.press("Shift+F6");
  assert.equal(await here(), "timeline");
  await page.keyboard.press("Alt+2");
  assert.equal(await here(), "watch");

  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel(/Single letters/).uncheck();
  await page.keyboard.press("Escape");
  await runButton(page).focus();
  await page.keyboard.press("e");
  assert.equal(await cursor(page), 0);
  await page.keyboard.press("ArrowRight");
  assert.equal(await cursor(page), 1, "arrows are no letters");
});

pageTest("the scrubber goes ten events by page keys, and shows what is under the pointer", {}, async ({ page }) => {
  await waitForRun(page);
  const range = page.getByRole("slider", { name: "Event" });
  await range.focus();
  await page.keyboard.press("PageUp");
  assert.equal(await cursor(page), 10);
  await page.keyboard.press("PageDown");
  assert.equal(await cursor(page), 0);
  const box = await range.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.locator(".scrubber__preview").getByText(/Event \d+/).waitFor();
  assert.equal(await cursor(page), 0, "a look is no move");
});
