//! The end of a run: how it ended, and what came out.

use super::json::{Copy, Json};
use crate::{graph::present, icon::Icon, store::App};
use asl_view::{Status, StatusKind, format};
use leptos::prelude::*;

/// What the execution itself tells, once it is over.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    status: StatusKind,
    name: String,
    facts: String,
    output: String,
}

/// The execution's end; where it is not reached, what else to do.
#[component]
pub fn Ended(children: ChildrenFn) -> impl IntoView {
    let app = App::get();
    let told = Memo::new(move |_| told(app));
    move || match told.get() {
        None => children().into_any(),
        Some(Told { status, name, facts, output }) => {
            let text = output.clone();
            let size = format::bytes(output.len());
            view! {
                <div class="ih">
                    <span class="tile"><Icon name="t-succeed"/></span>
                    <div class="grow">
                        <h2 class="ell">{name}</h2>
                        <p class="meta row">
                            <span class=format!("chip {}", status.class())><Icon name=status.icon()/>{status.word()}</span>
                            <span class="ell">{facts}</span>
                        </p>
                    </div>
                </div>
                <div class="scroll ended" tabindex="0" role="region" aria-label="Output of the execution">
                    <div class="ended__head"><b>"Output"</b><span class="t3">{size}</span><Copy text=Signal::stored(Some(text))/></div>
                    <Json text=output/>
                    <p class="ended__hint">"Select a state to see what it was given and what it passed on."</p>
                </div>
            }
            .into_any()
        }
    }
}

fn told(app: App) -> Option<Told> {
    let cursor = app.cursor.get();
    present::with_run(app, None, |run| {
        let summary = &run.summary;
        let is_over = cursor > 0 && run.ends_at(cursor) && summary.status == Status::Succeeded;
        let transitions = match summary.transitions {
            1 => "1 transition".to_owned(),
            more => format!("{} transitions", format::number(more)),
        };
        let name = if run.path.is_empty() { "Execution" } else { "Child execution" };
        is_over.then(|| Told {
            status: StatusKind::Succeeded,
            name: name.to_owned(),
            facts: format!("{} · {transitions}", format::duration(summary.duration)),
            output: summary.output.clone().unwrap_or_default(),
        })
    })
}
