//! Fields that select, place or give a single value.

use crate::program::{Expr, Jsonata};
use asl_path::{Query, Reference};
use asl_text::Span;
use std::rc::Rc;

/// `InputPath` or `OutputPath`.
#[derive(Clone, Debug, Default)]
pub enum PathField {
    /// Absent: everything.
    #[default]
    Whole,
    /// `null`: the empty object.
    Nothing,
    /// A path, and where it stands.
    Query(Query, Span),
}

/// `ResultPath`.
#[derive(Clone, Debug, Default)]
pub enum ResultPath {
    /// Absent or `$`: the result replaces the input.
    #[default]
    Replace,
    /// `null`: the result is dropped.
    Discard,
    /// The result is written into the raw input.
    Write(Reference, Span),
}

/// A number field: a literal, a path (`…Path` fields), or an expression.
#[derive(Clone, Debug)]
pub enum Amount {
    /// A number in the definition.
    Literal(f64),
    /// The field's name with `Path`, and the path.
    Path(Query, Span),
    /// A JSONata expression.
    Jsonata(Jsonata, Span),
}

/// A string field: a literal, an expression (`…Path` fields), or a JSONata expression.
#[derive(Clone, Debug)]
pub enum TextField {
    /// A string in the definition.
    Literal(Rc<str>),
    /// A `…Path` field: a path or an intrinsic function; in JSONata an expression.
    Expr(Expr, Span),
}
