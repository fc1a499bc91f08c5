//! `time.strftime`, in the C locale and with glibc's directives, flags and widths.

use super::{DAYS, MONTHS};

/// Names in full; the first three letters are the abbreviations.
pub const FULL_DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];
pub const FULL_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How a directive wants its result.
#[derive(Clone, Copy, Default)]
struct Style {
    /// `-`, `_` or `0`.
    pad: Option<u8>,
    is_upper: bool,
    is_swapped: bool,
    width: usize,
}

/// `format` is UTF-8; `zone` is what `%Z` stands for.
pub fn format(format: &[u8], tm: &libc::tm, zone: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < format.len() {
        if format[at] != b'%' {
            out.push(format[at]);
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        let mut style = Style::default();
        while let Some(flag) = format.get(at) {
            match flag {
                b'-' | b'_' | b'0' => style.pad = Some(*flag),
                b'^' => style.is_upper = true,
                b'#' => style.is_swapped = true,
                _ => break,
            }
            at += 1;
        }
        while let Some(digit) = format.get(at).filter(|c| c.is_ascii_digit()) {
            style.width = (style.width * 10 + usize::from(digit - b'0')).min(1 << 20);
            at += 1;
        }
        let modifier = format.get(at).copied().filter(|c| matches!(c, b'E' | b'O'));
        at += usize::from(modifier.is_some());
        let done = format
            .get(at)
            .is_some_and(|directive| convert(*directive, modifier, style, tm, zone, &mut out));
        if done {
            at += 1;
        } else {
            // Not understood: it stands for itself.
            at = (at + 1).min(format.len());
            out.extend_from_slice(&format[start..at]);
        }
    }
    out
}

fn convert(
    directive: u8,
    modifier: Option<u8>,
    style: Style,
    tm: &libc::tm,
    zone: &[u8],
    out: &mut Vec<u8>,
) -> bool {
    let allowed: &[u8] = match modifier {
        Some(b'E') => b"cCxXyY",
        Some(_) => b"deHIklmMSuUVwWyz",
        None => b"aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%",
    };
    if !allowed.contains(&directive) {
        return false;
    }
    let year = i64::from(tm.tm_year) + 1900;
    let hour12 = match tm.tm_hour % 12 {
        0 => 12,
        hour => hour,
    };
    let day = |names: &[&'static str; 7]| names.get(tm.tm_wday as usize).copied().unwrap_or("?");
    let month = |names: &[&'static str; 12]| names.get(tm.tm_mon as usize).copied().unwrap_or("?");
    let whole = |pattern: &str, out: &mut Vec<u8>| {
        let mut text = format(pattern.as_bytes(), tm, zone);
        if style.is_upper {
            text.make_ascii_uppercase();
        }
        put(out, style, &text, b' ');
    };
    match directive {
        b'a' => word(out, style, day(&DAYS)),
        b'A' => word(out, style, day(&FULL_DAYS)),
        b'b' | b'h' => word(out, style, month(&MONTHS)),
        b'B' => word(out, style, month(&FULL_MONTHS)),
        b'c' => whole("%a %b %e %H:%M:%S %Y", out),
        b'C' => number(out, style, year.div_euclid(100), 1, b'0'),
        b'd' => number(out, style, tm.tm_mday.into(), 2, b'0'),
        b'D' | b'x' => whole("%m/%d/%y", out),
        b'e' => number(out, style, tm.tm_mday.into(), 2, b' '),
        b'F' => whole("%Y-%m-%d", out),
        b'g' => number(out, style, iso_week(tm).0.rem_euclid(100), 2, b'0'),
        b'G' => number(out, style, iso_week(tm).0, 1, b'0'),
        b'H' => number(out, style, tm.tm_hour.into(), 2, b'0'),
        b'I' => number(out, style, hour12.into(), 2, b'0'),
        b'j' => number(out, style, i64::from(tm.tm_yday) + 1, 3, b'0'),
        b'k' => number(out, style, tm.tm_hour.into(), 2, b' '),
        b'l' => number(out, style, hour12.into(), 2, b' '),
        b'm' => number(out, style, i64::from(tm.tm_mon) + 1, 2, b'0'),
        b'M' => number(out, style, tm.tm_min.into(), 2, b'0'),
        b'n' => put(out, style, b"\n", b' '),
        b'p' | b'P' => {
            let text: &[u8] = match (tm.tm_hour > 11, directive == b'P' || style.is_swapped) {
                (false, false) => b"AM",
                (true, false) => b"PM",
                (false, true) => b"am",
                (true, true) => b"pm",
            };
            put(out, style, text, b' ');
        }
        b'r' => whole("%I:%M:%S %p", out),
        b'R' => whole("%H:%M", out),
        b's' => {
            let mut copy = *tm;
            // SAFETY: a valid struct.
            let seconds = unsafe { libc::mktime(&mut copy) };
            number(out, style, seconds, 1, b'0');
        }
        b'S' => number(out, style, tm.tm_sec.into(), 2, b'0'),
        b't' => put(out, style, b"\t", b' '),
        b'T' | b'X' => whole("%H:%M:%S", out),
        b'u' => number(
            out,
            style,
            i64::from((tm.tm_wday + 6).rem_euclid(7)) + 1,
            1,
            b'0',
        ),
        b'U' => number(
            out,
            style,
            i64::from((tm.tm_yday - tm.tm_wday + 7) / 7),
            2,
            b'0',
        ),
        b'V' => number(out, style, iso_week(tm).1, 2, b'0'),
        b'w' => number(out, style, tm.tm_wday.into(), 1, b'0'),
        b'W' => {
            let monday = (tm.tm_wday + 6).rem_euclid(7);
            number(
                out,
                style,
                i64::from((tm.tm_yday - monday + 7) / 7),
                2,
                b'0',
            );
        }
        b'y' => number(out, style, year.rem_euclid(100), 2, b'0'),
        b'Y' => number(out, style, year, 1, b'0'),
        b'z' if tm.tm_isdst < 0 => {}
        b'z' => {
            let minutes = tm.tm_gmtoff.abs() / 60;
            let text = format!(
                "{}{:02}{:02}",
                if tm.tm_gmtoff < 0 { '-' } else { '+' },
                minutes / 60,
                minutes % 60
            );
            put(out, style, text.as_bytes(), b'0');
        }
        b'Z' => {
            let mut text = zone.to_vec();
            if style.is_upper {
                text.make_ascii_uppercase();
            }
            put(out, style, &text, b' ');
        }
        _ => put(out, style, b"%", b' '),
    }
    true
}

fn word(out: &mut Vec<u8>, style: Style, text: &str) {
    let mut text = text.as_bytes().to_vec();
    if style.is_upper || style.is_swapped {
        text.make_ascii_uppercase();
    }
    put(out, style, &text, b' ');
}

fn number(out: &mut Vec<u8>, style: Style, value: i64, digits: usize, pad: u8) {
    let pad = match style.pad {
        Some(b'_' | b'-') => b' ',
        Some(b'0') => b'0',
        _ => pad,
    };
    let text = value.unsigned_abs().to_string();
    // `-` drops the padding of the directive, not that of a width.
    let digits = match style.pad {
        Some(b'-') => style.width,
        _ => digits.max(style.width),
    };
    let sign = usize::from(value < 0);
    let missing = digits.saturating_sub(text.len() + sign);
    if pad == b' ' {
        out.extend(std::iter::repeat_n(b' ', missing));
    }
    if sign == 1 {
        out.push(b'-');
    }
    if pad != b' ' {
        out.extend(std::iter::repeat_n(b'0', missing));
    }
    out.extend_from_slice(text.as_bytes());
}

fn put(out: &mut Vec<u8>, style: Style, text: &[u8], pad: u8) {
    let pad = match style.pad {
        Some(b'0') => b'0',
        Some(b'_') => b' ',
        _ => pad,
    };
    out.extend(std::iter::repeat_n(
        pad,
        style.width.saturating_sub(text.len()),
    ));
    out.extend_from_slice(text);
}

/// The ISO year and week.
fn iso_week(tm: &libc::tm) -> (i64, i64) {
    let year = i64::from(tm.tm_year) + 1900;
    let weekday = i64::from((tm.tm_wday + 6).rem_euclid(7));
    let day = i64::from(tm.tm_yday);
    let week = (day - weekday + 10).div_euclid(7);
    if week < 1 {
        return (year - 1, weeks(year - 1));
    }
    if week > weeks(year) {
        return (year + 1, 1);
    }
    (year, week)
}

/// How many ISO weeks the year has.
fn weeks(year: i64) -> i64 {
    let first = (super::strptime::ordinal(year, 1, 1) + 6).rem_euclid(7);
    let is_leap = super::strptime::is_leap(year);
    52 + i64::from(first == 3 || first == 2 && is_leap)
}
