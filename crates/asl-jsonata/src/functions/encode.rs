//! Base64 and percent encoding.

use super::text::string_of;
use crate::{
    error::{Error, Result},
    eval::Machine,
    value::Value,
};
use asl_json::Json;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

pub(super) fn base64_encode(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Value::Undefined) };
    // Quirk: a byte per UTF-16 unit, the lower one (Node's "binary" encoding).
    let bytes: Vec<u8> = text.encode_utf16().map(|unit| unit as u8).collect();
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for digit in 0..4 {
            let index = (word >> (18 - 6 * digit)) as usize & 63;
            out.push(if digit > chunk.len() { '=' } else { char::from(DIGITS[index]) });
        }
    }
    machine.text(out)
}

pub(super) fn base64_decode(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Value::Undefined) };
    let mut out = String::with_capacity(text.len() * 3 / 4);
    let (mut word, mut bits) = (0u32, 0);
    for byte in text.bytes().take_while(|byte| *byte != b'=') {
        let byte = match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        };
        // What is no digit is passed over, as Node does it.
        let Some(digit) = DIGITS.iter().position(|known| *known == byte) else { continue };
        word = word << 6 | digit as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(char::from((word >> bits) as u8));
        }
    }
    machine.text(out)
}

/// What encodes itself in any part of a URL.
const UNRESERVED: &[u8] = b"-_.!~*'()";
/// What stands between the parts of a URL.
const RESERVED: &[u8] = b";/?:@&=+$,#";

fn encode(machine: &mut Machine<'_, '_>, arguments: &[Value], keep: &[u8]) -> Result<Value> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Value::Undefined) };
    machine.budget.take(3 * text.len())?;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || UNRESERVED.contains(&byte) || keep.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
            }
        }
    }
    machine.text(out)
}

fn decode(machine: &mut Machine<'_, '_>, arguments: &[Value], keep: &[u8], name: &'static str) -> Result<Value> {
    let Some(text) = string_of(&arguments[0]) else { return Ok(Value::Undefined) };
    let Some(out) = decoded(&text, keep) else {
        return Err(Error::new("D3140").value(Some(Json::String(text))).insert("functionName", name));
    };
    machine.text(out)
}

/// The text with its escapes resolved, but those that stand for what is to be kept.
fn decoded(text: &str, keep: &[u8]) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'%' {
            out.push(bytes[at]);
            at += 1;
            continue;
        }
        let digits = text.get(at + 1..at + 3)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let byte = u8::from_str_radix(digits, 16).ok()?;
        if keep.contains(&byte) {
            out.extend_from_slice(&bytes[at..at + 3]);
        } else {
            out.push(byte);
        }
        at += 3;
    }
    String::from_utf8(out).ok()
}

pub(super) fn encode_url_component(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    encode(machine, arguments, b"")
}

pub(super) fn encode_url(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    encode(machine, arguments, RESERVED)
}

pub(super) fn decode_url_component(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    decode(machine, arguments, b"", "decodeUrlComponent")
}

pub(super) fn decode_url(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    decode(machine, arguments, RESERVED, "decodeUrl")
}
