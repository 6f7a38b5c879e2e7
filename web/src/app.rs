//! The frame of the page: what stands where.

use crate::{
    client::Client,
    editor::{Give, OpenPane, Preference},
    frame::{
        columns::{self, Columns},
        dialogs::{DialogSet, Dialogs},
        dock::Dock,
        header::Header,
        inside::Inside,
        menu::{Menu, MenuLayer},
        phone::PhoneTabs,
        shortcuts,
        watch::Watch,
    },
    replay, session,
    store::{App, Place},
    toast::{ToastList, Toasts},
    transport::{Announcer, Transport, player::Player},
};
use leptos::prelude::*;

/// The whole page.
#[component]
pub fn Page() -> impl IntoView {
    let app = App::new();
    let toasts = Toasts::new();
    provide_context(app);
    provide_context(toasts);
    let client = Client::start(app, toasts);
    provide_context(client);
    let player = Player::new(app, client);
    provide_context(player);
    let dialogs = Dialogs::new();
    provide_context(dialogs);
    provide_context(OpenPane::new());
    provide_context(Preference::new());
    session::start(app, client, toasts);
    let menu = Menu::new();
    provide_context(menu);
    shortcuts::listen(shortcuts::Reach { app, client, player, dialogs, menu, toasts });
    replay::listen(app, toasts);
    let columns = Columns::new();
    // For whoever drives the page by program: what is awaited is said, instead of guessed by the clock.
    let run = Memo::new(move |_| app.run_state());
    view! {
        <a class="sr skip" href="#watch">"Skip to the graph"</a>
        <a class="sr skip" href="#inside">"Skip to the data of the selected state"</a>
        <div class="app" data-place=move || place(app.place.get()) data-cursor=move || app.cursor.get()
            data-run=move || run.get()>
            <Header/>
            <main class="app__main" style=move || columns.style()>
                <Transport/>
                <Give/>
                <columns::Splitter columns side=columns::Side::Left/>
                <Watch/>
                <columns::Splitter columns side=columns::Side::Right/>
                <Inside/>
                <Dock/>
                <MenuLayer/>
            </main>
            <PhoneTabs/>
        </div>
        <DialogSet/>
        <ToastList/>
        <Announcer/>
    }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Give => "give",
        Place::Watch => "watch",
        Place::Inside => "inside",
        Place::When => "when",
    }
}
