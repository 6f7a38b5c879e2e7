//! What an ItemReader finds: a small bucket on the page.

use super::{
    file_set::{EDITED, fresh_name, refusal},
    generate::Generate,
};
use crate::{
    icon::Icon,
    platform::{document, files},
    store::App,
    toast::{Toasts, Tone},
};
use asl_view::{File, format};
use leptos::{ev, prelude::*, task::spawn_local};

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Row {
    at: usize,
    name: String,
    size: usize,
    is_text: bool,
}

/// Adds a file, or says why not.
pub fn add(app: App, toasts: Toasts, file: File) -> bool {
    let refusal = app.document.with_untracked(|document| refusal(&document.files, &file, None));
    match refusal {
        Some(reason) => toasts.show(Tone::Bad, reason),
        None => {
            app.edit(|document| document.files.push(file));
            return true;
        }
    }
    false
}

/// The files, and the text of one of them.
#[component]
pub fn FilesPanel() -> impl IntoView {
    let (app, toasts) = (App::get(), Toasts::get());
    let edited = RwSignal::new(None::<usize>);
    let rows = Memo::new(move |_| {
        let row = |(at, file): (usize, &File)| Row {
            at,
            name: file.name.clone(),
            size: file.size(),
            is_text: !file.is_base64 && file.size() <= EDITED,
        };
        app.document.with(|document| document.files.iter().enumerate().map(row).collect::<Vec<_>>())
    });
    let total = move || format::bytes(rows.with(|rows| rows.iter().map(|row| row.size).sum()));
    let create = move |_| {
        let name = app.document.with_untracked(|document| fresh_name(&document.files, "items.csv"));
        if add(app, toasts, File::of_text(name, "")) {
            edited.set(app.document.with_untracked(|document| document.files.len().checked_sub(1)));
            set_timeout(|| document::focus("file-text"), std::time::Duration::ZERO);
        }
    };
    let drop = move |event: ev::DragEvent| {
        event.prevent_default();
        take(app, toasts, files::dropped(&event));
    };
    view! {
        <div class="files" on:dragover=|event| event.prevent_default() on:drop=drop>
            <p class="mocks__lead">
                <span>"What an ItemReader finds in S3, named bucket/key. Drop files here: CSV, JSON, JSON Lines, also compressed."</span>
                <span class="t3 nw">{total} " of 32 MB"</span>
            </p>
            <div class="files__bar">
                <button type="button" class="btn xs soft" on:click=create><Icon name="plus"/> "New file"</button>
                <button type="button" class="btn xs soft" on:click=|_| document::press("choose-files")><Icon name="import"/> "Choose files"</button>
                <input id="choose-files" class="sr" type="file" multiple tabindex="-1" aria-label="Files of this device"
                    on:change:target=move |event| take(app, toasts, files::chosen(&event.target()))/>
                <Generate/>
            </div>
            <ul class="files__list scroll" tabindex="0" aria-label="Files">
                <For each=move || rows.get() key=Clone::clone let:row><li><FileRow row edited/></li></For>
            </ul>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="inspector__note">"No files yet. A Distributed Map with an ItemReader needs the file that it names."</p>
            </Show>
            {move || edited.get().map(|at| view! { <FileText at/> })}
        </div>
    }
}

/// Reads files of the device and adds them.
fn take(app: App, toasts: Toasts, chosen: Vec<web_sys::File>) {
    for file in chosen {
        spawn_local(async move {
            let key = file.name();
            if file.size() > super::file_set::LARGEST as f64 {
                let size = format::bytes(file.size() as usize);
                return toasts.show(Tone::Bad, format!("{key} is {size} long; a file may have up to 16 MB."));
            }
            let Some(bytes) = files::read(&file).await else {
                return toasts.show(Tone::Bad, format!("{key} cannot be read. Is it a folder?"));
            };
            let name = app.document.with_untracked(|document| fresh_name(&document.files, &key));
            let file = match String::from_utf8(bytes) {
                Ok(content) => File { name, content, is_base64: false },
                Err(error) => File { name, content: files::to_base64(error.as_bytes()), is_base64: true },
            };
            let said = format!("{} is there.", file.name);
            if add(app, toasts, file) {
                toasts.show(Tone::Good, said);
            }
        });
    }
}

#[component]
fn FileRow(
    /// The file.
    row: Row,
    /// The place of the file whose text is open.
    edited: RwSignal<Option<usize>>,
) -> impl IntoView {
    let (app, toasts) = (App::get(), Toasts::get());
    let Row { at, name, size, is_text } = row;
    let given = StoredValue::new(name.clone());
    let rename = move |event: ev::Targeted<ev::Event, web_sys::HtmlInputElement>| {
        let renamed = app.document.with_untracked(|document| {
            let file = document.files.get(at)?;
            let file = File { name: event.target().value().trim().to_owned(), ..file.clone() };
            Some((refusal(&document.files, &file, Some(at)), file.name))
        });
        match renamed {
            Some((None, name)) => app.edit(|document| document.files[at].name = name),
            Some((Some(reason), _)) => {
                event.target().set_value(&given.get_value());
                toasts.show(Tone::Bad, reason);
            }
            None => {}
        }
    };
    let save = move |_| {
        let Some(file) = app.document.with_untracked(|document| document.files.get(at).cloned()) else { return };
        let key = file.name.rsplit('/').next().unwrap_or_default();
        match file.is_base64 {
            true => files::save(key, &files::from_base64(&file.content)),
            false => files::save(key, file.content.as_bytes()),
        }
    };
    let delete = move |_| {
        edited.set(None);
        app.edit(|document| drop(document.files.remove(at)));
        document::focus("files");
    };
    let is_open = move || edited.get() == Some(at);
    let turn = move |_| edited.set(if edited.get_untracked() == Some(at) { None } else { Some(at) });
    view! {
        <div class="mock file">
            <input class="file__name mono" aria-label=format!("Name of {name}") prop:value=name.clone() spellcheck="false" on:change:target=rename/>
            <span class="mock__count">{format::bytes(size)}</span>
            {is_text.then(|| view! {
                <button type="button" class="btn xs soft" aria-expanded=move || is_open().to_string() aria-label=format!("Edit {name}") on:click=turn>
                    <Icon name="code"/> "Edit"
                </button>
            })}
            <button type="button" class="btn xs icon" title="Download" aria-label=format!("Download {name}") on:click=save><Icon name="download"/></button>
            <button type="button" class="btn xs icon" title="Delete" aria-label=format!("Delete {name}") on:click=delete><Icon name="close"/></button>
        </div>
    }
}

/// The text of a file.
#[component]
fn FileText(
    /// Its place.
    at: usize,
) -> impl IntoView {
    let (app, toasts) = (App::get(), Toasts::get());
    let read = move |part: fn(&File) -> &String| {
        move || app.document.with(|document| document.files.get(at).map_or(String::new(), |file| part(file).clone()))
    };
    let text = Memo::new(move |_| read(|file| &file.content)());
    let name = read(|file| &file.name);
    let change = move |event: ev::Targeted<ev::Event, web_sys::HtmlTextAreaElement>| {
        let content = event.target().value();
        if content.len() > super::file_set::LARGEST {
            event.target().set_value(&text.get_untracked());
            return toasts.show(Tone::Bad, "Not taken: a file may have up to 16 MB.");
        }
        app.edit(|document| {
            document.files.iter_mut().skip(at).take(1).for_each(|file| file.content.clone_from(&content));
        });
    };
    view! {
        <div class="text files__text">
            <textarea class="text__plain" id="file-text" aria-label=move || format!("Content of {}", name()) spellcheck="false"
                autocomplete="off" autocapitalize="off" wrap="off" placeholder="Paste or type the content"
                prop:value=move || text.get() on:input:target=change></textarea>
        </div>
    }
}
