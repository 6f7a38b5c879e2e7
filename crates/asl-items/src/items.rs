//! The items of a data set, built one by one when they are asked for.

use crate::{csv::Table, json::Values, listing::Listing};
use asl_json::Json;
use std::rc::Rc;

/// The items of a Distributed Map. What is kept are the bytes of the objects and where each item begins (4 bytes an item).
#[derive(Clone, Debug, Default)]
pub struct Items {
    parts: Vec<Part>,
    len: usize,
}

/// The items of one object, or of a listing.
#[derive(Clone, Debug)]
struct Part {
    /// The number of items before.
    before: usize,
    source: Rc<str>,
    data: Data,
}

/// The data of a part.
#[derive(Clone, Debug)]
pub(crate) enum Data {
    /// The rows of a CSV text.
    Csv(Table),
    /// The values of a JSON text or of JSON Lines.
    Json(Values),
    /// The objects of a bucket.
    Listing(Listing),
}

impl Items {
    pub(crate) fn push(&mut self, source: Rc<str>, data: Data) {
        let len = match &data {
            Data::Csv(table) => table.len(),
            Data::Json(values) => values.len(),
            Data::Listing(listing) => listing.len(),
        };
        self.parts.push(Part { before: self.len, source, data });
        self.len += len;
    }

    pub(crate) fn append(&mut self, other: Self) {
        for part in other.parts {
            self.push(part.source, part.data);
        }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Builds an item; `None` behind the last. It prints compact.
    pub fn get(&self, index: usize) -> Option<Json> {
        let part = self.part(index)?;
        let index = index - part.before;
        match &part.data {
            Data::Csv(table) => table.get(index),
            Data::Json(values) => values.get(index),
            Data::Listing(listing) => listing.get(index),
        }
    }

    /// The bytes of an item as compact JSON; 0 behind the last.
    pub fn size(&self, index: usize) -> usize {
        self.get(index).map_or(0, |item| item.size())
    }

    /// `Map.Item.Key`, where the data set is an object.
    pub fn key(&self, index: usize) -> Option<Rc<str>> {
        let part = self.part(index)?;
        match &part.data {
            Data::Json(values) => values.key(index - part.before),
            Data::Csv(_) | Data::Listing(_) => None,
        }
    }

    /// `Map.Item.Source`: `S3://bucket/key` of the object that the item is from, `S3://bucket` for a listing.
    pub fn source(&self, index: usize) -> Option<Rc<str>> {
        Some(self.part(index)?.source.clone())
    }

    /// The items in their order.
    pub fn iter(&self) -> impl Iterator<Item = Json> + '_ {
        (0..self.len).filter_map(|index| self.get(index))
    }

    fn part(&self, index: usize) -> Option<&Part> {
        if index >= self.len {
            return None;
        }
        self.parts[..self.parts.partition_point(|part| part.before <= index)].last()
    }
}
