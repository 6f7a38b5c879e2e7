//! `cargo xtask conformance DIR [--language jsonpath|jsonata] [--baseline [--update]] [--case TEXT]`

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    process::ExitCode,
};
use stepwell_tests::conformance::{Baseline, Language, Verdict, load, run};

const USAGE: &str = "conformance DIR [--language jsonpath|jsonata] [--baseline [--update]] [--case TEXT]

    Runs every case below DIR and prints counts for each group, and the first difference of each failing case.
    --baseline  only cases that are not on the list in tests/baseline count as failed; a case on it that passes does too
    --update    writes the list anew
    --case      only cases whose id contains TEXT";

struct Options {
    folder: PathBuf,
    language: Option<Language>,
    baseline: bool,
    update: bool,
    case: String,
}

fn options() -> Result<Option<Options>, String> {
    let mut options =
        Options { folder: PathBuf::new(), language: None, baseline: false, update: false, case: String::new() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--help" | "-h" => return Ok(None),
            "--baseline" => options.baseline = true,
            "--update" => (options.baseline, options.update) = (true, true),
            "--case" => options.case = arguments.next().ok_or("--case wants a text")?,
            "--language" => {
                options.language = match arguments.next().as_deref() {
                    Some("jsonpath") => Some(Language::JsonPath),
                    Some("jsonata") => Some(Language::Jsonata),
                    _ => return Err("--language is jsonpath or jsonata".into()),
                }
            }
            folder if options.folder.as_os_str().is_empty() => options.folder = folder.into(),
            other => return Err(format!("unknown argument `{other}`")),
        }
    }
    if options.folder.as_os_str().is_empty() { Err("which folder?".into()) } else { Ok(Some(options)) }
}

fn main() -> ExitCode {
    match options() {
        Ok(None) => {
            println!("{USAGE}");
            ExitCode::SUCCESS
        }
        Ok(Some(options)) => report(&options).unwrap_or_else(|message| {
            eprintln!("{message}");
            ExitCode::from(2)
        }),
        Err(message) => {
            eprintln!("{message}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

#[derive(Default)]
struct Count {
    passed: usize,
    failed: usize,
    left_out: usize,
}

fn report(options: &Options) -> Result<ExitCode, String> {
    let mut cases = load(&options.folder)?;
    cases.retain(|case| case.id.contains(&options.case));
    cases.retain(|case| options.language.is_none_or(|language| case.language == language));
    let baseline = Baseline::read(&options.folder);
    let (mut failed, mut passed) = (BTreeSet::new(), BTreeSet::new());
    let mut groups: BTreeMap<String, Count> = BTreeMap::new();
    for case in &cases {
        let count = groups.entry(case.group.clone()).or_default();
        match run(case) {
            Verdict::Passed => {
                count.passed += 1;
                passed.insert(case.id.clone());
            }
            Verdict::NotComparable => count.left_out += 1,
            Verdict::Failed(difference) => {
                count.failed += 1;
                failed.insert(case.id.clone());
                println!("✕ {}\n    {difference}", case.id);
            }
        }
    }
    println!("\n{:<28} {:>7} {:>7} {:>9}", "group", "passed", "failed", "left out");
    for (group, count) in &groups {
        println!("{group:<28} {:>7} {:>7} {:>9}", count.passed, count.failed, count.left_out);
    }
    let left_out: usize = groups.values().map(|count| count.left_out).sum();
    println!("{:<28} {:>7} {:>7} {left_out:>9}", "all", passed.len(), failed.len());
    if options.update {
        let ran = failed.union(&passed).cloned().collect();
        baseline.update(&failed, &ran).map_err(|error| format!("cannot write the list: {error}"))?;
        return Ok(ExitCode::SUCCESS);
    }
    if options.baseline {
        let (broken, fixed) = baseline.compare(&failed, &passed);
        for id in &broken {
            println!("newly fails: {id}");
        }
        for id in &fixed {
            println!("on the list, and passes (run with --update): {id}");
        }
        let known = failed.len() - broken.len();
        println!("{known} of the failed are on the list");
        println!("{} passed, {} failed", passed.len() + known, broken.len() + fixed.len());
        return Ok(if broken.is_empty() && fixed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    Ok(if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
