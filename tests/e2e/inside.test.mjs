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

const LEFT = JSON.stringify({
  QueryLanguage: "JSONata",
  StartAt: "Sum",
  States: {
    Sum: { Type: "Pass", Assign: { total: "{% 1 + 1 %}", order: { items: ["a"] } }, Next: "Both" },
    Both: {
      Type: "Parallel",
      Branches: [{ StartAt: "Break", States: { Break: { Type: "Fail", Error: "Broken" } } }],
      Catch: [
        { ErrorEquals: ["Other"], Output: { why: "other" }, Next: "Done" },
        { ErrorEquals: ["Broken"], Output: { why: "{% $states.errorOutput.Error %}" }, Assign: { total: 0 }, Next: "Done" },
      ],
      Next: "Done",
    },
    Done: { Type: "Succeed" },
  },
}, null, 2);

async function open(page, definition = MACHINE, fewer = 10) {
  await waitForRun(page);
  await paste(page, "definition", definition);
  await settled(page);
  await page.waitForFunction((fewer) => Number(document.querySelector(".scrubber input")?.max) < fewer, fewer);
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

pageTest("a variable and what was caught lead to the member of Assign and the catcher that made them", {}, async ({ page, axe }) => {
  await open(page, LEFT, 15);
  const marked = async (place, name, field, written) => {
    if (!(await place.evaluate((details) => details.open))) await place.locator("summary").click();
    await place.locator(`[data-at='${name}']`).first().hover();
    await page.locator(".origin").getByText(field, { exact: true }).waitFor();
    await page.waitForFunction((text) => document.querySelector(".cm-pointed")?.textContent === text, written);
  };
  await select(page, "Both");
  const [output, variables] = [stage(page, "what goes on"), stage(page, "after Assign")];
  await marked(output, "/why", 'Catch[1].Output."why" = "{% $states.errorOutput.Error %}"', '"why": "{% $states.errorOutput.Error %}"');
  await page.locator(".origin").getByText("from Error of errorOutput").waitFor();
  await marked(variables, "/total", 'Catch[1].Assign."total" = 0', '"total": 0');
  await page.getByRole("button", { name: "Full", exact: true }).click();
  await marked(variables, "/order/items/0", 'in Sum: Assign."order"."items"[0] = "a"', '"a"');
  await variables.getByText('"a"').click();
  await page.waitForFunction(() => document.activeElement?.closest("#definition-panel"));
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
