//! What a text is, at a glance: before anybody reads it.

/// Whether a text looks like what `GetExecutionHistory` gives, and not like a definition.
pub fn looks_like_history(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    // Inside a history, a definition stands in a string: its quotes have a backslash before them.
    start.starts_with(['{', '[']) && text.contains("\"previousEventId\"") && !text.contains("\"StartAt\"")
}
