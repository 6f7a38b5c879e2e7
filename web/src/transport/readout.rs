//! Clock, event number and bill.

use super::player::Player;
use crate::{
    frame::dialogs::{Dialog, Dialogs},
    icon::Icon,
    store::{App, Run},
};
use asl_view::format;
use leptos::prelude::*;

/// Where the cursor is, in numbers.
#[component]
pub fn Readout() -> impl IntoView {
    let (app, dialogs) = (App::get(), Dialogs::get());
    let clock = move || format::clock(app.clock.get());
    let of_run = move |count: fn(&Run) -> u32| app.run.with(|run| run.as_ref().map_or(0, |run| count(run)));
    let cursor = move || format::number(app.cursor.get());
    let events = move || format::number(of_run(|run| run.trace.events.len() as u32));
    let transitions = move || format::number(of_run(|run| run.summary.transitions));
    let retries = move || match of_run(|run| run.summary.retries) {
        0 => String::new(),
        1 => "+1 retry".to_owned(),
        more => format!("+{} retries", format::number(more)),
    };
    let player = Player::get();
    let halted = Memo::new(move |_| player.halted());
    view! {
        <div class="readout">
            {move || halted.get().map(|why| {
                let asks = player.asked.with(|asked| asked.as_ref() == Some(&why));
                view! {
                    <span class="readout__halt" class:readout__halt--asks=asks title=format!("Stopped: {why}")>
                        <Icon name=if asks { "s-token" } else { "bp" }/><span class="ell">{why.clone()}</span>
                    </span>
                }
            })}
            <span class="readout__part mono readout__clock" title="Virtual clock">{clock}</span>
            <span class="sep"></span>
            <span class="readout__part">"event " <b>{cursor}</b> " of " {events}</span>
            <span class="sep transport__wide"></span>
            <button type="button" class="readout__part readout__bill" title="State transitions of the whole run, as the service bills them: cost and limits"
                aria-haspopup="dialog" on:click=move |_| dialogs.open(Dialog::Cost)>
                <b>{transitions}</b> {move || if of_run(|run| run.summary.transitions) == 1 { " transition " } else { " transitions " }} {retries}
            </button>
        </div>
    }
}
