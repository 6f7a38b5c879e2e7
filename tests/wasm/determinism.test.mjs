// Same scenario, same bytes: the core as wasm against the core as a native program (`stepwell batch`).
// Both are built by `cargo xtask test page`, which says in STEPWELL_NATIVE and STEPWELL_WASM where they are.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

const EXAMPLES = new URL("../../examples/", import.meta.url);
const FALLBACK = '{"stepwell":1,"definition":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"input":{"a":1.50}}';

/** The repository's examples, each on one line, with its numbers as they are written. */
function scenarios() {
  const names = existsSync(EXAMPLES) ? readdirSync(EXAMPLES).filter((name) => name.endsWith(".json")).sort() : [];
  // A line break in JSON is always between tokens.
  const texts = names.map((name) => [name, readFileSync(new URL(name, EXAMPLES), "utf8").replaceAll(/[\r\n]+/g, " ")]);
  return [["a Pass state", FALLBACK], ...texts];
}

/** The wasm build's `run(scenario) -> line`, or why there is none. */
function wasmRun() {
  const file = process.env.STEPWELL_WASM;
  if (!file || !existsSync(file)) return { missing: "asl-wasm is not built as a library for Node" };
  const { run } = createRequire(import.meta.url)(file);
  return typeof run === "function" ? { run } : { missing: "asl-wasm exports no `run`" };
}

const { run, missing } = wasmRun();
const cases = scenarios();
const native = missing ? [] : nativeLines(cases.map(([, text]) => text));

function nativeLines(texts) {
  const options = { input: `${texts.join("\n")}\n`, encoding: "utf8", maxBuffer: 1 << 30 };
  const { stdout, stderr, error } = spawnSync(process.env.STEPWELL_NATIVE, ["batch"], options);
  if (error) throw error;
  const lines = stdout.trimEnd().split("\n");
  assert.equal(lines.length, texts.length, `stepwell batch printed one line a scenario\n${stderr}`);
  return lines;
}

for (const [index, [name, text]] of cases.entries()) {
  test(`native and wasm agree on ${name}`, { skip: missing }, () => {
    assert.equal(run(text), native[index]);
  });
}
