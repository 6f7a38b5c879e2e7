// A recorded execution: its history lies over the definition and plays like a run; mocks are made of it, runs compared.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { pageTest } from "./fixtures.mjs";
import { cursor, events, paste, runButton, waitForCursor, waitForEditor, waitForRun } from "./page.mjs";

const bar = (page) => page.getByRole("region", { name: "Recorded run" });
const press = (page, name) => bar(page).getByRole("button", { name }).click();
const { definition } = JSON.parse(await readFile(new URL("../../examples/order-workflow.json", import.meta.url), "utf8"));
const text = JSON.stringify(definition, null, 2);

/** The history of the run on screen, as the page copies it. */
async function history(page) {
  await waitForRun(page);
  await page.getByRole("tab", { name: /^Events/ }).click();
  await page.getByRole("button", { name: "Copy as GetExecutionHistory" }).click();
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("previousEventId"));
  await page.getByRole("tab", { name: "Timeline" }).click();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Pastes a text onto the page, outside of any field. */
const pasteAnywhere = (page, text) => page.evaluate((text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}, text);

/** Drops a file onto an element. */
const dropFile = (page, selector, name, text) => page.locator(selector).first().evaluate((element, [name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "application/json" }));
  element.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}, [name, text]);

const clipboard = { permissions: ["clipboard-read", "clipboard-write"] };

pageTest("a pasted history plays, becomes mocks, and is what our run does", clipboard, async ({ page, axe }) => {
  const recorded = await history(page);
  const count = await events(page);
  await pasteAnywhere(page, recorded);
  await bar(page).getByText(`Recorded on AWS · ${count} events`).waitFor();
  await waitForCursor(page, 4);
  await runButton(page).click();
  await page.locator("#watch").getByText("Charge card").first().click();
  await page.getByText("Recorded data only").waitFor();
  assert.deepEqual(await axe("#watch"), []);

  await press(page, "Compare with our run");
  await bar(page).getByText(`Same for all ${count} events.`).waitFor();

  await press(page, "Make mocks from this run");
  await bar(page).getByText("Our run of the recorded machine").waitFor();
  await waitForRun(page);
  assert.equal(await events(page), count);
  await page.waitForFunction(() => {
    const kept = JSON.parse(localStorage.getItem("stepwell.document.v1"));
    return /"Charge card": \[\s*\{\s*"Timeout": true/.test(kept?.mocks);
  });
  await press(page, "Leave the recording");
  await bar(page).waitFor({ state: "detached" });
  assert.equal(await events(page), count);
});

pageTest("a difference is named, and an edit keeps the recording", clipboard, async ({ page }) => {
  const recorded = await history(page);
  const count = await events(page);
  await waitForEditor(page);
  await dropFile(page, "#watch", "history.json", recorded);
  await bar(page).getByText(`${count} events`).waitFor();

  await paste(page, "definition", text.replace('"$.Payload.stock"', '"$.Payload.stock", "more": 1'));
  await press(page, "Compare with our run");
  await bar(page).getByText("output.check.more").waitFor();
  assert.match(await bar(page).innerText(), /Differs first at event \d+: .* is recorded as nothing, our run has 1/);
  await bar(page).getByRole("button", { name: /Go to event/ }).click();
  assert.ok(await cursor(page) > 0);

  await paste(page, "definition", text.replaceAll("Charge card", "Charge the card"));
  await page.getByText("The recording enters the state `Charge card`").first().waitFor();
  await press(page, "Leave the recording");
  await page.getByText("The recording cannot be shown.").waitFor({ state: "detached" });
  await waitForRun(page);
});
