// The machines of the bench: each as a scenario document for us, and as what aws-local-stepfunctions wants.

const more = (count, next) => ({
  Type: "Choice",
  Choices: [{ Variable: "$.count", NumericLessThan: count, Next: next }],
  Default: "Done",
});
const add = { "count.$": "States.MathAdd($.count, 1)" };
/** No limits on our side either: both run to the end. */
const settings = { limits: { service: "off" } };

/** Choice and Pass in turn: 8,000 rounds are 16,002 transitions. */
export function loop(count) {
  const definition = {
    StartAt: "More?",
    States: {
      "More?": more(count, "Count"),
      Count: { Type: "Pass", Parameters: add, Next: "More?" },
      Done: { Type: "Succeed" },
    },
  };
  return { name: `counting loop, ${count} rounds`, definition, input: { count: 0 }, settings };
}

/** An inline Map over so many items, two states each. */
export function map(count) {
  const definition = {
    StartAt: "Orders",
    States: {
      Orders: {
        Type: "Map",
        ItemsPath: "$.orders",
        ItemProcessor: {
          ProcessorConfig: { Mode: "INLINE" },
          StartAt: "Price",
          States: {
            Price: {
              Type: "Pass",
              Parameters: { "id.$": "$.id", "total.$": "States.MathAdd($.price, $.postage)" },
              Next: "Total",
            },
            // Short results: all of them must fit into the service's 262,144 bytes.
            Total: { Type: "Pass", InputPath: "$.total", End: true },
          },
        },
        End: true,
      },
    },
  };
  const orders = Array.from({ length: count }, (_, at) => ({ id: `order-${at}`, price: at % 97, postage: 5 }));
  return { name: `inline Map, ${count} items`, definition, input: { orders }, settings };
}

/** A loop around a task that fails twice and then succeeds, each round. */
export function retries(count) {
  const definition = {
    StartAt: "More?",
    States: {
      "More?": more(count, "Charge"),
      Charge: {
        Type: "Task",
        Resource: "arn:aws:lambda:us-east-1:111111111111:function:charge",
        ResultPath: "$.charged",
        Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 1, MaxAttempts: 3 }],
        Next: "Count",
      },
      Count: { Type: "Pass", Parameters: add, Next: "More?" },
      Done: { Type: "Succeed" },
    },
  };
  const round = [{ Throw: { Error: "Busy", Cause: "try again" }, Times: 2 }, { Return: { paid: true }, Times: 1 }];
  const mocks = { Charge: Array.from({ length: count }, () => round).flat() };
  return { name: `task with 2 retries, ${count} rounds`, definition, input: { count: 0 }, mocks, settings };
}

/** A Distributed Map over so many items, three states a child. */
export function distributed(count) {
  const definition = {
    StartAt: "Orders",
    States: {
      Orders: {
        Type: "Map",
        ItemReader: {
          Resource: "arn:aws:states:::s3:getObject",
          ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
          Parameters: { Bucket: "orders", Key: "orders.csv" },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "Large?",
          States: {
            "Large?": {
              Type: "Choice",
              Choices: [{ Variable: "$.size", StringEquals: "L", Next: "Price" }],
              Default: "Price",
            },
            Price: { Type: "Pass", Parameters: { "id.$": "$.id", "size.$": "$.size" }, Next: "Mark" },
            Mark: { Type: "Pass", Result: true, ResultPath: "$.priced", End: true },
          },
        },
        ResultWriter: { Resource: "arn:aws:states:::s3:putObject", Parameters: { Bucket: "orders", Prefix: "priced" } },
        ResultPath: null,
        End: true,
      },
    },
  };
  const rows = Array.from({ length: count }, (_, at) => `order-${at},${at % 3 ? "S" : "L"}`);
  const s3 = { "orders/orders.csv": `id,size\n${rows.join("\n")}\n` };
  return { name: `Distributed Map, ${count} items`, definition, input: {}, s3, settings };
}
