//! Expressions and templates against the data of a lane.

use crate::{Execution, Fault, context, lane::Lane};
use asl_intrinsics::Env;
use asl_json::{Json, Map};
use asl_model::{Amount, Expr, PathField, Template, TextField};
use asl_path::{Query, Root};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use std::{cell::Cell, rc::Rc};

/// What an expression of a lane sees.
pub(crate) struct Evaluator<'a> {
    pub(crate) execution: &'a Execution,
    pub(crate) lane: &'a Lane,
    /// `$` in JSONPath.
    input: &'a Json,
    /// `$states.result` in JSONata.
    pub(crate) result: Option<&'a Json>,
    /// `$states.errorOutput` in JSONata.
    pub(crate) error: Option<&'a Json>,
    draws: Cell<u64>,
}

impl<'a> Evaluator<'a> {
    /// Expressions see `input` as `$`.
    pub(crate) fn new(execution: &'a Execution, lane: &'a Lane, input: &'a Json) -> Self {
        Self { execution, lane, input, result: None, error: None, draws: Cell::new(lane.draws) }
    }

    /// JSONata expressions see the result of the state's work.
    pub(crate) fn with_result(mut self, result: &'a Json) -> Self {
        self.result = Some(result);
        self
    }

    /// JSONata expressions see what a catcher caught.
    pub(crate) fn with_error(mut self, error: &'a Json) -> Self {
        self.error = Some(error);
        self
    }

    /// The random draws so far: they must be given back to the lane, so that the next draw is another one.
    pub(crate) fn draws(&self) -> u64 {
        self.draws.get()
    }

    fn root(&self, root: &Root) -> Option<Json> {
        match root {
            Root::Input => Some(self.input.clone()),
            Root::Context => Some(context::build(self.execution, self.lane)),
            Root::Variable(name) => self.lane.variables.get(name).cloned(),
        }
    }

    /// Selects by a query; what is missing is told in Jayway's words.
    pub(crate) fn query(&self, query: &Query) -> Result<Json, String> {
        let found = match query.root {
            // The common case, without a detour over the roots.
            Root::Input if !query.path.is_root() => query.path.query(self.input),
            _ => query.evaluate(&|root| self.root(root)),
        };
        found.map_err(|missing| missing.message)
    }

    /// `InputPath`, `OutputPath`, and other fields that hold a path.
    pub(crate) fn path(&self, query: &Query) -> Result<Json, Fault> {
        self.query(query).map_err(|missing| {
            self.execution.runtime(self.lane, &format!("Invalid path '{}' : {missing}", query.text()))
        })
    }

    /// `InputPath` or `OutputPath`. `null` gives the empty object.
    pub(crate) fn path_field(&self, field: &PathField) -> Result<Json, Fault> {
        match field {
            PathField::Whole => Ok(self.input.clone()),
            PathField::Nothing => Ok(Json::empty_object()),
            PathField::Query(query, _) => self.path(query),
        }
    }

    /// Builds the value of a template.
    pub(crate) fn template(&self, template: &Template) -> Result<Json, Fault> {
        match template {
            Template::Literal(value) => Ok(value.clone()),
            // What is built anew is compact: the text of an input is kept only while nothing changes it
            // (case `scenarios/test_base_scenarios.test_map_state_config_inline_parameters`).
            Template::Value { field, expr, .. } => self.expression(expr, field).map(|value| value.compact()),
            Template::Object(entries) => {
                let mut built = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    built.push((key.clone(), self.template(value)?));
                }
                Ok(Json::object(Map::of_unique(built)))
            }
            Template::Array(items) => {
                let built: Result<Vec<_>, Fault> = items.iter().map(|item| self.template(item)).collect();
                Ok(Json::array(built?))
            }
        }
    }

    fn expression(&self, expr: &Expr, field: &str) -> Result<Json, Fault> {
        match expr {
            Expr::Query(query) => self.query(query).map_err(|_| {
                let text = query.text();
                let input = self.input;
                let cause = format!(
                    "The JSONPath '{text}' specified for the field '{field}' could not be found in the input '{input}'"
                );
                self.execution.runtime(self.lane, &cause)
            }),
            Expr::Intrinsic(call) => {
                let mut random = || self.draw();
                let roots = |root: &Root| self.root(root);
                let mut env = Env { roots: &roots, input: self.input, random: &mut random };
                call.evaluate(&mut env).map_err(|fault| self.execution.runtime(self.lane, &fault.message))
            }
            Expr::Jsonata(source) => self.jsonata(source, field),
        }
    }

    /// A string field: the value of its expression must be a string. `name` is that of the field with a plain value;
    /// a path or an intrinsic function stands in the field of that name with `Path` behind it.
    pub(crate) fn text(&self, field: &TextField, name: &str) -> Result<Rc<str>, Fault> {
        match field {
            TextField::Literal(text) => Ok(text.clone()),
            TextField::Expr(Expr::Jsonata(source), _) => self.typed(source, name, "string", |value| match value {
                Json::String(text) => Some(text.clone()),
                _ => None,
            }),
            TextField::Expr(expr, _) => match self.expression(expr, &format!("{name}Path"))? {
                Json::String(text) => Ok(text),
                other => {
                    let cause = format!("The {name}Path field must be a string, but was: {other}");
                    Err(self.execution.runtime(self.lane, &cause))
                }
            },
        }
    }

    /// A number of seconds in a field or behind its path.
    pub(crate) fn seconds(&self, amount: &Amount, name: &str) -> Result<u64, Fault> {
        match amount {
            Amount::Literal(value) => Ok(*value as u64),
            // Numbers in strings count, as for the paths of a Map; the words of the failure are theirs, too: those of
            // the service are not known.
            Amount::Path(query, _) => {
                let value = self.path(query)?;
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_string);
                match text.parse::<i64>() {
                    Ok(seconds) if seconds > 0 => Ok(seconds as u64),
                    Ok(_) => Err(self.execution.runtime(self.lane, &format!("{name} must be positive."))),
                    Err(_) => {
                        let path = query.text();
                        let cause = format!(
                            "The {name}Path field refers to value \"{text}\" which is not a valid integer: {path}"
                        );
                        Err(self.execution.runtime(self.lane, &cause))
                    }
                }
            }
            Amount::Jsonata(source, _) => Ok(self.number(source, name)?.as_f64().max(0.0) as u64),
        }
    }

    /// Random bits of this lane: the stream is the lane's scope, the place is the number of draws before.
    pub(crate) fn draw(&self) -> u64 {
        let draws = self.draws.get();
        self.draws.set(draws + 1);
        random(self.execution, self.lane, draws)
    }
}

/// Random bits: a function of the seed, the lane's scope, and the number of the draw.
pub(crate) fn random(execution: &Execution, lane: &Lane, draw: u64) -> u64 {
    let mut stream = ChaCha8Rng::seed_from_u64(execution.settings.seed);
    stream.set_stream(u64::from(lane.scope));
    stream.set_word_pos(u128::from(draw) * 2);
    stream.next_u64()
}
