//! Errors with the codes, texts, positions and tokens of jsonata-js.
//!
//! What makes them is kept out of line: it is rare, and stands in many places.

use crate::ast::{Kind, Node, Place};
use asl_json::Json;
use std::fmt;

/// Shorthand of the crate: errors are boxed, since they are rare and the results are many.
pub(crate) type Result<T> = std::result::Result<T, Box<Error>>;

/// A range of bytes in the text of the expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Why an expression cannot be read or evaluated.
#[derive(Clone, Debug)]
pub struct Error {
    /// The code: those of jsonata-js (`S` syntax, `T` type, `D` dynamic), [`Error::LIMIT`], [`Error::FUNCTION_RESULT`]
    /// or [`Error::REGEX`].
    pub code: &'static str,
    /// The text of jsonata-js, with its inserts.
    pub message: String,
    /// Where, as jsonata-js counts: in UTF-16 units, one past the token.
    pub position: Option<u32>,
    /// The token at the position, in bytes.
    pub span: Option<Span>,
    /// The token, operator or function concerned; a string in most cases.
    pub token: Option<Json>,
    /// The value concerned.
    pub value: Option<Json>,
    inserts: Option<Box<Inserts>>,
}

/// What else a message speaks of, by the names in its template.
#[derive(Clone, Debug, Default)]
struct Inserts(Vec<(&'static str, Json)>);

impl Inserts {
    fn get(&self, name: &str) -> Option<&Json> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}

impl Error {
    /// The code of an expression that was ended because it used up its fuel, memory or depth.
    pub const LIMIT: &'static str = "U1001";
    /// The code of an expression whose result is or contains a function, which no JSON text can say.
    pub const FUNCTION_RESULT: &'static str = "U1002";
    /// The code of a regular expression that this engine cannot run: look-around, back references, or no pattern.
    pub const REGEX: &'static str = "S0303";

    #[inline(never)]
    pub(crate) fn new(code: &'static str) -> Box<Self> {
        Box::new(Self {
            code,
            message: String::new(),
            position: None,
            span: None,
            token: None,
            value: None,
            inserts: None,
        })
    }

    /// An error of the given words.
    #[inline(never)]
    pub(crate) fn said(code: &'static str, message: String) -> Box<Self> {
        let mut error = Self::new(code);
        error.message = message;
        error
    }

    pub(crate) fn limit(message: String) -> Box<Self> {
        Self::said(Self::LIMIT, message)
    }

    #[inline(never)]
    pub(crate) fn value(mut self: Box<Self>, value: Option<Json>) -> Box<Self> {
        self.value = value;
        self
    }

    pub(crate) fn token(self: Box<Self>, token: impl Into<Json>) -> Box<Self> {
        self.with_token(token.into())
    }

    #[inline(never)]
    fn with_token(mut self: Box<Self>, token: Json) -> Box<Self> {
        self.token = Some(token);
        self
    }

    pub(crate) fn insert(self: Box<Self>, name: &'static str, value: impl Into<Json>) -> Box<Self> {
        self.with_insert(name, value.into())
    }

    #[inline(never)]
    fn with_insert(mut self: Box<Self>, name: &'static str, value: Json) -> Box<Self> {
        self.inserts.get_or_insert_default().0.push((name, value));
        self
    }

    #[inline(never)]
    pub(crate) fn at(mut self: Box<Self>, place: Place) -> Box<Self> {
        self.place(place);
        self
    }

    /// At a node. Paths and `%` have no position in jsonata-js, but they stand somewhere.
    #[inline(never)]
    pub(crate) fn at_node(mut self: Box<Self>, node: &Node) -> Box<Self> {
        if matches!(node.kind, Kind::Path(_) | Kind::Parent(..)) {
            self.span = Some(node.place.span);
            return self;
        }
        self.at(node.place)
    }

    #[inline(never)]
    pub(crate) fn place(&mut self, place: Place) {
        self.position = Some(place.position);
        self.span = Some(place.span);
    }

    /// Fills the message from the catalog, unless there is one already.
    pub(crate) fn explain(mut self: Box<Self>) -> Box<Self> {
        if self.message.is_empty()
            && let Some((_, template)) = TEMPLATES.iter().find(|(code, _)| *code == self.code)
        {
            self.message = self.fill(template);
        }
        self
    }

    /// Replaces `{{name}}` by the JSON text of an insert and `{{{name}}}` by its bare text.
    fn fill(&self, template: &str) -> String {
        let mut out = String::new();
        let mut rest = template;
        while let Some(open) = rest.find("{{") {
            out.push_str(&rest[..open]);
            let bare = rest[open..].starts_with("{{{");
            let (from, close) = if bare { (open + 3, "}}}") } else { (open + 2, "}}") };
            let Some(length) = rest[from..].find(close) else { break };
            let name = &rest[from..from + length];
            let insert = match name {
                "token" => self.token.as_ref(),
                "value" => self.value.as_ref(),
                _ => self.inserts.as_ref().and_then(|inserts| inserts.get(name)),
            };
            match insert {
                None => out.push_str("undefined"),
                Some(Json::String(text)) if bare => out.push_str(text),
                Some(value) => out.push_str(&as_script(value).to_string()),
            }
            rest = &rest[from + length + close.len()..];
        }
        out.push_str(rest);
        out
    }
}

/// A value as JavaScript writes it: its numbers without what they were read from, and `null` for what is none.
fn as_script(value: &Json) -> Json {
    match value {
        Json::Number(number) if number.as_f64().is_finite() => Json::float(number.as_f64()),
        Json::Number(_) => Json::Null,
        Json::Array(items) => Json::array(items.iter().map(as_script).collect()),
        Json::Object(entries) => Json::from_pairs(entries.iter().map(|(key, value)| (key.clone(), as_script(value)))),
        other => other.clone(),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Error {}

/// The catalog of jsonata-js 2.0.6; `S0303` is ours.
const TEMPLATES: &[(&str, &str)] = &[
    ("S0101", "String literal must be terminated by a matching quote"),
    ("S0102", "Number out of range: {{token}}"),
    ("S0103", "Unsupported escape sequence: \\{{token}}"),
    ("S0104", "The escape sequence \\u must be followed by 4 hex digits"),
    ("S0105", "Quoted property name must be terminated with a backquote (`)"),
    ("S0106", "Comment has no closing tag"),
    ("S0201", "Syntax error: {{token}}"),
    ("S0202", "Expected {{value}}, got {{token}}"),
    ("S0203", "Expected {{value}} before end of expression"),
    ("S0204", "Unknown operator: {{token}}"),
    ("S0205", "Unexpected token: {{token}}"),
    ("S0206", "Unknown expression type: {{token}}"),
    ("S0207", "Unexpected end of expression"),
    ("S0208", "Parameter {{value}} of function definition must be a variable name (start with $)"),
    ("S0209", "A predicate cannot follow a grouping expression in a step"),
    ("S0210", "Each step can only have one grouping expression"),
    ("S0211", "The symbol {{token}} cannot be used as a unary operator"),
    ("S0212", "The left side of := must be a variable name (start with $)"),
    ("S0213", "The literal value {{value}} cannot be used as a step within a path expression"),
    ("S0214", "The right side of {{token}} must be a variable name (start with $)"),
    ("S0215", "A context variable binding must precede any predicates on a step"),
    ("S0216", "A context variable binding must precede the 'order-by' clause on a step"),
    ("S0217", "The object representing the 'parent' cannot be derived from this expression"),
    ("S0301", "Empty regular expressions are not allowed"),
    ("S0302", "No terminating / in regular expression"),
    ("S0402", "Choice groups containing parameterized types are not supported"),
    ("S0401", "Type parameters can only be applied to functions and arrays"),
    ("S0500", "Attempted to evaluate an expression containing syntax error(s)"),
    ("T0410", "Argument {{index}} of function {{token}} does not match function signature"),
    ("T0411", "Context value is not a compatible type with argument {{index}} of function {{token}}"),
    ("T0412", "Argument {{index}} of function {{token}} must be an array of {{type}}"),
    ("D1001", "Number out of range: {{value}}"),
    ("D1002", "Cannot negate a non-numeric value: {{value}}"),
    ("T1003", "Key in object structure must evaluate to a string; got: {{value}}"),
    ("D1004", "Regular expression matches zero length string"),
    ("T1005", "Attempted to invoke a non-function. Did you mean ${{{token}}}?"),
    ("T1006", "Attempted to invoke a non-function"),
    ("T1007", "Attempted to partially apply a non-function. Did you mean ${{{token}}}?"),
    ("T1008", "Attempted to partially apply a non-function"),
    ("D1009", "Multiple key definitions evaluate to same key: {{value}}"),
    ("D1010", "Attempted to access the Javascript object prototype"),
    (
        "T1010",
        "The matcher function argument passed to function {{token}} does not return the correct object structure",
    ),
    ("T2001", "The left side of the {{token}} operator must evaluate to a number"),
    ("T2002", "The right side of the {{token}} operator must evaluate to a number"),
    ("T2003", "The left side of the range operator (..) must evaluate to an integer"),
    ("T2004", "The right side of the range operator (..) must evaluate to an integer"),
    ("D2005", "The left side of := must be a variable name (start with $)"),
    ("T2006", "The right side of the function application operator ~> must be a function"),
    ("T2007", "Type mismatch when comparing values {{value}} and {{value2}} in order-by clause"),
    ("T2008", "The expressions within an order-by clause must evaluate to numeric or string values"),
    ("T2009", "The values {{value}} and {{value2}} either side of operator {{token}} must be of the same data type"),
    ("T2010", "The expressions either side of operator {{token}} must evaluate to numeric or string values"),
    ("T2011", "The insert/update clause of the transform expression must evaluate to an object: {{value}}"),
    ("T2012", "The delete clause of the transform expression must evaluate to a string or array of strings: {{value}}"),
    (
        "T2013",
        "The transform expression clones the input object using the $clone() function.  This has been overridden in the current scope by a non-function.",
    ),
    (
        "D2014",
        "The size of the sequence allocated by the range operator (..) must not exceed 1e6.  Attempted to allocate {{value}}.",
    ),
    ("D3001", "Attempting to invoke string function on Infinity or NaN"),
    ("D3010", "Second argument of replace function cannot be an empty string"),
    ("D3011", "Fourth argument of replace function must evaluate to a positive number"),
    ("D3012", "Attempted to replace a matched string with a non-string value"),
    ("D3020", "Third argument of split function must evaluate to a positive number"),
    ("D3030", "Unable to cast value to a number: {{value}}"),
    ("D3040", "Third argument of match function must evaluate to a positive number"),
    ("D3050", "The second argument of reduce function must be a function with at least two arguments"),
    ("D3060", "The sqrt function cannot be applied to a negative number: {{value}}"),
    (
        "D3061",
        "The power function has resulted in a value that cannot be represented as a JSON number: base={{value}}, exponent={{exp}}",
    ),
    (
        "D3070",
        "The single argument form of the sort function can only be applied to an array of strings or an array of numbers.  Use the second argument to specify a comparison function",
    ),
    ("D3080", "The picture string must only contain a maximum of two sub-pictures"),
    ("D3081", "The sub-picture must not contain more than one instance of the 'decimal-separator' character"),
    ("D3082", "The sub-picture must not contain more than one instance of the 'percent' character"),
    ("D3083", "The sub-picture must not contain more than one instance of the 'per-mille' character"),
    ("D3084", "The sub-picture must not contain both a 'percent' and a 'per-mille' character"),
    (
        "D3085",
        "The mantissa part of a sub-picture must contain at least one character that is either an 'optional digit character' or a member of the 'decimal digit family'",
    ),
    (
        "D3086",
        "The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character",
    ),
    (
        "D3087",
        "The sub-picture must not contain a 'grouping-separator' character that appears adjacent to a 'decimal-separator' character",
    ),
    ("D3088", "The sub-picture must not contain a 'grouping-separator' at the end of the integer part"),
    ("D3089", "The sub-picture must not contain two adjacent instances of the 'grouping-separator' character"),
    (
        "D3090",
        "The integer part of the sub-picture must not contain a member of the 'decimal digit family' that is followed by an instance of the 'optional digit character'",
    ),
    (
        "D3091",
        "The fractional part of the sub-picture must not contain an instance of the 'optional digit character' that is followed by a member of the 'decimal digit family'",
    ),
    (
        "D3092",
        "A sub-picture that contains a 'percent' or 'per-mille' character must not contain a character treated as an 'exponent-separator'",
    ),
    (
        "D3093",
        "The exponent part of the sub-picture must comprise only of one or more characters that are members of the 'decimal digit family'",
    ),
    ("D3100", "The radix of the formatBase function must be between 2 and 36.  It was given {{value}}"),
    ("D3110", "The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given {{value}}"),
    ("D3120", "Syntax error in expression passed to function eval: {{value}}"),
    ("D3121", "Dynamic error evaluating the expression passed to function eval: {{value}}"),
    (
        "D3130",
        "Formatting or parsing an integer as a sequence starting with {{value}} is not supported by this implementation",
    ),
    ("D3131", "In a decimal digit pattern, all digits must be from the same decimal group"),
    ("D3132", "Unknown component specifier {{value}} in date/time picture string"),
    (
        "D3133",
        "The 'name' modifier can only be applied to months and days in the date/time picture string, not {{value}}",
    ),
    ("D3134", "The timezone integer format specifier cannot have more than four digits"),
    ("D3135", "No matching closing bracket ']' in date/time picture string"),
    ("D3136", "The date/time picture string is missing specifiers required to parse the timestamp"),
    ("D3137", "{{{message}}}"),
    ("D3138", "The $single() function expected exactly 1 matching result.  Instead it matched more."),
    ("D3139", "The $single() function expected exactly 1 matching result.  Instead it matched 0."),
    ("D3140", "Malformed URL passed to ${{{functionName}}}(): {{value}}"),
    ("D3141", "{{{message}}}"),
    ("S0303", "The regular expression is not supported: {{{reason}}}"),
];
