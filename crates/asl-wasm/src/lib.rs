//! JavaScript bindings of the Stepwell core: strings in, strings out, and plain objects for whoever prefers them.
//!
//! ```js
//! import { run, check } from "stepwell";
//! const line = JSON.parse(run(JSON.stringify({ stepwell: 1, definition, input, mocks })));
//! ```

mod expression;
mod session;

pub use expression::JsonataExpression;
pub use session::{ScenarioRun, memory_bytes};

use asl::document::MachineType;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Makes panics readable in the console.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Runs a scenario document and returns what a line of `stepwell batch` holds: `{"summary":…,"history":…}` or
/// `{"error":…,"diagnostics":[…]}`.
#[wasm_bindgen]
pub fn run(scenario: &str) -> String {
    asl::batch_line(scenario)
}

/// Evaluates one expression against a document: takes and returns what a line of `stepwell eval --batch` holds,
/// `{"jsonata":"$sum(a)","input":{"a":[1,2]}}` and `{"value":3}`.
#[wasm_bindgen]
pub fn eval(request: &str) -> String {
    asl::eval_line(request)
}

/// Runs a scenario given as an object and returns `{summary, history}` as objects.
///
/// # Errors
/// An `Error` whose message is the refusal, where the scenario cannot run.
#[wasm_bindgen(js_name = runObject)]
pub fn run_object(scenario: &JsValue) -> Result<JsValue, JsError> {
    let text = js_sys::JSON::stringify(scenario).map_err(|_| JsError::new("the scenario cannot be written as JSON"))?;
    let ran = asl::run_scenario(&String::from(text)).map_err(|refusal| JsError::new(&refusal.lines()))?;
    let parse = |text: &str| js_sys::JSON::parse(text).map_err(|_| JsError::new("the answer is not JSON"));
    let answer = js_sys::Object::new();
    for (name, text) in [("summary", &ran.summary), ("history", &ran.history)] {
        js_sys::Reflect::set(&answer, &name.into(), &parse(text)?)
            .map_err(|_| JsError::new("the answer cannot be written"))?;
    }
    Ok(answer.into())
}

/// A diagnostic; positions count UTF-16 code units, as JavaScript does.
#[derive(Serialize)]
struct Diagnostic {
    severity: &'static str,
    code: &'static str,
    message: String,
    location: String,
    from: u32,
    to: u32,
    line: u32,
    column: u32,
    help: Option<String>,
}

/// Reads a definition (JSON, JSON with comments, YAML) and returns its diagnostics as objects.
///
/// # Errors
/// Only if an object cannot be made.
#[wasm_bindgen]
pub fn check(definition: &str, express: bool) -> Result<JsValue, JsError> {
    let kind = if express { MachineType::Express } else { MachineType::Standard };
    let checked = asl::check(definition, kind);
    let lines = asl::text::LineIndex::new(definition);
    let found = checked.diagnostics.iter().map(|found| {
        let place = lines.place(found.span.start);
        Diagnostic {
            severity: found.severity.word(),
            code: found.code,
            message: found.message.clone(),
            location: found.location.clone(),
            from: lines.utf16(found.span.start),
            to: lines.utf16(found.span.end),
            line: place.line,
            column: place.column,
            help: found.help.clone(),
        }
    });
    Ok(serde_wasm_bindgen::to_value(&found.collect::<Vec<_>>())?)
}
