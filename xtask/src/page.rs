//! The page: a static site in `dist/`, built by Trunk.

use crate::licences::write_licences;
use crate::packages::{self, fingerprint};
use crate::process::{Result, become_program, cargo, run, step};
use crate::project::Project;
use crate::split::split;
use crate::text_files::{about, read, replace, replaced, write};
use crate::tools;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files whose names carry no hash: the page asks for them with `?v=` and the build's fingerprint.
const UNHASHED: [&str; 6] = ["editor.js", "first.bin", "worker.js", "worker_bg.wasm", "worker_loader.js", "start.js"];

/// Sets up what is missing; a PATH on which Trunk finds its tools.
pub fn tools_path(project: &Project) -> Result<OsString> {
    let mut folders = tools::install(project)?;
    // npm's `wasm-opt`, of the package binaryen.
    folders.push(packages::install(project)?.join(".bin"));
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(folders).map_err(|error| error.to_string())
}

/// Builds the page for publishing.
pub fn build(project: &Project) -> Result {
    let path = tools_path(project)?;
    step("Build the page into dist/", || run(trunk(project, &path).args(["build", "--release"])))
}

/// Builds the page and serves it until the program is ended.
pub fn serve(project: &Project, arguments: &[String]) -> Result {
    let mut port = "8080".to_owned();
    let mut watch = false;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--port" => port.clone_from(rest.next().ok_or("--port needs a number")?),
            "--watch" => watch = true,
            other => return Err(format!("serve does not know {other}")),
        }
    }
    if watch {
        let path = tools_path(project)?;
        // In a folder of its own, so that a build of `dist/` meanwhile does not get in its way.
        return become_program(trunk(project, &path).args(["serve", "--port", &port, "--dist", "target/watch"]));
    }
    build(project)?;
    become_program(
        Command::new("node").arg("tests/e2e/server.mjs").args(["dist", "--port", &port]).current_dir(&project.root),
    )
}

/// What Trunk leaves to us, in the folder that it is filling (or in `dist/`): what is on screen first, the bundles of the
/// editor and of the styles, and the fingerprint that keeps a browser from mixing the files of two builds.
pub fn finish(project: &Project) -> Result {
    let folder = env::var_os("TRUNK_STAGING_DIR").map_or_else(|| project.root.join("dist"), PathBuf::from);
    let packages = packages::install(project)?;
    let esbuild = packages.join(".bin/esbuild");
    let bundle = folder.join("bundle.json");
    run(Command::new(&esbuild)
        .args(["web/js/editor.js", "--bundle", "--format=esm", "--target=es2022", "--minify", "--log-level=warning"])
        .arg(format!("--outfile={}", folder.join("editor.js").display()))
        .arg(format!("--metafile={}", bundle.display()))
        .current_dir(&project.root))?;
    write_licences(project, &folder, &bundle)?;
    fs::remove_file(&bundle).map_err(about(&bundle))?;
    split(project, &folder, &packages)?;
    one_style_sheet(&folder, &esbuild)?;
    first_screen(project, &folder)?;
    stamp(&folder)
}

/// Puts the first example into `index.html`, so that it is there before any code is.
fn first_screen(project: &Project, folder: &Path) -> Result {
    run(cargo(&project.root).args(["run", "--quiet", "--package", "stepwell-start", "--"]).arg(folder))?;
    let file = folder.join("start.html");
    let screen = read(&file)?;
    replace(&folder.join("index.html"), &[("<!-- start -->", &screen)])?;
    fs::remove_file(&file).map_err(about(&file))
}

/// Makes one file of the style sheets, in their order: the first paint waits for all of them.
fn one_style_sheet(folder: &Path, esbuild: &Path) -> Result {
    let index = folder.join("index.html");
    let page = read(&index)?;
    let (links, rest): (Vec<&str>, Vec<&str>) = page.lines().partition(|line| sheet(line).is_some());
    let mut text = String::new();
    for name in links.iter().filter_map(|line| sheet(line)) {
        let file = folder.join(name);
        text += &read(&file)?;
        fs::remove_file(&file).map_err(about(&file))?;
    }
    let all = folder.join("all.css");
    write(&all, &text)?;
    let name = format!("page-{:016x}.css", fingerprint([text.as_bytes()].into_iter()));
    run(Command::new(esbuild)
        .arg(&all)
        .args(["--minify", "--log-level=warning"])
        .arg(format!("--outfile={}", folder.join(&name).display())))?;
    fs::remove_file(&all).map_err(about(&all))?;
    let link = format!("</title>\n  <link rel=\"stylesheet\" href=\"./{name}\">");
    write(&index, &replaced(&index, rest.join("\n"), &[("</title>", &link)])?)
}

/// The file that a line of `index.html` brings in as a style sheet.
fn sheet(line: &str) -> Option<&str> {
    line.trim().strip_prefix("<link rel=\"stylesheet\" href=\"./")?.split('"').next()
}

fn stamp(folder: &Path) -> Result {
    let contents: Vec<Vec<u8>> = UNHASHED.iter().filter_map(|name| fs::read(folder.join(name)).ok()).collect();
    let build = format!("{:016x}", fingerprint(contents.iter().map(Vec::as_slice)));
    replace(&folder.join("index.html"), &[("data-build=\"\"", &format!("data-build=\"{build}\""))])?;
    // Trunk's loader passes a bare name, of which wasm-bindgen warns on the console.
    let script = format!("./worker.js?v={build}");
    let wasm = format!("{{module_or_path:\"./worker_bg.wasm?v={build}\"}}");
    replace(&folder.join("worker_loader.js"), &[("./worker.js", &script), ("\"./worker_bg.wasm\"", &wasm)])
}

fn trunk(project: &Project, path: &OsString) -> Command {
    let mut command = Command::new("trunk");
    // Quirk: Trunk 0.21 takes NO_COLOR for an option that must be `true` or `false`, and refuses `1`.
    command.current_dir(&project.root).env("PATH", path).env_remove("NO_COLOR");
    // An error of rustc needs no backtrace of Trunk.
    command.env("RUST_LIB_BACKTRACE", "0");
    // What is published names no folder of the machine that built it. Cargo adds this to the flags of .cargo/config.toml.
    let crates = cargo_home().map(|home| home.join("registry/src").display().to_string());
    // Cargo takes a space for the end of a flag.
    if let Some(folder) = crates.filter(|folder| !folder.contains(char::is_whitespace)) {
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("--remap-path-prefix={folder}="));
    }
    command
}

/// Where cargo keeps the crates that it fetched.
fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}
