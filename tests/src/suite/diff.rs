//! The difference of two texts, line by line.

/// The lines of both texts: `- ` before one that was expected, `+ ` before one that came instead.
pub fn diff(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    // The length of the longest common sequence of the lines from here on.
    let mut common = vec![vec![0u32; new.len() + 1]; old.len() + 1];
    for at in (0..old.len()).rev() {
        for to in (0..new.len()).rev() {
            let without = common[at + 1][to].max(common[at][to + 1]);
            common[at][to] = if old[at] == new[to] { common[at + 1][to + 1] + 1 } else { without };
        }
    }
    let (mut at, mut to) = (0, 0);
    let mut text = String::new();
    while at < old.len() || to < new.len() {
        let (mark, line) = match (old.get(at), new.get(to)) {
            (Some(line), Some(other)) if line == other => {
                (at, to) = (at + 1, to + 1);
                ("  ", line)
            }
            (Some(line), other) if other.is_none() || common[at + 1][to] >= common[at][to + 1] => {
                at += 1;
                ("- ", line)
            }
            (_, Some(line)) => {
                to += 1;
                ("+ ", line)
            }
            _ => break,
        };
        text.extend(["    ", mark, line, "\n"]);
    }
    text
}
