//! Every test: checks of the source, Rust tests, the page in a browser, native against wasm.

use crate::node_tests;
use crate::page;
use crate::process::{Result, cargo, run};
use crate::project::Project;
use crate::tally::{Tally, cargo_line};
use std::process::ExitCode;
use std::time::Instant;

const PARTS: [&str; 3] = ["checks", "rust", "page"];

/// Runs the named parts, or all; the last line of output says how many tests passed and failed.
pub fn test(project: &Project, parts: &[String]) -> Result<ExitCode> {
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(&part.as_str())) {
        return Err(format!("no such part of the tests: {unknown} (there are {})", PARTS.join(", ")));
    }
    let wanted = |part: &str| parts.is_empty() || parts.iter().any(|name| name == part);
    let start = Instant::now();
    let mut tally = Tally::default();
    if wanted("checks") {
        checks(project, &mut tally);
    }
    if wanted("rust") {
        let mut command = cargo(&project.root);
        command.args(["test", "--workspace", "--exclude", "stepwell-web", "--no-fail-fast"]);
        tally.runner("Rust tests", &mut command, cargo_line);
    }
    if wanted("page") {
        page(project, &mut tally);
    }
    println!("all tests: {:.0} s, {} skipped", start.elapsed().as_secs_f64(), tally.skipped);
    println!("{} passed, {} failed", tally.passed, tally.failed);
    Ok(if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn checks(project: &Project, tally: &mut Tally) {
    tally.check("Formatting", || run(cargo(&project.root).args(["fmt", "--all", "--check"])));
    tally.check("Lints", || {
        run(cargo(&project.root)
            .args(["clippy", "--quiet", "--workspace", "--exclude", "stepwell-web", "--all-targets"])
            .args(["--", "--deny", "warnings"]))
    });
    tally.check("Links in the documentation", || {
        run(cargo(&project.root).args(["doc", "--quiet", "--workspace", "--exclude", "stepwell-web", "--no-deps"]))
    });
}

fn page(project: &Project, tally: &mut Tally) {
    let mut path = None;
    tally.check("Tools of the page", || page::tools_path(project).map(|found| path = Some(found)));
    let Some(path) = path else { return };
    tally.check("Lints of the page", || {
        run(cargo(&project.root)
            .args(["clippy", "--quiet", "--package", "stepwell-web", "--no-deps", "--target", "wasm32-unknown-unknown"])
            .args(["--", "--deny", "warnings"]))
    });
    let failed = tally.failed;
    tally.check("The page builds", || page::build(project));
    if tally.failed == failed {
        node_tests::browser(project, tally);
    }
    node_tests::determinism(project, &path, tally);
    node_tests::differential(project, tally);
}
