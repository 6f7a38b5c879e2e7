//! Grammars that cases are grown from.

pub mod intrinsic;
pub mod json;
pub mod jsonata;
pub mod jsonpath;
