//! The tools that are written in Rust: pinned, built from source into the cache folder, one folder a version.

use crate::process::{Result, cargo, output, run, step};
use crate::project::Project;
use crate::text_files::about;
use std::path::PathBuf;
use std::process::Command;

/// A program from the Rust package registry.
struct Tool {
    name: &'static str,
    version: &'static str,
    options: &'static [&'static str],
    /// The program is built as a debug build, which takes half as long; this one setting decides how fast it runs.
    optimisation: &'static str,
}

/// Trunk without its update check, which would ask a server. 0.22 needs a newer Rust.
const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    options: &["--locked", "--no-default-features", "--features", "rustls"],
    optimisation: "0",
};

/// Must be the version of the `wasm-bindgen` crate; it reads whole wasm files, so it is worth optimising.
const WASM_BINDGEN: Tool = Tool { name: "wasm-bindgen-cli", version: "0.2.130", options: &[], optimisation: "1" };

/// Splits the page's program into what the first run needs and what comes later.
const WASM_SPLIT: Tool = Tool {
    name: "wasm_split_cli_support",
    version: "0.2.4",
    options: &["--locked", "--features", "build-binary"],
    optimisation: "1",
};

/// Installs what is missing; the folders of the programs, for the PATH.
pub fn install(project: &Project) -> Result<Vec<PathBuf>> {
    wasm_target(project)?;
    [TRUNK, WASM_BINDGEN, WASM_SPLIT].iter().map(|tool| install_one(project, tool)).collect()
}

fn install_one(project: &Project, tool: &Tool) -> Result<PathBuf> {
    let label = format!("{}-{}", tool.name, tool.version);
    let folder = project.cache.join(&label);
    let programs = folder.join("bin");
    // Cargo puts the programs there in one move, when all of them are built.
    if programs.is_dir() {
        return Ok(programs);
    }
    std::fs::create_dir_all(&project.cache).map_err(about(&project.cache))?;
    let build = project.cache.join(format!("build-{label}-{}", std::process::id()));
    step(&format!("Install {} {} (built from source: some minutes)", tool.name, tool.version), || {
        run(cargo(&project.cache)
            .args(["install", "--quiet", "--debug", tool.name, "--version", tool.version, "--root"])
            .arg(&folder)
            .args(tool.options)
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", tool.optimisation))
    })?;
    std::fs::remove_dir_all(&build).map_err(about(&build))?;
    Ok(programs)
}

/// The standard library for wasm.
fn wasm_target(project: &Project) -> Result {
    const TARGET: &str = "wasm32-unknown-unknown";
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(&project.root))?;
    if PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    step("Add Rust's standard library for wasm", || {
        run(Command::new("rustup").args(["target", "add", TARGET]).current_dir(&project.root))
    })
}

#[cfg(test)]
mod tests {
    use super::{TRUNK, WASM_BINDGEN};
    use crate::project::root;

    #[test]
    fn versions_agree_wherever_they_are_written() {
        let read = |name| std::fs::read_to_string(root().join(name)).expect(name);
        let cases = [
            ("Cargo.toml", format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version)),
            ("Trunk.toml", format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version)),
            ("Trunk.toml", format!("trunk-version = \"^{}\"", TRUNK.version)),
            ("Trunk.toml", "wasm_opt = \"version_132\"".to_owned()),
            ("package.json", "\"binaryen\": \"132.".to_owned()),
        ];
        for (file, text) in cases {
            assert!(read(file).contains(&text), "{file} lacks {text}");
        }
    }
}
