//! The name that was probably meant.

/// How many names are compared at most; beyond that nobody is waiting for a suggestion.
const CANDIDATES: usize = 2000;

/// Returns the closest candidate, if it is close enough to be the one that was meant.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().take(100).collect();
    // Only the case may differ in the shortest names, three slips are forgiven in a long one.
    let limit = (wanted.len() / 3).min(3);
    candidates
        .into_iter()
        .take(CANDIDATES)
        .filter(|candidate| *candidate != name)
        .filter_map(|candidate| Some((distance(&wanted, candidate, limit)?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The edit distance (insert, delete, replace, swap of neighbours; case costs nothing) up to a limit.
fn distance(a: &[char], b: &str, limit: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().take(a.len() + limit + 1).collect();
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let same = |x: char, y: char| x == y || x.to_lowercase().eq(y.to_lowercase());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let replace = row[j - 1] + usize::from(!same(a[i - 1], b[j - 1]));
            next[j] = replace.min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]) {
                next[j] = next[j].min(before[j - 2] + 1);
            }
        }
        if next.iter().all(|cost| *cost > limit) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|cost| *cost <= limit)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_slips_and_no_strangers() {
        let names = ["Parameters", "ResultPath", "Resource", "Next", "End"];
        for (name, wanted) in [
            ("Paramters", Some("Parameters")),
            ("parameters", Some("Parameters")),
            ("Resuorce", Some("Resource")),
            ("Nxet", Some("Next")),
            ("Days", None),
            ("X", None),
            ("nd", None),
            ("", None),
        ] {
            assert_eq!(closest(name, names), wanted, "{name}");
        }
    }
}
