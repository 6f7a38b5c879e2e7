// Lighthouse, which is installed for the audit alone.

import { DIST, launch } from "../e2e/browser.mjs";
import { serve } from "../e2e/server.mjs";
import { median } from "./rig.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const ROUNDS = 3;

/** A port for the browser's debugger that nobody listens at. */
async function freePort() {
  const site = await serve(DIST);
  const { port } = new URL(site.url);
  await site.close();
  return Number(port);
}

async function scores(rig) {
  const { default: lighthouse, desktopConfig } = await import("lighthouse");
  const port = await freePort();
  const browser = await launch([`--remote-debugging-port=${port}`]);
  const found = { mobile: [], desktop: [] };
  const missed = new Set();
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const form of ["mobile", "desktop"]) {
        const options = { port, onlyCategories: CATEGORIES, logLevel: "silent", output: "json" };
        const { lhr } = await lighthouse(rig.url, options, form === "desktop" ? desktopConfig : undefined);
        found[form].push(lhr.categories);
        for (const { id, score, scoreDisplayMode } of Object.values(lhr.audits)) {
          if (score !== null && score < 0.9 && scoreDisplayMode !== "informative") missed.add(`${form}: ${id} ${score}`);
        }
      }
    }
  } finally {
    await browser.close();
  }
  const score = (form, category) => median(found[form].map((one) => Math.round(one[category].score * 100)));
  const lesser = CATEGORIES.map((category) => [category, Math.min(score("mobile", category), score("desktop", category))]);
  const performance = `performance: ${score("mobile", "performance")} mobile, ${score("desktop", "performance")} desktop`;
  return { ...Object.fromEntries(lesser), notes: [performance, ...missed] };
}

export const lighthouse = { G4: scores };
