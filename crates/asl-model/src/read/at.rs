//! Where a value stands in the definition, as AWS writes it.

use std::fmt;

/// A chain of keys and indexes from the top to a value; it lives on the stack and becomes text only for a message.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Key(&'a str),
    /// A key too, and what stands below is named from here in the causes of JSONata.
    State(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The whole definition.
    pub(crate) const ROOT: At<'static> = At { parent: None, step: Step::Root };

    /// A field of this.
    pub(crate) fn key<'b>(&'b self, key: &'b str) -> At<'b>
    where
        'a: 'b,
    {
        At { parent: Some(self), step: Step::Key(key) }
    }

    /// A state of this `States`.
    pub(crate) fn state<'b>(&'b self, name: &'b str) -> At<'b>
    where
        'a: 'b,
    {
        At { parent: Some(self), step: Step::State(name) }
    }

    /// An item of this.
    pub(crate) fn index<'b>(&'b self, index: usize) -> At<'b>
    where
        'a: 'b,
    {
        At { parent: Some(self), step: Step::Index(index) }
    }

    /// The way from the state to this: `Output/result`, `Output/values[0]`.
    ///
    /// AWS: `location` of `EvaluationFailed` and the field in the causes of JSONata are written so (aws-facts 2.13).
    pub(crate) fn within_state(&self) -> String {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(here) = at {
            match here.step {
                Step::Root | Step::State(_) => break,
                Step::Key(_) | Step::Index(_) => steps.push(here.step),
            }
            at = here.parent;
        }
        let text: String = steps.into_iter().rev().map(Step::text).collect();
        text.strip_prefix('/').map(Into::into).unwrap_or(text)
    }
}

impl Step<'_> {
    fn text(self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Key(key) | Self::State(key) => format!("/{key}"),
            Self::Index(index) => format!("[{index}]"),
        }
    }
}

impl fmt::Display for At<'_> {
    /// Quirk: AWS writes `/` for the whole, does not escape names, and writes indexes in brackets:
    /// `/States/Check/Choices[0]/Next`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(here) = at {
            steps.push(here.step);
            at = here.parent;
        }
        if steps.len() == 1 {
            return f.write_str("/");
        }
        steps.into_iter().rev().try_for_each(|step| f.write_str(&step.text()))
    }
}
