//! `cargo xtask`: sets up the tools, builds and serves the page, runs every test.
//!
//! Each command brings what it needs: pinned tools go into the user's cache folder (`tools`, `packages`, `browser`).

mod audit;
mod bench;
mod browser;
mod conformance;
mod docs;
mod fuzz;
mod licences;
mod node_tests;
mod packages;
mod page;
mod process;
mod project;
mod split;
mod suite;
mod tally;
mod text_files;
mod tidy;
mod tools;

use process::Result;
use project::Project;
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  serve [--port N] [--watch]   build the page and serve it; --watch: a quick build after every change
  build                        build the page as a static site into dist/
  test [checks|rust|page]...   run every test, or the named parts
  tidy                         check crate dependencies, crate docs, stray paths and white space
  conformance DIR [--language jsonpath|jsonata] [--baseline [--update]]
                               compare with recorded executions
  docs [--conformance DIR]     write docs/quirks.md anew, and the table of the README
  setup                        only install the tools that the other commands need
  finish-page                  bundle the editor and stamp the build (Trunk calls this)
  bench [execution|jsonata|map]...
                               measure speed and memory, native and in wasm, beside packages from npm
  fuzz [TARGET...] [--minutes N] [--seed S]
                               look for panics, hangs, endless memory and overflows of the stack
  fuzz hostile                 time expressions that want too much, native and in wasm
  differential [--cases N] [--seed S]
                               compare JSONata with jsonata-js on generated expressions
  audit [--only G8,G10] [--strict] [--dist DIR]
                               measure the built page in Chromium: goals and values; --dist: of a page that is
                               built already; --strict: fail where a goal is not met

Tools are kept in $STEPWELL_TOOLS, by default in $XDG_CACHE_HOME/stepwell or ~/.cache/stepwell.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = arguments.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    match run(command, rest) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("xtask {command}: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, arguments: &[String]) -> Result<ExitCode> {
    let project = Project::find()?;
    match command {
        "serve" => page::serve(&project, arguments).map(|()| ExitCode::SUCCESS),
        "build" => page::build(&project).map(|()| ExitCode::SUCCESS),
        "finish-page" => page::finish(&project).map(|()| ExitCode::SUCCESS),
        "test" => suite::test(&project, arguments),
        "tidy" => tidy::report(&project.root),
        "conformance" => conformance::run(&project, arguments),
        "docs" => docs::write(&project, arguments).map(|()| ExitCode::SUCCESS),
        "setup" => setup(&project).map(|()| ExitCode::SUCCESS),
        "bench" => bench::run(&project, arguments),
        "fuzz" => fuzz::run(&project, arguments),
        "differential" => fuzz::differential(&project, arguments),
        "audit" => audit::run(&project, arguments),
        "" | "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(format!("no such command: {other}\n\n{USAGE}")),
    }
}

fn setup(project: &Project) -> Result {
    page::tools_path(project)?;
    let chromium = browser::find_or_install()?;
    println!("tools: {}\nbrowser: {}", project.cache.display(), chromium.display());
    Ok(())
}
