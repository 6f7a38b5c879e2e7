//! Reference paths: those that name one place, to be written to.

use crate::{Missing, ParseError, Path, path::Step};
use asl_json::Json;

/// A path of names and of indexes from 0, such as a ResultPath: `$.result.total`.
///
/// Spec: States Language, "Reference Paths".
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    path: Path,
}

impl Reference {
    /// Reads a reference path.
    ///
    /// # Errors
    /// A [`ParseError`] for what [`Path::parse`] refuses, for a root other than `$`, and for any step but a name or an
    /// index that is not negative.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        if !text.starts_with('$') {
            return Err(ParseError::new("a reference path starts with `$`", 0));
        }
        let path = Path::parse(text)?;
        for step in &path.steps.list {
            match step {
                Step::Name { .. } => {}
                Step::Index(index) if *index >= 0 => {}
                _ => {
                    return Err(ParseError::new("a reference path has but names and indexes that are not negative", 0));
                }
            }
        }
        Ok(Self { path })
    }

    /// The reference as it was written.
    pub fn text(&self) -> &str {
        self.path.text()
    }

    /// The reference as a path to read from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the document with the value put in its place; objects on the way are made where they are missing, and
    /// `$` replaces the whole. Keys that are there keep their place, new ones come last.
    ///
    /// # Errors
    /// [`Missing`] with the service's words, `Unable to apply ReferencePath $.a to input …`, where the way leads through
    /// what is neither object nor array, or to an item that an array does not have. The spec calls this
    /// States.ResultPathMatchFailure; the service reports States.Runtime.
    pub fn write(&self, document: &Json, value: Json) -> Result<Json, Missing> {
        write(&self.path.steps.list, Some(document), value)
            .ok_or_else(|| Missing::new(format!("Unable to apply ReferencePath {} to input {document}", self.text())))
    }
}

fn write(steps: &[Step], document: Option<&Json>, value: Json) -> Option<Json> {
    let Some((step, rest)) = steps.split_first() else { return Some(value) };
    match (step, document) {
        (Step::Name { name, .. }, None) => Some(Json::from_pairs([(name.clone(), write(rest, None, value)?)])),
        (Step::Name { name, .. }, Some(object @ Json::Object(_))) => {
            Some(object.with(name, write(rest, object.get(name), value)?))
        }
        (Step::Index(index), Some(Json::Array(items))) => {
            let index = usize::try_from(*index).ok()?;
            let written = write(rest, Some(items.get(index)?), value)?;
            let mut items = items.to_vec();
            items[index] = written;
            Some(Json::array(items))
        }
        _ => None,
    }
}
