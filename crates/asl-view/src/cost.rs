//! What a run costs, and how near it comes to the limits of the service.

use crate::{Outline, Role, Summary, Trace, TraceIndex, format};

/// The region that the prices are of.
pub const REGION: &str = "us-east-1";
/// When the prices were read: <https://aws.amazon.com/step-functions/pricing/>.
pub const PRICES_OF: &str = "June 2025";
/// US dollars for a state transition of a Standard execution: $0.025 for 1,000. Each retry is one more.
const TRANSITION: f64 = 0.000_025;
/// US dollars for starting an Express execution: $1.00 for a million.
const REQUEST: f64 = 0.000_001;
/// US dollars for a gigabyte-second of an Express execution, before discounts for much use.
const GB_SECOND: f64 = 0.000_016_67;
/// Express executions are billed for memory in steps of 64 MB; a small one takes one step.
const MEMORY_MB: f64 = 64.0;
/// Express executions are billed for time in steps of 100 ms.
const STEP_MS: f64 = 100.0;
/// Events that the history of a Standard execution may have.
pub const MOST_EVENTS: u32 = 25_000;
/// Bytes that an input or output may have: `asl_model::MOST_BYTES`, for crates that know no model.
pub const MOST_BYTES: u32 = 262_144;
const YEAR_MS: f64 = 365.0 * 86_400_000.0;
const FIVE_MINUTES_MS: f64 = 300_000.0;

/// What a state adds to the bill.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CostRow {
    /// Its name.
    pub state: String,
    /// How often it was entered.
    pub entered: u32,
    /// Retries of it, each billed as a transition.
    pub retries: u32,
}

/// A bill.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cost {
    /// US dollars for one run.
    pub dollars: f64,
    /// How that comes about, in words.
    pub terms: String,
    /// The states that were entered, those that cost most first.
    pub rows: Vec<CostRow>,
    /// Transitions of child executions, which the trace does not hold.
    pub elsewhere: u32,
}

/// A limit and how much of it is used.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meter {
    /// What is limited.
    pub name: &'static str,
    /// How much is used, out of how much, in words.
    pub text: String,
    /// The share, from 0; more than 1 is beyond the limit.
    pub share: f64,
    /// Where the most is, in words; empty where it is nowhere in particular.
    pub place: String,
}

/// The bill of a run. Express executions are billed for time and memory, the others for transitions.
pub fn cost(trace: &Trace, index: &TraceIndex, outline: &Outline, summary: &Summary, express: bool) -> Cost {
    let mut rows: Vec<CostRow> =
        outline.states.iter().map(|state| CostRow { state: state.name.clone(), ..CostRow::default() }).collect();
    for (visit, row) in trace.visits.iter().enumerate() {
        let Some(own) = rows.get_mut(row.state as usize) else { continue };
        own.entered += 1;
        let last = index.events_of(visit as u32).iter().map(|event| trace.events[*event as usize].attempt).max();
        own.retries += last.unwrap_or(0).saturating_sub(1);
    }
    rows.retain(|row| row.entered > 0);
    asl_sort::by_key(&mut rows, |row| std::cmp::Reverse(row.entered + row.retries));
    let told: u32 = rows.iter().map(|row| row.entered + row.retries).sum();
    let (dollars, terms) = if express {
        let time = (summary.duration / STEP_MS).ceil().max(1.0) * STEP_MS;
        let used = time / 1000.0 * MEMORY_MB / 1024.0;
        let terms = format!(
            "1 request, {} rounded up to 100 ms, {MEMORY_MB} MB of memory (the least; large data take more)",
            format::duration(time)
        );
        (REQUEST + used * GB_SECOND, terms)
    } else {
        let terms = format!("{} state transitions at $0.025 per 1,000", format::number(summary.transitions));
        (f64::from(summary.transitions) * TRANSITION, terms)
    };
    Cost { dollars, terms, rows, elsewhere: summary.transitions.saturating_sub(told) }
}

/// An amount with the digits that matter: `$0.00028`, `$275`.
pub fn dollars(amount: f64) -> String {
    match amount {
        amount if amount >= 100.0 => format!("${amount:.0}"),
        amount if amount >= 0.01 || amount == 0.0 => format!("${amount:.2}"),
        amount => {
            let zeros = (-amount.log10()).floor().max(0.0) as usize;
            let text = format!("{amount:.*}", zeros + 3);
            format!("${}", text.trim_end_matches('0'))
        }
    }
}

/// How near a run comes to the limits of the service.
pub fn meters(trace: &Trace, outline: &Outline, summary: &Summary, express: bool) -> Vec<Meter> {
    let mut largest = (0_usize, "");
    for event in &trace.events {
        let size = trace.texts.get(event.text).map_or(0, str::len);
        if size > largest.0 {
            let state = trace.visits.get(event.visit as usize).map(|visit| visit.state);
            let name =
                state.and_then(|state| outline.states.get(state as usize)).map_or("", |state| state.name.as_str());
            largest = (size, name);
        }
    }
    let state = if largest.1.is_empty() { String::new() } else { format!("at {}", largest.1) };
    let (longest, limit) = if express { (FIVE_MINUTES_MS, "5 min") } else { (YEAR_MS, "1 year") };
    let failed = trace.events.iter().filter(|event| matches!(event.kind.role(), Role::Failed | Role::TimedOut)).count();
    let events = Meter {
        name: "Events",
        text: format!("{} of {}", format::number(summary.events), format::number(MOST_EVENTS)),
        share: f64::from(summary.events) / f64::from(MOST_EVENTS),
        place: if failed > 0 { format!("{failed} of them failures") } else { String::new() },
    };
    let payload = Meter {
        name: "Largest payload",
        text: format!("{} of 256 KiB", format::bytes(largest.0)),
        share: largest.0 as f64 / f64::from(MOST_BYTES),
        place: state,
    };
    let time = Meter {
        name: "Duration",
        text: format!("{} of {limit}", format::duration(summary.duration)),
        share: summary.duration / longest,
        place: String::new(),
    };
    // An Express execution has no such history.
    if express { vec![payload, time] } else { vec![events, payload, time] }
}
