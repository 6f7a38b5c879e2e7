//! A child execution runs an item processor: for people, that is a state machine of its own.

use asl_view::{Edge, Machine, NONE, Outline, Summary, Trace};

/// A machine of an outline and all that is inside it: their new numbers by the old ones, [`NONE`] for the rest.
#[derive(Debug)]
pub(crate) struct Cut {
    states: Vec<u32>,
    machines: Vec<u32>,
    edges: Vec<u32>,
}

impl Cut {
    pub(crate) fn new(outline: &Outline, root: u32) -> Self {
        let mut is_inside = vec![false; outline.machines.len()];
        let mut found = vec![root];
        while let Some(machine) = found.pop() {
            let Some(row) = outline.machines.get(machine as usize) else { continue };
            is_inside[machine as usize] = true;
            let states = row.states.iter().filter_map(|state| outline.states.get(*state as usize));
            found.extend(states.flat_map(|state| &state.inside));
        }
        let is_inside = |machine: u32| is_inside.get(machine as usize).copied().unwrap_or_default();
        let states = numbered(outline.states.iter().map(|state| is_inside(state.machine)), 0);
        let edges = outline.edges.iter().map(|edge| states[edge.from as usize] != NONE);
        // The root is the first machine of an outline, wherever it stood.
        let mut machines = numbered((0..outline.machines.len() as u32).map(|id| id != root && is_inside(id)), 1);
        machines[root as usize] = 0;
        Self { edges: numbered(edges, 0), states, machines }
    }

    pub(crate) fn outline(&self, outline: &Outline) -> Outline {
        let state = |old: u32| self.states.get(old as usize).copied().unwrap_or(NONE);
        let machine = |old: u32| self.machines.get(old as usize).copied().unwrap_or(NONE);
        let states = outline.states.iter().zip(&self.states).filter(|(_, new)| **new != NONE).map(|(row, _)| {
            let mut row = row.clone();
            row.machine = machine(row.machine);
            row.inside.iter_mut().for_each(|inside| *inside = machine(*inside));
            row.catchers.iter_mut().for_each(|catcher| catcher.next = catcher.next.map(state));
            row
        });
        let mut machines: Vec<(u32, Machine)> = Vec::new();
        for (row, new) in outline.machines.iter().zip(&self.machines).filter(|(_, new)| **new != NONE) {
            let owner = row.owner.map(state).filter(|owner| *owner != NONE && *new != 0);
            let states = row.states.iter().map(|old| state(*old)).collect();
            machines.push((*new, Machine { owner, index: row.index, start: row.start.map(state), states }));
        }
        asl_sort::by_key(&mut machines, |(new, _)| *new);
        let edges = outline.edges.iter().zip(&self.edges).filter(|(_, new)| **new != NONE);
        let edges = edges.map(|(edge, _)| Edge { from: state(edge.from), to: state(edge.to), ..edge.clone() });
        Outline {
            states: states.collect(),
            machines: machines.into_iter().map(|(_, machine)| machine).collect(),
            edges: edges.collect(),
            comment: String::new(),
        }
    }

    /// Lets a run of the machine refer to its own outline.
    pub(crate) fn run(&self, summary: &mut Summary, trace: &mut Trace) {
        let renumber = |all: &[u32], old: &mut u32| *old = all.get(*old as usize).copied().unwrap_or(NONE);
        summary.map_runs.iter_mut().for_each(|report| renumber(&self.states, &mut report.state));
        trace.visits.iter_mut().for_each(|visit| renumber(&self.states, &mut visit.state));
        trace.scopes.iter_mut().for_each(|scope| renumber(&self.machines, &mut scope.machine));
        for event in trace.events.iter_mut().filter(|event| event.kind.role() == asl_view::Role::Exited) {
            renumber(&self.edges, &mut event.choice);
        }
    }
}

/// Numbers what is inside, from a first number on.
fn numbered(inside: impl Iterator<Item = bool>, first: u32) -> Vec<u32> {
    let mut next = first;
    let number = |is_inside: bool| {
        let number = if is_inside { next } else { NONE };
        next += u32::from(is_inside);
        number
    };
    inside.map(number).collect()
}
