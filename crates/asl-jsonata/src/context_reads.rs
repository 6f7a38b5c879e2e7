//! What an expression reads from the context item that it is evaluated on, without evaluating it.

use crate::{
    Span,
    ast::{Kind, Node},
};
use std::rc::Rc;

/// A read of the context item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextRead {
    /// A field's name; `$` for the item itself, `$$` for the root.
    pub name: Rc<str>,
    /// The token, in bytes.
    pub span: Span,
}

/// Lists the reads in the order of the text.
///
/// Only the first step of a path reads the outer context: further steps, predicates, sort terms and groupings see what
/// the step before them gave. The body of a function sees the context in which it was defined.
pub(crate) fn context_reads(root: &Rc<Node>) -> Vec<ContextRead> {
    let mut reads = Vec::new();
    collect(root, &mut reads);
    reads
}

fn collect(node: &Rc<Node>, reads: &mut Vec<ContextRead>) {
    let mut read = |name: &str| reads.push(ContextRead { name: name.into(), span: node.place.span });
    match &node.kind {
        Kind::Name(name) => read(name),
        Kind::Variable(name, _) if name.is_empty() => read("$"),
        Kind::Variable(name, _) if &**name == "$" => read("$$"),
        Kind::Path(steps) => steps.iter().take(1).for_each(|first| collect(first, reads)),
        Kind::Binary(_, left, right) | Kind::Apply(left, right) => {
            collect(left, reads);
            collect(right, reads);
        }
        Kind::Negate(inner) | Kind::Thunk(inner) | Kind::Bind(_, inner) => collect(inner, reads),
        Kind::Array(items) | Kind::Block(items) => items.iter().for_each(|item| collect(item, reads)),
        Kind::Object(group) => group.pairs.iter().for_each(|(key, value)| {
            collect(key, reads);
            collect(value, reads);
        }),
        Kind::Condition(condition, then, otherwise) => {
            [Some(condition), Some(then), otherwise.as_ref()]
                .into_iter()
                .flatten()
                .for_each(|part| collect(part, reads));
        }
        Kind::Call(procedure, arguments) => {
            collect(procedure, reads);
            arguments.iter().for_each(|argument| collect(argument, reads));
        }
        Kind::Partial(procedure, slots) => {
            collect(procedure, reads);
            slots.iter().flatten().for_each(|argument| collect(argument, reads));
        }
        Kind::Lambda(lambda) => collect(&lambda.body, reads),
        Kind::Variable(..)
        | Kind::Literal(_)
        | Kind::Wildcard
        | Kind::Descendants
        | Kind::Parent(_)
        | Kind::Sort(_)
        | Kind::Transform(_)
        | Kind::Regex(_)
        | Kind::Placeholder => {}
    }
}
