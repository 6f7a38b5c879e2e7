// Items a second and peak memory of a Distributed Map.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { distributed } from "./machines.mjs";
import { megabytes, native, runInWasm, scenario, table, wasm, whole } from "./measure.mjs";

const SIZES = [1_000, 10_000, 100_000];
/** A small run needs more rounds until the module is compiled as well as it gets. */
const rounds = (size) => Math.max(3, Math.round(30_000 / size));

/** A process of its own for each size: the memory of a wasm module never shrinks. */
function inOwnProcess(size) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), String(size)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function measure(size) {
  const text = scenario(distributed(size));
  const runs = Array.from({ length: rounds(size) }, () => runInWasm(text, false));
  const seconds = Math.min(...runs.map(({ read, ran }) => read + ran));
  return { seconds, peakBytes: wasm.memoryBytes(), nodeBytes: process.resourceUsage().maxRSS * 1024 };
}

export async function map() {
  console.log(`
Distributed Map: a CSV file of N rows, 3 states in each child execution, result files written.
  seconds: reading the scenario and running it      peak: native the whole process, wasm its linear memory
`);
  const rows = [];
  const costs = [];
  for (const size of SIZES) {
    const own = native(["run", String(rounds(size))], scenario(distributed(size)));
    const inWasm = inOwnProcess(size);
    const each = [own.readSeconds + own.runSeconds, inWasm.seconds];
    costs.push(each.map((seconds) => (seconds / size) * 1e6));
    const cells = each.flatMap((seconds, at) => [
      `${seconds.toFixed(3)} s`,
      whole(size / seconds),
      `${costs.at(-1)[at].toFixed(1)} µs`,
      megabytes(at ? inWasm.peakBytes : own.peakBytes),
    ]);
    rows.push([whole(size), ...cells]);
  }
  const columns = ["time", "items/s", "an item", "peak"];
  table(["items", ...["native", "wasm"].flatMap((name) => columns.map((column) => `${name} ${column}`))], rows);
  const growth = costs[0].map((_, at) => (costs.at(-1)[at] / costs[0][at]).toFixed(2));
  console.log(`\n  an item of 100,000 costs ${growth[0]} (native) and ${growth[1]} (wasm) times one of 1,000`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(measure(Number(process.argv[2]))));
}
