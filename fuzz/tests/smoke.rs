//! A short run of every target, always the same one; and the expressions that want too much.

use std::panic::{AssertUnwindSafe, catch_unwind};
use stepwell_fuzz::{Random, TARGETS, hostile, shrink};

/// Cases of each target.
const CASES: u64 = 400;
/// Unoptimised frames are several times as large as those that are shipped.
const STACK: usize = 8 << 20;

#[test]
fn random_cases_keep_the_laws() {
    let threads = TARGETS.map(|target| {
        let work = move || {
            for number in 0..CASES {
                let case = (target.make)(&mut Random::of_case(1, number));
                let outcome = catch_unwind(AssertUnwindSafe(|| (target.run)(&case)));
                let told = || format!("{} {number}: {}", target.name, String::from_utf8_lossy(&case));
                assert_eq!(outcome.unwrap_or_else(|_| panic!("{}", told())), Ok(()), "{}", told());
            }
        };
        std::thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread")
    });
    threads.into_iter().for_each(|thread| thread.join().expect("a target found something"));
}

#[test]
fn hostile_expressions_end_with_an_error_in_words() {
    let cases = hostile::cases();
    let wrong = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let wrong = cases.into_iter().filter_map(|case| {
            let outcome = hostile::outcome(&case);
            (!hostile::fits(&case, &outcome)).then(|| format!("{}: {outcome:?}", case.name))
        });
        wrong.collect::<Vec<String>>()
    });
    assert_eq!(wrong.expect("a thread").join().expect("no panic"), Vec::<String>::new());
}

#[test]
fn a_finding_is_made_small() {
    let holds = |text: &str| text.contains('a') && text.contains("zz");
    assert_eq!(shrink("1 + (a * 2) & 'zz' ~> $f()", 1_000, holds), "azz");
}
