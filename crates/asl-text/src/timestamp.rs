//! The calendar, and timestamps as the language writes them.

use std::fmt;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The days from 1970-01-01 to a date of the Gregorian calendar; months and days may be beyond their ranges.
pub fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let months = month - 1;
    let year = year + months.div_euclid(12);
    let month = months.rem_euclid(12) + 1;
    // The year starts in March here: the leap day is its last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year + day - 1 - 719_468
}

/// Year, month (from 1) and day (from 1) so many days after 1970-01-01.
pub fn date_of(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, of_year - (153 * shifted_month + 2) / 5 + 1)
}

/// A moment; a later one is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    pub seconds: i64,
    /// Below 1,000,000,000.
    pub nanoseconds: u32,
}

impl Timestamp {
    /// The moment so many milliseconds after 1970-01-01T00:00:00Z.
    pub fn of_millis(millis: i64) -> Self {
        Self { seconds: millis.div_euclid(1000), nanoseconds: millis.rem_euclid(1000) as u32 * 1_000_000 }
    }

    /// Milliseconds since 1970-01-01T00:00:00Z, rounded down.
    pub fn millis(self) -> i64 {
        self.seconds * 1000 + i64::from(self.nanoseconds / 1_000_000)
    }

    /// Reads an RFC 3339 text of the years 0 to 9999: `2026-01-01T09:00:00.123+01:00`. That standard also allows small
    /// letters, and a blank in place of the `T`; the language does not. Digits beyond nanoseconds do not count. A leap
    /// second is the last nanosecond of its day.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.as_bytes();
        let is_there = |(at, sign): (usize, u8)| text.get(at) == Some(&sign);
        if ![(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')].into_iter().all(is_there) {
            return None;
        }
        let (year, month, day) = (number(text, 0, 4)?, number(text, 5, 2)?, number(text, 8, 2)?);
        let (hour, minute, second) = (number(text, 11, 2)?, number(text, 14, 2)?, number(text, 17, 2)?);
        let (nanoseconds, zone) = fraction(&text[19..])?;
        let length = days_of(year, month + 1, 1) - days_of(year, month, 1);
        if !(1..=12).contains(&month) || !(1..=length).contains(&day) || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let is_leap = second == 60;
        let of_day = hour * 3600 + minute * 60 + second.min(59);
        let seconds = days_of(year, month, day) * DAY + of_day - offset(zone)?;
        // Leap seconds come at the end of a month, by the clock of Greenwich.
        let may_leap = (seconds + 1) % DAY == 0 && date_of((seconds + 1) / DAY).2 == 1;
        match is_leap {
            false => Some(Self { seconds, nanoseconds }),
            true => may_leap.then_some(Self { seconds, nanoseconds: 999_999_999 }),
        }
    }
}

impl fmt::Display for Timestamp {
    /// Writes the moment to the millisecond, as the service does: `2026-01-01T00:00:00.000Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, time) = (self.seconds.div_euclid(DAY), self.seconds.rem_euclid(DAY));
        let (year, month, day) = date_of(days);
        let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
        let millis = self.nanoseconds / 1_000_000;
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
    }
}

/// The number that so many digits at a place stand for.
fn number(text: &[u8], at: usize, length: usize) -> Option<i64> {
    let digits = text.get(at..at + length)?;
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0')))
}

/// The nanoseconds with which a text begins, and what follows them.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let Some(digits) = text.strip_prefix(b".") else { return Some((0, text)) };
    let length = digits.iter().take_while(|digit| digit.is_ascii_digit()).count();
    let (digits, rest) = digits.split_at(length);
    let value = digits.iter().chain([b'0'; 9].iter()).take(9).fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    (length > 0).then_some((value, rest))
}

/// The seconds of a zone.
fn offset(zone: &[u8]) -> Option<i64> {
    let sign = match zone {
        b"Z" => return Some(0),
        [b'+', _, _, b':', _, _] => 1,
        [b'-', _, _, b':', _, _] => -1,
        _ => return None,
    };
    let (hours, minutes) = (number(zone, 1, 2)?, number(zone, 4, 2)?);
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 3600 + minutes * 60))
}
