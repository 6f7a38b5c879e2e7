//! The link that carries a whole scenario behind its `#`.
//!
//! The fragment is `v1=` and the scenario document with cursor and view: compact JSON, compressed (RFC 1950, what browsers call
//! `deflate`; its checksum finds a damaged link) and written in the alphabet that needs no escape in a URL (RFC 4648,
//! section 5, without padding). Whatever a later version does, links of version 1 open for ever.

use crate::{MAX_SCENARIO_BYTES, Scenario, fields::At, scenario, text};
use asl_json::Json;
use asl_text::Diagnostic;
use base64::{
    DecodeError, Engine as _,
    alphabet::{STANDARD as STANDARD_ALPHABET, URL_SAFE},
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
    /// How it is looked at, beside the cursor: breakpoints, filters. It is carried, and read by whoever shows it.
    pub view: Option<Json>,
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

/// Plain base64, for the bytes inside a scenario document.
pub(crate) const STANDARD: GeneralPurpose = GeneralPurpose::new(
    &STANDARD_ALPHABET,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

impl ShareDocument {
    /// Returns the scenario document with `cursor` and `view` as its last entries.
    pub fn to_json(&self) -> Json {
        let mut document = self.scenario.to_json();
        if let Some(cursor) = self.cursor {
            document = document.with("cursor", Json::int(cursor.into()));
        }
        match &self.view {
            Some(view) => document.with("view", view.clone()),
            None => document,
        }
    }

    /// Reads a scenario document that may have a cursor and a view.
    ///
    /// # Errors
    /// The diagnostics of [`Scenario::parse`].
    pub fn parse(text: &str) -> Result<Self, Vec<Diagnostic>> {
        let parsed = text::parse_up_to(text, MAX_SCENARIO_BYTES).map_err(|failure| vec![failure.into()])?;
        let (scenario, _) = scenario::read::read(text, &parsed)?;
        let mut found = Vec::new();
        let root = At::new(&parsed.root, "");
        let cursor = root.get("cursor").map(|at| at.whole(0, u32::MAX.into(), &mut found));
        let view = root.get("view").map(|at| at.node.to_json());
        // A cursor that nobody understands is no reason to lose the rest.
        Ok(Self { scenario, cursor: cursor.flatten().map(|cursor| cursor as u32), view })
    }
}

/// Returns the fragment of a link, without the `#`: `v1=…`. The same document always gives the same link.
pub fn encode(document: &ShareDocument) -> String {
    let packed = compress_to_vec_zlib(document.to_json().to_string().as_bytes(), LEVEL);
    let mut fragment = PREFIX.to_string();
    BASE64.encode_string(packed, &mut fragment);
    fragment
}

/// Reads the fragment of a link, with or without `#`, or a whole link.
///
/// Blanks and line breaks that a mail program put into it are ignored.
///
/// # Errors
/// A [`ShareError`] that says what is wrong with the link.
pub fn decode(fragment: &str) -> Result<ShareDocument, ShareError> {
    if fragment.len() > MAX_FRAGMENT_BYTES {
        return Err(ShareError::TooLarge);
    }
    let fragment: String = fragment.chars().filter(|c| !c.is_whitespace()).collect();
    let fragment = fragment.rsplit_once('#').map_or(fragment.as_str(), |(_, behind)| behind);
    let (version, payload) = split(fragment).ok_or(ShareError::NotALink)?;
    if version != "1" {
        return Err(ShareError::UnknownVersion(format!("v{version}")));
    }
    let text = unpack(payload)?;
    ShareDocument::parse(&text).map_err(ShareError::NotAScenario)
}

/// The version and the rest of `v1=…`.
fn split(fragment: &str) -> Option<(&str, &str)> {
    let (version, payload) = fragment.strip_prefix('v')?.split_once('=')?;
    let digits = (1..=4).contains(&version.len()) && version.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some((version, payload))
}

fn unpack(payload: &str) -> Result<String, ShareError> {
    // What follows the link in a text, such as a full stop or a bracket, is no part of it.
    let payload = payload.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
    let packed = BASE64.decode(payload).map_err(|error| match error {
        DecodeError::InvalidLength(_) | DecodeError::InvalidLastSymbol { .. } => ShareError::Truncated,
        DecodeError::InvalidByte(..) | DecodeError::InvalidPadding => ShareError::Damaged,
    })?;
    let bytes = decompress_to_vec_zlib_with_limit(&packed, MAX_UNPACKED_BYTES).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => ShareError::TooLarge,
        TINFLStatus::NeedsMoreInput | TINFLStatus::FailedCannotMakeProgress => ShareError::Truncated,
        _ => ShareError::Damaged,
    })?;
    String::from_utf8(bytes).map_err(|_| ShareError::Damaged)
}

impl fmt::Display for ShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALink => f.write_str("This is not a link to a workflow: such a link has `#v1=` in it."),
            Self::UnknownVersion(version) => write!(
                f,
                "This link has the format {version}, which is newer than this page. Reload the page and open the link again."
            ),
            Self::Damaged => f.write_str(
                "This link is damaged: some of its characters were changed on the way. Copy it again from where you found it.",
            ),
            Self::Truncated => f.write_str(
                "This link is incomplete: its end is missing, as when a chat or mail program cuts a long line. Copy the whole link.",
            ),
            Self::TooLarge => write!(
                f,
                "This link holds more than {} MB, which is too much for a link. Ask for the scenario as a file.",
                MAX_UNPACKED_BYTES >> 20
            ),
            Self::NotAScenario(diagnostics) => {
                f.write_str("This link opens, but what is in it is not a scenario")?;
                match diagnostics.first() {
                    Some(first) => write!(f, ": {}.", first.message),
                    None => f.write_str("."),
                }
            }
        }
    }
}

impl std::error::Error for ShareError {}
