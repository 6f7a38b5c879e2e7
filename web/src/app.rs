//! The frame of the page: what stands where.

use crate::{
    client::Client,
    decide::Draft,
    editor::{Give, OpenPane, Preference},
    frame::{
        columns::{self, Columns},
        dialogs::{DialogSet, Dialogs},
        dock::Dock,
        header::Header,
        inside::Inside,
        menu::Menu,
        phone::PhoneTabs,
        shortcuts,
        watch::Watch,
    },
    late::{self, late},
    platform::document,
    replay, session,
    store::{App, Place},
    toast::{ToastList, Toasts},
    transport::{Announcer, Transport, player::Player},
};
use leptos::{ev, prelude::*};

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
    provide_context(Draft::new());
    session::start(app, client, toasts);
    let menu = Menu::new();
    provide_context(menu);
    shortcuts::listen(shortcuts::Reach { app, client, player, dialogs, menu, toasts });
    replay::listen(app, toasts);
    late::fetch_rest(app);
    let columns = Columns::new();
    // For whoever drives the page by program: what is awaited is said, instead of guessed by the clock.
    let run = Memo::new(move |_| app.run_state());
    view! {
        <Skip app to="watch" place=Place::Watch>"Skip to the graph"</Skip>
        <Skip app to="inside" place=Place::Inside>"Skip to the data of the selected state"</Skip>
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
                <Show when=move || menu.was_asked()>{late(late::menu)}</Show>
            </main>
            <PhoneTabs/>
        </div>
        <DialogSet/>
        <ToastList/>
        <Announcer/>
    }
}

/// A link for the keyboard past everything before a place. What stands behind `#` in the address is a document, so that
/// the place is not named there.
#[component]
fn Skip(
    /// The page's state.
    app: App,
    /// The id of the place.
    to: &'static str,
    /// The place, which a phone brings on screen.
    place: Place,
    /// What the link says.
    children: Children,
) -> impl IntoView {
    let skip = move |event: ev::MouseEvent| {
        event.prevent_default();
        app.place.set(place);
        document::focus(to);
    };
    view! { <a class="sr skip" href=format!("#{to}") on:click=skip>{children()}</a> }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Give => "give",
        Place::Watch => "watch",
        Place::Inside => "inside",
        Place::When => "when",
    }
}
