//! From the tree of a text to a program.

use crate::program::{MachineType, Program};
use asl_json::spanned::Node;
use asl_text::Diagnostic;

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The program; it may run only if there is no error among the diagnostics. `None` where there is nothing to
    /// draw: no object, or no state in it.
    pub program: Option<Program>,
    /// What was found, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The type of the state machine.
    pub machine_type: MachineType,
}

/// Reads a definition.
pub fn read(definition: &Node, options: Options) -> Model {
    let _ = (definition, options);
    Model::default()
}
