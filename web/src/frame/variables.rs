//! When: the variables and the context object at the cursor.

use crate::{
    graph::present,
    inspector::json::{Json, token},
    store::App,
};
use asl_view::{Sign, VariableRow, diff, variables_at};
use leptos::prelude::*;

/// Lines of a difference beyond this many are left out.
const MOST: usize = 200;

/// Both, side by side.
#[component]
pub fn VariablesPanel() -> impl IntoView {
    let app = App::get();
    let rows = Memo::new(move |_| {
        let cursor = app.cursor.get();
        present::with_run(app, Vec::new(), |run| variables_at(&run.trace, &run.outline, cursor))
    });
    // The context of the state that is shown, and of the one shown before it.
    let context = Memo::new(move |before: Option<&(String, String)>| {
        let found = app.inspected.get().and_then(|found| found.inspection.as_ref().map(|found| found.context.clone()));
        let (older, old) = before.cloned().unwrap_or_default();
        match found {
            Some(now) if now == old => (older, old),
            Some(now) => (old, now),
            None => (String::new(), String::new()),
        }
    });
    view! {
        <div class="vars">
            <div class="scroll vars__part" tabindex="0" role="region" aria-label="Variables at the cursor">
                {move || if rows.with(Vec::is_empty) {
                    view! { <p class="inspector__note">"No variable is assigned at this point of the run. A state assigns them in its field Assign."</p> }.into_any()
                } else {
                    view! {
                        <table>
                            <thead><tr><th scope="col">"Variable"</th><th scope="col">"Value"</th><th scope="col">"At the end of its scope"</th><th scope="col">"Scope"</th><th scope="col">"Assigned by"</th></tr></thead>
                            <tbody>{rows.get().into_iter().map(row).collect_view()}</tbody>
                        </table>
                    }.into_any()
                }}
            </div>
            <div class="scroll vars__part" tabindex="0" role="region" aria-label="Context object of the state that is shown">
                <h3 class="sec">"Context object "<code>"$$"</code>" or "<code>"$states.context"</code></h3>
                {move || {
                    let (before, now) = context.get();
                    match (now.is_empty(), before.is_empty()) {
                        (true, _) => view! { <p class="inspector__note">"Select a state that has been reached to see its context object."</p> }.into_any(),
                        (_, true) => view! { <div class="vars__json"><Json text=now/></div> }.into_any(),
                        _ => changes(&before, &now),
                    }
                }}
            </div>
        </div>
    }
}

fn row(row: VariableRow) -> impl IntoView {
    let app = App::get();
    let event = row.event;
    let scope = if row.scope.is_empty() { "the execution".to_owned() } else { row.scope };
    let times = if row.times > 1 { format!(" · {} times", row.times) } else { String::new() };
    let (value, end) = (row.value.clone(), row.end.clone());
    let end = match row.end == row.value {
        true => view! { <span class="t3">"the same"</span> }.into_any(),
        false => view! { <code class="vars__value" title=end>{row.end}</code> }.into_any(),
    };
    view! {
        <tr class:vars__hidden=row.shadowed>
            <th scope="row"><code>{format!("${}", row.name)}</code>{row.shadowed.then(|| view! { " " <span class="chip">"shadowed"</span> })}</th>
            <td><code class="vars__value" title=value>{row.value}</code></td>
            <td>{end}</td>
            <td>{scope}</td>
            <td><button type="button" class="vars__event" on:click=move |_| app.seek(event)>{format!("{} at event {event}", row.state)}</button>{times}</td>
        </tr>
    }
}

/// What differs from the context of the state that was shown before.
fn changes(before: &str, now: &str) -> AnyView {
    let lines = diff(before, now, MOST).lines.into_iter().map(|line| {
        let class = match line.sign {
            Sign::Same => "",
            Sign::Removed => "d",
            Sign::Changed => "m",
            Sign::Added | Sign::Moved => "a",
        };
        let indent = format!("padding-left:{}ch", line.line.indent * 2);
        let was = line.before.map(|before| view! { <del class="was">{before}</del> });
        let tokens = line.line.tokens.into_iter().map(token).collect_view();
        view! { <div class=class><span>{line.sign.mark()}</span><span style=indent>{tokens}{was}</span></div> }
    });
    view! { <div class="diff">{lines.collect_view()}</div> }.into_any()
}
