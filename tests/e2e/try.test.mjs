// An expression is tried on the data of a state: by keys and by pointer, in both languages, on a phone too.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { waitForRun } from "./page.mjs";

const field = (page) => page.getByRole("textbox", { name: "Expression", exact: true });
const result = (page) => page.locator(".trial__result");
const kept = (page) => page.getByRole("list", { name: "Kept expressions" });
const shows = (page, text) => result(page).getByText(text).first().waitFor();

/** The state of the last error is shown: a retry of "Charge card". */
async function atTheError(page) {
  await waitForRun(page);
  await page.locator("#watch").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+E");
  await page.getByRole("heading", { name: "Charge card" }).waitFor();
}

pageTest("an expression shows its value as it is typed, and what is wrong with it, by keys alone", {}, async ({ page, axe }) => {
  await atTheError(page);
  await page.locator("#inspect-panel").focus();
  await page.getByRole("button", { name: "Try an expression not part" }).waitFor();
  await page.keyboard.press("t");
  await page.waitForFunction(() => document.activeElement?.id === "trial-text");
  await page.keyboard.type("$.order.total");
  await shows(page, "148.5");
  await page.keyboard.type("x");
  await shows(page, "Did you mean");
  assert.equal(await page.locator(".trial__paint u").textContent(), ".totalx");
  assert.deepEqual(await axe(".trial"), []);
  await page.getByRole("button", { name: "$.order.total", exact: true }).click();
  await shows(page, "148.5");
  await field(page).press("Enter");
  await kept(page).getByText("148.5").waitFor();
  assert.equal(await field(page).inputValue(), "");
  await page.keyboard.press("Escape");
  await field(page).waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.id === "trial-open");
});

pageTest("a stage and a language are chosen; intrinsics, the context and JSONata answer", {}, async ({ page }) => {
  await atTheError(page);
  await page.getByRole("button", { name: "Try an expression on afterParameters" }).click();
  await field(page).fill("$.Payload.amount");
  await shows(page, "148.5");
  await field(page).fill("States.Format('{}!', $$.State.Name)");
  await shows(page, "\"Charge card!\"");
  await page.getByRole("group", { name: "Language of the expression" }).getByRole("button", { name: "JSONata" }).click();
  await field(page).fill("$states.input.order.total * 2");
  await shows(page, "297");
  await page.getByLabel("$ is").selectOption("afterParameters");
  await field(page).fill("Payload.key & $nowhere()");
  await shows(page, "T1006");
  await field(page).fill("$pad('x', 2e9) & ($f := function($x) { $f($x) })(1)");
  await result(page).locator(".trial__trouble").waitFor();
});

pageTest("a kept expression follows the cursor", {}, async ({ page }) => {
  await atTheError(page);
  await page.getByRole("button", { name: "Try an expression not part" }).click();
  await field(page).fill("$$.State.Name");
  await shows(page, "\"Charge card\"");
  await field(page).press("Enter");
  await kept(page).getByText("\"Charge card\"").waitFor();
  await page.locator("#watch").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await kept(page).getByText("\"Validate order\"").waitFor();
  await page.getByRole("button", { name: "Forget $$.State.Name" }).click();
  assert.equal(await kept(page).getByRole("listitem").count(), 0);
});

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
pageTest("the expression box works on a phone", phone, async ({ page }) => {
  await atTheError(page);
  await page.getByRole("navigation", { name: "Places" }).getByRole("button", { name: "Inside" }).tap();
  await page.getByRole("button", { name: "Try an expression not part" }).tap();
  await field(page).fill("$.order.id");
  await shows(page, "\"o-1042\"");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `the page is ${wide} px wide`);
});
