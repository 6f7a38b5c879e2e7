//! Which crate may use which of ours: the arrows point one way, from the shells down to the texts.

use crate::process::{Result, cargo, output};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// Each crate of ours with those of ours that it may depend on (for its tests, anything goes).
const ALLOWED: [(&str, &[&str]); 20] = [
    ("asl-sort", &[]),
    ("asl-text", &[]),
    ("asl-json", &["asl-text"]),
    ("asl-path", &["asl-text", "asl-json"]),
    ("asl-intrinsics", &["asl-text", "asl-sort", "asl-json", "asl-path"]),
    ("asl-items", &["asl-json", "asl-sort"]),
    ("asl-jsonata", &["asl-text", "asl-json"]),
    ("asl-model", &["asl-text", "asl-sort", "asl-json", "asl-path", "asl-intrinsics", "asl-jsonata"]),
    ("asl-engine", &["asl-text", "asl-json", "asl-path", "asl-intrinsics", "asl-items", "asl-jsonata", "asl-model"]),
    ("asl-document", &["asl-text", "asl-sort", "asl-json"]),
    ("asl-layout", &["asl-sort"]),
    ("asl-view", &["asl-sort"]),
    (
        "asl",
        &[
            "asl-text",
            "asl-sort",
            "asl-json",
            "asl-path",
            "asl-intrinsics",
            "asl-items",
            "asl-jsonata",
            "asl-model",
            "asl-engine",
            "asl-document",
            "asl-layout",
            "asl-view",
        ],
    ),
    ("stepwell", &["asl"]),
    ("asl-wasm", &["asl"]),
    ("stepwell-web", &["asl", "asl-view"]),
    ("stepwell-start", &["asl", "asl-view"]),
    ("stepwell-tests", &["asl", "asl-view", "asl-engine"]),
    ("stepwell-fuzz", &["asl", "asl-items"]),
    ("xtask", &[]),
];

/// Dependencies that point the wrong way, and crates that do not say in their first line what they are.
pub fn breaches(root: &Path) -> Result<Vec<String>> {
    let text = output(cargo(root).args(["metadata", "--no-deps", "--offline", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let packages = list(&metadata["packages"]);
    Ok(packages.iter().flat_map(|package| [wrong_arrows(package), missing_docs(root, package)].concat()).collect())
}

fn wrong_arrows(package: &Value) -> Vec<String> {
    let name = text(&package["name"]);
    let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
        return vec![format!("{name}: say in xtask's arrows.rs which crates it may use")];
    };
    list(&package["dependencies"])
        .iter()
        .filter(|dependency| dependency["path"].is_string() && dependency["kind"] != "dev")
        .map(|dependency| text(&dependency["name"]))
        .filter(|used| !allowed.contains(used))
        .map(|used| format!("{name} may not use {used}"))
        .collect()
}

fn missing_docs(root: &Path, package: &Value) -> Vec<String> {
    let targets = list(&package["targets"]).iter();
    let sources = targets.map(|target| text(&target["src_path"]));
    let without = sources.filter(|path| !fs::read_to_string(path).is_ok_and(|source| source.starts_with("//!")));
    without
        .map(|path| {
            let path = Path::new(path).strip_prefix(root).unwrap_or(Path::new(path));
            format!("{}: the first line says what this is: //! …", path.display())
        })
        .collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{breaches, wrong_arrows};
    use crate::project::root;

    #[test]
    fn crates_point_one_way_and_say_what_they_are() {
        assert_eq!(breaches(&root()).expect("cargo describes the workspace"), Vec::<String>::new());
    }

    #[test]
    fn a_wrong_arrow_is_found() {
        let package = serde_json::json!({
            "name": "asl-text",
            "dependencies": [
                { "name": "asl-json", "path": "x", "kind": null },
                { "name": "asl-path", "path": "x", "kind": "dev" },
                { "name": "serde", "kind": null },
            ],
        });
        assert_eq!(wrong_arrows(&package), ["asl-text may not use asl-json"]);
    }
}
