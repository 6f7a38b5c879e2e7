// Positions in a text: CodeMirror counts UTF-16 code units, Rust counts UTF-8 bytes.

/** Converts positions into the editor's (`in`, `range`) and out of it (`out`); positions past the end become the end. */
export function positions(utf8) {
  const into = utf8 ? fromBytes : (doc, position) => Math.max(0, Math.min(position, doc.length));
  return {
    in: into,
    out: utf8 ? toBytes : (_, position) => position,
    range(doc, from, to) {
      const start = into(doc, from);
      return { from: start, to: Math.max(start, into(doc, to)) };
    },
  };
}

/** How many UTF-8 bytes one code point takes. */
function width(code) {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

function fromBytes(doc, bytes) {
  let left = bytes;
  let position = 0;
  for (const chunk of doc.iter()) {
    for (const character of chunk) {
      if (left <= 0) return position;
      left -= width(character.codePointAt(0));
      position += character.length;
    }
  }
  return position;
}

function toBytes(doc, position) {
  let bytes = 0;
  for (const character of doc.sliceString(0, position)) bytes += width(character.codePointAt(0));
  return bytes;
}
