//! Values with expressions inside: payload templates (JSONPath), and JSON with `{% … %}` strings (JSONata).

use asl_intrinsics::Call;
use asl_json::Json;
use asl_jsonata::Expression;
use asl_path::Query;
use asl_text::Span;
use std::rc::Rc;

/// A value that is built anew for each use.
#[derive(Clone, Debug)]
pub enum Template {
    /// A value without expressions.
    Literal(Json),
    /// An expression.
    Value {
        /// The field as AWS names it in causes: `value.$` in JSONPath, `Output/result` in JSONata.
        field: Rc<str>,
        /// The expression in the text.
        span: Span,
        /// What to evaluate.
        expr: Expr,
    },
    /// An object, its keys (without `.$`) in the order of the result.
    ///
    /// Quirk: in JSONPath the literal keys stand first in the order of the definition, then the `.$` keys in the
    /// order of a Java `HashMap` (case `scenarios/test_base_scenarios.test_map_state_item_selector_singleton`).
    Object(Vec<(Rc<str>, Template)>),
    /// An array.
    Array(Vec<Template>),
}

/// An expression of either language.
#[derive(Clone, Debug)]
pub enum Expr {
    /// A path: `$.a`, `$$.Execution.Id`, `$name`.
    Query(Query),
    /// A call of an intrinsic function.
    Intrinsic(Call),
    /// A JSONata expression.
    Jsonata(Jsonata),
}

/// A JSONata expression.
#[derive(Clone, Debug)]
pub struct Jsonata {
    /// The text between `{%` and `%}`, trimmed, as AWS quotes it in causes.
    pub source: Rc<str>,
    /// The expression; `None` where its text has an error, which was reported.
    pub expression: Option<Expression>,
}
