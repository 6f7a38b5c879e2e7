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
        let mut bindings: Bindings = self.lane.variables.all().into_iter().collect();
        bindings = bindings.with("states", self.states());
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
    fn states(&self) -> Json {
        let mut entries = vec![("input", self.lane.input.clone())];
        entries.extend(self.result.map(|result| ("result", result.clone())));
        entries.extend(self.error.map(|error| ("errorOutput", error.clone())));
        entries.push(("context", context::build(self.execution, self.lane)));
        Json::from_pairs(entries)
    }
}
