//! The files of a document: names and limits.

use asl_view::{File, format};

/// The largest file, in bytes.
pub const LARGEST: usize = 16 << 20;
/// All files, in bytes.
pub const ALL: usize = 32 << 20;
/// The largest text that is edited on the page, in bytes.
pub const EDITED: usize = 256 << 10;

/// Why a file cannot be added or changed; `None` if it can. `except` is the place of the file that it takes the place
/// of.
pub fn refusal(files: &[File], file: &File, except: Option<usize>) -> Option<String> {
    let others = || files.iter().enumerate().filter(|(at, _)| Some(*at) != except).map(|(_, file)| file);
    let all: usize = others().map(File::size).sum();
    let size = format::bytes(file.size());
    match file.name.split_once('/') {
        None | Some(("", _) | (_, "")) => {
            return Some("A file is named by its bucket and its key, such as imports/orders.csv.".to_owned());
        }
        Some(_) => {}
    }
    if others().any(|other| other.name == file.name) {
        return Some(format!("There is a file {} already. Give this one another name.", file.name));
    }
    if file.size() > LARGEST {
        return Some(format!("{} is {size} long; a file may have up to 16 MB.", file.name));
    }
    (all + file.size() > ALL)
        .then(|| format!("{} ({size}) does not fit: all files together may have up to 32 MB.", file.name))
}

/// A name for a new file in the bucket of the first one: `imports/orders.csv`, then `imports/orders-2.csv`.
pub fn fresh_name(files: &[File], key: &str) -> String {
    let bucket = files.first().and_then(|file| file.name.split('/').next()).unwrap_or("imports");
    let (stem, end) = key.split_at(key.find('.').unwrap_or(key.len()));
    let name = |number: usize| match number {
        1 => format!("{bucket}/{key}"),
        _ => format!("{bucket}/{stem}-{number}{end}"),
    };
    let is_taken = |wanted: &String| files.iter().any(|file| file.name == *wanted);
    (1..=files.len() + 1).map(name).find(|wanted| !is_taken(wanted)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_limits() {
        let files = [File::of_text("b/a.csv", "1"), File::of_text("b/a-2.csv", "2")];
        assert_eq!(fresh_name(&files, "a.csv"), "b/a-3.csv");
        assert_eq!(fresh_name(&[], "x.tar.gz"), "imports/x.tar.gz");
        let cases = [
            ("b/c", 1, None, None),
            ("b/a.csv", 1, Some(0), None),
            ("b/a.csv", 1, None, Some("already")),
            ("b", 1, None, Some("bucket and its key")),
            ("/c", 1, None, Some("bucket and its key")),
            ("b/c", LARGEST + 1, None, Some("up to 16 MB")),
        ];
        for (name, size, except, expected) in cases {
            let found = refusal(&files, &File::of_text(name, "x".repeat(size)), except);
            assert_eq!(found.is_some(), expected.is_some(), "{name}: {found:?}");
            assert!(found.unwrap_or_default().contains(expected.unwrap_or_default()), "{name}");
        }
    }
}
