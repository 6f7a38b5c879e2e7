//! Expressions: read once, evaluated many times.

use crate::{
    Bindings, ContextRead, Error, Host, Variables, ast::Node, context_reads::context_reads, eval, parse, resolve, walk,
};
use asl_json::Json;
use std::rc::Rc;

/// An expression, ready to be evaluated. A clone is a pointer copy.
#[derive(Clone, Debug)]
pub struct Expression {
    root: Rc<Node>,
    text: Rc<str>,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// The codes `S0101` to `S0500` of jsonata-js; [`Error::REGEX`] for a regular expression that cannot be run;
    /// [`Error::LIMIT`] for one that nests too deep.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let root = parse::parse(text).and_then(resolve::resolve).map_err(|error| *error.explain())?;
        Ok(Self { root, text: text.into() })
    }

    /// The text that was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Evaluates the expression for an input, which `$` and `$$` name; `None` is no input.
    ///
    /// Returns `None` for no value: of a path that leads nowhere, say.
    ///
    /// # Errors
    /// The `T` and `D` codes of jsonata-js; [`Error::LIMIT`] when the [`crate::Limits`] end it;
    /// [`Error::FUNCTION_RESULT`] for a result that is or contains a function; `D1001` for one that is not a finite
    /// number.
    pub fn evaluate<'i>(
        &self,
        input: impl Into<Option<&'i Json>>,
        bindings: &Bindings,
        host: &mut Host<'_>,
    ) -> Result<Option<Json>, Error> {
        eval::evaluate(&self.root, input.into(), bindings, host).map_err(|error| *error)
    }

    /// What the expression reads from its input: field names, `$` and `$$`.
    pub fn context_reads(&self) -> Vec<ContextRead> {
        context_reads(&self.root)
    }

    /// The variables that the expression takes from outside.
    pub fn variables(&self) -> Variables {
        walk::variables(&self.root)
    }
}
