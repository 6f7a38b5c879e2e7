//! What the page is measured by: `tests/audit/audit.mjs` measures it in Chromium and prints goals and values.
//!
//! Nothing of this is a test: times depend on the machine. `--strict` fails where a goal is not met.

use crate::process::{Result, step};
use crate::project::Project;
use crate::{browser, packages, page};
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// What the command line asks for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wanted {
    /// A folder that holds the built page: then none is built.
    dist: Option<PathBuf>,
    /// What is for the script.
    rest: Vec<String>,
}

/// Builds the page, unless `--dist` names a folder with one, and measures it.
pub fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let wanted = read(arguments)?;
    let chromium = browser::find_or_install()?;
    packages::install(project)?;
    let dist = match wanted.dist {
        Some(folder) => std::path::absolute(folder).map_err(|error| error.to_string())?,
        None => {
            page::build(project)?;
            project.root.join("dist")
        }
    };
    // Lighthouse is large and wanted here only: without it the audit says that its goal is not measured.
    if let Err(message) = packages::install_in(project, &project.root.join("tests/audit")) {
        println!("Lighthouse is not installed: {message}");
    }
    let mut measures = Command::new("node");
    measures.arg("tests/audit/audit.mjs").args(wanted.rest).current_dir(&project.root);
    measures.env("CHROMIUM", &chromium).env("CHROME_PATH", &chromium).env("STEPWELL_DIST", dist);
    let code = step("Measure the page", || {
        let status = measures.status().map_err(|error| format!("node could not be started: {error}"))?;
        Ok(status.code().unwrap_or(1))
    })?;
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}

fn read(arguments: &[String]) -> Result<Wanted> {
    let mut wanted = Wanted::default();
    let mut given = arguments.iter();
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--dist" => wanted.dist = Some(given.next().ok_or("--dist needs a folder")?.into()),
            "--only" => {
                let goals = given.next().ok_or("--only needs goals, such as G8,G10")?;
                wanted.rest.extend([argument.clone(), goals.clone()]);
            }
            "--strict" => wanted.rest.push(argument.clone()),
            other => return Err(format!("audit does not know {other}")),
        }
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use super::{Wanted, read};

    fn of(line: &str) -> Result<Wanted, String> {
        read(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn options_are_told_apart() {
        let wanted = of("--only G8,G10 --dist target/quick --strict").expect("known options");
        assert_eq!(wanted.dist.as_deref(), Some("target/quick".as_ref()));
        assert_eq!(wanted.rest, ["--only", "G8,G10", "--strict"]);
        assert!(of("--dist").is_err());
        assert!(of("--fast").is_err());
    }
}
