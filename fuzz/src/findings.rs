//! The parent's half: starts children, and keeps what they stumble over as files.

use crate::{Random, Target, shrink};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// How often a finding is run to make it smaller.
const TRIES: usize = 150;

/// Findings that are kept of a target.
const MOST: usize = 20;

/// A case that something is wrong with.
#[derive(Clone, Debug)]
pub struct Finding {
    /// `panic`, `wrong`, `hang`, `memory` or `crash`.
    pub kind: String,
    /// The words of the panic or of the law.
    pub words: String,
    /// Where the case was written.
    pub file: PathBuf,
}

/// Fuzzes a target for some time; each kind of finding is kept once, as small as it gets.
///
/// # Errors
/// When a child cannot be started, or a file not be written.
pub fn hunt(target: Target, seed: u64, time: Duration, folder: &Path) -> Result<(u64, Vec<Finding>), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let (number_file, end) = (folder.join("case-under-way"), Instant::now() + time);
    let (mut from, mut cases, mut findings, mut seen) = (0, 0, Vec::new(), BTreeSet::new());
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok((cases, findings));
        }
        let numbers = [seed.to_string(), from.to_string(), left.as_secs_f64().to_string()];
        let output = child(&["--child", target.name, &numbers[0], &numbers[1], &numbers[2]]).arg(&number_file).output();
        let output = output.map_err(|error| format!("no child could be started: {error}"))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut lines: Vec<(String, u64, String)> = text.lines().filter_map(read_line).collect();
        let reached = fs::read(&number_file).ok().and_then(|bytes| Some(u64::from_le_bytes(bytes.try_into().ok()?)));
        let reached =
            reached.ok_or_else(|| format!("the child left no number\n{}", String::from_utf8_lossy(&output.stderr)))?;
        // Nobody is left to speak of what ended the child.
        if output.status.code().is_none() {
            let words = String::from_utf8_lossy(&output.stderr).trim().replace('\n', " ");
            lines.push(("crash".into(), reached, format!("{} {words}", output.status)));
        }
        for (kind, number, words) in lines.into_iter().filter(|line| line.0 != "done") {
            if seen.len() < MOST && seen.insert((kind.clone(), gist(&words))) {
                let case = (target.make)(&mut Random::of_case(seed, number));
                findings.extend(keep(
                    target,
                    &kind,
                    words,
                    &case,
                    &folder.join(format!("{}-{seed}-{number}", target.name)),
                )?);
            }
        }
        cases += reached + 1 - from;
        from = reached + 1;
    }
}

/// Writes a case that goes wrong again, made smaller; a busy machine can make a hang of anything once.
fn keep(target: Target, kind: &str, words: String, case: &[u8], file: &Path) -> Result<Option<Finding>, String> {
    let written = |bytes: &[u8]| fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()));
    let again = |bytes: &[u8]| written(bytes).is_ok() && rerun(target, file).as_deref() == Some(kind);
    if !again(case) {
        fs::remove_file(file).map_err(|error| error.to_string())?;
        return Ok(None);
    }
    let text = String::from_utf8(case.to_vec());
    let small = text.map_or(case.to_vec(), |text| shrink(&text, TRIES, |text| again(text.as_bytes())).into_bytes());
    written(&small)?;
    Ok(Some(Finding { kind: kind.into(), words, file: file.into() }))
}

/// Runs a case of a file in a child; the kind of its finding.
pub fn rerun(target: Target, file: &Path) -> Option<String> {
    let output = child(&["--once", target.name]).arg(file).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    match output.status.code() {
        None => Some("crash".into()),
        Some(_) => text.lines().find_map(read_line).map(|line| line.0),
    }
}

/// This program again, with less memory than the machine has: what wants more aborts.
fn child(arguments: &[&str]) -> Command {
    let own = std::env::current_exe().unwrap_or_else(|_| "fuzz".into());
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v 2000000 -c 0; exec \"$0\" \"$@\""]).arg(own).args(arguments).stdin(Stdio::null());
    command
}

fn read_line(line: &str) -> Option<(String, u64, String)> {
    let (kind, rest) = line.split_once(' ')?;
    let (number, words) = rest.split_once(' ').unwrap_or((rest, ""));
    Some((kind.into(), number.parse().ok()?, words.into()))
}

/// What two findings of one cause have in common: the words without numbers and values.
fn gist(words: &str) -> String {
    let plain = words.chars().filter(|char| !char.is_ascii_digit());
    plain.take(if words.starts_with("panicked") { 90 } else { 24 }).collect()
}
