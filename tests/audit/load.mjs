// How the page comes: the first step, without JavaScript, painting, bytes.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { constants, brotliCompressSync } from "node:zlib";
import { DIST } from "../e2e/browser.mjs";
import { paste, waitForCursor, waitForEditor, waitForRun } from "../e2e/page.mjs";
import { median, SLOW, withPage } from "./rig.mjs";

const ROUNDS = 3;

/** Presses Run as soon as it is on the page, and notes when the second event is shown. */
function pressAtOnce() {
  const watch = new MutationObserver(() => {
    const run = document.querySelector("#run");
    if (run && !globalThis.pressed) {
      globalThis.pressed = performance.now();
      run.click();
    }
    if (Number(document.querySelector(".app")?.dataset.cursor) >= 2) {
      globalThis.stepped = performance.now();
      watch.disconnect();
    }
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-cursor"] });
}

async function firstStep(page) {
  await waitForCursor(page, 2);
  return page.evaluate(() => globalThis.stepped);
}

async function first(rig) {
  const cold = [];
  const warm = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await withPage(rig, { machine: SLOW, observe: pressAtOnce }, async (page) => {
      cold.push(await firstStep(page));
      await waitForEditor(page);
      await page.goto("about:blank");
      await page.goto(rig.url);
      warm.push(await firstStep(page));
    });
  }
  return { cold: median(cold), warm: median(warm) };
}

const NAMES = ["Validate order", "Charge card", "Release stock"];

async function withoutScripts(rig) {
  return withPage(rig, { javaScriptEnabled: false }, async (page) => {
    const text = await page.locator("body").innerText();
    const definition = JSON.parse(await readFile(new URL("../../examples/order-workflow.json", import.meta.url), "utf8")).definition;
    const names = [...new Set([...NAMES, ...Object.keys(definition.States)])];
    let pictures = 0;
    for (const picture of await page.locator("svg:visible").all()) {
      const box = await picture.boundingBox();
      if (box && box.width > 100 && box.height > 100) pictures += 1;
    }
    return { states: Math.min(6, names.filter((name) => text.includes(name)).length), pictures };
  });
}

/** Collects what PerformanceObserver says of the load. */
function observeLoad() {
  globalThis.load = { fcp: 0, lcp: 0, cls: 0, tasks: [] };
  const on = (type, hear) => new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true });
  on("largest-contentful-paint", (entry) => (globalThis.load.lcp = entry.startTime));
  on("layout-shift", (entry) => (globalThis.load.cls += entry.hadRecentInput ? 0 : entry.value));
  on("paint", (entry) => entry.name === "first-contentful-paint" && (globalThis.load.fcp = entry.startTime));
  on("longtask", ({ startTime, duration }) => globalThis.load.tasks.push([startTime, startTime + duration]));
}

async function painting(rig) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push(await withPage(rig, { machine: SLOW, observe: observeLoad }, async (page) => {
      await waitForRun(page);
      await waitForEditor(page);
      await page.waitForLoadState("networkidle");
      const { fcp, lcp, cls, tasks } = await page.evaluate(() => globalThis.load);
      // Nobody is kept from anything before there is something to see: as Lighthouse counts.
      return { lcp, cls, tbt: tasks.reduce((sum, [from, to]) => sum + Math.max(0, to - Math.max(from, fcp) - 50), 0) };
    }));
  }
  const middle = (key) => median(rounds.map((round) => round[key]));
  return { lcp: middle("lcp"), cls: middle("cls"), tbt: middle("tbt") };
}

/** What kind of file it is; the editor comes after the first run. */
function kind(name) {
  if (/editor[^/]*\.(js|css)$/.test(name) && !name.endsWith(".css")) return "editor";
  if (/\.(html|css|svg)$/.test(name)) return "page";
  return name.endsWith(".wasm") ? "wasm" : "glue";
}

/** A file as a host sends it, in thousands of bytes. */
async function packed(name) {
  const text = await readFile(path.join(DIST, name));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  return brotliCompressSync(text, { params }).length / 1000;
}

/** A first visit, and every file that it asked for, with when. `body` tells from which moment on files no longer count. */
async function visit(rig, observe, body) {
  return withPage(rig, { path: null, machine: SLOW, observe }, async (page) => {
    const asked = [];
    page.context().on("request", (request) => asked.push({ request, heard: Date.now() }));
    await page.goto(rig.url, { waitUntil: "commit" });
    const end = await body(page);
    const fileOf = ({ request }) => new URL(request.url()).pathname.slice(new URL(rig.url).pathname.length) || "index.html";
    // Chromium does not say when it asked for a worker's script.
    const isBefore = ({ request, heard }) => (request.timing().startTime > 0 ? request.timing().startTime : heard) <= end;
    return { before: new Set(asked.filter(isBefore).map(fileOf)), ever: new Set(asked.map(fileOf)) };
  });
}

/** Where Run is pressed as soon as there is one; until the first step, and until what only a text of one's own needs is there. */
function runAtOnce(rig) {
  return visit(rig, pressAtOnce, async (page) => {
    const stepped = await firstStep(page) + (await page.evaluate(() => performance.timeOrigin));
    await waitForRun(page);
    await waitForEditor(page);
    await paste(page, "definition", JSON.stringify({ StartAt: "Only", States: { Only: { Type: "Pass", End: true } } }));
    await page.waitForFunction(() => document.querySelector(".scrubber input").max === "4", null, { timeout: 60_000 });
    return stepped;
  });
}

/** Where nobody does anything: until the page is at rest, code editor and all. */
function lookOnly(rig) {
  return visit(rig, undefined, async (page) => {
    await waitForRun(page);
    await waitForEditor(page);
    await page.waitForLoadState("networkidle");
    return Infinity;
  });
}

/** Bytes of the first run, and of all that comes by itself. */
async function bytes(rig) {
  const [run, look] = [await runAtOnce(rig), await lookOnly(rig)];
  const names = [...new Set([...run.before, ...look.ever, ...run.ever])];
  const files = await Promise.all(names.map(async (name) => ({ name, size: await packed(name) })));
  const sum = (wanted) => files.filter(wanted).reduce((total, { size }) => total + size, 0);
  const when = (name) => (run.before.has(name) ? "" : look.ever.has(name) ? ", after the first step" : ", when somebody needs it");
  const notes = files
    .toSorted((one, other) => other.size - one.size)
    .map(({ name, size }) => `${size.toFixed(1).padStart(7)} KB  ${name.replace(/-[0-9a-f]{12,}/, "")}${when(name)}`);
  const ofRun = (wanted) => sum(({ name }) => run.before.has(name) && kind(name) === wanted);
  return {
    page: ofRun("page"), glue: ofRun("glue"), wasm: ofRun("wasm"),
    run: sum(({ name }) => run.before.has(name)),
    all: sum(({ name }) => run.before.has(name) || look.ever.has(name)),
    notes: [`${sum(() => true).toFixed(1).padStart(7)} KB  all of these, the engine too, which comes when somebody is at the page`, ...notes],
  };
}

export const load = { G1: first, G2: withoutScripts, G3: painting, G6: bytes };
