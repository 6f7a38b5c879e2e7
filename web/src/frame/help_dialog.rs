//! What this is, and its keys.

use leptos::prelude::*;

const KEYS: [(&str, &str); 25] = [
    ("Ctrl Enter", "Run, or play on to the next breakpoint"),
    ("Space", "Play or pause"),
    ("F8", "Pause; in an editor: the next problem"),
    ("→  ←  or  .  ,", "Step, back"),
    ("Shift →  Shift ←", "Over the state, to the start of the one before"),
    ("F10", "Step over, from anywhere"),
    ("Enter  Backspace", "Into a branch, iteration or child execution, out of it"),
    ("E  Shift E", "Next error, previous error"),
    ("Home  End", "Reset, run to end"),
    ("Page ↑  Page ↓", "On the scrubber: ten events"),
    ("B", "Breakpoint at the state that has the keyboard"),
    ("Shift F10, ≣", "Menu of a state, an event or a moment: run to here"),
    ("[  ]", "Slower, faster"),
    ("↑  ↓", "In graph, outline, timeline, events: the next one"),
    ("+  −  0", "In graph and timeline: zoom in, out, show everything"),
    ("F6  Shift F6", "Next pane, previous pane"),
    ("T", "Look inside: try an expression on the data"),
    ("Alt 1 … 4", "Give, Watch, Look inside, When"),
    ("Ctrl S", "Copy the link"),
    ("Ctrl Z  Ctrl Y", "In an editor: undo, redo"),
    ("Ctrl F", "In an editor: search"),
    ("Ctrl Space", "In an editor: complete"),
    ("Tab", "In an editor: leave it"),
    ("Escape", "Close what is on top"),
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
                "Settings turn letters and signs off. On a Mac, Ctrl is ⌘."
            </p>
            <p class="t3"><a href="./licences.txt" target="_blank">"Licences of what Stepwell is made of"</a></p>
        </div>
    }
}
