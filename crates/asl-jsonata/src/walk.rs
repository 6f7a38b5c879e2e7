//! What an expression takes from outside, without evaluating it.

use crate::{
    Span,
    ast::{Kind, Node, Stage},
};
use std::rc::Rc;

/// The variables that an expression takes from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variables {
    /// In the order of the text; the same variable as often as it stands there.
    pub references: Vec<Reference>,
}

/// A variable from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Without its `$`; empty for `$`, and `$` for `$$`.
    pub name: Rc<str>,
    /// The names behind it, as far as they are plain: `["input", "id"]` of `$states.input.id[0].x`.
    pub path: Vec<Rc<str>>,
    /// The token of the variable, in bytes.
    pub span: Span,
    /// It is called like a function.
    pub called: bool,
    /// There is a built-in function of this name.
    pub native: bool,
}

struct Walk {
    out: Variables,
    /// The names that are bound where the walk is.
    bound: Vec<Rc<str>>,
}

/// Lists the variables of a tree that nothing in it binds.
pub(crate) fn variables(root: &Rc<Node>) -> Variables {
    let mut walk = Walk { out: Variables::default(), bound: Vec::new() };
    walk.node(root);
    walk.out
}

impl Walk {
    fn nodes<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Rc<Node>>) {
        nodes.into_iter().for_each(|node| self.node(node));
    }

    /// Walks with bindings of its own, which end with it.
    fn scope(&mut self, names: &[Rc<str>], inside: impl FnOnce(&mut Self)) {
        let before = self.bound.len();
        self.bound.extend(names.iter().cloned());
        inside(self);
        self.bound.truncate(before);
    }

    fn reference(&mut self, node: &Node, path: Vec<Rc<str>>, called: bool) {
        let Kind::Variable(name, native) = &node.kind else { return };
        if self.bound.contains(name) {
            return;
        }
        let (name, native) = (name.clone(), native.is_some());
        self.out.references.push(Reference { name, path, span: node.place.span, called, native });
    }

    fn node(&mut self, node: &Rc<Node>) {
        match &node.kind {
            Kind::Path(steps) => self.path(steps),
            Kind::Variable(..) => self.reference(node, Vec::new(), false),
            Kind::Binary(_, left, right) | Kind::Apply(left, right) => self.nodes([left, right]),
            Kind::Negate(inner) | Kind::Thunk(inner) => self.node(inner),
            Kind::Array(items) => self.nodes(items),
            Kind::Object(group) => group.pairs.iter().for_each(|(key, value)| self.nodes([key, value])),
            Kind::Block(items) => self.scope(&[], |walk| walk.nodes(items)),
            Kind::Condition(condition, then, otherwise) => {
                self.nodes([condition, then]);
                self.nodes(otherwise);
            }
            Kind::Bind(name, value) => {
                // A function may call itself by the name it gets.
                if matches!(value.kind, Kind::Lambda(_)) {
                    self.bound.push(name.clone());
                    self.node(value);
                } else {
                    self.node(value);
                    self.bound.push(name.clone());
                }
            }
            Kind::Call(procedure, arguments) => {
                self.procedure(procedure);
                self.nodes(arguments);
            }
            Kind::Partial(procedure, slots) => {
                self.procedure(procedure);
                self.nodes(slots.iter().flatten());
            }
            Kind::Lambda(lambda) => self.scope(&lambda.parameters, |walk| walk.node(&lambda.body)),
            Kind::Sort(terms) => self.nodes(terms.iter().map(|term| &term.expression)),
            Kind::Transform(transform) => {
                self.nodes([&transform.pattern, &transform.update]);
                self.nodes(&transform.delete);
            }
            Kind::Name(_)
            | Kind::Literal(_)
            | Kind::Wildcard
            | Kind::Descendants
            | Kind::Parent(_)
            | Kind::Regex(_)
            | Kind::Placeholder => {}
        }
        self.behind(node);
    }

    fn procedure(&mut self, procedure: &Rc<Node>) {
        if matches!(procedure.kind, Kind::Variable(..)) {
            self.reference(procedure, Vec::new(), true);
            self.behind(procedure);
        } else {
            self.node(procedure);
        }
    }

    /// What hangs on a node: filters and grouping.
    fn behind(&mut self, node: &Node) {
        for stage in node.predicates.iter().chain(&node.stages) {
            match stage {
                Stage::Filter(filter) => self.node(filter),
                Stage::Index(name) => self.bound.push(name.clone()),
            }
        }
        if let Some(group) = &node.group {
            group.pairs.iter().for_each(|(key, value)| self.nodes([key, value]));
        }
    }

    fn path(&mut self, steps: &[Rc<Node>]) {
        let mut rest = steps;
        if let Some((first, behind)) = steps.split_first()
            && matches!(first.kind, Kind::Variable(..))
        {
            let plain = |node: &Node| node.predicates.is_empty() && node.stages.is_empty();
            let mut path = Vec::new();
            let mut open = plain(first);
            for step in behind {
                match &step.kind {
                    Kind::Name(name) if open => path.push(name.clone()),
                    _ => break,
                }
                open = plain(step);
            }
            self.reference(first, path, false);
            self.behind(first);
            self.bindings(first);
            rest = behind;
        }
        for step in rest {
            self.node(step);
            self.bindings(step);
        }
    }

    /// What a step binds for those behind it.
    fn bindings(&mut self, step: &Node) {
        self.bound.extend(step.focus.iter().chain(&step.index).cloned());
    }
}
