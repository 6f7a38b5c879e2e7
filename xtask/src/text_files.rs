//! Reading, writing and changing files: every message names the file that it is about.

use crate::process::Result;
use std::fs;
use std::path::Path;

/// Makes a message of what went wrong with a file or folder.
pub fn about(place: &Path) -> impl Fn(std::io::Error) -> String {
    move |error| format!("{}: {error}", place.display())
}

/// The text of a file.
pub fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).map_err(about(file))
}

/// Puts a text into a file, over what was there.
pub fn write(file: &Path, text: &str) -> Result {
    fs::write(file, text).map_err(about(file))
}

/// Replaces texts, each wherever it stands; an error where one is missing: another version of the tool that wrote the file
/// may write it otherwise.
pub fn replace(file: &Path, changes: &[(&str, &str)]) -> Result {
    write(file, &replaced(file, read(file)?, changes)?)
}

/// The text of a file with other texts in it, as [`replace`] writes it.
pub fn replaced(file: &Path, mut text: String, changes: &[(&str, &str)]) -> Result<String> {
    for (before, after) in changes {
        if !text.contains(before) {
            return Err(format!("{} lacks {before}", file.display()));
        }
        text = text.replace(before, after);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::replaced;
    use std::path::Path;

    #[test]
    fn what_is_replaced_must_be_there() {
        let change =
            |text: &str| replaced(Path::new("page.js"), text.to_owned(), &[("./a", "./b"), ("</c>", "<d></c>")]);
        assert_eq!(change("./a ./a </c>"), Ok("./b ./b <d></c>".to_owned()));
        assert_eq!(change("./a"), Err("page.js lacks </c>".to_owned()));
    }
}
