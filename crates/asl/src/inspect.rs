//! What is inside a visit, for the page: the run is made again with its stages recorded.

use crate::{
    Run,
    missed::missed,
    origins::{Visited, assigners, origins, state_node, way_out},
    session::Progress,
};
use asl_document::text;
use asl_engine::{RuleKind, RuleVerdict as Rule, Stage, StageName, Stages, Verdict};
use asl_json::{Json, Map};
use asl_model::{Condition, Kind, Operand, State, Test};
use asl_path::{Query, Root};
use asl_view::{DataStage, Document, Inspection, RuleVerdict};

/// Runs a document up to the end of a visit, which its `…Entered` event names, and tells what is inside.
///
/// `None` if the document cannot run or no visit begins with the event.
pub fn inspect(document: &Document, visit: u32) -> Option<Inspection> {
    let mut run = Run::start(document).ok()?;
    run.watch(visit);
    while run.advance(10_000) == Progress::Running {}
    run.inspection()
}

impl Run {
    /// What is inside the visit that was watched; `None` if no visit begins with its event.
    pub fn inspection(&self) -> Option<Inspection> {
        let stages = self.session.execution.stages()?;
        let state = stages.state.map(|state| self.session.program.state(state))?;
        let parsed = text::parse(&self.definition).ok();
        let node = parsed.as_ref().and_then(|parsed| state_node(&parsed.root, state));
        let has = |name: &str| stages.stages.iter().any(|stage| stage.name.text() == name);
        let visited = |root| Visited {
            root,
            text: &self.definition,
            state,
            has: &has,
            via: way_out(&self.session, stages.visit),
            before: assigners(&self.session, stages.visit, &stages.before, false),
            after: assigners(&self.session, stages.visit, stages.after.as_ref().unwrap_or(&stages.before), true),
        };
        Some(Inspection {
            stages: stages.stages.iter().map(stage).collect(),
            rules: stages.rules.iter().map(|rule| verdict(state, &stages, rule)).collect(),
            before: variables(&stages.before),
            after: stages.after.as_ref().map(variables),
            context: stages.context.to_string(),
            error: stages.fault.as_ref().and_then(|fault| fault.error.as_deref()).map(Into::into),
            cause: stages.fault.as_ref().and_then(|fault| fault.cause.as_deref()).map(Into::into),
            missed: node.and_then(|node| missed(node, &stages, &self.definition)),
            origins: parsed.as_ref().map(|parsed| origins(&visited(&parsed.root))).unwrap_or_default(),
        })
    }
}

fn stage(stage: &Stage) -> DataStage {
    let (text, problem) = match &stage.value {
        Ok(value) => (Some(value.to_string()), None),
        Err(fault) => (None, Some(fault.cause.as_deref().unwrap_or(fault.name()).to_string())),
    };
    DataStage { attempt: stage.attempt, name: stage.name.text().into(), text, problem }
}

fn variables(all: &Map) -> Vec<(String, String)> {
    all.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect()
}

fn verdict(state: &State, stages: &Stages, rule: &Rule) -> RuleVerdict {
    let at = rule.index as usize;
    let error = if rule.error.is_empty() { "without a name" } else { &*rule.error };
    let (list, errors) = match rule.kind {
        RuleKind::Retry => ("Retry", state.retry.get(at).map(|retrier| &retrier.errors)),
        RuleKind::Catch => ("Catch", state.catch.get(at).map(|catcher| &catcher.errors)),
        RuleKind::Choice => ("Choices", None),
    };
    let errors = errors.map(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap_or_default();
    let most = state.retry.get(at).map_or(0, |retrier| retrier.max_attempts);
    let reason = match &rule.verdict {
        Verdict::Retries(used, delay) => {
            format!("{}: retry {} of {most}, after {delay} s", which(&errors, error), used + 1)
        }
        Verdict::UsedUp(used) => format!("{}, but {used} of {most} retries are used up", which(&errors, error)),
        Verdict::Catches => which(&errors, error),
        Verdict::Chosen => compared(state, stages, at, "matches"),
        Verdict::Differs if rule.kind == RuleKind::Choice => compared(state, stages, at, "does not match"),
        Verdict::Differs => format!("names {}; the error is {}", errors.join(", "), error),
        Verdict::NotCatchable => "what Step Functions itself reports as States.Runtime is matched by no rule".into(),
        Verdict::NotAsked => "not asked: an earlier rule matched".into(),
    };
    let hit = matches!(rule.verdict, Verdict::Retries(..) | Verdict::Catches | Verdict::Chosen);
    RuleVerdict { attempt: rule.attempt, rule: format!("{list}[{at}]"), hit, reason }
}

/// Which of `ErrorEquals` matched.
fn which(errors: &[String], error: &str) -> String {
    match errors.iter().find(|word| **word == error) {
        Some(word) => format!("{word} matches"),
        None => {
            let wild = errors.iter().find(|word| matches!(word.as_str(), "States.ALL" | "States.TaskFailed"));
            format!("{} matches {error}", wild.map_or("it", String::as_str))
        }
    }
}

/// What a rule of a Choice has compared: `$.value is 22: matches`.
fn compared(state: &State, stages: &Stages, at: usize, verdict: &str) -> String {
    let Kind::Choice { rules, .. } = &state.kind else { return verdict.into() };
    let mut queries = Vec::new();
    if let Some(rule) = rules.get(at) {
        collect(&rule.condition, &mut queries);
    }
    let values: Vec<String> = queries.into_iter().map(|query| valued(query, stages)).collect();
    if values.is_empty() { verdict.into() } else { format!("{}: {verdict}", values.join(", ")) }
}

fn collect<'a>(condition: &'a Condition, queries: &mut Vec<&'a Query>) {
    match condition {
        Condition::And(parts) | Condition::Or(parts) => parts.iter().for_each(|part| collect(part, queries)),
        Condition::Not(part) => collect(part, queries),
        Condition::Test { variable, test, .. } => {
            let right = match test {
                Test::Compare(_, Operand::Path(query)) => Some(query),
                Test::Compare(_, Operand::Literal(_)) | Test::Matches(_) | Test::Is(..) => None,
            };
            for query in std::iter::once(variable).chain(right) {
                if queries.iter().all(|known| known.text() != query.text()) {
                    queries.push(query);
                }
            }
        }
        Condition::Jsonata(..) | Condition::Constant(_) => {}
    }
}

fn valued(query: &Query, stages: &Stages) -> String {
    let root = |root: &Root| match root {
        Root::Input => stages.value(StageName::AfterInputPath).cloned(),
        Root::Context => Some(stages.context.clone()),
        Root::Variable(name) => stages.before.get(name).cloned(),
    };
    match query.evaluate(&root) {
        Ok(value) => format!("{} is {}", query.text(), short(&value)),
        Err(_) => format!("{} is absent", query.text()),
    }
}

/// A value of a comparison fits on a line.
fn short(value: &Json) -> String {
    let text = value.to_string();
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
