//! jsonata-js in a Node process.

use super::{Case, Outcome};
use asl::json::Json;
use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

const PROGRAM: &str = "tests/differential/oracle.mjs";
/// Longer than any case that is to be compared.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running process that answers.
pub struct Oracle {
    process: Child,
    input: ChildStdin,
    answers: Receiver<String>,
}

impl std::fmt::Debug for Oracle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Oracle").field("process", &self.process.id()).finish_non_exhaustive()
    }
}

impl Oracle {
    /// Starts one; the working folder is the repository.
    pub fn start() -> Result<Self, String> {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        let command =
            Command::new("node").arg(PROGRAM).current_dir(root).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut process = command.map_err(|error| format!("node could not be started: {error}"))?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("node has no pipes".into());
        };
        let (sender, answers) = channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Self { process, input, answers })
    }

    /// What jsonata-js gives. A case that it does not end is skipped, and so is its process.
    pub fn ask(&mut self, case: &Case) -> Result<Outcome, String> {
        let line = format!("{{\"expression\":{},\"input\":{}}}\n", asl::json::escape(&case.expression), case.input);
        self.input.write_all(line.as_bytes()).map_err(|error| format!("jsonata-js is gone: {error}"))?;
        match self.answers.recv_timeout(PATIENCE) {
            Ok(line) => {
                let answer = Json::parse_compact(&line).map_err(|error| format!("{line} is no JSON: {error}"))?;
                Ok(read(&answer))
            }
            Err(_) => {
                let other = Self::start()?;
                drop(std::mem::replace(self, other));
                Ok(Outcome::Skipped)
            }
        }
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn read(answer: &Json) -> Outcome {
    if let Some(error) = answer.get("error") {
        let code = error.get("code").and_then(Json::as_str).unwrap_or_default().to_string();
        return match code.as_str() {
            "STEPS" => Outcome::Skipped,
            _ => Outcome::Error {
                code,
                position: error.get("position").and_then(Json::as_i64),
                token: error.get("token").cloned(),
                message: error.get("message").and_then(Json::as_str).unwrap_or_default().to_string(),
            },
        };
    }
    match answer.get("value") {
        _ if answer.get("function").is_some() => Outcome::Function,
        _ if answer.get("hollow") == Some(&Json::Bool(true)) => Outcome::Skipped,
        Some(value) => Outcome::Value(value.clone()),
        None => Outcome::Undefined,
    }
}
