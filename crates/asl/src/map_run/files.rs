//! What a `ResultWriter` exports, and what its files say of the children.

use super::{Ended, Running, child_name};
use asl_engine::Instant;
use asl_items::{ChildRecord, ChildStatus, Export, OutputType, ResultFile, Transformation};
use asl_json::Json;
use asl_model::Distributed;
use asl_view::WrittenFile;
use std::rc::Rc;

/// The most of a written file that is kept, in bytes: it is for people.
const SHOWN_FILE: usize = 256 << 10;

/// A file as it is shown.
pub(super) fn shown_file(bucket: &str, file: &ResultFile) -> WrittenFile {
    let text = &file.text;
    let end = (0..=text.len().min(SHOWN_FILE)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    WrittenFile { name: format!("{bucket}/{}", file.key), text: text[..end].to_string(), bytes: text.len() as u64 }
}

impl Running {
    pub(super) fn export(&self, distributed: &Distributed) -> Export {
        let parameters = self.run.writer.clone().unwrap_or_default();
        let text = |key: &str| Rc::from(parameters.get(key).and_then(Json::as_str).unwrap_or_default());
        let config = distributed.writer.as_ref();
        let word = |field: Option<&Option<Rc<str>>>| field.and_then(|word| word.as_deref().map(str::to_string));
        Export {
            bucket: text("Bucket"),
            prefix: text("Prefix"),
            map_run_arn: self.run.arn.clone(),
            state_machine_arn: self.machine.arn.clone(),
            transformation: match word(config.map(|writer| &writer.transformation)).as_deref() {
                Some("COMPACT") => Transformation::Compact,
                Some("FLATTEN") => Transformation::Flatten,
                _ => Transformation::None,
            },
            output_type: match word(config.map(|writer| &writer.output_type)).as_deref() {
                Some("JSONL") => OutputType::JsonLines,
                _ => OutputType::Json,
            },
        }
    }

    /// What the files say of the children, made one after the other.
    pub(super) fn records(&self, at: Instant) -> impl Iterator<Item = ChildRecord> {
        let record = move |(index, child): (usize, &Ended)| {
            let name = child_name(index as u32);
            let (status, output, error, cause) = match &child.result {
                _ if child.end > at => (ChildStatus::Aborted, None, None, None),
                Ok(output) => (ChildStatus::Succeeded, Some(output.clone()), None, None),
                Err((status, fault)) => (*status, None, fault.error.clone(), fault.cause.clone()),
            };
            ChildRecord {
                status,
                arn: self.machine.child(&name).into(),
                name: name.into(),
                input: child.input.clone(),
                output,
                error,
                cause,
                start_date: child.start.text().into(),
                stop_date: child.end.text().into(),
            }
        };
        self.ended.iter().enumerate().map(record)
    }
}
