//! `cargo xtask fuzz` and `cargo xtask differential`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};
use stepwell_fuzz::{TARGETS, Target, differential, findings, hostile, watch};

const USAGE: &str =
    "fuzz [TARGET...] [--minutes N] [--seed S]   look for panics, hangs, memory and overflows of the stack
fuzz --once TARGET FILE                    run one case again
fuzz hostile                               time expressions that want too much
fuzz differential [--cases N] [--seed S]   compare JSONata with jsonata-js
fuzz differential --ask EXPRESSION JSON    ask both sides for one";

/// Where findings go.
const FOLDER: &str = "target/fuzz-findings";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("fuzz: {message}");
            ExitCode::from(2)
        }
    }
}

/// Does what the words ask for; false if something was found.
fn run(words: &[&str]) -> Result<bool, String> {
    match words {
        ["--help" | "-h"] => {
            println!("{USAGE}");
            Ok(true)
        }
        ["--child", name, seed, from, seconds, file] => {
            let seconds: f64 = number(seconds)?;
            let time = Duration::from_secs_f64(seconds);
            watch::run(target(name)?, number(seed)?, number(from)?, time, Path::new(file)).map(|()| true)
        }
        ["--once", name, file] => {
            let case = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
            watch::once(target(name)?, &case).map(|()| true)
        }
        ["hostile", "--lines"] => {
            hostile::cases().iter().for_each(|case| println!("{}", hostile::request(case)));
            Ok(true)
        }
        ["hostile"] => Ok(hostile::print()),
        ["differential", "--ask", expression, input] => differential::ask(expression, input).map(|()| true),
        ["differential", rest @ ..] => {
            let (named, [cases, seed]) = options(rest, ["--cases", "--seed"])?;
            if !named.is_empty() {
                return Err(USAGE.into());
            }
            differential::run(cases.map_or(Ok(5_000), number)?, seed.map_or(Ok(1), number)?)
        }
        _ => {
            let (named, [minutes, seed]) = options(words, ["--minutes", "--seed"])?;
            let targets: Vec<Target> = match named.as_slice() {
                [] => TARGETS.to_vec(),
                named => named.iter().map(|name| target(name)).collect::<Result<_, _>>()?,
            };
            let minutes: f64 = minutes.map_or(Ok(1.0), number)?;
            fuzz(&targets, minutes, seed.map_or(Ok(1), number)?)
        }
    }
}

/// Shares the minutes among the targets.
fn fuzz(targets: &[Target], minutes: f64, seed: u64) -> Result<bool, String> {
    let each = Duration::from_secs_f64(minutes * 60.0 / targets.len() as f64);
    let mut total = 0;
    for target in targets {
        let (cases, findings) = findings::hunt(*target, seed, each, &PathBuf::from(FOLDER))?;
        println!("{:10} {cases:9} cases, {} findings", target.name, findings.len());
        for found in &findings {
            let words: String = found.words.chars().take(300).collect();
            println!("    {} {words}\n    {}", found.kind, found.file.display());
        }
        total += findings.len();
    }
    Ok(total == 0)
}

/// Splits words into names and the values of options.
fn options<'a, const N: usize>(
    words: &[&'a str],
    names: [&str; N],
) -> Result<(Vec<&'a str>, [Option<&'a str>; N]), String> {
    let (mut named, mut values) = (Vec::new(), [None; N]);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match names.iter().position(|name| name == word) {
            Some(at) => values[at] = Some(*words.next().ok_or_else(|| format!("{word} wants a value"))?),
            None if word.starts_with('-') => return Err(format!("no such option: {word}\n{USAGE}")),
            None => named.push(*word),
        }
    }
    Ok((named, values))
}

fn target(name: &str) -> Result<Target, String> {
    let names = || TARGETS.map(|target| target.name).join(", ");
    let found = TARGETS.into_iter().find(|target| target.name == name);
    found.ok_or_else(|| format!("no such target: {name} (there are {})", names()))
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text} is no number that fits"))
}
