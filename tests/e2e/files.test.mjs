// The files of a document: dropped, chosen, pasted, edited, generated, renamed, downloaded, and refused.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { pageTest } from "./fixtures.mjs";
import { openExample, paste, waitForRun } from "./page.mjs";

const files = (page) => page.getByRole("list", { name: "Files" }).getByRole("listitem");

async function open(page) {
  await waitForRun(page);
  const places = page.getByRole("navigation", { name: "Places" });
  if (await places.isVisible()) await places.getByRole("button", { name: "Give" }).click();
  await page.getByRole("tab", { name: "Files" }).click();
}

/** Chooses files of the device. */
const choose = (page, all) =>
  page.locator("#choose-files").setInputFiles(all.map(([name, content]) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) })));

/** A Distributed Map over `imports/<key>`, and what its reader adds to the configuration. */
async function reads(page, key, config = {}) {
  await page.getByRole("tab", { name: /^Definition/ }).click();
  await paste(page, "definition", JSON.stringify({
    StartAt: "Rows",
    States: {
      Rows: {
        Type: "Map",
        ItemReader: {
          Resource: "arn:aws:states:::s3:getObject",
          ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW", ...config },
          Parameters: { Bucket: "imports", Key: key },
        },
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          StartAt: "Row",
          States: { Row: { Type: "Pass", End: true } },
        },
        End: true,
      },
    },
  }));
}

/** Shows the Map Run card, or the cause of the failure. */
async function outcome(page) {
  await page.locator("[data-state]").filter({ hasText: "Rows" }).first().waitFor();
  await waitForRun(page);
  await page.getByRole("button", { name: "Run to end" }).click();
  await page.getByRole("button", { name: /^Rows/ }).first().click();
}

pageTest("a file is made, typed, run, renamed, downloaded and deleted", {}, async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "New file" }).click();
  await page.getByLabel("Content of imports/items.csv").fill("id,color\n1,red\n2,green\n3,blue\n");
  await reads(page, "items.csv");
  await outcome(page);
  await page.getByText("3 of 3 child executions").first().waitFor({ timeout: 8_000 });
  await open(page);
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download imports/items.csv" }).click();
  assert.equal(await readFile(await (await coming).path(), "utf8"), "id,color\n1,red\n2,green\n3,blue\n");
  await page.getByLabel("Name of imports/items.csv").fill("nonsense");
  await page.keyboard.press("Tab");
  await page.getByText("A file is named by its bucket and its key").waitFor();
  await page.getByLabel("Name of imports/items.csv").fill("imports/colors.csv");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Delete imports/colors.csv" }).click();
  assert.equal(await files(page).count(), 0);
});

pageTest("files are dropped and chosen, compressed ones too", {}, async ({ page }) => {
  await open(page);
  await page.locator(".files").evaluate((element) => {
    const data = new DataTransfer();
    data.items.add(new File(["a,b\n1,2\n"], "dropped.csv"));
    element.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  await page.getByText("imports/dropped.csv is there.").waitFor();
  await choose(page, [["dropped.csv", "a\n1\n"], ["packed.csv.gz", gzipSync("n\n1\n2\n")]]);
  await page.getByText("imports/packed.csv.gz is there.").waitFor();
  assert.equal(await files(page).count(), 3);
  await page.getByLabel("Name of imports/dropped-2.csv").waitFor();
  assert.equal(await page.getByRole("button", { name: "Edit imports/packed.csv.gz" }).count(), 0, "no text");
  await reads(page, "packed.csv.gz");
  await outcome(page);
  await page.getByText("2 of 2 child executions").first().waitFor({ timeout: 8_000 });
});

pageTest("a file of a hundred thousand rows is generated, and runs", {}, async ({ page }) => {
  await openExample(page, "Import a CSV");
  await open(page);
  await page.getByRole("spinbutton", { name: "Rows" }).fill("100000");
  await page.getByLabel("Bad %").fill("0");
  await page.getByRole("button", { name: "Generate CSV" }).click();
  await page.getByText("imports/orders-2.csv has 100,000 rows").waitFor();
  await page.getByRole("tab", { name: /^Input/ }).click();
  await paste(page, "input", JSON.stringify({ bucket: "imports", key: "orders-2.csv" }));
  await waitForRun(page, 50_000);
  await page.getByRole("button", { name: "Run to end" }).click();
  await page.getByRole("button", { name: /^Import orders/ }).first().click();
  await page.getByText("10,000 of 10,000 child executions").first().waitFor();
});

const BAD = [
  ["binary", "b.csv", Uint8Array.from({ length: 600 }, (_, index) => (index * 37) % 256), /row 1|UTF-8/],
  ["a gzip bomb", "bomb.csv.gz", gzipSync(Buffer.alloc(200 << 20)), /expands to more than 64 MiB/],
  ["duplicate headers", "twice.csv", "a,b,a\n1,2,3\n", /CSV headers cannot contain duplicates/],
  ["an unclosed quote", "quote.csv", 'a,b\n1,2\n3,"four\n', /row 3: a quoted field is not closed/],
  ["what is not UTF-8", "latin.csv", Buffer.from([0x61, 0x0a, 0x78, 0x0a, 0xe9, 0x0a]), /row 3: the text is not UTF-8: byte 0xE9/],
];

for (const [name, key, content, expected] of BAD) {
  pageTest(`${name}: the run fails with a message that says where`, {}, async ({ page }) => {
    await open(page);
    await choose(page, [[key, content]]);
    await page.getByText(`imports/${key} is there.`).waitFor();
    await reads(page, key);
    await outcome(page);
    await page.getByRole("tab", { name: /^Error/ }).click();
    await page.locator("#inspect-panel").getByText("States.ItemReaderFailed").first().waitFor({ timeout: 8_000 });
    assert.match(await page.locator("#inspect-panel").innerText(), expected);
  });
}

pageTest("a file that is too large is refused", {}, async ({ page }) => {
  await open(page);
  await choose(page, [["large.csv", Buffer.alloc(20 << 20, 97)]]);
  await page.getByText(/large\.csv is 20(\.0)? MB long; a file may have up to 16 MB/).waitFor();
  assert.equal(await files(page).count(), 0);
});

for (const [width, height] of [[1440, 900], [390, 844], [320, 568]]) {
  pageTest(`${width} × ${height}: axe finds nothing in the files`, { viewport: { width, height }, reducedMotion: "reduce" }, async ({ page, axe }) => {
    await openExample(page, "Import a CSV");
    await open(page);
    await page.getByRole("button", { name: "Edit imports/orders.csv" }).click();
    assert.deepEqual(await axe("#give"), []);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
  });
}
