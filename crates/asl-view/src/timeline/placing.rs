//! Where the bars of a lane stand in pixels, how they look at a cursor, and which words fit.

use super::{
    bars::{Bar, BarKind},
    scale::Ruler,
};
use crate::StatusKind;

/// Size of the words in and beside a bar, in pixels.
const SIZE: f64 = 10.5;
/// Room that words need at either side inside a bar, and before them beside it.
const PADDING: f64 = 6.0;
/// Half of the icon at the end of a bar.
const CAP: f64 = 7.0;
/// No bar is narrower.
const NARROWEST: f64 = 3.0;
/// Bars that would begin less than this behind the one before are drawn as one with it, if both are narrow.
const CROWDED: f64 = 4.0;

/// Where a bar is in time, seen from the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It has happened.
    Past,
    /// It happens.
    Present,
    /// It will happen.
    Future,
}

/// A bar as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedBar {
    /// Which bar of the lane; the first, if several are drawn as one.
    pub bar: usize,
    /// What it stands for.
    pub kind: BarKind,
    /// How it looks: while it happens it is not known how it will end.
    pub status: StatusKind,
    /// Where it is in time.
    pub phase: Phase,
    /// Pixels from the left edge.
    pub left: f64,
    /// Pixels.
    pub width: f64,
    /// Words in it; empty if none fit.
    pub inside: String,
    /// Words behind it; empty if they are inside, or do not fit.
    pub beside: String,
    /// Whether an icon at its end says how it ended.
    pub has_cap: bool,
}

/// About how wide a text is, in pixels, in a font of this size. Rather too much than too little.
pub fn text_width(text: &str, size: f64) -> f64 {
    let width = |letter: char| match letter {
        'i' | 'j' | 'l' | 't' | 'f' | '.' | ',' | ':' | ' ' | '[' | ']' | '\'' => 0.32,
        'm' | 'w' | 'M' | 'W' => 0.86,
        'A'..='Z' => 0.7,
        letter if letter.is_ascii() => 0.57,
        _ => 1.0,
    };
    text.chars().map(width).sum::<f64>() * size
}

/// Places the bars of a lane when `cursor` events have happened.
pub fn place_bars(bars: &[Bar], ruler: &Ruler<'_>, cursor: u32) -> Vec<PlacedBar> {
    let mut placed: Vec<PlacedBar> = Vec::new();
    for (place, bar) in bars.iter().enumerate() {
        let (left, width) = ruler.span(bar.from, bar.to);
        let (phase, status) = look(bar, cursor);
        let is_narrow = width < CROWDED;
        if let Some(before) = placed.last_mut() {
            let is_same = (before.phase == phase || before.phase == Phase::Past) && before.kind == bar.kind;
            if is_narrow && is_same && before.width < 2.0 * CROWDED && left < before.left + CROWDED {
                before.width = before.width.max(left + width - before.left);
                // What went wrong must not be hidden by what went well.
                if status.is_failure() || phase == Phase::Present {
                    (before.status, before.phase) = (status, phase);
                }
                continue;
            }
        }
        let is_bar = matches!(bar.kind, BarKind::Attempt | BarKind::Wait | BarKind::Token);
        placed.push(PlacedBar {
            bar: place,
            kind: bar.kind,
            status,
            phase,
            left,
            width: if is_bar { width.max(NARROWEST) } else { width },
            inside: String::new(),
            beside: String::new(),
            has_cap: bar.kind == BarKind::Point || is_bar && phase == Phase::Past,
        });
    }
    let folds: Vec<f64> = ruler.folds().map(|(from, _)| from).collect();
    for place in 0..placed.len() {
        let next = placed[place + 1..].iter().find(|next| next.kind != BarKind::Group);
        let end =
            next.map_or(ruler.width, |next| if next.kind == BarKind::Point { next.left - CAP } else { next.left });
        // A fold lies over everything.
        let fold = folds.iter().copied().find(|fold| *fold > placed[place].left).unwrap_or(ruler.width);
        let end = end.min(fold);
        let (inside, beside) = words(&bars[placed[place].bar], &placed[place], end);
        (placed[place].inside, placed[place].beside) = (inside, beside);
    }
    placed
}

fn look(bar: &Bar, cursor: u32) -> (Phase, StatusKind) {
    match (bar.kind, bar.status) {
        (_, status) if cursor >= bar.last => (Phase::Past, status),
        _ if cursor < bar.first => (Phase::Future, StatusKind::NotReached),
        (BarKind::Backoff, _) => (Phase::Present, StatusKind::Retrying),
        (BarKind::Token, _) => (Phase::Present, StatusKind::Token),
        (BarKind::Wait, _) => (Phase::Present, StatusKind::Waiting),
        _ => (Phase::Present, StatusKind::Running),
    }
}

/// The longest words that fit inside the bar, else the longest that fit between it and `end`.
fn words(bar: &Bar, placed: &PlacedBar, end: f64) -> (String, String) {
    let known: Vec<String> = match (bar.kind, placed.phase) {
        (BarKind::Backoff | BarKind::Group, _) | (_, Phase::Future) if bar.number == 0 => Vec::new(),
        (_, Phase::Past) => bar.words.clone(),
        (_, Phase::Present) if bar.number > 0 => vec![format!("attempt {}", bar.number), bar.number.to_string()],
        (_, Phase::Present) => Vec::new(),
        (_, Phase::Future) => vec![bar.number.to_string()],
    };
    let cap = if placed.has_cap { CAP } else { 0.0 };
    let room = (placed.width - cap).min(end.max(placed.left) - placed.left) - 2.0 * PADDING;
    let can_hold = matches!(bar.kind, BarKind::Attempt | BarKind::Wait | BarKind::Token);
    if let Some(found) = known.iter().find(|words| can_hold && text_width(words, SIZE) <= room) {
        return (found.clone(), String::new());
    }
    if placed.phase != Phase::Past || bar.kind == BarKind::Group {
        return (String::new(), String::new());
    }
    let room = end - (placed.left + placed.width + cap) - 2.0 * PADDING;
    let found = known.iter().find(|words| text_width(words, SIZE + 0.5) <= room);
    (String::new(), found.cloned().unwrap_or_default())
}
