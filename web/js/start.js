// Starts the page. Trunk writes the hashed names of the page's module and wasm into this script's tag (see Trunk.toml).

const { js, wasm } = document.querySelector("script[data-wasm]").dataset;

try {
  const page = await import(new URL(js, document.baseURI).href);
  await page.default({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent = `Stepwell could not start: ${error?.message ?? error}. Reload the page; if it stays, the browser may be too old for WebAssembly.`;
  document.body.append(message);
  throw error;
}
