//! The entries of an object.

use crate::Json;
use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    ops::Index,
    rc::Rc,
    slice,
};

/// So many entries are searched one by one; more have an index.
///
/// Most objects of a workflow are small: without a table they take half the memory and are made in half the time.
const SEARCHED: usize = 8;

/// Entries by key, in the order in which the keys came.
#[derive(Clone, Debug, Default)]
pub struct Map {
    entries: Vec<(Rc<str>, Json)>,
    /// The place of each key, where there are more than [`SEARCHED`]. It is never iterated.
    index: Option<Box<Places>>,
}

type Places = HashMap<Rc<str>, usize, BuildHasherDefault<KeyHasher>>;

impl Map {
    /// No entries, and room for some.
    pub fn with_capacity(count: usize) -> Self {
        Self { entries: Vec::with_capacity(count), index: None }
    }

    /// The entries of a list in which no key stands twice.
    pub fn of_unique(entries: Vec<(Rc<str>, Json)>) -> Self {
        let mut map = Self { entries, index: None };
        if map.entries.len() > SEARCHED {
            map.index = Some(Box::new(map.places()));
        }
        map
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The place of a key, from 0.
    pub fn get_index_of(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).copied(),
            None => self.entries.iter().position(|(own, _)| **own == *key),
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.get_index_of(key).map(|at| &self.entries[at].1)
    }

    /// Tells whether there is a key.
    pub fn contains_key(&self, key: &str) -> bool {
        self.get_index_of(key).is_some()
    }

    /// Adds an entry at the end, or replaces the value of a key that is there, in its place; the value that was there.
    pub fn insert(&mut self, key: Rc<str>, value: Json) -> Option<Json> {
        if let Some(at) = self.get_index_of(&key) {
            return Some(std::mem::replace(&mut self.entries[at].1, value));
        }
        if let Some(index) = &mut self.index {
            index.insert(key.clone(), self.entries.len());
        }
        self.entries.push((key, value));
        if self.index.is_none() && self.entries.len() > SEARCHED {
            self.index = Some(Box::new(self.places()));
        }
        None
    }

    /// Removes an entry; those behind it move up.
    pub fn shift_remove(&mut self, key: &str) -> Option<Json> {
        let at = self.get_index_of(key)?;
        let (_, value) = self.entries.remove(at);
        self.index = (self.entries.len() > SEARCHED).then(|| Box::new(self.places()));
        Some(value)
    }

    fn places(&self) -> Places {
        self.entries.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect()
    }

    /// The entries in their order.
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.entries.iter())
    }

    /// The keys in their order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Rc<str>> + ExactSizeIterator {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Json> + ExactSizeIterator {
        self.entries.iter().map(|(_, value)| value)
    }

    /// The values in the order of their keys, to be changed.
    pub fn values_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut Json> + ExactSizeIterator {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// The values without the keys.
    pub fn into_values(self) -> impl DoubleEndedIterator<Item = Json> + ExactSizeIterator {
        self.entries.into_iter().map(|(_, value)| value)
    }
}

impl Index<&str> for Map {
    type Output = Json;

    /// The value of a key that is there.
    fn index(&self, key: &str) -> &Json {
        self.get(key).expect("the key of an index is there")
    }
}

impl PartialEq for Map {
    /// Compares entries: their order does not matter.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(key, value)| other.get(key) == Some(value))
    }
}

impl FromIterator<(Rc<str>, Json)> for Map {
    fn from_iter<I: IntoIterator<Item = (Rc<str>, Json)>>(entries: I) -> Self {
        let entries = entries.into_iter();
        let mut map = Self::with_capacity(entries.size_hint().0);
        map.extend(entries);
        map
    }
}

impl Extend<(Rc<str>, Json)> for Map {
    fn extend<I: IntoIterator<Item = (Rc<str>, Json)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl IntoIterator for Map {
    type Item = (Rc<str>, Json);
    type IntoIter = std::vec::IntoIter<(Rc<str>, Json)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a Rc<str>, &'a Json);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// The entries of a [`Map`] in their order.
#[derive(Clone, Debug)]
pub struct Iter<'a>(slice::Iter<'a, (Rc<str>, Json)>);

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a Rc<str>, &'a Json);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(key, value)| (key, value))
    }
}

impl ExactSizeIterator for Iter<'_> {}

/// A fast hash without a random seed; it never decides an order.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.write_u64(u64::from(byte));
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
