//! What a failure stops, in the order in which the service says so.

use super::follow::{Follower, Life};
use asl_view::{Role, Scope, ScopeKind, StateType};
use std::cmp::Ordering;

/// The states and iterations that a failure stops, as long as their events come.
///
/// Their events name no state. They come branch by branch and iteration by iteration, what is inside before what is
/// around it; the task that failed is the first of them.
#[derive(Debug)]
pub(super) struct Stopping {
    /// The event that failed, to which all of them refer.
    pub(super) cause: u32,
    left: Vec<Option<Stopped>>,
    /// All before this one have had their events.
    from: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stopped {
    Visit(u32),
    /// A scope.
    Iteration(u32),
}

impl Stopping {
    pub(super) fn new(follower: &Follower<'_>, cause: u32) -> Self {
        let failing = follower.around(cause).next();
        // What is stopped is inside the innermost Parallel or Map around the failure that is still at work.
        let owner = follower.around(cause).skip(1).find(|visit| {
            let life = &follower.lives[*visit as usize];
            life.open && life.fork > 0
        });
        // The lane that failed has said so itself.
        let failed: Vec<u32> = follower.around(cause).take_while(|visit| Some(*visit) != owner).collect();
        let role = cause.checked_sub(1).map(|at| follower.events[at as usize].kind.role());
        let mut found: Vec<(Vec<u32>, Stopped)> = Vec::new();
        let alive = alive_scopes(follower, owner);
        for (visit, life) in follower.lives.iter().enumerate() {
            let kind = follower.outline.states[life.state as usize].kind;
            let stoppable = matches!(kind, StateType::Task | StateType::Wait | StateType::Parallel | StateType::Map);
            // A Parallel or Map whose children are done says nothing any more.
            if life.open && stoppable && alive[life.scope as usize] && !failed.contains(&(visit as u32)) {
                found.push((path(&follower.done.scopes, life.scope), Stopped::Visit(visit as u32)));
            }
        }
        for (scope, row) in follower.done.scopes.iter().enumerate() {
            if alive[scope] && matches!(row.kind, ScopeKind::Iteration(_)) && !follower.rooms[scope].ended {
                found.push((path(&follower.done.scopes, scope as u32), Stopped::Iteration(scope as u32)));
            }
        }
        asl_sort::by(&mut found, |(a, first), (b, second)| {
            inside_first(a, b).then_with(|| rank(*first).cmp(&rank(*second)))
        });
        let failed = failing.filter(|visit| {
            let life = &follower.lives[*visit as usize];
            let is_task = follower.outline.states[life.state as usize].kind == StateType::Task;
            is_task && life.open && matches!(role, Some(Role::Failed | Role::TimedOut))
        });
        let left = failed.map(Stopped::Visit).into_iter().chain(found.into_iter().map(|(_, stopped)| stopped));
        Self { cause, left: left.map(Some).collect(), from: 0 }
    }

    /// The next state that fits.
    pub(super) fn next_visit(&mut self, fits: impl Fn(u32) -> bool) -> Option<u32> {
        let taken = self.take(|stopped| matches!(stopped, Stopped::Visit(visit) if fits(visit)));
        taken.map(|(Stopped::Visit(place) | Stopped::Iteration(place))| place)
    }

    /// The scope of the next iteration with an index.
    pub(super) fn next_iteration(
        &mut self,
        lives: &[Life],
        scopes: &[Scope],
        state: Option<u32>,
        index: u32,
    ) -> Option<u32> {
        let taken = self.take(|stopped| {
            let Stopped::Iteration(scope) = stopped else { return false };
            let row = &scopes[scope as usize];
            let owner = lives.get(row.owner as usize).map(|life| life.state);
            row.kind == ScopeKind::Iteration(index) && (state.is_none() || owner == state)
        });
        taken.map(|(Stopped::Visit(place) | Stopped::Iteration(place))| place)
    }

    fn take(&mut self, fits: impl Fn(Stopped) -> bool) -> Option<Stopped> {
        while self.left.get(self.from).is_some_and(Option::is_none) {
            self.from += 1;
        }
        self.left[self.from..].iter_mut().find(|stopped| stopped.is_some_and(&fits)).and_then(Option::take)
    }
}

/// Per scope whether it is at work inside a visit, or anywhere if there is none.
fn alive_scopes(follower: &Follower<'_>, owner: Option<u32>) -> Vec<bool> {
    let mut alive: Vec<bool> = Vec::with_capacity(follower.done.scopes.len());
    for (row, room) in follower.done.scopes.iter().zip(&follower.rooms) {
        // Parents come before their children.
        let is_alive = match follower.lives.get(row.owner as usize) {
            None => owner.is_none(),
            Some(life) => {
                let works = life.open && life.fork > 0 && life.fork == room.fork && !room.ended;
                works && (Some(row.owner) == owner || alive[row.parent as usize])
            }
        };
        alive.push(is_alive);
    }
    alive
}

/// The indexes of the branches and iterations from the root to a scope.
fn path(scopes: &[Scope], scope: u32) -> Vec<u32> {
    let mut path = Vec::new();
    let mut at = scope;
    while let Some(row) = scopes.get(at as usize) {
        match row.kind {
            ScopeKind::Root => {}
            ScopeKind::Branch(index) | ScopeKind::Iteration(index) => path.push(index),
        }
        at = row.parent;
    }
    path.reverse();
    path
}

/// In the order of the indexes; what is inside comes before what is around it.
fn inside_first(a: &[u32], b: &[u32]) -> Ordering {
    let differs = a.iter().zip(b).map(|(a, b)| a.cmp(b)).find(|order| order.is_ne());
    differs.unwrap_or_else(|| b.len().cmp(&a.len()))
}

fn rank(stopped: Stopped) -> (u8, u32) {
    match stopped {
        Stopped::Visit(visit) => (0, visit),
        Stopped::Iteration(scope) => (1, scope),
    }
}
