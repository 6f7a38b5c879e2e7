//! Answers that are there before the worker is: made when the page is built, for what the page asks when it opens.

use crate::{Answer, Request, encode};
use serde::{Deserialize, Serialize};

/// An answer to a request that has not been made yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prepared {
    /// The [`fingerprint`] of the request.
    pub request: u64,
    /// The answer.
    pub answer: Answer,
    /// What follows the answer: the trace of a run; empty where nothing does.
    pub bytes: Vec<u8>,
}

/// What tells one request from another: FNV-1a over its bytes. Only requests of the same build are compared.
pub fn fingerprint(request: &Request) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    encode(request).iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
