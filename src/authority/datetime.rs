//! Validation of dates, times and durations, as HTML defines them for `time`, `del` and
//! `ins`.
//!
//! Source: [dates and times], [the datetime value] of `time`.
//!
//! [dates and times]: https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#dates-and-times
//! [the datetime value]: https://html.spec.whatwg.org/multipage/text-level-semantics.html#datetime-value

/// Whether the value is a valid month, date, yearless date, time, time-zone offset, local
/// or global date and time, week, year or duration.
pub(super) fn is_datetime(value: &str) -> bool {
    is_date_and_time(value)
        || is_yearless_date(value)
        || is_week(value)
        || is_year(value)
        || is_time(value)
        || is_offset(value)
        || is_duration(value)
}

/// `2009-10`, `2009-10-20`, `2009-10-20T18:00`, `2009-10-20 18:00:00.5Z`.
fn is_date_and_time(value: &str) -> bool {
    let Some((year, rest)) = value.split_once('-') else {
        return false;
    };
    let Some((month, day)) = two_digits(rest) else {
        return false;
    };
    if !is_year(year) || !matches!(month, 1..=12) {
        return false;
    }
    let Some(day) = day.strip_prefix('-') else {
        return day.is_empty();
    };
    let Some((day, time)) = two_digits(day) else {
        return false;
    };
    if !(1..=days_of(month, is_leap(year))).contains(&day) {
        return false;
    }
    let Some(time) = time.strip_prefix(['T', ' ']) else {
        return time.is_empty();
    };
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone);
    is_time(time) && (zone.is_empty() || is_offset(zone))
}

/// `10-20`, `--10-20`.
fn is_yearless_date(value: &str) -> bool {
    let value = value.strip_prefix("--").unwrap_or(value);
    let date = two_digits(value).and_then(|(month, rest)| {
        let (day, rest) = two_digits(rest.strip_prefix('-')?)?;
        Some((month, day, rest))
    });
    date.is_some_and(|(month, day, rest)| {
        matches!(month, 1..=12) && (1..=days_of(month, true)).contains(&day) && rest.is_empty()
    })
}

/// `2009-W43`.
fn is_week(value: &str) -> bool {
    let Some((year, week)) = value.split_once("-W") else {
        return false;
    };
    let week = two_digits(week).filter(|(_, rest)| rest.is_empty());
    is_year(year) && week.is_some_and(|(week, _)| (1..=weeks_of(year)).contains(&week))
}

/// Four digits or more, not all of them 0.
fn is_year(value: &str) -> bool {
    let is_number = value.bytes().all(|b| b.is_ascii_digit());
    value.len() >= 4 && is_number && value.bytes().any(|b| b != b'0')
}

/// `18:00`, `18:00:59`, `18:00:59.999`.
fn is_time(value: &str) -> bool {
    let Some((hour, rest)) = two_digits(value) else {
        return false;
    };
    let Some((minute, rest)) = rest.strip_prefix(':').and_then(two_digits) else {
        return false;
    };
    if hour > 23 || minute > 59 || rest.is_empty() {
        return hour <= 23 && minute <= 59;
    }
    let Some((second, rest)) = rest.strip_prefix(':').and_then(two_digits) else {
        return false;
    };
    second <= 59 && (rest.is_empty() || rest.strip_prefix('.').is_some_and(is_fraction))
}

/// One to three digits.
fn is_fraction(value: &str) -> bool {
    matches!(value.len(), 1..=3) && value.bytes().all(|b| b.is_ascii_digit())
}

/// `Z`, `+01:00`, `-0800`.
fn is_offset(value: &str) -> bool {
    if value == "Z" {
        return true;
    }
    let offset = value.strip_prefix(['+', '-']).and_then(two_digits);
    let minutes = offset.and_then(|(hours, rest)| {
        let (minutes, rest) = two_digits(rest.strip_prefix(':').unwrap_or(rest))?;
        Some((hours, minutes, rest))
    });
    minutes.is_some_and(|(hours, minutes, rest)| hours <= 23 && minutes <= 59 && rest.is_empty())
}

/// `PT4H18M3S`, `4h 18m 3s`.
fn is_duration(value: &str) -> bool {
    match value.strip_prefix('P') {
        Some(parts) => {
            let (days, time) = match parts.split_once('T') {
                Some((days, time)) => (days, Some(time)),
                None => (parts, None),
            };
            let has_days = !days.is_empty();
            let days = !has_days || is_in_order(days, &["D"], false);
            let time = time.map(|time| is_in_order(time, &["H", "M", "S"], false));
            days && time.unwrap_or(has_days)
        }
        None => is_in_order(value, &["w", "d", "h", "m", "s"], true),
    }
}

/// Whether the value is a sequence of numbers, each followed by one of these letters,
/// none twice. The letters come in this order, or, if `is_free`, in any order and with
/// white space in between. Only seconds may have a fraction.
fn is_in_order(value: &str, letters: &[&str], is_free: bool) -> bool {
    let mut rest = value;
    let mut left: Vec<&str> = letters.to_vec();
    let space = |c: char| is_free && c.is_ascii_whitespace();
    let mut is_first = true;
    loop {
        rest = rest.trim_start_matches(space);
        if rest.is_empty() {
            return !is_first;
        }
        is_first = false;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return false;
        }
        rest = &rest[digits..];
        let mut has_fraction = false;
        if let Some(fraction) = rest.strip_prefix('.') {
            let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
            if !matches!(digits, 1..=3) {
                return false;
            }
            rest = &fraction[digits..];
            has_fraction = true;
        }
        rest = rest.trim_start_matches(space);
        let Some(letter) = rest.chars().next() else {
            return false;
        };
        let is_it = |one: &&str| match is_free {
            true => one.starts_with(letter.to_ascii_lowercase()),
            false => one.starts_with(letter),
        };
        let Some(at) = left.iter().position(is_it) else {
            return false;
        };
        if has_fraction && !letter.eq_ignore_ascii_case(&'s') {
            return false;
        }
        if is_free {
            left.remove(at);
        } else {
            left.drain(..=at);
        }
        rest = &rest[letter.len_utf8()..];
    }
}

/// Splits two digits off the start.
fn two_digits(value: &str) -> Option<(u8, &str)> {
    match value.as_bytes() {
        [ten @ b'0'..=b'9', one @ b'0'..=b'9', ..] => {
            Some(((ten - b'0') * 10 + (one - b'0'), &value[2..]))
        }
        _ => None,
    }
}

fn days_of(month: u8, is_leap: bool) -> u8 {
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: &str) -> bool {
    let year = in_400_years(year);
    year % 4 == 0 && (year % 100 != 0 || year == 0)
}

/// Years that begin on a Thursday have 53 weeks, and so do leap years that begin on a
/// Wednesday.
fn weeks_of(year: &str) -> u8 {
    let before = (in_400_years(year) + 399) % 400;
    // The weekday of January 1st, where 1 is a Monday; 400 years are a whole number of
    // weeks.
    let first = (1 + 5 * (before % 4) + 4 * (before % 100) + 6 * before) % 7;
    if first == 4 || (first == 3 && is_leap(year)) {
        53
    } else {
        52
    }
}

/// Returns the year modulo 400: the calendar repeats after 400 years.
fn in_400_years(year: &str) -> u32 {
    let digits = year.bytes();
    digits.fold(0, |sum, digit| (sum * 10 + u32::from(digit - b'0')) % 400)
}

#[cfg(test)]
mod tests {
    use super::is_datetime;

    #[test]
    fn what_html_calls_valid_is() {
        for value in [
            "2009-10",
            "2009-10-20",
            "10-20",
            "--10-20",
            "02-29",
            "18:00",
            "18:00:59",
            "18:00:59.5",
            "18:00:59.999",
            "2009-10-20T18:00",
            "2009-10-20 18:00:00",
            "2009-10-20T18:00Z",
            "2009-10-20T18:00:00.123-08:00",
            "2009-10-20T18:00+0100",
            "Z",
            "+00:00",
            "-0800",
            "2009-W43",
            "2020-W53",
            "2015-W53",
            "2009",
            "0001",
            "12009",
            "PT4H18M3S",
            "P2D",
            "P1DT2H",
            "PT0.5S",
            "4h 18m 3s",
            "1w",
            "3s 4h",
            "1W 2D",
            " 5 m ",
            "2.75s",
            "2024-02-29",
            "2000-02-29",
        ] {
            assert!(is_datetime(value), "{value}");
        }
        for value in [
            "",
            " ",
            "tomorrow",
            "2009-13",
            "2009-00-10",
            "2009-02-29",
            "1900-02-29",
            "2009-10-32",
            "2009-10-20T24:00",
            "2009-10-20T18:60",
            "2009-10-20T18",
            "20 October 2009",
            "10/20/2009",
            "2009-10-20T18:00:60",
            "18:00:59.1234",
            "18:0",
            "2009-W00",
            "2009-W54",
            "2019-W53",
            "0000",
            "209",
            "P",
            "PT",
            "P1Y",
            "PT1.5H",
            "4h 4h",
            "4",
            "h",
            "2.s",
            "2.1234s",
            "+24:00",
            "Z0",
            "2009-10-20  18:00",
            "２００９-10-20",
            "2009-10-20T18:00 Z",
            "--1-1",
        ] {
            assert!(!is_datetime(value), "{value}");
        }
    }
}
