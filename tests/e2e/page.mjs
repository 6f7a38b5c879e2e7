// Handles of the page that several tests use.

/** The main button, whatever it says at the moment. */
export const runButton = (page) => page.locator("#run");

/** How many events are shown. */
export const cursor = (page) => page.evaluate(() => Number(document.querySelector(".app").dataset.cursor));

/** How many events the run has. */
export const events = (page) => page.evaluate(() => Number(document.querySelector(".scrubber input").max));

/** Waits until what was typed has been read and has run, and nothing keeps it from running; a long run takes its time. */
export async function waitForRun(page, timeout = 30_000) {
  await page.locator(".app[data-run=ready]").waitFor({ state: "attached", timeout });
}

/** The engine's thread, which comes when somebody is at the page, or something needs it. */
export async function worker(page) {
  const started = page.workers()[0] ?? page.waitForEvent("worker");
  await page.mouse.move(2, 2);
  return started;
}

/** Selects a state of the graph at the end of the run, and waits for what the engine finds inside: a sketch stands there before. */
export async function lookInside(page, name) {
  await page.getByRole("button", { name: "Run to end" }).click();
  await page.locator("#watch [data-state]").filter({ has: page.getByText(name, { exact: true }) }).click();
  await page.locator("#inside .stg").first().waitFor();
  await page.locator("#inside").getByText("not computed").first().waitFor({ state: "detached" });
}

/** Waits for the code editor of the definition, which comes after the page's own code. */
export async function waitForEditor(page) {
  await page.locator("#definition-panel .cm-content").waitFor({ state: "attached" });
}

/** Waits until what was typed has been read and, where it can run, has run; whether it has. */
export async function settled(page) {
  await page.locator(".app:is([data-run=ready], [data-run=blocked])").waitFor({ state: "attached" });
  return (await page.locator(".app").getAttribute("data-run")) === "ready";
}

/** Waits until the events up to this one, or more, are shown. */
export async function waitForCursor(page, least) {
  await page.waitForFunction((least) => Number(document.querySelector(".app")?.dataset.cursor) >= least, least);
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

/** Opens an example by its name, and waits for its run. */
export async function openExample(page, name) {
  await waitForRun(page);
  await page.getByRole("button", { name: "Examples" }).click();
  await page.getByRole("dialog").getByRole("button", { name: new RegExp(`^${name}(?! with)`) }).click();
  await page.waitForFunction((name) => document.querySelector(".header__name")?.value === name, name);
  await waitForRun(page);
}
