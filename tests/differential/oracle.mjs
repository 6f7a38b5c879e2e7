// jsonata-js as a service: a line `{"expression", "input"}` on standard input gives a line with its answer.
// `fuzz differential` asks, and compares.

import { createInterface } from "node:readline";

/** When it is, for both sides. */
const NOW = 1_700_000_000_123;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length ? parts : [NOW]));
  }
  static now() {
    return NOW;
  }
};

const { default: jsonata } = await import("jsonata");

/** Nodes that a case may evaluate: more is not compared. */
const STEPS = 100_000;

/** The built-in functions, which keep the place of their last call, from case to case. */
const builtIn = await functions();

async function functions() {
  const names = [
    "sum", "count", "max", "min", "average", "string", "substring", "substringBefore", "substringAfter", "lowercase", "uppercase",
    "length", "trim", "pad", "match", "contains", "replace", "split", "join", "formatNumber", "formatBase", "formatInteger",
    "parseInteger", "number", "floor", "ceil", "round", "abs", "sqrt", "power", "random", "boolean", "not", "map", "zip", "filter",
    "single", "reduce", "sift", "keys", "lookup", "append", "exists", "spread", "merge", "reverse", "each", "error", "assert", "type",
    "sort", "shuffle", "distinct", "base64encode", "base64decode", "encodeUrlComponent", "encodeUrl", "decodeUrlComponent",
    "decodeUrl", "eval", "toMillis", "fromMillis", "clone", "now", "millis",
  ];
  return Promise.all(names.map((name) => jsonata(`$${name}`).evaluate()));
}

for await (const line of createInterface({ input: process.stdin })) {
  const { expression, input } = JSON.parse(line);
  // Halves of characters have no form in UTF-8.
  const whole = (_, value) => (typeof value === "string" ? value.toWellFormed() : value);
  process.stdout.write(`${JSON.stringify(await answer(expression, input), whole)}\n`);
}

async function answer(text, input) {
  for (const one of builtIn) {
    delete one.token;
    delete one.position;
  }
  try {
    const expression = jsonata(text);
    let steps = 0;
    expression.assign(Symbol.for("jsonata.__evaluate_entry"), () => {
      if ((steps += 1) > STEPS) throw { code: "STEPS" };
    });
    return told(await expression.evaluate(input));
  } catch (error) {
    if (error?.code === undefined) return { error: { code: "JS", message: String(error) } };
    const { code, position, token, message } = error;
    return { error: { code, position, token: plain(token), message } };
  }
}

/** The value, or what JSON has no words for. */
function told(value) {
  const found = kinds(value, new Set());
  if (found.has("function")) return { function: true };
  if (typeof value === "number" && !Number.isFinite(value)) return { error: { code: "D1001" } };
  if (value === undefined) return { undefined: true };
  return { value, hollow: found.has("hollow") };
}

function kinds(value, found) {
  if (typeof value === "function" || value?._jsonata_function || value?._jsonata_lambda) found.add("function");
  else if (value instanceof RegExp) found.add("function");
  else if (Array.isArray(value)) value.forEach((item) => (item === undefined ? found.add("hollow") : kinds(item, found)));
  else if (value && typeof value === "object") Object.values(value).forEach((item) => (item === undefined ? found.add("hollow") : kinds(item, found)));
  return found;
}

function plain(token) {
  return token === undefined || ["string", "number", "boolean"].includes(typeof token) || token === null ? token : "?";
}
