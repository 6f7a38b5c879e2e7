// The core tasks, each twice: by the keyboard alone, and by the pointer. A hand that is not there throws (hands.mjs).

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { keyboardOnly, pointerOnly, pressOn, tabTo } from "./hands.mjs";
import { example, link, retried } from "./machines.mjs";
import { cursor, events, settled, waitForCursor, waitForRun } from "./page.mjs";

/** Words in the centre of the page. */
const seen = (page, text) => page.locator("#watch").getByText(text).first().waitFor();
const button = (page, name) => page.getByRole("button", { name, exact: true });
const inside = (page) => page.getByRole("region", { name: "Look inside" });

/** A task is a document to begin with, what each hand does, and what both must see in the end. */
const TASKS = {
  "T1: run the example": {
    keyboard: (page) => page.keyboard.press("Control+Enter"),
    pointer: async (page) => {
      await page.getByLabel("Speed").selectOption({ label: "4×" });
      await button(page, /^Run/).click();
    },
    end: async (page) => {
      await page.getByRole("button", { name: "Run again" }).waitFor({ timeout: 30_000 });
      assert.equal(await cursor(page), await events(page));
      await seen(page, /^Ship order/);
    },
  },
  "T2: step, back, over, into an iteration of a Map, and out": {
    document: example("map-fan-out"),
    keyboard: async (page) => {
      await pressOn(page, "link", "Skip to the graph");
      for (const [key, least] of [["ArrowRight", 1], ["ArrowRight", 2], ["ArrowLeft", 1], ["Shift+ArrowRight", 6]]) {
        await page.keyboard.press(key);
        await reached(page, key, least);
      }
      await page.keyboard.press("End");
      await pressOn(page, "button", /^Iteration 3,/);
      await isIn(page, /#3/);
      await pressOn(page, "button", "Resize photos", "Enter", { back: true });
    },
    pointer: async (page) => {
      for (const [name, least] of [["Step", 1], ["Step", 2], ["Back", 1], ["Step over", 6]]) {
        await button(page, name).click();
        await reached(page, name, least);
      }
      await button(page, "Run to end").click();
      await page.getByRole("button", { name: /^Iteration 3,/ }).click();
      await isIn(page, /#3/);
      await button(page, "Resize photos").click();
    },
    end: (page) => isIn(page, /^Resize photos$/),
  },
  "T3: jump to the error": {
    keyboard: async (page) => {
      await pressOn(page, "link", "Skip to the graph");
      await page.keyboard.press("e");
    },
    pointer: (page) => button(page, "Next error").click(),
    end: async (page) => {
      await inside(page).getByRole("heading", { name: "Charge card" }).waitFor();
      assert.match(await page.getByRole("slider", { name: "Event" }).getAttribute("aria-valuetext"), /Charge card timed out/);
    },
  },
  "T5: read what a stage changed": {
    keyboard: async (page) => {
      await pressOn(page, "link", "Skip to the graph");
      await page.keyboard.press("End");
      await pressOn(page, "button", /^Validate order/);
      await pressOn(page, "link", "Skip to the data of the selected state", "Enter", { back: true });
      await closeStage(page, (summary) => summary.evaluate((element) => element === document.activeElement), () => page.keyboard.press("Tab"), () => page.keyboard.press("Enter"));
    },
    pointer: async (page) => {
      await button(page, "Run to end").click();
      await page.locator("#watch").getByRole("button", { name: /^Validate order/ }).click();
      await page.locator("summary").filter({ hasText: "afterResultSelector" }).click();
    },
    end: async (page) => {
      const stage = inside(page).locator("details").filter({ hasText: "afterResultSelector" });
      await stage.locator("ins").getByText("stock").waitFor();
      assert.match(await stage.locator("summary").innerText(), /afterResultSelector/);
    },
  },
};

async function reached(page, how, least) {
  assert.ok((await cursor(page)) >= least, `${how}: event ${await cursor(page)}`);
}

/** Waits until the breadcrumb ends so. */
const isIn = (page, name) => page.getByRole("navigation", { name: "Scope" }).locator(":is(b, button)").last().filter({ hasText: name }).waitFor();

for (const [name, { document, keyboard, pointer, end }] of Object.entries(TASKS)) {
  const path = document ? link(document) : "";
  for (const [hand, act] of [["keyboard", keyboard && ((page) => keyboard(keyboardOnly(page)))], ["pointer", pointer && ((page) => pointer(pointerOnly(page)))]]) {
    pageTest(`${name}, by ${hand}`, { path, reducedMotion: "reduce" }, async ({ page }) => {
      await waitForRun(page);
      await act(page);
      await end(page);
    });
  }
}
