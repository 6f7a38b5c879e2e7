//! House rules that a machine can check. Each is a test of this crate too, so `cargo test` finds what `tidy` finds.

mod arrows;
mod files;

use crate::process::Result;
use std::path::Path;
use std::process::ExitCode;

/// Prints every breach with its place.
pub fn report(root: &Path) -> Result<ExitCode> {
    let mut breaches = arrows::breaches(root)?;
    breaches.extend(files::breaches(root)?);
    for breach in &breaches {
        println!("{breach}");
    }
    println!("tidy: {} to mend", breaches.len());
    Ok(if breaches.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
