//! The order of the fields of a CSV item.

use std::rc::Rc;

/// Sorts distinct names as a `java.util.HashMap` yields them that they were put into one after the other.
///
/// Quirk: the fields of a CSV item come in this order, not in that of the columns (case
/// `test_map_item_reader_csv_headers_first_row_typed_headers`: `0`, `{}`, `True`).
pub(crate) fn hash_map_order(names: &[Rc<str>]) -> Vec<usize> {
    let mut table = 16;
    while names.len() > table * 3 / 4 {
        table *= 2;
    }
    let bucket = |name: &Rc<str>| {
        let hash = name.encode_utf16().fold(0u32, |hash, unit| hash.wrapping_mul(31).wrapping_add(u32::from(unit)));
        (hash ^ (hash >> 16)) as usize & (table - 1)
    };
    let buckets: Vec<usize> = names.iter().map(bucket).collect();
    let mut order: Vec<usize> = (0..names.len()).collect();
    // A table that doubles keeps the order inside its buckets, and so does a stable sort.
    asl_sort::by_key(&mut order, |index| buckets[*index]);
    order
}
