//! Lines, columns and UTF-16 offsets of byte offsets.

use asl_text::LineIndex;

#[test]
fn places_of_offsets() {
    let text = "a\nbé😀c\n";
    // byte offset, line, column, UTF-16 offset
    let cases = [
        (0, 1, 1, 0),
        (2, 2, 1, 2),
        (3, 2, 2, 3),
        (4, 2, 2, 3),
        (5, 2, 3, 4),
        (9, 2, 4, 6),
        (11, 3, 1, 8),
        (99, 3, 1, 8),
    ];
    let lines = LineIndex::new(text);
    for (offset, line, column, utf16) in cases {
        let place = lines.place(offset);
        assert_eq!((place.line, place.column), (line, column), "offset {offset}");
        assert_eq!(lines.utf16(offset), utf16, "offset {offset}");
    }
}
