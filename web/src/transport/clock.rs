//! Virtual time as text.

/// `+00:00:12.400`, or `+3d 00:00:12.400`.
pub fn clock_text(milliseconds: f64) -> String {
    let total = milliseconds.max(0.0) as u64;
    let (days, rest) = (total / 86_400_000, total % 86_400_000);
    let (hours, minutes, seconds, rest) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000);
    let days = if days == 0 { String::new() } else { format!("{days}d ") };
    format!("+{days}{hours:02}:{minutes:02}:{seconds:02}.{rest:03}")
}

/// `+2.4 s`, `+3 min 20 s`, `+59 min`, `+2 h 5 min`, `+3 d 4 h`: for reading aloud.
pub fn spoken(milliseconds: f64) -> String {
    let seconds = milliseconds.max(0.0) / 1000.0;
    let whole = seconds as u64;
    match whole {
        0..60 => format!("+{seconds:.1} s"),
        60..3600 => format!("+{} min {} s", whole / 60, whole % 60),
        3600..86_400 => format!("+{} h {} min", whole / 3600, whole / 60 % 60),
        _ => format!("+{} d {} h", whole / 86_400, whole / 3600 % 24),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        let cases = [
            (0.0, "+00:00:00.000", "+0.0 s"),
            (12_400.0, "+00:00:12.400", "+12.4 s"),
            (3_600_000.0 + 61_005.0, "+01:01:01.005", "+1 h 1 min"),
            (3.0 * 86_400_000.0 + 1.0, "+3d 00:00:00.001", "+3 d 0 h"),
            (-5.0, "+00:00:00.000", "+0.0 s"),
        ];
        for (time, clock, speech) in cases {
            assert_eq!((clock_text(time).as_str(), spoken(time).as_str()), (clock, speech));
        }
    }
}
