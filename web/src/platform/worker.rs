//! The worker's thread, seen from the page.

use super::document;
use asl_view::{Answer, Request, decode, encode};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// What listens to a worker, kept as long as it does.
type Listeners = (Closure<dyn FnMut(web_sys::MessageEvent)>, Closure<dyn FnMut(web_sys::ErrorEvent)>);

/// A running worker. It ends when this is dropped.
#[derive(Debug)]
pub struct Thread {
    worker: web_sys::Worker,
    _listeners: Listeners,
}

impl Thread {
    /// Starts a worker. `answered` gets each answer, with the number of its call and the bytes that follow it; `failed` is called when the worker
    /// cannot start or has crashed.
    pub fn start(
        mut answered: impl FnMut(u32, Answer, Vec<u8>) + 'static,
        mut failed: impl FnMut(String) + 'static,
    ) -> Result<Self, String> {
        let worker = web_sys::Worker::new(&format!("./worker_loader.js?v={}", document::build())).map_err(text)?;
        let message = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
            if let Some((call, answer, bytes)) = read(&event.data()) {
                answered(call, answer, bytes);
            }
        });
        let error = Closure::<dyn FnMut(web_sys::ErrorEvent)>::new(move |event: web_sys::ErrorEvent| {
            event.prevent_default();
            failed(event.message());
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Self { worker, _listeners: (message, error) })
    }

    /// Sends a request, with the number under which the answer comes back. Its bytes change hands instead of being copied.
    pub fn ask(&self, call: u32, request: &Request) -> Result<(), String> {
        let bytes = js_sys::Uint8Array::from(encode(request).as_slice());
        let moved = js_sys::Array::of1(&bytes.buffer());
        self.worker.post_message_with_transfer(&js_sys::Array::of2(&call.into(), &bytes), &moved).map_err(text)
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// A message is `[call, answer]` or `[call, answer, buffer]`.
fn read(data: &JsValue) -> Option<(u32, Answer, Vec<u8>)> {
    let parts = data.dyn_ref::<js_sys::Array>()?;
    let answer = decode(&js_sys::Uint8Array::new(&parts.get(1)).to_vec())?;
    let buffer = parts.get(2);
    let bytes = if buffer.is_undefined() { Vec::new() } else { js_sys::Uint8Array::new(&buffer).to_vec() };
    Some((parts.get(0).as_f64()? as u32, answer, bytes))
}

fn text(value: JsValue) -> String {
    value
        .as_string()
        .or_else(|| value.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())))
        .unwrap_or_default()
}
