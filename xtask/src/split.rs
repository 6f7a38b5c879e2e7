//! The page's program in parts: what the first run needs, and the chunks that web/src/late.rs names. Trunk has put the
//! whole program into the folder that it fills; the parts take its place, under the name that it has there.

use crate::bench::WASM_OPT;
use crate::process::{Result, run};
use crate::project::Project;
use crate::text_files::{about, read, replace, replaced, write};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How the page's script asks for the script that loads the chunks.
const FROM_LOADER: &str = "from \"./__wasm_split.js\"";

/// How the loader starts a chunk. A host that serves wasm as some other type must not keep a part of the page away, so
/// that takes the place of it which does not ask for the type.
const STREAMING: &str = "WebAssembly.instantiateStreaming(src, imports)";

/// Splits the page in the folder that Trunk fills, with the npm packages of another folder.
pub fn split(project: &Project, folder: &Path, packages: &Path) -> Result {
    let is_release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.root.join("target"), PathBuf::from);
    let profile = if is_release { "web" } else { "debug" };
    let whole = target.join("wasm32-unknown-unknown").join(profile).join("page.wasm");
    let parts = target.join("wasm-split").join(profile);
    if parts.exists() {
        fs::remove_dir_all(&parts).map_err(about(&parts))?;
    }
    run(Command::new("wasm-split-cli").arg(&whole).arg(&parts).args(["--target", "web", "--out-name", "page"]))?;
    let bound = parts.join("bound");
    run(Command::new("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "page", "--out-dir"])
        .arg(&bound)
        .arg(parts.join("page.wasm")))?;
    let name = name_of_page(folder)?;
    let optimise = is_release.then(|| packages.join(".bin/wasm-opt"));
    place(&bound.join("page_bg.wasm"), &folder.join(format!("{name}_bg.wasm")), optimise.as_deref())?;
    let found = parts.join("__wasm_split.js");
    let mut loader = replaced(
        &found,
        read(&found)?,
        &[("./page.js", &format!("./{name}.js")), (STREAMING, "instantiate(await src, imports)")],
    )?;
    for chunk in chunks(&parts)? {
        let placed = format!("{name}_{}", chunk.trim_start_matches("split_"));
        place(&parts.join(&chunk), &folder.join(&placed), optimise.as_deref())?;
        loader = replaced(&found, loader, &[(&format!("./{chunk}"), &format!("./{placed}"))])?;
    }
    loader += "async function instantiate(response, imports) {
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
";
    let loader_name = format!("./{name}_parts.js");
    write(&folder.join(&loader_name), &loader)?;
    let script = bound.join("page.js");
    let script_text = replaced(&script, read(&script)?, &[(FROM_LOADER, &format!("from \"{loader_name}\""))])?;
    write(&folder.join(format!("{name}.js")), &script_text)?;
    let preload = format!("<link rel=\"modulepreload\" href=\"{loader_name}\"></head>");
    replace(&folder.join("index.html"), &[("</head>", &preload)])
}

/// What Trunk has called the page's script: `page-` and a hash.
fn name_of_page(folder: &Path) -> Result<String> {
    let is_page = |name: &&str| name.starts_with("page-") && !name.contains('_');
    let names = names(folder)?;
    let found = names.iter().filter_map(|name| name.strip_suffix(".js")).find(is_page);
    found.map(str::to_owned).ok_or_else(|| format!("{} holds no page-….js", folder.display()))
}

/// The files of the chunks, in the order of their names.
fn chunks(parts: &Path) -> Result<Vec<String>> {
    let mut found = names(parts)?;
    found.retain(|name| name.strip_suffix(".wasm").is_some_and(|stem| stem != "page"));
    Ok(found)
}

/// The names of a folder's entries, sorted.
fn names(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(about(folder))?;
    let mut found = entries
        .map(|entry| Ok(entry.map_err(about(folder))?.file_name().to_string_lossy().into_owned()))
        .collect::<Result<Vec<String>>>()?;
    found.sort();
    Ok(found)
}

/// Puts a part in its place, smaller where that is wanted.
fn place(from: &Path, to: &Path, optimise: Option<&Path>) -> Result {
    match optimise {
        Some(program) => {
            run(Command::new(program).args(WASM_OPT.split_whitespace()).arg("-Oz").arg(from).arg("-o").arg(to))
        }
        None => fs::copy(from, to).map(|_| ()).map_err(about(to)),
    }
}
