//! The calendar: from milliseconds to dates and back, in UTC.

use asl_text::date_of;
pub(super) use asl_text::days_of as days;

pub(super) const DAY: i64 = 86_400_000;

/// A moment, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub millisecond: i64,
}

impl Moment {
    pub fn new(millis: i64) -> Self {
        let (day, time) = (millis.div_euclid(DAY), millis.rem_euclid(DAY));
        let (year, month, day) = date_of(day);
        Self {
            year,
            month,
            day,
            hour: time / 3_600_000,
            minute: time / 60_000 % 60,
            second: time / 1000 % 60,
            millisecond: time % 1000,
        }
    }

    pub fn date(&self) -> i64 {
        days(self.year, self.month, self.day)
    }

    /// 1 to 7 from Monday on.
    pub fn weekday(&self) -> i64 {
        weekday(self.date())
    }

    pub fn day_of_year(&self) -> i64 {
        self.date() - days(self.year, 1, 1) + 1
    }

    /// The week of the year as ISO 8601 counts.
    pub fn week(&self) -> i64 {
        week(self.date(), self.year, 1, 12, 52)
    }

    /// The week of the month: that of its first Thursday is the first.
    pub fn week_of_month(&self) -> i64 {
        week(self.date(), self.year, self.month, 1, 4)
    }

    /// The year to which the week belongs.
    pub fn week_year(&self) -> i64 {
        self.year + side(self.date(), first_week(self.year, 1), first_week(self.year + 1, 1))
    }

    /// The month to which the week belongs, 1 to 12.
    pub fn week_month(&self) -> i64 {
        let (start, end) = (first_week(self.year, self.month), first_week(self.year, self.month + 1));
        (self.month + side(self.date(), start, end) - 1).rem_euclid(12) + 1
    }
}

fn weekday(day: i64) -> i64 {
    (day + 3).rem_euclid(7) + 1
}

/// The Monday of the first week of a month: the week with its first Thursday.
fn first_week(year: i64, month: i64) -> i64 {
    let first = days(year, month, 1);
    let weekday = weekday(first);
    if weekday > 4 { first + 8 - weekday } else { first - (weekday - 1) }
}

/// The week of a date in the period of some months that starts with `month`; `most` weeks are in each.
fn week(date: i64, year: i64, month: i64, months: i64, most: i64) -> i64 {
    let start = first_week(year, month);
    if date < start {
        return (date - first_week(year, month - months)).div_euclid(7) + 1;
    }
    if date - start > 7 * (most - 1) && date >= first_week(year, month + months) {
        return 1;
    }
    (date - start).div_euclid(7) + 1
}

/// Whether a date is before, in or behind a period.
fn side(date: i64, start: i64, end: i64) -> i64 {
    if date < start { -1 } else { i64::from(date >= end) }
}
