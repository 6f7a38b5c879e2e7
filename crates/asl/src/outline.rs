//! A program as the page shows it.

use asl_model::{
    Amount, Expr, Jitter, Kind, Language, Pattern, Program, ResourceKind, State, TextField, Then, WaitUntil,
};
use asl_text::{LineIndex, Span};
use asl_view::{Catcher, Edge, EdgeKind, Machine, Outline, Retrier, StateType};

/// Makes the outline of a program; `text` is what the program was read from.
pub fn outline(program: &Program, text: &str) -> Outline {
    let lines = LineIndex::new(text);
    let states = program.states.iter().map(|state| outline_state(state, &lines)).collect();
    let machines = program.machines.iter().map(|machine| Machine {
        owner: machine.owner.map(|owner| owner.0),
        index: machine.index,
        start: machine.start.map(|start| start.0),
        states: machine.states.iter().map(|state| state.0).collect(),
    });
    Outline {
        states,
        machines: machines.collect(),
        edges: edges(program),
        comment: program.comment.as_deref().unwrap_or_default().to_string(),
    }
}

fn outline_state(state: &State, lines: &LineIndex<'_>) -> asl_view::State {
    let range = |span: Span| (lines.utf16(span.start), lines.utf16(span.end));
    let (service, subtitle) = describe(state);
    let pattern = match &state.kind {
        Kind::Task(task) => match &task.resource.kind {
            ResourceKind::Service { pattern: Pattern::Sync, .. } => ".sync",
            ResourceKind::Service { pattern: Pattern::Sync2, .. } => ".sync:2",
            ResourceKind::Service { pattern: Pattern::Token, .. } => ".waitForTaskToken",
            ResourceKind::Service { .. } | ResourceKind::Lambda | ResourceKind::Activity => "",
        },
        _ => "",
    };
    let (inside, max_concurrency, distributed) = match &state.kind {
        Kind::Parallel { branches, .. } => (branches.iter().map(|branch| branch.0).collect(), None, false),
        Kind::Map(map) => {
            let literal = match map.max_concurrency {
                Some(Amount::Literal(value)) => Some(value as u32),
                Some(Amount::Path(..) | Amount::Jsonata(..)) | None => None,
            };
            (vec![map.processor.0], literal, map.distributed.is_some())
        }
        _ => (Vec::new(), None, false),
    };
    asl_view::State {
        name: state.name.to_string(),
        kind: state_type(&state.kind),
        machine: state.machine.0,
        inside,
        subtitle,
        service,
        pattern: pattern.into(),
        end: ends(state),
        language: match state.language {
            Language::JsonPath => "JSONPath".into(),
            Language::Jsonata => "JSONata".into(),
        },
        retriers: state.retry.iter().map(retrier).collect(),
        catchers: state
            .catch
            .iter()
            .map(|catcher| Catcher { errors: strings(&catcher.errors), next: catcher.next.map(|next| next.0) })
            .collect(),
        max_concurrency,
        distributed,
        comment: state.comment.as_deref().unwrap_or_default().to_string(),
        key_range: range(state.key_span),
        range: range(state.span),
    }
}

fn ends(state: &State) -> bool {
    match &state.kind {
        Kind::Succeed | Kind::Fail { .. } => true,
        Kind::Choice { .. } => false,
        Kind::Pass { .. } | Kind::Task(_) | Kind::Wait(_) | Kind::Parallel { .. } | Kind::Map(_) => {
            state.then == Then::End
        }
    }
}

fn state_type(kind: &Kind) -> StateType {
    match kind {
        Kind::Pass { .. } => StateType::Pass,
        Kind::Task(_) => StateType::Task,
        Kind::Choice { .. } => StateType::Choice,
        Kind::Wait(_) => StateType::Wait,
        Kind::Succeed => StateType::Succeed,
        Kind::Fail { .. } => StateType::Fail,
        Kind::Parallel { .. } => StateType::Parallel,
        Kind::Map(_) => StateType::Map,
    }
}

fn strings(texts: &[std::rc::Rc<str>]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

fn retrier(retrier: &asl_model::Retrier) -> Retrier {
    Retrier {
        errors: strings(&retrier.errors),
        interval_seconds: retrier.interval_seconds,
        max_attempts: retrier.max_attempts,
        backoff_rate: retrier.backoff_rate,
        max_delay_seconds: retrier.max_delay_seconds,
        jitter: retrier.jitter == Jitter::Full,
    }
}

/// The service of a task in a short word, and what a state does in two or three words.
fn describe(state: &State) -> (String, String) {
    match &state.kind {
        Kind::Task(task) => {
            let called = task.describe();
            (called.service.to_string(), called.text)
        }
        Kind::Wait(until) => (String::new(), wait(until)),
        Kind::Pass { result: Some(_), .. } => (String::new(), "fixed result".into()),
        Kind::Fail { error: Some(TextField::Literal(error)), .. } => (String::new(), error.to_string()),
        Kind::Choice { rules, .. } => (String::new(), plural(rules.len(), "rule", "rules")),
        Kind::Parallel { branches, .. } => (String::new(), plural(branches.len(), "branch", "branches")),
        Kind::Map(map) if map.distributed.is_some() => (String::new(), "Distributed".into()),
        Kind::Pass { .. } | Kind::Succeed | Kind::Fail { .. } | Kind::Map(_) => (String::new(), String::new()),
    }
}

fn plural(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

fn wait(until: &WaitUntil) -> String {
    match until {
        WaitUntil::Seconds(Amount::Literal(seconds)) => asl_view::format::duration(seconds * 1000.0),
        WaitUntil::Seconds(Amount::Path(query, _)) => format!("{} s", query.text()),
        WaitUntil::Seconds(Amount::Jsonata(source, _)) => format!("{} s", source.source),
        WaitUntil::Timestamp(TextField::Literal(text)) => format!("until {text}"),
        WaitUntil::Timestamp(TextField::Expr(Expr::Query(query), _)) => format!("until {}", query.text()),
        WaitUntil::Timestamp(TextField::Expr(Expr::Intrinsic(_) | Expr::Jsonata(_), _)) => "until a time".into(),
    }
}

fn edges(program: &Program) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (from, state) in program.states.iter().enumerate() {
        let from = from as u32;
        let mut add = |to: &Then, kind: EdgeKind, label: String| {
            if let Then::Next(to) = to {
                edges.push(Edge { from, to: to.0, kind, label });
            }
        };
        if let Kind::Choice { rules, default } = &state.kind {
            for (index, rule) in rules.iter().enumerate() {
                add(&rule.next, EdgeKind::Choice(index as u32), rule.condition.describe());
            }
            add(default, EdgeKind::Default, "Default".into());
        } else {
            add(&state.then, EdgeKind::Next, String::new());
        }
        for (index, catcher) in state.catch.iter().enumerate() {
            if let Some(next) = catcher.next {
                add(&Then::Next(next), EdgeKind::Catch(index as u32), catcher.errors.join(", "));
            }
        }
    }
    edges
}
