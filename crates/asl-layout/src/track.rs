//! Horizontal runs between two rows are kept apart, and with that the rows find their heights.

use std::collections::BTreeMap;

use crate::place::{End, Placed};
use crate::plan::{LEVELS, Plan};
use crate::style::Style;

/// The places from top to bottom.
#[derive(Debug)]
pub(crate) struct Rows {
    /// Top of each row.
    pub top: Vec<f32>,
    /// Height of each row.
    pub height: Vec<f32>,
    /// Height of each horizontal run in a zone.
    pub runs: BTreeMap<(usize, End), f32>,
    /// Middle of the label zone above each row; one more for the zone below the last row.
    pub labels: Vec<f32>,
    /// Bottom of everything.
    pub bottom: f32,
}

/// One line between two rows; several edges where they merge.
struct Run {
    left: f32,
    right: f32,
    /// The vertical pieces that meet it: place, and whether they go up from it.
    ends: Vec<(f32, bool)>,
    members: Vec<(usize, End)>,
}

/// A gap between two rows.
#[derive(Default)]
struct Gap {
    leaving: Vec<Run>,
    entering: Vec<Run>,
    /// Height of the highest label in it.
    label: f32,
    /// How far from the row above, and from the row below, its lines keep away.
    keep: (f32, f32),
}

/// Beyond this number of lines in one zone their order is not improved any more.
const MOST_SORTED: usize = 200;

/// Finds the heights of all rows and of all horizontal runs.
pub(crate) fn rows(plan: &Plan<'_>, placed: &Placed, style: &Style) -> Rows {
    let net = plan.net;
    let count = plan.row_count();
    let mut gaps = gaps(plan, placed, count);

    let mut height: Vec<f32> = vec![0.0; count];
    let mut covered = vec![false; count];
    for (item, &row) in net.items.iter().zip(&plan.ranked.row) {
        if item.span == 1 {
            height[row] = height[row].max(item.height);
        } else {
            covered[row..row + item.span].fill(true);
        }
    }
    for (height, covered) in height.iter_mut().zip(covered) {
        if covered {
            *height = height.max(style.row_height);
        }
    }

    let mut tracks = Vec::with_capacity(gaps.len());
    let mut gap_height = Vec::with_capacity(gaps.len());
    for (index, gap) in gaps.iter_mut().enumerate() {
        // Labels at the sides of states may reach into the gap.
        let above = if index > 0 { placed.reach[index - 1].1 } else { 0.0 };
        let below = placed.reach.get(index).map_or(0.0, |reach| reach.0);
        gap.keep = (style.turn.max(above + 4.0), style.turn.max(below + 4.0));
        let leaving = assign(&mut gap.leaving, false, style);
        let entering = assign(&mut gap.entering, true, style);
        let least = if index == 0 || index == count { above + below } else { style.rank_gap.max(above + below + 4.0) };
        gap_height.push(room(gap, &leaving, &entering, least, style));
        tracks.push((leaving, entering));
    }
    stretch(plan, &mut height, &gap_height);

    let mut rows = Rows {
        top: Vec::with_capacity(count),
        height,
        runs: BTreeMap::new(),
        labels: Vec::with_capacity(count + 1),
        bottom: 0.0,
    };
    let mut y = 0.0;
    for (index, gap) in gaps.iter().enumerate() {
        let (leaving, entering) = &tracks[index];
        let end = y + gap_height[index];
        let mut label_top = y + gap.label_space().0;
        for (run, &track) in gap.leaving.iter().zip(leaving) {
            let at = y + gap.keep.0 + track as f32 * style.track_gap;
            label_top = label_top.max(at + 6.0);
            rows.runs.extend(run.members.iter().map(|&member| (member, at)));
        }
        let mut label_bottom = end - gap.label_space().1;
        for (run, &track) in gap.entering.iter().zip(entering) {
            let at = end - gap.keep.1 - track as f32 * style.track_gap;
            label_bottom = label_bottom.min(at - 6.0);
            rows.runs.extend(run.members.iter().map(|&member| (member, at)));
        }
        rows.labels.push(f32::midpoint(label_top, label_bottom));
        y = end;
        if index < count {
            rows.top.push(y);
            y += rows.height[index];
        }
    }
    rows.bottom = y;
    rows
}

/// Collects what runs between the rows. Gap 0 is above the first row.
fn gaps(plan: &Plan<'_>, placed: &Placed, count: usize) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    gaps.resize_with(count + 1, Gap::default);
    let mut entering: BTreeMap<(i32, usize), Run> = BTreeMap::new();
    for (link, route) in plan.routes.iter().enumerate() {
        let Some(route) = *route else { continue };
        let lane = placed.column[route.lane];
        let down = route.to > route.from;
        if let Some(crate::place::Spot::Lane(level)) = placed.spots[link]
            && level.rem_euclid(LEVELS) == 2
            && let Some((_, height)) = plan.net.links[link].label
        {
            let gap = &mut gaps[level.div_euclid(LEVELS) as usize + 1];
            gap.label = gap.label.max(height);
        }
        if let Some(&offset) = placed.bottoms.get(&link) {
            let port = placed.column[plan.source(link)] + offset;
            gaps[route.from as usize / LEVELS as usize + 1].leaving.push(Run {
                left: port.min(lane),
                right: port.max(lane),
                ends: vec![(port, true), (lane, !down)],
                members: vec![(link, End::Source)],
            });
        }
        if let Some(change) = route.change {
            let (from, to) = (lane, placed.column[change.lane]);
            gaps[change.level.div_euclid(LEVELS) as usize + 1].leaving.push(Run {
                left: from.min(to),
                right: from.max(to),
                ends: vec![(from, down), (to, !down)],
                members: vec![(link, End::Change)],
            });
        }
        let lane = placed.column[route.last_lane()];
        let target = plan.target(link);
        if route.to % LEVELS != 0 && route.last_lane() != target {
            let x = placed.column[target];
            let key = (route.to, plan.net.links[link].to);
            let run = entering.entry(key).or_insert_with(|| Run {
                left: x,
                right: x,
                ends: vec![(x, false)],
                members: Vec::new(),
            });
            run.left = run.left.min(lane);
            run.right = run.right.max(lane);
            if !run.ends.contains(&(lane, down)) {
                run.ends.push((lane, down));
            }
            run.members.push((link, End::Target));
        }
    }
    for ((level, _), run) in entering {
        gaps[(level.div_euclid(LEVELS) + 1) as usize].entering.push(run);
    }
    gaps
}

/// Sorts the runs of a zone so that few cross, and gives each a track: 0 is nearest to the row
/// the zone belongs to, the one above it or (`from_below`) the one below it.
fn assign(runs: &mut [Run], from_below: bool, style: &Style) -> Vec<usize> {
    // The longer one above is right for lines that leave one state to one side.
    asl_sort::by(runs, |a, b| (b.right - b.left).total_cmp(&(a.right - a.left)));
    if runs.len() <= MOST_SORTED {
        for _ in 0..runs.len() {
            let mut moved = false;
            for index in 1..runs.len() {
                let (upper, lower) = (&runs[index - 1], &runs[index]);
                if crossings(lower, upper) < crossings(upper, lower) {
                    runs.swap(index - 1, index);
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
    }
    let mut tracks = vec![0; runs.len()];
    let sequence: Vec<usize> = if from_below { (0..runs.len()).rev().collect() } else { (0..runs.len()).collect() };
    for (done, &index) in sequence.iter().enumerate() {
        let run = &runs[index];
        tracks[index] = sequence[..done]
            .iter()
            .filter(|&&other| {
                let other = &runs[other];
                other.left < run.right + style.lane_gap && run.left < other.right + style.lane_gap
            })
            .map(|&other| tracks[other] + 1)
            .max()
            .unwrap_or(0);
    }
    tracks
}

/// Crossings of two runs when one is drawn above the other; lines on lines count heavily.
fn crossings(upper: &Run, lower: &Run) -> usize {
    let inside = |run: &Run, at: f32| run.left < at && at < run.right;
    let mut count = 0;
    count += lower.ends.iter().filter(|(at, up)| *up && inside(upper, *at)).count();
    for &(at, up) in &upper.ends {
        if !up {
            let meets = lower.ends.iter().any(|&(other, other_up)| other_up && other == at);
            count += usize::from(inside(lower, at)) + 10 * usize::from(meets);
        }
    }
    count
}

impl Gap {
    /// Free space between a label and the row above and below, if there are no lines between.
    fn label_space(&self) -> (f32, f32) {
        ((self.keep.0 - 3.0).max(9.0), (self.keep.1 - 3.0).max(9.0))
    }
}

/// The height a gap needs.
fn room(gap: &Gap, leaving: &[usize], entering: &[usize], least: f32, style: &Style) -> f32 {
    let depth = |tracks: &[usize]| tracks.iter().max().map(|&most| most as f32 * style.track_gap);
    let above = depth(leaving).map(|depth| depth + gap.keep.0);
    let below = depth(entering).map(|depth| depth + gap.keep.1);
    let needed = if gap.label > 0.0 {
        let space = gap.label_space();
        let line = 6.0;
        above.map_or(space.0, |above| above + line) + gap.label + below.map_or(space.1, |below| below + line)
    } else {
        match (above, below) {
            (None, None) => 0.0,
            (Some(above), None) => above + gap.keep.1,
            (None, Some(below)) => gap.keep.0 + below,
            (Some(above), Some(below)) => above + style.track_gap + below,
        }
    };
    least.max(needed)
}

/// Makes the last row of every tall state high enough for it.
fn stretch(plan: &Plan<'_>, height: &mut [f32], gap: &[f32]) {
    let mut tall: Vec<usize> = (0..plan.net.items.len()).filter(|&item| plan.net.items[item].span > 1).collect();
    asl_sort::by_key(&mut tall, |&item| plan.ranked.row[item] + plan.net.items[item].span);
    for item in tall {
        let first = plan.ranked.row[item];
        let last = first + plan.net.items[item].span - 1;
        let rows: f32 = height[first..=last].iter().sum();
        let gaps: f32 = gap[first + 1..=last].iter().sum();
        height[last] += (plan.net.items[item].height - rows - gaps).max(0.0);
    }
}
