// Look inside: where a value came from, and what a path that selected nothing was meant to be.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { cursor, events, paste, settled, waitForRun } from "./page.mjs";

const MACHINE = JSON.stringify({
  StartAt: "Pick",
  States: {
    Pick: { Type: "Pass", Parameters: { "key.$": "$.order.id", kind: "order" }, ResultPath: "$.picked", Next: "Read" },
    Read: { Type: "Pass", InputPath: "$.picked.kee", End: true },
  },
}, null, 2);

async function open(page) {
  await waitForRun(page);
  await paste(page, "definition", MACHINE);
  await settled(page);
  await page.waitForFunction(() => Number(document.querySelector(".scrubber input")?.max) < 10);
  await page.locator("#watch").focus();
  await page.keyboard.press("End");
}

const select = (page, name) => page.locator("#watch").getByText(name, { exact: true }).first().click();
const stage = (page, name) => page.locator("details.stg").filter({ hasText: name }).first();

pageTest("a value that is pointed at names its field, in the stages and in the definition", {}, async ({ page, axe }) => {
  await open(page);
  await select(page, "Pick");
  const parameters = stage(page, "afterParameters");
  await parameters.locator("summary").click();
  await parameters.locator("[data-at='/key']").hover();
  await page.locator(".origin").getByText('Parameters."key.$" = "$.order.id"').waitFor();
  await page.locator(".origin").getByText("from order.id of afterInputPath").waitFor();
  assert.equal(await page.locator(".cm-pointed").first().textContent(), '"key.$": "$.order.id"');
  assert.ok(await page.locator("details.stg.lit").count() >= 3, "input, afterInputPath and what follows are lit");
  assert.deepEqual(await axe(".inspector"), []);
});

pageTest("a value is pointed at by keys, and Enter shows its field in the definition", {}, async ({ page }) => {
  await open(page);
  await select(page, "Pick");
  const parameters = stage(page, "afterParameters");
  await parameters.locator("summary").click();
  await parameters.getByRole("group", { name: /Values of afterParameters/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.locator(".origin").getByText(/Parameters\."k/).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.closest("#definition-panel"));
});

pageTest("a path that selected nothing is red, underlined, and mended in words", {}, async ({ page }) => {
  await open(page);
  assert.equal(await cursor(page), await events(page));
  await select(page, "Read");
  const failed = stage(page, "afterInputPath");
  await failed.getByText("did not match").waitFor();
  await failed.getByText("$.picked.key", { exact: true }).waitFor();
  assert.equal(await page.locator(".cm-cause").first().textContent(), '"$.picked.kee"');
  await page.getByText("not computed").first().waitFor();
});
