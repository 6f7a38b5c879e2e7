// Expressions that want too much end with an error in words in wasm too: none ends the module.

import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluator, outcome, requests } from "./hostile.mjs";

const evaluate = evaluator();

for (const request of requests()) {
  test(`it ends: ${request.name}`, () => {
    const { text, right } = outcome(evaluate, request);
    assert.ok(right, `${text} does not say ${JSON.stringify(request.words)}`);
  });
}
