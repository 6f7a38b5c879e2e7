// What every browser test needs: a clean page, and the house rules for pages.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, test } from "node:test";
import { axe, DIST, launch, listen } from "./browser.mjs";
import { serve } from "./server.mjs";

/** Neither the top of a host nor a name that the build knows: a published page lives in such a place. */
export const BASE = "/some/repo/";
const SHOTS = new URL("shots/", import.meta.url);

let shared;

/** The server and the browser of this test file, started by its first test. */
function start() {
  shared ??= (async () => ({ site: await serve(DIST, { base: BASE }), browser: await launch() }))();
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
      if (open) await page.goto(site.url + path);
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

async function picture(page, name) {
  await mkdir(SHOTS, { recursive: true });
  const file = new URL(`${name.replaceAll(/[^\w]+/g, "-")}.png`, SHOTS);
  await page.screenshot({ path: file.pathname }).catch(() => {});
}
