// A static file server for dist/: for the browser tests, and for people (`cargo xtask serve`).
// By hand: node tests/e2e/server.mjs dist [--port 8080] [--base /some/repo/]

import { createReadStream } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".wasm": "application/wasm",
  ".woff2": "font/woff2", ".txt": "text/plain; charset=utf-8", ".webmanifest": "application/manifest+json",
};
const COMPRESSED = new Set([".html", ".js", ".css", ".json", ".svg", ".wasm", ".txt"]);

/**
 * Serves `folder` under the path `base` on this machine only; port 0 is a free one. `brotli`: packed as small as can be,
 * where the browser takes it; `cache`: the `cache-control` of every file. Resolves to `{url, close}`.
 */
export async function serve(folder, { base = "/", port = 0, brotli = false, cache = "no-cache" } = {}) {
  const site = { root: await realpath(folder), base, brotli, cache, packed: new Map() };
  const server = createServer((request, response) => {
    answer(site, request, response).catch((error) => refuse(response, 500, String(error)));
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${server.address().port}${base}`, close };
}

async function answer({ root, base, brotli, cache, packed }, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, "only GET and HEAD");
  const { pathname } = new URL(request.url, "http://localhost");
  if (!pathname.startsWith(base)) return refuse(response, 404, `nothing outside ${base}`);
  const name = decoded(pathname.slice(base.length));
  if (name === null) return refuse(response, 400, "not a path");
  const file = path.join(root, name === "" || name.endsWith("/") ? `${name}index.html` : name);
  const found = file.startsWith(root + path.sep) ? await stat(file).catch(() => null) : null;
  if (!found?.isFile()) return refuse(response, 404, `no ${name}`);

  const extension = path.extname(file);
  const headers = { "content-type": TYPES[extension] ?? "application/octet-stream", "cache-control": cache };
  const encoding = COMPRESSED.has(extension) ? encodingFor(request.headers["accept-encoding"] ?? "", brotli) : null;
  if (encoding) {
    // What a host of static sites sends over the wire.
    const key = `${encoding} ${file} ${found.mtimeMs} ${found.size}`;
    if (!packed.has(key)) packed.set(key, pack(await readFile(file), encoding));
    const body = await packed.get(key);
    response.writeHead(200, { ...headers, "content-encoding": encoding, "content-length": body.length });
    return response.end(request.method === "HEAD" ? undefined : body);
  }
  response.writeHead(200, { ...headers, "content-length": found.size });
  return request.method === "HEAD" ? response.end() : createReadStream(file).pipe(response);
}

function encodingFor(accepted, brotli) {
  if (brotli && /\bbr\b/.test(accepted)) return "br";
  return /\bgzip\b/.test(accepted) ? "gzip" : null;
}

/** Node's brotli packs as small as can be unless told otherwise. */
const pack = (bytes, encoding) => (encoding === "br" ? promisify(brotliCompress)(bytes) : promisify(gzip)(bytes, { level: 9 }));

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function refuse(response, status, message) {
  if (!response.headersSent) response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(`${message}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "dist", ...options] = process.argv.slice(2);
  const option = (name, otherwise) => (options.includes(name) ? options[options.indexOf(name) + 1] : otherwise);
  const base = option("--base", "/");
  const site = await serve(folder, { base, port: Number(option("--port", 8080)) }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    return serve(folder, { base });
  });
  console.log(`Stepwell is at ${site.url}  (Ctrl+C ends it)`);
}
