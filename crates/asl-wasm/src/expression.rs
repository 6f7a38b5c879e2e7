//! JSONata for JavaScript: an expression that is read once and evaluated many times.

use asl::{
    json::Json,
    jsonata::{Bindings, Error, Expression, Host, Limits, Profile},
};
use wasm_bindgen::prelude::*;

/// A JSONata expression and the document that it is evaluated for.
///
/// ```js
/// const expression = new JsonataExpression("$sum(orders.price)");
/// expression.setInput('{"orders":[{"price":2},{"price":3}]}');
/// console.log(expression.evaluate()); // "5"
/// ```
#[wasm_bindgen]
#[derive(Debug)]
pub struct JsonataExpression {
    expression: Expression,
    input: Json,
}

#[wasm_bindgen]
impl JsonataExpression {
    /// Reads an expression; its document is `null`.
    ///
    /// # Errors
    /// An `Error` in the words of jsonata-js.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Result<JsonataExpression, JsError> {
        Ok(Self { expression: Expression::parse(text).map_err(told)?, input: Json::Null })
    }

    /// Reads another expression for the same document.
    ///
    /// # Errors
    /// An `Error` in the words of jsonata-js.
    #[wasm_bindgen(js_name = setText)]
    pub fn set_text(&mut self, text: &str) -> Result<(), JsError> {
        self.expression = Expression::parse(text).map_err(told)?;
        Ok(())
    }

    /// Gives the document, as JSON.
    ///
    /// # Errors
    /// An `Error` for what is not JSON.
    #[wasm_bindgen(js_name = setInput)]
    pub fn set_input(&mut self, input: &str) -> Result<(), JsError> {
        self.input = Json::parse_compact(input).map_err(|error| JsError::new(&error.to_string()))?;
        Ok(())
    }

    /// The value as JSON; `undefined` where there is none.
    ///
    /// # Errors
    /// An `Error` in the words of jsonata-js.
    pub fn evaluate(&self) -> Result<Option<String>, JsError> {
        let mut random = || 0;
        let limits = Limits::STANDARD;
        let mut host = Host { limits, now_millis: 0.0, random: &mut random, profile: Profile::Standard };
        let value = self.expression.evaluate(&self.input, &Bindings::new(), &mut host).map_err(told)?;
        Ok(value.map(|value| {
            let mut text = String::with_capacity(value.size());
            value.write_to(&mut text);
            text
        }))
    }
}

fn told(error: Error) -> JsError {
    JsError::new(&format!("{}: {}", error.code, error.message))
}
