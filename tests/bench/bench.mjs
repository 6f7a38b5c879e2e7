// `cargo xtask bench [execution|jsonata|map]`: builds what is measured here, and says in STEPWELL_NATIVE and
// STEPWELL_WASM where it is. Every part prints what it measures. The packages beside us run in this very process, and
// each number is that of the best of several rounds, taken in turn, so that a busy moment hurts nobody alone.

import { cpus } from "node:os";
import { execution } from "./execution.mjs";
import { jsonata } from "./jsonata.mjs";
import { map } from "./map.mjs";

const parts = { execution, jsonata, map };
const cpu = cpus();
console.log(`\nNode ${process.version}, ${cpu.length} × ${cpu[0]?.model ?? "?"}`);
for (const name of process.argv.slice(2)) await parts[name]();
