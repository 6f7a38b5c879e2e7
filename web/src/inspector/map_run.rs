//! How the Map Run of a Distributed Map went.

use super::Shown;
use crate::{
    graph::present,
    icon::Icon,
    map::{ChildPanel, place_of_map_run},
    platform::files,
    store::{App, Run},
};
use asl_view::{MapCounts, MapReport, WrittenFile, format};
use leptos::prelude::*;

/// The counts, the tolerance, the source and the written files; nothing for other states.
#[component]
pub fn MapRunCard(
    /// What is shown.
    shown: Signal<Shown>,
) -> impl IntoView {
    let app = App::get();
    let report = Memo::new(move |_| {
        let shown = shown.get();
        present::with_run(app, None, |run| report_of(run, shown))
    });
    view! {
        {move || report.get().map(|report| view! {
            <section class="maprun" aria-label="Map Run">
                <h3 class="sec">"Map Run"<span class="end">{summary(&report)}</span></h3>
                <Counts report=report.clone()/>
                <Tolerance report=report.clone()/>
                <p class="maprun__line"><span class="t3">"Items from"</span> <code class="ell">{report.source}</code></p>
            </section>
        })}
        <ChildPanel shown/>
        {move || report.get().filter(|report| !report.files.is_empty()).map(|report| view! {
            <section class="maprun" aria-label="Result files">
                <h3 class="sec">"Result files"<span class="end">{report.files.len()}</span></h3>
                {report.files.into_iter().map(|file| view! { <Written file/> }).collect_view()}
            </section>
        })}
    }
}

fn report_of(run: &Run, shown: Shown) -> Option<MapReport> {
    run.summary.map_runs.get(place_of_map_run(run, shown)?).cloned()
}

fn summary(report: &MapReport) -> String {
    format!(
        "{} of {} child executions",
        format::number(report.ended().min(u64::from(u32::MAX)) as u32),
        format::number(report.executions.total.min(u64::from(u32::MAX)) as u32)
    )
}

type Row = (&'static str, fn(&MapCounts) -> u64, &'static str);

/// In the words of DescribeMapRun.
const ROWS: [Row; 8] = [
    ("pending", |counts| counts.pending, ""),
    ("running", |counts| counts.running, "c-running"),
    ("succeeded", |counts| counts.succeeded, "c-succeeded"),
    ("failed", |counts| counts.failed, "c-failed"),
    ("timedOut", |counts| counts.timed_out, "c-failed"),
    ("aborted", |counts| counts.aborted, ""),
    ("resultsWritten", |counts| counts.results_written, ""),
    ("total", |counts| counts.total, ""),
];

#[component]
fn Counts(report: MapReport) -> impl IntoView {
    let number = |count: u64| format::number(count.min(u64::from(u32::MAX)) as u32);
    let cell = move |count: u64, class: &'static str| {
        let class = if count > 0 { class } else { "t3" };
        view! { <td class=class>{number(count)}</td> }
    };
    let rows = ROWS.map(|(name, read, class)| {
        view! { <tr><th scope="row">{name}</th>{cell(read(&report.items), class)}{cell(read(&report.executions), class)}</tr> }
    });
    view! {
        <table class="maprun__counts">
            <thead><tr><td></td><th scope="col">"items"</th><th scope="col">"executions"</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// How much of what is tolerated has failed.
#[component]
fn Tolerance(report: MapReport) -> impl IntoView {
    let (failures, tolerated) = (report.failures(), report.tolerated());
    let setting = match (report.tolerated_count, report.tolerated_percentage) {
        (None, None) => "no failure is tolerated".to_owned(),
        (Some(count), None) => format!("up to {count} tolerated"),
        (None, Some(share)) => format!("up to {share} % tolerated"),
        (Some(count), Some(share)) => format!("up to {count}, and up to {share} %, tolerated"),
    };
    let is_over = failures > tolerated;
    let share =
        if tolerated == 0 { f64::from(u8::from(is_over)) } else { (failures as f64 / tolerated as f64).min(1.0) };
    view! {
        <p class="maprun__line">
            <b class:c-failed=is_over>{format!("{failures} of {tolerated} allowed failures")}</b>
            <span class="t3">{setting}</span>
        </p>
        <div class="maprun__meter" class:maprun__meter--over=is_over aria-hidden="true"><span style=format!("width:{:.1}%", share * 100.0)></span></div>
    }
}

/// A file of the ResultWriter.
#[component]
fn Written(file: WrittenFile) -> impl IntoView {
    let name = file.name.rsplit('/').next().unwrap_or_default().to_owned();
    let is_whole = file.text.len() as u64 >= file.bytes;
    let label = if is_whole { "Download" } else { "Download the first 256 KB" };
    let text = StoredValue::new(file.text);
    let (saved, whole_name) = (name.clone(), file.name.clone());
    let save = move |_| text.with_value(|text| files::save(&saved, text.as_bytes()));
    let open = RwSignal::new(false);
    view! {
        <details class="stg" on:toggle=move |_| open.update(|open| *open = !*open)>
            <summary>
                <span class="num"><Icon name="t-bucket"/></span>
                <span class="nm"><b>{name.clone()}</b><span class="ell" title=whole_name>{whole_name.clone()}</span></span>
                <span class="sz">{format::bytes(file.bytes as usize)}</span>
                <span class="ch"><Icon name="chev-r"/></span>
            </summary>
            <div class="stg__body">
                <button type="button" class="btn xs soft" aria-label=format!("{label}: {name}") on:click=save><Icon name="download"/> {label}</button>
                {move || open.get().then(|| text.with_value(|text| view! { <super::json::Json text=text.clone()/> }))}
            </div>
        </details>
    }
}
