//! The timeline: lanes, folds, axis, words that fit.

mod common;

use asl_view::{
    Bar, BarKind, Gap, Lane, LaneKind, LaneSwitches, Phase, Ruler, Scale, ScopeKind, Stack, StateType, StatusKind,
    TraceIndex, axis_label, cursor_at_time, flag, flag_left, gaps, keep_in_sight, lane_at, lane_note, lanes, marks,
    next_bar, place_bars, seek_target, text_width, time_within,
};
use common::{Maker, items, order};

const HOUR: f64 = 3_600_000.0;

fn lanes_of(maker: &Maker, focus: u32, switches: &[(u32, u32)]) -> Vec<Lane> {
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    lanes(&maker.trace, &index, &maker.outline, focus, &switches.iter().copied().collect::<LaneSwitches>())
}

/// `  Charge card 3 tries`, indented by depth.
fn outline_of(lanes: &[Lane]) -> Vec<String> {
    let text = |lane: &Lane| format!("{}{} {}", "  ".repeat(lane.depth as usize), lane.name, lane.note);
    lanes.iter().map(|lane| text(lane).trim_end().to_owned()).collect()
}

fn end_of(maker: &Maker) -> f64 {
    maker.trace.events.last().map_or(0.0, |event| event.time)
}

#[test]
fn lanes_stand_in_the_order_of_the_run() {
    let found = lanes_of(&order(), 0, &[]);
    let expected = [
        "Validate order 0.4 s",
        "In stock?",
        "Fulfil order 15 s",
        "  Charge card 3 tries",
        "  Send receipt 0.4 s",
        "  Pick items 0.8 s",
        "  Print label 1.2 s",
        "Cooling off 1 h",
        "Ship order 1.2 s",
    ];
    assert_eq!(outline_of(&found), expected);
    assert_eq!(found[3].group, "Branch 1");
    assert_eq!(found[5].group, "Branch 2");
    assert_eq!(found.iter().map(|lane| lane.is_open).collect::<Vec<_>>()[1..4], [None, Some(true), None]);
    let folded = lanes_of(&order(), 0, &[(0, found[2].state)]);
    assert_eq!(folded.len(), 5);
    assert_eq!(folded[2].is_open, Some(false));
}

#[test]
fn a_task_has_a_bar_for_each_attempt() {
    let found = lanes_of(&order(), 0, &[]);
    let bars: Vec<(BarKind, StatusKind, f64, f64, &str)> =
        found[3].bars.iter().map(|bar| (bar.kind, bar.status, bar.from, bar.to, bar.words[0].as_str())).collect();
    let expected = [
        (BarKind::Attempt, StatusKind::TimedOut, 400.0, 5_900.0, "attempt 1, timed out after 5.5 s"),
        (BarKind::Backoff, StatusKind::Retrying, 5_900.0, 6_900.0, "1 s"),
        (BarKind::Attempt, StatusKind::TimedOut, 6_900.0, 11_900.0, "attempt 2, timed out after 5 s"),
        (BarKind::Backoff, StatusKind::Retrying, 11_900.0, 14_400.0, "2.5 s"),
        (BarKind::Attempt, StatusKind::Succeeded, 14_400.0, 15_000.0, "attempt 3, 0.6 s"),
    ];
    assert_eq!(bars, expected);
    assert_eq!(found[1].bars[0].words[0], "Choices[1] matched");
    assert_eq!(found[7].bars[0].kind, BarKind::Wait);
    assert_eq!(found[3].bars[0].about(), "attempt 1, timed out after 5.5 s, from +0.400 s to +5.900 s");
}

#[test]
fn a_token_is_waited_for() {
    let mut maker = Maker::new();
    let ask = maker.state(0, "Ask", StateType::Task, "", "");
    maker.outline.states[ask as usize].pattern = ".waitForTaskToken".into();
    maker.start();
    maker.task(0, ask, 500.0, asl_view::NONE);
    let found = lanes_of(&maker, 0, &[]);
    assert_eq!(found[0].bars[0].kind, BarKind::Token);
    let scale = Scale::new(500.0, &[], 1_000.0);
    let placed = place_bars(&found[0].bars, &Ruler { scale: &scale, width: 1_000.0 }, found[0].bars[0].first);
    assert_eq!((placed[0].phase, placed[0].status), (Phase::Present, StatusKind::Token));
}

#[test]
fn a_map_is_a_chart_or_a_lane_for_each_iteration() {
    let few = lanes_of(&items(3, 2, false), 0, &[]);
    let names: Vec<&str> = few.iter().map(|lane| lane.name.as_str()).collect();
    assert_eq!(names, ["List images", "Score images", "#0", "#1", "#2", "Publish report"]);
    assert!(few[1].chart.is_none());
    assert_eq!(
        few[2].bars.iter().map(|bar| bar.words[0].as_str()).collect::<Vec<_>>(),
        ["Fetch, 12 ms", "Score, 25 ms"]
    );

    let maker = items(20, 5, true);
    let some = lanes_of(&maker, 0, &[]);
    assert_eq!(outline_of(&some), ["List images 1.1 s", "Score images 20 items", "Publish report 0.3 s"]);
    let chart = some[1].chart.as_ref().expect("a Map over 20 items has a chart");
    assert_eq!((chart.peak, chart.limit, chart.top(), chart.failures.len()), (5, Some(5), 5, 2));
    assert_eq!(chart.notes()[0], "in flight, limit 5");
    assert_eq!(chart.steps.last().map(|step| step.1), Some(0));
    assert_eq!(some[1].is_open, Some(false));
    let map = (some[1].scope, some[1].state);
    assert_eq!(lanes_of(&maker, 0, &[map]).len(), 23);

    // The iteration that is looked into, and its states.
    let focus =
        maker.trace.scopes.iter().position(|scope| scope.kind == ScopeKind::Iteration(7)).map_or(0, |at| at as u32);
    let focused = lanes_of(&maker, focus, &[]);
    let names: Vec<&str> = focused.iter().map(|lane| lane.name.as_str()).collect();
    assert_eq!(names, ["List images", "Score images", "#7", "Fetch", "Score", "Publish report"]);
    assert_eq!(focused[2].kind, LaneKind::Iteration(7));
    assert_eq!(focused[4].bars[0].status, StatusKind::Failed);

    let many = lanes_of(&items(100, 10, false), 0, &[]);
    assert_eq!(many[1].is_open, None, "too many to unfold");
}

#[test]
fn a_state_that_is_entered_again_stays_on_its_lane() {
    let mut maker = Maker::new();
    let poll = maker.state(0, "Poll", StateType::Task, "", "");
    maker.start();
    for _ in 0..3 {
        maker.task(0, poll, 100.0, asl_view::NONE);
        maker.time += 1_000.0;
    }
    let found = lanes_of(&maker, 0, &[]);
    assert_eq!(outline_of(&found), ["Poll ×3"]);
    assert_eq!(found[0].bars.len(), 3);
    assert!(lanes_of(&Maker::default(), 0, &[]).is_empty());
}

#[test]
fn long_gaps_are_folded() {
    let found = gaps(&order().trace);
    assert_eq!(found.len(), 1);
    assert!(found[0].is_idle);
    // Of one hour a second stays at either end.
    assert!((found[0].length() - (HOUR - 2_000.0)).abs() < 0.01, "{:?}", found[0]);
    assert!(gaps(&items(20, 5, false).trace).is_empty());
    assert!(gaps(&Maker::new().trace).is_empty());
}

/// Waits of these lengths with tasks of 0.5 s between them.
fn waits(lengths: &[f64]) -> Maker {
    let mut maker = Maker::new();
    let task = maker.state(0, "Work", StateType::Task, "", "");
    let wait = maker.state(0, "Rest", StateType::Wait, "", "");
    maker.start();
    maker.task(0, task, 500.0, asl_view::NONE);
    for length in lengths {
        let last = maker.last();
        let visit = maker.enter(asl_view::EventType::WaitStateEntered, 0, wait, last);
        maker.time += length;
        maker.exit(asl_view::EventType::WaitStateExited, visit, asl_view::NONE);
        maker.task(0, task, 500.0, asl_view::NONE);
    }
    maker
}

#[test]
fn several_waits_are_folded_together_or_not_at_all() {
    let cases: [(&[f64], usize); 6] = [
        (&[1_000.0], 0),
        (&[4_000.0], 0),
        (&[10_000.0], 1),
        (&[HOUR, HOUR, HOUR], 3),
        (&[HOUR, 1_000.0], 1),
        (&[24.0 * HOUR, HOUR], 2),
    ];
    for (lengths, expected) in cases {
        let found = gaps(&waits(lengths).trace);
        assert_eq!(found.len(), expected, "{lengths:?}");
        assert!(found.is_sorted_by(|one, other| one.to <= other.from), "{found:?}");
    }
}

#[test]
fn time_and_place_agree() {
    let gap = Gap { from: 2_000.0, to: 9_000.0, is_idle: true };
    for folded in [Vec::new(), vec![gap]] {
        for width in [1.0, 170.0, 1_000.0, 60_000.0] {
            let scale = Scale::new(10_000.0, &folded, width);
            let ruler = Ruler { scale: &scale, width };
            let mut before = f64::NEG_INFINITY;
            for time in [0.0, 500.0, 2_000.0, 5_000.0, 9_000.0, 9_500.0, 10_000.0] {
                let x = ruler.x(time);
                assert!(x > before && x <= width.max(12.0), "{time} at {x} of {width}");
                assert!(width < 100.0 || (ruler.time(x) - time).abs() < 0.01, "{time} at {x} of {width}");
                before = x;
            }
            assert!(scale.segments.windows(2).all(|pair| (pair[0].right - pair[1].left).abs() < 1e-9));
        }
    }
    let scale = Scale::new(10_000.0, &[gap], 1_000.0);
    assert!((scale.segments[1].right - scale.segments[1].left - 0.088).abs() < 1e-9, "88 of 1000 pixels");
}

#[test]
fn marks_are_round_and_do_not_touch() {
    let maker = order();
    for width in [170.0, 900.0, 1_240.0, 5_000.0] {
        let scale = Scale::new(end_of(&maker), &gaps(&maker.trace), width);
        let ruler = Ruler { scale: &scale, width };
        let found = marks(&ruler);
        assert_eq!(found[0].label, "0 s", "{width}");
        for pair in found.windows(2) {
            let half = |label: &str| text_width(label, 11.0) / 2.0;
            assert!(pair[1].x - pair[0].x >= half(&pair[1].label), "{pair:?}");
        }
    }
    let scale = Scale::new(end_of(&maker), &gaps(&maker.trace), 1_240.0);
    let labels: Vec<String> =
        marks(&Ruler { scale: &scale, width: 1_240.0 }).into_iter().map(|mark| mark.label).collect();
    assert!(labels.iter().any(|label| label == "2 s"), "{labels:?}");
    assert!(labels.iter().any(|label| label == "1:00:16"), "{labels:?}");
}

#[test]
fn labels_of_the_axis() {
    let cases = [
        (0.0, 1.0, "0 s"),
        (20.0, 10.0, "20 ms"),
        (1_250.0, 50.0, "1.25 s"),
        (500.0, 500.0, "0.5 s"),
        (2_500.0, 500.0, "2.5 s"),
        (16_000.0, 2_000.0, "16 s"),
        (90_000.0, 30_000.0, "1:30"),
        (300_000.0, 60_000.0, "5 min"),
        (3_616_000.0, 1_000.0, "1:00:16"),
        (7_200_000.0, HOUR, "2 h"),
        (24.0 * HOUR, 24.0 * HOUR, "1 d"),
        (30.0 * HOUR, 6.0 * HOUR, "1 d 6 h"),
        (30.0 * HOUR + 1_500.0, 500.0, "1 d 6:00:01.5"),
    ];
    for (time, step, expected) in cases {
        assert_eq!(axis_label(time, step), expected);
    }
}

fn bar(kind: BarKind, from: f64, to: f64, first: u32, last: u32, words: &[&str]) -> Bar {
    let words = words.iter().map(|words| (*words).to_owned()).collect();
    Bar { kind, status: StatusKind::Succeeded, from, to, first, last, words, number: 0 }
}

#[test]
fn the_past_is_told_and_the_future_is_not() {
    let scale = Scale::new(10_000.0, &[], 1_066.0);
    let ruler = Ruler { scale: &scale, width: 1_066.0 };
    let bars =
        [bar(BarKind::Attempt, 0.0, 4_000.0, 2, 4, &["0.4 s"]), bar(BarKind::Wait, 5_000.0, 9_000.0, 6, 7, &["4 s"])];
    let cases = [
        (0, [(Phase::Future, StatusKind::NotReached, "", false), (Phase::Future, StatusKind::NotReached, "", false)]),
        (3, [(Phase::Present, StatusKind::Running, "", false), (Phase::Future, StatusKind::NotReached, "", false)]),
        (6, [(Phase::Past, StatusKind::Succeeded, "0.4 s", true), (Phase::Present, StatusKind::Waiting, "", false)]),
        (7, [(Phase::Past, StatusKind::Succeeded, "0.4 s", true), (Phase::Past, StatusKind::Succeeded, "4 s", true)]),
    ];
    for (cursor, expected) in cases {
        let placed = place_bars(&bars, &ruler, cursor);
        let found: Vec<(Phase, StatusKind, &str, bool)> =
            placed.iter().map(|bar| (bar.phase, bar.status, bar.inside.as_str(), bar.has_cap)).collect();
        assert_eq!(found, expected, "cursor {cursor}");
    }
}

#[test]
fn words_stand_inside_or_beside_or_nowhere() {
    let scale = Scale::new(1_000.0, &[], 1_066.0);
    let ruler = Ruler { scale: &scale, width: 1_066.0 };
    let words = ["attempt 1, timed out after 5 s", "attempt 1, timed out", "1"];
    let cases = [
        (300.0, 1_000.0, "attempt 1, timed out after 5 s", ""),
        (130.0, 1_000.0, "attempt 1, timed out", ""),
        (30.0, 1_000.0, "1", ""),
        (10.0, 1_000.0, "", "attempt 1, timed out after 5 s"),
        (10.0, 40.0, "", "1"),
        (10.0, 12.0, "", ""),
    ];
    for (width, next, inside, beside) in cases {
        let bars =
            [bar(BarKind::Attempt, 0.0, width, 1, 2, &words), bar(BarKind::Attempt, next, next + 20.0, 3, 4, &[])];
        let placed = place_bars(&bars, &ruler, 9);
        assert_eq!((placed[0].inside.as_str(), placed[0].beside.as_str()), (inside, beside), "{width} before {next}");
    }
}

#[test]
fn crowded_bars_are_drawn_as_one_and_failures_show() {
    let scale = Scale::new(100_000.0, &[], 400.0);
    let ruler = Ruler { scale: &scale, width: 400.0 };
    let mut bars: Vec<Bar> = (0..10_000)
        .map(|at| bar(BarKind::Attempt, f64::from(at) * 10.0, f64::from(at) * 10.0 + 5.0, at + 1, at + 2, &[]))
        .collect();
    bars[5_000].status = StatusKind::Failed;
    let placed = place_bars(&bars, &ruler, 20_000);
    assert!(placed.len() <= 100, "{}", placed.len());
    assert_eq!(placed.iter().filter(|bar| bar.status == StatusKind::Failed).count(), 1);
}

#[test]
fn an_area_rises_and_falls_with_the_iterations() {
    let found = lanes_of(&items(20, 5, true), 0, &[]);
    let chart = found[1].chart.as_ref().expect("a Map over 20 items has a chart");
    let scale = Scale::new(2_500.0, &[], 500.0);
    let ruler = Ruler { scale: &scale, width: 500.0 };
    let path = chart.path(&ruler, 40.0, true);
    assert!(path.starts_with('M') && path.ends_with('Z') && path.contains("V0"), "{path}");
    assert_eq!(chart.failure_ticks(&ruler, 0).0.len(), 0);
    assert_eq!(chart.failure_ticks(&ruler, u32::MAX).0.len(), 2);
}

#[test]
fn the_playhead_stands_where_its_events_are() {
    let trace = order().trace;
    let end = trace.events.len() as u32;
    let time = |event: usize| trace.events[event].time;
    assert_eq!(cursor_at_time(&trace, -1.0), 0);
    assert_eq!(cursor_at_time(&trace, time(0)), 1);
    assert_eq!(cursor_at_time(&trace, f64::INFINITY), end);
    for cursor in 0..=end {
        let within = time_within(&trace, cursor, 1e12);
        assert_eq!(within, time((cursor as usize).min(trace.events.len() - 1)), "{cursor}");
    }
    let scale = Scale::new(time(trace.events.len() - 1), &gaps(&trace), 1_000.0);
    let ruler = Ruler { scale: &scale, width: 1_000.0 };
    assert_eq!(seek_target(&trace, &ruler, 1e9).0, end);
    assert_eq!(seek_target(&trace, &ruler, -50.0).0, cursor_at_time(&trace, ruler.time(-48.0)));
    for event in &trace.events {
        let (cursor, at) = seek_target(&trace, &ruler, ruler.x(event.time));
        assert!(cursor >= cursor_at_time(&trace, event.time), "{} is hit", event.time);
        assert!((at - event.time).abs() < 100.0 || ruler.x(at) - ruler.x(event.time) < 2.0);
    }
}

#[test]
fn the_flag_says_when() {
    let cases = [
        (0.0, "+0 s"),
        (12_400.0, "+12.4 s"),
        (324_000.0, "+5 min 24 s"),
        (3_616_200.0, "+1:00:16"),
        (183_600_000.0, "+2 d 3:00:00"),
    ];
    for (time, expected) in cases {
        assert_eq!(flag(time), expected);
    }
    assert_eq!(flag_left("+12.4 s", 0.0, 500.0), 0.0);
    assert!(flag_left("+12.4 s", 500.0, 500.0) < 460.0);
    let middle = flag_left("+12.4 s", 250.0, 500.0);
    assert!((200.0..250.0).contains(&middle));
    assert_eq!(keep_in_sight(50.0, 0.0, 100.0), None);
    assert_eq!(keep_in_sight(150.0, 0.0, 90.0), Some(120.0));
    assert_eq!(keep_in_sight(10.0, 50.0, 90.0), Some(0.0));
}

#[test]
fn a_lane_is_found_and_told() {
    let maker = order();
    let found = lanes_of(&maker, 0, &[]);
    assert_eq!(lane_at(&found, &maker.trace, 0), None);
    let names = |cursor| lane_at(&found, &maker.trace, cursor).map(|lane| found[lane].name.as_str());
    assert_eq!(names(2), Some("Validate order"));
    assert_eq!(names(found[3].first), Some("Charge card"));
    let folded = lanes_of(&maker, 0, &[(0, found[2].state)]);
    let inside = lane_at(&folded, &maker.trace, found[3].first).map(|lane| folded[lane].name.as_str());
    assert_eq!(inside, Some("Fulfil order"), "what is folded counts as what is around it");

    let starts: Vec<u32> =
        found[3].bars.iter().filter(|bar| bar.kind == BarKind::Attempt).map(|bar| bar.first).collect();
    assert_eq!(next_bar(&found[3], 0), starts[0]);
    assert_eq!(next_bar(&found[3], starts[0]), starts[1]);
    assert_eq!(next_bar(&found[3], starts[2]), starts[0], "around");

    let end = maker.trace.events.len() as u32;
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    let status = found[3].status(&maker.trace, &index, &maker.outline, end);
    assert_eq!(
        lane_note(&found[3], status, end),
        ", succeeded: attempt 1, timed out after 5.5 s; attempt 2, timed out after 5 s; attempt 3, 0.6 s"
    );
    assert_eq!(lane_note(&found[8], StatusKind::NotReached, 0), ", not reached");
}

#[test]
fn only_lanes_in_sight_are_drawn() {
    let stack = Stack::new((0..1_000).map(|lane| if lane == 10 { 60.0 } else { 20.0 }));
    assert_eq!(stack.height(), 20_040.0);
    assert_eq!((stack.top(10), stack.top(11)), (200.0, 260.0));
    let cases = [(0.0, 0..18), (5_000.0, 238..268), (1e9, 980..1_000), (-50.0, 0..18)];
    for (scroll, expected) in cases {
        assert_eq!(stack.in_sight(scroll, 200.0), expected, "{scroll}");
    }
    assert_eq!(Stack::new([]).in_sight(0.0, 100.0), 0..0);
    assert_eq!(stack.scroll_to(0, 0.0, 100.0), None);
    assert_eq!(stack.scroll_to(50, 0.0, 100.0), Some(960.0));
    assert_eq!(stack.scroll_to(5, 1_000.0, 100.0), Some(100.0));
    assert_eq!(stack.scroll_to(5_000, 0.0, 100.0), None);
}

#[test]
fn a_fail_state_has_failed() {
    let mut maker = Maker::new();
    let fail = maker.state(0, "Trip failed", StateType::Fail, "", "");
    maker.start();
    maker.enter(asl_view::EventType::FailStateEntered, 0, fail, 1);
    maker.event(asl_view::EventType::ExecutionFailed, 2, 0, asl_view::NONE);
    let found = lanes_of(&maker, 0, &[]);
    let index = TraceIndex::new(&maker.trace, &maker.outline);
    for (cursor, expected) in [(1, StatusKind::NotReached), (2, StatusKind::Failed), (3, StatusKind::Failed)] {
        assert_eq!(found[0].status(&maker.trace, &index, &maker.outline, cursor), expected, "cursor {cursor}");
    }
    let scale = Scale::new(0.0, &[], 500.0);
    let placed = place_bars(&found[0].bars, &Ruler { scale: &scale, width: 500.0 }, 3);
    assert_eq!((placed[0].status, placed[0].phase), (StatusKind::Failed, Phase::Past));
}
