//! Reading patterns.

use super::Class;
use std::{iter::Peekable, str::Chars};

/// How deep groups may nest.
const MAX_DEPTH: u32 = 50;

/// A pattern.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    Char(char),
    Class(Class),
    Start,
    End,
    /// `\b`, or `\B` if false.
    Boundary(bool),
    Group(Option<usize>, Box<Tree>),
    Sequence(Vec<Tree>),
    Choice(Vec<Tree>),
    Repeat {
        inner: Box<Tree>,
        least: u32,
        most: Option<u32>,
        greedy: bool,
        groups: (usize, usize),
    },
}

type Parsed = Result<Tree, String>;

struct Reader<'p> {
    rest: Peekable<Chars<'p>>,
    groups: usize,
    depth: u32,
}

/// Reads a pattern and counts its groups.
pub(super) fn parse(pattern: &str) -> Result<(Tree, usize), String> {
    let mut reader = Reader { rest: pattern.chars().peekable(), groups: 0, depth: 0 };
    let tree = reader.choice()?;
    match reader.rest.next() {
        None => Ok((tree, reader.groups)),
        Some(_) => Err("unmatched ')'".to_string()),
    }
}

impl Reader<'_> {
    fn eat(&mut self, wanted: char) -> bool {
        self.rest.next_if_eq(&wanted).is_some()
    }

    fn choice(&mut self) -> Parsed {
        let mut branches = vec![self.sequence()?];
        while self.eat('|') {
            branches.push(self.sequence()?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Tree::Choice(branches) })
    }

    fn sequence(&mut self) -> Parsed {
        let mut items = Vec::new();
        while let Some(c) = self.rest.peek() {
            if matches!(c, '|' | ')') {
                break;
            }
            let before = self.groups;
            let item = self.item()?;
            items.push(self.repeat(item, before)?);
        }
        Ok(Tree::Sequence(items))
    }

    fn item(&mut self) -> Parsed {
        let Some(c) = self.rest.next() else { return Ok(Tree::Sequence(Vec::new())) };
        Ok(match c {
            '^' => Tree::Start,
            '$' => Tree::End,
            '.' => {
                Tree::Class(Class { ranges: vec![('\n', '\n'), ('\r', '\r'), ('\u{2028}', '\u{2029}')], negated: true })
            }
            '(' => return self.group(),
            '[' => Tree::Class(self.class()?),
            '\\' => return self.escape(),
            '*' | '+' | '?' => return Err("nothing to repeat".to_string()),
            c => Tree::Char(c),
        })
    }

    fn group(&mut self) -> Parsed {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("groups nest deeper than {MAX_DEPTH} levels"));
        }
        let mut index = None;
        if self.eat('?') {
            match self.rest.next() {
                Some(':') => {}
                Some('<') if !matches!(self.rest.peek(), Some('=' | '!')) => {
                    while self.rest.next_if(|c| *c != '>').is_some() {}
                    self.rest.next();
                    index = Some(());
                }
                Some('=' | '!' | '<') => return Err("look-ahead and look-behind are not available".to_string()),
                _ => return Err("invalid group".to_string()),
            }
        } else {
            index = Some(());
        }
        let index = index.map(|()| {
            self.groups += 1;
            self.groups
        });
        let inner = self.choice()?;
        if !self.eat(')') {
            return Err("unterminated group".to_string());
        }
        self.depth -= 1;
        Ok(Tree::Group(index, Box::new(inner)))
    }

    fn repeat(&mut self, item: Tree, before: usize) -> Parsed {
        let (least, most) = match self.rest.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.counts() {
                Some(counts) => counts,
                None => return Ok(item),
            },
            _ => return Ok(item),
        };
        self.rest.next();
        if most.is_some_and(|most| most < least) {
            return Err("numbers out of order in {} quantifier".to_string());
        }
        let greedy = !self.eat('?');
        if matches!(self.rest.peek(), Some('*' | '+' | '?')) {
            return Err("nothing to repeat".to_string());
        }
        Ok(Tree::Repeat { inner: Box::new(item), least, most, greedy, groups: (before + 1, self.groups) })
    }

    /// Reads `{2}`, `{2,}` or `{2,3}` as far as its last character; a brace that starts none of them stands for itself.
    fn counts(&mut self) -> Option<(u32, Option<u32>)> {
        let mut ahead = self.rest.clone();
        ahead.next();
        let mut number = || {
            let mut digits = String::new();
            while let Some(digit) = ahead.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            let read = if digits.is_empty() { None } else { Some(digits.parse().unwrap_or(u32::MAX)) };
            (read, ahead.next_if_eq(&','))
        };
        let (least, comma) = number();
        let least = least?;
        let most = if comma.is_some() { number().0 } else { Some(least) };
        if ahead.peek() != Some(&'}') {
            return None;
        }
        self.rest = ahead;
        Some((least, most))
    }

    fn escape(&mut self) -> Parsed {
        let Some(c) = self.rest.next() else { return Err("\\ at end of pattern".to_string()) };
        if let Some(class) = Class::escaped(c) {
            return Ok(Tree::Class(class));
        }
        Ok(match c {
            'b' => Tree::Boundary(true),
            'B' => Tree::Boundary(false),
            '1'..='9' => return Err("back references are not available".to_string()),
            'k' => return Err("back references are not available".to_string()),
            'p' | 'P' => return Err("Unicode property escapes are not available".to_string()),
            c => Tree::Char(self.escaped_char(c)),
        })
    }

    /// The character that an escape stands for.
    fn escaped_char(&mut self, c: char) -> char {
        match c {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            'f' => '\u{c}',
            '0' => '\0',
            'x' => self.hex(2).unwrap_or('x'),
            'u' => self.hex(4).unwrap_or('u'),
            'c' => match self.rest.next_if(char::is_ascii_alphabetic) {
                Some(letter) => char::from(letter as u8 & 0x1f),
                None => 'c',
            },
            c => c,
        }
    }

    fn hex(&mut self, digits: usize) -> Option<char> {
        let mut ahead = self.rest.clone();
        let mut code = 0;
        for _ in 0..digits {
            code = code * 16 + ahead.next()?.to_digit(16)?;
        }
        self.rest = ahead;
        Some(char::from_u32(code).unwrap_or('\u{fffd}'))
    }

    fn class(&mut self) -> Result<Class, String> {
        let mut class = Class { ranges: Vec::new(), negated: self.eat('^') };
        loop {
            let Some(c) = self.rest.next() else { return Err("unterminated character class".to_string()) };
            if c == ']' {
                return Ok(class);
            }
            let Some(low) = self.class_char(c, &mut class)? else { continue };
            let mut ahead = self.rest.clone();
            if ahead.next() != Some('-') || matches!(ahead.peek(), None | Some(']')) {
                class.ranges.push((low, low));
                continue;
            }
            self.rest = ahead;
            let Some(c) = self.rest.next() else { return Err("unterminated character class".to_string()) };
            match self.class_char(c, &mut class)? {
                Some(high) if high < low => return Err("range out of order in character class".to_string()),
                Some(high) => class.ranges.push((low, high)),
                None => class.ranges.extend([(low, low), ('-', '-')]),
            }
        }
    }

    /// A character of a class, or none if it is an escape that stands for a set, which is added.
    fn class_char(&mut self, c: char, class: &mut Class) -> Result<Option<char>, String> {
        if c != '\\' {
            return Ok(Some(c));
        }
        let Some(c) = self.rest.next() else { return Err("\\ at end of pattern".to_string()) };
        if let Some(set) = Class::escaped(c) {
            class.add(set);
            return Ok(None);
        }
        Ok(Some(if c == 'b' { '\u{8}' } else { self.escaped_char(c) }))
    }
}
