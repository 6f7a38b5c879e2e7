// What if: a changed mock, input or definition runs at once, and the run before stays beside it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { pageTest } from "./fixtures.mjs";
import { cursor, events, paste, waitForRun } from "./page.mjs";

/** The example's mocks, but the card is charged at the first attempt. */
const { mocks } = JSON.parse(await readFile(new URL("../../examples/order-workflow.json", import.meta.url), "utf8"));
const CHARGED = { ...mocks, "Charge card": mocks["Charge card"].slice(-1) };
const changed = (page, before) =>
  page.waitForFunction((before) => Number(document.querySelector(".scrubber input").max) !== before, before);

pageTest("the run before a change stays as a ghost, can be compared, brought back and forgotten", {}, async ({ page, axe }) => {
  await waitForRun(page);
  const before = await events(page);
  await page.getByRole("button", { name: "Run to end" }).click();
  assert.equal(await page.locator(".ghost").count(), 0);
  await page.getByRole("tab", { name: "Mocks" }).click();
  await paste(page, "mocks", JSON.stringify(CHARGED));
  await changed(page, before);
  await page.getByText(/The run changed at event \d+ \(Charge card\)/).waitFor();
  const part = await cursor(page);
  assert.ok(part > 0 && part < before, "the cursor stands where the runs part");
  await page.locator(".lane", { hasText: "Charge card" }).locator(".ghost").first().waitFor({ state: "attached" });
  assert.equal(await page.locator(".lane", { hasText: "Validate order" }).locator(".ghost").count(), 0, "what is the same has none");

  await page.getByRole("tab", { name: "Compare runs" }).click();
  const panel = page.getByRole("region", { name: "Compare runs" });
  await panel.getByRole("row", { name: /^Retries 2 0/ }).waitFor();
  await panel.getByRole("row", { name: /^Status Succeeded Succeeded/ }).waitFor();
  assert.deepEqual(await axe(), []);
  await page.keyboard.press("End");
  const jump = panel.getByRole("button", { name: /Go to event \d+/ });
  const first = Number((await jump.textContent()).match(/\d+/)[0]);
  assert.equal(first, part + 1);
  await jump.click();
  assert.equal(await cursor(page), first);

  const now = await events(page);
  await panel.getByRole("button", { name: "Back to the run before" }).click();
  await changed(page, now);
  assert.equal(await events(page), before, "the texts of the run before are back");
  await panel.getByRole("row", { name: /^Retries 0 2/ }).waitFor();
  await panel.getByRole("button", { name: "Forget it" }).click();
  await panel.getByText(/Change a mock, the input or the definition/).waitFor();
  await page.getByRole("tab", { name: "Timeline" }).click();
  assert.equal(await page.locator(".ghost").count(), 0);
});

pageTest("a change after the cursor leaves it where it is, whatever was changed", {}, async ({ page }) => {
  await waitForRun(page);
  for (let step = 0; step < 3; step += 1) await page.getByRole("button", { name: "Step", exact: true }).click();
  const before = await events(page);
  await page.getByRole("tab", { name: "Mocks" }).click();
  await paste(page, "mocks", JSON.stringify(CHARGED));
  await changed(page, before);
  assert.equal(await cursor(page), 3);
  assert.equal(await page.getByText(/The run changed at event/).count(), 0);
  const now = await events(page);
  await page.getByRole("tab", { name: "Definition" }).click();
  await paste(page, "definition", JSON.stringify({ StartAt: "A", States: { A: { Type: "Succeed" } } }));
  await changed(page, now);
  await page.getByText(/The run changed at event 2 \(A\)/).waitFor();
});

pageTest("another document has no ghost of the one before", {}, async ({ page }) => {
  await waitForRun(page);
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("button", { name: /^Trip saga/ }).click();
  await waitForRun(page);
  await page.getByRole("tab", { name: "Compare runs" }).click();
  await page.getByText(/Change a mock, the input or the definition/).waitFor();
});
