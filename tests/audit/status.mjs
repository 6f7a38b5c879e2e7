// What is said other than by colour and motion, and to whom.

import { cursor, runButton, waitForEditor, waitForRun } from "../e2e/page.mjs";
import { animations } from "../e2e/seen.mjs";
import { example, failing, link } from "../e2e/machines.mjs";
import { withPage } from "./rig.mjs";

/** The statuses of graph and outline, as their classes are called. */
const STATUSES = ["idle", "running", "succeeded", "failed", "caught", "retrying", "waiting", "aborted"];

/** States on screen whose status is not said by an icon and by words; and which statuses are on screen. */
function statuses(names) {
  const seen = new Set();
  const bare = [];
  for (const state of document.querySelectorAll("#watch .node, #watch .frame, #watch .orow")) {
    // A card may hold pips of attempts that went otherwise.
    const status = names.find((name) => state.classList.contains(`st-${name}`)) ?? names.find((name) => state.querySelector(`.st-${name}`));
    if (status) seen.add(status);
    const icons = [...state.querySelectorAll("use")].filter((use) => (use.getAttribute("href") ?? "#").length > 1);
    const words = (state.innerText ?? "").trim().split("\n").filter(Boolean);
    // A card has an icon for its type too.
    const least = state.matches(".orow") ? 1 : 2;
    if (icons.length < least || words.length < 2) bare.push(`${status}: ${words.join(", ").slice(0, 60)}`);
  }
  return { seen: [...seen], bare };
}

async function withoutColour(rig) {
  const seen = new Set();
  const bare = new Set();
  const caught = { ...example("order-workflow"), mocks: { ...example("order-workflow").mocks, "Charge card": [{ Throw: { Error: "Card.Declined", Cause: "no money" } }] } };
  for (const document of [example("order-workflow"), caught, example("approval"), example("saga"), failing]) {
    await withPage(rig, { path: link(document), reducedMotion: "reduce" }, async (page) => {
      await waitForRun(page);
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setEmulatedVisionDeficiency", { type: "achromatopsia" });
      for (const picture of ["Graph", "Outline"]) {
        await page.getByRole("button", { name: picture, exact: true }).click();
        await runButton(page).focus();
        await page.keyboard.press("Home");
        for (let before = -1; before !== (await cursor(page));) {
          before = await cursor(page);
          const found = await page.evaluate(statuses, STATUSES);
          found.seen.forEach((status) => seen.add(status));
          found.bare.forEach((state) => bare.add(`${picture}: ${state}`));
          await page.keyboard.press("ArrowRight");
        }
      }
    });
  }
  const missing = STATUSES.filter((status) => !seen.has(status));
  return { bare: bare.size, seen: seen.size, notes: [...bare, ...missing.map((status) => `not seen: ${status}`)] };
}

async function calm(rig) {
  const ends = {};
  let running = [];
  for (const reducedMotion of ["reduce", "no-preference"]) {
    await withPage(rig, { reducedMotion }, async (page) => {
      await waitForRun(page);
      await page.getByLabel("Speed").selectOption({ label: "4×" });
      await runButton(page).click();
      const again = page.getByRole("button", { name: "Run again" });
      while (!(await again.isVisible())) {
        if (reducedMotion === "reduce") running.push(...(await page.evaluate(animations)));
        await page.evaluate(() => new Promise(requestAnimationFrame));
      }
      ends[reducedMotion] = await page.locator("#watch").innerText();
    });
  }
  running = [...new Set(running)];
  return { animations: running.length, difference: Number(ends.reduce !== ends["no-preference"]), notes: running };
}

async function privacy(rig) {
  return withPage(rig, {}, async (page, { context, foreign }) => {
    const uploads = [];
    context.on("request", (request) => {
      if (request.method() !== "GET" || request.postData()) uploads.push(`${request.method()} ${request.url()}`);
    });
    await waitForRun(page);
    await waitForEditor(page);
    await runButton(page).click();
    await page.keyboard.press("End");
    for (const name of ["Examples", "Share", "Help"]) {
      await page.getByRole("button", { name, exact: true }).click();
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
    }
    for (const name of ["Input", "Mocks", "Events", "Problems"]) await page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
    await page.evaluate((fragment) => (location.hash = fragment), link(failing));
    await page.locator("#watch").getByText("Charge").first().waitFor();
    await waitForRun(page);
    await page.waitForLoadState("networkidle");
    return { foreign: foreign.length, uploads: uploads.length, notes: [...foreign, ...uploads] };
  });
}

export const status = { G16: withoutColour, G17: calm, G20: privacy };
