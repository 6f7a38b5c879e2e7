// `cargo xtask audit [--only G8,G10] [--strict]`: measures the built page (dist/, or what STEPWELL_DIST names) and prints what
// is aimed at and what is. None of it is a test: times depend on the machine. What can be said once and for all is one, in
// tests/e2e.

import { cpus, loadavg } from "node:os";
import { accessibility } from "./axe.mjs";
import { colour } from "./colour.mjs";
import { GOALS } from "./goals.mjs";
import { layout } from "./layout.mjs";
import { lighthouse } from "./lighthouse.mjs";
import { load } from "./load.mjs";
import { isMet, lines } from "./report.mjs";
import { rig } from "./rig.mjs";
import { speed } from "./speed.mjs";
import { status } from "./status.mjs";

const PARTS = { ...load, ...lighthouse, ...speed, ...accessibility, ...layout, ...colour, ...status };

const { only, strict } = options(process.argv.slice(2));
const wanted = GOALS.filter(({ id }) => !only || only.includes(id));
const cpu = cpus();
// What else the machine does is in every time.
const load1 = () => loadavg()[0].toFixed(1);
console.log(`\n${new Date().toISOString().slice(0, 10)}, ${cpu.length} × ${cpu[0]?.model ?? "?"}, load ${load1()}, Node ${process.version}`);

const site = await rig();
const verdicts = [];
try {
  console.log(`Chromium ${site.browser.version()}\n`);
  for (const goal of wanted) {
    const values = await PARTS[goal.id](site).catch((error) => ({ reason: error.message.split("\n")[0] }));
    for (const line of lines(goal, values)) console.log(line);
    verdicts.push(...goal.measures.map((measure) => isMet(measure, values[measure.key])));
  }
} finally {
  await site.close();
}
const count = (verdict) => verdicts.filter((one) => one === verdict).length;
console.log(`\n${count(true)} met, ${count(false)} not met, ${count(null)} not measured; load ${load1()}`);
if (strict && count(true) < verdicts.length) process.exitCode = 1;

function options(given) {
  const found = { only: null, strict: false };
  for (let at = 0; at < given.length; at += 1) {
    if (given[at] === "--strict") found.strict = true;
    else if (given[at] === "--only" && given[at + 1]) found.only = given[(at += 1)].split(",");
    else refuse(`audit does not know ${given[at]}`);
  }
  const unknown = found.only?.find((id) => !(id in PARTS));
  if (unknown) refuse(`no such goal: ${unknown} (there are ${Object.keys(PARTS).join(", ")})`);
  return found;
}

function refuse(message) {
  console.error(message);
  process.exit(2);
}
