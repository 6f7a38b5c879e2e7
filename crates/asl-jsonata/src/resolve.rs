//! From the syntax tree to the tree that is evaluated: paths become lists of steps, predicates move to their steps,
//! each `%` finds the step whose parent it means, calls in tail position are marked.

use crate::{
    ast::{Group, Kind, LambdaNode, Node, Operator, Place, Slot, Stage, Term, TransformNode},
    error::{Error, Result},
    functions,
    parents::{adopt, seek, seek_parents},
    parse::{Form, Syntax},
};
use asl_json::{Json, Number};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// How high a tree may be that is evaluated by plain recursion.
const MAX_DIRECT: u32 = 16;

/// Turns a whole expression into the tree to evaluate.
pub(crate) fn resolve(tree: Syntax) -> Result<Rc<Node>> {
    let node = Resolver { slots: 0 }.node(tree)?;
    if matches!(node.kind, Kind::Parent(_)) || !node.seeking.is_empty() {
        return Err(Error::new("S0217").at_node(&node).token(type_name(&node)));
    }
    Ok(node)
}

struct Resolver {
    slots: u32,
}

/// The node of a tree that nobody else holds yet.
pub(crate) fn own(node: &mut Rc<Node>) -> &mut Node {
    Rc::get_mut(node).expect("invariant: a node has one owner while its tree is made")
}

pub(crate) fn type_name(node: &Node) -> &'static str {
    match &node.kind {
        Kind::Path(_) => "path",
        Kind::Name(_) => "name",
        Kind::Literal(Json::String(_)) => "string",
        Kind::Literal(Json::Number(_)) => "number",
        Kind::Literal(_) => "value",
        Kind::Wildcard => "wildcard",
        Kind::Descendants => "descendant",
        Kind::Parent(_) => "parent",
        Kind::Variable(..) => "variable",
        Kind::Binary(..) => "binary",
        Kind::Negate(_) | Kind::Array(_) | Kind::Object(_) => "unary",
        Kind::Block(_) => "block",
        Kind::Condition(..) => "condition",
        Kind::Bind(..) => "bind",
        Kind::Call(..) => "function",
        Kind::Partial(..) => "partial",
        Kind::Lambda(_) | Kind::Thunk(_) => "lambda",
        Kind::Apply(..) => "apply",
        Kind::Sort(_) => "sort",
        Kind::Transform(_) => "transform",
        Kind::Regex(_) => "regex",
        Kind::Placeholder => "operator",
    }
}

/// The height of a node over others that may be evaluated by plain recursion; 0 if one of them may not.
fn direct(nodes: &[&Rc<Node>]) -> u32 {
    let highest = nodes.iter().map(|node| node.direct).max().unwrap_or(0);
    if nodes.iter().all(|node| node.direct > 0) && highest < MAX_DIRECT { highest + 1 } else { 0 }
}

fn last_step(node: &mut Node) -> Option<&mut Node> {
    match &mut node.kind {
        Kind::Path(steps) => steps.last_mut().map(own),
        _ => None,
    }
}

impl Resolver {
    fn node(&mut self, tree: Syntax) -> Result<Rc<Node>> {
        let (place, keep) = (tree.place, tree.keep_array);
        let mut node = match tree.form {
            Form::Dot(left, right) => self.dot(*left, *right)?,
            Form::Filter(left, right) => self.filter(*left, *right, place)?,
            Form::Group(left, pairs) => self.group(*left, pairs, place)?,
            Form::Sort(left, terms) => self.sort(*left, terms, place)?,
            Form::Focus(left, name) => self.focus(*left, name, place, keep)?,
            Form::Index(left, name) => self.index(*left, name)?,
            Form::Name(name) => Self::name(name, place, keep),
            Form::Parent => self.parent(place),
            Form::Binary(operator, left, right) => self.binary(operator, *left, *right, place)?,
            Form::Apply(left, right) => self.apply(*left, *right, place)?,
            Form::Negate(operand) => self.negate(*operand, place)?,
            Form::Array(items) => self.array(items, place)?,
            Form::Block(items) => self.block(items, place)?,
            Form::Call(procedure, arguments) => self.call(*procedure, arguments, place)?,
            Form::Partial(procedure, arguments) => self.partial(*procedure, arguments, place)?,
            Form::Condition(condition, then, otherwise) => self.condition(*condition, *then, otherwise, place)?,
            Form::Object(pairs) => self.object(pairs, place)?,
            Form::Bind(name, value) => {
                let value = self.node(*value)?;
                let mut node = Node::new(Kind::Negate(value.clone()), place);
                adopt(&mut node, &value);
                node.kind = Kind::Bind(name, value);
                Rc::new(node)
            }
            Form::Transform(pattern, update, delete) => {
                let transform = TransformNode {
                    pattern: self.node(*pattern)?,
                    update: self.node(*update)?,
                    delete: delete.map(|tree| self.node(*tree)).transpose()?,
                };
                Rc::new(Node::new(Kind::Transform(Rc::new(transform)), place))
            }
            Form::Lambda(parameters, signature, body) => {
                let body = tail_calls(self.node(*body)?);
                Rc::new(Node::new(Kind::Lambda(Rc::new(LambdaNode { parameters, signature, body })), place))
            }
            leaf => Rc::new(Self::leaf(leaf, place)?),
        };
        if keep {
            let node = own(&mut node);
            (node.keep_array, node.direct) = (true, 0);
        }
        Ok(node)
    }

    fn nodes(&mut self, trees: Vec<Syntax>) -> Result<Vec<Rc<Node>>> {
        trees.into_iter().map(|tree| self.node(tree)).collect()
    }

    fn leaf(form: Form, place: Place) -> Result<Node> {
        let (kind, direct) = match form {
            Form::Literal(value) => (Kind::Literal(value), 1),
            Form::Variable(name) => {
                let native = functions::find(&name);
                (Kind::Variable(name, native), 1)
            }
            Form::Wildcard => (Kind::Wildcard, 1),
            Form::Descendants => (Kind::Descendants, 1),
            Form::Regex(regex) => (Kind::Regex(regex), 1),
            Form::End => return Err(Error::new("S0207").at(place).token("(end)")),
            _ => (Kind::Placeholder, 0),
        };
        Ok(Node { direct, ..Node::new(kind, place) })
    }

    fn name(name: Rc<str>, place: Place, keep_array: bool) -> Rc<Node> {
        let direct = u32::from(!keep_array);
        let step = Node { direct, keep_array, ..Node::new(Kind::Name(name), place) };
        let kind = Kind::Path(vec![Rc::new(step)]);
        Rc::new(Node { direct, keep_singleton: keep_array, ..Node::new(kind, place) })
    }

    fn parent(&mut self, place: Place) -> Rc<Node> {
        let label = format!("!{}", self.slots);
        self.slots += 1;
        let slot = Slot { label: RefCell::new(label.into()), level: Cell::new(1) };
        Rc::new(Node::new(Kind::Parent(Rc::new(slot)), place))
    }

    fn binary(&mut self, operator: Operator, left: Syntax, right: Syntax, place: Place) -> Result<Rc<Node>> {
        let (left, right) = (self.node(left)?, self.node(right)?);
        let mut node = Node::new(Kind::Placeholder, place);
        adopt(&mut node, &left);
        adopt(&mut node, &right);
        node.direct = direct(&[&left, &right]);
        node.kind = Kind::Binary(operator, left, right);
        Ok(Rc::new(node))
    }

    fn apply(&mut self, left: Syntax, right: Syntax, place: Place) -> Result<Rc<Node>> {
        let (left, right) = (self.node(left)?, self.node(right)?);
        let mut node = Node::new(Kind::Placeholder, place);
        node.keep_array = left.keep_array || right.keep_array;
        node.kind = Kind::Apply(left, right);
        Ok(Rc::new(node))
    }

    fn negate(&mut self, operand: Syntax, place: Place) -> Result<Rc<Node>> {
        let mut operand = self.node(operand)?;
        if let Kind::Literal(Json::Number(number)) = &mut own(&mut operand).kind {
            *number = Number::from_f64(-number.as_f64());
            return Ok(operand);
        }
        let mut node = Node::new(Kind::Placeholder, place);
        adopt(&mut node, &operand);
        node.direct = direct(&[&operand]);
        node.kind = Kind::Negate(operand);
        Ok(Rc::new(node))
    }

    fn array(&mut self, items: Vec<Syntax>, place: Place) -> Result<Rc<Node>> {
        let items = self.nodes(items)?;
        let mut node = Node::new(Kind::Placeholder, place);
        for item in &items {
            adopt(&mut node, item);
        }
        node.kind = Kind::Array(items);
        Ok(Rc::new(node))
    }

    fn pairs(&mut self, pairs: Vec<(Syntax, Syntax)>) -> Result<Vec<(Rc<Node>, Rc<Node>)>> {
        pairs.into_iter().map(|(key, value)| Ok((self.node(key)?, self.node(value)?))).collect()
    }

    fn object(&mut self, pairs: Vec<(Syntax, Syntax)>, place: Place) -> Result<Rc<Node>> {
        let pairs = self.pairs(pairs)?;
        let mut node = Node::new(Kind::Placeholder, place);
        for (key, value) in &pairs {
            adopt(&mut node, key);
            adopt(&mut node, value);
        }
        node.kind = Kind::Object(Rc::new(Group { pairs, place }));
        Ok(Rc::new(node))
    }

    fn block(&mut self, items: Vec<Syntax>, place: Place) -> Result<Rc<Node>> {
        let items = self.nodes(items)?;
        let mut node = Node::new(Kind::Placeholder, place);
        for item in &items {
            adopt(&mut node, item);
        }
        node.cons_array = items.iter().any(|item| {
            item.cons_array || matches!(&item.kind, Kind::Path(steps) if steps.first().is_some_and(|s| s.cons_array))
        });
        node.kind = Kind::Block(items);
        Ok(Rc::new(node))
    }

    fn call(&mut self, procedure: Syntax, arguments: Vec<Syntax>, place: Place) -> Result<Rc<Node>> {
        let arguments = self.nodes(arguments)?;
        let mut node = Node::new(Kind::Placeholder, place);
        for argument in &arguments {
            adopt(&mut node, argument);
        }
        node.kind = Kind::Call(self.node(procedure)?, arguments);
        Ok(Rc::new(node))
    }

    fn partial(&mut self, procedure: Syntax, arguments: Vec<Syntax>, place: Place) -> Result<Rc<Node>> {
        let mut node = Node::new(Kind::Placeholder, place);
        let mut slots = Vec::with_capacity(arguments.len());
        for argument in arguments {
            if matches!(argument.form, Form::Placeholder) {
                slots.push(None);
            } else {
                let argument = self.node(argument)?;
                adopt(&mut node, &argument);
                slots.push(Some(argument));
            }
        }
        node.kind = Kind::Partial(self.node(procedure)?, slots);
        Ok(Rc::new(node))
    }

    fn condition(
        &mut self,
        condition: Syntax,
        then: Syntax,
        otherwise: Option<Box<Syntax>>,
        place: Place,
    ) -> Result<Rc<Node>> {
        let (condition, then) = (self.node(condition)?, self.node(then)?);
        let otherwise = otherwise.map(|tree| self.node(*tree)).transpose()?;
        let mut node = Node::new(Kind::Placeholder, place);
        adopt(&mut node, &condition);
        adopt(&mut node, &then);
        node.direct = direct(&[&condition, &then]);
        if let Some(otherwise) = &otherwise {
            adopt(&mut node, otherwise);
            node.direct = direct(&[&condition, &then, otherwise]);
        }
        node.kind = Kind::Condition(condition, then, otherwise);
        Ok(Rc::new(node))
    }

    /// `left.right`: one path of both.
    fn dot(&mut self, left: Syntax, right: Syntax) -> Result<Rc<Node>> {
        let left = self.node(left)?;
        let mut path = if matches!(left.kind, Kind::Path(_)) {
            left
        } else {
            let mut path = Node::new(Kind::Placeholder, left.place);
            if let Kind::Parent(slot) = &left.kind {
                path.seeking.push(slot.clone());
            }
            path.kind = Kind::Path(vec![left]);
            Rc::new(path)
        };
        let mut right = self.node(right)?;
        let whole = own(&mut path);
        let Kind::Path(steps) = &mut whole.kind else { return Ok(path) };
        if let Kind::Path(more) = &mut own(&mut right).kind {
            steps.append(more);
        } else {
            let step = own(&mut right);
            step.stages.append(&mut step.predicates);
            steps.push(right);
        }
        for step in steps.iter_mut() {
            let step = own(step);
            match &step.kind {
                Kind::Literal(Json::String(name)) => step.kind = Kind::Name(name.clone()),
                Kind::Literal(value) => {
                    return Err(Error::new("S0213").at(step.place).value(Some(value.clone())));
                }
                _ => {}
            }
        }
        whole.keep_singleton |= steps.iter().any(|step| step.keep_array);
        let last = steps.len() - 1;
        for index in [0, last] {
            let step = own(&mut steps[index]);
            step.cons_array |= matches!(step.kind, Kind::Array(_));
        }
        whole.direct = u32::from(!whole.keep_singleton && whole.group.is_none() && steps.iter().all(|s| is_plain(s)));
        seek_parents(whole)?;
        Ok(path)
    }

    /// `left[right]`
    fn filter(&mut self, left: Syntax, right: Syntax, place: Place) -> Result<Rc<Node>> {
        let mut result = self.node(left)?;
        let is_path = matches!(result.kind, Kind::Path(_));
        let whole = own(&mut result);
        whole.direct = 0;
        let step = if is_path { last_step(whole).expect("invariant: a path has a step") } else { whole };
        if step.group.is_some() {
            return Err(Error::new("S0209").at(place));
        }
        let predicate = self.node(right)?;
        for slot in &predicate.seeking {
            if slot.level.get() == 1 {
                seek(step, slot)?;
            } else {
                slot.level.set(slot.level.get() - 1);
            }
        }
        if !predicate.seeking.is_empty() {
            adopt(step, &predicate);
        }
        step.direct = 0;
        let stages = if is_path { &mut step.stages } else { &mut step.predicates };
        stages.push(Stage::Filter(predicate));
        Ok(result)
    }

    /// `left{key: value}`
    fn group(&mut self, left: Syntax, pairs: Vec<(Syntax, Syntax)>, place: Place) -> Result<Rc<Node>> {
        let mut result = self.node(left)?;
        if result.group.is_some() {
            return Err(Error::new("S0210").at(place));
        }
        let pairs = self.pairs(pairs)?;
        let whole = own(&mut result);
        (whole.group, whole.direct) = (Some(Rc::new(Group { pairs, place })), 0);
        Ok(result)
    }

    /// `left^(terms)`
    fn sort(&mut self, left: Syntax, terms: Vec<(bool, Syntax)>, place: Place) -> Result<Rc<Node>> {
        let mut result = self.node(left)?;
        if !matches!(result.kind, Kind::Path(_)) {
            result = Rc::new(Node::new(Kind::Path(vec![result]), Place::default()));
        }
        let mut step = Node::new(Kind::Placeholder, place);
        let mut sorted = Vec::with_capacity(terms.len());
        for (descending, term) in terms {
            let expression = self.node(term)?;
            adopt(&mut step, &expression);
            sorted.push(Term { descending, expression });
        }
        step.kind = Kind::Sort(sorted);
        let whole = own(&mut result);
        whole.direct = 0;
        if let Kind::Path(steps) = &mut whole.kind {
            steps.push(Rc::new(step));
        }
        seek_parents(whole)?;
        Ok(result)
    }

    /// `left@$name`
    fn focus(&mut self, left: Syntax, name: Rc<str>, place: Place, keep: bool) -> Result<Rc<Node>> {
        let mut result = self.node(left)?;
        let whole = own(&mut result);
        whole.direct = 0;
        let step = if matches!(whole.kind, Kind::Path(_)) {
            last_step(whole).expect("invariant: a path has a step")
        } else {
            whole
        };
        if !step.stages.is_empty() || !step.predicates.is_empty() {
            return Err(Error::new("S0215").at(place));
        }
        if matches!(step.kind, Kind::Sort(_)) {
            return Err(Error::new("S0216").at(place));
        }
        step.keep_array |= keep;
        (step.focus, step.tuple, step.direct) = (Some(name), true, 0);
        Ok(result)
    }

    /// `left#$name`
    fn index(&mut self, left: Syntax, name: Rc<str>) -> Result<Rc<Node>> {
        let mut result = self.node(left)?;
        if !matches!(result.kind, Kind::Path(_)) {
            let step = own(&mut result);
            step.stages.append(&mut step.predicates);
            result = Rc::new(Node::new(Kind::Path(vec![result]), Place::default()));
        }
        let whole = own(&mut result);
        whole.direct = 0;
        let step = last_step(whole).expect("invariant: a path has a step");
        if step.stages.is_empty() {
            step.index = Some(name);
        } else {
            step.stages.push(Stage::Index(name));
        }
        (step.tuple, step.direct) = (true, 0);
        Ok(result)
    }
}

/// Tells whether a step needs no more than a look at its input.
fn is_plain(step: &Node) -> bool {
    matches!(step.kind, Kind::Name(_) | Kind::Variable(..))
        && !step.keep_array
        && !step.tuple
        && step.predicates.is_empty()
        && step.stages.is_empty()
        && step.group.is_none()
}

/// Marks the calls in tail position of a function's body.
fn tail_calls(mut node: Rc<Node>) -> Rc<Node> {
    let inner = own(&mut node);
    match &mut inner.kind {
        Kind::Call(..) if inner.predicates.is_empty() => {
            let place = inner.place;
            return Rc::new(Node::new(Kind::Thunk(node), place));
        }
        Kind::Condition(_, then, otherwise) => {
            mark(then);
            if let Some(otherwise) = otherwise {
                mark(otherwise);
            }
        }
        Kind::Block(items) => {
            if let Some(last) = items.last_mut() {
                mark(last);
            }
        }
        _ => {}
    }
    node
}

fn mark(node: &mut Rc<Node>) {
    let place = node.place;
    let inner = std::mem::replace(node, Rc::new(Node::new(Kind::Placeholder, place)));
    *node = tail_calls(inner);
}
