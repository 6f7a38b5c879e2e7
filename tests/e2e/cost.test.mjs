// The bill of a run, from the readout.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { waitForRun } from "./page.mjs";

pageTest("the transitions open the bill and the limits", {}, async ({ page, axe }) => {
  await waitForRun(page);
  await page.getByRole("button", { name: /11 transitions \+2 retries/ }).click();
  const dialog = page.getByRole("dialog", { name: "Cost and limits" });
  await dialog.getByText("$275", { exact: true }).waitFor();
  assert.equal(await dialog.getByRole("row", { name: /Charge card/ }).textContent(), "Charge card1+23");
  await dialog.getByText("46 of 25,000").waitFor();
  assert.deepEqual(await axe("dialog"), []);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});
