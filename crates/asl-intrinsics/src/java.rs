//! What of Java shows in the service's answers: hashes, orders of hash maps, random numbers, texts.

use std::rc::Rc;

/// `java.util.Random`.
#[derive(Clone, Debug)]
pub struct JavaRandom {
    state: u64,
}

const MULTIPLIER: u64 = 0x5_DEEC_E66D;
const MASK: u64 = (1 << 48) - 1;

impl JavaRandom {
    /// `new Random(seed)`
    pub fn new(seed: i64) -> Self {
        Self { state: (seed as u64 ^ MULTIPLIER) & MASK }
    }

    fn next(&mut self, bits: u32) -> i32 {
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(0xB) & MASK;
        (self.state >> (48 - bits)) as u32 as i32
    }

    /// `nextInt(bound)`: from 0 to `bound`, excluding it; 0 where the bound is not positive.
    pub fn next_int(&mut self, bound: i32) -> i32 {
        if bound <= 0 {
            return 0;
        }
        if bound & (bound - 1) == 0 {
            return ((i64::from(bound) * i64::from(self.next(31))) >> 31) as i32;
        }
        loop {
            let bits = self.next(31);
            let value = bits % bound;
            if bits.wrapping_sub(value).wrapping_add(bound - 1) >= 0 {
                return value;
            }
        }
    }

    /// `nextDouble()`: from 0 to 1, excluding it.
    pub fn next_double(&mut self) -> f64 {
        let high = i64::from(self.next(26)) << 27;
        let low = i64::from(self.next(27));
        (high + low) as f64 / (1u64 << 53) as f64
    }
}

/// `String.hashCode`, over UTF-16 code units.
pub fn string_hash(text: &str) -> i32 {
    text.encode_utf16().fold(0i32, |hash, unit| hash.wrapping_mul(31).wrapping_add(i32::from(unit)))
}

/// Sorts entries with distinct keys as a `java.util.HashMap` that they were put into one after the other yields them.
pub fn hash_map_order<T>(items: Vec<(Rc<str>, T)>) -> Vec<(Rc<str>, T)> {
    by_bucket(items, |(key, _)| string_hash(key))
}

/// The same for anything that has a hash.
pub(crate) fn by_bucket<T>(mut items: Vec<T>, hash: impl Fn(&T) -> i32) -> Vec<T> {
    // A table starts with 16 buckets and doubles when it gets fuller than three quarters; a split keeps the order
    // inside a bucket, so the order of a stable sort by the final bucket is that of the map.
    let mut buckets = 16usize;
    while items.len() > buckets / 4 * 3 {
        buckets *= 2;
    }
    let mask = (buckets - 1) as u32;
    items.sort_by_cached_key(|item| {
        let hash = hash(item) as u32;
        (hash ^ (hash >> 16)) & mask
    });
    items
}
