//! What a Task calls.

use std::rc::Rc;

/// `Resource` of a Task, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// The text of the field.
    pub arn: Rc<str>,
    /// What it is.
    pub kind: ResourceKind,
}

/// The kinds of resource; each has its own events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResourceKind {
    /// A Lambda function by its ARN, and every text that is no other kind (a placeholder, say).
    Lambda,
    /// An activity.
    Activity,
    /// `arn:aws:states:::service:action`, `arn:aws:states:::aws-sdk:service:action`, `arn:aws:states:::http:invoke`.
    Service {
        /// As in events: `lambda`, `aws-sdk:sfn`.
        resource_type: Rc<str>,
        /// As in events, with the pattern: `invoke`, `startExecution.sync:2`.
        action: Rc<str>,
        /// How the task is waited for.
        pattern: Pattern,
    },
}

/// The integration patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// The call's own answer.
    RequestResponse,
    /// `.sync`
    Sync,
    /// `.sync:2`
    Sync2,
    /// `.waitForTaskToken`
    Token,
}
