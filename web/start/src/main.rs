//! Writes what the page shows before its own code is there, and for whoever has no JavaScript: the first example as
//! text, picture and outline. `cargo xtask finish-page` puts it into `index.html`.
//!
//! `stepwell-start FOLDER` writes `FOLDER/start.html`, and `FOLDER/first.bin`: what the worker would answer when the page
//! opens with that example.

#[allow(dead_code, reason = "the page shows more of the examples than this does")]
#[path = "../../src/examples.rs"]
mod examples;
mod graph;
mod html;
mod outline;

use asl_view::encode;
use html::escape;
use std::{env, fs, path::Path, process::ExitCode};

/// The frame of the page, with places for what is in it.
const FRAME: &str = include_str!("frame.html");

fn main() -> ExitCode {
    let Some(folder) = env::args().nth(1) else {
        eprintln!("usage: stepwell-start FOLDER");
        return ExitCode::from(2);
    };
    let write = |name: &str, bytes: &[u8]| {
        let file = Path::new(&folder).join(name);
        fs::write(&file, bytes).map_err(|error| format!("{}: {error}", file.display()))
    };
    let first = encode(&asl::opening(&examples::first()));
    match start().and_then(|text| write("start.html", text.as_bytes())).and_then(|()| write("first.bin", &first)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("stepwell-start: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The page as it opens, as HTML.
fn start() -> Result<String, String> {
    let document = examples::first();
    let checked = asl::check_document(&document);
    let (Some(outline), Some(geometry)) = (checked.outline, checked.geometry) else {
        return Err(format!("{} cannot be read: {:?}", document.name, checked.problems));
    };
    let parts = [
        ("{{name}}", escape(&document.name)),
        ("{{definition}}", escape(&document.definition)),
        ("{{graph}}", graph::svg(&document.name, &outline, &geometry)),
        ("{{outline}}", outline::list(&outline)),
    ];
    Ok(parts.iter().fold(tight(FRAME), |page, (place, part)| page.replace(place, part)))
}

/// Without the line breaks and indents that make the frame readable.
fn tight(text: &str) -> String {
    text.lines().map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_opens_with_text_picture_and_outline() {
        let page = start().expect("the first example is valid");
        assert!(!page.contains("{{"), "every place is filled");
        let states = asl::check_document(&examples::first()).outline.expect("it is valid").states;
        let parts = [("<pre", "</pre>"), ("<svg class=\"start__graph\"", "</svg>"), ("<ol", "</section>")];
        for (from, to) in parts {
            let at = page.find(from).expect("the part is there");
            let part = &page[at..at + page[at..].find(to).expect("the part ends")];
            let missing: Vec<&str> =
                states.iter().map(|state| state.name.as_str()).filter(|name| !part.contains(*name)).collect();
            assert!(missing.is_empty(), "{from} lacks {missing:?}");
        }
    }
}
