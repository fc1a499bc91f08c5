//! `time.strptime`: text to a date, with the patterns of CPython's `_strptime.py` in the C locale.
//!
//! CPython makes a regular expression of the format; the alternatives here are tried in the same order, with the same
//! backtracking.

use super::format::{FULL_DAYS, FULL_MONTHS};
use super::{DAYS, MONTHS};

/// What the text said, in the order of `struct_time`; the zone's name and offset where they were given.
pub struct Parsed {
    pub items: [i64; 9],
    pub zone: Option<String>,
    pub offset: Option<i64>,
}

enum Item {
    /// A character, without regard to case.
    Char(char),
    /// One space or more.
    Space,
    Field(char),
}

type Found = Vec<(char, usize, usize)>;

/// `zones` are the local names without and with daylight saving; `repr` quotes a text for a message.
pub fn parse(
    text: &str,
    format: &str,
    zones: &[String],
    repr: impl Fn(&str) -> String,
) -> Result<Parsed, String> {
    let mut items = Vec::new();
    compile(format, format, &mut items)?;
    let chars: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    let Some(end) = matches(&items, &chars, 0, zones, &mut found) else {
        return Err(format!(
            "time data {} does not match format {}",
            repr(text),
            repr(format)
        ));
    };
    if end < chars.len() {
        let rest: String = chars[end..].iter().collect();
        return Err(format!("unconverted data remains: {rest}"));
    }
    read(&chars, &found, zones)
}

fn compile(pattern: &str, format: &str, items: &mut Vec<Item>) -> Result<(), String> {
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            while chars.next_if(|c| c.is_whitespace()).is_some() {}
            items.push(Item::Space);
            continue;
        }
        if c != '%' {
            items.push(Item::Char(c));
            continue;
        }
        while chars
            .next_if(|c| matches!(c, '-' | '_' | '0' | '^' | '#'))
            .is_some()
        {}
        while chars.next_if(char::is_ascii_digit).is_some() {}
        let mut name = String::new();
        name.extend(chars.next_if(|c| matches!(c, 'O' | 'E')));
        name.extend(chars.next_if(|c| !c.is_whitespace()));
        let part = match name.as_str() {
            "%" => {
                items.push(Item::Char('%'));
                continue;
            }
            "T" | "X" => "%H:%M:%S",
            "R" => "%H:%M",
            "r" => "%I:%M:%S %p",
            "x" => "%m/%d/%y",
            "c" => "%a %b %d %H:%M:%S %Y",
            "" | "O" | "E" if name.is_empty() => {
                return Err(format!("stray % in format '{format}'"));
            }
            "Od" | "Om" | "Ow" | "Oy" | "OH" | "OI" | "OM" | "OS" | "OC" | "Oe" | "Op" => {
                let field = name.chars().nth(1).unwrap_or_default();
                items.push(Item::Field(same_group(field)));
                continue;
            }
            one if one.len() == 1 && "dfHkIlGjmMSUwuVyYzAaBbpPZeW".contains(one) => {
                let field = one.chars().next().unwrap_or_default();
                items.push(Item::Field(same_group(field)));
                continue;
            }
            _ => return Err(format!("'{name}' is a bad directive in format '{format}'")),
        };
        compile(part, format, items)?;
    }
    Ok(())
}

fn same_group(field: char) -> char {
    match field {
        'k' => 'H',
        'l' => 'I',
        'e' => 'd',
        'P' => 'p',
        other => other,
    }
}

/// Alternatives in order, each a sequence of sets of characters.
fn alternatives(field: char) -> &'static [&'static [&'static str]] {
    const D: &str = "0123456789";
    match field {
        'd' => &[
            &["3", "01"],
            &["12", D],
            &["0", "123456789"],
            &["123456789"],
            &[" ", "123456789"],
        ],
        'H' => &[&["2", "0123"], &["01", D], &[D], &[" ", D]],
        'I' => &[
            &["1", "012"],
            &["0", "123456789"],
            &["123456789"],
            &[" ", "123456789"],
        ],
        'G' | 'Y' => &[&[D, D, D, D]],
        'j' => &[
            &["3", "6", "0123456"],
            &["3", "012345", D],
            &["12", D, D],
            &["0", "123456789", D],
            &["0", "0", "123456789"],
            &["123456789", D],
            &["0", "123456789"],
            &["123456789"],
        ],
        'm' => &[&["1", "012"], &["0", "123456789"], &["123456789"]],
        'M' => &[&["012345", D], &[D]],
        'S' => &[&["6", "01"], &["012345", D], &[D]],
        'U' | 'W' => &[&["5", "0123"], &["01234", D], &[D]],
        'w' => &[&["0123456"]],
        'u' => &[&["1234567"]],
        'V' => &[&["5", "0123"], &["0", "123456789"], &["1234", D], &[D]],
        'y' | 'C' => &[&[D, D]],
        'f' => &[
            &[D, D, D, D, D, D],
            &[D, D, D, D, D],
            &[D, D, D, D],
            &[D, D, D],
            &[D, D],
            &[D],
        ],
        _ => &[],
    }
}

/// Where the field may end if it starts at `at`, the first choice first.
fn ends(field: char, chars: &[char], at: usize, zones: &[String]) -> Vec<usize> {
    let fits = |sets: &[&str]| {
        sets.iter()
            .enumerate()
            .all(|(i, set)| chars.get(at + i).is_some_and(|c| set.contains(*c)))
    };
    let word = |names: &[&str]| {
        let mut names: Vec<&str> = names.to_vec();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names
            .iter()
            .filter(|name| {
                name.chars()
                    .enumerate()
                    .all(|(i, c)| chars.get(at + i).is_some_and(|found| same(*found, c)))
            })
            .map(|name| at + name.chars().count())
            .collect()
    };
    match field {
        'A' => word(&FULL_DAYS),
        'a' => word(&DAYS),
        'B' => word(&FULL_MONTHS),
        'b' => word(&MONTHS),
        'p' => word(&["am", "pm"]),
        'Z' => {
            let mut names = vec!["utc", "gmt"];
            names.extend(zones.iter().map(String::as_str));
            word(&names)
        }
        'z' => offset_ends(chars, at),
        _ => alternatives(field)
            .iter()
            .filter(|sets| fits(sets))
            .map(|sets| at + sets.len())
            .collect(),
    }
}

/// `[+-]\d\d:?[0-5]\d(:?[0-5]\d(\.\d{1,6})?)?|Z`
fn offset_ends(chars: &[char], at: usize) -> Vec<usize> {
    let is = |at: usize, set: &str| chars.get(at).is_some_and(|c| set.contains(*c));
    const D: &str = "0123456789";
    if is(at, "Z") {
        return vec![at + 1];
    }
    if !is(at, "+-") || !is(at + 1, D) || !is(at + 2, D) {
        return Vec::new();
    }
    let two = |from: usize| {
        let from = from + usize::from(is(from, ":"));
        (is(from, "012345") && is(from + 1, D)).then_some(from + 2)
    };
    let Some(minutes) = two(at + 3) else {
        return Vec::new();
    };
    let mut found = vec![minutes];
    if let Some(seconds) = two(minutes) {
        found.insert(0, seconds);
        if is(seconds, ".") {
            for digits in 1..=6 {
                if !is(seconds + digits, D) {
                    break;
                }
                found.insert(0, seconds + digits + 1);
            }
        }
    }
    found
}

fn same(left: char, right: char) -> bool {
    left == right || left.to_lowercase().eq(right.to_lowercase())
}

fn matches(
    items: &[Item],
    chars: &[char],
    at: usize,
    zones: &[String],
    found: &mut Found,
) -> Option<usize> {
    let Some((first, rest)) = items.split_first() else {
        return Some(at);
    };
    match first {
        Item::Char(wanted) => {
            let c = *chars.get(at)?;
            let fits = same(c, *wanted) || *wanted == '\'' && c == '\u{2bc}';
            fits.then(|| matches(rest, chars, at + 1, zones, found))?
        }
        Item::Space => {
            let count = chars[at.min(chars.len())..]
                .iter()
                .take_while(|c| c.is_whitespace())
                .count();
            (1..=count)
                .rev()
                .find_map(|taken| matches(rest, chars, at + taken, zones, found))
        }
        Item::Field(field) => ends(*field, chars, at, zones).into_iter().find_map(|end| {
            found.push((*field, at, end));
            let done = matches(rest, chars, end, zones, found);
            if done.is_none() {
                found.pop();
            }
            done
        }),
    }
}

fn read(chars: &[char], found: &Found, zones: &[String]) -> Result<Parsed, String> {
    let text = |field: char| {
        found
            .iter()
            .find(|it| it.0 == field)
            .map(|it| chars[it.1..it.2].iter().collect::<String>())
    };
    let number = |field: char| text(field).and_then(|text| text.trim().parse::<i64>().ok());
    let place = |field: char, names: &[&str]| {
        let text = text(field)?.to_lowercase();
        names
            .iter()
            .position(|name| name.to_lowercase() == text)
            .map(|at| at as i64)
    };
    let mut year = number('Y').or_else(|| {
        let short = number('y')?;
        Some(match number('C') {
            Some(century) => short + century * 100,
            None if short <= 68 => short + 2000,
            None => short + 1900,
        })
    });
    let iso_year = number('G');
    let iso_week = number('V');
    let month = number('m')
        .or_else(|| Some(place('B', &FULL_MONTHS)? + 1))
        .or_else(|| Some(place('b', &MONTHS)? + 1));
    let (mut month, mut day) = (month.unwrap_or(1), number('d').unwrap_or(1));
    let mut hour = number('H').unwrap_or(0);
    if let Some(twelve) = number('I') {
        let is_afternoon = place('p', &["am", "pm"]) == Some(1);
        hour = twelve % 12 + if is_afternoon { 12 } else { 0 };
    }
    let weekday = place('A', &FULL_DAYS)
        .or_else(|| place('a', &DAYS))
        .map(|sunday_first| (sunday_first + 6) % 7)
        .or_else(|| Some((number('w')? + 6) % 7))
        .or_else(|| Some(number('u')? - 1));
    let mut julian = number('j');
    let week = number('U')
        .map(|week| (week, false))
        .or_else(|| Some((number('W')?, true)));
    let offset = match text('z') {
        Some(text) => Some(read_offset(&text)?),
        None => None,
    };
    let zone = text('Z');
    let daylight = match &zone {
        None => -1,
        Some(name) => {
            let name = name.to_lowercase();
            let is = |at: usize| {
                zones
                    .get(at)
                    .is_some_and(|zone| zone.to_lowercase() == name)
            };
            if name == "utc" || name == "gmt" || is(0) {
                0
            } else if is(1) {
                1
            } else {
                -1
            }
        }
    };

    match (iso_year, iso_week) {
        (Some(_), _) if julian.is_some() => {
            return Err("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.".into());
        }
        (Some(_), week) if week.is_none() || weekday.is_none() => {
            return Err("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').".into());
        }
        (None, Some(_)) => {
            return Err(if year.is_none() || weekday.is_none() {
                "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u').".into()
            } else {
                "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.".into()
            });
        }
        _ => {}
    }
    // The 29th of February without a year is one of a leap year, which is not told.
    let is_leap_day = year.is_none() && month == 2 && day == 29;
    let mut at = year.take().unwrap_or(if is_leap_day { 1904 } else { 1900 });
    let mut is_computed = false;
    if julian.is_none()
        && let Some(weekday) = weekday
    {
        if let Some((week, is_monday_first)) = week {
            julian = Some(day_of_week(at, week, weekday, is_monday_first));
        } else if let (Some(iso_year), Some(iso_week)) = (iso_year, iso_week) {
            (at, month, day) = from_iso(iso_year, iso_week, weekday + 1)?;
        }
        if let Some(found) = &mut julian
            && *found <= 0
        {
            at -= 1;
            *found += 365 + i64::from(is_leap(at));
        }
    }
    let julian = match julian {
        Some(julian) => {
            is_computed = true;
            check(at, 1, 1)?;
            julian
        }
        None => {
            check(at, month, day)?;
            ordinal(at, month, day) - ordinal(at, 1, 1) + 1
        }
    };
    if is_computed {
        (at, month, day) = from_ordinal(julian - 1 + ordinal(at, 1, 1));
    }
    let weekday = weekday.unwrap_or_else(|| (ordinal(at, month, day) + 6).rem_euclid(7));
    if is_leap_day {
        at = 1900;
    }
    Ok(Parsed {
        items: [
            at,
            month,
            day,
            hour,
            number('M').unwrap_or(0),
            number('S').unwrap_or(0),
            weekday,
            julian,
            daylight,
        ],
        zone,
        offset,
    })
}

fn read_offset(text: &str) -> Result<i64, String> {
    if text == "Z" {
        return Ok(0);
    }
    let mut rest = text[1..].to_owned();
    if rest[2..].starts_with(':') {
        rest.remove(2);
        if rest.len() > 4 {
            if !rest[4..].starts_with(':') {
                return Err(format!("Inconsistent use of : in {text}"));
            }
            rest.remove(4);
        }
    }
    let part = |at: usize| {
        rest.get(at..at + 2)
            .and_then(|it| it.parse::<i64>().ok())
            .unwrap_or(0)
    };
    let seconds = part(0) * 3600 + part(2) * 60 + part(4);
    Ok(if text.starts_with('-') {
        -seconds
    } else {
        seconds
    })
}

/// The day of the year, from 1, of a weekday (Monday is 0) in a week counted as `%U` or `%W` count.
fn day_of_week(year: i64, week: i64, weekday: i64, is_monday_first: bool) -> i64 {
    let shift = i64::from(!is_monday_first);
    let first = (ordinal(year, 1, 1) + 6 + shift).rem_euclid(7);
    let weekday = (weekday + shift) % 7;
    if week == 0 {
        1 + weekday - first
    } else {
        1 + (7 - first) % 7 + 7 * (week - 1) + weekday
    }
}

fn from_iso(year: i64, week: i64, day: i64) -> Result<(i64, i64, i64), String> {
    check(year, 1, 1)?;
    let first = ordinal(year, 1, 1);
    let weekday = (first + 6).rem_euclid(7);
    let has_53 = weekday == 3 || weekday == 2 && is_leap(year);
    if week < 1 || week > 52 + i64::from(has_53) {
        return Err(format!("Invalid week: {week}"));
    }
    let monday = first - weekday + if weekday > 3 { 7 } else { 0 };
    Ok(from_ordinal(monday + (week - 1) * 7 + day - 1))
}

fn check(year: i64, month: i64, day: i64) -> Result<(), String> {
    if !(1..=9999).contains(&year) {
        return Err(format!("year must be in 1..9999, not {year}"));
    }
    let last = days_in(year, month);
    if !(1..=last).contains(&day) {
        return Err(format!(
            "day {day} must be in range 1..{last} for month {month} in year {year}"
        ));
    }
    Ok(())
}

pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + i64::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since the first of January of the year 1, which is day 1, in the Gregorian calendar.
pub fn ordinal(year: i64, month: i64, day: i64) -> i64 {
    let before = year - 1;
    let days =
        before * 365 + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    days + (1..month).map(|month| days_in(year, month)).sum::<i64>() + day
}

fn from_ordinal(ordinal_day: i64) -> (i64, i64, i64) {
    let mut year = ordinal_day * 400 / 146_097 + 1;
    while ordinal(year, 1, 1) > ordinal_day {
        year -= 1;
    }
    while ordinal(year + 1, 1, 1) <= ordinal_day {
        year += 1;
    }
    let mut day = ordinal_day - ordinal(year, 1, 1) + 1;
    let mut month = 1;
    while day > days_in(year, month) {
        day -= days_in(year, month);
        month += 1;
    }
    (year, month, day)
}
