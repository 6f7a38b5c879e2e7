//! The page.

#![allow(
    clippy::large_types_passed_by_value,
    reason = "handles of signals are `Copy` by design, and large only in debug builds"
)]

mod app;
mod breakpoints;
mod client;
mod compare;
mod decide;
mod editor;
mod events;
mod examples;
mod frame;
mod graph;
mod icon;
mod inspector;
mod late;
mod map;
mod outline;
mod platform;
mod replay;
mod session;
mod store;
mod timeline;
mod toast;
mod transport;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::Page);
    platform::document::drop_start();
}
