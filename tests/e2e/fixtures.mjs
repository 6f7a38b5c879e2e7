// What every browser test needs: the built page under a sub-path, Chromium, a clean page, and the house rules for pages.

import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

/** Neither the top of a host nor a name that the build knows: a published page lives in such a place. */
export const BASE = "/some/repo/";
/** STEPWELL_DIST names another build of the page than `dist/`: an absolute path. */
const DIST = process.env.STEPWELL_DIST
  ? pathToFileURL(`${process.env.STEPWELL_DIST}/`)
  : new URL("../../dist/", import.meta.url);
const SHOTS = new URL("shots/", import.meta.url);
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Chromium's own traffic is off, and it runs where no sandbox can: in a container, as root. */
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

let shared;

/** The server and the browser of this test file, started by its first test. */
function start() {
  shared ??= (async () => {
    const site = await serve(DIST, { base: BASE });
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
    return { site, browser };
  })();
  return shared;
}

after(async () => {
  if (!shared) return;
  const { site, browser } = await shared;
  await browser.close();
  await site.close();
});

/**
 * A test on a fresh page. `body` gets `{page, context, url, errors, foreign, axe}`, with the page opened at `url` plus
 * `options.path`. Afterwards the console must hold no error or warning but those that match `options.allow`, and no request
 * may have left the sub-path. A failing test leaves a picture in tests/e2e/shots/.
 *
 * Options: `path` ("#…", "?…"), `open` (false: the body opens the page itself), `allow` (a regular expression), and
 * Playwright's options for a context: `viewport`, `colorScheme`, `reducedMotion`, `permissions`, …
 */
export function pageTest(name, options, body) {
  const { path = "", open = true, allow, ...contextOptions } = options;
  test(name, { timeout: 60_000 }, async () => {
    const { site, browser } = await start();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...contextOptions });
    const page = await context.newPage();
    const { errors, foreign } = listen(context, page, site.url);
    try {
      if (open) await page.goto(site.url + path, { waitUntil: "networkidle" });
      await body({ page, context, url: site.url, errors, foreign, axe: (scope) => axe(page, scope) });
      assert.deepEqual(errors.filter((error) => !allow?.test(error)), [], "the console is clean");
      assert.deepEqual(foreign, [], "no request leaves the page's own folder");
    } catch (error) {
      await picture(page, name);
      throw error;
    } finally {
      await context.close();
    }
  });
}

/** Collects console errors and warnings, uncaught exceptions, failed requests, and requests to anywhere else. */
function listen(context, page, home) {
  const errors = [];
  const foreign = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) errors.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`exception: ${error.stack ?? error.message}`));
  context.on("request", (request) => {
    if (!request.url().startsWith(home) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
  });
  context.on("response", (response) => {
    if (response.status() >= 400) errors.push(`${response.status()}: ${response.url()}`);
  });
  return { errors, foreign };
}

/** What axe-core finds, one line a place; `scope` is a CSS selector. Text goes in past the page's own security policy. */
async function axe(page, scope = "html") {
  const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  const { violations } = await page.evaluate(([where, runOnly]) => globalThis.axe.run(where, { runOnly }), [scope, RULES]);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`));
}

async function picture(page, name) {
  await mkdir(SHOTS, { recursive: true });
  const file = new URL(`${name.replaceAll(/[^\w]+/g, "-")}.png`, SHOTS);
  await page.screenshot({ path: file.pathname }).catch(() => {});
}
