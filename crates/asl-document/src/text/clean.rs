//! What stands around a document and is not part of it: byte order mark, blank lines, Markdown fences.

use asl_text::Span;

/// The part of a text that holds the document.
///
/// The blanks before the first character of a line stay: in YAML they are indentation.
pub(super) fn body(text: &str) -> Span {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (start, end) = trim(text, start, text.len());
    let (start, end) = unfence(text, start, end).unwrap_or((start, end));
    Span::new(start as u32, end as u32)
}

/// Tells whether a line of the text begins a Markdown code block.
pub(super) fn has_fence(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with("```"))
}

/// Leaves out blank lines at the start, and blanks at the end.
fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let part = &text[start..end];
    let end = start + part.trim_end().len();
    let blank = &part[..part.len() - part.trim_start().len()];
    let start = start + blank.rfind('\n').map_or(0, |newline| newline + 1);
    (start.min(end), end)
}

/// What stands between a first line of three backticks or tildes and the next one, or the end where there is none.
fn unfence(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let part = &text[start..end];
    let fence = ["```", "~~~"].into_iter().find(|fence| part.trim_start().starts_with(fence))?;
    let first = start + part.find('\n').map_or(part.len(), |newline| newline + 1);
    let mut line_start = first;
    for line in text[first..end].split_inclusive('\n') {
        if line.trim_start().starts_with(fence) {
            return Some(trim(text, first, line_start));
        }
        line_start += line.len();
    }
    Some(trim(text, first, end))
}

/// What stands inside the Markdown code blocks of a text.
pub(crate) fn code_blocks(text: &str) -> Vec<&str> {
    let mut blocks = Vec::new();
    let mut open = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        if line.trim_start().starts_with("```") {
            match open.take() {
                Some(start) => blocks.push(&text[start..at]),
                None => open = Some(next),
            }
        }
        at = next;
    }
    blocks
}
