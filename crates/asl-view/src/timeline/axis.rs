//! The marks of the axis: round times, and their labels.

use super::{placing::text_width, scale::Ruler};

/// Room that a mark with its label should have, in pixels.
const PITCH: f64 = 92.0;
/// Marks beyond this many are left out.
const MOST: usize = 4_000;
/// Between two labels, and between a label and a fold.
const SPACE: f64 = 6.0;
/// Size of the labels in pixels.
const SIZE: f64 = 11.0;

/// A mark of the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Pixels from the left edge.
    pub x: f64,
    /// What stands there.
    pub label: String,
}

/// The marks of an axis, in order, where no label touches another, a fold or the edge.
pub fn marks(ruler: &Ruler<'_>) -> Vec<Mark> {
    let step = nice_step(PITCH / ruler.pixels_per_millisecond().max(f64::MIN_POSITIVE));
    let folds: Vec<(f64, f64)> = ruler.folds().collect();
    let mut marks: Vec<Mark> = Vec::new();
    let mut free_from = f64::NEG_INFINITY;
    for segment in ruler.scale.segments.iter().filter(|segment| !segment.is_folded) {
        let mut count = (segment.from / step).ceil();
        while count * step <= segment.to && marks.len() < MOST {
            let (x, label) = (ruler.x(count * step), axis_label(count * step, step));
            count += 1.0;
            let half = text_width(&label, SIZE) / 2.0;
            // The first label starts at the edge instead of standing around its mark.
            let (left, right) = if x < half { (x, x + 2.0 * half) } else { (x - half, x + half) };
            let is_free = folds.iter().all(|(from, to)| right + SPACE <= *from || left - SPACE >= *to);
            if left >= free_from && right <= ruler.width && is_free {
                free_from = right + SPACE;
                marks.push(Mark { x, label });
            }
        }
    }
    marks
}

/// A time of the axis where marks are `step` apart: `0 s`, `2.5 s`, `20 ms`, `5 min`, `5:30`, `1:00:16`, `2 h`, `3 d`.
pub fn axis_label(time: f64, step: f64) -> String {
    let seconds = (time / 1_000.0).floor() as u64;
    let of_day = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    let is_whole = |unit: f64| step >= unit && time % unit == 0.0;
    match time {
        ..=0.0 => "0 s".into(),
        ..1e3 if step < 100.0 => format!("{time} ms"),
        ..6e4 if step < 1.0 => format!("{:.4} s", time / 1e3),
        ..6e4 if step < 10.0 => format!("{:.3} s", time / 1e3),
        ..6e4 if step < 100.0 => format!("{:.2} s", time / 1e3),
        ..6e4 if step < 1e3 => format!("{:.1} s", time / 1e3),
        ..6e4 => format!("{seconds} s"),
        _ if is_whole(864e5) => format!("{} d", seconds / 86_400),
        864e5.. if is_whole(36e5) => format!("{} d {} h", seconds / 86_400, of_day.0),
        864e5.. if step < 1e3 => {
            format!("{} d {}:{:02}:{:04.1}", seconds / 86_400, of_day.0, of_day.1, time % 6e4 / 1e3)
        }
        864e5.. => format!("{} d {}:{:02}:{:02}", seconds / 86_400, of_day.0, of_day.1, of_day.2),
        _ if is_whole(36e5) => format!("{} h", seconds / 3_600),
        ..36e5 if is_whole(6e4) => format!("{} min", seconds / 60),
        ..36e5 if step < 1e3 => format!("{}:{:04.1}", of_day.1, time % 6e4 / 1e3),
        ..36e5 => format!("{}:{:02}", of_day.1, of_day.2),
        _ if step < 1e3 => format!("{}:{:02}:{:04.1}", of_day.0, of_day.1, time % 6e4 / 1e3),
        _ => format!("{}:{:02}:{:02}", of_day.0, of_day.1, of_day.2),
    }
}

/// A step that people count in: 1, 2, 5, 10 … of milliseconds and seconds, then minutes, hours and days.
fn nice_step(wish: f64) -> f64 {
    let steps = [
        1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 1e4, 2e4, 3e4, 6e4, 12e4, 3e5, 6e5, 12e5,
        18e5, 36e5, 72e5, 216e5, 432e5, 864e5, 1728e5, 6048e5, 2592e6, 7776e6, 15_768e6, 31_536e6,
    ];
    steps.into_iter().find(|step| *step >= wish).unwrap_or(31_536e6)
}
