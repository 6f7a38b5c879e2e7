//! The conformance run: a program of the crate `stepwell-tests`, built with optimisation, since the suites are large.

use crate::process::{Result, cargo};
use crate::project::Project;
use std::process::ExitCode;

/// Passes the arguments on to the runner; 2 while there is none.
pub fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    if !project.root.join("tests/src/bin/conformance.rs").is_file() {
        println!("not there yet");
        return Ok(ExitCode::from(2));
    }
    let status = cargo(&project.root)
        .args(["run", "--quiet", "--release", "--package", "stepwell-tests", "--bin", "conformance", "--"])
        .args(arguments)
        .status()
        .map_err(|error| error.to_string())?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
