//! The native half of `cargo xtask bench`: runs the scenario on standard input some times and prints what the best run
//! took, as one JSON line. It is a program of its own for each measurement, so that its peak of memory is that
//! scenario's.

use asl::{
    Progress, Session,
    engine::Details,
    history_text,
    json::Json,
    jsonata::{Bindings, Expression, Host, Limits, Profile},
    start_scenario,
};
use std::{
    io::Read,
    process::ExitCode,
    time::{Duration, Instant},
};

/// Steps at a time, as the page's worker takes them.
const SLICE: u64 = 10_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut text = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut text) {
        eprintln!("bench: {error}");
        return ExitCode::FAILURE;
    }
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let measured = match words.as_slice() {
        ["run", rounds] => {
            rounds.parse().map_err(|_| "a number of rounds".into()).and_then(|rounds| run(&text, rounds))
        }
        ["jsonata", expression] => jsonata(expression, &text),
        _ => Err("bench run ROUNDS | bench jsonata EXPRESSION, with a scenario or a document on standard input".into()),
    };
    match measured {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("bench: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Seconds to read, to run and to write the history: of the best round each.
fn run(text: &str, rounds: u32) -> Result<Json, String> {
    let mut best = [f64::INFINITY; 3];
    let mut last = None;
    for _ in 0..rounds {
        // The run before must not count to the memory of this one.
        drop(last.take());
        let began = Instant::now();
        let mut session = start_scenario(text).map_err(|refusal| refusal.lines())?;
        let started = Instant::now();
        while session.advance(SLICE) == Progress::Running {}
        let ended = Instant::now();
        let bytes = if session.map_runs.is_empty() { history_text(&session).len() } else { 0 };
        let parts = [started - began, ended - started, ended.elapsed()];
        for (best, part) in best.iter_mut().zip(parts) {
            *best = best.min(part.as_secs_f64());
        }
        last = Some((session, bytes));
    }
    let (session, bytes) = last.ok_or("at least one round")?;
    Ok(Json::from_pairs([
        ("status", Json::from(session.status())),
        ("readSeconds", Json::float(best[0])),
        ("runSeconds", Json::float(best[1])),
        ("writeSeconds", Json::float(best[2])),
        ("transitions", Json::int(transitions(&session) as i64)),
        ("events", Json::int(session.history.len() as i64)),
        ("historyBytes", Json::int(bytes as i64)),
        ("peakBytes", peak_bytes().map_or(Json::Null, Json::int)),
    ]))
}

/// What the service would bill: states entered, and retries.
fn transitions(session: &Session) -> usize {
    let entered = session.history.iter().filter(|event| matches!(event.details, Details::StateEntered { .. }));
    entered.count() + session.retried.len()
}

/// The most memory that this process ever had, where the system says so (Linux).
fn peak_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<i64>().ok()? * 1024)
}

/// Evaluations a second of an expression that is read once, and of one that is read each time.
fn jsonata(text: &str, document: &str) -> Result<Json, String> {
    let input = Json::parse_compact(document).map_err(|error| error.to_string())?;
    let read = || Expression::parse(text).map_err(|error| error.message);
    let mut random = || 0;
    let mut host = Host { limits: Limits::STANDARD, now_millis: 0.0, random: &mut random, profile: Profile::Standard };
    let mut evaluate = |expression: &Expression| {
        let value = expression.evaluate(&input, &Bindings::new(), &mut host).map_err(|error| error.message)?;
        Ok(value.map_or(0, |value| value.to_string().len()))
    };
    let expression = read()?;
    let once = rate(|| evaluate(&expression))?;
    let each = rate(|| evaluate(&read()?))?;
    Ok(Json::from_pairs([("once", Json::float(once)), ("each", Json::float(each))]))
}

/// Calls a second: the best of five fifths of a second.
fn rate(mut call: impl FnMut() -> Result<usize, String>) -> Result<f64, String> {
    let mut best: f64 = 0.0;
    for _ in 0..5 {
        let began = Instant::now();
        let mut calls = 0;
        while began.elapsed() < Duration::from_millis(200) {
            for _ in 0..100 {
                std::hint::black_box(call()?);
            }
            calls += 100;
        }
        best = best.max(f64::from(calls) / began.elapsed().as_secs_f64());
    }
    Ok(best)
}
