//! The link that carries a whole scenario behind its `#`.
//!
//! The fragment is `v1=` and the scenario document with its cursor: compact JSON, compressed (RFC 1950, what browsers call
//! `deflate`; its checksum finds a damaged link) and written in the alphabet that needs no escape in a URL (RFC 4648,
//! section 5, without padding). Whatever a later version does, links of version 1 open for ever.

use crate::{Scenario, scenario};
use asl_json::{Json, escape};
use asl_text::Diagnostic;
use base64::{
    Engine as _,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use miniz_oxide::{deflate::compress_to_vec_zlib, inflate::TINFLStatus, inflate::decompress_to_vec_zlib_with_limit};
use std::fmt;

/// The largest document that a link may unpack to, in bytes: a small link could otherwise fill the memory.
pub const MAX_UNPACKED_BYTES: usize = 2 << 20;

/// The longest fragment that is read, in bytes.
pub const MAX_FRAGMENT_BYTES: usize = 3 << 20;

const PREFIX: &str = "v1=";
const LEVEL: u8 = 9;
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_encode_padding(false).with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What a link carries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShareDocument {
    /// The run.
    pub scenario: Scenario,
    /// The event that the page shows, from 0; `None` before the first run.
    pub cursor: Option<u32>,
}

/// Why a link cannot be opened. Its `Display` is a sentence for people.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ShareError {
    /// The fragment is not one of ours.
    NotALink,
    /// It was made by a later version (`v2`).
    UnknownVersion(String),
    /// A part of it was changed.
    Damaged,
    /// Its end is missing.
    Truncated,
    /// It unpacks to more than [`MAX_UNPACKED_BYTES`].
    TooLarge,
    /// It unpacks to a document that is not a scenario.
    NotAScenario(Vec<Diagnostic>),
}
