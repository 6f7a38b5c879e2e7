//! A run in slices, for whoever shows progress, stops, or measures.

use asl::{Progress, Session, engine::Details, history_text, start_scenario};
use wasm_bindgen::prelude::*;

/// A run of a scenario document.
///
/// ```js
/// const run = new ScenarioRun(text);
/// while (run.advance(10_000)) console.log(run.events);
/// console.log(run.summary());
/// ```
#[wasm_bindgen]
#[derive(Debug)]
pub struct ScenarioRun {
    session: Session,
}

#[wasm_bindgen]
impl ScenarioRun {
    /// Reads the document; nothing has run yet.
    ///
    /// # Errors
    /// An `Error` whose message is the refusal, where the scenario cannot run.
    #[wasm_bindgen(constructor)]
    pub fn new(scenario: &str) -> Result<ScenarioRun, JsError> {
        let session = start_scenario(scenario).map_err(|refusal| JsError::new(&refusal.lines()))?;
        Ok(Self { session })
    }

    /// Runs at most so many steps; tells whether there are more to run.
    pub fn advance(&mut self, steps: u32) -> bool {
        self.session.advance(u64::from(steps)) == Progress::Running
    }

    /// Events so far.
    #[wasm_bindgen(getter)]
    pub fn events(&self) -> u32 {
        self.session.history.len() as u32
    }

    /// State transitions so far, as the service bills them: states entered, and retries.
    #[wasm_bindgen(getter)]
    pub fn transitions(&self) -> u32 {
        let entered = |details: &Details| matches!(details, Details::StateEntered { .. });
        let entered = self.session.history.iter().filter(|event| entered(&event.details)).count();
        (entered + self.session.retried.len()) as u32
    }

    /// How the execution stands, as JSON.
    pub fn summary(&self) -> String {
        self.session.summary().to_string()
    }

    /// What `GetExecutionHistory` would return, as JSON.
    pub fn history(&self) -> String {
        history_text(&self.session)
    }
}

/// The size of the memory of this module in bytes. It never shrinks: this is the most that was ever needed.
#[wasm_bindgen(js_name = memoryBytes)]
pub fn memory_bytes() -> f64 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    let buffer: js_sys::ArrayBuffer = memory.buffer().unchecked_into();
    f64::from(buffer.byte_length())
}
