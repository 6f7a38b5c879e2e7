//! What a reading carries along.

use super::findings::Findings;
use crate::program::{Language, Program};
use crate::read::Options;
use asl_text::closest;
use asl_text::{Diagnostic, Span};
use std::collections::BTreeMap;
use std::rc::Rc;

/// How many states a definition may have; far beyond what fits AWS's megabyte of text in practice.
pub(crate) const MAX_STATES: usize = 10_000;

/// How many slips of the pen get a suggestion: each costs a walk over all names.
const SUGGESTIONS: u32 = 50;

/// What a reading carries along.
#[derive(Debug)]
pub(crate) struct Reader {
    /// How to read.
    pub(crate) options: Options,
    /// What has been read.
    pub(crate) program: Program,
    /// What was found.
    pub(crate) findings: Findings,
    /// The query language of the whole.
    pub(crate) language: Language,
    /// The names of all states so far, and where they stand.
    pub(crate) names: BTreeMap<Rc<str>, Span>,
    /// The labels of all Distributed Maps so far.
    pub(crate) labels: BTreeMap<Rc<str>, Span>,
    /// Whether the state that is read does work that has a result: Task, Parallel, Map.
    pub(crate) works: bool,
    /// Whether the states became too many.
    pub(crate) full: bool,
    suggestions: u32,
}

impl Reader {
    /// Starts.
    pub(crate) fn new(options: Options) -> Self {
        let program = Program { machine_type: options.machine_type, ..Program::default() };
        Self {
            options,
            program,
            findings: Findings::default(),
            language: Language::JsonPath,
            names: BTreeMap::new(),
            labels: BTreeMap::new(),
            works: false,
            full: false,
            suggestions: SUGGESTIONS,
        }
    }

    /// Adds a finding.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// The word that was probably meant.
    pub(crate) fn closest(&mut self, name: &str, words: &[&str]) -> Option<String> {
        self.closest_of(name, words.iter().copied())
    }

    /// The same for names that come from somewhere.
    pub(crate) fn closest_of<'a>(&mut self, name: &str, words: impl Iterator<Item = &'a str>) -> Option<String> {
        self.suggestions = self.suggestions.checked_sub(1)?;
        closest(name, words).map(Into::into)
    }
}
