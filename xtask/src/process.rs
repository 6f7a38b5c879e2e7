//! Running other programs, and saying what takes how long.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// What went wrong, as a sentence for the person at the terminal.
pub type Result<T = ()> = std::result::Result<T, String>;

/// Does one piece of work, saying before what it is and afterwards how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {what}");
    let start = Instant::now();
    let result = work();
    let verdict = if result.is_ok() { "done in" } else { "FAILED after" };
    println!("    {what}: {verdict} {:.1} s", start.elapsed().as_secs_f64());
    result
}

/// Runs a program with our output; an error when it cannot be started or fails.
pub fn run(command: &mut Command) -> Result {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", name(command))) }
}

/// Ends as another program: what ends this one, ends that one.
pub fn become_program(command: &mut Command) -> Result {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        let error = command.exec();
        Err(cannot_start(command, &error))
    }
    #[cfg(not(unix))]
    run(command)
}

/// Runs a program, passes its output on line by line and shows each line to `each`; says whether it succeeded.
pub fn watch(command: &mut Command, mut each: impl FnMut(&str)) -> Result<bool> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| cannot_start(command, &error))?;
    let output = child.stdout.take().expect("invariant: standard output is piped");
    for line in BufReader::new(output).split(b'\n') {
        let line = line.map_err(|error| error.to_string())?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        each(&line);
    }
    Ok(child.wait().map_err(|error| error.to_string())?.success())
}

/// The standard output of a program that must succeed.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| cannot_start(command, &error))?;
    if !output.status.success() {
        return Err(format!("{} ended with {}", name(command), output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// Cargo, in a folder.
pub fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("{} could not be started: {error}", name(command))
}

fn name(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()
}
