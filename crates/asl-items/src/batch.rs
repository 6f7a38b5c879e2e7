//! `ItemBatcher`: which items go together, and what a child gets.

use asl_json::Json;
use std::ops::Range;

/// Groups `count` items. A limit of `None` does not limit; `size_of` gives an item's bytes as compact JSON and is
/// asked in order, once for each item, only where there is a limit of bytes.
///
/// `max_bytes` counts the items and what stands between them, not the `BatchInput`. An item that alone is larger is a
/// batch of its own.
pub fn batches(
    count: usize,
    max_items: Option<usize>,
    max_bytes: Option<usize>,
    size_of: impl Fn(usize) -> usize,
) -> Vec<Range<usize>> {
    let max_items = max_items.unwrap_or(usize::MAX).max(1);
    let mut out = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for index in 0..count {
        // With the comma or the bracket behind it.
        let size = max_bytes.map_or(0, |_| size_of(index) + 1);
        let full = index - start == max_items || max_bytes.is_some_and(|max| bytes + size > max);
        if full && index > start {
            out.push(start..index);
            (start, bytes) = (index, 0);
        }
        bytes += size;
    }
    if start < count {
        out.push(start..count);
    }
    out
}

/// The input of the child for a batch: `{"BatchInput":…,"Items":[…]}`, without `BatchInput` where none is given
/// (case `test_map_item_batching_base_json_max_per_batch_jsonata`).
pub fn batch_input(input: Option<Json>, items: Vec<Json>) -> Json {
    let input = input.map(|value| ("BatchInput", value));
    Json::from_pairs(input.into_iter().chain([("Items", Json::array(items))]))
}
