//! Numbers that keep the form in which they were written.

use std::{fmt, rc::Rc};

/// A JSON number.
///
/// AWS: numbers keep their literal form while nobody computes with them: `0.0` stays `0.0`
/// (case `services/test_lambda_task.test_invoke_json_values[0.0]`).
#[derive(Clone, Debug)]
pub enum Number {
    /// An integer in its shortest form.
    Int(i64),
    /// The result of a computation, printed as ECMAScript prints it: `1`, `0.1`, `1e+21`.
    Float(f64),
    /// Any other text of a number: `1.0`, `-0`, `1e5`, or digits beyond 64 bits.
    Text(Rc<str>),
}

impl Number {
    /// Keeps the text of a JSON number; the text must be one.
    pub fn from_text(text: &str) -> Self {
        match text.parse::<i64>() {
            Ok(int) if text != "-0" => Self::Int(int),
            _ => Self::Text(text.into()),
        }
    }

    /// Makes a number of a finite double: an integer where it is one exactly.
    pub fn from_f64(value: f64) -> Self {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if value.fract() == 0.0 && value.abs() < EXACT && !(value == 0.0 && value.is_sign_negative()) {
            Self::Int(value as i64)
        } else {
            Self::Float(value)
        }
    }

    /// The value as a double, the nearest one where it has none exactly.
    pub fn as_f64(&self) -> f64 {
        match self {
            Self::Int(int) => *int as f64,
            Self::Float(float) => *float,
            Self::Text(text) => text.parse().unwrap_or(f64::NAN),
        }
    }

    /// The value as an integer, if it is written as one (`1`, not `1.0`) and fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Int(int) => Some(*int),
            Self::Float(float) if float.fract() == 0.0 && float.abs() < 9e15 => Some(*float as i64),
            Self::Float(_) | Self::Text(_) => None,
        }
    }

    /// Tells whether the number is written without fraction and exponent.
    pub fn is_integer(&self) -> bool {
        match self {
            Self::Int(_) => true,
            Self::Float(float) => float.fract() == 0.0 && float.abs() < 1e21,
            Self::Text(text) => !text.contains(['.', 'e', 'E']),
        }
    }
}

impl PartialEq for Number {
    /// Compares values: `1` equals `1.0`.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Text(a), Self::Text(b)) if a == b => true,
            _ => self.as_f64() == other.as_f64(),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(int) => write!(f, "{int}"),
            Self::Float(float) => f.write_str(ryu_js::Buffer::new().format(*float)),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
