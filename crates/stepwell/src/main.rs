//! The stepwell command line: run, check and batch.
fn main() {}
