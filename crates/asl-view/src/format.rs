//! Durations, clocks and sizes as people read them.

/// A duration in one or two units: `0.4 s`, `2 min 5 s`, `59 min 58 s`, `1 h`, `3 d 4 h`. Milliseconds below one
/// tenth of a second are `35 ms`; nothing is `0 s`.
pub fn duration(milliseconds: f64) -> String {
    let milliseconds = if milliseconds.is_finite() { milliseconds.max(0.0) } else { 0.0 };
    let tenths = (milliseconds / 100.0).round();
    if milliseconds < 0.5 {
        return "0 s".into();
    }
    if milliseconds < 99.5 {
        return format!("{milliseconds:.0} ms");
    }
    if tenths < 100.0 {
        return format!("{:.1} s", tenths / 10.0);
    }
    let seconds = (milliseconds / 1000.0).round() as u64;
    if seconds < 60 {
        return if tenths < 600.0 && tenths % 10.0 != 0.0 {
            format!("{:.1} s", tenths / 10.0)
        } else {
            format!("{seconds} s")
        };
    }
    let two = |large: u64, large_unit: &str, small: u64, small_unit: &str| match small {
        0 => format!("{large} {large_unit}"),
        _ => format!("{large} {large_unit} {small} {small_unit}"),
    };
    match seconds {
        ..3600 => two(seconds / 60, "min", seconds % 60, "s"),
        3600..86_400 => two(seconds / 3600, "h", seconds % 3600 / 60, "min"),
        _ => two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h"),
    }
}

/// The virtual clock: `+00:00:12.400`; hours grow as needed.
pub fn clock(milliseconds: f64) -> String {
    let total = if milliseconds.is_finite() { milliseconds.max(0.0).round() as u64 } else { 0 };
    let (seconds, rest) = (total / 1000, total % 1000);
    format!("+{:02}:{:02}:{:02}.{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// A time since the start in a table: `+12.400 s`, `+1:05.000`, `+1:00:15.600`.
pub fn offset(milliseconds: f64) -> String {
    let total = if milliseconds.is_finite() { milliseconds.max(0.0).round() as u64 } else { 0 };
    let (seconds, rest) = (total / 1000, total % 1000);
    match seconds {
        ..60 => format!("+{seconds}.{rest:03} s"),
        60..3600 => format!("+{}:{:02}.{rest:03}", seconds / 60, seconds % 60),
        _ => format!("+{}:{:02}:{:02}.{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60),
    }
}

/// A size of a text: `312 B`, `1.2 kB`, `256 kB`, `1.5 MB` (1 kB is 1,024 bytes, as in the service's limits).
pub fn bytes(count: usize) -> String {
    let kilo = count as f64 / 1024.0;
    match count {
        ..1024 => format!("{count} B"),
        1024..10_240 => format!("{kilo:.1} kB"),
        10_240..1_048_576 => format!("{kilo:.0} kB"),
        _ => format!("{:.1} MB", kilo / 1024.0),
    }
}

/// A number with separators: `25,000`.
pub fn number(value: u32) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A moment in UTC: `2024-01-01T14:00:00Z`, from milliseconds since 1970-01-01T00:00:00Z; parts of a second are
/// left out.
pub fn moment(milliseconds: f64) -> String {
    let seconds = if milliseconds.is_finite() { (milliseconds / 1000.0).floor() as i64 } else { 0 };
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

/// A moment in UTC with milliseconds, as the service writes it: `2024-01-01T14:00:00.125Z`.
pub fn timestamp(milliseconds: f64) -> String {
    let whole = if milliseconds.is_finite() { milliseconds.floor() } else { 0.0 };
    let mut text = moment(whole);
    text.truncate(text.len() - 1);
    format!("{text}.{:03}Z", (whole as i64).rem_euclid(1000))
}

/// Year, month and day of a day number since 1970-01-01, in the Gregorian calendar (eras of 400 years that start on
/// the first of March, so that the leap day is the last).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}
