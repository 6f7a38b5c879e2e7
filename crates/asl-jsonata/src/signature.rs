//! Function signatures: which arguments fit, and what is done to those that almost do.

use crate::{
    error::{Error, Result},
    value::{List, Value},
};
use asl_json::Json;
use std::rc::Rc;

/// The symbols of the types a value can have; `m` is no value.
const SYMBOLS: &[u8; 8] = b"asnblfom";

/// A signature such as `<s-nn?:s>`.
#[derive(Debug)]
pub(crate) struct Signature {
    parameters: Vec<Parameter>,
}

#[derive(Debug, Default)]
struct Parameter {
    /// A bit for each of [`SYMBOLS`] that fits.
    fits: u8,
    optional: bool,
    many: bool,
    /// A missing argument is replaced by the context value.
    context: bool,
    /// Anything is made an array of.
    array: bool,
    /// What the items of the array must be.
    items: Option<String>,
    function: bool,
}

fn bit(symbol: u8) -> u8 {
    SYMBOLS.iter().position(|known| *known == symbol).map_or(0, |index| 1 << index)
}

fn bits(symbols: &[u8]) -> u8 {
    symbols.iter().fold(0, |bits, symbol| bits | bit(*symbol))
}

/// The symbol of a value's type.
fn symbol(value: &Value) -> u8 {
    match value {
        Value::Undefined => b'm',
        Value::Json(json) => match json {
            Json::Null => b'l',
            Json::Bool(_) => b'b',
            Json::Number(_) => b'n',
            Json::String(_) => b's',
            Json::Array(_) => b'a',
            Json::Object(_) => b'o',
        },
        Value::List(_) | Value::Stream(_) => b'a',
        Value::Record(_) => b'o',
        Value::Function(_) => b'f',
    }
}

/// The offset of the bracket that closes the one at `start`.
fn closing(text: &[u8], start: usize, open: u8, close: u8) -> usize {
    let mut depth = 1;
    for (at, byte) in text.iter().enumerate().skip(start + 1) {
        if *byte == close {
            depth -= 1;
            if depth == 0 {
                return at;
            }
        } else if *byte == open {
            depth += 1;
        }
    }
    text.len()
}

impl Signature {
    /// Reads a signature in its angle brackets; an error comes with its offset.
    pub fn parse(text: &str) -> std::result::Result<Self, (Box<Error>, usize)> {
        let bytes = text.as_bytes();
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut at = 1;
        while at < bytes.len() && bytes[at] != b':' {
            let letter = bytes[at];
            let fits = match letter {
                b's' | b'n' | b'b' | b'l' | b'o' => bits(&[letter, b'm']),
                b'a' | b'x' => u8::MAX,
                b'f' => bit(b'f'),
                b'j' => !bit(b'f'),
                _ => 0,
            };
            if fits != 0 {
                let (array, function) = (letter == b'a', letter == b'f');
                parameters.push(Parameter { fits, array, function, ..Parameter::default() });
                at += 1;
                continue;
            }
            let last = parameters.last_mut();
            match (letter, last) {
                (b'-', Some(last)) => (last.context, last.optional) = (true, true),
                (b'?', Some(last)) => last.optional = true,
                (b'+', Some(last)) => last.many = true,
                (b'(', _) => {
                    let end = closing(bytes, at, b'(', b')');
                    let choice = &text[at + 1..end];
                    if choice.contains('<') {
                        return Err((Error::new("S0402").value(Some(Json::from(choice))), at));
                    }
                    let fits = bits(choice.as_bytes()) | bit(b'm');
                    parameters.push(Parameter { fits, ..Parameter::default() });
                    at = end;
                }
                (b'<', last) => match last {
                    Some(last) if last.array || last.function => {
                        let end = closing(bytes, at, b'<', b'>');
                        last.items = Some(text[at + 1..end].to_string());
                        at = end;
                    }
                    _ => return Err((Error::new("S0401"), at)),
                },
                _ => {}
            }
            at += 1;
        }
        Ok(Self { parameters })
    }

    /// Checks arguments and completes them.
    ///
    /// `T0410` for one that does not fit or is too many, `T0411` for a context that does not fit, `T0412` for items
    /// of an array that do not fit.
    pub fn validate(&self, arguments: Vec<Value>, context: &Value) -> Result<Vec<Value>> {
        let symbols: Vec<u8> = arguments.iter().map(symbol).collect();
        let Some(lengths) = self.fit(self.parameters.len(), &symbols, true) else {
            return Err(self.misfit(&arguments, &symbols));
        };
        if self.is_plain(&lengths) {
            return Ok(arguments);
        }
        let mut out = Vec::with_capacity(self.parameters.len());
        let mut at = 0;
        for (parameter, length) in self.parameters.iter().zip(lengths) {
            if length == 0 {
                if parameter.context {
                    if parameter.fits & bit(symbol(context)) == 0 {
                        return Err(Error::new("T0411").value(context.to_json()).insert("index", at as i64 + 1));
                    }
                    out.push(context.clone());
                } else {
                    out.push(arguments.get(at).cloned().unwrap_or_default());
                    at += 1;
                }
                continue;
            }
            for index in at..at + length {
                // Quirk: every value of a repeated parameter is the first one (jsonata-js 2.0.6), except of an array.
                let argument = arguments[if parameter.array { index } else { at }].clone();
                out.push(if parameter.array {
                    parameter.as_array(argument, &symbols[at..at + length], symbols[index], index)?
                } else {
                    argument
                });
            }
            at += length;
        }
        Ok(out)
    }

    /// Tells whether validation changes nothing: each parameter got one argument and none is an array.
    fn is_plain(&self, lengths: &[usize]) -> bool {
        self.parameters.iter().zip(lengths).all(|(parameter, length)| *length == 1 && !parameter.array)
    }

    /// How many symbols each of the first `count` parameters takes: as many as it can without leaving too few for
    /// those behind it.
    fn fit(&self, count: usize, symbols: &[u8], whole: bool) -> Option<Vec<usize>> {
        let width = symbols.len() + 1;
        let mut failed = vec![false; (count + 1) * width];
        let mut lengths = vec![0; count];
        let fits = self.fit_from(0, count, symbols, 0, whole, &mut failed, &mut lengths);
        if fits { Some(lengths) } else { None }
    }

    #[expect(clippy::too_many_arguments, reason = "the state of a search")]
    fn fit_from(
        &self,
        index: usize,
        count: usize,
        symbols: &[u8],
        at: usize,
        whole: bool,
        failed: &mut [bool],
        lengths: &mut [usize],
    ) -> bool {
        if index == count {
            return !whole || at == symbols.len();
        }
        let cell = index * (symbols.len() + 1) + at;
        if failed[cell] {
            return false;
        }
        let parameter = &self.parameters[index];
        let most = symbols[at..].iter().take_while(|symbol| parameter.fits & bit(**symbol) != 0).count();
        let most = if parameter.many { most } else { most.min(1) };
        let least = usize::from(!parameter.optional);
        for length in (least..=most).rev() {
            lengths[index] = length;
            if self.fit_from(index + 1, count, symbols, at + length, whole, failed, lengths) {
                return true;
            }
        }
        failed[cell] = true;
        false
    }

    /// The error for the first argument that no parameter takes.
    fn misfit(&self, arguments: &[Value], symbols: &[u8]) -> Box<Error> {
        let mut good = 0;
        for count in 1..=self.parameters.len() {
            match self.fit(count, symbols, false) {
                None => break,
                Some(lengths) => good = lengths.iter().sum(),
            }
        }
        let value = arguments.get(good).and_then(Value::to_json);
        Error::new("T0410").value(value).insert("index", good as i64 + 1)
    }
}

impl Parameter {
    /// Makes an array of an argument, if its items fit.
    fn as_array(&self, argument: Value, matched: &[u8], single: u8, index: usize) -> Result<Value> {
        if single == b'm' {
            return Ok(Value::Undefined);
        }
        if let Some(wanted) = &self.items {
            let right = if single == b'a' {
                let first = argument.items().next().map(|item| symbol(&item));
                first.is_none_or(|first| {
                    wanted.as_bytes().first() == Some(&first) && argument.items().all(|item| symbol(&item) == first)
                })
            } else {
                matched == wanted.as_bytes()
            };
            if !right {
                return Err(Error::new("T0412")
                    .value(argument.to_json())
                    .insert("index", index as i64 + 1)
                    .insert("type", plural(wanted)));
            }
        }
        if single == b'a' {
            return Ok(argument);
        }
        let (depth, functions) = (argument.depth() + 1, argument.has_functions());
        Ok(Value::List(Rc::new(List { items: vec![argument], marks: 0, functions, depth })))
    }
}

fn plural(symbol: &str) -> &'static str {
    match symbol {
        "a" => "arrays",
        "b" => "booleans",
        "f" => "functions",
        "n" => "numbers",
        "o" => "objects",
        "s" => "strings",
        _ => "values",
    }
}
