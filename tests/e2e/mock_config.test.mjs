// MockConfigFile.json of Step Functions Local comes in, and goes out with what it cannot say listed before.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { pageTest } from "./fixtures.mjs";
import { settled, waitForRun } from "./page.mjs";

const FILE = JSON.stringify({
  StateMachines: { Orders: { TestCases: { Happy: { "Charge card": "Paid" }, Broke: { "Charge card": "Declined" } } } },
  MockedResponses: {
    Paid: { 0: { Return: { StatusCode: 200, Payload: { paid: true } } } },
    Declined: { 0: { Throw: { Error: "Card.Declined", Cause: "no money" } } },
  },
});

pageTest("a MockConfigFile is imported, a case chosen, and the mocks exported", {}, async ({ page, axe }) => {
  await waitForRun(page);
  await page.getByRole("tab", { name: "Mocks" }).click();
  await page.getByRole("button", { name: "Export" }).click();
  const lost = page.getByRole("region", { name: "What MockConfigFile.json cannot express" });
  await lost.getByText(/DelaySeconds/).first().waitFor();
  assert.deepEqual(await axe("#mocks-panel"), []);
  await lost.getByRole("button", { name: "Cancel" }).click();

  const file = { name: "MockConfigFile.json", mimeType: "application/json", buffer: Buffer.from(FILE) };
  await page.getByLabel("MockConfigFile.json", { exact: true }).setInputFiles(file);
  await page.getByText("The mocks are those of Orders › Happy.").waitFor();
  await page.getByLabel("Test case").selectOption({ label: "Orders › Broke" });
  await page.getByText("The mocks are those of Orders › Broke.").waitFor();
  await settled(page);
  await page.locator("#watch").focus();
  await page.keyboard.press("End");
  await page.locator("#watch").getByText("Release stock").first().waitFor();

  await page.getByRole("button", { name: "Export" }).click();
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save it all the same" }).click();
  const written = JSON.parse(await readFile(await (await saved).path(), "utf8"));
  assert.deepEqual(Object.keys(written.StateMachines), ["Order workflow"]);
  assert.match(JSON.stringify(written.MockedResponses), /Card\.Declined/);
});
