//! What is known when the page is built, for its program and for its first screen (web/start).

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::{collections::BTreeMap, env, fmt::Write, fs, path::Path};

type Members = BTreeMap<String, Box<RawValue>>;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    println!("cargo::rerun-if-changed=build.rs");
    // The page's program keeps what the linker knows of it, so that it can be split (xtask/src/split.rs).
    if env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bin=page=--emit-relocs");
    }
    let folder =
        root.ancestors().map(|folder| folder.join("examples")).find(|folder| folder.is_dir()).expect("examples/");
    println!("cargo::rerun-if-changed={}", folder.display());
    let text = examples(&folder);
    fs::write(Path::new(&env::var_os("OUT_DIR").expect("cargo names it")).join("examples.rs"), text)
        .expect("it is ours");
}

/// A constant for each scenario document of a folder: `order-workflow.json` becomes `ORDER_WORKFLOW`. The page need not
/// bring what reads JSON to show them.
fn examples(folder: &Path) -> String {
    let files = fs::read_dir(folder).expect("the folder can be read");
    let mut files: Vec<_> = files.map(|file| file.expect("so can what is in it").path()).collect();
    files.sort();
    let mut constants = String::new();
    for file in files {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().replace('-', "_").to_uppercase();
        let text = fs::read_to_string(&file).expect("an example can be read");
        let document: Members =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let name: String = document.get("name").map(|name| read(name)).unwrap_or_default();
        let part = |name| document.get(name).map_or_else(String::new, |part| outdent(part.get()));
        let objects: BTreeMap<String, String> = document.get("s3").map(|objects| read(objects)).unwrap_or_default();
        writeln!(
            constants,
            "const {stem}: Texts = Texts {{ name: {name:?}, definition: {:?}, input: {:?}, mocks: {:?}, objects: &{:?} }};",
            part("definition"),
            part("input"),
            part("mocks"),
            objects.into_iter().collect::<Vec<_>>()
        )
        .expect("a string takes all");
    }
    constants
}

fn read<T: DeserializeOwned>(part: &RawValue) -> T {
    serde_json::from_str(part.get()).unwrap_or_else(|error| panic!("{error}: {part}"))
}

/// Takes away the two spaces that every line has for standing in the document.
fn outdent(text: &str) -> String {
    text.replace("\n  ", "\n")
}
