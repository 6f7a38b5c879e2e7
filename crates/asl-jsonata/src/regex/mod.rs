//! Regular expressions as ECMAScript writes them, matched in time linear in the text.
//!
//! Look-around and back references cannot be matched so; they are refused.

mod class;
mod compile;
mod parse;
mod run;

use crate::{ast::Place, error::Result, limits::Budget};
pub(crate) use class::Class;
use compile::Instruction;

/// A pattern, ready to match.
#[derive(Debug)]
pub(crate) struct Regex {
    source: String,
    program: Vec<Instruction>,
    /// The number of groups, the whole match not counted.
    groups: usize,
    ignore_case: bool,
    multiline: bool,
    /// The byte that every match starts with, if there is one.
    first: Option<u8>,
    /// Where it stands in the expression.
    pub place: Place,
}

/// The bytes of a match and of its groups.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    pub start: usize,
    pub end: usize,
    pub groups: Vec<Option<(usize, usize)>>,
}

impl Regex {
    /// Reads a pattern with the flags `i` and `m`; says why if it cannot be used.
    pub fn new(source: &str, flags: &str, place: Place) -> std::result::Result<Self, String> {
        let (tree, groups) = parse::parse(source)?;
        let ignore_case = flags.contains('i');
        let program = compile::compile(&tree)?;
        let first = if ignore_case { None } else { compile::first_byte(&tree) };
        let multiline = flags.contains('m');
        Ok(Self { source: source.to_string(), program, groups, ignore_case, multiline, first, place })
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    /// The first match that starts at or behind a byte.
    pub fn find(&self, text: &str, from: usize, budget: &mut Budget) -> Result<Option<Match>> {
        run::find(self, text, from, budget)
    }
}
