// Chromium, and what is asked of every page: nothing on the console, no request elsewhere, nothing that axe finds.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { chromium } from "playwright-core";

/** The built page: the folder that STEPWELL_DIST names (a quick build, say), else dist/. */
export const DIST = resolve(process.env.STEPWELL_DIST ?? new URL("../../dist/", import.meta.url).pathname);
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** Chromium's own traffic is off, and it runs where no sandbox can: in a container, as root. */
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** Starts Chromium. */
export function launch(flags = []) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...FLAGS, ...flags] });
}

/** Collects console errors and warnings, uncaught exceptions, failed requests, and requests to anywhere else. */
export function listen(context, page, home) {
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
export async function axe(page, scope = "html") {
  const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source);
  const { violations } = await page.evaluate(([where, runOnly]) => globalThis.axe.run(where, { runOnly }), [scope, RULES]);
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}`));
}
