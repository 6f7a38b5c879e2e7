//! The examples: scenario documents of the folder `examples/`, as the page shows them.

use asl_view::{Document, File};
use std::collections::BTreeMap;

/// An example.
#[derive(Debug)]
pub struct Example {
    text: &'static str,
    /// What it shows, in a sentence.
    pub about: &'static str,
    /// What it uses.
    pub tags: &'static [&'static str],
}

/// All examples; the first one is on screen at the first visit.
pub const EXAMPLES: [Example; 10] = [
    Example {
        text: include_str!("../../examples/order-workflow.json"),
        about: "An order is checked, charged and packed at once. The card service times out, and a retry saves the day.",
        tags: &["Choice", "Parallel", "Retry", "Catch"],
    },
    Example {
        text: include_str!("../../examples/map-fan-out.json"),
        about: "Twelve photos are resized, four at a time. One of them is broken, and only that one is set aside.",
        tags: &["Map", "MaxConcurrency", "Catch"],
    },
    Example {
        text: include_str!("../../examples/approval.json"),
        about: "An expense waits for a person, who is reminded and answers after a while.",
        tags: &["Wait", "waitForTaskToken", "Timeout"],
    },
    Example {
        text: include_str!("../../examples/decision.json"),
        about: "A refund waits until you approve it, reject it, or let its time run out.",
        tags: &["waitForTaskToken", "Heartbeat", "Catch"],
    },
    Example {
        text: include_str!("../../examples/saga.json"),
        about: "Flight, hotel and car are booked in turn. When the car fails, what was booked is cancelled in reverse.",
        tags: &["Catch", "Compensation", "Fail"],
    },
    Example {
        text: include_str!("../../examples/data-flow.json"),
        about: "One field after the other: InputPath, Parameters, ResultSelector, ResultPath and OutputPath at work.",
        tags: &["Data flow", "Intrinsic functions"],
    },
    Example {
        text: include_str!("../../examples/polling.json"),
        about: "A report is asked for, and a loop looks every half minute whether it is ready.",
        tags: &["Loop", "Wait", "Choice"],
    },
    Example {
        text: include_str!("../../examples/csv-import.json"),
        about: "A CSV of 200 orders is read in batches of ten, each by a child execution, and the results are written to files.",
        tags: &["Distributed Map", "ItemReader", "ItemBatcher", "ResultWriter"],
    },
    Example {
        text: include_str!("../../examples/csv-import-bad.json"),
        about: "The same import of a file with bad rows: more batches fail than are tolerated, and the sender is told.",
        tags: &["Distributed Map", "Tolerated failures", "Catch"],
    },
    Example {
        text: include_str!("../../examples/jsonata-variables.json"),
        about: "A quote in JSONata: variables are assigned, read inside a Map, and brought together at the end.",
        tags: &["JSONata", "Assign", "Choice", "Map"],
    },
];

impl Example {
    /// Its name.
    pub fn name(&self) -> &'static str {
        member(self.text, "name").map_or("", |text| text.trim_matches('"'))
    }

    /// The document that it stands for, each text laid out as in the file.
    pub fn document(&self) -> Document {
        let part = |name| member(self.text, name).map_or(String::new(), outdent);
        Document {
            name: self.name().to_owned(),
            definition: part("definition"),
            input: part("input"),
            mocks: part("mocks"),
            seed: 1,
            files: files(self.text),
            ..Document::default()
        }
    }
}

/// The objects of the bucket.
fn files(text: &str) -> Vec<File> {
    let objects = member(text, "s3").and_then(|objects| serde_json::from_str::<BTreeMap<String, String>>(objects).ok());
    objects.into_iter().flatten().map(|(name, content)| File::of_text(name, content)).collect()
}

/// The text of a member of a JSON object. The examples are ours, so this needs no more than strings and brackets.
fn member<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let key = format!("\n  \"{name}\": ");
    let start = text.find(&key)? + key.len();
    let value = &text[start..];
    Some(&value[..end_of_value(value)])
}

fn end_of_value(text: &str) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 1 => return index + 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' | b'\n' if depth == 0 => return index,
            _ => {}
        }
    }
    text.len()
}

/// Takes away the two spaces that every line has for standing in the document.
fn outdent(text: &str) -> String {
    text.replace("\n  ", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_its_parts() {
        for example in &EXAMPLES {
            let document = example.document();
            assert!(!document.name.is_empty(), "{example:?}");
            assert_eq!(document.files.len(), usize::from(example.text.contains("\"ItemReader\"")), "{example:?}");
            assert!(
                document.definition.starts_with("{\n  \"") && document.definition.ends_with("\n}"),
                "{}",
                document.definition
            );
            assert!(document.mocks.starts_with('{') && document.mocks.ends_with('}'), "{}", document.mocks);
        }
    }

    #[test]
    fn a_member_ends_with_its_value() {
        let text =
            "{\n  \"name\": \"A } b\",\n  \"input\": { \"x\": \"]\\\"}\" },\n  \"mocks\": {\n    \"S\": []\n  }\n}";
        assert_eq!(member(text, "name"), Some("\"A } b\""));
        assert_eq!(member(text, "input"), Some("{ \"x\": \"]\\\"}\" }"));
        assert_eq!(member(text, "mocks").map(outdent).as_deref(), Some("{\n  \"S\": []\n}"));
        assert_eq!(member(text, "definition"), None);
    }
}
