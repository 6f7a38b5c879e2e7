//! What stays on this device. A browser may refuse; then nothing is kept and everything works.

use super::window;
use asl_view::Document;
use serde::Serialize;

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

/// A document that was kept; `None` also where it cannot be read.
pub fn read_document(name: &str) -> Option<Document> {
    let value = js_sys::JSON::parse(&read(name)?).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}

/// Keeps a document; `false` where the browser refuses.
pub fn write_document(name: &str, document: &Document) -> bool {
    let value = document.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).ok();
    let text = value.and_then(|value| js_sys::JSON::stringify(&value).ok());
    text.is_some_and(|text| write(name, &String::from(text)))
}
