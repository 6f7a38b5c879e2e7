//! JSONata expressions against the data of a lane: `$states`, variables, and what a result must be.

use crate::{Fault, context, evaluate::Evaluator};
use asl_json::{Json, Number};
use asl_jsonata::{Bindings, Error, Expression, Host, Limits, Profile};
use asl_model::Jsonata;
use std::rc::Rc;

impl Evaluator<'_> {
    /// The value of an expression.
    ///
    /// # Errors
    /// `States.QueryEvaluationError` with the service's words: nothing (undefined), an error of the evaluation, or a
    /// result that is no data.
    pub(crate) fn jsonata(&self, source: &Jsonata, field: &str) -> Result<Json, Fault> {
        let Some(expression) = &source.expression else {
            return Err(self.query_fault(source, field, "cannot be read."));
        };
        match self.evaluate(expression) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => Err(self.query_fault(source, field, "returned nothing (undefined).")),
            Err(error) if error.code == Error::FUNCTION_RESULT => {
                Err(self.query_fault(source, field, "returned an unsupported result type."))
            }
            Err(error) => {
                let what = format!("threw an error during evaluation. {}: {}", error.code, error.message);
                Err(self.query_fault(source, field, &what))
            }
        }
    }

    /// The value of an expression that must be of a type: `accept` gives the wanted form of it.
    pub(crate) fn typed<T>(
        &self,
        source: &Jsonata,
        field: &str,
        expected: &str,
        accept: impl Fn(&Json) -> Option<T>,
    ) -> Result<T, Fault> {
        let value = self.jsonata(source, field)?;
        accept(&value).ok_or_else(|| {
            let kind = value.type_name();
            let what = format!(
                "returned an unexpected result type. Expected '{expected}', but was '{kind}' for value: {value}"
            );
            self.query_fault(source, field, &what)
        })
    }

    /// The value of an expression that must be a number.
    pub(crate) fn number(&self, source: &Jsonata, field: &str) -> Result<Number, Fault> {
        self.typed(source, field, "number", |value| value.as_number().cloned())
    }

    fn query_fault(&self, source: &Jsonata, field: &str, what: &str) -> Fault {
        let text = &source.source;
        let cause = format!("The JSONata expression '{text}' specified for the field '{field}' {what}");
        self.query_error(&cause, Some(field.into()))
    }

    /// `States.QueryEvaluationError` of this lane's state.
    pub(crate) fn query_error(&self, cause: &str, location: Option<Rc<str>>) -> Fault {
        Fault::query(self.execution.prefixed(self.lane, cause), location)
    }

    fn evaluate(&self, expression: &Expression) -> Result<Option<Json>, Error> {
        let text = expression.text();
        // A variable that an expression reads stands in its text: there is no `$eval` here.
        let visible = self.lane.variables.all().into_iter().filter(|(name, _)| text.contains(&**name));
        let mut bindings: Bindings = visible.collect();
        if text.contains("states") {
            bindings = bindings.with("states", self.states(reads_context(text)));
        }
        let mut random = || self.draw();
        let mut host = Host {
            limits: Limits::AWS,
            now_millis: self.execution.now.0 as f64,
            random: &mut random,
            profile: Profile::Aws,
        };
        expression.evaluate(None, &bindings, &mut host)
    }

    /// `$states`
    fn states(&self, with_context: bool) -> Json {
        let mut entries = vec![("input", self.lane.input.clone())];
        entries.extend(self.result.map(|result| ("result", result.clone())));
        entries.extend(self.error.map(|error| ("errorOutput", error.clone())));
        entries.extend(with_context.then(|| ("context", context::build(self.execution, self.lane))));
        Json::from_pairs(entries)
    }
}

/// Tells whether an expression may read `$states.context`, which takes longer to make than most expressions to evaluate.
///
/// It cannot where each `$states` is followed by another field, and nothing looks back at parents.
fn reads_context(text: &str) -> bool {
    let other = |rest: &str| [".input", ".result", ".errorOutput"].iter().any(|field| rest.starts_with(field));
    text.contains('%') || text.split("states").skip(1).any(|rest| !other(rest))
}

#[cfg(test)]
mod tests {
    use super::reads_context;

    #[test]
    fn the_context_is_made_where_it_may_be_read() {
        for (text, expected) in [
            ("$states.input.a + $states.result.b", false),
            ("1 + 1", false),
            ("$states.errorOutput.Cause", false),
            ("$states.context.Execution.Id", true),
            ("$states.input & $states.context.Execution.Id", true),
            ("$states . context", true),
            ("$string($states)", true),
            ("$states.*", true),
            ("$states.input.%.context", true),
            ("($s := $states; $s.context)", true),
        ] {
            assert_eq!(reads_context(text), expected, "{text}");
        }
    }
}
