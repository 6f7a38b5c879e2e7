// Shared by the parts: the two builds of ours, and tables.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

for (const name of ["STEPWELL_NATIVE", "STEPWELL_WASM"]) {
  if (!existsSync(process.env[name] ?? "")) throw new Error(`${name} names no file: start this with \`cargo xtask bench\``);
}

/** The wasm module. */
export const wasm = createRequire(import.meta.url)(process.env.STEPWELL_WASM);

/** Runs the native program, and reads the line that it prints. */
export function native(args, input) {
  const { stdout, stderr, status, error } = spawnSync(process.env.STEPWELL_NATIVE, args, { input, encoding: "utf8" });
  if (error || status !== 0) throw error ?? new Error(stderr);
  return JSON.parse(stdout);
}

/** A scenario document of a machine. */
export const scenario = (machine) => JSON.stringify({ stepwell: 1, ...machine });

/** Steps at a time, as the page's worker takes them. */
const SLICE = 10_000;

/**
 * A watch: each call gives the seconds since the one before, of the clock or of this process's processor time, whichever
 * is less. Other programs on the machine stretch the one, helper threads that work beside us the other.
 */
export function watch() {
  let wall = performance.now();
  let cpu = process.cpuUsage();
  return () => {
    const used = process.cpuUsage(cpu);
    const seconds = Math.min((performance.now() - wall) / 1e3, (used.user + used.system) / 1e6);
    wall = performance.now();
    cpu = process.cpuUsage();
    return seconds;
  };
}

/** Seconds to read, to run, and to write the history of a scenario in wasm, and what came of it. */
export function runInWasm(text, writes) {
  const lap = watch();
  const run = new wasm.ScenarioRun(text);
  const read = lap();
  while (run.advance(SLICE));
  const ran = lap();
  if (writes) run.history();
  const wrote = lap();
  const { status, error, cause } = JSON.parse(run.summary());
  const { transitions, events } = run;
  run.free();
  if (status !== "SUCCEEDED") throw new Error(`${status}: ${error}: ${cause}`);
  return { read, ran, wrote, transitions, events };
}

export const whole = (value) => Math.round(value).toLocaleString("en");
export const times = (value) => `${value < 10 ? value.toFixed(1) : whole(value)}x`;
export const millis = (seconds) => `${(seconds * 1000).toFixed(1)} ms`;
export const megabytes = (bytes) => (bytes === null ? "?" : `${whole(bytes / 1e6)} MB`);

/** Prints rows below a head: the first column to the left, the others to the right. */
export function table(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at].length)));
  for (const row of all) {
    console.log(`  ${row.map((cell, at) => (at ? cell.padStart(widths[at]) : cell.padEnd(widths[at]))).join("   ")}`);
  }
}
