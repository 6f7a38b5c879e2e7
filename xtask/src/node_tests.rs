//! The tests that Node runs: the page in Chromium, and the core as wasm against the core as a native program.

use crate::browser;
use crate::process::{Result, cargo, output, run};
use crate::project::Project;
use crate::tally::{Tally, node_line};
use crate::text_files::write;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Opens `dist/` in Chromium.
pub fn browser(project: &Project, tally: &mut Tally) {
    let mut chromium = None;
    tally.check("A browser is there", || browser::find_or_install().map(|found| chromium = Some(found)));
    if let Some(chromium) = chromium {
        node(project, tally, "Browser tests", "tests/e2e", &[("CHROMIUM", &chromium)]);
    }
}

/// Compares the histories of the wasm build and the native build, byte for byte.
pub fn determinism(project: &Project, path: &OsStr, tally: &mut Tally) {
    let mut built = None;
    tally.check("The core builds as a library for Node", || build_both(project, path).map(|found| built = Some(found)));
    if let Some((native, wasm)) = built {
        let fuzz = native.with_file_name("fuzz");
        let places = [
            ("STEPWELL_NATIVE", native.as_path()),
            ("STEPWELL_FUZZ", fuzz.as_path()),
            ("STEPWELL_WASM", wasm.as_path()),
        ];
        node(project, tally, "Native against wasm", "tests/wasm", &places);
    }
}

/// Compares JSONata with jsonata-js, which is among the page's tools.
pub fn differential(project: &Project, tally: &mut Tally) {
    tally.check("JSONata as jsonata-js has it", || {
        let arguments = ["run", "--quiet", "--package", "stepwell-fuzz", "--", "differential", "--cases", "2000"];
        run(cargo(&project.root).args(arguments))
    });
}

/// The native program, and the JavaScript module of the wasm build.
fn build_both(project: &Project, path: &OsStr) -> Result<(PathBuf, PathBuf)> {
    run(cargo(&project.root).args(["build", "--quiet", "--package", "stepwell", "--package", "stepwell-fuzz"]))?;
    let target = target_folder(project)?;
    Ok((target.join("debug/stepwell"), wasm_for_node(project, path, &target)?))
}

/// Where cargo builds.
pub fn target_folder(project: &Project) -> Result<PathBuf> {
    let metadata = output(cargo(&project.root).args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    Ok(PathBuf::from(metadata["target_directory"].as_str().ok_or("cargo names no target folder")?))
}

/// Builds the core as a library for Node; its JavaScript module.
pub fn wasm_for_node(project: &Project, path: &OsStr, target: &Path) -> Result<PathBuf> {
    // The page's profile: what it shares with the page is built already.
    let triple = "wasm32-unknown-unknown";
    run(cargo(&project.root).args([
        "build",
        "--quiet",
        "--package",
        "asl-wasm",
        "--profile",
        "web",
        "--target",
        triple,
    ]))?;
    let folder = target.join("wasm-node");
    run(Command::new(program(path, "wasm-bindgen")?)
        .args(["--target", "nodejs", "--out-name", "asl_wasm", "--no-typescript", "--out-dir"])
        .arg(&folder)
        .arg(target.join(triple).join("web/asl_wasm.wasm")))?;
    // The checkout's packages are ES modules, this one is not.
    write(&folder.join("package.json"), "{\"type\":\"commonjs\"}\n")?;
    Ok(folder.join("asl_wasm.js"))
}

/// A program by its full path: std looks it up on our own PATH, not on the one that it gets.
pub fn program(path: &OsStr, name: &str) -> Result<PathBuf> {
    let found = std::env::split_paths(path).map(|folder| folder.join(name)).find(|file| file.is_file());
    found.ok_or_else(|| format!("{name} is not installed"))
}

/// Runs the `*.test.mjs` of a folder.
fn node(project: &Project, tally: &mut Tally, what: &str, folder: &str, environment: &[(&str, &Path)]) {
    let mut command = Command::new("node");
    command.args(["--test", "--test-reporter=spec"]).args(test_files(&project.root, folder)).current_dir(&project.root);
    command.envs(environment.iter().copied());
    tally.runner(what, &mut command, node_line);
}

fn test_files(root: &Path, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root.join(folder)).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> =
        names.filter(|name| name.ends_with(".test.mjs")).map(|name| format!("{folder}/{name}")).collect();
    files.sort();
    files
}
