//! Settings of the run and of the editor.

use crate::{
    editor::Preference,
    session::{set_letters, set_speech},
    store::App,
};
use asl_view::Speech;
use leptos::prelude::*;

/// What a run depends on besides the three texts, and how the texts are edited.
#[component]
pub fn SettingsDialog() -> impl IntoView {
    let app = App::get();
    let preference = Preference::get();
    let kind = move || if app.document.with(|document| document.express) { "express" } else { "standard" };
    let start = move || app.document.with(|document| document.start_time.clone());
    let speech = move || Speech::ALL.iter().position(|(level, _)| *level == app.speech.get()).unwrap_or(0).to_string();
    let seed = move || app.document.with(|document| document.seed.to_string());
    let limits = move || if app.document.with(|document| document.limits_off) { "off" } else { "aws" };
    view! {
        <div class="settings">
            <label class="field">
                "Type of the state machine"
                <select prop:value=kind on:change:target=move |event| app.edit(|document| document.express = event.target().value() == "express")>
                    <option value="standard">"Standard"</option>
                    <option value="express">"Express"</option>
                </select>
            </label>
            <label class="field">
                "Start of the virtual clock"
                <input placeholder="2026-01-01T00:00:00Z" prop:value=start
                    on:change:target=move |event| app.edit(|document| event.target().value().trim().clone_into(&mut document.start_time))/>
            </label>
            <label class="field">
                "Seed of jitter, UUIDs and random numbers"
                <input type="number" min="0" max="4294967295" prop:value=seed
                    on:change:target=move |event| app.edit(|document| document.seed = event.target().value().parse::<u32>().unwrap_or(1).into())/>
            </label>
            <label class="field">
                "Limits"
                <select prop:value=limits aria-describedby="limits-help"
                    on:change:target=move |event| app.edit(|document| document.limits_off = event.target().value() == "off")>
                    <option value="aws">"As AWS"</option>
                    <option value="off">"Off, for teaching"</option>
                </select>
            </label>
            <p class="dialog__note" id="limits-help">
                "AWS ends what exceeds 256 KiB of data, 25,000 events or a year (Express: five minutes), and runs 40 iterations at a time. Without limits the run goes on, and says so."
            </p>
            <label class="check">
                <input type="checkbox" prop:checked=move || preference.is_plain() on:change:target=move |event| preference.set_plain(event.target().checked())/>
                "Edit in plain text areas, without colours and completion"
            </label>
            <label class="check">
                <input type="checkbox" prop:checked=app.letters on:change:target=move |event| set_letters(app, event.target().checked())/>
                "Single letters and signs are keys of the run: E, B, [ ] and so on"
            </label>
            <label class="field">
                "Said aloud while a run is played"
                <select prop:value=speech on:change:target=move |event| set_speech(app, event.target().value().parse().unwrap_or(1))>
                    {Speech::ALL.iter().enumerate().map(|(place, (_, name))| view! { <option value=place.to_string()>{*name}</option> }).collect_view()}
                </select>
            </label>
        </div>
    }
}
