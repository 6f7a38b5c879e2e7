//! Runs the literate suite, `tests/suite/**/*.md`, each section as a test of its own.
//!
//! `UPDATE_SUITE=1 cargo test -p stepwell-tests --test suite` writes what the cases give into their blocks: read the
//! difference like code before it is kept.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use stepwell_tests::suite::{Block, Section, answer, diff, files, sections};

fn main() -> ExitCode {
    let filters: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let update = std::env::var_os("UPDATE_SUITE").is_some();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("suite");
    let (mut passed, mut failed, mut left_out) = (0, 0, 0);
    for file in files(&folder).expect("the folder of the suite can be read") {
        let name = file.strip_prefix(&folder).unwrap_or(&file).with_extension("").display().to_string();
        let text = std::fs::read_to_string(&file).expect("a file of the suite can be read");
        let cases = match sections(&text) {
            Ok(cases) => cases,
            Err(message) => {
                println!("test {name} ... FAILED\n    {message}");
                failed += 1;
                continue;
            }
        };
        let mut updates = Vec::new();
        for case in &cases {
            let full = format!("{name}: {}", case.name);
            if !filters.is_empty() && !filters.iter().any(|filter| full.contains(filter.as_str())) {
                left_out += 1;
                continue;
            }
            let problems = problems(case, update, &mut updates);
            println!("test {full} ... {}", if problems.is_empty() { "ok" } else { "FAILED" });
            print!("{problems}");
            if problems.is_empty() { passed += 1 } else { failed += 1 }
        }
        write(&file, &text, updates);
    }
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("\ntest result: {word}. {passed} passed; {failed} failed; 0 ignored; 0 measured; {left_out} filtered out");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What differs, for people; empty if nothing does.
fn problems<'a>(case: &'a Section, update: bool, updates: &mut Vec<(&'a Block, String)>) -> String {
    let mut problems = String::new();
    for block in &case.expected {
        match answer(case, block) {
            Ok(actual) if actual == block.text => {}
            Ok(actual) => {
                let difference = diff(&block.text, &actual);
                problems.extend(["    ", &block.kind, " (- expected, + actual)\n", &difference]);
                if update {
                    updates.push((block, actual));
                }
            }
            Err(message) => problems.extend(["    ", &block.kind, ": ", &message, "\n"]),
        }
    }
    problems
}

fn write(file: &PathBuf, text: &str, updates: Vec<(&Block, String)>) {
    if updates.is_empty() {
        return;
    }
    let mut lines: Vec<&str> = text.lines().collect();
    for (block, actual) in updates.iter().rev() {
        lines.splice(block.lines.clone(), actual.lines());
    }
    std::fs::write(file, lines.join("\n") + "\n").expect("a file of the suite can be written");
}
