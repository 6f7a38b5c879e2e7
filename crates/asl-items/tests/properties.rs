//! What holds for any bytes.

mod common;

use asl_items::{CsvHeaders, InputType, ManifestType, ReaderConfig, read};
use common::{first_row, given, items, json, pointed, source};
use proptest::prelude::*;

fn quoted(rows: &[Vec<String>], delimiter: char) -> String {
    let field = |text: &String| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(field).collect::<Vec<_>>().join(&delimiter.to_string()) + "\n";
    rows.iter().map(line).collect()
}

proptest! {
    #[test]
    fn a_written_csv_reads_back(
        rows in prop::collection::vec(prop::collection::vec("[a-z0-9 ,;|\t\n\"\\\\é日'{}]{0,12}", 3), 0..12),
        delimiter in prop::sample::select(vec![b',', b'|', b';', b' ', b'\t']),
    ) {
        let headers = CsvHeaders::Given(["a", "b", "c"].map(Into::into).to_vec());
        let text = quoted(&rows, char::from(delimiter));
        let read = items("x.csv", text, InputType::Csv { headers, delimiter }).expect("a CSV");
        let found: Vec<Vec<String>> = read.iter().map(|item| {
            ["a", "b", "c"].iter()
                .filter_map(|name| Some(item.get(name)?.as_str()?.to_string())).collect()
        }).collect();
        prop_assert_eq!(found, rows);
    }

    #[test]
    fn no_bytes_make_a_reader_panic(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "[\\[\\]{}\",:0-9a-z\\\\ \n\r;|ud8é]{0,80}".prop_map(String::into_bytes),
        ],
        key in prop::sample::select(vec!["x.csv", "x.gz", "x.zst"]),
        max_items in prop::option::of(-1i64..5),
    ) {
        for input in [first_row(), given(&["a", "b"]), json(), pointed("/a/0"), pointed("/"), InputType::JsonLines] {
            for manifest in [None, Some(ManifestType::S3Inventory), Some(ManifestType::AthenaData)] {
                let config = ReaderConfig { input: input.clone(), manifest, max_items };
                if let Ok(items) = read(&source(key, &bytes), &config, &|_, _| None) {
                    // Each item that is counted can be built.
                    prop_assert_eq!(items.iter().count(), items.len());
                }
            }
        }
    }

    #[test]
    fn damaged_compressed_data_never_panics(at in 0usize..200, byte in any::<u8>()) {
        let text = "a,b\n".repeat(50);
        for (key, mut bytes) in [
            ("x.gz", common::gzip(text.as_bytes())),
            ("x.zst", ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)),
        ] {
            let at = at % bytes.len();
            bytes[at] = byte;
            if let Ok(items) = items(key, &bytes, given(&["a", "b"])) {
                prop_assert!(items.len() <= 200);
            }
        }
    }

    #[test]
    fn any_json_array_gives_its_elements(values in prop::collection::vec("[a-z\"\\\\\\]\\[{},é]{0,8}", 0..8), deep in 0usize..30) {
        let elements: Vec<asl_json::Json> = values.into_iter().map(|text| {
            (0..deep).fold(asl_json::Json::string(text), |inner, level| match level % 2 {
                0 => asl_json::Json::array(vec![inner]),
                _ => asl_json::Json::from_pairs([("k]\"", inner)]),
            })
        }).collect();
        let text = asl_json::pretty(&asl_json::Json::array(elements.clone()));
        let found: Vec<String> = items("x", text, json()).expect("an array").iter().map(|item| item.to_string()).collect();
        prop_assert_eq!(found, elements.iter().map(ToString::to_string).collect::<Vec<_>>());
    }
}
