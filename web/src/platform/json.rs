//! The browser's own JSON, for a glance at a text that the worker reads properly.

use wasm_bindgen::JsCast;

/// The members of an object and how long their arrays are (1 for anything else); `None` where the text is no object.
pub fn lengths(text: &str) -> Option<Vec<(String, u32)>> {
    let value = js_sys::JSON::parse(text).ok()?;
    let object = value.dyn_ref::<js_sys::Object>()?;
    let length = |value: wasm_bindgen::JsValue| value.dyn_ref::<js_sys::Array>().map_or(1, js_sys::Array::length);
    let member = |entry: wasm_bindgen::JsValue| {
        let entry = js_sys::Array::from(&entry);
        (entry.get(0).as_string().unwrap_or_default(), length(entry.get(1)))
    };
    Some(js_sys::Object::entries(object).iter().map(member).collect())
}
