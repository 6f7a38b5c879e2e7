// A run waits for a person, who answers on the page.

import assert from "node:assert/strict";
import { pageTest } from "./fixtures.mjs";
import { keyboardOnly, pressOn } from "./hands.mjs";
import { END, example, link } from "./machines.mjs";
import { events, openExample, runButton, waitForRun } from "./page.mjs";

/** Opens the example that waits, at the point where it does. */
async function waits(page) {
  await openExample(page, "You decide");
  await page.getByRole("button", { name: "Run to end" }).click();
  await page.locator("#watch").getByText("needs a decision").waitFor();
}

/** Waits until the run has become longer, and has been played to its new end. */
async function goesOn(page, before) {
  await page.waitForFunction((before) => Number(document.querySelector(".scrubber input").max) > before, before);
  await page.waitForFunction(() => document.querySelector(".app").dataset.cursor === document.querySelector(".scrubber input").max);
}

const status = (page, state, word) => page.locator("#watch").getByRole("button", { name: new RegExp(`^${state}.*${word}`) }).waitFor();

pageTest("an answer on the card goes on from the cursor, and stands in the mocks", { reducedMotion: "reduce" }, async ({ page }) => {
  await waits(page);
  const before = await events(page);
  await page.getByRole("group", { name: "Answer Ask a person" }).getByRole("button", { name: "Approve" }).click();
  await goesOn(page, before);
  await status(page, "Pay back", "succeeded");
  await page.getByRole("tab", { name: "Mocks" }).click();
  await page.locator("#mocks-panel").getByText('"approved"').waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((before) => Number(document.querySelector(".scrubber input").max) === before, before);
  await waitForRun(page);
  assert.equal(await events(page), before, "the answer is taken back like any other edit");
});

pageTest("heartbeats, a time that runs out and a rejection by the keyboard alone", { reducedMotion: "reduce" }, async ({ page }) => {
  await waits(page);
  const before = await events(page);
  const hands = keyboardOnly(page);
  await pressOn(hands, "button", "Send heartbeat");
  await page.getByText(/Waiting for 1 min, 1 h left/).waitFor();
  assert.equal(await events(page), before, "a heartbeat is no event");
  await page.locator("#inspect-panel").getByText("the same as input").first().waitFor();
  await pressOn(hands, "button", "Let it time out");
  await goesOn(page, before);
  const again = await events(page);
  await page.locator("#inside").getByText("This task waits for your answer.").waitFor();
  await pressOn(hands, "textbox", "Cause", "Control+a");
  await hands.keyboard.type("Bought too long ago");
  await pressOn(hands, "button", "Reject");
  await goesOn(page, again);
  await status(page, "Tell the customer", "succeeded");
  await page.getByRole("tab", { name: "Mocks" }).click();
  await page.locator("#mocks-panel").getByText("Bought too long ago").waitFor();
});

pageTest("an answer that is no JSON is refused, and said", { viewport: { width: 390, height: 844 } }, async ({ page }) => {
  await openExample(page, "You decide");
  await page.getByRole("slider", { name: "Event" }).press("End");
  await page.getByRole("button", { name: "Inside" }).click();
  await page.getByRole("textbox", { name: "Output" }).fill("{ approved");
  await page.locator("#inside").getByRole("button", { name: "Approve" }).click();
  await page.getByText(/The output is not JSON/).waitFor();
});

/** The example with an activity in the place of the call with a token. */
function withActivity() {
  const { Parameters, ...task } = example("decision").definition.States["Ask a person"];
  const document = example("decision");
  document.definition.States["Ask a person"] = { ...task, Resource: "arn:aws:states:eu-central-1:111111111111:activity:clerk" };
  return document;
}

/** Each item is asked about in a child execution of its own. */
const eachChild = {
  stepwell: 1, name: "Ask about each", input: [1, 2], definition: {
    StartAt: "Each", States: {
      Each: {
        Type: "Map", ItemsPath: "$", Next: "Done", ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, StartAt: "Ask", States: {
            Ask: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", Parameters: { QueueUrl: "q", "MessageBody.$": "$$.Task.Token" }, End: true },
          },
        },
      },
      Done: { Type: "Pass", End: true },
    },
  },
};

pageTest("an activity without a mock is answered as its worker", { open: false, reducedMotion: "reduce" }, async ({ page, url }) => {
  await page.goto(url + link(withActivity(), END));
  await waitForRun(page);
  await page.locator("#watch").getByText("waits for its worker").waitFor();
  await page.locator("#inside").getByText("This activity waits for its worker.").waitFor();
  const before = await events(page);
  const answers = page.getByRole("group", { name: "Answer Ask a person" });
  await answers.getByRole("button", { name: "Let it time out" }).click();
  await goesOn(page, before);
  const again = await events(page);
  await page.getByRole("button", { name: "Outline" }).click();
  await answers.getByRole("button", { name: "Send heartbeat" }).click();
  await page.getByText(/Waiting for 1 min, 1 h left/).waitFor();
  await page.locator("#inside").getByRole("textbox", { name: "Error" }).fill("Rejected");
  await page.locator("#inside").getByRole("button", { name: "Fail" }).click();
  await goesOn(page, again);
  await status(page, "Tell the customer", "succeeded");
});

pageTest("a child execution that waits is opened from its parent, which goes on", { open: false, reducedMotion: "reduce" }, async ({ page, url, axe }) => {
  await page.goto(url + link(eachChild, END));
  await waitForRun(page);
  await page.getByText("Child #0 waits for your answer").waitFor();
  await page.locator("#inside").getByRole("button", { name: "Open the child execution" }).waitFor();
  assert.deepEqual(await axe(".app"), []);
  const answers = page.getByRole("group", { name: "Answer Ask" });
  await page.locator("#watch").getByRole("button", { name: "Open child execution #0" }).click();
  await answers.getByRole("button", { name: "Approve" }).click();
  await page.getByText("Child #1 waits for your answer").waitFor();
  await waitForRun(page);
  const before = await events(page);
  await runButton(page).click();
  await answers.getByRole("button", { name: "Reject" }).waitFor();
  await page.locator("#inside").getByRole("button", { name: "Approve" }).click();
  await goesOn(page, before);
  await status(page, "Done", "succeeded");
});

pageTest("the main button leads to the answers and gives none", { reducedMotion: "reduce" }, async ({ page }) => {
  await waits(page);
  const before = await events(page);
  assert.equal((await runButton(page).innerText()).trim(), "Answer…");
  for (const _ of [1, 2]) {
    await runButton(page).press("Enter");
    await page.waitForFunction(() => document.activeElement.matches('[role="group"][aria-label="Answer Ask a person"]'));
  }
  await page.keyboard.press("Enter");
  assert.equal(await events(page), before);
  await page.getByRole("button", { name: "Run again" }).click();
  await page.waitForFunction(() => document.querySelector("#run").innerText.trim() !== "Answer…");
});

/** Each item is asked about in an iteration. */
function eachIteration() {
  const document = structuredClone(eachChild);
  delete document.definition.States.Each.ItemProcessor.ProcessorConfig;
  return document;
}

pageTest("the main button leads into the iteration that waits, out of another one", { open: false, reducedMotion: "reduce" }, async ({ page, url }) => {
  await page.goto(url + link(eachIteration(), END));
  await waitForRun(page);
  const scope = page.getByRole("navigation", { name: "Scope" });
  const iteration = (number) => scope.locator("[aria-current=true]").getByText(new RegExp(`${number}$`)).waitFor();
  await page.locator("#watch").getByRole("button", { name: /^Iteration 1\b|^#1\b/ }).click();
  await iteration(1);
  await runButton(page).click();
  await iteration(0);
  await page.waitForFunction(() => document.activeElement.matches('[role="group"][aria-label="Answer Ask"]'));
});
