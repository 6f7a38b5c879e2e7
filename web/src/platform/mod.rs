//! The browser: the only place that talks to it, beyond what Leptos does.

pub mod canvas;
pub mod clipboard;
pub mod code_editor;
pub mod document;
pub mod files;
pub mod first;
pub mod frames;
pub mod json;
pub mod keys;
pub mod menu;
pub mod size;
pub mod storage;
pub mod timer;
pub mod url;
pub mod worker;

fn window() -> web_sys::Window {
    web_sys::window().expect("invariant: the page has a window")
}
