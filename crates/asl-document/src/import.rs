//! What a pasted or dropped text is.

use crate::{MachineType, Scenario, ShareDocument, ShareError, mock_config::MockedMachine, share, text};
use asl_json::spanned::Node;
use asl_text::{Diagnostic, Span};

mod document;
mod fragment;
mod guess;
mod template;

/// The largest scenario document that is pasted, in bytes: one that can be read while a person waits.
pub const MAX_PASTED_BYTES: usize = 8 << 20;

/// What a text turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Import {
    /// A scenario document of ours.
    Scenario {
        /// The run.
        scenario: Box<Scenario>,
        /// What the document says that nobody reads.
        warnings: Vec<Diagnostic>,
    },
    /// A share link of ours.
    Shared(Box<ShareDocument>),
    /// One or more definitions; at least one of them has its text.
    Machines {
        /// Where they were found.
        source: Source,
        /// The machines in the order of the text.
        machines: Vec<Machine>,
        /// Hints for whoever pasted it.
        notes: Vec<Diagnostic>,
    },
    /// AWS's `MockConfigFile.json`: read a test case with [`crate::mock_config::read`].
    MockConfig {
        /// The whole file.
        root: Node,
        /// The machines and cases to choose from.
        machines: Vec<MockedMachine>,
    },
    /// Something that cannot be used, and why.
    Unusable(Unusable),
}

/// The document in which a definition was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The text is the definition.
    Definition,
    /// The text is a state or several, as articles show them; a machine was made around them.
    Fragment,
    /// The answer of DescribeStateMachine, or the request of CreateStateMachine.
    Description,
    /// A CloudFormation or SAM template.
    Template,
}

/// A state machine in a pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Its name: what the document calls it, else its logical id in the template; may be empty.
    pub name: String,
    /// The text of the definition, or why the document does not hold it.
    pub definition: Result<String, String>,
    /// Standard or Express, where the document says it.
    pub machine_type: Option<MachineType>,
    /// The role that it runs as, where the document says it.
    pub role_arn: Option<String>,
}

/// Why a text cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Unusable {
    /// What the text is, as far as one can tell.
    pub kind: Kind,
    /// What is wrong, for people.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Where, if there is a place.
    pub diagnostics: Vec<Diagnostic>,
}

/// What an unusable text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing but blanks.
    Empty,
    /// More than a definition can be.
    TooLarge,
    /// A link of ours that cannot be opened.
    BrokenLink,
    /// A scenario document of ours with errors.
    BrokenScenario,
    /// A document that names a definition and does not hold it.
    DefinitionElsewhere,
    /// A document with errors of syntax.
    BrokenDocument,
    /// Fields of a state, without the state.
    StateFields,
    /// Terraform's language.
    Terraform,
    /// A program that builds a definition, such as one for the AWS CDK.
    Program,
    /// An execution history.
    History,
    /// JSON or YAML, and none of the documents that we know.
    UnknownDocument,
    /// Neither JSON nor YAML.
    UnknownText,
}

/// Tells what a text is, and reads it.
///
/// Texts are at most [`crate::text::MAX_BYTES`] long; scenario documents, which carry files, at most
/// [`MAX_PASTED_BYTES`]. Where an article is pasted whole, its code blocks are looked through.
pub fn detect(text: &str) -> Import {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return unusable(Kind::Empty, "There is nothing in this text.", "Paste a definition, a template or a link.");
    }
    if let Some(import) = link(trimmed) {
        return import;
    }
    let limit = if names_itself(text) { MAX_PASTED_BYTES } else { text::MAX_BYTES };
    match text::parse_up_to(text, limit) {
        Ok(parsed) => match document::read(text, &parsed) {
            Import::Unusable(other) => {
                blocks(text).unwrap_or_else(|| Import::Unusable(guess::language(text).unwrap_or(other)))
            }
            import => import,
        },
        Err(failure) if text.len() > limit => Import::Unusable(Unusable {
            kind: Kind::TooLarge,
            message: format!("This is too large: {}.", failure.message),
            help: failure.help.clone(),
            diagnostics: vec![failure.into()],
        }),
        Err(failure) => blocks(text).unwrap_or_else(|| Import::Unusable(guess::unreadable(text, failure))),
    }
}

/// Tells whether a scenario document says so near its beginning, so that it may be large.
fn names_itself(text: &str) -> bool {
    text.as_bytes()[..text.len().min(4096)].windows(b"stepwell".len()).any(|part| part == b"stepwell")
}

fn unusable(kind: Kind, message: impl Into<String>, help: impl Into<String>) -> Import {
    Import::Unusable(Unusable { kind, message: message.into(), help: Some(help.into()), diagnostics: Vec::new() })
}

/// A share link, or another address.
fn link(trimmed: &str) -> Option<Import> {
    let address = trimmed.starts_with("https://") || trimmed.starts_with("http://");
    match share::decode(trimmed) {
        Ok(document) => Some(Import::Shared(Box::new(document))),
        Err(ShareError::NotALink) if address && !trimmed.contains(char::is_whitespace) => Some(unusable(
            Kind::BrokenLink,
            "This is the address of a page, and not a link with a workflow in it.",
            "Open the page and copy the definition that it shows.",
        )),
        Err(ShareError::NotALink) => None,
        // A large text with `#v1=` somewhere in it is no link.
        Err(_) if !address && !trimmed.trim_start_matches('#').starts_with('v') => None,
        Err(error) => {
            let diagnostics = match &error {
                ShareError::NotAScenario(diagnostics) => diagnostics.clone(),
                _ => Vec::new(),
            };
            Some(Import::Unusable(Unusable {
                kind: Kind::BrokenLink,
                message: error.to_string(),
                help: None,
                diagnostics,
            }))
        }
    }
}

/// The code blocks of an article: all whole definitions in it, else the first block that can be used.
fn blocks(text: &str) -> Option<Import> {
    let mut definitions = Vec::new();
    let mut other = None;
    for block in text::code_blocks(text) {
        let Ok(parsed) = text::parse(block) else { continue };
        match document::read(block, &parsed) {
            Import::Unusable(_) => {}
            Import::Machines { source: Source::Definition, machines, .. } => definitions.extend(machines),
            import => other = other.or(Some(import)),
        }
    }
    if definitions.is_empty() {
        return other;
    }
    let note = "The definitions were taken out of the code blocks of a longer text.";
    let notes = vec![Diagnostic::hint("code-blocks", Span::default(), "", note)];
    Some(Import::Machines { source: Source::Definition, machines: definitions, notes })
}
