//! Files by name, `-` for standard input and output.

use std::io::Read;

pub(crate) fn read(name: &str) -> Result<String, String> {
    let mut text = String::new();
    let read = match name {
        "-" => std::io::stdin().read_to_string(&mut text).map(|_| text),
        _ => std::fs::read_to_string(name),
    };
    read.map_err(|error| format!("cannot read `{name}`: {error}"))
}

pub(crate) fn write(name: &str, text: &str) -> Result<(), String> {
    if name == "-" {
        println!("{text}");
        return Ok(());
    }
    std::fs::write(name, format!("{text}\n")).map_err(|error| format!("cannot write `{name}`: {error}"))
}
