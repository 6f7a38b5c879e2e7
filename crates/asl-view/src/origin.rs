//! Where a value of a data stage came from: the field that made it, and the same value in the stages around.
//!
//! A pointer is a JSON pointer without escapes: its parts are joined by `/`, and a part holds no `/`.

use serde::{Deserialize, Serialize};

/// A field of the definition that makes part of a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The stage, as TestState names it; [`VARIABLES`] or [`BEFORE`] for variables.
    pub stage: String,
    /// Where in the stage: all at and below it comes from the field. `*` stands for any item.
    pub pointer: String,
    /// The field as it is written: `Parameters."key.$" = "$.order.id"`; in words where no field is at work.
    pub field: String,
    /// The field in the definition, in UTF-16 code units; (0, 0) where there is none.
    pub range: (u32, u32),
    /// The stage and the pointer that the value was taken from; `None` where it was made anew.
    pub source: Option<(String, String)>,
}

/// A path that selected nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// The path, or the expression.
    pub path: String,
    /// Where it stands in the definition, in UTF-16 code units.
    pub range: (u32, u32),
    /// What was probably meant.
    pub meant: Option<String>,
}

/// A value of a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The stage.
    pub stage: String,
    /// Where in it.
    pub pointer: String,
}

/// The row of the variables, as a stage: those that the next state sees, or until the state is left those that it sees.
pub const VARIABLES: &str = "variables";
/// The variables that a state sees, as the stage that the row of the variables is compared with.
pub const BEFORE: &str = "before";

/// The origins of what is shown of a visit: while it is not over, its variables are those that it sees.
pub fn origins_seen(origins: &[Origin], over: bool) -> Vec<Origin> {
    let seen = origins.iter().filter(|origin| over || origin.stage != VARIABLES).cloned();
    let renamed = |mut origin: Origin| {
        if !over && origin.stage == BEFORE {
            VARIABLES.clone_into(&mut origin.stage);
        }
        origin
    };
    seen.map(renamed).collect()
}

/// The stages of a visit are fewer than this; a chain of origins that is longer goes in a circle.
const LONGEST: usize = 16;

/// The field that made a value: the most exact of those that made what is around it.
pub fn origin_of<'a>(origins: &'a [Origin], spot: &Spot) -> Option<&'a Origin> {
    let own = origins.iter().filter(|origin| origin.stage == spot.stage);
    own.filter(|origin| below(&spot.pointer, &origin.pointer).is_some())
        .max_by_key(|origin| origin.pointer.matches('/').count())
}

/// The places where the value of a spot stands: the spot, those that it came from, and those that it went to.
pub fn trail(origins: &[Origin], spot: &Spot) -> Vec<Spot> {
    let mut found = vec![spot.clone()];
    let mut at = spot.clone();
    while let Some(before) = came_from(origins, &at).filter(|_| found.len() < LONGEST) {
        found.push(before.clone());
        at = before;
    }
    let mut place = 0;
    while place < found.len() && found.len() < 4 * LONGEST {
        for after in went_to(origins, &found[place]) {
            if !found.contains(&after) {
                found.push(after);
            }
        }
        place += 1;
    }
    found
}

fn came_from(origins: &[Origin], spot: &Spot) -> Option<Spot> {
    let origin = origin_of(origins, spot)?;
    let rest = below(&spot.pointer, &origin.pointer)?;
    let (stage, pointer) = origin.source.as_ref()?;
    let item = item_of(&spot.pointer, &origin.pointer);
    Some(Spot { stage: stage.clone(), pointer: format!("{}{rest}", pointer.replace('*', item)) })
}

fn went_to(origins: &[Origin], spot: &Spot) -> Vec<Spot> {
    let taken = |origin: &Origin| {
        let (stage, pointer) = origin.source.as_ref().filter(|(stage, _)| *stage == spot.stage)?;
        let rest = below(&spot.pointer, pointer)?;
        let item = item_of(&spot.pointer, pointer);
        let is_known = !origin.pointer.contains('*') || pointer.contains('*');
        let next =
            Spot { stage: origin.stage.clone(), pointer: format!("{}{rest}", origin.pointer.replace('*', item)) };
        // What a more exact field made there is not this value.
        let own = origin_of(origins, &next).is_some_and(|exact| exact == origin);
        (*stage == spot.stage && is_known && own).then_some(next)
    };
    origins.iter().filter_map(taken).collect()
}

/// The rest of a pointer below another; `None` if it is not at or below it.
fn below<'a>(pointer: &'a str, above: &str) -> Option<&'a str> {
    let mut rest = pointer;
    for part in above.split('/').skip(1) {
        let inner = rest.strip_prefix('/')?;
        let end = inner.find('/').unwrap_or(inner.len());
        if part != "*" && part != &inner[..end] {
            return None;
        }
        rest = &inner[end..];
    }
    Some(rest)
}

/// What stands at the place of `*`.
fn item_of<'a>(pointer: &'a str, above: &str) -> &'a str {
    let place = above.split('/').position(|part| part == "*");
    place.and_then(|place| pointer.split('/').nth(place)).unwrap_or("*")
}
