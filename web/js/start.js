// Starts the page. Trunk writes the hashed names of the page's module and wasm into this script's tag (see Trunk.toml). It is
// run before anything is drawn: what this device keeps decides what may be shown.

{
  const { js, wasm } = document.currentScript.dataset;
  const root = document.documentElement;

  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const theme = kept("stepwell.theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const hasOther = kept("stepwell.document.v1") !== null && kept("stepwell.opens") !== "first";
  if (location.hash.length > 1 || hasOther) root.dataset.opens = "other";

  // What the worker would answer first, so that nobody waits for the worker.
  if (root.dataset.opens !== "other") {
    globalThis.stepwellFirst = fetch(new URL(`first.bin?v=${root.dataset.build}`, document.baseURI))
      .then((answer) => (answer.ok ? answer.arrayBuffer() : null))
      .catch(() => null);
  }

  // What only somebody needs who does more than look comes at the first sign of them; a document of their own is one.
  globalThis.stepwellUsed = new Promise((resolve) => {
    if (root.dataset.opens === "other") resolve();
    for (const sign of ["pointermove", "pointerdown", "click", "keydown", "focusin", "wheel", "dragenter"]) {
      addEventListener(sign, resolve, { once: true, capture: true, passive: true });
    }
  });

  // Run, pressed before there is anything that runs, is remembered.
  document.addEventListener("click", ({ target }) => {
    const run = target.closest("#start #run");
    if (!run) return;
    root.dataset.wish = "run";
    run.querySelector(".transport__label").textContent = "Running…";
  });

  const parsed = new Promise((resolve) => {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve();
  });

  const start = async () => {
    const page = await import(new URL(js, document.baseURI).href);
    await parsed;
    await page.default({ module_or_path: new URL(wasm, document.baseURI) });
  };

  start().catch(async (error) => {
    await parsed;
    const message = document.createElement("p");
    message.setAttribute("role", "alert");
    message.className = "start__note";
    message.textContent = `Stepwell could not start: ${error?.message ?? error}. Reload the page; if it stays, the browser may be too old for WebAssembly.`;
    const row = document.querySelector("#start .transport");
    if (row) row.replaceChildren(message);
    else document.body.append(message);
    throw error;
  });
}
