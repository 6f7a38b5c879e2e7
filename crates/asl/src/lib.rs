//! The facade: check a definition, run a scenario, write AWS's JSON; the only crate that shells name.
//!
//! ```
//! let scenario = r#"{"stepwell":1,"definition":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"input":{}}"#;
//! let ran = asl::run_scenario(scenario).expect("it has no errors");
//! assert!(ran.summary.contains("\"SUCCEEDED\""));
//! ```

mod answer;
mod check;
mod cut;
mod eval;
mod geometry;
mod history;
mod inspect;
mod map_run;
mod meant;
mod missed;
mod mock_file;
mod origins;
mod outline;
mod page;
mod replay;
mod scenario;
mod session;
mod sight;
mod test_state;
mod trace;
mod tryout;
mod weight;

pub use asl_document as document;
pub use asl_engine as engine;
pub use asl_json as json;
pub use asl_jsonata as jsonata;
pub use asl_text as text;
pub use asl_view as view;

pub use check::{Checked, check, diagnostics_json};
pub use eval::{EvalError, Evaluation, Notation, eval, eval_line, eval_text};
pub use history::{event_type, history_text};
pub use inspect::inspect;
pub use map_run::{ChildEnd, MapRunCounts};
pub use meant::{Miss, miss};
pub use mock_file::{read_mock_file, write_mock_file};
pub use outline::outline;
pub use page::{
    PageChecked, Run, check_document, checked, compare_run, decide, distribute, generate, import, open, opening, ran,
    remake, replay, scenario_of, share,
};
pub use replay::{MAX_RECORDING_BYTES, Misfit, Recording, Replay};
pub use scenario::{Ran, Refusal, batch_line, mock_config, run_scenario, start_scenario};
pub use session::{Progress, Session};
pub use test_state::{StateAnswer, StateVerdict, test_state};
pub use tryout::try_out;
