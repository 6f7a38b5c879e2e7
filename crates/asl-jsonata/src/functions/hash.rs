//! `$hash`.

use super::text::string_of;
use crate::{
    error::{Error, Result},
    eval::Machine,
    value::Value,
};
use md5::{Digest, Md5};
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};
use std::fmt::Write;

/// `$hash(text, algorithm)`: the digest of the UTF-8 bytes in lower-case hex.
pub(super) fn hash(machine: &mut Machine<'_, '_>, arguments: &[Value]) -> Result<Value> {
    let (Some(text), Some(algorithm)) = (string_of(&arguments[0]), arguments.get(1).and_then(string_of)) else {
        return Ok(Value::Undefined);
    };
    machine.budget.spend(text.len() / 2)?;
    let bytes = text.as_bytes();
    let digest = match &*algorithm {
        "MD5" => hex(&Md5::digest(bytes)),
        "SHA-1" => hex(&Sha1::digest(bytes)),
        "SHA-256" => hex(&Sha256::digest(bytes)),
        "SHA-384" => hex(&Sha384::digest(bytes)),
        "SHA-512" => hex(&Sha512::digest(bytes)),
        other => {
            let known = "SHA-1, SHA-384, SHA-256, SHA-512, MD5";
            return Err(Error::said("D3137", format!("Hash algorithm '{other}' must be one of {known}")));
        }
    };
    machine.text(digest)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
