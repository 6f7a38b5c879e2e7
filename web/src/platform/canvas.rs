//! Images that are drawn pixel by pixel.

use super::window;
use asl_view::Pixels;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// Shows an image; the canvas takes its size.
pub fn show(canvas: &HtmlCanvasElement, image: &Pixels) {
    canvas.set_width(image.width);
    canvas.set_height(image.height);
    let context = canvas.get_context("2d").ok().flatten().and_then(|found| found.dyn_into().ok());
    let Some(context): Option<CanvasRenderingContext2d> = context.filter(|_| image.width > 0) else { return };
    if let Ok(data) = ImageData::new_with_u8_clamped_array(Clamped(&image.bytes), image.width) {
        let _ = context.put_image_data(&data, 0.0, 0.0);
    }
}

/// The colours of custom properties, `--name` each, as they are now where the canvas stands.
pub fn colours<const N: usize>(canvas: &HtmlCanvasElement, names: [&str; N]) -> [[u8; 4]; N] {
    let computed = window().get_computed_style(canvas).ok().flatten();
    let found = names.map(|name| {
        // Only a property that is used is computed: `light-dark()` is text until then.
        let _ = canvas.style().set_property("color", &format!("var({name})"));
        let text = computed.as_ref().and_then(|style| style.get_property_value("color").ok()).unwrap_or_default();
        colour(&text)
    });
    let _ = canvas.style().remove_property("color");
    found
}

/// Reads `rgb(1, 2, 3)`.
fn colour(text: &str) -> [u8; 4] {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|part| part.parse().ok());
    let mut next = || numbers.next().unwrap_or(0);
    [next(), next(), next(), 255]
}
