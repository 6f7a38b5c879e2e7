// Map Runs: counts, the list of child executions, a child execution as a run of its own, result files.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { pageTest } from "./fixtures.mjs";
import { cursor, events, openExample, paste, runButton, waitForEditor, waitForRun } from "./page.mjs";

const list = (page, name = "Child executions") => page.getByRole("listbox", { name });
const scope = (page) => page.getByRole("navigation", { name: "Scope" });
const count = (page, name, column = 1) =>
  page.getByRole("region", { name: "Map Run" }).getByRole("row", { name: new RegExp(`^${name}`) }).getByRole("cell").nth(column).innerText();

/** Opens the example and shows the Map Run as it ended. */
async function ended(page, example) {
  await openExample(page, example);
  await runButton(page).focus();
  await page.keyboard.press("End");
  await page.getByRole("button", { name: /^Import orders/ }).first().click();
  const places = page.getByRole("navigation", { name: "Places" });
  if (await places.isVisible()) await places.getByRole("button", { name: "Inside" }).click();
  await list(page).waitFor();
}

pageTest("the card counts items and child executions, and a result file is downloaded", {}, async ({ page }) => {
  await ended(page, "Import a CSV");
  assert.equal(await count(page, "succeeded", 0), "200");
  assert.equal(await count(page, "succeeded"), "20");
  assert.equal(await count(page, "failed"), "0");
  const files = page.getByRole("region", { name: "Result files" });
  await files.getByText("manifest.json", { exact: true }).click();
  const coming = page.waitForEvent("download");
  await files.getByRole("button", { name: "Download: manifest.json" }).click();
  const download = await coming;
  assert.equal(download.suggestedFilename(), "manifest.json");
  const manifest = JSON.parse(await readFile(await download.path(), "utf8"));
  assert.equal(manifest.ResultFiles.SUCCEEDED.length, 1);
});

pageTest("too many failures take the Catch, and the failed child is opened and left again", {}, async ({ page }) => {
  await ended(page, "Import a CSV with bad rows");
  await page.getByText("3 of 2 allowed failures").waitFor();
  assert.equal(await count(page, "failed"), "3");
  assert.match(await page.getByRole("button", { name: /^Tell the sender/ }).first().innerText(), /Tell the sender/);
  const at = await cursor(page);
  await list(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await scope(page).getByRole("button", { name: "Import orders · child 0" }).waitFor();
  assert.equal(await events(page), 66, "its own events");
  assert.equal(await cursor(page), 66, "as it ended");
  assert.equal(await page.getByRole("button", { name: /^Tell the sender/ }).count(), 0, "its own graph");
  await page.getByRole("button", { name: /^Bad quantity/ }).first().click();
  await page.getByText("Order.BadQuantity").first().waitFor();
  await page.getByRole("button", { name: "Iteration 0, failed" }).click();
  await page.getByRole("button", { name: /^Read quantity/ }).first().click();
  await page.locator("#inspect-panel").getByText("afterInputPath", { exact: true }).waitFor();
  await runButton(page).focus();
  await page.keyboard.press("Home");
  assert.equal(await cursor(page), 0);
  await page.keyboard.press("Backspace");
  await scope(page).getByText("Each order #0").waitFor({ state: "hidden" });
  await page.keyboard.press("Backspace");
  await list(page).waitFor();
  assert.equal(await cursor(page), at, "the parent is where it was left");
  assert.equal(await events(page), 13);
});

pageTest("the list is filtered, and what never began is not opened", {}, async ({ page }) => {
  await ended(page, "Import a CSV with bad rows");
  const find = page.getByLabel("Filter child executions");
  const all = list(page).getByRole("option");
  await find.fill("badquantity");
  await page.waitForFunction(() => document.querySelectorAll(".children__row").length === 2);
  await find.fill("#19");
  await page.waitForFunction(() => document.querySelectorAll(".children__row").length === 1);
  assert.match(await all.first().innerText(), /#19\s+never began/);
  await all.first().click();
  await page.getByText("#19 never began").waitFor();
  await find.fill("");
  await page.locator(".children__picture").first().click({ position: { x: 2, y: 20 } });
  await page.getByRole("button", { name: /^#0 to #0/ }).click();
  assert.equal(await page.getByRole("button", { name: /^#0 to #0/ }).count(), 0);
});

pageTest("an edit leaves the child", {}, async ({ page }) => {
  await ended(page, "Import a CSV with bad rows");
  await list(page).getByRole("option").first().click();
  await scope(page).getByRole("button", { name: "Import orders · child 0" }).waitFor();
  await page.getByRole("tab", { name: "Files" }).click();
  await page.getByRole("button", { name: /^Edit imports/ }).click();
  await page.getByLabel("Content of imports/orders-bad.csv").fill("orderId,quantity\nO-1,2\nO-2,3\n");
  await page.waitForFunction(() => document.querySelector(".maprun")?.innerText.includes("1 of 1 child executions"));
  assert.equal(await scope(page).getByRole("button").count(), 0);
});

for (const [width, height] of [[1440, 900], [390, 844], [320, 568]]) {
  pageTest(`${width} × ${height}: axe finds nothing in a Map Run and in a child`, { viewport: { width, height }, reducedMotion: "reduce" }, async ({ page, axe }) => {
    await ended(page, "Import a CSV with bad rows");
    assert.deepEqual(await axe("#inside"), [], "Map Run");
    await list(page).getByRole("option").first().click();
    await page.waitForFunction(() => Number(document.querySelector(".scrubber input").max) === 66);
    assert.deepEqual(await axe(".inside, .crumb"), [], "child");
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
  });
}

pageTest("an inline Map that passes the limit is forecast, rewritten, and the rewriting is undone", {}, async ({ page, axe }) => {
  await waitForRun(page);
  await waitForEditor(page);
  await paste(page, "definition", `{
  "StartAt": "Items",
  "States": {
    "Items": { "Type": "Pass", "Parameters": { "all.$": "States.ArrayRange(1, 1000, 1)" }, "Next": "Each" },
    "Each": {
      "Type": "Map",
      "ItemsPath": "$.all",
      "ItemProcessor": {
        // a thousand times thirteen states
        "StartAt": "S1",
        "States": {
${Array.from({ length: 13 }, (_, at) => `          "S${at + 1}": { "Type": "Pass", ${at === 12 ? '"End": true' : `"Next": "S${at + 2}"`} }`).join(",\n")}
        }
      },
      "End": true
    }
  }
}`);
  const banner = page.getByRole("status").filter({ hasText: "AWS stops at 25,000" });
  await banner.waitFor();
  assert.match(await banner.innerText(), /About 28,000 events for 1,000 items/);
  assert.deepEqual(await axe(".watch__banner"), []);
  await banner.getByRole("button", { name: "Use Distributed mode" }).click();
  await banner.waitFor({ state: "hidden" });
  await waitForRun(page);
  await runButton(page).focus();
  await page.keyboard.press("End");
  await page.getByRole("button", { name: /^Each/ }).first().click();
  await page.getByText("1,000 of 1,000 child executions").first().waitFor();
  const text = () => page.locator("#definition-panel .cm-content").innerText();
  assert.match(await text(), /"ItemProcessor": \{\s+\/\/ a thousand times thirteen states\s+"ProcessorConfig": \{\s+"Mode": "DISTRIBUTED"/);
  await page.locator("#definition-panel .cm-content").focus();
  await page.keyboard.press("Control+z");
  await banner.waitFor();
  assert.doesNotMatch(await text(), /ProcessorConfig/);
});

pageTest("into the child execution at the cursor and out of it again, by keys and by buttons", {}, async ({ page, axe }) => {
  await openExample(page, "Import a CSV with bad rows");
  const into = page.getByRole("button", { name: "Into child execution #0" });
  const steps = page.getByRole("toolbar", { name: "Run controls" });
  const said = (text) => page.locator("[data-announcer]").getByText(text).waitFor();
  const inChild = scope(page).getByRole("button", { name: "Import orders · child 0" });
  await runButton(page).focus();
  await page.keyboard.press("Home");
  assert.equal(await steps.getByRole("button", { name: "Step into" }).getAttribute("aria-disabled"), "true", "nothing lies inside");
  assert.equal(await steps.getByRole("button", { name: "Step out" }).getAttribute("aria-disabled"), "true");

  // By buttons, as soon as the Map is entered.
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await into.waitFor();
  assert.equal(await into.getAttribute("aria-disabled"), null);
  assert.equal(await into.getAttribute("title"), "Into child execution #0 (Enter)");
  await into.click();
  await inChild.waitFor();
  await said("Into child execution #0.");
  assert.equal(await events(page), 66, "its own events");
  assert.equal(await cursor(page), 1, "at its start");
  assert.deepEqual(await axe(".transport, .crumb"), []);
  const out = steps.getByRole("button", { name: "Out of child execution #0" });
  assert.equal(await out.getAttribute("title"), "Out of child execution #0 (Backspace)");
  await out.click();
  await inChild.waitFor({ state: "detached" });
  await said("Out of child execution #0.");
  assert.equal(await cursor(page), 2, "the parent is where it was left");

  // By keys at the cursor.
  await page.locator("#watch").focus();
  await page.keyboard.press("Enter");
  await inChild.waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Backspace");
  await inChild.waitFor({ state: "detached" });
  assert.equal(await cursor(page), 2);

  // By the button where the Map is selected.
  await page.keyboard.press("End");
  const end = await cursor(page);
  await into.waitFor({ state: "detached" });
  const map = page.getByRole("button", { name: /^Import orders/ }).first();
  await map.click();
  await into.click();
  await inChild.waitFor();
  await out.click();
  await list(page).waitFor();
  assert.equal(await cursor(page), end);

  // By keys on the Map, wherever the cursor is; the keyboard goes along.
  const here = () => page.evaluate(() => document.activeElement.closest("#watch [data-state]")?.innerText ?? "");
  await map.focus();
  await page.keyboard.press("Enter");
  await inChild.waitFor();
  await page.waitForFunction(() => document.activeElement.closest("#watch [data-state]")?.innerText.includes("Each order"));
  await page.keyboard.press("Backspace");
  await inChild.waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.closest("#watch [data-state]")?.innerText.includes("Import orders"));
  assert.match(await here(), /Import orders/);
  assert.equal(await cursor(page), end);
  await list(page).waitFor();
});

pageTest("the menu of a Distributed Map leads into a child execution", {}, async ({ page }) => {
  await openExample(page, "Import a CSV with bad rows");
  await runButton(page).focus();
  await page.keyboard.press("End");
  await page.getByRole("button", { name: /^Import orders/ }).first().click({ button: "right" });
  await page.getByRole("menuitem", { name: "Into child execution #0" }).click();
  await scope(page).getByRole("button", { name: "Import orders · child 0" }).waitFor();
  assert.equal(await cursor(page), 1);
});
