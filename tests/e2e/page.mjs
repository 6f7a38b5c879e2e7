// Handles of the page that several tests use.

/** The main button, whatever it says at the moment. */
export const runButton = (page) => page.locator("#run");

/** How many events are shown. */
export const cursor = (page) => page.evaluate(() => Number(document.querySelector(".app").dataset.cursor));

/** How many events the run has. */
export const events = (page) => page.evaluate(() => Number(document.querySelector(".scrubber input").max));

/** Waits until there is a run, and the code editor. */
export async function waitForRun(page) {
  await page.waitForFunction(() => Number(document.querySelector(".scrubber input")?.max) > 0);
}

/** Waits until what was typed has been read and has run. */
export async function settled(page) {
  await page.waitForTimeout(900);
}

/** Puts a text in the place of what stands in one of the three editors, as a paste does. */
export async function paste(page, pane, text) {
  const content = page.locator(`#${pane}-panel .cm-content`);
  await content.waitFor();
  await content.focus();
  await page.keyboard.press("Control+a");
  await content.evaluate((element, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}
