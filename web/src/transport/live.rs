//! Says aloud what happens while a run is played.

use super::player::Player;
use crate::store::App;
use asl_view::Announcements;
use leptos::prelude::*;
use std::time::Duration;

/// At most one message in this time.
const REST: Duration = Duration::from_millis(1_500);

/// A live region with what matters of the run, and where it stopped.
#[component]
pub fn Announcer() -> impl IntoView {
    let (app, player) = (App::get(), Player::get());
    let said = RwSignal::new(String::new());
    let waiting = StoredValue::new(Announcements::default());
    let resting = StoredValue::new(false);
    let seen = StoredValue::new(0_u32);
    let speak_soon = move || {
        if !resting.get_value() {
            speak(said, waiting, resting);
        }
    };
    Effect::new(move |_| {
        let cursor = app.cursor.get();
        let before = seen.try_update_value(|seen| std::mem::replace(seen, cursor)).unwrap_or(0);
        // A jump is no news: whoever jumped knows.
        let is_news = player.take_moved() || cursor == before + 1;
        if cursor <= before || !is_news {
            return;
        }
        app.run.with_untracked(|run| {
            let Some(run) = run else { return };
            let (span, speech) = ((before, cursor), app.speech.get_untracked());
            waiting.update_value(|waiting| waiting.hear(&run.trace, &run.index, &run.outline, span, speech));
        });
        speak_soon();
    });
    Effect::new(move |before: Option<bool>| {
        let is_playing = app.playing.get();
        let stopped = untrack(|| player.halted()).filter(|_| before == Some(true) && !is_playing);
        if let Some(why) = stopped.filter(|_| app.speech.get_untracked() != asl_view::Speech::Off) {
            waiting.update_value(|waiting| waiting.keep(format!("Stopped: {why}.")));
            speak_soon();
        }
        is_playing
    });
    Effect::new(move |_| {
        let news = player.news.get();
        if !news.is_empty() && app.speech.get_untracked() != asl_view::Speech::Off {
            waiting.update_value(|waiting| waiting.keep(news));
            speak_soon();
        }
    });
    view! { <p class="sr" aria-live="polite" data-announcer="">{move || said.get()}</p> }
}

/// Says what waits, then rests.
fn speak(said: RwSignal<String>, waiting: StoredValue<Announcements>, resting: StoredValue<bool>) {
    let text = waiting.try_update_value(Announcements::take).flatten();
    resting.try_update_value(|resting| *resting = text.is_some());
    if let Some(text) = text {
        said.try_set(text);
        set_timeout(move || speak(said, waiting, resting), REST);
    }
}
