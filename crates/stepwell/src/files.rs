//! Files by name, `-` for standard input and output.

use std::io::{BufRead, BufWriter, ErrorKind, Read, Write};

pub(crate) fn read(name: &str) -> Result<String, String> {
    let mut text = String::new();
    let read = match name {
        "-" => std::io::stdin().read_to_string(&mut text).map(|_| text),
        _ => std::fs::read_to_string(name),
    };
    read.map_err(|error| format!("cannot read `{name}`: {error}"))
}

/// Prints a line on standard output.
pub(crate) fn say(line: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    heard(writeln!(out, "{line}").and_then(|()| out.flush()))
}

/// A reader that has enough, as `head` has after ten lines, is no error.
fn heard(written: std::io::Result<()>) -> Result<(), String> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(format!("cannot write: {error}")),
        _ => Ok(()),
    }
}

pub(crate) fn write(name: &str, text: &str) -> Result<(), String> {
    if name == "-" {
        return say(text);
    }
    std::fs::write(name, format!("{text}\n")).map_err(|error| format!("cannot write `{name}`: {error}"))
}

/// Answers each line of standard input that is not blank with a line; ends early where nobody reads on.
pub(crate) fn each_line(answer: impl Fn(&str) -> String) -> Result<u8, String> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| format!("standard input cannot be read: {error}"))?;
        if line.trim().is_empty() {
            continue;
        }
        let written = writeln!(out, "{}", answer(&line));
        if written.is_err() {
            return heard(written).map(|()| 0);
        }
    }
    heard(out.flush()).map(|()| 0)
}
