//! The order is that of the standard library.

#[test]
fn items_stand_as_after_a_stable_sort_of_the_standard_library() {
    // A generator of numbers that needs no seed from outside.
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state >> 16
    };
    for (count, keys) in [(0, 1), (1, 1), (2, 2), (3, 2), (20, 5), (100, 1), (100, 1000), (5000, 70)] {
        let items: Vec<(u32, String)> = (0..count).map(|at| (next() % keys, at.to_string())).collect();
        let (mut ours, mut theirs) = (items.clone(), items.clone());
        asl_sort::by_key(&mut ours, |(key, _)| *key);
        theirs.sort_by_key(|(key, _)| *key);
        assert_eq!(ours, theirs);
        asl_sort::by(&mut ours, |(a, _), (b, _)| b.cmp(a));
        theirs.sort_by(|(a, _), (b, _)| b.cmp(a));
        assert_eq!(ours, theirs);
    }
}
