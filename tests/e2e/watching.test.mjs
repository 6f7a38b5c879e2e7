// Finding one's way in the picture: keys along the edges, the pill that leads back, the squares of many iterations.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { END, example, link, map, needle } from "./machines.mjs";
import { waitForRun } from "./page.mjs";

const calm = { reducedMotion: "reduce" };
const at = (document) => ({ ...calm, path: link(document, END) });

/** The name of the state that has the keyboard. */
const focused = (page) => page.evaluate(() => document.activeElement.querySelector(".nm")?.textContent ?? "");

pageTest("keys follow the edges, find a state, and can be turned off", at(example("order-workflow")), async ({ page }) => {
  await waitForRun(page);
  const graph = page.getByRole("group", { name: /^Graph of/ });
  await graph.focus();
  await page.keyboard.press("f");
  await page.keyboard.type("ship");
  await page.keyboard.press("Enter");
  for (const [key, name] of [["ArrowUp", "Cooling off"], ["ArrowUp", "Fulfil order"], ["c", "Release stock"]]) {
    await page.waitForFunction(() => document.activeElement.dataset.state);
    await page.keyboard.press(key);
    assert.equal(await focused(page), name, key);
  }
  const zoom = () => page.locator(".graph__percent").innerText();
  const before = await zoom();
  await page.keyboard.press("-");
  assert.notEqual(await zoom(), before);
  await page.keyboard.press("0");
  const whole = await zoom();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("checkbox", { name: /Single letters and signs/ }).uncheck();
  await page.keyboard.press("Escape");
  await graph.focus();
  for (const key of ["-", "+", "f"]) await page.keyboard.press(key);
  assert.equal(await zoom(), whole);
  assert.equal(await page.getByRole("textbox", { name: "Find a state" }).count(), 0);
});

pageTest("a lost picture is found again, and a node tells more about itself", at(example("order-workflow")), async ({ page }) => {
  await waitForRun(page);
  await page.locator(".node", { hasText: "Charge card" }).hover();
  await page.locator(".peek").getByText("does not match this error").waitFor();
  const box = await page.locator(".graph__window").boundingBox();
  await page.mouse.move(box.x + 20, box.y + 300);
  for (let turn = 0; turn < 6; turn += 1) await page.mouse.wheel(0, 900);
  await page.getByRole("button", { name: "Back to graph" }).click();
  await page.getByRole("button", { name: "Back to graph" }).waitFor({ state: "detached" });
});

pageTest("the squares of 300 iterations have keys, and Enter looks into one", at(needle(300, 217)), async ({ page }) => {
  await waitForRun(page);
  const grid = page.getByRole("grid").first();
  await grid.focus();
  for (const [key, word] of [["End", "Iteration 299"], ["Home", "Iteration 0"], ["ArrowRight", "Iteration 1"], ["e", "Iteration 217, failed"]]) {
    await page.keyboard.press(key);
    assert.match(await grid.getByRole("gridcell").innerText(), new RegExp(`^${word}`), key);
  }
  await page.keyboard.press("Enter");
  await page.locator(".crumb").getByText("Each item #217").waitFor();
});

pageTest("20,000 child executions are bars of shares, and say where they are", at(map(20_000)), async ({ page }) => {
  await waitForRun(page);
  const grid = page.getByRole("grid", { name: /^20,000 iterations: 19,926 succeeded, 74 failed/ });
  await grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("e");
  assert.match(await grid.getByRole("gridcell").innerText(), /^Iteration 271, failed/);
  assert.equal(await page.locator(".node .sb").getByText("child executions", { exact: true }).count(), 3);
  await page.locator("#inside").getByText("19926").waitFor();
});

pageTest("with forced colours what is chosen and where the run is can be seen", { ...calm, forcedColors: "active" }, async ({ page }) => {
  await waitForRun(page);
  const styleOf = (selector, name) => page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], name);
  assert.equal(await styleOf(".watch__switch [aria-pressed=true]", "outlineStyle"), "solid");
  assert.equal(await styleOf(".scrubber__rail", "borderTopStyle"), "solid");
});
