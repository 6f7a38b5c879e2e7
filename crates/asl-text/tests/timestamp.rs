//! Timestamps beside the crate `time`.

use asl_text::{Timestamp, date_of, days_of};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// The language wants capital letters where RFC 3339 does not.
fn theirs(text: &str) -> Option<i128> {
    let is_strict = text.as_bytes().get(10) == Some(&b'T') && !text.contains('z');
    let read = OffsetDateTime::parse(text, &Rfc3339).ok().filter(|_| is_strict);
    read.map(OffsetDateTime::unix_timestamp_nanos)
}

fn ours(text: &str) -> Option<i128> {
    let read = Timestamp::parse(text)?;
    Some(i128::from(read.seconds) * 1_000_000_000 + i128::from(read.nanoseconds))
}

#[test]
fn texts_mean_what_they_mean_to_others() {
    let dates = [
        "0000-01-01",
        "1969-12-31",
        "1970-01-01",
        "2000-02-29",
        "1900-02-29",
        "2023-02-29",
        "2024-02-29",
        "2024-12-31",
        "2026-13-01",
        "2026-00-01",
        "2026-06-31",
        "2026-06-30",
        "2026-01-00",
        "9999-12-31",
        "02026-1-01",
        "2026/01/01",
        "+026-01-01",
        "２026-01-01",
    ];
    let times = [
        "T00:00:00",
        "T23:59:59",
        "T23:59:60",
        "T22:59:60",
        "T24:00:00",
        "T12:60:00",
        "T12:00:61",
        "t12:00:00",
        " 12:00:00",
        "T1:00:000",
        "T12-00-00",
    ];
    let ends = [
        "Z",
        "z",
        "",
        ".Z",
        ".5Z",
        ".123456789Z",
        ".1234567899Z",
        "+00:00",
        "-00:00",
        "+23:59",
        "-23:59",
        "+24:00",
        "+12:60",
        "+0100",
        "+01:00Z",
        ".25-01:00",
        "Z ",
        "é",
    ];
    let mut valid = 0;
    for date in dates {
        for time in times {
            for end in ends {
                let text = format!("{date}{time}{end}");
                assert_eq!(ours(&text), theirs(&text), "{text}");
                valid += u32::from(ours(&text).is_some());
            }
        }
    }
    assert!(valid > 100, "{valid}");
}

#[test]
fn every_day_is_printed_and_read() {
    let mut before = days_of(-1, 12, 31);
    for year in [0, 1, 4, 100, 400, 1899, 1969, 1970, 2000, 2024, 2100, 9999] {
        for day in days_of(year, 1, 1)..days_of(year + 1, 1, 1) {
            let text = Timestamp::of_millis(day * 86_400_000 + 3_723_045).to_string();
            let read = Timestamp::parse(&text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.millis(), &text[10..]), (day * 86_400_000 + 3_723_045, "T01:02:03.045Z"));
            let (year, month, day_of_month) = date_of(day);
            assert_eq!(days_of(year, month, day_of_month), day);
            assert!(day > before, "{text}");
            before = day;
        }
    }
}
