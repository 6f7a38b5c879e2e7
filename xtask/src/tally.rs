//! Counting over several test runners.

use crate::process::{Result, step, watch};
use std::process::Command;

/// How many tests passed, failed and were skipped so far.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests, and checks that count as one.
    pub passed: u64,
    /// Failed ones; a runner that breaks down without counting any is one more.
    pub failed: u64,
    /// Tests that said why they could not run.
    pub skipped: u64,
}

impl Tally {
    /// Does a check that counts as one test; an error is printed and counted, and the others go on.
    pub fn check(&mut self, what: &str, work: impl FnOnce() -> Result) {
        match step(what, work) {
            Ok(()) => self.passed += 1,
            Err(message) => {
                println!("{what}: {message}");
                self.failed += 1;
            }
        }
    }

    /// Runs a test runner and adds what `count` reads in each line of its output.
    pub fn runner(&mut self, what: &str, command: &mut Command, count: fn(&str) -> Tally) {
        let mut found = Tally::default();
        let result = step(what, || {
            let succeeded = watch(command, |line| found.add(&count(line)))?;
            if succeeded { Ok(()) } else { Err("the runner failed".to_owned()) }
        });
        if let Err(message) = result {
            println!("{what}: {message}");
            // It broke down before, or beside, its tests: a compile error, say.
            found.failed = found.failed.max(1);
        }
        self.add(&found);
    }

    fn add(&mut self, other: &Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// Reads `test result: ok. 5 passed; 0 failed; 1 ignored; …`, the closing line of cargo's test runner.
pub fn cargo_line(line: &str) -> Tally {
    let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
        return Tally::default();
    };
    let read = |name: &str| {
        let part = counts.split("; ").find_map(|part| part.strip_suffix(name));
        part.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    Tally { passed: read(" passed"), failed: read(" failed"), skipped: read(" ignored") }
}

/// Reads `ℹ pass 3` and its like, the closing lines of Node's test runner.
pub fn node_line(line: &str) -> Tally {
    let mut tally = Tally::default();
    let words: Vec<&str> = line.split(' ').collect();
    if let ["ℹ", name, number] = words[..] {
        let number = number.parse().unwrap_or(0);
        match name {
            "pass" => tally.passed = number,
            "fail" | "cancelled" => tally.failed = number,
            "skipped" | "todo" => tally.skipped = number,
            _ => {}
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::{Tally, cargo_line, node_line};

    #[test]
    fn closing_lines_are_counted() {
        type Reader = fn(&str) -> Tally;
        let cases: [(Reader, &str, [u64; 3]); 7] = [
            (
                cargo_line,
                "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s",
                [5, 0, 1],
            ),
            (
                cargo_line,
                "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
                [12, 3, 0],
            ),
            (cargo_line, "test tests::closing ... ok", [0, 0, 0]),
            (node_line, "ℹ pass 3", [3, 0, 0]),
            (node_line, "ℹ fail 2", [0, 2, 0]),
            (node_line, "ℹ skipped 1", [0, 0, 1]),
            (node_line, "ℹ duration_ms 812.5", [0, 0, 0]),
        ];
        for (read, line, [passed, failed, skipped]) in cases {
            assert_eq!(read(line), Tally { passed, failed, skipped }, "{line}");
        }
    }
}
