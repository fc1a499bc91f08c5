//! `format(value, spec)` for str, int and float.

use crate::error::{Error, Kind, Result};
use crate::float::{self, Layout, Style};
use crate::int::{self, IntRef};
use crate::spec::{Align, Defaults, Grouping, Spec};
use crate::wtf8::{self, Wtf8};

/// `format(s, spec)`. `type_name` is the class of the value, for messages.
pub fn format_str(s: &Wtf8, spec: &Wtf8, type_name: &Wtf8) -> Result<Vec<u8>> {
    if spec.is_empty() {
        return Ok(s.to_vec());
    }
    let spec = Spec::parse(
        spec,
        Defaults {
            kind: b's' as u32,
            align: Align::Left,
            type_name,
        },
    )?;
    if spec.kind != b's' as u32 {
        return Err(spec.unknown_kind(type_name));
    }
    let refused = if spec.sign == b' ' {
        "Space not allowed in string format specifier"
    } else if spec.sign != 0 {
        "Sign not allowed in string format specifier"
    } else if spec.no_negative_zero {
        "Negative zero coercion (z) not allowed in string format specifier"
    } else if spec.alternate {
        "Alternate form (#) not allowed in string format specifier"
    } else if spec.align == Align::Inside {
        "'=' alignment not allowed in string format specifier"
    } else {
        ""
    };
    if !refused.is_empty() {
        return Err(Error::value(refused));
    }
    let shown = match spec.precision {
        Some(precision) => &s[..wtf8::offset(s, precision)],
        None => s,
    };
    let padding = spec.width.unwrap_or(0).saturating_sub(wtf8::count(shown));
    let left = match spec.align {
        Align::Right => padding,
        Align::Center => padding / 2,
        Align::Left | Align::Inside => 0,
    };
    let mut out = reserve(shown.len(), padding, spec.fill)?;
    push_fill(&mut out, spec.fill, left);
    out.extend_from_slice(shown);
    push_fill(&mut out, spec.fill, padding - left);
    Ok(out)
}

/// `format(n, spec)`. `limit` is `sys.get_int_max_str_digits()`, 0 for none.
pub fn format_int(n: IntRef<'_>, spec: &Wtf8, type_name: &Wtf8, limit: usize) -> Result<Vec<u8>> {
    if spec.is_empty() {
        return int::to_decimal(n, limit);
    }
    let spec = Spec::parse(
        spec,
        Defaults {
            kind: b'd' as u32,
            align: Align::Right,
            type_name,
        },
    )?;
    let radix = match u8::try_from(spec.kind) {
        Ok(b'd' | b'n') => 10,
        Ok(b'b') => 2,
        Ok(b'o') => 8,
        Ok(b'x' | b'X') => 16,
        Ok(b'c') => 0,
        Ok(b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'%') => {
            return float_with(int::to_float(n)?, &spec, type_name);
        }
        _ => return Err(spec.unknown_kind(type_name)),
    };
    if spec.precision.is_some() {
        return Err(Error::value(
            "Precision not allowed in integer format specifier",
        ));
    }
    if spec.no_negative_zero {
        return Err(Error::value(
            "Negative zero coercion (z) not allowed in integer format specifier",
        ));
    }
    if radix == 0 {
        return format_character(n, &spec);
    }
    let mut text = if radix == 10 {
        int::to_decimal(n, limit)?
    } else {
        int::to_radix(n, radix)
    };
    let upper = spec.kind == b'X' as u32;
    if upper {
        text.make_ascii_uppercase();
    }
    let prefix = [
        b'0',
        if upper {
            b'X'
        } else {
            int::prefix_letter(radix)
        },
    ];
    let prefix: &[u8] = if spec.alternate && radix != 10 {
        &prefix
    } else {
        b""
    };
    if prefix.is_empty() && spec.is_plain() {
        return Ok(text);
    }
    let digits = text.strip_prefix(b"-").unwrap_or(&text);
    let group = if radix == 10 { 3 } else { 4 };
    Number {
        negative: text[0] == b'-',
        prefix,
        digits,
        group,
        point: false,
        fraction: b"",
        tail: b"",
    }
    .pad(&spec)
}

/// The type `c`: the int as a character.
fn format_character(n: IntRef<'_>, spec: &Spec) -> Result<Vec<u8>> {
    if spec.sign != 0 {
        return Err(Error::value(
            "Sign not allowed with integer format specifier 'c'",
        ));
    }
    if spec.alternate {
        return Err(Error::value(
            "Alternate form (#) not allowed with integer format specifier 'c'",
        ));
    }
    let code = match n {
        IntRef::Small(code) => code,
        IntRef::Big(big) => i64::try_from(big)
            .map_err(|_| Error::overflow("Python int too large to convert to C long"))?,
    };
    let code = u32::try_from(code)
        .ok()
        .filter(|&code| code <= 0x10_FFFF)
        .ok_or_else(|| Error::overflow("%c arg not in range(0x110000)"))?;
    let text = wtf8::encode(code);
    Number {
        negative: false,
        prefix: b"",
        digits: b"",
        group: 0,
        point: false,
        fraction: b"",
        tail: &text,
    }
    .pad(spec)
}

/// `format(x, spec)`.
pub fn format_float(x: f64, spec: &Wtf8, type_name: &Wtf8) -> Result<Vec<u8>> {
    if spec.is_empty() {
        return Ok(float::repr(x).into_bytes());
    }
    let spec = Spec::parse(
        spec,
        Defaults {
            kind: 0,
            align: Align::Right,
            type_name,
        },
    )?;
    float_with(x, &spec, type_name)
}

fn float_with(x: f64, spec: &Spec, type_name: &Wtf8) -> Result<Vec<u8>> {
    let style = match u8::try_from(spec.kind) {
        Ok(0) if spec.precision.is_none() => Style::Repr,
        Ok(0 | b'g' | b'G' | b'n') => Style::General,
        Ok(b'e' | b'E') => Style::Exponent,
        Ok(b'f' | b'F' | b'%') => Style::Fixed,
        _ => return Err(spec.unknown_kind(type_name)),
    };
    let precision = spec.precision.unwrap_or(6);
    if precision > i32::MAX as usize {
        return Err(Error::value("precision too big"));
    }
    let is_percent = spec.kind == b'%' as u32;
    let how = Layout {
        alternate: spec.alternate,
        add_dot_0: spec.kind == 0,
        no_negative_zero: spec.no_negative_zero,
        upper: matches!(u8::try_from(spec.kind), Ok(b'E' | b'F' | b'G')),
        ..Layout::new(style, precision)
    };
    let mut text = float::layout(if is_percent { x * 100.0 } else { x }, how);
    if is_percent {
        text.push(b'%');
    }
    if spec.is_plain() {
        return Ok(text);
    }
    let unsigned = text.strip_prefix(b"-").unwrap_or(&text);
    let digit_count = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = unsigned.split_at(digit_count(unsigned));
    let after_point = rest.strip_prefix(b".");
    let (fraction, tail) = match after_point {
        Some(after) => after.split_at(digit_count(after)),
        None => (&b""[..], rest),
    };
    let negative = text[0] == b'-';
    Number {
        negative,
        prefix: b"",
        digits,
        group: 3,
        point: after_point.is_some(),
        fraction,
        tail,
    }
    .pad(spec)
}

/// A number taken apart for padding and grouping.
struct Number<'a> {
    negative: bool,
    prefix: &'a [u8],
    digits: &'a [u8],
    /// Digits per group, where the specification asks for groups.
    group: usize,
    point: bool,
    fraction: &'a [u8],
    tail: &'a [u8],
}

impl Number<'_> {
    fn pad(&self, spec: &Spec) -> Result<Vec<u8>> {
        let sign = match (self.negative, spec.sign) {
            (true, _) => Some(b'-'),
            (false, sign @ (b'+' | b' ')) => Some(sign),
            _ => None,
        };
        let fraction = group_fraction(self.fraction, spec.fraction_grouping);
        let fixed = sign.is_some() as usize
            + self.prefix.len()
            + self.point as usize
            + fraction.len()
            + wtf8::count(self.tail);
        let width = spec.width.unwrap_or(0);
        // Zeros that fill up count as digits and are grouped with them.
        let zero_filled = spec.fill == b'0' as u32 && spec.align == Align::Inside;
        let min_width = if zero_filled {
            width.saturating_sub(fixed)
        } else {
            0
        };
        let digits = group_digits(self.digits, self.group, spec.grouping, min_width)?;
        let padding = width.saturating_sub(fixed + digits.len());
        let (left, inside) = match spec.align {
            Align::Left => (0, 0),
            Align::Right => (padding, 0),
            Align::Center => (padding / 2, 0),
            Align::Inside => (0, padding),
        };
        let mut out = reserve(fixed + digits.len() + self.tail.len(), padding, spec.fill)?;
        push_fill(&mut out, spec.fill, left);
        out.extend(sign);
        out.extend_from_slice(self.prefix);
        push_fill(&mut out, spec.fill, inside);
        out.extend_from_slice(&digits);
        if self.point {
            out.push(b'.');
        }
        out.extend_from_slice(&fraction);
        out.extend_from_slice(self.tail);
        push_fill(&mut out, spec.fill, padding - left - inside);
        Ok(out)
    }
}

fn separator(grouping: Grouping) -> Option<u8> {
    match grouping {
        Grouping::None => None,
        Grouping::Comma => Some(b','),
        Grouping::Underscore => Some(b'_'),
    }
}

/// Digits after the point, grouped from the point on.
fn group_fraction(fraction: &[u8], grouping: Grouping) -> Vec<u8> {
    match separator(grouping) {
        None => fraction.to_vec(),
        Some(separator) => fraction.chunks(3).collect::<Vec<_>>().join(&separator),
    }
}

/// Digits before the point in groups counted from the point, with zeros in front until `min_width` is filled. A separator
/// never comes first, so that the result may be one wider.
fn group_digits(
    digits: &[u8],
    group: usize,
    grouping: Grouping,
    min_width: usize,
) -> Result<Vec<u8>> {
    if digits.is_empty() {
        return Ok(Vec::new());
    }
    let Some(separator) = separator(grouping) else {
        let zeros = min_width.saturating_sub(digits.len());
        let mut out = reserve(digits.len(), zeros, 0)?;
        out.resize(zeros, b'0');
        out.extend_from_slice(digits);
        return Ok(out);
    };
    let mut reversed = reserve(digits.len() / group + digits.len(), min_width, 0)?;
    let mut source = digits.iter().rev();
    let mut in_group = 0;
    loop {
        let digit = source.next().copied();
        if digit.is_none() && reversed.len() >= min_width && in_group != 0 {
            break;
        }
        if in_group == group {
            if digit.is_none() && reversed.len() >= min_width {
                break;
            }
            reversed.push(separator);
            in_group = 0;
        }
        reversed.push(digit.unwrap_or(b'0'));
        in_group += 1;
    }
    reversed.reverse();
    Ok(reversed)
}

/// An empty buffer for `length` bytes and `padding` times `fill`; `MemoryError` where that cannot be had.
fn reserve(length: usize, padding: usize, fill: u32) -> Result<Vec<u8>> {
    let memory = || Error::new(Kind::Memory, "");
    let total = padding
        .checked_mul(wtf8::width(fill))
        .and_then(|bytes| bytes.checked_add(length))
        .ok_or_else(memory)?;
    let mut out = Vec::new();
    out.try_reserve_exact(total).map_err(|_| memory())?;
    Ok(out)
}

fn push_fill(out: &mut Vec<u8>, fill: u32, count: usize) {
    if fill < 128 {
        out.resize(out.len() + count, fill as u8);
    } else {
        (0..count).for_each(|_| wtf8::push(out, fill));
    }
}
