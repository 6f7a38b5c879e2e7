//! What a rule of a Choice compared, beside its edge.

/// A rule's label with the values in the place of their paths, and whether it matched: `$.total > 100` and
/// `$.total is 142: matches` make `142 > 100 → true`. `None` where the rule was not asked.
pub fn evaluated(label: &str, reason: &str) -> Option<(String, bool)> {
    let (values, hit) = match (reason.strip_suffix("does not match"), reason.strip_suffix("matches")) {
        (Some(values), _) => (values, false),
        (None, Some(values)) => (values, true),
        (None, None) => return None,
    };
    let values = values.trim_end_matches(": ");
    let mut text = label.to_owned();
    let mut pairs: Vec<(&str, &str)> = values.split(", ").filter_map(|pair| pair.split_once(" is ")).collect();
    // A longer path first: `$.a.b` before `$.a`.
    asl_sort::by_key(&mut pairs, |(path, _)| std::cmp::Reverse(path.len()));
    for (path, value) in &pairs {
        text = text.replace(path, value);
    }
    if text == label && !pairs.is_empty() {
        values.clone_into(&mut text);
    }
    let truth = if pairs.is_empty() { String::new() } else { format!("{text} ") };
    Some((format!("{truth}→ {hit}"), hit))
}
