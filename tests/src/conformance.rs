//! Cases, how they are run, and how the answers are compared.

mod baseline;
mod case;
mod compare;
mod events;
mod test_state;
mod tokens;

pub use baseline::Baseline;
pub use case::{Case, Language, load};
pub use compare::Difference;

use asl::json::Json;

/// What became of a case.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Everything that can be compared is equal.
    Passed,
    /// The first difference.
    Failed(Difference),
    /// The case says that it holds nothing to compare.
    NotComparable,
}

/// Runs a case and compares.
pub fn run(case: &Case) -> Verdict {
    if !case.comparable {
        return Verdict::NotComparable;
    }
    if case.is_test_state() {
        return test_state::compare(case).map_or(Verdict::Passed, Verdict::Failed);
    }
    let line = asl::batch_line(&case.scenario().to_string());
    let answer = match Json::parse(&line) {
        Ok(answer) => answer,
        Err(error) => return Verdict::Failed(Difference::new("", "a JSON answer", error.to_string())),
    };
    let found = match case.outcome_only() {
        true => compare::outcome(case, &answer),
        false => compare::execution(case, &answer),
    };
    found.map_or(Verdict::Passed, Verdict::Failed)
}
