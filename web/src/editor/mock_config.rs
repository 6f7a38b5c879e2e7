//! `MockConfigFile.json` of Step Functions Local: in and out.

use crate::{
    client::Client,
    icon::Icon,
    platform::{document, files},
    store::App,
    toast::{Toasts, Tone},
};
use asl_view::{MockCase, MockFile};
use leptos::prelude::*;

/// A file that was read: its text and its test cases.
type Read = (String, MockFile);

/// The buttons, the choice of a test case, and what a file cannot express.
#[component]
pub fn MockConfig() -> impl IntoView {
    let (app, client, toasts) = (App::get(), Client::get(), Toasts::get());
    let (read, written): (RwSignal<Option<Read>>, RwSignal<Option<MockFile>>) =
        (RwSignal::new(None), RwSignal::new(None));
    let take = move |text: String, case: Option<MockCase>| {
        client.read_mock_file(text.clone(), case, move |found| match found {
            Ok(file) => {
                app.edit(|document| document.mocks.clone_from(&file.text));
                let of = &file.chosen;
                toasts.show(Tone::Good, format!("The mocks are those of {} › {}.", of.machine, of.case));
                read.set(Some((text, file)));
            }
            Err(reason) => toasts.show(Tone::Bad, format!("The file cannot be used: {reason}.")),
        });
    };
    let chosen = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let Some(file) = files::chosen(&event.target()).into_iter().next() else { return };
        leptos::task::spawn_local(async move {
            match files::read(&file).await.map(String::from_utf8) {
                Some(Ok(text)) => take(text, None),
                _ => toasts.show(Tone::Bad, "The file is no text."),
            }
        });
    };
    let export = move |_| {
        client.write_mock_file(move |found| match found {
            Ok(file) if file.notes.is_empty() => save(&file),
            Ok(file) => written.set(Some(file)),
            Err(reason) => toasts.show(Tone::Bad, format!("The mocks cannot be written: {reason}.")),
        });
    };
    view! {
        <div class="mocks__files">
            <button type="button" class="btn xs soft" on:click=|_| document::press("choose-mocks")><Icon name="import"/> "Import MockConfigFile"</button>
            <input id="choose-mocks" class="sr" type="file" accept=".json,application/json" tabindex="-1" aria-label="MockConfigFile.json" on:change:target=chosen/>
            <button type="button" class="btn xs soft" on:click=export><Icon name="download"/> "Export"</button>
            {move || read.get().filter(|(_, file)| file.cases.len() > 1).map(|(text, file)| cases(text, file, take))}
        </div>
        {move || written.get().map(|file| view! {
            <section class="mocks__lost" aria-label="What MockConfigFile.json cannot express">
                <b>"MockConfigFile.json cannot express all of it:"</b>
                <ul>{file.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view()}</ul>
                <button type="button" class="btn xs line" on:click=move |_| { save(&file); written.set(None); }><Icon name="download"/> "Save it all the same"</button>
                <button type="button" class="btn xs soft" on:click=move |_| written.set(None)>"Cancel"</button>
            </section>
        })}
    }
}

fn save(file: &MockFile) {
    files::save("MockConfigFile.json", file.text.as_bytes());
}

/// The choice of a test case.
fn cases(text: String, file: MockFile, take: impl Fn(String, Option<MockCase>) + Copy + 'static) -> AnyView {
    let all = file.cases.clone();
    let at = all.iter().position(|case| *case == file.chosen).unwrap_or(0);
    let choose = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        let case = event.target().value().parse().ok().and_then(|at: usize| all.get(at).cloned());
        take(text.clone(), case);
    };
    view! {
        <label class="mocks__case">"Test case "
            <select on:change:target=choose>
                {file.cases.into_iter().enumerate().map(|(place, MockCase { machine, case })| view! {
                    <option value=place.to_string() selected=place == at>{format!("{machine} › {case}")}</option>
                }).collect_view()}
            </select>
        </label>
    }
    .into_any()
}
