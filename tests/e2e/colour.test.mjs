// The colours by themselves, without a browser: every pair that is used has its contrast, and the statuses stay apart for
// people who see fewer colours.

import assert from "node:assert/strict";
import { test } from "node:test";
import { closestInks, contrast, distance, readTokens, rgb, weakPairs } from "../audit/colour.mjs";

/** ΔE in OKLab, times 100: icons, borders and words say the same, so that this is help and not the only sign. */
const APART = 7.5;

test("contrast and distance are what their authors say", () => {
  assert.equal(contrast(rgb("#000000"), rgb("#ffffff")), 21);
  assert.equal(contrast(rgb("#777777"), rgb("#ffffff")).toFixed(2), "4.48");
  assert.equal(distance(rgb("#000000"), rgb("#ffffff"), "normal").toFixed(1), "100.0");
  assert.ok(distance(rgb("#a51010"), rgb("#5a5a00"), "protan") < distance(rgb("#a51010"), rgb("#5a5a00"), "normal") / 2);
});

test("every pair of tokens has its contrast in both themes", async () => {
  assert.deepEqual(weakPairs(await readTokens()), []);
});

test("the six status inks stay apart under protanopia, deuteranopia and tritanopia", async () => {
  const close = closestInks(await readTokens()).filter(([far]) => far < APART);
  assert.deepEqual(close, []);
});
