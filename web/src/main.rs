//! The page.

mod app;
mod events;
mod graph;
mod inspector;
mod outline;
mod store;
mod timeline;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::Page);
}
