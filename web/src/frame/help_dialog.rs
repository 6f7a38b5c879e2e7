//! What this is, and its keys.

use leptos::prelude::*;

const KEYS: [(&str, &str); 14] = [
    ("Ctrl Enter", "Run, or play on"),
    ("Space", "Play or pause"),
    ("→  ←", "Step, back"),
    ("Shift →  Shift ←", "Over the state, to the start of the one before"),
    ("F10", "Step over, from anywhere"),
    ("F8", "Pause; in an editor: the next problem"),
    ("E  Shift E", "Next error, previous error"),
    ("Home  End", "Reset, run to end"),
    ("[  ]", "Slower, faster"),
    ("T", "Look inside: try an expression on the data"),
    ("Alt 1 … 4", "Give, Watch, Look inside, When"),
    ("Ctrl S", "Share"),
    ("Ctrl F", "Search in an editor"),
    ("?", "This page"),
];

/// The four places in a sentence each, then the keys.
#[component]
pub fn HelpDialog() -> impl IntoView {
    view! {
        <div class="help">
            <p>
                "Stepwell runs state machines in the Amazon States Language in your browser. Nothing that you type leaves the page. "
                "The whole run is computed first, on a clock of its own; then you move through it, forwards and backwards."
            </p>
            <dl class="help__places">
                <dt>"Give"</dt> <dd>"Definition, input, and what the tasks answer."</dd>
                <dt>"Watch"</dt> <dd>"The machine, with the state that every part is in."</dd>
                <dt>"Look inside"</dt> <dd>"What the selected state got, did and gave."</dd>
                <dt>"When"</dt> <dd>"The run over time, and every event of its history."</dd>
            </dl>
            <h3>"Keys"</h3>
            <dl class="help__keys">
                {KEYS.map(|(key, does)| view! { <dt><kbd>{key}</kbd></dt> <dd>{does}</dd> }).collect_view()}
            </dl>
            <p class="t3">
                "Letters and arrows work while the keyboard is in the graph, the outline, the timeline or the run controls. "
                "In an editor, Tab leaves it."
            </p>
        </div>
    }
}
