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

impl Resource {
    /// Takes the text of a `Resource` apart; every text gives a resource.
    pub fn parse(text: &str) -> Self {
        Self { arn: text.into(), kind: ResourceKind::parse(text) }
    }
}

impl ResourceKind {
    fn parse(text: &str) -> Self {
        // `arn:partition:states:region:account:rest`
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let ["arn", _, "states", region, account, rest] = parts[..] else { return Self::Lambda };
        if rest.starts_with("activity:") {
            return Self::Activity;
        }
        if !region.is_empty() || !account.is_empty() {
            return Self::Lambda;
        }
        // The action may hold a colon itself: `startExecution.sync:2`.
        let split = match rest.strip_prefix("aws-sdk:") {
            Some(sdk) => sdk.find(':').map(|at| at + "aws-sdk:".len()),
            None => rest.find(':'),
        };
        let Some(split) = split else { return Self::Lambda };
        let (resource_type, action) = (&rest[..split], &rest[split + 1..]);
        let pattern = match action.rsplit_once('.') {
            Some((_, "sync")) => Pattern::Sync,
            Some((_, "sync:2")) => Pattern::Sync2,
            Some((_, "waitForTaskToken")) => Pattern::Token,
            _ => Pattern::RequestResponse,
        };
        Self::Service { resource_type: resource_type.into(), action: action.into(), pattern }
    }
}
