//! `$formatInteger` and `$parseInteger`: decimal pictures, letters, Roman numerals, words.

use super::text::{number_text, string_of};
use crate::{
    error::{Error, Result},
    eval::Machine,
    value::Value,
};
use asl_json::Json;

/// How an integer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Primary {
    Decimal,
    Letters,
    Roman,
    Words,
    /// A picture that is none of these; it can neither be written nor read.
    Sequence,
}

/// Which letters are capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Upper,
    Lower,
    Title,
}

/// Where separators stand, counted from the right.
#[derive(Clone, Debug)]
pub(super) enum Grouping {
    Regular(usize, char),
    Places(Vec<(usize, char)>),
}

/// A picture, read.
#[derive(Clone, Debug)]
pub(super) struct Format {
    pub primary: Primary,
    pub case: Case,
    pub ordinal: bool,
    /// The code of the digit zero.
    pub zero: u32,
    pub mandatory: Option<usize>,
    pub optional: usize,
    pub grouping: Grouping,
    token: String,
}

/// The zeros of the decimal digits that are known.
const ZEROS: [u32; 37] = [
    0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,
    0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
];

/// Reads a picture.
pub(super) fn analyse(picture: &str) -> Result<Format> {
    let (primary, modifier) = picture.rsplit_once(';').unwrap_or((picture, ""));
    let mut format = Format {
        primary: Primary::Decimal,
        case: Case::Lower,
        ordinal: modifier.starts_with('o'),
        zero: 0x30,
        mandatory: None,
        optional: 0,
        grouping: Grouping::Places(Vec::new()),
        token: primary.to_string(),
    };
    (format.primary, format.case) = match primary {
        "A" => (Primary::Letters, Case::Upper),
        "a" => (Primary::Letters, Case::Lower),
        "I" => (Primary::Roman, Case::Upper),
        "i" => (Primary::Roman, Case::Lower),
        "W" => (Primary::Words, Case::Upper),
        "Ww" => (Primary::Words, Case::Title),
        "w" => (Primary::Words, Case::Lower),
        _ => return decimal(primary, format),
    };
    Ok(format)
}

fn decimal(picture: &str, mut format: Format) -> Result<Format> {
    let (mut zero, mut mandatory, mut place) = (None, 0, 0);
    let mut separators = Vec::new();
    for c in picture.chars().rev() {
        let code = c as u32;
        if let Some(group) = ZEROS.iter().find(|group| (**group..**group + 10).contains(&code)) {
            mandatory += 1;
            place += 1;
            if *zero.get_or_insert(*group) != *group {
                return Err(Error::new("D3131"));
            }
        } else if c == '#' {
            place += 1;
            format.optional += 1;
        } else {
            separators.push((place, c));
        }
    }
    let Some(zero) = zero else {
        format.primary = Primary::Sequence;
        return Ok(format);
    };
    (format.zero, format.mandatory) = (zero, Some(mandatory));
    let same = separators.iter().all(|(_, c)| *c == separators[0].1);
    let places: Vec<usize> = separators.iter().map(|(place, _)| *place).collect();
    format.grouping = match if same { regular(&places) } else { 0 } {
        0 => Grouping::Places(separators),
        every => Grouping::Regular(every, separators[0].1),
    };
    Ok(format)
}

/// The distance of places that stand at all its multiples; 0 if there is none.
pub(super) fn regular(places: &[usize]) -> usize {
    fn divisor(a: usize, b: usize) -> usize {
        if b == 0 { a } else { divisor(b, a % b) }
    }
    let factor = places.iter().copied().reduce(divisor).unwrap_or(0);
    if factor > 0 && (1..=places.len()).all(|index| places.contains(&(index * factor))) { factor } else { 0 }
}

pub(super) fn format_integer(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(number) = arguments[0].as_f64() else { return Ok(Value::Undefined) };
    let picture = arguments.get(1).and_then(string_of).unwrap_or_default();
    let format = analyse(&picture)?;
    let text = write(machine, number.floor(), &format)?;
    machine.text(text)
}

/// Writes an integer.
pub(super) fn write(machine: &mut Machine<'_, '_>, number: f64, format: &Format) -> Result<String> {
    if !number.is_finite() {
        return Err(Error::new("D1001").value(Some(Json::Null)));
    }
    let value = number.abs();
    let mut text = match format.primary {
        Primary::Letters => letters(value, if format.case == Case::Upper { 'A' } else { 'a' }),
        Primary::Roman => {
            machine.budget.take((value / 1000.0) as usize)?;
            let text = roman(value as u64);
            if format.case == Case::Upper { text.to_uppercase() } else { text }
        }
        Primary::Words => {
            let text = words(value, format.ordinal);
            match format.case {
                Case::Upper => text.to_uppercase(),
                Case::Lower => text.to_lowercase(),
                Case::Title => text,
            }
        }
        Primary::Decimal => digits(machine, value, format)?,
        Primary::Sequence => return Err(Error::new("D3130").value(Some(Json::from(format.token.as_str())))),
    };
    if number < 0.0 {
        text.insert(0, '-');
    }
    Ok(text)
}

fn digits(machine: &mut Machine<'_, '_>, value: f64, format: &Format) -> Result<String> {
    let plain = number_text(value);
    let missing = format.mandatory.unwrap_or(0).saturating_sub(plain.len());
    machine.budget.take(4 * missing)?;
    let mut text: Vec<char> = std::iter::repeat_n('0', missing).chain(plain.chars()).collect();
    if format.zero != 0x30 {
        for c in &mut text {
            *c = char::from_u32((*c as u32 + format.zero).saturating_sub(0x30)).unwrap_or(*c);
        }
    }
    match &format.grouping {
        Grouping::Regular(every, separator) => {
            for group in (1..=(text.len() - 1) / every).rev() {
                text.insert(text.len() - group * every, *separator);
            }
        }
        Grouping::Places(places) => {
            for (place, separator) in places.iter().rev() {
                // Quirk: a separator left of all digits is written too, and drops what lies left of it.
                let cut = text.len() as isize - *place as isize;
                if cut < 0 {
                    text.drain(..text.len() - text.len().min(cut.unsigned_abs()));
                }
                text.insert(cut.max(0) as usize, *separator);
            }
        }
    }
    let mut out: String = text.iter().collect();
    if format.ordinal {
        let tens = text.len() > 1 && text[text.len() - 2] == '1';
        out.push_str(match text.last() {
            Some('1') if !tens => "st",
            Some('2') if !tens => "nd",
            Some('3') if !tens => "rd",
            _ => "th",
        });
    }
    Ok(out)
}

fn letters(mut value: f64, first: char) -> String {
    let mut out = Vec::new();
    while value > 0.0 {
        out.push(char::from(first as u8 + ((value - 1.0) % 26.0) as u8));
        value = ((value - 1.0) / 26.0).floor();
    }
    out.iter().rev().collect()
}

fn letters_value(text: &str, first: char) -> f64 {
    // From the last UTF-16 unit on, as jsonata-js adds them up: what is too large is rounded as it is there.
    let units: Vec<u16> = text.encode_utf16().collect();
    units.into_iter().rev().zip(0..).fold(0.0, |value, (unit, place)| {
        value + (f64::from(unit) - f64::from(first as u32) + 1.0) * 26f64.powf(f64::from(place))
    })
}

const ROMAN: [(u64, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

fn roman(mut value: u64) -> String {
    let mut out = String::new();
    for (worth, numeral) in ROMAN {
        while value >= worth {
            out.push_str(numeral);
            value -= worth;
        }
    }
    out
}

fn roman_value(text: &str) -> f64 {
    let (mut value, mut most) = (0.0, 1.0);
    for c in text.chars().rev() {
        let worth = match c {
            'M' => 1000.0,
            'D' => 500.0,
            'C' => 100.0,
            'L' => 50.0,
            'X' => 10.0,
            'V' => 5.0,
            'I' => 1.0,
            _ => f64::NAN,
        };
        if worth < most {
            value -= worth;
        } else {
            most = worth;
            value += worth;
        }
    }
    value
}

const FEW: [&str; 20] = [
    "Zero",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
];
const ORDINALS: [&str; 20] = [
    "Zeroth",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
    "Sixteenth",
    "Seventeenth",
    "Eighteenth",
    "Nineteenth",
];
const TENS: [&str; 9] = ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety", "Hundred"];
const THOUSANDS: [&str; 4] = ["Thousand", "Million", "Billion", "Trillion"];

fn words(value: f64, ordinal: bool) -> String {
    let mut out = String::new();
    write_words(value, false, ordinal, &mut out);
    out
}

/// Writes a number in words; `behind` another one, it is joined to it.
fn write_words(value: f64, behind: bool, ordinal: bool, out: &mut String) {
    if value < 20.0 {
        out.push_str(if behind { " and " } else { "" });
        out.push_str((if ordinal { ORDINALS } else { FEW })[value as usize]);
    } else if value < 100.0 {
        let (tens, rest) = ((value / 10.0).floor(), value % 10.0);
        out.push_str(if behind { " and " } else { "" });
        out.push_str(TENS[tens as usize - 2]);
        if rest > 0.0 {
            out.push('-');
            write_words(rest, false, ordinal, out);
        } else if ordinal {
            out.pop();
            out.push_str("ieth");
        }
    } else {
        let (factor, name) = if value < 1000.0 {
            (100.0, "Hundred")
        } else {
            let magnitude = ((value.log10() / 3.0).floor() as usize).min(THOUSANDS.len());
            (1000f64.powi(magnitude as i32), THOUSANDS[magnitude - 1])
        };
        let (whole, rest) = ((value / factor).floor(), value - (value / factor).floor() * factor);
        out.push_str(if behind { ", " } else { "" });
        write_words(whole, false, false, out);
        out.push(' ');
        out.push_str(name);
        if rest > 0.0 {
            write_words(rest, true, ordinal, out);
        } else if ordinal {
            out.push_str("th");
        }
    }
}

/// All words of numbers with their values.
fn word_values() -> Vec<(String, f64)> {
    let mut out = Vec::new();
    for list in [FEW, ORDINALS] {
        out.extend(list.iter().enumerate().map(|(index, word)| (word.to_lowercase(), index as f64)));
    }
    for (index, word) in TENS.iter().enumerate() {
        let (word, value) = (word.to_lowercase(), (index + 2) as f64 * 10.0);
        out.push((format!("{}ieth", &word[..word.len() - 1]), value));
        out.push((word, value));
    }
    out.push(("hundredth".to_string(), 100.0));
    for (index, word) in THOUSANDS.iter().enumerate() {
        let (word, value) = (word.to_lowercase(), 1000f64.powi(index as i32 + 1));
        out.push((format!("{word}th"), value));
        out.push((word, value));
    }
    out
}

fn words_value(text: &str) -> f64 {
    let known = word_values();
    let text = text.replace(", ", " ").replace(" and ", " ");
    let mut parts = vec![0.0];
    for word in text.split([' ', '\t', '\n', '\r', '\\', '-']) {
        let value = known.iter().find(|(known, _)| known == word).map_or(f64::NAN, |(_, value)| *value);
        let top: f64 = parts.pop().unwrap_or(0.0);
        if value < 100.0 {
            if top >= 1000.0 {
                parts.extend([top, value]);
            } else {
                parts.push(top + value);
            }
        } else {
            parts.push(top * value);
        }
    }
    parts.iter().sum()
}

pub(super) fn parse_integer(_: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Value::Undefined) };
    let picture = arguments.get(1).and_then(string_of).unwrap_or_default();
    let format = analyse(&picture)?;
    pattern(&format, None)?;
    Ok(Value::number(read(&text, &format)))
}

/// The regular expression that finds such an integer; `width` is the number of its digits.
pub(super) fn pattern(format: &Format, width: Option<usize>) -> Result<String> {
    let upper = format.case == Case::Upper;
    Ok(match format.primary {
        Primary::Letters => (if upper { "[A-Z]+" } else { "[a-z]+" }).to_string(),
        Primary::Roman => (if upper { "[MDCLXVI]+" } else { "[mdclxvi]+" }).to_string(),
        Primary::Words => {
            let words: Vec<String> = word_values().into_iter().map(|(word, _)| word).collect();
            format!("(?:{}|and|[\\-, ])+", words.join("|"))
        }
        Primary::Decimal => {
            let count = match width {
                Some(width) if width > 0 && format.optional == 0 => format!("{{{width}}}"),
                Some(width) if width > 0 => format!("{{{},{width}}}", width.saturating_sub(format.optional)),
                _ => "+".to_string(),
            };
            format!("[0-9]{count}{}", if format.ordinal { "(?:th|st|nd|rd)" } else { "" })
        }
        Primary::Sequence => return Err(Error::new("D3130").value(Some(Json::from(format.token.as_str())))),
    })
}

/// Reads an integer; what is none is not a number.
pub(super) fn read(text: &str, format: &Format) -> f64 {
    let upper = format.case == Case::Upper;
    match format.primary {
        Primary::Letters => letters_value(text, if upper { 'A' } else { 'a' }),
        Primary::Roman => roman_value(&if upper { text.to_string() } else { text.to_uppercase() }),
        Primary::Words => words_value(&text.to_lowercase()),
        Primary::Decimal => {
            let mut digits: Vec<char> = text.chars().collect();
            if format.ordinal {
                digits.truncate(digits.len().saturating_sub(2));
            }
            match &format.grouping {
                Grouping::Regular(..) => digits.retain(|c| *c != ','),
                Grouping::Places(places) => digits.retain(|c| !places.iter().any(|(_, separator)| separator == c)),
            }
            let plain = digits
                .iter()
                .map(|c| char::from_u32((*c as u32).wrapping_sub(format.zero).wrapping_add(0x30)).unwrap_or('x'));
            leading_integer(&plain.collect::<String>())
        }
        Primary::Sequence => f64::NAN,
    }
}

/// What JavaScript's `parseInt` makes of a text.
pub(super) fn leading_integer(text: &str) -> f64 {
    let text = text.trim_start();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    digits[..length].parse::<f64>().map_or(f64::NAN, |value| sign * value)
}
