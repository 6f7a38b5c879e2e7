//! Reading the Markdown files of the suite.

use std::{
    collections::BTreeMap,
    ops::Range,
    path::{Path, PathBuf},
};

/// A section of a file that has at least one expectation.
#[derive(Clone, Debug)]
pub struct Section {
    /// The headings that lead to it, joined by ` / `.
    pub name: String,
    /// The blocks that go in, its own and those of the sections around it.
    inputs: BTreeMap<String, String>,
    /// Its blocks that say what is expected.
    pub expected: Vec<Block>,
}

/// A fenced block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The word behind the fence.
    pub kind: String,
    /// Its lines.
    pub text: String,
    /// The numbers of its lines in the file, from 0, fences excluded.
    pub lines: Range<usize>,
}

impl Section {
    /// The block of this kind that goes in.
    pub fn input(&self, kind: &str) -> Option<&str> {
        self.inputs.get(kind).map(String::as_str)
    }
}

/// The Markdown files below a folder, in the order of their names.
///
/// # Errors
/// If a folder cannot be read.
pub fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The cases of a file.
///
/// # Errors
/// A sentence with the number of the line, if the file is not what [`super`] says.
pub fn sections(text: &str) -> Result<Vec<Section>, String> {
    let mut open: Vec<(usize, String, BTreeMap<String, String>)> = Vec::new();
    let mut found: Vec<Section> = Vec::new();
    let mut fresh = true;
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if let Some((level, title)) = heading(line) {
            open.retain(|(outer, ..)| *outer < level);
            let inputs = open.last().map(|(_, _, inputs)| inputs.clone()).unwrap_or_default();
            open.push((level, title.to_string(), inputs));
            fresh = true;
        } else if let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) {
            let mut block = Block { kind: kind.into(), text: String::new(), lines: number + 1..number + 1 };
            loop {
                match lines.next() {
                    None => return Err(format!("line {}: the block has no end", number + 1)),
                    Some((_, "```")) => break,
                    Some((at, line)) => {
                        block.text.push_str(line);
                        block.text.push('\n');
                        block.lines.end = at + 1;
                    }
                }
            }
            let Some((_, _, inputs)) = open.last_mut() else {
                return Err(format!("line {}: a block stands before the first heading", number + 1));
            };
            if super::is_expectation(&block) {
                if std::mem::take(&mut fresh) {
                    let name = open.iter().map(|(_, title, _)| title.as_str()).collect::<Vec<_>>().join(" / ");
                    found.push(Section { name, inputs: BTreeMap::new(), expected: Vec::new() });
                }
                let section = found.last_mut().expect("a section was just opened");
                section.inputs.clone_from(&open.last().expect("there is a heading").2);
                section.expected.push(block);
            } else if ["asl", "input", "mocks", "scenario"].contains(&kind) {
                if !fresh {
                    return Err(format!("line {}: `{kind}` stands behind what it gives", number + 1));
                }
                inputs.insert(block.kind, block.text);
            } else {
                return Err(format!("line {}: there is no block `{kind}`", number + 1));
            }
        }
    }
    Ok(found)
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    (level > 0).then(|| (level, title.trim()))
}
