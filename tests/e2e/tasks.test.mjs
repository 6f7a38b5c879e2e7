// The core tasks, each twice: by the keyboard alone, and by the pointer. A hand that is not there throws (hands.mjs).

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { keyboardOnly, pointerOnly, pressOn } from "./hands.mjs";
import { declined, example, link, needle } from "./machines.mjs";
import { cursor, events, settled, waitForRun } from "./page.mjs";

/** Words in the centre of the page. */
const seen = (page, text) => page.locator("#watch").getByText(text).first().waitFor();
const button = (page, name) => page.getByRole("button", { name, exact: true });
const inside = (page) => page.getByRole("region", { name: "Look inside" });

const stage = (page, name) => inside(page).locator("details").filter({ hasText: name });

/** Goes on to the line of a stage, which opens it. */
async function tabToStage(page, name) {
  const line = stage(page, name).locator("summary");
  await line.waitFor();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await line.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach the stage ${name}`);
}

/** What a stage says of its difference. */
async function readStage(page, name) {
  await stage(page, name).locator("ins").first().waitFor();
  return {
    summary: await stage(page, name).locator("summary").innerText(),
    added: await stage(page, name).locator("ins").allInnerTexts(),
    removed: await stage(page, name).locator("del").allInnerTexts(),
  };
}

/** The second attempt is paid. */
const PAID = '{ "Charge": [ { "Throw": { "Error": "Card.Declined" } }, { "Return": { "paid": true } } ] }';

/** A task is a document to begin with, what each hand does, and what both must see in the end. */
const TASKS = {
  "T1: run the example": {
    keyboard: (page) => page.keyboard.press("Control+Enter"),
    pointer: async (page) => {
      await page.getByLabel("Speed").selectOption({ label: "4×" });
      await page.locator("#run").click();
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
      // The Map is entered: what it opens next is the first iteration.
      await page.keyboard.press("Shift+ArrowRight");
      await page.keyboard.press("Shift+ArrowLeft");
      await page.keyboard.press("Enter");
      await isIn(page, /0/);
      await page.keyboard.press("Backspace");
    },
    pointer: async (page) => {
      for (const [name, least] of [["Step", 1], ["Step", 2], ["Back", 1], ["Step over", 6]]) {
        await button(page, name).click();
        await reached(page, name, least);
      }
      await button(page, "Step over").click();
      await page.getByRole("button", { name: /^Iteration 3,/ }).click();
      await isIn(page, /3/);
      await button(page, "Step out").click();
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
  "T4: set a breakpoint and continue": {
    keyboard: async (page) => {
      await pressOn(page, "group", /^Graph of/, "f");
      await page.keyboard.type("Ship");
      await page.keyboard.press("Enter");
      await page.keyboard.press("b");
      await page.keyboard.press("Control+Enter");
    },
    pointer: async (page) => {
      await page.locator("#watch").getByRole("button", { name: /^Ship order/ }).click();
      await inside(page).getByRole("button", { name: "Breakpoint" }).click();
      await page.getByLabel("Speed").selectOption({ label: "4×" });
      await page.locator("#run").click();
    },
    end: async (page) => {
      await page.getByRole("button", { name: "Continue" }).waitFor({ timeout: 30_000 });
      assert.ok((await cursor(page)) < (await events(page)));
      assert.match(await page.getByRole("slider", { name: "Event" }).getAttribute("aria-valuetext"), /Ship order/);
    },
  },
  "T5: read what a stage changed": {
    keyboard: async (page) => {
      await pressOn(page, "link", "Skip to the graph");
      await page.keyboard.press("End");
      await pressOn(page, "button", /^Validate order/);
      await pressOn(page, "link", "Skip to the data of the selected state", "Enter", { back: true });
      await tabToStage(page, "afterResultSelector");
      await page.keyboard.press("Enter");
    },
    pointer: async (page) => {
      await button(page, "Run to end").click();
      await page.locator("#watch").getByRole("button", { name: /^Validate order/ }).click();
      await stage(page, "afterResultSelector").locator("summary").click();
    },
    end: async (page) => {
      const { summary, added, removed } = await readStage(page, "afterResultSelector");
      assert.match(summary, /beside result: 1 moved, 2 removed/);
      assert.ok(added.some((line) => line.includes("stock")), added.join());
      assert.ok(removed.some((line) => line.includes("Payload")), removed.join());
    },
  },
  "T6: change a mock so that a retry succeeds": {
    document: declined,
    keyboard: async (page, type) => {
      await pressOn(page, "tab", "Definition", "ArrowRight");
      await page.keyboard.press("ArrowRight");
      await pressOn(page, "button", "Edit the mocks of Charge");
      await type(PAID);
      await page.keyboard.press("Control+Enter");
    },
    pointer: async (page, type) => {
      await page.getByRole("tab", { name: "Mocks" }).click();
      await button(page, "Edit the mocks of Charge").click();
      await type(PAID);
      await settled(page);
      await page.getByLabel("Speed").selectOption({ label: "4×" });
      await page.locator("#run").click();
    },
    end: async (page) => {
      await page.getByRole("button", { name: "Run again" }).waitFor({ timeout: 30_000 });
      await page.locator("#watch").getByRole("button", { name: /^Charge.*succeeded/ }).waitFor();
    },
  },
  "T8: find the failed iteration among 10,000": {
    document: needle(10_000, 4321),
    keyboard: async (page) => {
      await pressOn(page, "link", "Skip to the graph");
      await page.keyboard.press("e");
      await pressOn(page, "tab", "Data", "ArrowRight");
      await page.keyboard.press("ArrowRight");
    },
    pointer: async (page) => {
      await button(page, "Next error").click();
      await inside(page).getByRole("tab", { name: /^Error/ }).click();
    },
    end: async (page) => {
      await inside(page).getByText("Each item #4321").waitFor();
      await inside(page).getByText("Item.Rejected").first().waitFor();
    },
  },
};

async function reached(page, how, least) {
  assert.ok((await cursor(page)) >= least, `${how}: event ${await cursor(page)}`);
}

/** Waits until the breadcrumb ends so. */
const isIn = (page, name) => page.getByRole("navigation", { name: "Scope" }).locator(":is(b, [aria-current])").last().filter({ hasText: name }).waitFor();

for (const [name, { document, keyboard, pointer, end }] of Object.entries(TASKS)) {
  const path = document ? link(document) : "";
  for (const [hand, limited, act] of [["keyboard", keyboardOnly, keyboard], ["pointer", pointerOnly, pointer]]) {
    pageTest(`${name}, by ${hand}`, { path, reducedMotion: "reduce" }, async ({ page }) => {
      await waitForRun(page);
      // Either hand types over the text that it has gone to.
      await act(limited(page), async (text) => {
        await page.keyboard.press("Control+a");
        await page.keyboard.insertText(text);
      });
      await end(page);
    });
  }
}
