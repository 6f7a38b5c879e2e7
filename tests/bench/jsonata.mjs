// Evaluations a second beside jsonata-js.

import { isDeepStrictEqual } from "node:util";
import { native, table, times, wasm, watch, whole } from "./measure.mjs";

const DOCUMENT = {
  customer: { id: "c-17", name: "Ada", tier: "gold" },
  orders: Array.from({ length: 20 }, (_, at) => ({
    id: `order-${at}`,
    status: at % 3 ? "open" : "paid",
    lines: [
      { sku: `A-${at}`, price: 2.5 * (at + 1), quantity: (at % 4) + 1 },
      { sku: `B-${at}`, price: 7, quantity: 2 },
    ],
  })),
};

const EXPRESSIONS = [
  ["path", "customer.name"],
  ["total", "$sum(orders.lines.(price * quantity))"],
  ["filter and object", '{"open": orders[status = "open"].id, "count": $count(orders)}'],
  ["sort and map", "$map(orders^(>lines[0].price)[[0..4]], function($o) { $uppercase($o.id) })"],
  ["text and condition", 'customer.tier = "gold" ? $join([$string($count(orders)), " orders of ", customer.name]) : "none"'],
];

const ROUNDS = 5;
const ROUND = 150;

/** Calls a second, over a round of 150 ms. */
async function rate(call) {
  const lap = watch();
  const end = performance.now() + ROUND;
  let calls = 0;
  while (performance.now() < end) {
    for (let at = 0; at < 50; at += 1) await call();
    calls += 50;
  }
  return calls / lap();
}

/** The same for what gives its answer at once. */
function rateAtOnce(call) {
  const lap = watch();
  const end = performance.now() + ROUND;
  let calls = 0;
  while (performance.now() < end) {
    for (let at = 0; at < 50; at += 1) call();
    calls += 50;
  }
  return calls / lap();
}

export async function jsonata() {
  const { default: read } = await import("jsonata");
  console.log(`
JSONata evaluations a second, for a document of 20 orders that each side holds in its own form.
  once: the expression is read once     each: it is read for each evaluation
  wasm: the result crosses as JSON text     npm: jsonata 2.0.6, its promise awaited
`);
  const text = JSON.stringify(DOCUMENT);
  const rows = [];
  for (const [name, expression] of EXPRESSIONS) {
    const own = new wasm.JsonataExpression(expression);
    own.setInput(text);
    const theirs = read(expression);
    // Sequences of jsonata-js carry fields of their own: their JSON does not.
    const answers = [JSON.parse(own.evaluate()), JSON.parse(JSON.stringify(await theirs.evaluate(DOCUMENT)))];
    if (!isDeepStrictEqual(...answers)) throw new Error(`${expression} gives ${answers.map(JSON.stringify).join(" and ")}`);
    const best = [0, 0, 0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      const rates = [
        rateAtOnce(() => own.evaluate()),
        await rate(() => theirs.evaluate(DOCUMENT)),
        rateAtOnce(() => (own.setText(expression), own.evaluate())),
        await rate(() => read(expression).evaluate(DOCUMENT)),
      ];
      rates.forEach((rate, at) => (best[at] = Math.max(best[at], rate)));
    }
    own.free();
    const { once, each } = native(["jsonata", expression], text);
    rows.push([name, once, best[0], best[1], best[0] / best[1], each, best[2], best[3], best[2] / best[3]]);
  }
  const head = ["native", "wasm", "npm", "wasm:npm"];
  const cells = ([name, ...numbers]) => [name, ...numbers.map((value, at) => (at % 4 === 3 ? times(value) : whole(value)))];
  table(["expression", ...head.map((name) => `${name} once`), ...head.map((name) => `${name} each`)], rows.map(cells));
  const mean = (at) => times(Math.exp(rows.reduce((sum, row) => sum + Math.log(row[at]), 0) / rows.length));
  console.log(`\n  geometric mean of wasm:npm: ${mean(4)} once, ${mean(8)} each`);
}
