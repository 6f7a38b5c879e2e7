// Pages to measure: the built page on a server as a host of static sites is one, in Chromium, on a machine as slow as wanted.

import { readdir } from "node:fs/promises";
import { DIST, launch, listen } from "../e2e/browser.mjs";
import { serve } from "../e2e/server.mjs";

/** A telephone of the middle class on a mobile network: what first visits are measured on. */
export const SLOW = { processor: 4, megabits: 10, latency: 40 };
/** A processor that is slow, on a network that is not. */
export const SLOW_PROCESSOR = { processor: 4 };

/** Starts server and browser. */
export async function rig() {
  const site = await serve(DIST, { base: "/stepwell/", brotli: true, cache: "max-age=600" });
  const browser = await launch();
  // Packing takes seconds, once: nobody's first visit should.
  for (const name of await readdir(DIST)) await fetch(site.url + name, { headers: { "accept-encoding": "br" } });
  const close = async () => {
    await browser.close();
    await site.close();
  };
  return { url: site.url, browser, close };
}

/**
 * Lets `body` work on a fresh page. Options: `path` (behind the page's address; `null`: the body opens it), `machine`, `observe` (a
 * function that runs in the page before all else), and Playwright's options for a context.
 */
export async function withPage({ browser, url }, options, body) {
  const { path = "", machine, observe, ...contextOptions } = options;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...contextOptions });
  const page = await context.newPage();
  const heard = listen(context, page, url);
  if (observe) await page.addInitScript(observe);
  if (machine) await slowDown(page, machine);
  try {
    if (path !== null) await page.goto(url + path);
    return await body(page, { ...heard, context, url });
  } finally {
    await context.close();
  }
}

/** Slows processor and network down. */
export async function slowDown(page, { processor, megabits, latency }) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: processor });
  if (megabits) {
    const rate = (megabits * 1e6) / 8;
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: rate, uploadThroughput: rate });
  }
}

/** The value in the middle. */
export function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

/** The value that so large a share of the values does not exceed. */
export function percentile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}
