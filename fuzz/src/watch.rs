//! The child's half: runs one case after the other under a watch, and says on standard output what went wrong.
//!
//! What ends a process (a stack that overflows, memory that the system refuses) ends this one; the number of the case
//! under way stands in a file, where the parent finds it.

use crate::{Random, Target};
use std::{
    fs::File,
    io::{Seek, SeekFrom, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

/// What a case may take natively. Limits are meant to end an expression within a tenth of it.
pub const MOST_TIME: Duration = Duration::from_secs(1);
/// What the process may hold while a case runs, in bytes.
pub const MOST_MEMORY: u64 = 400 << 20;
/// The stack that cases run on: as much as a wasm module has.
const STACK: usize = 1 << 20;

/// Number of the case under way, and when it began, in milliseconds since the start; 0 is none.
static NUMBER: AtomicU64 = AtomicU64::new(0);
static BEGAN: AtomicU64 = AtomicU64::new(0);
/// What the last panic said and where, since the one who catches it is not told.
static PANIC: Mutex<String> = Mutex::new(String::new());

/// Runs the cases of a seed from a number on, for some time. Prints `KIND NUMBER WORDS` for each finding.
///
/// # Errors
/// When the file cannot be written.
pub fn run(target: Target, seed: u64, from: u64, time: Duration, number_file: &Path) -> Result<(), String> {
    let mut file = File::create(number_file).map_err(|error| format!("{}: {error}", number_file.display()))?;
    let start = start_watch();
    let loop_over = move || {
        let mut number = from;
        while start.elapsed() < time {
            let told = file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(&number.to_le_bytes()));
            told.map_err(|error| error.to_string())?;
            let case = (target.make)(&mut Random::of_case(seed, number));
            NUMBER.store(number, Relaxed);
            BEGAN.store(1 + start.elapsed().as_millis() as u64, Relaxed);
            let outcome = one(target, &case);
            BEGAN.store(0, Relaxed);
            if let Err((kind, words)) = outcome {
                println!("{kind} {number} {}", words.replace('\n', " "));
            }
            number += 1;
        }
        println!("done {number}");
        Ok(())
    };
    on_small_stack(loop_over)
}

/// Runs one case as [`run`] does, and prints its finding, if there is one.
///
/// # Errors
/// When there is no thread to be had.
pub fn once(target: Target, case: &[u8]) -> Result<(), String> {
    let start = start_watch();
    let case = case.to_vec();
    on_small_stack(move || {
        BEGAN.store(1 + start.elapsed().as_millis() as u64, Relaxed);
        if let Err((kind, words)) = one(target, &case) {
            println!("{kind} 0 {}", words.replace('\n', " "));
        }
        BEGAN.store(0, Relaxed);
        Ok(())
    })
}

/// Runs a case; `panic` with its words, or `wrong` with the law that was broken.
fn one(target: Target, case: &[u8]) -> Result<(), (&'static str, String)> {
    match catch_unwind(AssertUnwindSafe(|| (target.run)(case))) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(words)) => Err(("wrong", words)),
        Err(_) => Err(("panic", PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone())),
    }
}

fn on_small_stack(work: impl FnOnce() -> Result<(), String> + Send + 'static) -> Result<(), String> {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).map_err(|error| error.to_string())?;
    thread.join().map_err(|_| "the harness itself panicked".to_string())?
}

/// Ends the process when a case takes too long or the process holds too much.
fn start_watch() -> Instant {
    let start = Instant::now();
    std::panic::set_hook(Box::new(|told| {
        *PANIC.lock().unwrap_or_else(PoisonError::into_inner) = told.to_string();
    }));
    std::thread::spawn(move || {
        // Time of the processor, since a busy machine makes anything slow; the system tells it in hundredths.
        let (mut seen, mut spent_before) = (u64::MAX, 0);
        loop {
            std::thread::sleep(Duration::from_millis(20));
            let (began, now) = (BEGAN.load(Relaxed), start.elapsed().as_millis() as u64);
            let number = NUMBER.load(Relaxed);
            let spent = spent_millis().unwrap_or(now);
            if number != seen || began == 0 {
                (seen, spent_before) = (number, spent);
            }
            if began != 0 && spent.saturating_sub(spent_before) > MOST_TIME.as_millis() as u64 {
                println!("hang {number} it takes longer than {MOST_TIME:?}");
                std::process::exit(3);
            }
            if began != 0 && resident_bytes().is_some_and(|bytes| bytes > MOST_MEMORY) {
                println!("memory {number} it holds more than {MOST_MEMORY} bytes");
                std::process::exit(3);
            }
        }
    });
    start
}

/// What the process has taken of processors, where the system says so (Linux).
fn spent_millis() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some((ticks(11)? + ticks(12)?) * 10)
}

/// What the process holds, where the system says so (Linux).
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}
