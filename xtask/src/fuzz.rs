//! Random cases: `fuzz` looks for what no text may do, `differential` compares JSONata with jsonata-js.

use crate::node_tests::{target_folder, wasm_for_node};
use crate::page;
use crate::process::{Result, cargo, run as run_program, step};
use crate::project::Project;
use std::process::{Command, ExitCode};

/// Runs the program of the crate `stepwell-fuzz`, built with optimisation and with checks.
pub fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let hostile = arguments.first().is_some_and(|first| first == "hostile");
    // What is timed is what people get, not what is checked.
    let profile = if hostile { "release" } else { "fuzz" };
    let status = cargo(&project.root)
        .args(["run", "--quiet", "--profile", profile, "--package", "stepwell-fuzz", "--"])
        .args(arguments)
        .status()
        .map_err(|error| error.to_string())?;
    let native = status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from);
    if hostile { hostile_in_wasm(project).map(|()| native) } else { Ok(native) }
}

/// Compares with the package of npm, which is among the tools of the page.
pub fn differential(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    page::tools_path(project)?;
    run(project, &[&["differential".to_string()], arguments].concat())
}

/// The same expressions in the wasm module, under Node.
fn hostile_in_wasm(project: &Project) -> Result {
    let path = page::tools_path(project)?;
    let target = target_folder(project)?;
    let mut wasm = None;
    step("Build the wasm module", || wasm_for_node(project, &path, &target).map(|found| wasm = Some(found)))?;
    run_program(
        Command::new("node")
            .arg("tests/wasm/hostile.mjs")
            .current_dir(&project.root)
            .env("STEPWELL_FUZZ", target.join("release/fuzz"))
            .env("STEPWELL_WASM", wasm.unwrap_or_default()),
    )
}
