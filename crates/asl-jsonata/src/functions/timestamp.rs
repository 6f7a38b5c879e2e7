//! `$now`, `$millis`, `$fromMillis` and `$toMillis`.

use super::{
    integer::{self, Case, Format, Grouping, leading_integer},
    moment::{DAY, Moment, days},
    picture::{self, Marker, Part},
    text::string_of,
};
use crate::{
    ast::Place,
    error::{Error, Result},
    eval::Machine,
    limits::Profile,
    regex::Regex,
    value::Value,
};
use asl_json::Json;

/// How far from 1970 a moment may be, in milliseconds.
const MOST: f64 = 8.64e15;
const ISO: &str = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]";
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn now(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let now = Value::number(machine.host.now_millis);
    let (picture, zone) = (arguments.first().cloned(), arguments.get(1).cloned());
    from_millis(machine, &[now, picture.unwrap_or_default(), zone.unwrap_or_default()])
}

pub(super) fn millis(machine: &mut Machine<'_, '_>, _: &[Value]) -> Result<Value> {
    Ok(Value::number(machine.host.now_millis))
}

pub(super) fn from_millis(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(millis) = arguments[0].as_f64() else { return Ok(Value::Undefined) };
    let picture = arguments.get(1).and_then(string_of);
    let zone = arguments.get(2).and_then(string_of).map_or(0.0, |zone| leading_integer(&zone));
    let (hours, minutes) = ((zone / 100.0).floor(), zone % 100.0);
    let parts = picture::analyse(picture.as_deref().unwrap_or(ISO))?;
    let local = (millis + (60.0 * hours + minutes) * 60_000.0).trunc();
    let is_date = local.abs() <= MOST;
    let moment = Moment::new(if is_date { local as i64 } else { 0 });
    let mut out = String::new();
    for part in &parts {
        machine.budget.spend(1)?;
        match part {
            Part::Literal(text) => out.push_str(text),
            Part::Marker(_) if !is_date => return Err(Error::new("D1001").value(arguments[0].to_json())),
            Part::Marker(marker) => out.push_str(&write(machine, &moment, marker, hours, minutes)?),
        }
    }
    machine.text(out)
}

/// The value of a component that is a number.
fn fragment(moment: &Moment, component: char) -> Option<i64> {
    Some(match component {
        'Y' => moment.year,
        'M' => moment.month,
        'D' => moment.day,
        'd' => moment.day_of_year(),
        'F' => moment.weekday(),
        'W' => moment.week(),
        'w' => moment.week_of_month(),
        'X' => moment.week_year(),
        'x' => moment.week_month(),
        'H' => moment.hour,
        'h' => (moment.hour + 11) % 12 + 1,
        'm' => moment.minute,
        's' => moment.second,
        'f' => moment.millisecond,
        _ => return None,
    })
}

fn unnamed(component: char) -> Box<Error> {
    Error::new("D3133").value(Some(Json::from(component.to_string().as_str())))
}

fn capitals(text: &str, case: Case) -> String {
    match case {
        Case::Upper => text.to_uppercase(),
        Case::Lower => text.to_lowercase(),
        Case::Title => text.to_string(),
    }
}

fn write(machine: &mut Machine<'_, '_>, moment: &Moment, marker: &Marker, hours: f64, minutes: f64) -> Result<String> {
    let component = marker.component;
    match (component, marker.names, &marker.format) {
        ('Z' | 'z', _, Some(format)) => return write_offset(machine, marker, format, hours, minutes),
        ('P', names, _) => {
            let text = if moment.hour >= 12 { "pm" } else { "am" };
            return Ok(capitals(text, if names == Some(Case::Upper) { Case::Upper } else { Case::Lower }));
        }
        ('C' | 'E', ..) => return Ok("ISO".to_string()),
        _ => {}
    }
    let Some(mut value) = fragment(moment, component) else { return Ok(String::new()) };
    if let Some(case) = marker.names {
        let name = match component {
            'M' | 'x' => MONTHS[value as usize - 1],
            'F' => WEEKDAYS[value as usize - 1],
            _ => return Err(unnamed(component)),
        };
        let name = capitals(name, case);
        return Ok(name.chars().take(marker.most.unwrap_or(usize::MAX)).collect());
    }
    if let ('Y', Some(width)) = (component, marker.width) {
        value %= 10i64.checked_pow(width as u32).unwrap_or(i64::MAX);
    }
    match &marker.format {
        Some(format) => integer::write(machine, value as f64, format),
        None => Ok(String::new()),
    }
}

fn write_offset(
    machine: &mut Machine<'_, '_>,
    marker: &Marker,
    format: &Format,
    hours: f64,
    minutes: f64,
) -> Result<String> {
    let offset = hours * 100.0 + minutes;
    if offset == 0.0 && marker.traditional {
        return Ok("Z".to_string());
    }
    let digits = format.mandatory.unwrap_or(0);
    let mut text = match (&format.grouping, digits) {
        (Grouping::Regular(..), _) | (_, 3 | 4) => integer::write(machine, offset, format)?,
        (_, 1 | 2) => {
            let mut text = integer::write(machine, hours, format)?;
            if minutes != 0.0 {
                text.push(':');
                text.push_str(&integer::write(machine, minutes, &integer::analyse("00")?)?);
            }
            text
        }
        _ => return Err(Error::new("D3134").value(Some(Json::int(digits as i64)))),
    };
    if offset >= 0.0 {
        text.insert(0, '+');
    }
    Ok(if marker.component == 'z' { format!("GMT{text}") } else { text })
}

pub(super) fn to_millis(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Value::Undefined) };
    match arguments.get(1).and_then(string_of) {
        Some(picture) => parse(machine, &text, &picture),
        // AWS: a date alone is no timestamp.
        None if machine.host.profile == Profile::Aws && !text.contains('T') => Err(no_timestamp(&text)),
        None => iso(&text).map(Value::number).ok_or_else(|| no_timestamp(&text)),
    }
}

fn no_timestamp(text: &str) -> Box<Error> {
    Error::new("D3110").value(Some(Json::from(text)))
}

/// The milliseconds of an ISO 8601 timestamp: not a number if a part of it is out of range, none if it is no timestamp.
fn iso(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let digit = |at: usize, least: u8, most: u8| bytes.get(at).is_some_and(|byte| (least..=most).contains(byte));
    let number = |from: usize, to: usize| text[from..to].parse::<i64>().unwrap_or(0);
    if !(0..4).all(|at| digit(at, b'0', b'9')) {
        return None;
    }
    let year = number(0, 4);
    at += 4;
    let (mut month, mut day, mut time, mut valid) = (1, 1, 0, true);
    if bytes.get(at) == Some(&b'-') && digit(at + 1, b'0', b'1') && digit(at + 2, b'0', b'9') {
        month = number(at + 1, at + 3);
        at += 3;
        if bytes.get(at) == Some(&b'-') && digit(at + 1, b'0', b'3') && digit(at + 2, b'0', b'9') {
            day = number(at + 1, at + 3);
            at += 3;
        }
    }
    let with_time = bytes.get(at) == Some(&b'T');
    if with_time {
        let shape = [(1, b'2'), (2, b'9'), (4, b'5'), (5, b'9'), (7, b'5'), (8, b'9')];
        let colons = bytes.get(at + 3) == Some(&b':') && bytes.get(at + 6) == Some(&b':');
        if !colons || !shape.iter().all(|(offset, most)| digit(at + offset, b'0', *most)) {
            return None;
        }
        let (hour, minute, second) = (number(at + 1, at + 3), number(at + 4, at + 6), number(at + 7, at + 9));
        valid &= hour < 24 || hour == 24 && minute == 0 && second == 0;
        time = (hour * 60 + minute) * 60_000 + second * 1000;
        at += 9;
    }
    if bytes.get(at) == Some(&b'.') && digit(at + 1, b'0', b'9') {
        let length = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let padded = format!("{:0<3}", &text[at + 1..at + 1 + length.min(3)]);
        time += padded.parse::<i64>().unwrap_or(0);
        valid &= with_time;
        at += 1 + length;
    }
    match bytes.get(at) {
        Some(b'Z') => at += 1,
        Some(sign @ (b'+' | b'-')) => {
            let colon = usize::from(bytes.get(at + 3) == Some(&b':'));
            let shape = [(1, b'2'), (2, b'9'), (3 + colon, b'5'), (4 + colon, b'9')];
            if !shape.iter().all(|(offset, most)| digit(at + offset, b'0', *most)) {
                return None;
            }
            let minutes = number(at + 1, at + 3) * 60 + number(at + 3 + colon, at + 5 + colon);
            time -= if *sign == b'-' { -minutes } else { minutes } * 60_000;
            at += 5 + colon;
        }
        _ => {}
    }
    if at < bytes.len() {
        return None;
    }
    let length = days(year, month + 1, 1) - days(year, month, 1);
    if !valid || !(1..=12).contains(&month) || day < 1 || day > length.max(31) {
        return Some(f64::NAN);
    }
    Some((days(year, month, day) * DAY + time) as f64)
}

/// The components that a text gave, by their letters.
#[derive(Default)]
struct Components(Vec<(char, Option<f64>)>);

impl Components {
    fn get(&self, component: char) -> Option<f64> {
        self.0.iter().rev().find(|(known, _)| *known == component).and_then(|(_, value)| *value)
    }

    fn number(&self, component: char) -> f64 {
        self.get(component).unwrap_or(f64::NAN)
    }

    fn set(&mut self, component: char, value: f64) {
        self.0.push((component, Some(value)));
    }

    /// Whether all that is there of these letters is among the wanted ones, and some of them is.
    ///
    /// Quirk: a component that is 0 counts as missing (jsonata-js 2.0.6).
    fn are(&self, letters: &str, wanted: &str) -> bool {
        let given: Vec<char> =
            letters.chars().filter(|c| self.get(*c).is_some_and(|value| value != 0.0 && !value.is_nan())).collect();
        !given.is_empty() && given.iter().all(|c| wanted.contains(*c))
    }
}

/// Reads a text as a picture says.
fn parse(machine: &mut Machine<'_, '_>, text: &str, picture: &str) -> Result<Value> {
    let parts = picture::analyse(picture)?;
    let mut pattern = String::from("^");
    for part in &parts {
        pattern.push('(');
        pattern.push_str(&part_pattern(part)?);
        pattern.push(')');
    }
    pattern.push('$');
    machine.budget.spend(pattern.len())?;
    let regex = Regex::new(&pattern, "i", Place::default())
        .map_err(|reason| Error::new(Error::REGEX).insert("reason", reason.as_str()))?;
    let Some(found) = regex.find(text, 0, &mut machine.budget)? else { return Ok(Value::Undefined) };
    let mut components = Components::default();
    for (part, group) in parts.iter().zip(&found.groups) {
        if let (Part::Marker(marker), Some((start, end))) = (part, group) {
            components.0.push((marker.component, read(marker, &text[*start..*end])));
        }
    }
    if components.0.is_empty() {
        return Ok(Value::Undefined);
    }
    complete(components, &Moment::new(machine.host.now_millis as i64)).map(Value::number)
}

fn part_pattern(part: &Part) -> Result<String> {
    let marker = match part {
        Part::Literal(text) => {
            return Ok(text.chars().fold(String::new(), |mut out, c| {
                if ".*+?^${}()|[]\\".contains(c) {
                    out.push('\\');
                }
                out.push(c);
                out
            }));
        }
        Part::Marker(marker) => marker,
    };
    match (marker.component, &marker.format) {
        (component @ ('Z' | 'z'), Some(format)) => {
            let zone = if component == 'z' { "GMT" } else { "" };
            Ok(match &format.grouping {
                Grouping::Regular(_, separator) => format!("{zone}[-+][0-9]+{separator}[0-9]+"),
                Grouping::Places(_) => format!("{zone}[-+][0-9]+"),
            })
        }
        (_, Some(format)) => integer::pattern(format, marker.width),
        ('M' | 'x' | 'F' | 'P', None) => Ok("[a-zA-Z]+".to_string()),
        (component, None) => Err(unnamed(component)),
    }
}

/// The value of a component's text.
fn read(marker: &Marker, text: &str) -> Option<f64> {
    let named = |names: &[&str]| {
        let most = marker.most.filter(|most| *most > 0).unwrap_or(usize::MAX);
        let cut = |name: &str| name.chars().take(most).collect::<String>();
        names.iter().rposition(|name| cut(name) == text).map(|index| index as f64 + 1.0)
    };
    match (marker.component, &marker.format) {
        (component @ ('Z' | 'z'), Some(format)) => {
            let text = if component == 'z' { text.get(3..)? } else { text };
            let (hours, minutes) = match &format.grouping {
                Grouping::Regular(_, separator) => text.split_once(*separator)?,
                Grouping::Places(_) if text.len() <= 3 => (text, "0"),
                Grouping::Places(_) => (&text[..3], &text[3..]),
            };
            Some(leading_integer(hours) * 60.0 + leading_integer(minutes))
        }
        (_, Some(format)) => Some(integer::read(text, format)),
        ('M' | 'x', None) => named(&MONTHS),
        ('F', None) => named(&WEEKDAYS),
        ('P', None) => match text {
            "am" | "AM" => Some(0.0),
            "pm" | "PM" => Some(1.0),
            _ => None,
        },
        _ => None,
    }
}

/// Completes components to a moment: what is more significant than all of them is taken from now, what is less
/// significant is the least there is.
fn complete(mut components: Components, now: &Moment) -> Result<f64> {
    const DATE: &str = "YXMxWwdD";
    let by_month = components.are(DATE, "YMD");
    let by_day = !by_month && components.are(DATE, "Yd");
    let by_week_of_month = components.are(DATE, "Xxw");
    let by_week = !by_week_of_month && components.are(DATE, "XW");
    let by_half = !components.are("PHhmsf", "Hmsf") && components.are("PHhmsf", "Phmsf");
    let date = match (by_day, by_week_of_month, by_week) {
        (true, ..) => "YD",
        (_, true, _) => "XxwF",
        (.., true) => "XWF",
        _ => "YMD",
    };
    let (mut started, mut ended) = (false, false);
    for part in date.chars().chain(if by_half { "Phmsf" } else { "Hmsf" }.chars()) {
        if components.get(part).is_some() {
            started = true;
            if ended {
                return Err(Error::new("D3136"));
            }
        } else if started {
            components.set(part, if "MDd".contains(part) { 1.0 } else { 0.0 });
            ended = true;
        } else {
            let value = fragment(now, part).unwrap_or(i64::from(now.hour >= 12));
            components.set(part, value as f64);
        }
    }
    if by_week_of_month || by_week {
        return Err(Error::new("D3136"));
    }
    let mut month = components.get('M').filter(|month| *month > 0.0).unwrap_or(1.0);
    let mut day = components.number('D');
    if by_day {
        (month, day) = (1.0, components.number('d'));
    }
    let mut hour = components.number('H');
    if by_half {
        hour = components.number('h');
        hour = if hour == 12.0 { 0.0 } else { hour } + if components.get('P') == Some(1.0) { 12.0 } else { 0.0 };
    }
    // Quirk: years below 100 are those of the last century (ECMAScript, Date.UTC).
    let year = components.number('Y');
    let year = if (0.0..100.0).contains(&year) { year + 1900.0 } else { year };
    let time = ((hour * 60.0 + components.number('m')) * 60.0 + components.number('s')) * 1000.0;
    let offset = components.get('Z').filter(|zone| *zone != 0.0).or(components.get('z')).unwrap_or(0.0);
    if [year, month, day].iter().any(|part| !part.is_finite() || part.abs() > 1e6) {
        return Ok(f64::NAN);
    }
    let date = days(year as i64, month as i64, day as i64) * DAY;
    Ok(date as f64 + time + components.number('f') - offset * 60_000.0)
}
