//! From the characters that the YAML parser counts to bytes.

/// The byte offset of each character.
pub(super) struct Offsets {
    /// `None` where both are the same.
    table: Option<Vec<u32>>,
    end: u32,
}

impl Offsets {
    pub(super) fn new(text: &str) -> Self {
        let table = (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at as u32).collect());
        Self { table, end: text.len() as u32 }
    }

    pub(super) fn byte(&self, character: usize) -> u32 {
        match &self.table {
            Some(table) => table.get(character).copied().unwrap_or(self.end),
            None => (character as u32).min(self.end),
        }
    }
}
