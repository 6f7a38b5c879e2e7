// axe in six situations, four widths, two themes.

import { axe } from "../e2e/browser.mjs";
import { waitForRun } from "../e2e/page.mjs";
import { END, example, failing, link, map } from "../e2e/machines.mjs";
import { withPage } from "./rig.mjs";

const WIDTHS = [[1440, 900], [1280, 720], [720, 450], [390, 844]];

const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

/** The situations: which document at which event, and what is done there. */
export const SITUATIONS = {
  idle: {},
  running: { document: example("order-workflow"), cursor: 12 },
  failed: { document: failing, cursor: END },
  waiting: {
    document: example("approval"),
    act: async (page) => {
      const waiting = page.locator("#watch .st-waiting");
      for (let step = 0; step < 40 && !(await waiting.count()); step += 1) await press(page, "Step");
      await waiting.first().waitFor();
    },
  },
  dialog: {
    act: async (page) => {
      await press(page, "Examples");
      await page.getByRole("dialog").waitFor();
    },
  },
  map10k: { document: map(), cursor: END },
};

/** Opens the page in a situation. */
export async function inSituation(rig, name, options, body) {
  const { document, cursor, act } = SITUATIONS[name];
  await withPage(rig, { path: document ? link(document, cursor) : "", reducedMotion: "reduce", ...options }, async (page, heard) => {
    await waitForRun(page);
    // The note that a link was opened stands over what is looked at.
    for (const close of await page.getByRole("button", { name: "Close message", exact: true }).all()) await close.click();
    if (act) await act(page);
    await body(page, heard);
  });
}

async function everywhere(rig) {
  const notes = [];
  let states = 0;
  for (const name of Object.keys(SITUATIONS)) {
    for (const [width, height] of WIDTHS) {
      for (const colorScheme of ["light", "dark"]) {
        await inSituation(rig, name, { colorScheme, viewport: { width, height } }, async (page) => {
          for (const violation of await axe(page)) notes.push(`${name}, ${width}, ${colorScheme}: ${violation}`);
          states += 1;
        });
      }
    }
  }
  return { violations: notes.length, states, notes };
}

export const accessibility = { G10: everywhere };
