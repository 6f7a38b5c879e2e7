//! Stable sorting whose code is there once, whatever is sorted.
//!
//! ```
//! let mut words = ["map", "choice", "wait"];
//! asl_sort::by_key(&mut words, |word| word.len());
//! assert_eq!(words, ["map", "wait", "choice"]);
//! ```
//!
//! The sort of the standard library is made anew for each type and each order, 6 KB of wasm at a time: where a page is
//! to come quickly, that is more than its speed is worth. Here places are sorted, and then the items brought there.

use std::cmp::Ordering;

/// Sorts in an order; equal items stay as they are.
pub fn by<T>(items: &mut [T], mut order: impl FnMut(&T, &T) -> Ordering) {
    let places = places(items.len(), &mut |a, b| order(&items[a], &items[b]));
    bring(places, &mut |a, b| items.swap(a, b));
}

/// Sorts by a key that each item has; equal items stay as they are.
pub fn by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    by(items, |a, b| key(a).cmp(&key(b)));
}

/// The places of so many items, in their order.
fn places(count: usize, order: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|a, b| order(*a, *b));
    places
}

/// Brings to each place what stands at the place that is given for it, one circle of swaps after the other.
fn bring(mut from: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..from.len() {
        let mut at = start;
        loop {
            let next = std::mem::replace(&mut from[at], at);
            if next == start {
                break;
            }
            swap(at, next);
            at = next;
        }
    }
}
