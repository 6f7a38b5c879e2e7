//! What stays on this device. A browser may refuse; then nothing is kept and everything works.

use super::window;
use asl_view::Document;

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
    serde_json::from_str(&read(name)?).ok()
}

/// Keeps a document; `false` where the browser refuses.
pub fn write_document(name: &str, document: &Document) -> bool {
    serde_json::to_string(document).is_ok_and(|text| write(name, &text))
}
