//! Spans, line and column, and diagnostics: what every reader of text shares.
