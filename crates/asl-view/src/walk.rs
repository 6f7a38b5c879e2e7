//! From state to state with the keyboard, along the edges.

use crate::{EdgeKind, Geometry, Outline};

/// Where to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Along the first edge; from a Parallel or Map into it, and out of it at its end.
    Down,
    /// Back along an edge; from the first state out of its Parallel or Map.
    Up,
    /// To the branch on the left, or what stands on the left.
    Left,
    /// To the branch on the right, or what stands on the right.
    Right,
    /// To the handler of the first catcher.
    Catch,
}

/// The state that a key leads to; `None` where nothing is.
pub fn walk(outline: &Outline, geometry: &Geometry, state: u32, way: Way) -> Option<u32> {
    let row = outline.states.get(state as usize)?;
    let machine = outline.machines.get(row.machine as usize)?;
    let leaving = |from: u32| outline.edges.iter().filter(move |edge| edge.from == from && edge.to != from);
    let is_catch = |kind: EdgeKind| matches!(kind, EdgeKind::Catch(_));
    let onward = |from: u32| leaving(from).find(|edge| !is_catch(edge.kind)).map(|edge| edge.to);
    match way {
        Way::Catch => leaving(state).find(|edge| is_catch(edge.kind)).map(|edge| edge.to),
        Way::Down => {
            let inner = row.inside.iter().find_map(|inside| outline.machines.get(*inside as usize)?.start);
            inner.or_else(|| onward(state)).or_else(|| {
                // At the end of a branch: what follows its Parallel, or the one around that.
                let mut owner = machine.owner;
                for _ in 0..outline.machines.len() {
                    let outer = owner?;
                    if let Some(next) = onward(outer) {
                        return Some(next);
                    }
                    let around = outline.states.get(outer as usize)?.machine;
                    owner = outline.machines.get(around as usize)?.owner;
                }
                None
            })
        }
        Way::Up => {
            let place = |id: u32| geometry.states.get(id as usize).map_or(0.0, |placed| placed.rect.y);
            let coming = || outline.edges.iter().filter(|edge| edge.to == state && edge.from != state);
            let above = coming().find(|edge| place(edge.from) < place(state));
            let from = if machine.start == Some(state) { above } else { above.or_else(|| coming().next()) };
            from.map(|edge| edge.from).or(machine.owner)
        }
        Way::Left | Way::Right => {
            let rect = geometry.states.get(state as usize)?.rect;
            let middle = |id: u32| {
                let rect = geometry.states[id as usize].rect;
                (rect.x + rect.width / 2.0, rect.y + rect.height.min(44.0) / 2.0)
            };
            let (x, y) = (rect.x + rect.width / 2.0, rect.y + rect.height.min(44.0) / 2.0);
            // Another branch of the same Parallel, else another state of the same machine.
            let siblings = machine.owner.and_then(|owner| outline.states.get(owner as usize));
            let others = siblings.map_or(&[][..], |owner| owner.inside.as_slice());
            let machines = std::iter::once(row.machine).chain(others.iter().copied());
            let states = machines.filter_map(|id| outline.machines.get(id as usize)).flat_map(|row| &row.states);
            let is_there = |id: &&u32| {
                let (other, _) = middle(**id);
                **id != state && if way == Way::Right { other > x + 8.0 } else { other < x - 8.0 }
            };
            let far = |id: &u32| {
                let (other_x, other_y) = middle(*id);
                (other_x - x).abs() + 3.0 * (other_y - y).abs()
            };
            states
                .filter(|id| (**id as usize) < geometry.states.len())
                .filter(is_there)
                .copied()
                .min_by(|one, other| far(one).total_cmp(&far(other)))
        }
    }
}
