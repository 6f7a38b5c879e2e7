//! The stepwell command line: run, check, evaluate and test over the same core as the page.

mod eval;
mod files;

use asl::{StateVerdict, document::MachineType};
use files::{each_line, read, say, write};
use std::process::ExitCode;

const USAGE: &str = "stepwell: run, check and test AWS Step Functions definitions without an account

    stepwell run SCENARIO.json [--history FILE] [--trace FILE]
        Runs a scenario to its end, or to the first point that needs a person, and prints a JSON summary.
        --history writes what GetExecutionHistory returns, --trace one line for each event.
        Exit status: 0 when the execution succeeded, 1 when it ended otherwise, 2 when it could not be run.
    stepwell mocks HISTORY.json DEFINITION
        Prints the scenario whose run does what `aws stepfunctions get-execution-history` has recorded: its input, start
        and mocks. What such a run does otherwise is told on standard error; exit status: 1 where there is anything.
    stepwell check DEFINITION [--format json] [--type STANDARD|EXPRESS]
        Prints the diagnostics of a definition (JSON, JSON with comments, YAML). Exit status: 1 where there is an error.
    stepwell eval --jsonata EXPRESSION | --jsonpath PATH | --intrinsic CALL [--input FILE]
        Evaluates one expression against a document and prints the value. Exit status: 1 where there is none.
    stepwell eval --batch
        Reads {`jsonata`|`jsonpath`|`intrinsic`: TEXT, `input`: JSON, `bindings`: {…}} from each line of standard
        input and prints one line each: {`value`:…}, {`undefined`:true} or {`error`:{`code`,`message`,`position`}}.
    stepwell test-state REQUEST.json
        Answers a request of the TestState API: the parameters as one JSON object.
        Exit status: 0 when the state succeeded, 1 when it ended otherwise, 2 when the request was refused.
    stepwell batch
        Reads one scenario a line from standard input and prints one JSON line for each.

A file name `-` is standard input or output.";

/// The document could not be run.
const REFUSED: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run", file, options @ ..] => run(file, options),
        ["mocks", history, definition] => mocks(history, definition),
        ["check", file, options @ ..] => check(file, options),
        ["batch"] => each_line(asl::batch_line),
        ["eval", options @ ..] => eval::eval(options),
        ["test-state", file] => test_state(file),
        [] | ["help" | "--help" | "-h", ..] => say(USAGE).map(|()| 0),
        ["--version" | "-V"] => say(concat!("stepwell ", env!("CARGO_PKG_VERSION"))).map(|()| 0),
        _ => Err(format!("these arguments make no command\n\n{USAGE}")),
    };
    match done {
        Ok(status) => ExitCode::from(status),
        Err(message) => {
            eprintln!("stepwell: {message}");
            ExitCode::from(REFUSED)
        }
    }
}

/// The value behind a name among options such as `--history FILE`.
fn options<'a, const N: usize>(given: &[&'a str], names: [&str; N]) -> Result<[Option<&'a str>; N], String> {
    let mut values = [None; N];
    for pair in given.chunks(2) {
        let at =
            names.iter().position(|name| *name == pair[0]).ok_or_else(|| format!("unknown option `{}`", pair[0]))?;
        values[at] = Some(*pair.get(1).ok_or_else(|| format!("`{}` wants a value", pair[0]))?);
    }
    Ok(values)
}

fn run(file: &str, given: &[&str]) -> Result<u8, String> {
    let [history, trace] = options(given, ["--history", "--trace"])?;
    match asl::run_scenario(&read(file)?) {
        Ok(ran) => {
            if let Some(file) = history {
                write(file, &ran.history)?;
            }
            if let Some(file) = trace {
                write(file, &ran.trace)?;
            }
            say(&ran.summary)?;
            Ok(u8::from(!ran.succeeded))
        }
        Err(refusal) => {
            eprint!("stepwell: {}", refusal.lines());
            Ok(REFUSED)
        }
    }
}

fn mocks(history: &str, definition: &str) -> Result<u8, String> {
    let (scenario, compared) = asl::scenario_of(&read(definition)?, &read(history)?)?;
    say(&asl::json::pretty(&scenario.to_json()))?;
    if compared.is_same() {
        return Ok(0);
    }
    eprintln!("stepwell: {}", compared.sentence());
    Ok(1)
}

fn check(file: &str, given: &[&str]) -> Result<u8, String> {
    let [format, kind] = options(given, ["--format", "--type"])?;
    let kind = match kind {
        None => MachineType::Standard,
        Some(word) => {
            MachineType::from_word(word).ok_or_else(|| format!("`{word}` is neither STANDARD nor EXPRESS"))?
        }
    };
    let text = read(file)?;
    let checked = asl::check(&text, kind);
    match format {
        Some("json") => say(&asl::diagnostics_json(&text, &checked.diagnostics).to_string())?,
        Some(other) => return Err(format!("unknown format `{other}`; there is `json`")),
        None => {
            let lines = asl::text::LineIndex::new(&text);
            for found in &checked.diagnostics {
                say(&format!("{file}:{}", found.line(&lines)))?;
            }
            say(if checked.runs() { "OK" } else { "FAIL" })?;
        }
    }
    Ok(u8::from(!checked.runs()))
}

fn test_state(file: &str) -> Result<u8, String> {
    let answer = asl::test_state(&read(file)?);
    say(&answer.json)?;
    Ok(match answer.verdict {
        StateVerdict::Succeeded => 0,
        StateVerdict::Failed => 1,
        StateVerdict::Refused => REFUSED,
    })
}
