//! The cases that are known to fail, each with its reason.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// A list of case ids, one a line, with the reason behind ` # `.
#[derive(Debug, Default)]
pub struct Baseline {
    file: PathBuf,
    reasons: BTreeMap<String, String>,
}

impl Baseline {
    /// Reads the list of a folder of cases; there may be none.
    pub fn read(folder: &Path) -> Self {
        let name = folder.file_name().map_or_else(|| "cases".into(), |name| name.to_string_lossy().into_owned());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("baseline").join(format!("{name}.txt"));
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let entry = |line: &str| match line.split_once(" # ") {
            Some((id, reason)) => (id.trim().to_string(), reason.trim().to_string()),
            None => (line.trim().to_string(), String::new()),
        };
        Self { file, reasons: lines.map(entry).collect() }
    }

    /// The cases that fail and are not on the list, and those on the list that pass.
    pub fn compare(&self, failed: &BTreeSet<String>, passed: &BTreeSet<String>) -> (Vec<String>, Vec<String>) {
        let broken = failed.iter().filter(|id| !self.reasons.contains_key(*id)).cloned().collect();
        let fixed = self.reasons.keys().filter(|id| passed.contains(*id)).cloned().collect();
        (broken, fixed)
    }

    /// Writes the list anew; reasons of cases that stay on it are kept.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn update(&self, failed: &BTreeSet<String>, ran: &BTreeSet<String>) -> std::io::Result<()> {
        let mut text = String::from(
            "# Cases that fail, one a line, the reason behind ` # `. The list fails when one of them passes.\n",
        );
        let kept = self.reasons.keys().filter(|id| !ran.contains(*id));
        for id in failed.iter().chain(kept).collect::<BTreeSet<_>>() {
            match self.reasons.get(id).filter(|reason| !reason.is_empty()) {
                Some(reason) => text.push_str(&format!("{id} # {reason}\n")),
                None => text.push_str(&format!("{id}\n")),
            }
        }
        std::fs::write(&self.file, text)
    }
}
