//! Where the checkout and the tools are.

use crate::process::Result;
use std::env;
use std::path::{Path, PathBuf};

/// The two folders that every command works with.
#[derive(Debug)]
pub struct Project {
    /// The checkout.
    pub root: PathBuf,
    /// Tools by name and version, shared by all checkouts of a user.
    pub cache: PathBuf,
}

impl Project {
    /// The checkout that this program was started from, and the user's cache folder.
    pub fn find() -> Result<Self> {
        let cache = match env::var_os("STEPWELL_TOOLS") {
            Some(folder) => PathBuf::from(folder),
            None => user_cache()?.join("stepwell"),
        };
        Ok(Self { root: root(), cache: std::path::absolute(cache).map_err(|error| error.to_string())? })
    }
}

/// The folder above this crate's: cargo says at run time where that is, so that a moved checkout keeps working.
pub fn root() -> PathBuf {
    let xtask = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    xtask.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

fn user_cache() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    let home = env::home_dir().ok_or("no home folder: say in STEPWELL_TOOLS where the tools may go")?;
    Ok(home.join(".cache"))
}
