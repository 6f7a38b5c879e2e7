//! How fast we are, and how much memory we take: native, and in wasm under Node, beside packages from npm.
//!
//! `tests/bench/bench.mjs` measures, in one Node process; here is built what it needs. Nothing of this is a test:
//! times depend on the machine.

use crate::node_tests::{program, target_folder, wasm_for_node};
use crate::packages::{self, fingerprint};
use crate::page;
use crate::process::{Result, cargo, run as run_program, step};
use crate::project::Project;
use crate::text_files::about;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const PARTS: [&str; 3] = ["execution", "jsonata", "map"];

/// How the page's worker is optimised (`index.html`): what is measured is what people get.
pub const WASM_OPT: &str = "--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
                        --enable-mutable-globals --enable-reference-types --enable-multivalue";

/// Measures the named parts, or all.
pub fn run(project: &Project, parts: &[String]) -> Result<ExitCode> {
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(&part.as_str())) {
        return Err(format!("no such part of the bench: {unknown} (there are {})", PARTS.join(", ")));
    }
    let path = page::tools_path(project)?;
    packages::install_in(project, &project.root.join("tests/bench"))?;
    let target = target_folder(project)?;
    step("Build the native bench and the wasm module", || {
        let native = ["build", "--quiet", "--release", "--package", "stepwell-tests", "--bin", "bench"];
        run_program(cargo(&project.root).args(native))?;
        wasm_for_node(project, &path, &target)
    })?;
    let wasm = optimised(&path, &target.join("wasm-node"), &target.join("wasm-bench"))?;
    let status = Command::new("node")
        .arg("tests/bench/bench.mjs")
        .args(if parts.is_empty() { PARTS.map(str::to_owned).to_vec() } else { parts.to_vec() })
        .current_dir(&project.root)
        .env("STEPWELL_NATIVE", target.join("release/bench"))
        .env("STEPWELL_WASM", wasm)
        .status()
        .map_err(|error| error.to_string())?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The module as `wasm-opt` leaves it. That takes a minute, so it is kept until the module changes.
fn optimised(path: &OsStr, from: &Path, to: &Path) -> Result<PathBuf> {
    let (name, note) = ("asl_wasm_bg.wasm", to.join("made-from"));
    let bytes = fs::read(from.join(name)).map_err(about(from))?;
    let made_from = format!("{:016x}", fingerprint([bytes.as_slice(), WASM_OPT.as_bytes()]));
    if fs::read_to_string(&note).is_ok_and(|text| text == made_from) {
        return Ok(to.join("asl_wasm.js"));
    }
    fs::create_dir_all(to).map_err(about(to))?;
    for file in ["asl_wasm.js", "package.json"] {
        fs::copy(from.join(file), to.join(file)).map_err(about(to))?;
    }
    step("Optimise the wasm module as the page's worker is (about a minute)", || {
        run_program(
            Command::new(program(path, "wasm-opt")?)
                .arg("-Os")
                .args(WASM_OPT.split_whitespace())
                .arg(from.join(name))
                .arg("--output")
                .arg(to.join(name)),
        )
    })?;
    fs::write(&note, made_from).map_err(about(to))?;
    Ok(to.join("asl_wasm.js"))
}

#[cfg(test)]
mod tests {
    use super::WASM_OPT;
    use crate::project::root;

    #[test]
    fn the_worker_is_optimised_as_the_bench_is() {
        let page = std::fs::read_to_string(root().join("index.html")).expect("index.html");
        let worker = page.split_once("data-bin=\"worker\"").expect("the page has a worker").1;
        assert!(worker.contains(&format!("data-wasm-opt=\"s\" data-wasm-opt-params=\"{WASM_OPT}\"")));
    }
}
