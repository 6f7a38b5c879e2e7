// A run waits for a person, who answers on the page.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { keyboardOnly, pressOn } from "./hands.mjs";
import { events, openExample, waitForRun } from "./page.mjs";

/** Opens the example that waits, at the point where it does. */
async function waits(page) {
  await openExample(page, "You decide");
  await page.getByRole("button", { name: "Run to end" }).click();
  await page.locator("#watch").getByText("needs a decision").waitFor();
}

/** Waits until the run has become longer, and has been played to its new end. */
async function goesOn(page, before) {
  await page.waitForFunction((before) => Number(document.querySelector(".scrubber input").max) > before, before);
  await page.waitForFunction(() => document.querySelector(".app").dataset.cursor === document.querySelector(".scrubber input").max);
}

const status = (page, state, word) => page.locator("#watch").getByRole("button", { name: new RegExp(`^${state}.*${word}`) }).waitFor();

pageTest("an answer on the card goes on from the cursor, and stands in the mocks", { reducedMotion: "reduce" }, async ({ page }) => {
  await waits(page);
  const before = await events(page);
  await page.getByRole("group", { name: "Answer Ask a person" }).getByRole("button", { name: "Approve" }).click();
  await goesOn(page, before);
  await status(page, "Pay back", "succeeded");
  await page.getByRole("tab", { name: "Mocks" }).click();
  await page.locator("#mocks-panel").getByText('"approved"').waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((before) => Number(document.querySelector(".scrubber input").max) === before, before);
  await waitForRun(page);
  assert.equal(await events(page), before, "the answer is taken back like any other edit");
});

pageTest("heartbeats, a time that runs out and a rejection by the keyboard alone", { reducedMotion: "reduce" }, async ({ page }) => {
  await waits(page);
  const before = await events(page);
  const hands = keyboardOnly(page);
  await pressOn(hands, "button", "Send heartbeat");
  await page.getByText(/Waiting for 1 min, 1 h left/).waitFor();
  assert.equal(await events(page), before, "a heartbeat is no event");
  await page.locator("#inspect-panel").getByText("the same as input").first().waitFor();
  await pressOn(hands, "button", "Let it time out");
  await goesOn(page, before);
  const again = await events(page);
  await page.locator("#inside").getByText("This task waits for your answer.").waitFor();
  await pressOn(hands, "textbox", "Cause", "Control+a");
  await hands.keyboard.type("Bought too long ago");
  await pressOn(hands, "button", "Reject");
  await goesOn(page, again);
  await status(page, "Tell the customer", "succeeded");
  await page.getByRole("tab", { name: "Mocks" }).click();
  await page.locator("#mocks-panel").getByText("Bought too long ago").waitFor();
});

pageTest("an answer that is no JSON is refused, and said", { viewport: { width: 390, height: 844 } }, async ({ page }) => {
  await openExample(page, "You decide");
  await page.getByRole("slider", { name: "Event" }).press("End");
  await page.getByRole("button", { name: "Inside" }).click();
  await page.getByRole("textbox", { name: "Output" }).fill("{ approved");
  await page.locator("#inside").getByRole("button", { name: "Approve" }).click();
  await page.getByText(/The output is not JSON/).waitFor();
});
