//! `$formatNumber`: the pictures of XPath's `format-number`.

use super::{
    integer::regular,
    number::round_to,
    text::{number_text, string_of},
};
use crate::{
    error::{Error, Result},
    eval::Machine,
    value::Value,
};

/// The most decimal places of JavaScript's `toFixed`.
const MOST_PLACES: usize = 100;

/// The characters with a meaning.
struct Symbols {
    decimal: String,
    grouping: String,
    exponent: String,
    minus: String,
    percent: String,
    per_mille: String,
    zero: char,
    digit: String,
    pattern: String,
}

impl Symbols {
    fn new(options: Option<&Value>) -> Self {
        let symbol = |name: &str, default: &str| {
            options
                .and_then(|options| string_of(&options.get(name)))
                .map_or(default.to_string(), |text| text.to_string())
        };
        Self {
            decimal: symbol("decimal-separator", "."),
            grouping: symbol("grouping-separator", ","),
            exponent: symbol("exponent-separator", "e"),
            minus: symbol("minus-sign", "-"),
            percent: symbol("percent", "%"),
            per_mille: symbol("per-mille", "\u{2030}"),
            zero: symbol("zero-digit", "0").chars().next().unwrap_or('0'),
            digit: symbol("digit", "#"),
            pattern: symbol("pattern-separator", ";"),
        }
    }

    fn is_digit(&self, c: char) -> bool {
        (self.zero as u32..self.zero as u32 + 10).contains(&(c as u32))
    }

    fn is(symbol: &str, c: char) -> bool {
        let mut letters = symbol.chars();
        letters.next() == Some(c) && letters.next().is_none()
    }

    fn is_place(&self, c: char) -> bool {
        self.is_digit(c) || Self::is(&self.digit, c)
    }

    /// Tells whether a character is part of the number and not of what stands around it.
    fn is_active(&self, c: char) -> bool {
        self.is_place(c)
            || [&self.decimal, &self.exponent, &self.grouping, &self.pattern].iter().any(|symbol| Self::is(symbol, c))
    }
}

/// A sub-picture, taken apart.
struct Picture {
    text: String,
    prefix: String,
    suffix: String,
    active: String,
    mantissa: String,
    exponent: Option<String>,
    integer: String,
    fraction: String,
}

fn split(text: &str, symbols: &Symbols) -> Option<Picture> {
    let bounds = |c: char| symbols.is_active(c) && !Symbols::is(&symbols.exponent, c);
    let start = text.find(bounds)?;
    let end = text.char_indices().rev().find(|(_, c)| bounds(*c)).map(|(at, c)| at + c.len_utf8())?;
    let active = &text[start..end];
    let (mut mantissa, mut exponent) = (active, None);
    // Quirk: the place of the exponent is counted from the start of the sub-picture, prefix included (jsonata-js).
    if let Some(at) = text[start..].find(&symbols.exponent).map(|at| at + start).filter(|at| *at <= end) {
        let after = (at + symbols.exponent.len()).min(active.len());
        mantissa = active.get(..at.min(active.len())).unwrap_or(active);
        exponent = Some(active.get(after..).unwrap_or("").to_string());
    }
    let (integer, fraction) = mantissa.split_once(symbols.decimal.as_str()).unwrap_or((mantissa, &text[end..]));
    Some(Picture {
        text: text.to_string(),
        prefix: text[..start].to_string(),
        suffix: text[end..].to_string(),
        active: active.to_string(),
        mantissa: mantissa.to_string(),
        integer: integer.to_string(),
        fraction: fraction.to_string(),
        exponent,
    })
}

/// The last rule that a sub-picture breaks.
fn broken(picture: &Picture, symbols: &Symbols) -> Option<&'static str> {
    let text = picture.text.as_str();
    let twice = |symbol: &str| text.find(symbol) != text.rfind(symbol);
    let has = |symbol: &str| text.contains(symbol);
    let mut error = None;
    let mut check = |wrong: bool, code: &'static str| {
        if wrong {
            error = Some(code);
        }
    };
    check(twice(&symbols.decimal), "D3081");
    check(twice(&symbols.percent), "D3082");
    check(twice(&symbols.per_mille), "D3083");
    check(has(&symbols.percent) && has(&symbols.per_mille), "D3084");
    check(!picture.mantissa.contains(|c| symbols.is_place(c)), "D3085");
    check(picture.active.contains(|c| !symbols.is_active(c)), "D3086");
    match text.find(&symbols.decimal) {
        Some(at) => {
            let (before, after) = (&text[..at], &text[at + symbols.decimal.len()..]);
            check(before.ends_with(&symbols.grouping) || after.starts_with(&symbols.grouping), "D3087");
        }
        None => check(picture.integer.ends_with(&symbols.grouping), "D3088"),
    }
    check(has(&symbols.grouping.repeat(2)), "D3089");
    let optional = picture.integer.find(&symbols.digit);
    check(optional.is_some_and(|at| picture.integer[..at].contains(|c| symbols.is_digit(c))), "D3090");
    let optional = picture.fraction.rfind(&symbols.digit);
    check(optional.is_some_and(|at| picture.fraction[at..].contains(|c| symbols.is_digit(c))), "D3091");
    if let Some(exponent) = &picture.exponent {
        check(!exponent.is_empty() && (has(&symbols.percent) || has(&symbols.per_mille)), "D3092");
        check(exponent.is_empty() || exponent.contains(|c| !symbols.is_digit(c)), "D3093");
    }
    error
}

/// What a sub-picture asks for.
struct Layout {
    text: String,
    prefix: String,
    suffix: String,
    groups: Vec<usize>,
    regular: usize,
    fraction_groups: Vec<usize>,
    integer_least: usize,
    scale: usize,
    fraction_least: usize,
    fraction_most: usize,
    exponent_least: usize,
}

fn places(text: &str, symbols: &Symbols) -> usize {
    text.chars().filter(|c| symbols.is_place(*c)).count()
}

fn digits(text: &str, symbols: &Symbols) -> usize {
    text.chars().filter(|c| symbols.is_digit(*c)).count()
}

fn analyse(picture: Picture, symbols: &Symbols) -> Layout {
    let groups = picture.integer.match_indices(&symbols.grouping);
    let groups: Vec<usize> = groups.map(|(at, _)| places(&picture.integer[at..], symbols)).collect();
    // Quirk: after the first separator of the fraction, those of the integer part are looked at (jsonata-js).
    let mut fraction_groups = Vec::new();
    let mut next = picture.fraction.find(&symbols.grouping);
    while let Some(at) = next {
        fraction_groups.push(places(picture.fraction.get(..at).unwrap_or(&picture.fraction), symbols));
        let from = at + symbols.grouping.len();
        next = picture.integer.get(from..).and_then(|rest| rest.find(&symbols.grouping)).map(|found| found + from);
    }
    let mut integer_least = digits(&picture.integer, symbols);
    let scale = integer_least;
    let (mut fraction_least, mut fraction_most) =
        (digits(&picture.fraction, symbols), places(&picture.fraction, symbols));
    let exponent = picture.exponent.as_deref();
    if integer_least == 0 && fraction_most == 0 {
        if exponent.is_some() {
            (fraction_least, fraction_most) = (1, 1);
        } else {
            integer_least = 1;
        }
    }
    if exponent.is_some() && integer_least == 0 && picture.integer.contains(&symbols.digit) {
        integer_least = 1;
    }
    if integer_least == 0 && fraction_least == 0 {
        fraction_least = 1;
    }
    Layout {
        regular: regular(&groups),
        groups,
        fraction_groups,
        integer_least,
        scale,
        fraction_least,
        fraction_most,
        exponent_least: exponent.map_or(0, |exponent| digits(exponent, symbols)),
        text: picture.text,
        prefix: picture.prefix,
        suffix: picture.suffix,
    }
}

/// A number with a fixed number of decimal places; a half goes away from zero, as in JavaScript's `toFixed`.
fn fixed(number: f64, places: usize) -> String {
    if number >= 1e21 {
        return number_text(number);
    }
    let exact = format!("{number:.*}", places + 30);
    let cut = exact.len() - 30;
    let tie = exact[cut..].strip_prefix('5').is_some_and(|rest| rest.bytes().all(|digit| digit == b'0'));
    if !tie {
        return format!("{number:.places$}");
    }
    // One more in the last place, carried by hand.
    let mut digits: Vec<u8> = exact[..cut].bytes().collect();
    if digits.last() == Some(&b'.') {
        digits.pop();
    }
    let mut at = digits.len();
    loop {
        if at == 0 {
            digits.insert(0, b'1');
            break;
        }
        at -= 1;
        match digits[at] {
            b'.' => {}
            b'9' => digits[at] = b'0',
            _ => {
                digits[at] += 1;
                break;
            }
        }
    }
    digits.into_iter().map(char::from).collect()
}

fn in_family(text: &str, zero: char) -> Vec<char> {
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(digit) => char::from_u32(zero as u32 + digit).unwrap_or(c),
            None => c,
        })
        .collect()
}

pub(super) fn format_number(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(number) = arguments[0].as_f64() else { return Ok(Value::Undefined) };
    let picture = arguments.get(1).and_then(string_of).unwrap_or_default();
    let symbols = Symbols::new(arguments.get(2).filter(|options| options.is_object()));
    if !number.is_finite() {
        return Err(Error::new("D1001"));
    }
    let texts: Vec<&str> = picture.split(symbols.pattern.as_str()).collect();
    if texts.len() > 2 {
        return Err(Error::new("D3080"));
    }
    machine.budget.spend(picture.len())?;
    let mut layouts = Vec::new();
    for text in texts {
        // A sub-picture without any active character: jsonata-js 2.0.6 fails with a TypeError, later ones with this.
        let Some(picture) = split(text, &symbols) else { return Err(Error::new("D3086")) };
        if let Some(code) = broken(&picture, &symbols) {
            return Err(Error::new(code));
        }
        layouts.push(analyse(picture, &symbols));
    }
    let negative = number < 0.0;
    let minus = if negative && layouts.len() == 1 { symbols.minus.as_str() } else { "" };
    let layout = &layouts[if negative { layouts.len() - 1 } else { 0 }];
    let text = format!("{minus}{}", write(machine, number, layout, &symbols)?);
    machine.text(text)
}

fn write(machine: &mut Machine<'_, '_>, number: f64, layout: &Layout, symbols: &Symbols) -> Result<String> {
    let mut mantissa = if layout.text.contains(&symbols.percent) {
        number * 100.0
    } else if layout.text.contains(&symbols.per_mille) {
        number * 1000.0
    } else {
        number
    };
    let mut exponent = None;
    if layout.exponent_least > 0 {
        let most = 10f64.powi(layout.scale as i32);
        let least = 10f64.powi(layout.scale as i32 - 1);
        let mut power = 0i32;
        // Quirk: jsonata-js looks for the exponent of zero and of negative numbers without end; here it is found.
        if mantissa != 0.0 {
            while mantissa.abs() < least && power > -400 {
                mantissa *= 10.0;
                power -= 1;
            }
            while mantissa.abs() > most && power < 400 {
                mantissa /= 10.0;
                power += 1;
            }
        }
        exponent = Some(power);
    }
    if layout.fraction_most > MOST_PLACES {
        return Err(Error::limit(format!("a number cannot be written with more than {MOST_PLACES} decimal places")));
    }
    machine.budget.take(layout.integer_least)?;
    let rounded = round_to(mantissa, layout.fraction_most as f64);
    let plain = fixed(rounded.abs(), layout.fraction_most);
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let mut integer = in_family(&format!("{whole:0>width$}", width = layout.integer_least), symbols.zero);
    let mut decimals = in_family(&format!("{fraction:0<width$}", width = layout.fraction_least), symbols.zero);
    let grouping: Vec<char> = symbols.grouping.chars().collect();
    let length = integer.len();
    if let Some(groups) = length.saturating_sub(1).checked_div(layout.regular) {
        for group in 1..=groups {
            let at = length - group * layout.regular;
            integer.splice(at..at, grouping.iter().copied());
        }
    } else {
        for (inserted, place) in layout.groups.iter().enumerate() {
            let at = (length + inserted).saturating_sub(*place);
            integer.splice(at..at, grouping.iter().copied());
        }
    }
    for place in &layout.fraction_groups {
        let at = (*place).min(decimals.len());
        decimals.splice(at..at, grouping.iter().copied());
    }
    let mut out = layout.prefix.clone();
    out.extend(integer);
    if layout.text.contains(&symbols.decimal) && !decimals.is_empty() {
        out.push_str(&symbols.decimal);
    }
    out.extend(decimals);
    if let Some(exponent) = exponent {
        out.push_str(&symbols.exponent);
        out.push_str(if exponent < 0 { &symbols.minus } else { "" });
        let digits = format!("{:0>width$}", exponent.unsigned_abs(), width = layout.exponent_least);
        out.extend(in_family(&digits, symbols.zero));
    }
    out.push_str(&layout.suffix);
    Ok(out)
}
