//! Documents that are written by a program: docs/quirks.md from comments, the README's table from recorded cases.

mod fidelity;
mod quirks;

use crate::process::Result;
use crate::project::Project;
use crate::text_files::{self, about, read};
use std::fs;
use std::path::{Path, PathBuf};

/// Writes the documents; the table only where the folder of recorded cases is given.
pub fn write(project: &Project, arguments: &[String]) -> Result {
    let conformance = match arguments {
        [] => None,
        [option, folder] if option == "--conformance" => Some(PathBuf::from(folder)),
        _ => return Err("there is one option: --conformance DIR".to_owned()),
    };
    update(&project.root, quirks::FILE, &quirks::document(&project.root)?)?;
    if let Some(folder) = conformance {
        let readme = read(&project.root.join("README.md"))?;
        let table = fidelity::table(project, &folder)?;
        update(&project.root, "README.md", &fidelity::insert(&readme, &table)?)?;
    }
    Ok(())
}

/// Writes a file if it says something else now.
fn update(root: &Path, name: &str, content: &str) -> Result {
    let file = root.join(name);
    if fs::read_to_string(&file).is_ok_and(|old| old == content) {
        println!("{name} is up to date");
        return Ok(());
    }
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(about(folder))?;
    }
    text_files::write(&file, content)?;
    println!("{name} is written anew");
    Ok(())
}
