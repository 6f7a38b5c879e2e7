//! Calls of the binary.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// What a call of the binary gave.
pub struct Called {
    /// Its exit status; -1 where a signal ended it.
    pub status: i32,
    /// Its standard output.
    pub output: String,
    /// Its standard error.
    pub errors: String,
}

/// Calls the binary with this on its standard input.
pub fn stepwell(arguments: &[&str], input: &str) -> Called {
    let mut child = Command::new(env!("CARGO_BIN_EXE_stepwell"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    // A command that reads nothing has closed its end, which is fine.
    let _ = child.stdin.take().expect("its input is piped").write_all(input.as_bytes());
    let done = child.wait_with_output().expect("the binary ends");
    let text = |bytes| String::from_utf8(bytes).expect("what it prints is UTF-8");
    Called { status: done.status.code().unwrap_or(-1), output: text(done.stdout), errors: text(done.stderr) }
}
