//! What AWS and the libraries behind it do that nobody would guess: the comments that begin with `Quirk:`.

use crate::process::Result;
use crate::text_files::{about, read};
use std::fs;
use std::path::{Path, PathBuf};

/// Where the list stands.
pub const FILE: &str = "docs/quirks.md";

/// The word that begins such a comment. Written in parts, so that this file has no such comment.
const MARK: &str = concat!("Quirk", ": ");

const HEAD: &str = "\
# Quirks

What AWS, or a library that it uses, does and nobody would guess; each with the recorded case that shows it, where one
does. Written by `cargo xtask docs` from the comments of the code: change them there.
";

/// The list, crate by crate and file by file.
pub fn document(root: &Path) -> Result<String> {
    let crates = root.join("crates");
    let mut files = Vec::new();
    for folder in listing(&crates)? {
        sources(&folder.join("src"), &mut files)?;
    }
    let mut text = HEAD.to_owned();
    let mut current = None;
    for file in files {
        let source = read(&file)?;
        let quirks = quirks(&source);
        if quirks.is_empty() {
            continue;
        }
        let place = file.strip_prefix(root).unwrap_or(&file).display().to_string();
        let name = place.split('/').nth(1).unwrap_or_default().to_owned();
        if current.as_ref() != Some(&name) {
            text.extend(["\n## ", &name, "\n"]);
        }
        current = Some(name);
        let about = source.lines().next().and_then(|line| line.strip_prefix("//! ")).unwrap_or_default();
        text.extend(["\n`", &place, "`: ", about, "\n\n"]);
        text.extend(quirks.iter().flat_map(|quirk| ["- ", quirk, "\n"]));
    }
    Ok(text)
}

fn listing(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(about(folder))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    Ok(paths)
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) -> Result {
    if !folder.is_dir() {
        return Ok(());
    }
    for path in listing(folder)? {
        if path.is_dir() {
            sources(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The quirks of a source: from the word to the end of the comment, or of its paragraph.
fn quirks(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for line in source.lines() {
        match comment(line) {
            Some(text) if text.starts_with(MARK) => {
                found.extend(open.replace(text[MARK.len()..].to_owned()));
            }
            Some(text) if !text.is_empty() => {
                if let Some(open) = &mut open {
                    open.push(' ');
                    open.push_str(text);
                }
            }
            _ => found.extend(open.take()),
        }
    }
    found.extend(open);
    found.iter().map(|text| sentence(text)).collect()
}

/// The text of a line that is a comment.
fn comment(line: &str) -> Option<&str> {
    let text = line.trim_start().strip_prefix("//")?;
    Some(text.trim_start_matches(['/', '!']).trim())
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::{FILE, MARK, document, quirks};
    use crate::project::root;

    #[test]
    fn the_list_is_up_to_date() {
        let written = std::fs::read_to_string(root().join(FILE)).unwrap_or_default();
        let current = document(&root()).expect("the sources can be read");
        assert_eq!(written, current, "run cargo xtask docs");
    }

    #[test]
    fn comments_are_found() {
        let cases: [(String, &[&str]); 5] = [
            (format!("// {MARK}it is odd.\nlet a = 1;"), &["It is odd."]),
            (format!("    /// {MARK}one\n    /// two (case `x`).\n    ///\n    /// More."), &["One two (case `x`)."]),
            (format!("// {MARK}first\n// {MARK}second"), &["First.", "Second."]),
            (format!("//! Before.\n//!\n//! {MARK}module"), &["Module."]),
            ("// Nothing odd.\nlet quirk = 1;".to_owned(), &[]),
        ];
        for (source, expected) in cases {
            assert_eq!(quirks(&source), expected, "{source}");
        }
    }
}
