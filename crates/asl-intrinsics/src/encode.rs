//! Base64 and hashes.

use crate::{
    evaluate::{Given, Refusal, string},
    java,
};
use asl_json::Json;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::Digest;

/// How long the data may be, in UTF-16 code units (cases `States.Base64Encode-010`, `States.Hash-013`).
const MAX_DATA: usize = 10_000;

fn fits(data: &str) -> Result<&str, Refusal> {
    if data.len() <= MAX_DATA || data.encode_utf16().count() <= MAX_DATA { Ok(data) } else { Err(Refusal::Arguments) }
}

pub(crate) fn encode([data]: &[Given; 1]) -> Result<Json, Refusal> {
    Ok(Json::string(STANDARD.encode(fits(string(data)?)?)))
}

/// Quirk: anything is decoded (notes on `States.Base64Decode-013` to `-019`; case `-006` lacks its padding): characters
/// outside the alphabet are passed over, `=` ends the data.
pub(crate) fn decode([data]: &[Given; 1]) -> Result<Json, Refusal> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for byte in fits(string(data)?)?.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Ok(Json::string(String::from_utf8_lossy(&bytes)))
}

/// Quirk: data that is no string is hashed as its Java text (notes on `States.Hash-014`, `-015`).
pub(crate) fn hash([data, algorithm]: &[Given; 2]) -> Result<Json, Refusal> {
    if data.value.is_null() {
        return Err(Refusal::Arguments);
    }
    let text = java::text(&data.value);
    let bytes = fits(&text)?.as_bytes();
    let digest = match string(algorithm)? {
        "MD5" => hex(&md5::Md5::digest(bytes)),
        "SHA-1" => hex(&sha1::Sha1::digest(bytes)),
        "SHA-256" => hex(&sha2::Sha256::digest(bytes)),
        "SHA-384" => hex(&sha2::Sha384::digest(bytes)),
        "SHA-512" => hex(&sha2::Sha512::digest(bytes)),
        _ => return Err(Refusal::Arguments),
    };
    Ok(Json::string(digest))
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| DIGITS[usize::from(digit)] as char).collect()
}
