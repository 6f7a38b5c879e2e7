//! An expression that somebody tries on the data of a visit: it is no part of the run.

use crate::{Inspection, Seen, StageRow, State, stage_rows};
use serde::{Deserialize, Serialize};

/// What an expression is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notation {
    /// A path, or a call of an intrinsic function.
    #[default]
    JsonPath,
    /// JSONata with the service's functions and limits.
    Jsonata,
}

impl Notation {
    /// Its name on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonPath => "JSONPath",
            Self::Jsonata => "JSONata",
        }
    }

    /// The language of a state.
    pub fn of(state: &State) -> Self {
        if state.language == "JSONata" { Self::Jsonata } else { Self::JsonPath }
    }
}

/// An expression and what it is evaluated against.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// What it is written in.
    pub notation: Notation,
    /// The expression, with or without `{%` and `%}`.
    pub text: String,
    /// What `$` stands for, as JSON text.
    pub document: String,
    /// The context object: `$$` in a path, `$states.context` in JSONata.
    pub context: String,
    /// The members of `$states` but the context: names and JSON texts.
    pub states: Vec<(String, String)>,
    /// The variables: names without `$`, and JSON texts.
    pub variables: Vec<(String, String)>,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The value as JSON text; `None` for an error and for JSONata's undefined.
    pub value: Option<String>,
    /// What else is to be said of the value.
    pub note: Option<String>,
    /// Why there is none.
    pub trouble: Option<Trouble>,
}

/// Why an expression has no value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// A sentence.
    pub message: String,
    /// The part of the expression that is concerned, in UTF-16 code units; (0, 0) where it is not known.
    pub range: (u32, u32),
    /// The expression that was probably meant.
    pub meant: Option<String>,
}

/// What expressions can be tried on at a cursor: the stages of a visit, its variables and its context.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// The stages that are known: TestState's names and JSON texts.
    pub stages: Vec<(&'static str, String)>,
    context: String,
    variables: Vec<(String, String)>,
}

impl Scene {
    /// What is known of a visit.
    pub fn new(inspection: &Inspection, state: &State, seen: &Seen) -> Self {
        let known = |row: StageRow| Some((row.name, row.text?));
        let variables = inspection.after.as_ref().filter(|_| seen.over).unwrap_or(&inspection.before);
        Self {
            stages: stage_rows(inspection, state, seen).into_iter().filter_map(known).collect(),
            context: inspection.context.clone(),
            variables: variables.clone(),
        }
    }

    /// The text of a stage; of the first, where there is none of that name.
    pub fn stage(&self, name: &str) -> Option<&(&'static str, String)> {
        self.stages.iter().find(|(own, _)| *own == name).or(self.stages.first())
    }

    /// An expression, asked of a stage.
    pub fn question(&self, notation: Notation, text: &str, stage: &str) -> Question {
        let of_states = |(name, _): &&(&str, String)| matches!(*name, "input" | "result" | "errorOutput");
        let owned = |(name, text): &(&str, String)| ((*name).to_owned(), text.clone());
        Question {
            notation,
            text: text.to_owned(),
            document: self.stage(stage).map(|(_, text)| text.clone()).unwrap_or_default(),
            context: self.context.clone(),
            states: self.stages.iter().filter(of_states).map(owned).collect(),
            variables: self.variables.clone(),
        }
    }

    /// The names that an expression of a language may start from.
    pub fn names(&self, notation: Notation) -> Vec<String> {
        let variables = self.variables.iter().map(|(name, _)| format!("${name}"));
        let own: &[&str] = match notation {
            Notation::JsonPath => &["$", "$$"],
            Notation::Jsonata => &["$", "$states"],
        };
        own.iter().map(|name| (*name).to_owned()).chain(variables).collect()
    }
}
