// What fits: narrow windows, spaced text, large targets.

import { waitForEditor } from "../e2e/page.mjs";
import { cutOff, sideways, smallTargets } from "../e2e/seen.mjs";
import { inSituation } from "./axe.mjs";

const SMALL = [[320, 568], [720, 450], [360, 225]];
const LOOKED_AT = ["idle", "running", "failed", "map10k"];

/** What must be there at every size: role and name. */
const FUNCTIONS = [
  ...[/^(Run|Continue)$/, "Reset", "Back", "Step", "Step over", "Step into", "Step out", "Next error", "Run to end", "Examples", "Share", "Help", /breakpoint/i].map((name) => ["button", name]),
  ["slider", "Event"], ["combobox", "Speed"], ["button", /theme$/], ["button", "Graph"], ["button", "Outline"],
  ...["Definition", "Input", "Mocks", "Timeline", "Events", "Problems", "Data"].map((name) => ["tab", new RegExp(`^${name}`)]),
  ["textbox", /^Definition/], ["region", "Look inside"],
];

/** Whether something can be brought to where it can be pressed, in the place that is on screen. */
async function isReachable(page, [role, name]) {
  const found = page.getByRole(role, { name, exact: typeof name === "string" }).first();
  if (!(await found.isVisible())) return false;
  await found.scrollIntoViewIfNeeded({ timeout: 2000 }).catch(() => {});
  return found.evaluate((element) => {
    const box = element.getBoundingClientRect();
    // A long text goes on above and below what is seen of it: any point will do.
    const between = (from, to, share) => from + (to - from) * share;
    const x = between(Math.max(box.left, 0), Math.min(box.right, innerWidth), 0.5);
    return box.width > 0 && [0.1, 0.3, 0.5, 0.7, 0.9].some((share) => {
      const hit = document.elementFromPoint(x, between(Math.max(box.top, 0), Math.min(box.bottom, innerHeight), share));
      return !!hit && (element.contains(hit) || hit.contains(element));
    });
  });
}

/** Goes through the places of a phone; elsewhere all are on screen. */
async function inEachPlace(page, body) {
  const places = page.getByRole("navigation", { name: "Places" });
  if (!(await places.isVisible())) return body("");
  for (const name of ["Give", "Inside", "When", "Watch"]) {
    await places.getByRole("button", { name }).click();
    await body(name);
  }
}

async function reflow(rig) {
  const notes = [];
  let overflow = 0;
  let unreachable = 0;
  for (const [width, height] of SMALL) {
    for (const name of LOOKED_AT) {
      await inSituation(rig, name, { viewport: { width, height } }, async (page) => {
        await waitForEditor(page);
        const missing = new Set(FUNCTIONS);
        await inEachPlace(page, async (place) => {
          const pixels = await page.evaluate(sideways);
          if (pixels > 0) {
            overflow += 1;
            notes.push(`${width} × ${height}, ${name} ${place}: ${pixels} px too wide`);
          }
          if (name !== "running") return;
          for (const wanted of missing) if (await isReachable(page, wanted)) missing.delete(wanted);
        });
        if (name === "running" && missing.size) {
          unreachable += missing.size;
          notes.push(`${width} × ${height}: not reachable: ${[...missing].map(([role, name]) => `${role} ${name}`).join(", ")}`);
        }
      });
    }
  }
  return { overflow, unreachable, notes };
}

const SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";

async function spacing(rig) {
  const found = new Set();
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    for (const name of LOOKED_AT) {
      await inSituation(rig, name, { viewport: { width, height } }, async (page) => {
        await inEachPlace(page, async () => {
          const before = new Set(await page.evaluate(cutOff));
          const style = await page.addStyleTag({ content: SPACED });
          for (const text of await page.evaluate(cutOff)) if (!before.has(text)) found.add(`${width}: ${text}`);
          await style.evaluate((element) => element.remove());
        });
      });
    }
  }
  return { clipped: found.size, notes: [...found] };
}

async function targets(rig) {
  const notes = [];
  const counts = { small24: 0, small44: 0 };
  for (const [key, least, sizes] of [["small24", 24, [[1440, 900], [1280, 720]]], ["small44", 44, [[390, 844], [320, 568]]]]) {
    const found = new Set();
    for (const [width, height] of sizes) {
      for (const name of [...LOOKED_AT, "waiting", "dialog"]) {
        await inSituation(rig, name, { viewport: { width, height } }, async (page) => {
          const look = async (place) => {
            for (const target of await page.evaluate(smallTargets, least)) found.add(`${width}, ${name} ${place}: ${target}`);
          };
          if (name === "dialog") await look("");
          else await inEachPlace(page, look);
        });
      }
    }
    counts[key] = found.size;
    notes.push(...found);
  }
  return { ...counts, notes };
}

export const layout = { G12: reflow, G13: spacing, G14: targets };
