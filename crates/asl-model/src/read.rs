//! From the tree of a text to a program.

mod assign;
mod at;
mod choice;
mod fields;
mod findings;
pub(crate) mod integration;
mod item_reader;
mod jsonata;
mod machine;
mod map;
mod operator;
mod parallel;
mod path;
mod reader;
mod rescue;
mod state;
mod task;
mod template;
mod value;
mod wait;

use crate::program::{MachineType, Program};
use crate::rules;
use asl_json::spanned::Node;
use asl_text::Diagnostic;
use reader::Reader;

pub(crate) use asl_text::closest;
pub(crate) use at::At;
pub(crate) use findings::Findings;
pub(crate) use value::quoted;

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The program; it may run only if there is no error among the diagnostics. `None` where there is nothing to
    /// draw: no object, or no state in it.
    pub program: Option<Program>,
    /// What was found, in the order of the text; at most 1,000, errors first.
    pub diagnostics: Vec<Diagnostic>,
}

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The type of the state machine.
    pub machine_type: MachineType,
}

/// Reads a definition. What is wrong becomes a diagnostic, and the rest is read all the same.
pub fn read(definition: &Node, options: Options) -> Model {
    let mut reader = Reader::new(options);
    if reader.object(definition, &At::ROOT).is_some() {
        reader.definition(definition);
        rules::whole(definition, &mut reader.findings);
    }
    let Reader { program, findings, .. } = reader;
    let program = Some(program).filter(|program| !program.states.is_empty());
    Model { program, diagnostics: findings.into_sorted() }
}
