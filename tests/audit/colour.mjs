// The colours of styles/tokens.css: contrast of the pairs that are used, and how far the status inks are apart for people
// who see fewer colours.

import { readFile } from "node:fs/promises";

const GROUNDS = ["bg", "surface", "surface-2"];
const INKS = ["running", "succeeded", "failed", "caught", "waiting", "aborted"];

/** Ink, grounds, and the least contrast: WCAG 1.4.3 for text, 1.4.11 for lines and shapes. */
export const PAIRS = [
  ...["text", "text-2", "text-3", "link"].map((ink) => [ink, GROUNDS, 4.5]),
  ...["text", "text-2"].map((ink) => [ink, ["surface-3", "accent-tint", ...[...INKS, "idle"].map((name) => `st-${name}-tint`)], 4.5]),
  ["accent", GROUNDS, 4.5],
  ["on-accent", ["accent", "accent-hover"], 4.5],
  ...[...INKS, "idle"].map((name) => [`st-${name}`, [...GROUNDS, `st-${name}-tint`], 4.5]),
  ["st-caught", ["st-running-tint"], 3],
  ...["add", "del", "mod"].map((kind) => [`diff-${kind}`, [`diff-${kind}-bg`], 4.5]),
  ...["key", "str", "num", "kw", "path", "pun", "comment"].map((kind) => [`syn-${kind}`, ["surface", "bg"], 4.5]),
  ["syn-comment", ["line-hi"], 4.5],
  ...["border-strong", "edge", "edge-taken", "focus"].map((ink) => [ink, GROUNDS, 3]),
  ["ok-bar", ["surface"], 3],
];

/** Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB. */
const VISIONS = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** The colours of both themes by name: `{light: {bg: [r, g, b], …}, dark}`, each part from 0 to 1. */
export async function readTokens() {
  const css = await readFile(new URL("../../styles/tokens.css", import.meta.url), "utf8");
  const tokens = { light: {}, dark: {} };
  for (const [, name, light, dark] of css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)) {
    tokens.light[name] = rgb(light);
    tokens.dark[name] = rgb(dark);
  }
  return tokens;
}

/** Parts of `#rrggbb`, from 0 to 1. */
export const rgb = (text) => [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16) / 255);

const linear = (colour) => colour.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
const times = (matrix, vector) => matrix.map((row) => row.reduce((sum, factor, at) => sum + factor * vector[at], 0));

/** WCAG's contrast ratio. */
export function contrast(one, other) {
  const luminance = (colour) => times([[0.2126, 0.7152, 0.0722]], linear(colour))[0];
  const [darker, lighter] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Distance in OKLab, times 100, as somebody with this kind of vision sees it. */
export function distance(one, other, vision) {
  const seen = (colour) => oklab(times(VISIONS[vision], linear(colour)).map((part) => Math.min(1, Math.max(0, part))));
  const [a, b] = [seen(one), seen(other)];
  return 100 * Math.hypot(...a.map((part, at) => part - b[at]));
}

/** Björn Ottosson's OKLab, from linear RGB. */
function oklab(colour) {
  const cones = times([
    [0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005],
  ], colour).map(Math.cbrt);
  return times([
    [0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766],
  ], cones);
}

/** The pairs that are below their contrast, one line each. */
export function weakPairs(tokens) {
  const found = [];
  for (const [theme, colours] of Object.entries(tokens)) {
    for (const [ink, grounds, least] of PAIRS) {
      for (const ground of grounds) {
        if (!colours[ink] || !colours[ground]) throw new Error(`styles/tokens.css has no --${ink} or --${ground}`);
        const ratio = contrast(colours[ink], colours[ground]);
        if (ratio < least) found.push(`${theme}: ${ink} on ${ground} ${ratio.toFixed(2)}, wanted ${least}`);
      }
    }
  }
  return found;
}

/** The two inks that are closest for each vision and theme: `[distance, words]`, the closest first. */
export function closestInks(tokens) {
  const found = [];
  for (const [theme, colours] of Object.entries(tokens)) {
    for (const vision of Object.keys(VISIONS)) {
      const pairs = INKS.flatMap((one, at) => INKS.slice(at + 1).map((other) => [one, other]));
      const far = pairs.map(([one, other]) => [distance(colours[`st-${one}`], colours[`st-${other}`], vision), `${theme}, ${vision}: ${one} and ${other}`]);
      found.push(far.toSorted((a, b) => a[0] - b[0])[0]);
    }
  }
  return found.toSorted((a, b) => a[0] - b[0]);
}

async function colours() {
  const tokens = await readTokens();
  const weak = weakPairs(tokens);
  const closest = closestInks(tokens);
  return { contrast: weak.length, distance: closest[0][0], notes: [...weak, ...closest.map(([far, words]) => `${far.toFixed(1)}  ${words}`)] };
}

export const colour = { G15: colours };
