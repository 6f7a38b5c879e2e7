//! The npm packages of a `package-lock.json`: installed in the cache folder, one folder for each state of the lock file,
//! and linked as `node_modules` beside it, where Node looks for them.

use crate::process::{Result, output, run, step};
use crate::project::Project;
use crate::text_files::about;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Installs what is missing of the page's tools; the folder of the packages.
pub fn install(project: &Project) -> Result<PathBuf> {
    install_in(project, &project.root)
}

/// Installs what is missing of a lock file in a folder of the checkout; the folder of the packages.
pub fn install_in(project: &Project, place: &Path) -> Result<PathBuf> {
    let own = place.join("node_modules");
    if own.is_dir() && !own.is_symlink() {
        // Somebody ran npm by hand: theirs.
        return Ok(own);
    }
    let lock = place.join("package-lock.json");
    let text = fs::read(&lock).map_err(about(&lock))?;
    let folder = project.cache.join(format!("npm-{:016x}", fingerprint([text.as_slice()])));
    if !folder.is_dir() {
        require_node()?;
        step("Install the npm packages", || fetch(place, &folder))?;
    }
    let packages = folder.join("node_modules");
    link(&packages, &own)?;
    Ok(packages)
}

/// A short name for the content of some files (64-bit FNV-1a): equal content, equal name, on every machine.
pub fn fingerprint<'a>(files: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    files.into_iter().flatten().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Installs into a folder beside the final one and moves it there, so that an interrupted run leaves no half.
fn fetch(place: &Path, folder: &Path) -> Result {
    let partial = folder.with_extension(std::process::id().to_string());
    let tried = (|| {
        fs::create_dir_all(&partial)?;
        for name in ["package.json", "package-lock.json"] {
            fs::copy(place.join(name), partial.join(name))?;
        }
        Ok(())
    })();
    tried.map_err(about(&partial))?;
    run(Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&partial))?;
    match fs::rename(&partial, folder) {
        Ok(()) => Ok(()),
        // Another run was quicker.
        Err(_) if folder.is_dir() => fs::remove_dir_all(&partial).map_err(about(&partial)),
        Err(error) => Err(about(folder)(error)),
    }
}

fn require_node() -> Result {
    let advice = "Node.js 20 or newer with npm is needed: install it with your system's package manager";
    let version = output(Command::new("node").arg("--version")).map_err(|error| format!("{error}. {advice}"))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    if major.is_some_and(|major| major >= 20) {
        Ok(())
    } else {
        Err(format!("found Node.js {}. {advice}", version.trim()))
    }
}

#[cfg(unix)]
fn link(target: &Path, place: &Path) -> Result {
    if fs::read_link(place).is_ok_and(|current| current == target) {
        return Ok(());
    }
    let tried = if place.is_symlink() { fs::remove_file(place) } else { Ok(()) };
    tried.and_then(|()| std::os::unix::fs::symlink(target, place)).map_err(about(place))
}

#[cfg(not(unix))]
fn link(_target: &Path, place: &Path) -> Result {
    if place.is_dir() { Ok(()) } else { Err("run `npm ci` in the checkout first".to_owned()) }
}
