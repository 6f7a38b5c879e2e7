//! What no file of the repository may hold: white space at the end of a line, paths of a machine, hosts of a registry.

use crate::process::{Result, output};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Folders that only exist on somebody's machine. Written in parts, so that this file does not hold them.
const MACHINE_FOLDERS: [&str; 3] = [concat!("/", "work/"), concat!("/", "root/"), concat!("/", "farm/")];

/// Addresses that a lock file may pick up from a machine's package clients.
const REGISTRY_HOSTS: [&str; 6] = [
    concat!("registry", ".npmjs.org"),
    concat!("static", ".crates.io"),
    concat!("index", ".crates.io"),
    concat!("files", ".pythonhosted.org"),
    concat!("deb", ".debian.org"),
    concat!("\"resolved\"", ": \"http"),
];

/// Every breach in the files that git tracks or would track.
pub fn breaches(root: &Path) -> Result<Vec<String>> {
    let listing = output(
        Command::new("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(root),
    )?;
    let mut names: Vec<&str> = listing.split('\0').filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    let mut found = Vec::new();
    for name in names {
        // Not there: deleted, not committed yet. Not text: a picture.
        let Ok(text) = fs::read_to_string(root.join(name)) else { continue };
        for (number, line) in text.lines().enumerate() {
            found.extend(problem(line).map(|problem| format!("{name}:{}: {problem}", number + 1)));
        }
    }
    Ok(found)
}

fn problem(line: &str) -> Option<String> {
    if line.ends_with([' ', '\t', '\r']) {
        return Some("white space at the end of the line".to_owned());
    }
    let folder = MACHINE_FOLDERS.iter().find(|folder| {
        line.match_indices(*folder)
            .any(|(at, _)| !line[..at].ends_with(|before: char| before.is_alphanumeric() || "_.-".contains(before)))
    });
    let host = REGISTRY_HOSTS.iter().find(|host| line.contains(*host));
    folder.or(host).map(|text| format!("{text} belongs to a machine, not to the project"))
}

#[cfg(test)]
mod tests {
    use super::{MACHINE_FOLDERS, REGISTRY_HOSTS, breaches, problem};
    use crate::project::root;

    #[test]
    fn no_file_holds_what_none_may() {
        assert_eq!(breaches(&root()).expect("git lists the files"), Vec::<String>::new());
    }

    #[test]
    fn breaches_are_told_from_harmless_lines() {
        let [folder, host] = [MACHINE_FOLDERS[0], REGISTRY_HOSTS[0]];
        let cases = [
            ("a line ".to_owned(), true),
            (format!("see {folder}main"), true),
            (format!("https://{host}/x"), true),
            ("a line".to_owned(), false),
            (format!("home{folder}main"), false),
        ];
        for (line, expected) in cases {
            assert_eq!(problem(&line).is_some(), expected, "{line:?}");
        }
    }
}
