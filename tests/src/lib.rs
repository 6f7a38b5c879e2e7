//! Conformance runner shared by the tests and `cargo xtask conformance`.
