//! Files of the device: reading what was dropped or chosen, and saving.

use super::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DragEvent, File, FileList, HtmlAnchorElement, HtmlInputElement, Url};

/// The files of a drop.
pub fn dropped(event: &DragEvent) -> Vec<File> {
    event.data_transfer().and_then(|data| data.files()).map_or(Vec::new(), |list| all(&list))
}

/// The files that a file input holds; it is empty afterwards, so that the same file can be chosen again.
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    let files = input.files().map_or(Vec::new(), |list| all(&list));
    input.set_value("");
    files
}

fn all(list: &FileList) -> Vec<File> {
    (0..list.length()).filter_map(|at| list.get(at)).collect()
}

/// The content of a file; `None` where the browser cannot read it, a folder for example.
pub async fn read(file: &File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Writes bytes in base64.
pub fn to_base64(bytes: &[u8]) -> String {
    // What the browser takes is a text with a character for each byte.
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    window().btoa(&text).unwrap_or_default()
}

/// The bytes of a base64 text; none where it cannot be read.
pub fn from_base64(text: &str) -> Vec<u8> {
    let text = window().atob(text).unwrap_or_default();
    text.chars().map(|byte| byte as u8).collect()
}

/// Lets the browser save a file.
pub fn save(name: &str, bytes: &[u8]) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let address = Blob::new_with_u8_array_sequence(&parts).and_then(|blob| Url::create_object_url_with_blob(&blob));
    let anchor = window().document().and_then(|document| document.create_element("a").ok());
    let (Ok(address), Some(anchor)) = (address, anchor) else { return };
    let Ok(anchor) = anchor.dyn_into::<HtmlAnchorElement>() else { return };
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    let _ = Url::revoke_object_url(&address);
}
