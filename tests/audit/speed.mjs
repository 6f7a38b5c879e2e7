// How the page answers: inputs, runs, scrubbing.

import { runButton, waitForEditor, waitForRun } from "../e2e/page.mjs";
import { link, loop, map } from "../e2e/machines.mjs";
import { percentile, SLOW_PROCESSOR, slowDown, withPage } from "./rig.mjs";

/** Notes how long each input took until the frame that shows it. */
function observeInputs() {
  globalThis.inputs = [];
  const hear = (list) => {
    for (const { interactionId, duration, name, target } of list.getEntries()) {
      if (interactionId) globalThis.inputs.push({ interactionId, duration, what: `${name} ${target?.id || target?.className || ""}` });
    }
  };
  new PerformanceObserver(hear).observe({ type: "event", durationThreshold: 16, buffered: true });
}

async function inputs(rig) {
  return withPage(rig, { observe: observeInputs }, async (page) => {
    await waitForRun(page);
    await waitForEditor(page);
    await slowDown(page, SLOW_PROCESSOR);
    await runButton(page).click();
    await page.getByRole("button", { name: "Pause" }).click();
    const step = page.getByRole("button", { name: "Step", exact: true });
    for (let count = 0; count < 5; count += 1) await step.click();
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("End");
    const knob = await page.getByRole("slider", { name: "Event" }).boundingBox();
    for (const share of [0.2, 0.5, 0.8, 0.4]) await page.mouse.click(knob.x + knob.width * share, knob.y + knob.height / 2);
    for (const node of (await page.locator("#watch [data-state]").all()).slice(0, 4)) {
      // What a state says about itself while it is pointed at may lie over the next one.
      await page.mouse.move(0, 0);
      await node.click();
    }
    await page.getByRole("tab", { name: /^Events/ }).click();
    await page.locator("#definition-panel .cm-content").focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("      ", { delay: 30 });
    await waitForRun(page);
    await page.evaluate((fragment) => (location.hash = fragment), link(map()));
    await page.locator("#watch").getByText("Each item").first().waitFor();
    await waitForRun(page);
    await runButton(page).focus();
    await page.keyboard.press("End");
    await page.locator("#watch .fh").first().click();
    // What is under way is shown before the numbers are read.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    const seen = new Map();
    for (const { interactionId, duration, what } of await page.evaluate(() => globalThis.inputs)) {
      if (!(seen.get(interactionId)?.[0] >= duration)) seen.set(interactionId, [duration, what]);
    }
    const sorted = [...seen.values()].toSorted((one, other) => other[0] - one[0]);
    const durations = sorted.map(([duration]) => duration);
    const notes = sorted.slice(0, 5).map(([duration, what]) => `${duration} ms  ${what}`);
    return { p75: percentile(durations, 0.75), max: durations[0], notes };
  });
}

/**
 * Notes when the worker was asked for a run and when it answered, and every task over 50 ms. Page and worker number what
 * they say to each other; the answer with a third part is the one with a trace.
 */
function observeRuns() {
  globalThis.runs = [];
  globalThis.tasks = [];
  const Plain = globalThis.Worker;
  globalThis.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.calls = new Map();
      this.addEventListener("message", ({ data }) => {
        if (data?.[2]) globalThis.runs.push({ asked: this.calls.get(data[0]), answered: performance.now() });
      });
    }
    postMessage(message, ...rest) {
      this.calls.set(message?.[0], performance.now());
      return super.postMessage(message, ...rest);
    }
  };
  const hear = (list) => list.getEntries().forEach((entry) => globalThis.tasks.push([entry.startTime, entry.duration]));
  new PerformanceObserver(hear).observe({ type: "longtask", buffered: true });
}

const lastRun = (page) => page.evaluate(() => globalThis.runs.at(-1));

async function runs(rig) {
  const observe = observeRuns;
  const events10k = await withPage(rig, { observe, path: link(loop(10_000)) }, async (page) => {
    await waitForRun(page);
    const { asked, answered } = await lastRun(page);
    return answered - asked;
  });
  const mapped = await withPage(rig, { observe, path: link(map()) }, async (page) => {
    await waitForRun(page);
    const { asked, answered } = await lastRun(page);
    await runButton(page).focus();
    for (const key of ["Home", "ArrowRight", "Shift+ArrowRight", "e", "End", "Home", "End"]) await page.keyboard.press(key);
    await page.locator("#watch .fh").first().click();
    await page.getByRole("tab", { name: /^Events/ }).click();
    await page.getByRole("tab", { name: /^Timeline/ }).click();
    await page.waitForLoadState("networkidle");
    const tasks = await page.evaluate(() => globalThis.tasks);
    const later = tasks.filter(([start, duration]) => start + duration >= answered);
    return { map10k: answered - asked, later, answered };
  });
  const large = await withPage(rig, { observe, path: link(loop(25_000)) }, async (page) => {
    await waitForRun(page);
    const table = await page.evaluate(() => new Promise((done) => {
      const start = performance.now();
      const look = () => (document.querySelector(".evt__body [role='row']") ? requestAnimationFrame(() => done(performance.now() - start)) : requestAnimationFrame(look));
      document.querySelector("[role='tab']#events").click();
      look();
    }));
    return { table, ...(await replay(page)) };
  });
  const notes = mapped.later.map(([start, duration]) => `task of ${Math.round(duration)} ms, ${Math.round(start - mapped.answered)} ms after the answer`);
  const mapTask = Math.max(0, ...mapped.later.map(([, duration]) => duration));
  notes.push(`the history has ${large.megabytes.toFixed(1)} MB`);
  const { table: events25k, shown: replay25k, task: replayTask } = large;
  return { events10k, map10k: mapped.map10k, mapTask, events25k, replay25k, replayTask, notes };
}

/** Copies the history of the run on screen, and pastes it for replay. */
async function replay(page) {
  // The text stays in the page: to bring it there again would itself be the longest task.
  await page.evaluate(() => new Promise((done) => {
    navigator.clipboard.writeText = async (text) => done((globalThis.copied = text));
    document.querySelector(".events__copy").click();
  }).then(() => {}));
  await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
  return page.evaluate(() => new Promise((done) => {
    const history = globalThis.copied;
    const data = new DataTransfer();
    data.setData("text/plain", history);
    const tasks = globalThis.tasks.length;
    const app = document.querySelector(".app");
    const start = performance.now();
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    const finish = () => {
      const shown = performance.now() - start;
      // What is under way is noted before the tasks are read.
      setTimeout(() => {
        const longest = Math.max(0, ...globalThis.tasks.slice(tasks).map(([, duration]) => duration));
        done({ shown, task: longest, megabytes: history.length / 1e6 });
      }, 200);
    };
    const look = () => {
      const isShown = document.querySelector(".replay") && app.dataset.run === "ready" && Number(app.dataset.cursor) > 0;
      requestAnimationFrame(isShown ? finish : look);
    };
    look();
  }));
}

/** Moves the scrubber over the whole run, one step a frame; frames a second, and the work of each frame. */
async function scrub(page) {
  return page.evaluate(async () => {
    const range = document.querySelector(".scrubber input");
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
    const work = [];
    const channel = new MessageChannel();
    const painted = () => new Promise((done) => {
      channel.port1.onmessage = () => done(performance.now());
      channel.port2.postMessage(0);
    });
    const frame = () => new Promise(requestAnimationFrame);
    const first = await frame();
    let last = first;
    for (let at = 1; at <= 200; at += 1) {
      const start = performance.now();
      set.call(range, String(Math.round((Number(range.max) * at) / 200)));
      range.dispatchEvent(new Event("input", { bubbles: true }));
      work.push((await painted()) - start);
      last = await frame();
    }
    return { fps: 200_000 / (last - first), work };
  });
}

async function scrubbing(rig) {
  return withPage(rig, { path: link(loop(10_000)) }, async (page) => {
    await waitForRun(page);
    const found = [];
    const notes = [];
    for (const name of ["Timeline", "Events"]) {
      await page.getByRole("tab", { name: new RegExp(`^${name}`) }).click();
      const { fps, work } = await scrub(page);
      found.push({ fps, work: percentile(work, 0.95) });
      notes.push(`${name} open: ${fps.toFixed(1)} fps, work ${percentile(work, 0.5).toFixed(1)} ms (half), ${percentile(work, 0.95).toFixed(1)} ms (95 of 100)`);
    }
    return { fps: Math.min(...found.map((one) => one.fps)), work: Math.max(...found.map((one) => one.work)), notes };
  });
}

export const speed = { G5: inputs, G7: runs, G8: scrubbing };
