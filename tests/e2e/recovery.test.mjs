// A run that goes on and on, and a worker that hangs or breaks: the page says so, keeps the text, and goes on.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { events, paste, runButton, waitForRun, worker } from "./page.mjs";

/** Twenty thousand child executions, each of which loops until the service ends it at 25,000 events. */
const loop = (variable) => {
  const never = { Type: "Choice", Choices: [{ Variable: variable, IsPresent: true, Next: "Out" }], Default: "Again" };
  return { StartAt: "Look", States: { Look: never, Again: { Type: "Pass", Next: "Look" }, Out: { Type: "Succeed" } } };
};
const ENDLESS = JSON.stringify({
  StartAt: "Many",
  States: { Many: { Type: "Map", ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...loop("$.never") }, ToleratedFailurePercentage: 100, End: true } },
});
const INPUT = JSON.stringify(Array.from({ length: 20_000 }, (_, index) => index));
const SHORT = JSON.stringify({ StartAt: "Only", States: { Only: { Type: "Pass", End: true } } });

async function startEndless(page) {
  await waitForRun(page);
  await page.getByRole("tab", { name: "Input" }).click();
  await paste(page, "input", INPUT);
  await page.getByRole("tab", { name: "Definition" }).click();
  await paste(page, "definition", ENDLESS);
  const stop = page.getByRole("button", { name: /^Stop/ });
  await stop.waitFor({ timeout: 15_000 });
  return stop;
}

const allow = /_more\.wasm|Failed to load resource|Failed to fetch/;
pageTest("a part of the page that does not come says so, and comes when it is asked for again", { open: false, allow }, async ({ page, url }) => {
  const gone = (route) => route.abort();
  await page.route(/_more\.wasm/, gone);
  await page.goto(url);
  await waitForRun(page);
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("alert").getByText("could not be loaded").waitFor();
  await page.unroute(/_more\.wasm/, gone);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("dialog", { name: "Examples" }).waitFor();
});

pageTest("a run that does not end can be stopped; what it has is shown, and the next text runs", {}, async ({ page }) => {
  const stop = await startEndless(page);
  const started = () => stop.getByText(/of 20,000 child executions/).innerText().then((text) => Number.parseInt(text.replace(/\D*([\d,]+) of.*/s, "$1").replaceAll(",", ""), 10));
  const first = await started();
  await page.waitForFunction((text) => !document.body.innerText.includes(text), `${first.toLocaleString("en")} of 20,000`);
  assert.ok((await started()) > first, "the count goes on");
  assert.equal(await page.getByText(/did not answer in time/).count(), 0, "a worker that reports is not ended");
  await stop.click();
  await stop.waitFor({ state: "detached", timeout: 5_000 });
  await page.locator("#definition-panel").getByText("Again").first().waitFor();
  await page.getByRole("button", { name: "Run to end" }).click();
  await page.locator(".readout__halt").getByText(/Stopped/).waitFor();
  await paste(page, "definition", SHORT);
  await page.waitForFunction(() => document.querySelector(".scrubber input").max === "4", null, { timeout: 10_000 });
});

pageTest("a text with an error ends the run of the text before", {}, async ({ page }) => {
  const stop = await startEndless(page);
  await paste(page, "definition", `${ENDLESS}}`);
  await page.locator(".watch__banner").waitFor();
  await stop.waitFor({ state: "detached" });
  await paste(page, "definition", SHORT);
  await page.waitForFunction(() => document.querySelector(".scrubber input").max === "4", null, { timeout: 10_000 });
});

/** The worker, as soon as it answers: a text has run that did not come with the page. */
async function listening(page) {
  const found = await worker(page);
  await paste(page, "definition", JSON.stringify({ StartAt: "One", States: { One: { Type: "Pass", Next: "Two" }, Two: { Type: "Succeed" } } }));
  await page.waitForFunction(() => document.querySelector(".scrubber input").max === "6", null, { timeout: 15_000 });
  return found;
}

pageTest("a worker that hangs is started anew; the text stays, and runs again", {}, async ({ page }) => {
  await waitForRun(page);
  const thread = await listening(page);
  const before = await events(page);
  thread.evaluate(() => { for (;;); }).catch(() => {});
  await paste(page, "definition", SHORT);
  await page.getByText(/The engine did not answer in time, so it was stopped and started anew\. Your text is unchanged\./).waitFor({ timeout: 15_000 });
  await page.locator("#definition-panel").getByText("Only").first().waitFor();
  assert.equal(await events(page), before, "the last run stays");
  await runButton(page).click();
  await page.waitForFunction(() => document.querySelector(".scrubber input").max === "4", null, { timeout: 15_000 });
});

pageTest("a worker that breaks is started anew, and its reason is named", { allow: /out of luck/ }, async ({ page }) => {
  await waitForRun(page);
  await (await listening(page)).evaluate(() => { setTimeout(() => { throw new Error("out of luck"); }); });
  await page.getByText(/The engine stopped with an error and was started anew\. Your text is unchanged\. .*out of luck/).waitFor();
  await paste(page, "definition", SHORT);
  await page.waitForFunction(() => document.querySelector(".scrubber input").max === "4", null, { timeout: 15_000 });
});

pageTest("a look inside a long run is answered, and does not end the worker", {}, async ({ page }) => {
  await waitForRun(page);
  await paste(page, "definition", JSON.stringify(loop("$.never")));
  await page.waitForFunction(() => Number(document.querySelector(".scrubber input").max) >= 25_000, null, { timeout: 30_000 });
  await page.getByRole("button", { name: "Run to end" }).click();
  await page.locator("#watch [data-state]").filter({ hasText: "Again" }).first().click();
  await page.locator("#inside .stg").first().waitFor({ timeout: 30_000 });
  assert.equal(await page.getByText(/did not answer in time/).count(), 0);
});
