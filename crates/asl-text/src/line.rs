//! From byte offsets to lines and columns, and to the UTF-16 offsets that JavaScript counts in.

/// Where a byte offset stands for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// From 1, in characters (Unicode scalar values).
    pub column: u32,
}

/// The line starts of a text.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> LineIndex<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1))
            .collect();
        Self { text, starts }
    }

    /// Returns line and column of a byte offset; one behind the text stands at its end.
    pub fn place(&self, offset: u32) -> Place {
        let offset = self.floor(offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = &self.text[self.starts[line] as usize..offset as usize];
        Place { line: line as u32 + 1, column: before.chars().count() as u32 + 1 }
    }

    /// Returns the offset in UTF-16 code units of a byte offset.
    pub fn utf16(&self, offset: u32) -> u32 {
        self.text[..self.floor(offset) as usize].chars().map(|c| c.len_utf16() as u32).sum()
    }

    /// Returns the byte offset of an offset in UTF-16 code units.
    pub fn from_utf16(&self, units: u32) -> u32 {
        let mut seen = 0;
        for (at, c) in self.text.char_indices() {
            if seen >= units {
                return at as u32;
            }
            seen += c.len_utf16() as u32;
        }
        self.text.len() as u32
    }

    /// The nearest character border at or before an offset.
    fn floor(&self, offset: u32) -> u32 {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset as u32
    }
}
