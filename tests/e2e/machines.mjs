// Documents that tests and audit work on, and how one gets into the page: by a share link.

import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";

const scenario = (name, definition, rest = {}) => ({ stepwell: 1, name, definition, ...rest });

/** The page's own fragment for a document, the cursor at one of its events. */
export function link(document, cursor = 0) {
  return `#v1=${deflateSync(JSON.stringify({ ...document, cursor })).toString("base64url")}`;
}

/** A large cursor is the end. */
export const END = 1e9;

/** A document that the page offers. */
export function example(name) {
  return JSON.parse(readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), "utf8"));
}

/** A loop; each round makes 4 events. */
export function loop(events) {
  const rounds = Math.floor((events - 4) / 4);
  return scenario(`Loop of ${events} events`, {
    QueryLanguage: "JSONata", StartAt: "Count", States: {
      Count: { Type: "Pass", Output: { n: "{% $states.input.n + 1 %}" }, Next: "More?" },
      "More?": { Type: "Choice", Choices: [{ Condition: `{% $states.input.n < ${rounds} %}`, Next: "Count" }], Default: "Done" },
      Done: { Type: "Succeed" },
    },
  }, { input: { n: 0 } });
}

/** Distributed, as a history of this size must be; every 271st item is bad, 37 of 10,000. */
export function map(items = 10_000) {
  return scenario(`Map of ${items} items`, {
    QueryLanguage: "JSONata", StartAt: "Each item", States: {
      "Each item": {
        Type: "Map", Items: `{% [0..${items - 1}] %}`, MaxConcurrency: 40, ToleratedFailurePercentage: 5,
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, StartAt: "Good?", States: {
            "Good?": { Type: "Choice", Choices: [{ Condition: "{% $states.input % 271 = 0 %}", Next: "Reject" }], Default: "Accept" },
            Reject: { Type: "Fail", Error: "Item.Rejected", Cause: "{% 'item ' & $string($states.input) %}" },
            Accept: { Type: "Pass", End: true },
          },
        },
        Output: "{% $count($states.result) %}", End: true,
      },
    },
  });
}

/** A task that fails, and one that waits a long time behind it. */
export const failing = scenario("Failing", {
  StartAt: "Both", States: {
    Both: {
      Type: "Parallel", End: true, Branches: [
        { StartAt: "Charge", States: { Charge: { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "charge" }, End: true } } },
        { StartAt: "Rest", States: { Rest: { Type: "Wait", Seconds: 60, End: true } } },
      ],
    },
  },
}, { mocks: { Charge: [{ Throw: { Error: "Card.Declined", Cause: "no money" }, DelaySeconds: 2 }] } });

/** A task that is tried three times and fails each time. */
export const declined = scenario("Declined", {
  StartAt: "Charge", States: {
    Charge: {
      Type: "Task", Resource: "arn:aws:states:::lambda:invoke", Parameters: { FunctionName: "charge" },
      Retry: [{ ErrorEquals: ["Card.Declined"], IntervalSeconds: 2, MaxAttempts: 2 }], End: true,
    },
  },
}, { mocks: { Charge: [{ Throw: { Error: "Card.Declined", Cause: "no money" } }] } });

/** An inline Map over so many items, beyond what AWS would run; one of them fails. */
export function needle(items = 10_000, bad = 4321) {
  return scenario("Needle", {
    QueryLanguage: "JSONata", StartAt: "Each item", States: {
      "Each item": {
        Type: "Map", Items: `{% [0..${items - 1}] %}`, MaxConcurrency: 40, End: true,
        ItemProcessor: {
          StartAt: "Good?", States: {
            "Good?": { Type: "Choice", Choices: [{ Condition: `{% $states.input = ${bad} %}`, Next: "Reject" }], Default: "Accept" },
            Reject: { Type: "Fail", Error: "Item.Rejected", Cause: `{% 'item ' & $string($states.input) %}` },
            Accept: { Type: "Pass", End: true },
          },
        },
      },
    },
  }, { settings: { limits: { service: "off" } } });
}
