// What the page is measured by. A measure has a `key`, by which the part that takes it names its value, the unit of that
// value, and the most or the least that it may be. Parts and goals know nothing else of each other.

const ms = (key, what, most) => ({ key, what, unit: "ms", most });
const none = (key, what) => ({ key, what, unit: "", most: 0 });
const kilobytes = (key, what, most) => ({ key, what, unit: "KB", most });
const score = (key, what, least) => ({ key, what, unit: "", least });

export const GOALS = [
  {
    id: "G1", text: "From landing to the first step of a run, with one click",
    measures: [
      ms("cold", "first visit: processor 4 times slower, 10 Mbit/s, 40 ms", 2500),
      ms("warm", "second visit, same machine, files in the cache", 800),
    ],
  },
  {
    id: "G2", text: "Useful before the wasm is there: without JavaScript",
    measures: [score("states", "names of states that can be read, of 6", 6), score("pictures", "pictures of the machine", 1)],
  },
  {
    id: "G3", text: "Loading, as on G1's first visit",
    measures: [
      ms("lcp", "largest contentful paint", 1500),
      { key: "cls", what: "cumulative layout shift", unit: "", most: 0.02 },
      ms("tbt", "total blocking time", 150),
    ],
  },
  {
    id: "G4", text: "Lighthouse, median of 3, mobile / desktop: the lesser of both",
    measures: [
      score("performance", "performance", 95), score("accessibility", "accessibility", 100),
      score("best-practices", "best practices", 100), score("seo", "search engines", 95),
    ],
  },
  {
    id: "G5", text: "From an input to the next frame: run, step, scrub, select, type, open a Map of 10,000; 4 times slower",
    measures: [ms("p75", "three quarters of them", 100), ms("max", "the slowest", 200)],
  },
  {
    id: "G6", text: "Bytes on the wire, brotli",
    measures: [
      kilobytes("run", "all that is asked for until the first step of a run", 350),
      kilobytes("page", "HTML and CSS of it", 30), kilobytes("glue", "its JavaScript", 20), kilobytes("wasm", "its wasm", 300),
      kilobytes("all", "all that a visit begins with: that, and until the page is at rest, code editor and panels", 550),
    ],
  },
  {
    id: "G7", text: "Runs that keep the page responsive",
    measures: [
      ms("events10k", "10,000 events: from asking to the trace on the page", 150),
      ms("map10k", "a Map of 10,000 items, 37 failures: the same", 1000),
      ms("mapTask", "the same Map: longest task of the page from then on, explored", 50),
      ms("events25k", "25,000 events: from opening the table to its rows", 300),
      ms("replay25k", "their history, pasted: to the frame that shows its run", 300),
      ms("replayTask", "the same: longest task of the page", 50),
    ],
  },
  {
    id: "G8", text: "Scrubbing over 10,000 events, the lesser of timeline and table open",
    measures: [
      { key: "fps", what: "frames a second", unit: "fps", least: 55 },
      ms("work", "work of a frame, 95 of 100", 16),
    ],
  },
  {
    id: "G10", text: "axe, A and AA and best practice: 6 states × 4 widths × 2 themes",
    measures: [none("violations", "violations"), { key: "states", what: "pages looked at", unit: "", least: 48 }],
  },
  {
    id: "G12", text: "Reflow at 320 × 568, 720 × 450, 360 × 225",
    measures: [none("overflow", "pages that scroll sideways"), none("unreachable", "functions that cannot be reached")],
  },
  {
    id: "G13", text: "Text spacing of WCAG 1.4.12", measures: [none("clipped", "texts that are cut off")],
  },
  {
    id: "G14", text: "Size of targets",
    measures: [none("small24", "smaller than 24 × 24 at 1440 and 1280"), none("small44", "lower than 44 at 390 and 320")],
  },
  {
    id: "G15", text: "Colours",
    measures: [
      none("contrast", "pairs of tokens below their contrast (text 4.5, lines and shapes 3)"),
      { key: "distance", what: "smallest distance of two status inks, three colour blindnesses, two themes", unit: "", least: 7.5 },
    ],
  },
  {
    id: "G16", text: "Status without colour",
    measures: [none("bare", "states without icon or words"), score("seen", "statuses seen, of 8", 8)],
  },
  {
    id: "G17", text: "Reduced motion",
    measures: [none("animations", "animations during a run"), none("difference", "texts of the end that differ from a run with motion")],
  },
  {
    id: "G20", text: "Nothing leaves the page",
    measures: [none("foreign", "requests to anywhere else"), none("uploads", "requests that send something")],
  },
];
