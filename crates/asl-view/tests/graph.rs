//! What stands beside edges, in heads of frames, and in squares of iterations.

use asl_view::{CellGrid, StatusKind, branches_said, evaluated, squares};

#[test]
fn a_rule_shows_its_values_in_the_place_of_its_paths() {
    let cases = [
        ("$.total > 100", "$.total is 142: matches", Some(("142 > 100 → true", true))),
        ("$.a < $.a.b", "$.a is 12, $.a.b is 2: does not match", Some(("12 < 2 → false", false))),
        ("$.user is present", "$.other is 1: matches", Some(("$.other is 1 → true", true))),
        ("{% $x %}", "matches", Some(("→ true", true))),
        ("$.total > 100", "not asked: an earlier rule matched", None),
    ];
    for (label, reason, expected) in cases {
        let found = evaluated(label, reason);
        let found = found.as_ref().map(|(text, hit)| (text.as_str(), *hit));
        assert_eq!(found, expected, "{label} with {reason}");
    }
}

#[test]
fn a_parallel_says_how_far_it_is() {
    use StatusKind::{Aborted, Failed, NotReached, Running, Succeeded};
    let cases: [(&[StatusKind], &str); 6] = [
        (&[NotReached, NotReached], "2 branches"),
        (&[NotReached], "1 branch"),
        (&[Succeeded, Running, Succeeded, Succeeded], "3 of 4 branches done · 1 running"),
        (&[Succeeded, Succeeded], "2 of 2 branches done"),
        (&[Succeeded, Failed, Aborted], "branch 2 failed"),
        (&[Failed, Failed, Aborted], "branches 1, 2 failed"),
    ];
    for (statuses, expected) in cases {
        assert_eq!(branches_said(statuses), expected, "{statuses:?}");
    }
}

#[test]
fn thousands_of_squares_fit_and_each_is_found_where_it_is_drawn() {
    for (count, width, room) in [(61, 216.0, 40.0), (500, 216.0, 44.0), (10_000, 496.0, 140.0)] {
        let grid = CellGrid::fit(count, width, room, 10.0);
        assert!(grid.width() <= width && grid.height() <= room, "{count}: {grid:?}");
        assert!(grid.columns * grid.rows >= count as u32, "{count}: {grid:?}");
        for place in [0, 1, count as u32 / 2, count as u32 - 1] {
            let (x, y) = grid.corner(place);
            assert_eq!(grid.at(x + grid.pitch / 2.0, y + grid.pitch / 2.0), place, "{count}: {grid:?}");
        }
    }
}

#[test]
fn a_failure_among_thousands_is_drawn() {
    let mut statuses = vec![StatusKind::Succeeded; 10_000];
    statuses[4711] = StatusKind::TimedOut;
    let palette = [[1; 4], [2; 4], [3; 4], [4; 4], [5; 4]];
    let image = squares(&statuses, CellGrid::fit(statuses.len(), 496.0, 140.0, 4.0), &palette);
    let red = image.bytes.chunks(4).filter(|pixel| **pixel == [5; 4]).count();
    assert!(red >= 9, "{red} pixels");
    assert_eq!(image.bytes.len(), (image.width * image.height * 4) as usize);
}
