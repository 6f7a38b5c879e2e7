// Bad input: a clear message within a second, a page that stays responsive, and nothing typed lost.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { events, paste, runButton, waitForRun } from "./page.mjs";

const pass = (next) => (next ? { Type: "Pass", Next: next } : { Type: "Pass", End: true });
const SECOND = 1000;

/** Longest time between two frames, in milliseconds, while `act` goes on and over so many frames after it. */
async function longestFrame(page, act, after = 60) {
  await page.evaluate(() => {
    globalThis.longest = 0;
    let before = performance.now();
    const look = (now) => {
      globalThis.longest = Math.max(globalThis.longest, now - before);
      before = now;
      globalThis.looking = requestAnimationFrame(look);
    };
    look(before);
  });
  await act();
  return page.evaluate(async (after) => {
    for (let left = after; left > 0; left -= 1) await new Promise(requestAnimationFrame);
    cancelAnimationFrame(globalThis.looking);
    return globalThis.longest;
  }, after);
}

const UNREADABLE = {
  "text that is not JSON": ["hello world", /line 1, column 1/i],
  "JSON that is not ASL": ['{ "name": "Ada" }', /StartAt|States/],
  "a list of three": ["[1, 2, 3]", /line 1/i],
  "a syntax error in the second line": ['{\n  "StartAt" "A"\n}', /line 2/i],
  "10,000 nested arrays": ["[".repeat(10_000) + "]".repeat(10_000), /nested/],
};

for (const [name, [text, expected]] of Object.entries(UNREADABLE)) {
  pageTest(`${name}: the place and the reason are named, the last graph stays`, {}, async ({ page }) => {
    await waitForRun(page);
    // The engine's code is not waited for within the second.
    await paste(page, "definition", JSON.stringify({ StartAt: "Last", States: { Last: pass() } }));
    await page.waitForFunction(() => document.querySelector(".scrubber input").max === "4");
    await paste(page, "definition", text);
    await page.locator(".watch__banner p").getByText(expected).first().waitFor({ timeout: SECOND });
    await page.locator("#watch").getByText("Last").first().waitFor();
    assert.equal(await runButton(page).getAttribute("aria-disabled"), "true");
  });
}

pageTest("10 MB are not pasted, and say so", {}, async ({ page }) => {
  await waitForRun(page);
  await paste(page, "definition", '{ "StartAt": "Kept" }');
  await page.locator(".watch__banner").waitFor();
  await paste(page, "definition", "x".repeat(10_000_000));
  await page.getByText(/Not pasted: the text is 10.0 MB long/).waitFor({ timeout: SECOND });
  await page.locator("#definition-panel").getByText("Kept").waitFor();
  const longest = await longestFrame(page, () => page.keyboard.press("End"), 20);
  assert.ok(longest < 300, `a frame took ${longest} ms`);
});

pageTest("a text of 2 MB that came in otherwise stays in the plain area, and is not read", {}, async ({ page }) => {
  await waitForRun(page);
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel(/plain text areas/).check();
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Definition, JSON or YAML" }).fill("y ".repeat(1_000_000));
  await page.locator(".watch__banner").getByText(/2.0 MB long; up to 1 MB is read/).waitFor();
});

pageTest("a machine that loops for ever ends as on AWS, and the page stays responsive", {}, async ({ page }) => {
  await waitForRun(page);
  const never = { Type: "Choice", Choices: [{ Variable: "$.never", IsPresent: true, Next: "Out" }], Default: "Again" };
  const loop = { StartAt: "Look", States: { Look: never, Again: pass("Look"), Out: { Type: "Succeed" } } };
  const longest = await longestFrame(page, async () => {
    await paste(page, "definition", JSON.stringify(loop, null, 2));
    await page.waitForFunction(() => Number(document.querySelector(".scrubber input").max) >= 25_000, null, { timeout: 10_000 });
    await runButton(page).click();
  });
  assert.ok(longest < 500, `a frame took ${longest} ms`);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator("#watch").getByText("Again").first().waitFor();
});

pageTest("a Map over a million items is cut short, and the page stays responsive", {}, async ({ page }) => {
  await waitForRun(page);
  const inner = { Type: "Map", ItemsPath: "$$.Execution.Input.items", ItemProcessor: { StartAt: "P", States: { P: pass() } }, End: true };
  const outer = { Type: "Map", ItemsPath: "$.items", ItemProcessor: { StartAt: "Inner", States: { Inner: inner } }, End: true };
  const longest = await longestFrame(page, async () => {
    await page.getByRole("tab", { name: "Input" }).click();
    await paste(page, "input", JSON.stringify({ items: Array.from({ length: 1000 }, (_, index) => index) }));
    await page.getByRole("tab", { name: "Definition" }).click();
    await paste(page, "definition", JSON.stringify({ StartAt: "Outer", States: { Outer: outer } }, null, 2));
    await page.waitForFunction(() => Number(document.querySelector(".scrubber input").max) >= 10_000, null, { timeout: 10_000 });
  });
  assert.ok(longest < 500, `a frame took ${longest} ms`);
  assert.ok((await events(page)) <= 25_000);
});
