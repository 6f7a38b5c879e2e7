//! From tokens to a syntax tree, by operator precedence (Pratt), as jsonata-js does it.

use crate::{
    ast::{Operator, Place},
    error::{Error, Result},
    lex::{Lexer, Token},
    regex::Regex,
    signature::Signature,
};
use asl_json::Json;
use std::rc::Rc;

/// How deep brackets and operands may nest; the reference is bounded by its stack only.
pub(crate) const MAX_NESTING: u32 = 250;
/// How high the tree may be: a chain of operators of the same precedence is one node higher per operator.
pub(crate) const MAX_HEIGHT: u32 = 500;

type Tree = Box<Syntax>;

/// An expression as it is written.
#[derive(Debug)]
pub(crate) struct Syntax {
    pub form: Form,
    pub place: Place,
    pub keep_array: bool,
    height: u32,
}

/// The form of an expression.
#[derive(Debug)]
pub(crate) enum Form {
    Name(Rc<str>),
    Variable(Rc<str>),
    Literal(Json),
    Regex(Rc<Regex>),
    Placeholder,
    End,
    Wildcard,
    Descendants,
    Parent,
    Binary(Operator, Tree, Tree),
    Dot(Tree, Tree),
    Filter(Tree, Tree),
    Sort(Tree, Vec<(bool, Syntax)>),
    Group(Tree, Vec<(Syntax, Syntax)>),
    Bind(Rc<str>, Tree),
    Focus(Tree, Rc<str>),
    Index(Tree, Rc<str>),
    Apply(Tree, Tree),
    Negate(Tree),
    Array(Vec<Syntax>),
    Object(Vec<(Syntax, Syntax)>),
    Block(Vec<Syntax>),
    Condition(Tree, Tree, Option<Tree>),
    Transform(Tree, Tree, Option<Tree>),
    Call(Tree, Vec<Syntax>),
    Partial(Tree, Vec<Syntax>),
    Lambda(Vec<Rc<str>>, Option<Rc<Signature>>, Tree),
}

impl Syntax {
    /// By what name errors call the expression.
    fn json(&self) -> Json {
        match &self.form {
            Form::Name(text) | Form::Variable(text) => Json::String(text.clone()),
            Form::Literal(value) => value.clone(),
            Form::Regex(regex) => Json::from(regex.source()),
            Form::Placeholder => Json::from("?"),
            Form::End => Json::from("(end)"),
            Form::Wildcard => Json::from("*"),
            Form::Descendants => Json::from("**"),
            Form::Parent => Json::from("%"),
            Form::Binary(operator, ..) => Json::from(operator.text()),
            Form::Dot(..) => Json::from("."),
            Form::Filter(..) | Form::Array(_) => Json::from("["),
            Form::Sort(..) => Json::from("^"),
            Form::Group(..) | Form::Object(_) => Json::from("{"),
            Form::Bind(..) => Json::from(":="),
            Form::Focus(..) => Json::from("@"),
            Form::Index(..) => Json::from("#"),
            Form::Apply(..) => Json::from("~>"),
            Form::Negate(_) => Json::from("-"),
            Form::Block(_) | Form::Call(..) | Form::Partial(..) | Form::Lambda(..) => Json::from("("),
            Form::Condition(..) => Json::from("?"),
            Form::Transform(..) => Json::from("|"),
        }
    }
}

/// Reads a whole expression.
pub(crate) fn parse(text: &str) -> Result<Syntax> {
    let mut parser = Parser { lexer: Lexer::new(text), token: Token::End, place: Place::default(), depth: 0 };
    parser.advance(true)?;
    let tree = parser.expression(0)?;
    match parser.token {
        Token::End => Ok(tree),
        token => Err(Error::new("S0201").at(parser.place).token(token.json())),
    }
}

struct Parser<'t> {
    lexer: Lexer<'t>,
    token: Token,
    place: Place,
    depth: u32,
}

/// How strongly a token binds what stands left of it; 0: not at all.
fn binding_power(token: &Token) -> u32 {
    let Token::Operator(text) = token else { return 0 };
    match *text {
        "[" | "(" | "@" | "#" => 80,
        "." => 75,
        "{" => 70,
        "*" | "/" | "%" => 60,
        "+" | "-" | "&" => 50,
        "=" | "<" | ">" | "^" | "!=" | "<=" | ">=" | "~>" | "in" => 40,
        "and" => 30,
        "or" => 25,
        "?" => 20,
        ":=" => 10,
        _ => 0,
    }
}

fn binary(text: &str) -> Option<Operator> {
    Some(match text {
        "+" => Operator::Add,
        "-" => Operator::Subtract,
        "*" => Operator::Multiply,
        "/" => Operator::Divide,
        "%" => Operator::Remainder,
        "=" => Operator::Equal,
        "!=" => Operator::NotEqual,
        "<" => Operator::Less,
        "<=" => Operator::LessEqual,
        ">" => Operator::Greater,
        ">=" => Operator::GreaterEqual,
        "&" => Operator::Concat,
        "and" => Operator::And,
        "or" => Operator::Or,
        "in" => Operator::In,
        _ => return None,
    })
}

impl Parser<'_> {
    fn advance(&mut self, operand: bool) -> Result<()> {
        (self.token, self.place) = self.lexer.next(operand)?;
        if self.token.is("!") || self.token.is("~") {
            return Err(Error::new("S0204").at(self.place).token(self.token.json()));
        }
        Ok(())
    }

    /// Goes past a token that must be there.
    fn expect(&mut self, id: &'static str, operand: bool) -> Result<()> {
        if self.token.is(id) {
            return self.advance(operand);
        }
        let code = if matches!(self.token, Token::End) { "S0203" } else { "S0202" };
        Err(Error::new(code).at(self.place).token(self.token.json()).value(Some(Json::from(id))))
    }

    fn make(form: Form, place: Place, below: u32) -> Result<Syntax> {
        if below >= MAX_HEIGHT {
            return Err(Error::limit(format!("the expression has more than {MAX_HEIGHT} nested operations")).at(place));
        }
        Ok(Syntax { form, place, keep_array: false, height: below + 1 })
    }

    /// Reads an expression whose operators bind more strongly than `power`.
    fn expression(&mut self, power: u32) -> Result<Syntax> {
        self.depth += 1;
        if self.depth > MAX_NESTING {
            return Err(
                Error::limit(format!("the expression is nested deeper than {MAX_NESTING} levels")).at(self.place)
            );
        }
        let (token, place) = (self.token.clone(), self.place);
        self.advance(false)?;
        let mut left = self.prefix(token, place)?;
        while power < binding_power(&self.token) {
            let Token::Operator(operator) = self.token else { break };
            let place = self.place;
            self.advance(true)?;
            left = self.infix(operator, place, left)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    fn tree(&mut self, power: u32) -> Result<Tree> {
        self.expression(power).map(Box::new)
    }

    /// An expression that starts with the token.
    fn prefix(&mut self, token: Token, place: Place) -> Result<Syntax> {
        let form = match token {
            Token::Name(name) => Form::Name(name),
            Token::Variable(name) => Form::Variable(name),
            Token::String(text) => Form::Literal(Json::String(text)),
            Token::Number(number) => Form::Literal(Json::float(number)),
            Token::Value(value) => Form::Literal(value),
            Token::Regex(regex) => Form::Regex(regex),
            Token::End => Form::End,
            Token::Operator(operator) => return self.prefix_operator(operator, place),
        };
        Self::make(form, place, 0)
    }

    fn prefix_operator(&mut self, operator: &'static str, place: Place) -> Result<Syntax> {
        match operator {
            // The words may be field names.
            "and" | "or" | "in" => Self::make(Form::Name(operator.into()), place, 0),
            "*" => Self::make(Form::Wildcard, place, 0),
            "**" => Self::make(Form::Descendants, place, 0),
            "%" => Self::make(Form::Parent, place, 0),
            "-" => {
                let operand = self.tree(70)?;
                let height = operand.height;
                Self::make(Form::Negate(operand), place, height)
            }
            "(" => self.block(place),
            "[" => self.array(place),
            "{" => {
                let (pairs, height) = self.pairs()?;
                Self::make(Form::Object(pairs), place, height)
            }
            "|" => self.transform(place),
            _ => Err(Error::new("S0211").at(place).token(operator)),
        }
    }

    fn block(&mut self, place: Place) -> Result<Syntax> {
        let (mut items, mut height) = (Vec::new(), 0);
        while !self.token.is(")") {
            let item = self.expression(0)?;
            height = height.max(item.height);
            items.push(item);
            if !self.token.is(";") {
                break;
            }
            self.advance(true)?;
        }
        self.expect(")", false)?;
        Self::make(Form::Block(items), place, height)
    }

    fn array(&mut self, place: Place) -> Result<Syntax> {
        let (mut items, mut height) = (Vec::new(), 0);
        if !self.token.is("]") {
            loop {
                let mut item = self.expression(0)?;
                if self.token.is("..") {
                    let place = self.place;
                    self.advance(true)?;
                    let end = self.tree(0)?;
                    let below = item.height.max(end.height);
                    item = Self::make(Form::Binary(Operator::Range, Box::new(item), end), place, below)?;
                }
                height = height.max(item.height);
                items.push(item);
                if !self.token.is(",") {
                    break;
                }
                self.advance(true)?;
            }
        }
        self.expect("]", false)?;
        Self::make(Form::Array(items), place, height)
    }

    fn pairs(&mut self) -> Result<(Vec<(Syntax, Syntax)>, u32)> {
        let (mut pairs, mut height) = (Vec::new(), 0);
        if !self.token.is("}") {
            loop {
                let key = self.expression(0)?;
                self.expect(":", true)?;
                let value = self.expression(0)?;
                height = height.max(key.height).max(value.height);
                pairs.push((key, value));
                if !self.token.is(",") {
                    break;
                }
                self.advance(true)?;
            }
        }
        self.expect("}", false)?;
        Ok((pairs, height))
    }

    fn transform(&mut self, place: Place) -> Result<Syntax> {
        let pattern = self.tree(0)?;
        self.expect("|", true)?;
        let update = self.tree(0)?;
        let mut height = pattern.height.max(update.height);
        let mut delete = None;
        if self.token.is(",") {
            self.advance(true)?;
            let tree = self.tree(0)?;
            height = height.max(tree.height);
            delete = Some(tree);
        }
        self.expect("|", true)?;
        Self::make(Form::Transform(pattern, update, delete), place, height)
    }

    /// An expression that goes on behind `left` with an operator.
    fn infix(&mut self, operator: &'static str, place: Place, left: Syntax) -> Result<Syntax> {
        match operator {
            "(" => return self.call(place, left),
            "[" => return self.filter(place, left),
            "^" => return self.sort(place, left),
            "{" => {
                let (pairs, height) = self.pairs()?;
                let height = height.max(left.height);
                return Self::make(Form::Group(Box::new(left), pairs), place, height);
            }
            "?" => return self.condition(place, left),
            ":=" => {
                let Form::Variable(name) = &left.form else {
                    return Err(Error::new("S0212").at(left.place).token(left.json()));
                };
                let name = name.clone();
                let value = self.tree(9)?;
                let height = value.height;
                return Self::make(Form::Bind(name, value), place, height);
            }
            _ => {}
        }
        let right = self.tree(binding_power(&Token::Operator(operator)))?;
        let height = left.height.max(right.height);
        let left = Box::new(left);
        let form = match operator {
            "." => Form::Dot(left, right),
            "~>" => Form::Apply(left, right),
            "@" | "#" => {
                let Form::Variable(name) = right.form else {
                    return Err(Error::new("S0214").at(right.place).token(operator));
                };
                if operator == "@" { Form::Focus(left, name) } else { Form::Index(left, name) }
            }
            _ => match binary(operator) {
                Some(binary) => Form::Binary(binary, left, right),
                None => return Err(Error::new("S0204").at(place).token(operator)),
            },
        };
        Self::make(form, place, height)
    }

    fn condition(&mut self, place: Place, condition: Syntax) -> Result<Syntax> {
        let then = self.tree(0)?;
        let mut height = condition.height.max(then.height);
        let mut otherwise = None;
        if self.token.is(":") {
            self.advance(true)?;
            let tree = self.tree(0)?;
            height = height.max(tree.height);
            otherwise = Some(tree);
        }
        Self::make(Form::Condition(Box::new(condition), then, otherwise), place, height)
    }

    fn filter(&mut self, place: Place, mut left: Syntax) -> Result<Syntax> {
        if self.token.is("]") {
            // An empty predicate keeps an array of one item an array.
            let mut step = &mut left;
            while let Form::Filter(inner, _) = &mut step.form {
                step = inner;
            }
            step.keep_array = true;
            self.advance(true)?;
            return Ok(left);
        }
        let predicate = self.tree(0)?;
        let height = left.height.max(predicate.height);
        self.expect("]", false)?;
        Self::make(Form::Filter(Box::new(left), predicate), place, height)
    }

    fn sort(&mut self, place: Place, left: Syntax) -> Result<Syntax> {
        self.expect("(", true)?;
        let (mut terms, mut height) = (Vec::new(), left.height);
        loop {
            let descending = self.token.is(">");
            if descending || self.token.is("<") {
                self.advance(true)?;
            }
            let term = self.expression(0)?;
            height = height.max(term.height);
            terms.push((descending, term));
            if !self.token.is(",") {
                break;
            }
            self.advance(true)?;
        }
        self.expect(")", true)?;
        Self::make(Form::Sort(Box::new(left), terms), place, height)
    }

    fn call(&mut self, place: Place, procedure: Syntax) -> Result<Syntax> {
        let (mut arguments, mut height, mut partial) = (Vec::new(), procedure.height, false);
        if !self.token.is(")") {
            loop {
                if self.token.is("?") {
                    partial = true;
                    arguments.push(Self::make(Form::Placeholder, self.place, 0)?);
                    self.advance(true)?;
                } else {
                    let argument = self.expression(0)?;
                    height = height.max(argument.height);
                    arguments.push(argument);
                }
                if !self.token.is(",") {
                    break;
                }
                self.advance(true)?;
            }
        }
        self.expect(")", false)?;
        if matches!(&procedure.form, Form::Name(name) if matches!(&**name, "function" | "λ")) {
            return self.lambda(place, arguments);
        }
        let procedure = Box::new(procedure);
        let form = if partial { Form::Partial(procedure, arguments) } else { Form::Call(procedure, arguments) };
        Self::make(form, place, height)
    }

    fn lambda(&mut self, place: Place, arguments: Vec<Syntax>) -> Result<Syntax> {
        let mut parameters = Vec::with_capacity(arguments.len());
        for (index, argument) in arguments.into_iter().enumerate() {
            let Form::Variable(name) = argument.form else {
                let error = Error::new("S0208").at(argument.place).value(Some(Json::int(index as i64 + 1)));
                return Err(error.token(argument.json()));
            };
            parameters.push(name);
        }
        let signature = if self.token.is("<") { Some(self.signature()?) } else { None };
        self.expect("{", true)?;
        let body = self.tree(0)?;
        self.expect("}", true)?;
        let height = body.height;
        Self::make(Form::Lambda(parameters, signature, body), place, height)
    }

    /// Reads a signature by the text of its tokens, as far as the bracket that closes it.
    fn signature(&mut self) -> Result<Rc<Signature>> {
        let place = self.place;
        let mut depth = 1;
        let mut text = String::from("<");
        while depth > 0 && !self.token.is("{") && !matches!(self.token, Token::End) {
            self.advance(true)?;
            if self.token.is(">") {
                depth -= 1;
            } else if self.token.is("<") {
                depth += 1;
            }
            match self.token.json() {
                Json::String(word) => text.push_str(&word),
                other => text.push_str(&other.to_string()),
            }
        }
        self.expect(">", true)?;
        Signature::parse(&text).map(Rc::new).map_err(|(mut error, offset)| {
            error.place(Place { position: place.position + offset as u32, span: place.span });
            error
        })
    }
}
