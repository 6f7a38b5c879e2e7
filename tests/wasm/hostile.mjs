// Hostile expressions in the wasm module: how each ends, and after how long. STEPWELL_FUZZ names them.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** `{name, jsonata, words}` for each expression. */
export function requests() {
  const { stdout, stderr, status } = spawnSync(process.env.STEPWELL_FUZZ, ["hostile", "--lines"], { encoding: "utf8", maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`the expressions cannot be told: ${stderr}`);
  return stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
}

/** How a request ends in the module, as text, and whether that is right; some are dear and have a value. */
export function outcome(evaluate, { jsonata, words }) {
  const answer = JSON.parse(evaluate(JSON.stringify({ jsonata })));
  if (!answer.error) return { text: "a value", right: words === "" };
  const { code, message } = answer.error;
  const right = message.includes(words) || (words === "more than" && message.includes("too"));
  return { text: `${code}: ${message}`, right };
}

/** The module's `eval`; `eval` is no name in JavaScript, so wasm-bindgen puts a sign before it. */
export function evaluator() {
  return createRequire(import.meta.url)(process.env.STEPWELL_WASM)._eval;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const evaluate = evaluator();
  console.log("\nin wasm, under Node");
  for (const request of requests()) {
    // Of the processor, since a busy machine makes anything slow.
    const began = process.cpuUsage();
    const { text, right } = outcome(evaluate, request);
    const { user, system } = process.cpuUsage(began);
    const spent = ((user + system) / 1000).toFixed(1).padStart(8);
    console.log(`${spent}  ${request.name.slice(0, 60).padEnd(60)}  ${right ? "" : "WRONG "}${text.slice(0, 76)}`);
    if (!right) process.exitCode = 1;
  }
}
