// Transitions a second beside aws-local-stepfunctions.

import { loop, map, retries } from "./machines.mjs";
import { millis, native, runInWasm, scenario, table, times, watch, whole } from "./measure.mjs";

const MACHINES = [loop(8_000), map(10_000), retries(2_000)];
const ROUNDS = 5;
/** Ours are so short that one round is no measure: so many for each of the others. */
const OURS = 8;

// The package wants Node 22; what it takes from there is this.
Promise.withResolvers ??= function withResolvers() {
  let resolve, reject;
  const promise = new this((...given) => ([resolve, reject] = given));
  return { promise, resolve, reject };
};

/** Seconds of one run, every event collected. */
async function runInPackage(StateMachine, machine) {
  let calls = 0;
  const charge = () => {
    calls += 1;
    if (calls % 3 === 0) return { paid: true };
    throw Object.assign(new Error("try again"), { name: "Busy" });
  };
  const overrides = { taskResourceLocalHandlers: { Charge: charge }, retryIntervalOverrides: { Charge: 0 } };
  const stateMachine = new StateMachine(machine.definition, { validationOptions: { noValidate: true } });
  const lap = watch();
  const { result, eventLogs } = stateMachine.run(machine.input, { overrides });
  const events = [];
  const collected = (async () => {
    for await (const event of eventLogs) events.push(event);
  })();
  await result;
  await collected;
  const seconds = lap();
  const transitions = events.filter(({ type }) => type === "StateEntered" || type === "StateRetried").length;
  return { seconds, transitions };
}

export async function execution() {
  const { StateMachine } = await import("aws-local-stepfunctions");
  console.log(`
Transitions a second (states entered, and retries), the whole history kept.
  native, wasm: the run of a scenario that was read, in slices of 10,000 steps, with every event in memory
  npm:          aws-local-stepfunctions 3.0.0, validation off, every event collected, no wait between retries
`);
  const rows = [];
  const shares = [];
  for (const machine of MACHINES) {
    const text = scenario(machine);
    const best = { ran: Infinity, read: Infinity, wrote: Infinity };
    let transitions, theirs = Infinity;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (let own = 0; own < OURS; own += 1) {
        const measured = runInWasm(text, true);
        for (const part of Object.keys(best)) best[part] = Math.min(best[part], measured[part]);
        ({ transitions } = measured);
      }
      const measured = await runInPackage(StateMachine, machine);
      if (measured.transitions !== transitions) {
        throw new Error(`${machine.name}: ${measured.transitions} transitions there, ${transitions} here`);
      }
      theirs = Math.min(theirs, measured.seconds);
    }
    const own = native(["run", String(ROUNDS * OURS)], text);
    const rates = [own.runSeconds, best.ran, theirs].map((seconds) => transitions / seconds);
    const ratios = [rates[0] / rates[2], rates[1] / rates[2]];
    rows.push([machine.name, whole(transitions), ...rates.map(whole), ...ratios.map(times)]);
    shares.push([machine.name, ...[best.read, best.ran, best.wrote].map(millis), whole(own.historyBytes)]);
  }
  table(["machine", "transitions", "native/s", "wasm/s", "npm/s", "native:npm", "wasm:npm"], rows);
  console.log("\nWhere the time goes in wasm: reading the scenario, running it, and (only if asked) its history as text.\n");
  table(["machine", "read", "run", "history", "bytes of history"], shares);
}
