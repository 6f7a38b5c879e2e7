//! Running programs: all threads go through the text together, so that the time is linear in it.

use super::{
    Match, Regex,
    class::{is_word, upper},
    compile::Instruction,
};
use crate::{error::Result, limits::Budget};

const NONE: usize = usize::MAX;

/// The threads at one place in the text, in order of preference, each with the places it noted.
struct Threads {
    order: Vec<usize>,
    /// The visit in which an instruction was reached last.
    seen: Vec<u32>,
    visit: u32,
    slots: Vec<usize>,
}

impl Threads {
    fn new(size: usize, width: usize) -> Self {
        Self { order: Vec::new(), seen: vec![0; size], visit: 0, slots: vec![NONE; size * width] }
    }

    fn clear(&mut self) {
        self.order.clear();
        self.visit += 1;
    }
}

enum Job {
    Explore(usize),
    Restore(usize, usize),
}

struct Search<'s> {
    regex: &'s Regex,
    text: &'s str,
    width: usize,
    jobs: Vec<Job>,
    work: usize,
}

impl Search<'_> {
    /// Adds a thread and all that it leads to without a character.
    fn follow(&mut self, threads: &mut Threads, start: usize, at: usize, slots: &mut [usize]) {
        self.jobs.push(Job::Explore(start));
        while let Some(job) = self.jobs.pop() {
            let mut pc = match job {
                Job::Restore(slot, old) => {
                    slots[slot] = old;
                    continue;
                }
                Job::Explore(pc) => pc,
            };
            loop {
                self.work += 1;
                if threads.seen[pc] == threads.visit {
                    break;
                }
                threads.seen[pc] = threads.visit;
                let passes = match &self.regex.program[pc] {
                    Instruction::Jump(to) => {
                        pc = *to;
                        continue;
                    }
                    Instruction::Split(first, second) => {
                        self.jobs.push(Job::Explore(*second));
                        pc = *first;
                        continue;
                    }
                    Instruction::Save(slot) => {
                        self.jobs.push(Job::Restore(*slot, slots[*slot]));
                        slots[*slot] = at;
                        true
                    }
                    Instruction::Clear(from, to) => {
                        for (slot, noted) in slots.iter_mut().enumerate().take(*to).skip(*from) {
                            self.jobs.push(Job::Restore(slot, *noted));
                            *noted = NONE;
                        }
                        true
                    }
                    Instruction::Start => self.line_break_before(at),
                    Instruction::End => self.line_break_after(at),
                    Instruction::Boundary(wanted) => self.boundary(at) == *wanted,
                    Instruction::Char(_) | Instruction::Class(_) | Instruction::Match => {
                        threads.order.push(pc);
                        threads.slots[pc * self.width..(pc + 1) * self.width].copy_from_slice(slots);
                        false
                    }
                };
                if !passes {
                    break;
                }
                pc += 1;
            }
        }
    }

    fn line_break_before(&self, at: usize) -> bool {
        at == 0 || self.regex.multiline && self.text[..at].ends_with(is_line_end)
    }

    fn line_break_after(&self, at: usize) -> bool {
        at == self.text.len() || self.regex.multiline && self.text[at..].starts_with(is_line_end)
    }

    fn boundary(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back().is_some_and(is_word);
        before != self.text[at..].chars().next().is_some_and(is_word)
    }

    fn consumes(&self, pc: usize, c: char) -> bool {
        match &self.regex.program[pc] {
            Instruction::Char(wanted) => *wanted == c || self.regex.ignore_case && upper(*wanted) == upper(c),
            Instruction::Class(class) => class.matches(c, self.regex.ignore_case),
            _ => false,
        }
    }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Finds the first match at or behind a byte.
pub(super) fn find(regex: &Regex, text: &str, from: usize, budget: &mut Budget) -> Result<Option<Match>> {
    let size = regex.program.len();
    let width = 2 * regex.groups + 2;
    budget.spend(1 + size * width / 64)?;
    let mut search = Search { regex, text, width, jobs: Vec::new(), work: 0 };
    let (mut now, mut next) = (Threads::new(size, width), Threads::new(size, width));
    let mut slots = vec![NONE; width];
    let mut found: Option<Vec<usize>> = None;
    let anchored = !regex.multiline && matches!(regex.program.first(), Some(Instruction::Start));
    let mut at = from;
    now.clear();
    loop {
        if now.order.is_empty() {
            if found.is_some() || anchored && at > 0 {
                break;
            }
            if let Some(first) = regex.first {
                let Some(skipped) = text.as_bytes()[at..].iter().position(|byte| *byte == first) else { break };
                at += skipped;
                search.work += skipped / 16;
            }
        }
        if found.is_none() {
            slots.fill(NONE);
            slots[0] = at;
            search.follow(&mut now, 0, at, &mut slots);
        }
        let c = text[at..].chars().next();
        let after = at + c.map_or(0, char::len_utf8);
        next.clear();
        for index in 0..now.order.len() {
            let pc = now.order[index];
            search.work += 1;
            let noted = &now.slots[pc * width..(pc + 1) * width];
            if matches!(regex.program[pc], Instruction::Match) {
                let mut noted = noted.to_vec();
                noted[1] = at;
                found = Some(noted);
                break;
            }
            if let Some(c) = c
                && search.consumes(pc, c)
            {
                slots.copy_from_slice(noted);
                search.follow(&mut next, pc + 1, after, &mut slots);
            }
        }
        std::mem::swap(&mut now, &mut next);
        if search.work > 256 {
            budget.spend(search.work / 4)?;
            search.work = 0;
        }
        if c.is_none() {
            break;
        }
        at = after;
    }
    budget.spend(search.work / 4)?;
    Ok(found.map(|noted| Match {
        start: noted[0],
        end: noted[1],
        groups: (1..=regex.groups)
            .map(|group| (noted[2 * group], noted[2 * group + 1]))
            .map(|(start, end)| if start == NONE || end == NONE { None } else { Some((start, end)) })
            .collect(),
    }))
}
