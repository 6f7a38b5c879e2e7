// The page opens, wherever it is published.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";

pageTest("the page opens under a sub-path, with a clean console and no request to anywhere else", {}, async ({ page }) => {
  assert.equal(await page.title(), "Stepwell");
  const build = await page.evaluate(() => document.documentElement.dataset.build);
  assert.match(build, /^[0-9a-f]{16}$/, "the build is stamped");
});

pageTest("the worker's files are where its loader looks for them", {}, async ({ page }) => {
  const loaded = page.waitForResponse((response) => /\/worker_bg\.wasm\?v=[0-9a-f]{16}$/.test(response.url()));
  await page.evaluate(() => {
    const version = document.documentElement.dataset.build;
    globalThis.worker = new Worker(new URL(`worker_loader.js?v=${version}`, document.baseURI));
  });
  assert.equal((await loaded).status(), 200);
});
