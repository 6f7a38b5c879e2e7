//! The parent operator `%`: each finds the step whose values' parents it means, while the tree is made.

use crate::{
    ast::{Kind, Node, Slot},
    error::{Error, Result},
    resolve::{own, type_name},
};
use std::rc::Rc;

/// Hands the open `%` of a part on to the whole.
pub(crate) fn adopt(whole: &mut Node, part: &Node) {
    whole.seeking.extend(part.seeking.iter().cloned());
    if let Kind::Parent(slot) = &part.kind {
        whole.seeking.push(slot.clone());
    }
}

/// Looks for the step whose values' parents `%` means, from the end of an expression towards its start.
pub(crate) fn seek(node: &mut Node, slot: &Rc<Slot>) -> Result<()> {
    node.direct = 0;
    match &mut node.kind {
        Kind::Name(_) | Kind::Wildcard => {
            slot.level.set(slot.level.get() - 1);
            if slot.level.get() == 0 {
                if let Some(known) = &node.ancestor
                    && !Rc::ptr_eq(known, slot)
                {
                    let label = known.label.borrow().clone();
                    *slot.label.borrow_mut() = label;
                }
                (node.ancestor, node.tuple) = (Some(slot.clone()), true);
            }
        }
        Kind::Parent(_) => slot.level.set(slot.level.get() + 1),
        Kind::Block(items) => {
            if let Some(last) = items.last_mut() {
                node.tuple = true;
                seek(own(last), slot)?;
            }
        }
        Kind::Path(steps) => {
            node.tuple = true;
            let mut steps = steps.iter_mut().rev();
            if let Some(last) = steps.next() {
                seek(own(last), slot)?;
            }
            for step in steps {
                if slot.level.get() <= 0 {
                    break;
                }
                seek(own(step), slot)?;
            }
        }
        _ => return Err(Error::new("S0217").at_node(node).token(type_name(node))),
    }
    Ok(())
}

/// Looks for the steps that the open `%` of a path's last step mean.
pub(crate) fn seek_parents(path: &mut Node) -> Result<()> {
    let Kind::Path(steps) = &mut path.kind else { return Ok(()) };
    let Some(last) = steps.last() else { return Ok(()) };
    let mut slots = last.seeking.clone();
    if let Kind::Parent(slot) = &last.kind {
        slots.push(slot.clone());
    }
    for slot in slots {
        let mut index = steps.len() as isize - 2;
        while slot.level.get() > 0 {
            if index < 0 {
                path.seeking.push(slot.clone());
                break;
            }
            let mut at = index as usize;
            index -= 1;
            // Of several steps in a row that bind a variable to the same parent, the first counts.
            while index >= 0 && steps[at].focus.is_some() && steps[index as usize].focus.is_some() {
                at = index as usize;
                index -= 1;
            }
            path.direct = 0;
            seek(own(&mut steps[at]), &slot)?;
        }
    }
    Ok(())
}
