//! What is told of a run: how it stands, and what people must know about it.

use super::{Session, limits_of};
use asl_document::ServiceLimits;
use asl_engine::Outcome;
use asl_json::Json;
use asl_view::format;
use std::rc::Rc;

impl Session {
    /// How the execution stands, in the words of DescribeExecution.
    pub fn status(&self) -> &'static str {
        match self.execution.outcome() {
            None => "RUNNING",
            Some(Outcome::Succeeded(_)) => "SUCCEEDED",
            Some(Outcome::Failed(_)) => "FAILED",
            Some(Outcome::TimedOut) => "TIMED_OUT",
            Some(Outcome::Aborted(_)) => "ABORTED",
        }
    }

    /// The summary of the command line: status, output, error, cause, dates, number of events.
    pub fn summary(&self) -> Json {
        let text = |text: &Option<Rc<str>>| text.clone().map_or(Json::Null, Json::String);
        let (output, error, cause) = match self.execution.outcome() {
            Some(Outcome::Succeeded(output)) => (output.clone(), Json::Null, Json::Null),
            Some(Outcome::Failed(fault) | Outcome::Aborted(fault)) => {
                (Json::Null, text(&fault.error), text(&fault.cause))
            }
            // Quirk: DescribeExecution of an execution that timed out names neither error nor cause.
            None | Some(Outcome::TimedOut) => (Json::Null, Json::Null, Json::Null),
        };
        let stop = match self.execution.outcome() {
            Some(_) => Json::string(self.execution.now().text()),
            None => Json::Null,
        };
        let mut entries = vec![
            ("status", Json::from(self.status())),
            ("output", output),
            ("error", error),
            ("cause", cause),
            ("startDate", Json::string(self.start.text())),
            ("stopDate", stop),
            ("events", Json::int(self.history.len() as i64)),
        ];
        let note = self.remark();
        if !note.is_empty() {
            entries.push(("note", Json::from(note.as_str())));
        }
        Json::from_pairs(entries)
    }

    /// What people must know about the run: why it stands still or was cut short, and that limits were off.
    pub fn remark(&self) -> String {
        let off = match self.scenario.settings.limits.service {
            ServiceLimits::Aws => String::new(),
            ServiceLimits::Off => match limits_of(self.scenario.machine_type).events {
                Some(most) if self.history.len() as u32 > most => {
                    let most = format::number(most);
                    format!("AWS's limits are off for this run: AWS would have ended it at event {most}.")
                }
                _ => "AWS's limits are off for this run.".into(),
            },
        };
        [self.note.as_str(), &off].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}
