//! Making a finding small.

use crate::mutate::tokens;

/// The shortest text that a search of at most `tries` attempts finds for which `holds` still holds.
///
/// Runs of tokens are left out, long runs first, until no single token can be missed.
pub fn shrink(text: &str, mut tries: usize, mut holds: impl FnMut(&str) -> bool) -> String {
    let mut kept = tokens(text);
    let mut run = kept.len().div_ceil(2);
    while run > 0 && !kept.is_empty() {
        let (before, mut at) = (kept.len(), 0);
        while at < kept.len() {
            let end = (at + run).min(kept.len());
            let shorter: Vec<String> = [&kept[..at], &kept[end..]].concat();
            if tries == 0 {
                return kept.concat();
            }
            tries -= 1;
            if holds(&shorter.concat()) {
                kept = shorter;
            } else {
                at = end;
            }
        }
        // At a single token, another round may find more.
        if run > 1 || kept.len() == before {
            run /= 2;
        }
    }
    kept.concat()
}
