//! What a pasted or dropped text is.

use crate::{MachineType, Scenario, ShareDocument, ShareError, mock_config::MockedMachine, share};
use asl_json::spanned::Node;
use asl_text::Diagnostic;

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
    /// One or more definitions, the first one first; never empty.
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
