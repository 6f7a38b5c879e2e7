//! The code editor, which is JavaScript and comes later than the page.

use asl_view::{Problem, ProblemSeverity};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/js/load-editor.js")]
extern "C" {
    #[wasm_bindgen(js_name = loadEditor)]
    fn load_editor() -> js_sys::Promise;
}

#[wasm_bindgen]
extern "C" {
    type Handle;
    #[wasm_bindgen(method, js_name = setText)]
    fn set_text(this: &Handle, text: &str);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &Handle, items: &Array);
    #[wasm_bindgen(method, js_name = setDecorations)]
    fn set_decorations(this: &Handle, items: &Array, follow: Option<u32>);
    #[wasm_bindgen(method)]
    fn reveal(this: &Handle, from: u32, to: u32, focus: bool);
    #[wasm_bindgen(method, js_name = setLanguage)]
    fn set_language(this: &Handle, language: &str);
    #[wasm_bindgen(method, js_name = setDark)]
    fn set_dark(this: &Handle, dark: bool);
    #[wasm_bindgen(method)]
    fn destroy(this: &Handle);
}

/// What an editor starts with.
#[derive(Clone, Debug)]
pub struct Options {
    /// Its text.
    pub text: String,
    /// `json`, `yaml` or `text`.
    pub language: String,
    /// What a screen reader calls it.
    pub label: String,
    /// Whether the theme is dark.
    pub dark: bool,
}

/// A mark in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The range in UTF-16 code units.
    pub range: (u32, u32),
    /// A CSS class for the range itself.
    pub under: Option<&'static str>,
    /// A CSS class for the range's lines.
    pub line: Option<&'static str>,
    /// A note at the end of the first line.
    pub chip: Option<Chip>,
}

/// A short note with an icon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it says.
    pub text: String,
    /// Its icon, without `i-`.
    pub icon: &'static str,
    /// Its CSS class.
    pub class: &'static str,
}

/// An editor on the page. It goes away when this is dropped.
pub struct CodeEditor {
    handle: Handle,
    _changed: Closure<dyn FnMut(String)>,
}

impl CodeEditor {
    /// Brings the editor's module and puts an editor into an element; an error where it cannot be loaded.
    pub async fn create(
        parent: &web_sys::HtmlElement,
        options: impl FnOnce() -> Options,
        changed: impl FnMut(String) + 'static,
    ) -> Result<Self, JsValue> {
        let module = JsFuture::from(load_editor()).await?;
        let create: js_sys::Function = Reflect::get(&module, &"create".into())?.dyn_into()?;
        let changed = Closure::<dyn FnMut(String)>::new(changed);
        let Options { text, language, label, dark } = options();
        let given = Object::new();
        Reflect::set(&given, &"text".into(), &text.into())?;
        Reflect::set(&given, &"language".into(), &language.into())?;
        Reflect::set(&given, &"label".into(), &label.into())?;
        Reflect::set(&given, &"dark".into(), &dark.into())?;
        Reflect::set(&given, &"onChange".into(), changed.as_ref())?;
        let handle = create.call2(&JsValue::UNDEFINED, parent, &given)?;
        Ok(Self { handle: handle.unchecked_into(), _changed: changed })
    }

    /// Replaces the text, if it differs.
    pub fn set_text(&self, text: &str) {
        self.handle.set_text(text);
    }

    /// Underlines the problems.
    pub fn set_problems<'a>(&self, problems: impl Iterator<Item = &'a Problem>) {
        self.handle.set_diagnostics(&problems.map(diagnostic).collect());
    }

    /// Replaces all marks, and scrolls to a position unless the keyboard is in the editor. It is one call, because the
    /// editor lays itself out for each.
    pub fn set_marks(&self, marks: &[Mark], follow: Option<u32>) {
        self.handle.set_decorations(&marks.iter().flat_map(decorations).collect(), follow);
    }

    /// Selects a range and scrolls to it.
    pub fn reveal(&self, range: (u32, u32), focus: bool) {
        self.handle.reveal(range.0, range.1, focus);
    }

    /// Sets the language: `json`, `yaml` or `text`.
    pub fn set_language(&self, language: &str) {
        self.handle.set_language(language);
    }

    /// Sets the theme.
    pub fn set_dark(&self, dark: bool) {
        self.handle.set_dark(dark);
    }
}

impl Drop for CodeEditor {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

fn diagnostic(problem: &Problem) -> JsValue {
    let severity = match problem.severity {
        ProblemSeverity::Error => "error",
        ProblemSeverity::Warning => "warning",
        ProblemSeverity::Hint => "info",
    };
    let message = match &problem.help {
        Some(help) => format!("{}\n{help}", problem.message),
        None => problem.message.clone(),
    };
    object(&[
        ("from", problem.range.0.into()),
        ("to", problem.range.1.into()),
        ("severity", severity.into()),
        ("message", message.into()),
    ])
}

fn decorations(mark: &Mark) -> Vec<JsValue> {
    let range = || [("from", JsValue::from(mark.range.0)), ("to", JsValue::from(mark.range.1))];
    let mut found = Vec::new();
    if let Some(class) = mark.under {
        found.push(object(&[range().as_slice(), &[("class", class.into())]].concat()));
    }
    if let Some(class) = mark.line {
        found.push(object(&[range().as_slice(), &[("class", class.into()), ("line", true.into())]].concat()));
    }
    if let Some(chip) = &mark.chip {
        let parts = [("chip", chip.text.as_str().into()), ("icon", chip.icon.into()), ("class", chip.class.into())];
        found.push(object(&[range().as_slice(), &parts].concat()));
    }
    found
}
