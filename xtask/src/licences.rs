//! The licences of the packages that the page's files contain, as `licences.txt` beside them: the most common ones ask for
//! their text wherever the program goes.

use crate::process::{Result, cargo, output};
use crate::project::Project;
use crate::text_files::{about, read, write};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// How the files begin that hold a licence, or what it wants to be told.
const NAMES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];

/// A package, and where it lies.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    /// Name, version and SPDX expression.
    title: String,
    folder: PathBuf,
}

/// Writes `licences.txt` into the folder of the page. `bundle` is what esbuild tells of the editor's bundle.
pub fn write_licences(project: &Project, folder: &Path, bundle: &Path) -> Result {
    let mut packages = crates(project)?;
    packages.extend(npm_packages(&project.root, &json(bundle)?)?);
    write(&folder.join("licences.txt"), &text(&packages)?)
}

/// The crates of the page and of its worker, without those that only the compiler runs.
fn crates(project: &Project) -> Result<BTreeSet<Package>> {
    let arguments = ["metadata", "--format-version=1", "--locked", "--filter-platform=wasm32-unknown-unknown"];
    let told = output(cargo(&project.root).args(arguments))?;
    let told: Value = serde_json::from_str(&told).map_err(|error| format!("cargo metadata: {error}"))?;
    let packages: BTreeMap<&str, &Value> =
        list(&told["packages"]).map(|package| (word(&package["id"]), package)).collect();
    let needs: BTreeMap<&str, &Value> =
        list(&told["resolve"]["nodes"]).map(|node| (word(&node["id"]), &node["deps"])).collect();
    let is_macro = |package: &Value| {
        list(&package["targets"]).any(|target| list(&target["kind"]).any(|kind| kind == "proc-macro"))
    };
    let is_used = |need: &&Value| list(&need["dep_kinds"]).any(|kind| kind["kind"].is_null());

    let mut open: Vec<&str> =
        packages.iter().filter(|(_, package)| package["name"] == "stepwell-web").map(|(id, _)| *id).collect();
    let (mut seen, mut found) = (BTreeSet::new(), BTreeSet::new());
    while let Some(id) = open.pop() {
        let Some(package) = packages.get(id).filter(|package| !is_macro(package) && seen.insert(id)) else { continue };
        open.extend(
            needs.get(id).into_iter().flat_map(|deps| list(deps)).filter(is_used).map(|need| word(&need["pkg"])),
        );
        // What comes from no registry is ours.
        if package["source"].is_string() {
            found.insert(package_of(package, Path::new(word(&package["manifest_path"]))));
        }
    }
    Ok(found)
}

/// The packages whose files are in a bundle.
fn npm_packages(root: &Path, bundle: &Value) -> Result<BTreeSet<Package>> {
    let inputs = bundle["inputs"].as_object().into_iter().flatten();
    let manifests: BTreeSet<PathBuf> = inputs
        .filter(|(file, _)| file.contains("node_modules/"))
        .filter_map(|(file, _)| {
            root.join(file).ancestors().map(|folder| folder.join("package.json")).find(|file| file.is_file())
        })
        .collect();
    manifests.iter().map(|manifest| Ok(package_of(&json(manifest)?, manifest))).collect()
}

fn package_of(manifest: &Value, file: &Path) -> Package {
    let title = ["name", "version", "license"].map(|key| word(&manifest[key]));
    Package { title: format!("{} {} ({})", title[0], title[1], title[2]), folder: file.with_file_name("") }
}

/// Each text once, under the packages that bring it. Packages without one come first, with what their manifest says.
fn text(packages: &BTreeSet<Package>) -> Result<String> {
    let mut by_text: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for Package { title, folder } in packages {
        by_text.entry(texts_in(folder)?).or_default().push(title);
    }
    let parts = by_text.iter().map(|(text, titles)| format!("{}\n\n{text}", titles.join("\n")));
    let rule = format!("\n\n{}\n\n", "=".repeat(80));
    let lead = "Stepwell contains these packages, each under its own licence.\n\n".to_owned();
    Ok(lead + &parts.collect::<Vec<_>>().join(&rule) + "\n")
}

/// All licence files of a package, one after the other.
fn texts_in(folder: &Path) -> Result<String> {
    let entries = fs::read_dir(folder).map_err(about(folder))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        file.is_file() && NAMES.iter().any(|start| name.starts_with(start))
    });
    files.sort();
    let texts: Vec<String> = files.iter().map(|file| read(file)).collect::<Result<_>>()?;
    Ok(texts.iter().map(|text| text.trim()).collect::<Vec<_>>().join("\n\n"))
}

fn json(file: &Path) -> Result<Value> {
    serde_json::from_str(&read(file)?).map_err(|error| format!("{}: {error}", file.display()))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_with_the_same_text_share_it() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let package = |title: &str, folder: &Path| Package { title: title.to_owned(), folder: folder.to_owned() };
        let none = folder.join("examples");
        let text =
            text(&[package("a 1 (MIT)", &folder), package("b 2 (MIT)", &folder), package("c 3 (MIT)", &none)].into());
        let text = text.expect("the folders can be read");
        let places =
            ["c 3 (MIT)", "a 1 (MIT)\nb 2 (MIT)\n\n", "Permission is hereby granted"].map(|part| text.find(part));
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        assert_eq!(text.matches("Permission is hereby granted").count(), 1);
    }
}
