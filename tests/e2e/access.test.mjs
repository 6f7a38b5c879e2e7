// For everyone: axe finds nothing, no page scrolls sideways, targets are large enough, keys do everything.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { cursor, events, runButton, waitForCursor, waitForEditor, waitForRun } from "./page.mjs";
import { animations, sideways, smallTargets } from "./seen.mjs";

/** Every layout in light; in dark, where only the colours differ, the widest and a phone. */
const SIZES = {
  light: [[1440, 900], [1280, 720], [720, 450], [390, 844], [320, 568], [360, 225]],
  dark: [[1440, 900], [390, 844]],
};

for (const colorScheme of ["light", "dark"]) {
  for (const [width, height] of SIZES[colorScheme]) {
    const options = { colorScheme, viewport: { width, height }, reducedMotion: "reduce" };
    pageTest(`${colorScheme}, ${width} × ${height}: axe finds nothing, and nothing overflows`, options, async ({ page, axe }) => {
      await waitForRun(page);
      await waitForEditor(page);
      assert.deepEqual(await axe(), [], "at rest");
      for (let step = 0; step < 3; step += 1) await page.getByRole("button", { name: "Step over" }).click();
      assert.deepEqual(await axe(), [], "during the run");
      assert.equal(await page.evaluate(sideways), 0, "pixels that the page is too wide");
      assert.deepEqual(await page.evaluate(smallTargets, width <= 760 ? 44 : 24), [], "targets");
    });
  }
  pageTest(`${colorScheme}: axe finds nothing in the dialogs`, { colorScheme, reducedMotion: "reduce" }, async ({ page, axe }) => {
    await waitForRun(page);
    for (const name of ["Examples", "Share", "Settings", "Help"]) {
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByRole("dialog").waitFor();
      assert.deepEqual(await axe(), [], name);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
  });
  pageTest(`${colorScheme}, phone: axe finds nothing in any place`, { colorScheme, viewport: { width: 390, height: 844 } }, async ({ page, axe }) => {
    await waitForRun(page);
    for (const name of ["Give", "Inside", "When", "Watch"]) {
      await page.getByRole("navigation", { name: "Places" }).getByRole("button", { name }).click();
      assert.deepEqual(await axe(), [], name);
    }
  });
}

pageTest("a phone's row of buttons fades where more of it is", { viewport: { width: 390, height: 844 } }, async ({ page }) => {
  await waitForRun(page);
  const row = page.locator(".transport__buttons");
  const fades = () => row.evaluate((element) => {
    const style = getComputedStyle(element);
    return ["--more-before", "--more-after"].map((name) => Number.parseFloat(style.getPropertyValue(name)) > 0);
  });
  assert.deepEqual(await fades(), [false, true]);
  await row.evaluate((element) => element.scrollTo({ left: element.scrollWidth, behavior: "instant" }));
  await page.waitForFunction(() => Number.parseFloat(getComputedStyle(document.querySelector(".transport__buttons")).getPropertyValue("--more-before")) > 0);
  assert.deepEqual(await fades(), [true, false]);
});

pageTest("a narrow phone reaches every tab, and no control covers the graph's switch", { viewport: { width: 320, height: 700 }, hasTouch: true }, async ({ page }) => {
  await waitForRun(page);
  await page.getByRole("button", { name: "When" }).tap();
  const last = page.getByRole("tab", { name: "Compare runs" });
  await page.getByRole("tablist", { name: "When" }).evaluate((element) => element.scrollTo({ left: element.scrollWidth, behavior: "instant" }));
  await last.tap();
  const box = await last.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 320, JSON.stringify(box));
  await page.getByRole("button", { name: "Watch" }).tap();
  await page.getByRole("button", { name: "Graph", exact: true }).tap();
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 700 });
    for (const name of ["Outline", "Fit the graph", "Zoom in", "Legend"]) await page.getByRole("button", { name, exact: true }).click({ trial: true });
  }
});

pageTest("the keyboard alone runs, steps, shares and comes back", {}, async ({ page }) => {
  await waitForRun(page);
  await page.keyboard.press("Control+Enter");
  await waitForCursor(page, 1);
  await runButton(page).focus();
  await page.keyboard.press("Home");
  assert.equal(await cursor(page), 0);
  await page.keyboard.press("ArrowRight");
  assert.equal(await cursor(page), 1);
  await page.keyboard.press("e");
  assert.ok((await cursor(page)) > 1);
  await page.keyboard.press("End");
  assert.equal(await cursor(page), await events(page));
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Help" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  // The keyboard is back where it was.
  await page.waitForFunction(() => document.activeElement.id === "run");
});

pageTest("failures and the end are said aloud, and not too often", {}, async ({ page }) => {
  await waitForRun(page);
  await page.evaluate(() => {
    globalThis.said = [];
    const region = document.querySelector("[data-announcer]");
    new MutationObserver(() => globalThis.said.push([performance.now(), region.textContent])).observe(region, { childList: true, characterData: true, subtree: true });
  });
  await page.getByLabel("Speed").selectOption({ label: "4×" });
  await runButton(page).click();
  await page.locator("[data-announcer]").getByText(/succeeded/i).waitFor();
  const said = await page.evaluate(() => globalThis.said);
  assert.ok(said.some(([, text]) => /Charge card/.test(text)), JSON.stringify(said));
  assert.match(said.at(-1)[1], /succeeded/i);
  for (let index = 1; index < said.length; index += 1) assert.ok(said[index][0] - said[index - 1][0] > 1200, JSON.stringify(said));
});

pageTest("with reduced motion nothing is animated while a run is played", { reducedMotion: "reduce" }, async ({ page }) => {
  await waitForRun(page);
  await runButton(page).click();
  await waitForCursor(page, 5);
  assert.deepEqual(await page.evaluate(animations), []);
});

pageTest("splitters move by keys", {}, async ({ page }) => {
  await waitForRun(page);
  const splitter = page.getByRole("separator", { name: "Width of Give" });
  await splitter.focus();
  const before = (await page.locator("#give").boundingBox()).width;
  await page.keyboard.press("ArrowRight");
  assert.equal((await page.locator("#give").boundingBox()).width, before + 16);
  assert.equal(await splitter.getAttribute("aria-valuenow"), "416");
});
