//! From a pattern to a program for parallel threads.

use super::{Class, parse::Tree};

/// The most instructions of a program: `(a{100}){100}` is ten thousand copies of `a`.
const MAX_PROGRAM: usize = 20_000;

/// One instruction.
#[derive(Clone, Debug)]
pub(super) enum Instruction {
    Char(char),
    Class(Box<Class>),
    Start,
    End,
    Boundary(bool),
    /// Goes on at both, the first preferred.
    Split(usize, usize),
    Jump(usize),
    /// Notes the place in the text.
    Save(usize),
    /// Forgets the groups of a repeated part before it is tried again.
    Clear(usize, usize),
    Match,
}

/// Makes the program of a pattern.
pub(super) fn compile(tree: &Tree) -> Result<Vec<Instruction>, String> {
    let mut program = Vec::new();
    emit(tree, &mut program)?;
    program.push(Instruction::Match);
    Ok(program)
}

fn emit(tree: &Tree, out: &mut Vec<Instruction>) -> Result<(), String> {
    if out.len() > MAX_PROGRAM {
        return Err(format!("it is too large: more than {MAX_PROGRAM} instructions"));
    }
    match tree {
        Tree::Char(c) => out.push(Instruction::Char(*c)),
        Tree::Class(class) => out.push(Instruction::Class(Box::new(class.clone()))),
        Tree::Start => out.push(Instruction::Start),
        Tree::End => out.push(Instruction::End),
        Tree::Boundary(wanted) => out.push(Instruction::Boundary(*wanted)),
        Tree::Group(None, inner) => emit(inner, out)?,
        Tree::Group(Some(index), inner) => {
            out.push(Instruction::Save(2 * index));
            emit(inner, out)?;
            out.push(Instruction::Save(2 * index + 1));
        }
        Tree::Sequence(items) => {
            for item in items {
                emit(item, out)?;
            }
        }
        Tree::Choice(branches) => {
            let mut jumps = Vec::new();
            for (index, branch) in branches.iter().enumerate() {
                if index + 1 == branches.len() {
                    emit(branch, out)?;
                    break;
                }
                let split = out.len();
                out.push(Instruction::Jump(0));
                emit(branch, out)?;
                jumps.push(out.len());
                out.push(Instruction::Jump(0));
                out[split] = Instruction::Split(split + 1, out.len());
            }
            let end = out.len();
            for jump in jumps {
                out[jump] = Instruction::Jump(end);
            }
        }
        Tree::Repeat { inner, least, most, greedy, groups } => {
            let copy = |out: &mut Vec<Instruction>| {
                if groups.0 <= groups.1 {
                    out.push(Instruction::Clear(2 * groups.0, 2 * groups.1 + 2));
                }
                emit(inner, out)
            };
            let split = |at: usize, to: usize| {
                if *greedy { Instruction::Split(at + 1, to) } else { Instruction::Split(to, at + 1) }
            };
            for _ in 0..*least {
                copy(out)?;
            }
            if let Some(most) = most {
                let mut splits = Vec::new();
                for _ in *least..*most {
                    splits.push(out.len());
                    out.push(Instruction::Jump(0));
                    copy(out)?;
                }
                let end = out.len();
                for at in splits {
                    out[at] = split(at, end);
                }
            } else {
                let start = out.len();
                out.push(Instruction::Jump(0));
                copy(out)?;
                out.push(Instruction::Jump(start));
                out[start] = split(start, out.len());
            }
        }
    }
    Ok(())
}

/// The first byte of every match, if it is the same for all.
pub(super) fn first_byte(tree: &Tree) -> Option<u8> {
    match tree {
        Tree::Char(c) => c.to_string().bytes().next(),
        Tree::Group(_, inner) => first_byte(inner),
        Tree::Sequence(items) => items.first().and_then(first_byte),
        Tree::Repeat { inner, least: 1.., .. } => first_byte(inner),
        _ => None,
    }
}
