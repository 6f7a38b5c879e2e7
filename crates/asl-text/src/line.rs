//! From byte offsets to lines and columns, and to the UTF-16 offsets that JavaScript counts in.

/// Where a byte offset stands for a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From 1.
    pub line: u32,
    /// From 1, in characters (Unicode scalar values).
    pub column: u32,
}

/// Bytes between two counts that are kept.
const STRIDE: usize = 512;

/// The line starts of a text, and counts of its characters, so that a question costs little however long the text.
#[derive(Clone, Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<u32>,
    /// Characters and UTF-16 code units before each stride.
    counts: Vec<(u32, u32)>,
}

/// Characters and UTF-16 code units that begin in some bytes.
fn count(bytes: &[u8]) -> (u32, u32) {
    bytes.iter().fold((0, 0), |(chars, units), byte| match byte {
        0x80..=0xBF => (chars, units),
        0xF0.. => (chars + 1, units + 2),
        _ => (chars + 1, units + 1),
    })
}

impl<'a> LineIndex<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(at, _)| at as u32 + 1)).collect();
        let mut counts = vec![(0, 0)];
        let (mut chars, mut units) = (0, 0);
        for stride in text.as_bytes().chunks(STRIDE) {
            let (more_chars, more_units) = count(stride);
            (chars, units) = (chars + more_chars, units + more_units);
            counts.push((chars, units));
        }
        Self { text, starts, counts }
    }

    /// Returns line and column of a byte offset; one behind the text stands at its end.
    pub fn place(&self, offset: u32) -> Place {
        let offset = self.floor(offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let column = self.before(offset).0 - self.before(self.starts[line]).0;
        Place { line: line as u32 + 1, column: column + 1 }
    }

    /// Returns the offset in UTF-16 code units of a byte offset.
    pub fn utf16(&self, offset: u32) -> u32 {
        self.before(self.floor(offset)).1
    }

    /// Characters and UTF-16 code units before a character border.
    fn before(&self, offset: u32) -> (u32, u32) {
        let stride = offset as usize / STRIDE;
        let (chars, units) = self.counts[stride];
        let (more_chars, more_units) = count(&self.text.as_bytes()[stride * STRIDE..offset as usize]);
        (chars + more_chars, units + more_units)
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
