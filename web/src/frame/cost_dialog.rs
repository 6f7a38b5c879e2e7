//! What the run costs, and how near it comes to the limits of the service.

use crate::store::App;
use asl_view::{Cost, CostRow, Meter, PRICES_OF, REGION, cost, dollars, format, meters};
use leptos::prelude::*;

/// The bill, the meters, and what each state adds.
#[component]
pub fn CostDialog() -> impl IntoView {
    let app = App::get();
    let express = app.document.with_untracked(|document| document.express);
    let found = app.run.with_untracked(|run| {
        let run = run.as_ref()?;
        let bill = cost(&run.trace, &run.index, &run.outline, &run.summary, express);
        Some((bill, meters(&run.trace, &run.outline, &run.summary, express)))
    });
    let Some((bill, meters)) = found else {
        return view! { <p class="t3">"There is no run yet."</p> }.into_any();
    };
    let Cost { dollars: amount, terms, rows, elsewhere } = bill;
    let kind = if express { "Express" } else { "Standard" };
    view! {
        <div class="cost">
            <p class="cost__sum"><b>{format!("≈ {}", dollars(amount))}</b>" a run, "<b>{dollars(amount * 1e6)}</b>" for a million runs"</p>
            <p class="t3">{format!("{terms}. {kind}, {REGION}, prices of {PRICES_OF}, without the free tier and what the called services cost.")}</p>
            <h3>"Limits"</h3>
            <ul class="cost__meters">{meters.into_iter().map(meter).collect_view()}</ul>
            <h3>{if express { "State transitions, which Express does not bill" } else { "State transitions" }}</h3>
            <div class="scroll cost__table" tabindex="0" role="region" aria-label="State transitions">
                <table>
                    <thead><tr><th scope="col">"State"</th><th scope="col">"Entered"</th><th scope="col">"Retries"</th><th scope="col">"Transitions"</th></tr></thead>
                    <tbody>
                        {rows.into_iter().map(row).collect_view()}
                        {(elsewhere > 0).then(|| row(CostRow { state: "in child executions".to_owned(), entered: elsewhere, retries: 0 }))}
                    </tbody>
                </table>
            </div>
            {(!express).then(|| view! { <p class="t3">"Each retry is charged as an additional state transition."</p> })}
        </div>
    }
    .into_any()
}

fn row(row: CostRow) -> impl IntoView {
    let retries = if row.retries > 0 { format!("+{}", format::number(row.retries)) } else { "–".to_owned() };
    view! {
        <tr><th scope="row">{row.state}</th><td>{format::number(row.entered)}</td><td>{retries}</td><td>{format::number(row.entered + row.retries)}</td></tr>
    }
}

fn meter(meter: Meter) -> impl IntoView {
    let width = format!("width:{:.1}%", (meter.share * 100.0).clamp(0.0, 100.0));
    view! {
        <li class:cost__near=meter.share.ge(&0.8)>
            <span><b>{meter.name}</b> " " <span class="t3">{meter.place}</span></span>
            <span>{meter.text}</span>
            <div class="cost__meter" aria-hidden="true"><span style=width></span></div>
        </li>
    }
}
