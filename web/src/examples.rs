//! The examples: scenario documents of the folder `examples/`, as the page shows them.

use asl_view::{Document, File};

/// What its file holds, as web/build.rs has read it.
#[derive(Clone, Copy, Debug)]
struct Texts {
    name: &'static str,
    definition: &'static str,
    input: &'static str,
    mocks: &'static str,
    /// The objects of its bucket, by key.
    objects: &'static [(&'static str, &'static str)],
}

include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// An example.
#[derive(Debug)]
pub struct Example {
    texts: Texts,
    /// What it shows, in a sentence.
    pub about: &'static str,
    /// What it uses.
    pub tags: &'static [&'static str],
}

/// All examples; the first one is on screen at the first visit.
pub const EXAMPLES: [Example; 10] = [
    Example {
        texts: ORDER_WORKFLOW,
        about: "An order is checked, charged and packed at once. The card service times out, and a retry saves the day.",
        tags: &["Choice", "Parallel", "Retry", "Catch"],
    },
    Example {
        texts: MAP_FAN_OUT,
        about: "Twelve photos are resized, four at a time. One of them is broken, and only that one is set aside.",
        tags: &["Map", "MaxConcurrency", "Catch"],
    },
    Example {
        texts: APPROVAL,
        about: "An expense waits for a person, who is reminded and answers after a while.",
        tags: &["Wait", "waitForTaskToken", "Timeout"],
    },
    Example {
        texts: DECISION,
        about: "A refund waits until you approve it, reject it, or let its time run out.",
        tags: &["waitForTaskToken", "Heartbeat", "Catch"],
    },
    Example {
        texts: SAGA,
        about: "Flight, hotel and car are booked in turn. When the car fails, what was booked is cancelled in reverse.",
        tags: &["Catch", "Compensation", "Fail"],
    },
    Example {
        texts: DATA_FLOW,
        about: "One field after the other: InputPath, Parameters, ResultSelector, ResultPath and OutputPath at work.",
        tags: &["Data flow", "Intrinsic functions"],
    },
    Example {
        texts: POLLING,
        about: "A report is asked for, and a loop looks every half minute whether it is ready.",
        tags: &["Loop", "Wait", "Choice"],
    },
    Example {
        texts: CSV_IMPORT,
        about: "A CSV of 200 orders is read in batches of ten, each by a child execution, and the results are written to files.",
        tags: &["Distributed Map", "ItemReader", "ItemBatcher", "ResultWriter"],
    },
    Example {
        texts: CSV_IMPORT_BAD,
        about: "The same import of a file with bad rows: more batches fail than are tolerated, and the sender is told.",
        tags: &["Distributed Map", "Tolerated failures", "Catch"],
    },
    Example {
        texts: JSONATA_VARIABLES,
        about: "A quote in JSONata: variables are assigned, read inside a Map, and brought together at the end.",
        tags: &["JSONata", "Assign", "Choice", "Map"],
    },
];

/// The document of the first example. Whoever needs no other one does not bring their texts.
pub fn first() -> Document {
    ORDER_WORKFLOW.document()
}

impl Example {
    /// Its name.
    pub fn name(&self) -> &'static str {
        self.texts.name
    }

    /// The document that it stands for, each text laid out as in the file.
    pub fn document(&self) -> Document {
        self.texts.document()
    }
}

impl Texts {
    fn document(&self) -> Document {
        Document {
            name: self.name.to_owned(),
            definition: self.definition.to_owned(),
            input: self.input.to_owned(),
            mocks: self.mocks.to_owned(),
            seed: 1,
            files: self.objects.iter().map(|(name, content)| File::of_text(*name, *content)).collect(),
            ..Document::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_one_is_the_one_that_is_opened() {
        assert_eq!(first(), EXAMPLES[0].document());
    }

    #[test]
    fn every_example_has_its_parts() {
        for example in &EXAMPLES {
            let Texts { name, definition, input, mocks, objects } = example.texts;
            assert!(!name.is_empty(), "{example:?}");
            assert_eq!(objects.len(), usize::from(definition.contains("\"ItemReader\"")), "{example:?}");
            assert!(definition.starts_with("{\n  \"") && definition.ends_with("\n}"), "{definition}");
            assert!(input.starts_with(['{', '[']) && mocks.starts_with('{') && mocks.ends_with('}'), "{input} {mocks}");
        }
    }
}
