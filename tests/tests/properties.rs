//! What holds for every machine, whatever its tasks answer.

mod machines;

use asl::{
    document::MachineType,
    engine::{
        Details, Effect, Event, Execution, Fault, Input, Instant, Invocation, Limits, Names, Output, Reply, Settings,
        Step, check,
    },
    json::Json,
};
use machines::{INPUT, machine};
use proptest::prelude::*;
use std::{collections::BTreeMap, rc::Rc};

/// A run that this test answers itself: the answer to a call depends on nothing but the call and a number.
#[derive(Clone)]
struct Run {
    execution: Execution,
    history: Vec<Event>,
    salt: u64,
}

impl Run {
    fn start(definition: &str, salt: u64) -> Self {
        let checked = asl::check(definition, MachineType::Standard);
        assert!(checked.runs(), "{definition}\n{:?}", checked.diagnostics);
        let settings = Settings {
            start: Instant(1_000_000),
            seed: salt,
            names: Names {
                state_machine: "M".into(),
                state_machine_arn: "m".into(),
                execution: "E".into(),
                execution_arn: "e".into(),
                role_arn: "r".into(),
                region: "us-east-1".into(),
            },
            limits: Limits::default(),
            stop: None,
        };
        let mut out = Output::default();
        let input = Json::parse(INPUT).expect("the input is JSON");
        let program = Rc::new(checked.program.expect("a definition without errors has a program"));
        let execution = Execution::start(program, settings, input, &mut out);
        Self { execution, history: out.events, salt }
    }

    /// One step; false when there is none any more.
    fn step(&mut self) -> bool {
        let mut out = Output::default();
        let before = self.execution.now();
        let step = self.execution.step(&mut out);
        assert!(self.execution.now() >= before, "virtual time goes back");
        for effect in std::mem::take(&mut out.effects) {
            if let Effect::Invoke(call) = effect {
                let reply = answer(&call, self.salt);
                self.execution.supply(Input::Reply { task: call.task, reply }, &mut out);
            }
        }
        self.history.append(&mut out.events);
        match step {
            Step::Ran | Step::Advanced(_) => true,
            Step::Blocked => panic!("every task answers or times out"),
            Step::Done => false,
        }
    }

    fn finish(&mut self) {
        while self.step() {}
    }
}

fn answer(call: &Invocation, salt: u64) -> Reply {
    let mut mixed = salt ^ 0x9e37_79b9_7f4a_7c15;
    for part in [format!("{:?}", call.state), format!("{} {:?}", call.attempt, call.iteration)] {
        for byte in part.bytes() {
            mixed = (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    let mixed = mixed ^ (mixed >> 29);
    let result = match mixed % 8 {
        0 => None,
        1 | 2 => Some(Err(Fault::task(Some("Busy".into()), None))),
        3 => Some(Err(Fault::task(Some("Bad".into()), Some("so it is".into())))),
        _ => Some(Ok(Json::int((mixed % 100) as i64))),
    };
    Reply {
        submitted: (mixed & 64 == 0).then(Json::empty_object),
        worker: None,
        heartbeats: Vec::new(),
        delay_seconds: (mixed % 70) as f64 / 10.0,
        result,
        asks: false,
    }
}

/// The most iterations of each Map that are alive at once, by the id of the visit.
fn most_alive(history: &[Event]) -> BTreeMap<u32, i64> {
    let (mut alive, mut most) = (BTreeMap::<u32, i64>::new(), BTreeMap::<u32, i64>::new());
    for event in history {
        let change = match event.details {
            Details::IterationStarted { .. } => 1,
            Details::IterationSucceeded { .. } | Details::IterationFailed { .. } | Details::IterationAborted { .. } => {
                -1
            }
            _ => 0,
        };
        let now = alive.entry(event.visit).or_default();
        *now += change;
        let most = most.entry(event.visit).or_default();
        *most = (*most).max(*now);
    }
    most
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_history_is_legal(machine in machine(), salt in any::<u64>()) {
        let mut run = Run::start(&machine.text(), salt);
        run.finish();
        prop_assert!(run.execution.outcome().is_some());
        prop_assert_eq!(check(&run.history).map_err(|broken| broken.to_string()), Ok(()));
        prop_assert_eq!(run.history.len() as u32, run.execution.events());
    }

    #[test]
    fn no_more_iterations_live_than_max_concurrency(machine in machine(), salt in any::<u64>()) {
        let text = machine.text();
        let mut run = Run::start(&text, salt);
        run.finish();
        let program = asl::check(&text, MachineType::Standard).program.unwrap_or_default();
        for (visit, most) in most_alive(&run.history) {
            let Some(Details::StateEntered { state, .. }) =
                (visit as usize).checked_sub(1).map(|at| &run.history[at].details) else { continue };
            let name = &program.state(*state).name;
            let limit = name.strip_prefix("Map of ").and_then(|rest| rest.split(' ').next()?.parse::<i64>().ok());
            if let Some(limit) = limit {
                prop_assert!(most <= if limit == 0 { 40 } else { limit }, "{name}: {most} at once");
            }
        }
    }

    #[test]
    fn a_checkpoint_goes_on_as_the_run_did(machine in machine(), salt in any::<u64>(), cut in 0..64usize) {
        let mut run = Run::start(&machine.text(), salt);
        let mut checkpoints = Vec::new();
        let mut steps = 0;
        while run.step() {
            steps += 1;
            if steps % 64 == cut || steps < 4 {
                checkpoints.push(run.clone());
            }
        }
        let whole = format!("{:?}", run.history);
        for mut checkpoint in checkpoints {
            checkpoint.finish();
            prop_assert_eq!(format!("{:?}", checkpoint.history), whole.clone());
        }
    }

    #[test]
    fn the_same_scenario_gives_the_same_bytes(machine in machine(), seed in any::<u32>(), error in any::<bool>()) {
        let response = if error { r#"{"Throw":{"Error":"Busy"}}"# } else { r#"{"Return":1,"DelaySeconds":0.3}"# };
        let mocks: Vec<String> = (1..9).map(|number| format!(r#""Task {number}":[{response},{{"Return":2}}]"#)).collect();
        let document = format!(
            r#"{{"stepwell":1,"definition":{},"input":{INPUT},"mocks":{{{}}},"settings":{{"seed":{seed}}}}}"#,
            machine.text(),
            mocks.join(",")
        );
        let first = asl::run_scenario(&document).map_err(|refusal| refusal.lines());
        let again = asl::run_scenario(&document).map_err(|refusal| refusal.lines());
        prop_assert!(first.is_ok(), "{first:?}");
        prop_assert_eq!(first, again);
    }

    #[test]
    fn a_mutated_definition_is_read_without_panic(
        machine in machine(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..PIECES.len(), 0..12usize), 1..4),
    ) {
        let mut text = machine.text();
        for (at, piece, cut) in changes {
            let at = at.index(text.len());
            let end = (at + cut).min(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(end) {
                text.replace_range(at..end, PIECES[piece]);
            }
            if text.is_empty() {
                break;
            }
        }
        let checked = asl::check(&text, MachineType::Standard);
        for found in &checked.diagnostics {
            prop_assert!(text.get(found.span.start as usize..found.span.end as usize).is_some(), "{found:?} in {text}");
        }
        let quoted = Json::from(text.as_str());
        let document = format!(r#"{{"definition":{quoted},"settings":{{"limits":{{"maxSteps":2000,"maxEvents":500}}}}}}"#);
        let ran = asl::run_scenario(&document);
        prop_assert_eq!(ran.is_ok(), checked.runs(), "{}", text);
    }

    #[test]
    fn any_definition_is_read_without_panic(text in any::<String>()) {
        let checked = asl::check(&text, MachineType::Express);
        prop_assert!(!checked.runs() && !checked.diagnostics.is_empty(), "{text}");
    }
}

/// What a mutation puts into a definition.
const PIECES: [&str; 24] = [
    "",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "0",
    "-1",
    "1e999",
    "\"$\"",
    "\"$$\"",
    "\"$.a[\"",
    "{% (",
    "States.Format(",
    "\"Type\":\"Map\",",
    "\"Type\":\"Choice\",",
    "\"States\":{},",
    "\"Next\":\"State 1\",",
    "\\u0000",
    "\\ud800",
    "é😀",
];
