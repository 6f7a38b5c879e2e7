//! What is fuzzed: how a case is made, and which laws it must keep.

mod documents;
mod expressions;
mod files;

use crate::Random;

/// Something that reads or evaluates what strangers write.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// Makes a case.
    pub make: fn(&mut Random) -> Vec<u8>,
    /// Runs a case; an error is a law that was broken. Panics, hangs and the like are for the caller to notice.
    pub run: fn(&[u8]) -> Result<(), String>,
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// All targets.
pub const TARGETS: [Target; 8] = [
    Target { name: "jsonata", make: expressions::jsonata_case, run: expressions::jsonata },
    Target { name: "jsonpath", make: expressions::jsonpath_case, run: expressions::jsonpath },
    Target { name: "intrinsic", make: expressions::intrinsic_case, run: expressions::intrinsic },
    Target { name: "definition", make: documents::definition_case, run: documents::definition },
    Target { name: "share", make: documents::share_case, run: documents::share },
    Target { name: "import", make: documents::import_case, run: documents::import },
    Target { name: "items", make: files::items_case, run: files::items },
    Target { name: "trace", make: files::trace_case, run: files::trace },
];

/// An error unless a law holds.
fn law(holds: bool, told: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(told()) }
}

/// The text of a case: what is not UTF-8 is replaced.
fn lossy(case: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(case)
}
