//! What a text is, at a glance: before anybody reads it.

/// The longest text that may be a definition, in bytes: the service takes no longer ones.
const LONGEST_DEFINITION: usize = 1 << 20;

/// Whether a text looks like what `GetExecutionHistory` gives, and not like a definition.
pub fn looks_like_history(text: &str) -> bool {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    // Inside a history, a definition stands in a string: its quotes have a backslash before them.
    let may_be_definition = || text.len() <= LONGEST_DEFINITION && text.contains("\"StartAt\"");
    start.starts_with(['{', '[']) && text.contains("\"previousEventId\"") && !may_be_definition()
}
