//! The README's table: how many recorded cases of each group come out as AWS answered them.

use crate::process::{Result, cargo};
use crate::project::Project;
use std::collections::BTreeMap;
use std::path::Path;

const OPEN: &str = "<!-- fidelity -->\n";
const CLOSE: &str = "<!-- /fidelity -->";

/// The folders of recorded cases, and how they are called; those of the first are called by their groups alone.
const SUITES: [(&str, &str); 4] =
    [("executions", ""), ("outcomes", "outcomes"), ("mock_config", "mock files"), ("test_state", "TestState")];

/// Passed and failed cases by group.
type Counts = BTreeMap<String, [u64; 2]>;

/// Runs the conformance suites and gives the table of their counts.
pub fn table(project: &Project, folder: &Path) -> Result<String> {
    let mut text = "| recorded on AWS | cases | passed |\n|---|--:|--:|\n".to_owned();
    let mut all = [0, 0];
    for (suite, title) in SUITES {
        let suite = folder.join(suite);
        if !suite.is_dir() {
            continue;
        }
        for (group, [passed, failed]) in counts(&report(project, &suite)?) {
            let names: Vec<&str> = [title, &group].into_iter().filter(|name| !name.is_empty()).collect();
            text.push_str(&row(&names.join(": "), passed, failed));
            all = [all[0] + passed, all[1] + failed];
        }
    }
    text.push_str(&row("**all**", all[0], all[1]));
    Ok(text)
}

fn row(name: &str, passed: u64, failed: u64) -> String {
    format!("| {name} | {} | {passed} |\n", passed + failed)
}

/// What the conformance runner prints. It fails where a case does, which is no error here.
fn report(project: &Project, suite: &Path) -> Result<String> {
    let suite = std::path::absolute(suite).map_err(|error| error.to_string())?;
    let output = cargo(&project.root)
        .args(["run", "--quiet", "--release", "--package", "stepwell-tests", "--bin", "conformance", "--"])
        .arg(&suite)
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if text.contains("\ngroup ") { Ok(text) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

/// Reads the closing table; groups such as `Choice.And` and `Choice.Not` are one.
fn counts(report: &str) -> Counts {
    let mut counts = Counts::new();
    let lines = report.lines().skip_while(|line| !line.starts_with("group ")).skip(1);
    for line in lines.take_while(|line| !line.starts_with("all ")) {
        let mut words: Vec<&str> = line.split_whitespace().collect();
        let numbers = words.split_off(words.len().saturating_sub(3));
        let [Ok(passed), Ok(failed), Ok(_)] = [0, 1, 2].map(|at| numbers.get(at).unwrap_or(&"").parse::<u64>()) else {
            continue;
        };
        let name = words.join(" ");
        let sum = counts.entry(name.split('.').next().unwrap_or_default().to_owned()).or_default();
        *sum = [sum[0] + passed, sum[1] + failed];
    }
    counts.retain(|_, [passed, failed]| *passed + *failed > 0);
    counts
}

/// Puts the table between its marks.
pub fn insert(readme: &str, table: &str) -> Result<String> {
    let place = readme.split_once(OPEN).and_then(|(before, rest)| Some((before, rest.split_once(CLOSE)?.1)));
    let (before, after) = place.ok_or("README.md has no place for the table")?;
    Ok(format!("{before}{OPEN}{table}{CLOSE}{after}"))
}

#[cfg(test)]
mod tests {
    use super::{counts, insert};

    #[test]
    fn the_closing_table_is_read() {
        let report = "✕ Choice.And-1\n    differs\n\ngroup  passed  failed  left out\nChoice.And  1  2  0\nChoice.Not  3  0  1\n\
                      base  12  0  0\nnothing  0  0  4\nall  16  2  5\n";
        let found: Vec<(String, [u64; 2])> = counts(report).into_iter().collect();
        assert_eq!(found, [("Choice".to_owned(), [4, 2]), ("base".to_owned(), [12, 0])]);
    }

    #[test]
    fn the_table_takes_the_place_of_the_old_one() {
        let readme = "a\n<!-- fidelity -->\nold\n<!-- /fidelity -->\nb\n";
        assert_eq!(insert(readme, "new\n").as_deref(), Ok("a\n<!-- fidelity -->\nnew\n<!-- /fidelity -->\nb\n"));
        assert!(insert("nothing", "new\n").is_err());
    }
}
