//! The document around the page: theme, preferences of the system, focus, and the stamp of the build.

use super::window;
use wasm_bindgen::{JsCast, closure::Closure};

fn root() -> Option<web_sys::HtmlElement> {
    window().document()?.document_element()?.dyn_into().ok()
}

/// A hash of the files whose names carry none; empty in a build without it.
pub fn build() -> String {
    root().and_then(|root| root.dataset().get("build")).unwrap_or_default()
}

/// Whether Run was pressed before the page was there.
pub fn is_run_wished() -> bool {
    root().and_then(|root| root.dataset().get("wish")).is_some()
}

/// Takes away what stood in the page's place before it was there. The keyboard stays on Run.
pub fn drop_start() {
    let Some(start) = window().document().and_then(|document| document.get_element_by_id("start")) else { return };
    let has_keyboard = has_keyboard("#start #run");
    start.remove();
    if has_keyboard {
        focus("run");
    }
}

/// Sets `data-theme`, or takes it away so that the system decides.
pub fn set_theme(theme: Option<&str>) {
    let Some(root) = root() else { return };
    match theme {
        Some(theme) => drop(root.set_attribute("data-theme", theme)),
        None => drop(root.remove_attribute("data-theme")),
    }
}

fn matches(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|found| found.matches())
}

/// Whether the system asks for dark colours.
pub fn prefers_dark() -> bool {
    matches("(prefers-color-scheme: dark)")
}

/// Whether the system asks for little motion.
pub fn prefers_reduced_motion() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// Whether the window is as narrow as a phone.
pub fn is_narrow() -> bool {
    matches("(max-width: 760px)")
}

/// Whether the window is too low for an open dock.
pub fn is_low() -> bool {
    matches("(max-height: 800px)")
}

/// Whether the keyboard has a Command key.
pub fn is_apple() -> bool {
    window().navigator().platform().is_ok_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"))
}

/// Moves the keyboard to an element.
pub fn focus(id: &str) {
    let element = window().document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Moves the keyboard to the first element of a selector.
pub fn focus_on(selector: &str) {
    let element = window().document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Whether the keyboard is inside an element of a selector.
pub fn has_keyboard(selector: &str) -> bool {
    let active = window().document().and_then(|document| document.active_element());
    active.is_some_and(|active| active.closest(selector).ok().flatten().is_some())
}

/// An attribute of the element that an event is about, or of the nearest around it that has it.
pub fn attribute_at(event: &web_sys::Event, name: &str) -> Option<String> {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())?;
    target.closest(&format!("[{name}]")).ok().flatten()?.get_attribute(name)
}

/// Calls back just before the page goes away.
pub fn on_leave(leave: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut()>::new(leave);
    let _ = window().add_event_listener_with_callback("pagehide", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Keeps a pointer's moves with the element that it was pressed on.
pub fn capture_pointer(event: &web_sys::PointerEvent) {
    if let Some(element) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
        let _ = element.set_pointer_capture(event.pointer_id());
        event.prevent_default();
    }
}

/// Opens a dialog above everything else.
pub fn show_modal(dialog: &web_sys::HtmlDialogElement) {
    if !dialog.open() {
        let _ = dialog.show_modal();
    }
}

/// Closes a dialog when the press was beside its box.
pub fn close_on_backdrop(event: &web_sys::MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDialogElement>().ok());
    if let Some(dialog) = target {
        dialog.close();
    }
}

/// Presses an element, as if by the user.
pub fn press(id: &str) {
    let element = window().document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.click();
    }
}

/// The selection of a text area that has the keyboard.
pub fn selection(area: &web_sys::HtmlTextAreaElement) -> Option<(u32, u32)> {
    let active = window().document()?.active_element()?;
    let has_keyboard = active.is_same_node(Some(area));
    has_keyboard.then(|| {
        let at = |found: Result<Option<u32>, _>| found.ok().flatten().unwrap_or(0);
        (at(area.selection_start()), at(area.selection_end()))
    })
}

/// Selects a range of a text area and moves the keyboard there.
pub fn select_range(area: &web_sys::HtmlTextAreaElement, range: (u32, u32)) {
    let _ = area.focus();
    let _ = area.set_selection_range(range.0, range.1);
}

/// Whether something happens in a field for text, which uses it itself.
pub fn is_in_text(event: &web_sys::Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let field =
        element.and_then(|element| element.closest("textarea, input, select, [contenteditable='true']").ok().flatten());
    field.is_some()
}

/// The text of a paste.
pub fn pasted(event: &web_sys::ClipboardEvent) -> Option<String> {
    event.clipboard_data()?.get_data("text/plain").ok()
}
