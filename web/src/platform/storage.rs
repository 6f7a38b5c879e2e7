//! What stays on this device. A browser may refuse; then nothing is kept and everything works.

use super::window;
use asl_view::{Document, decode, encode};
use js_sys::{Object, Reflect};

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept under a name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps a text; `false` where the browser refuses.
pub fn write(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, text).is_ok())
}

/// The texts of a document, by their names in what is kept: they can be read whatever else a version of the page keeps.
const TEXTS: [&str; 4] = ["name", "definition", "input", "mocks"];
/// The rest of it: bytes that only the same version reads.
const REST: &str = "rest";

/// A document that was kept; `None` also where it cannot be read.
pub fn read_document(name: &str) -> Option<Document> {
    let kept = js_sys::JSON::parse(&read(name)?).ok()?;
    let text = |field: &str| Reflect::get(&kept, &field.into()).ok()?.as_string();
    let [name, definition, input, mocks] = TEXTS.map(text);
    let rest = text(REST).and_then(|rest| window().atob(&rest).ok());
    // A character of such a text is a byte.
    let bytes: Vec<u8> = rest.unwrap_or_default().chars().map(|letter| letter as u8).collect();
    let rest: Document = decode(&bytes).unwrap_or_default();
    let (input, mocks) = (input.unwrap_or_default(), mocks.unwrap_or_default());
    Some(Document { name: name?, definition: definition?, input, mocks, ..rest })
}

/// Keeps a document; `false` where the browser refuses.
pub fn write_document(name: &str, document: &Document) -> bool {
    let mut rest = document.clone();
    let texts = [&mut rest.name, &mut rest.definition, &mut rest.input, &mut rest.mocks].map(std::mem::take);
    let letters: String = encode(&rest).into_iter().map(char::from).collect();
    let Ok(rest) = window().btoa(&letters) else { return false };
    let kept = Object::new();
    let fields = TEXTS.into_iter().zip(texts).chain([(REST, rest)]);
    let is_whole = fields.map(|(field, text)| Reflect::set(&kept, &field.into(), &text.into())).all(|set| set.is_ok());
    let text = js_sys::JSON::stringify(&kept).ok().filter(|_| is_whole);
    text.is_some_and(|text| write(name, &String::from(text)))
}
