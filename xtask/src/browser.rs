//! Chromium for the browser tests: the machine's own, never a download of a test tool.

use crate::process::{Result, run, step};
use std::env;
use std::path::PathBuf;
use std::process::Command;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The browser that `CHROMIUM` names, else the first on the PATH, else Debian's, installed where that is possible.
pub fn find_or_install() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        let path = PathBuf::from(named);
        return if path.is_file() { Ok(path) } else { Err(format!("CHROMIUM names no file: {}", path.display())) };
    }
    if let Some(found) = NAMES.iter().find_map(|name| on_path(name)) {
        return Ok(found);
    }
    if on_path("apt-get").is_none() || !is_root() {
        return Err(
            "no Chromium found: install it (Debian, Ubuntu: sudo apt-get install chromium), or name one in CHROMIUM"
                .to_owned(),
        );
    }
    step("Install Chromium with apt-get", || {
        run(Command::new("apt-get").args(["update", "--quiet=2"]))?;
        // With what it recommends: fonts, without which texts have other widths.
        run(Command::new("apt-get")
            .args(["install", "--quiet=2", "--yes", "chromium"])
            .env("DEBIAN_FRONTEND", "noninteractive"))
    })?;
    on_path(NAMES[0]).ok_or_else(|| "apt-get installed no chromium".to_owned())
}

fn on_path(name: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH")?;
    env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
