//! `format(value, spec)` of what most programs write: padding, zeros, commas, so many digits after the point. Anything else
//! is `None`, and [`crate::format`] does it (and reports what is wrong with it).

use crate::float;
use crate::percent;
use crate::spec::Align;

/// Wider fields take the long way.
const WIDEST: usize = 1_000;
/// Sign, digits, commas, point and percent sign of a number fit.
const LONGEST: usize = 48;

struct Spec {
    fill: u8,
    align: Option<Align>,
    zero: bool,
    width: usize,
    comma: bool,
    precision: Option<usize>,
    /// 0 for none.
    kind: u8,
}

fn parse(text: &[u8]) -> Option<Spec> {
    let alignment = |byte: Option<&u8>| match byte {
        Some(b'<') => Some(Align::Left),
        Some(b'>') => Some(Align::Right),
        Some(b'^') => Some(Align::Center),
        _ => None,
    };
    let mut spec = Spec {
        fill: b' ',
        align: None,
        zero: false,
        width: 0,
        comma: false,
        precision: None,
        kind: 0,
    };
    let mut rest = text;
    if let Some(align) = alignment(rest.get(1)) {
        (spec.fill, spec.align) = (rest[0], Some(align));
        rest = &rest[2..];
    } else if let Some(align) = alignment(rest.first()) {
        spec.align = Some(align);
        rest = &rest[1..];
    }
    if let [b'0', after @ ..] = rest {
        spec.zero = true;
        rest = after;
    }
    spec.width = number(&mut rest).unwrap_or(0);
    if let [b',', after @ ..] = rest {
        spec.comma = true;
        rest = after;
    }
    if let [b'.', after @ ..] = rest {
        rest = after;
        spec.precision = Some(number(&mut rest)?);
    }
    if let [kind, after @ ..] = rest {
        spec.kind = *kind;
        rest = after;
    }
    let fits = rest.is_empty() && spec.width <= WIDEST && spec.fill < 128;
    (fits && !(spec.zero && (spec.align.is_some() || spec.comma))).then_some(spec)
}

/// A few decimal digits.
fn number(rest: &mut &[u8]) -> Option<usize> {
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let (here, after) = rest.split_at(digits);
    if !(1..=4).contains(&digits) {
        return None;
    }
    *rest = after;
    Some(here.iter().fold(0, |n, b| n * 10 + usize::from(b - b'0')))
}

/// Where the text of a value stands in its field.
#[derive(Clone, Copy)]
pub struct Field {
    pub left: usize,
    /// Bytes of the text that are shown.
    pub shown: usize,
    pub right: usize,
    pub fill: u8,
}

impl Field {
    fn new(spec: &Spec, shown: usize, align: Align) -> Field {
        let padding = spec.width.saturating_sub(shown);
        let left = match spec.align.unwrap_or(align) {
            Align::Left | Align::Inside => 0,
            Align::Right => padding,
            Align::Center => padding / 2,
        };
        Field {
            left,
            shown,
            right: padding - left,
            fill: spec.fill,
        }
    }
    pub fn width(&self) -> usize {
        self.left + self.shown + self.right
    }
}

/// The field of an ASCII text of this length.
pub fn ascii(len: usize, spec: &[u8]) -> Option<Field> {
    let spec = parse(spec)?;
    if spec.zero || spec.comma || !matches!(spec.kind, 0 | b's') {
        return None;
    }
    let shown = spec.precision.map_or(len, |most| len.min(most));
    Some(Field::new(&spec, shown, Align::Left))
}

/// What an item of a `%` format asks for.
fn of_percent(field: &percent::Field) -> Option<Spec> {
    let flags = field.flags;
    if flags.plus || flags.blank || flags.alternate || field.width > WIDEST {
        return None;
    }
    let align = if flags.left {
        Align::Left
    } else {
        Align::Right
    };
    Some(Spec {
        fill: b' ',
        align: Some(align),
        zero: flags.zero && !flags.left,
        width: field.width,
        comma: false,
        precision: field.precision,
        kind: 0,
    })
}

/// The field of `%s`, of ASCII text.
pub fn percent_text(text: &[u8], field: &percent::Field) -> Option<Field> {
    let spec = of_percent(field)?;
    let shown = spec
        .precision
        .map_or(text.len(), |most| text.len().min(most));
    text.is_ascii()
        .then(|| Field::new(&spec, shown, Align::Right))
}

/// `%d`
pub fn percent_int(n: i64, field: &percent::Field) -> Option<Number> {
    let spec = of_percent(field).filter(|spec| spec.precision.is_none())?;
    Number::new(&spec, n < 0, n.unsigned_abs(), 0, None)
}

/// `%f`
pub fn percent_float(x: f64, field: &percent::Field) -> Option<Number> {
    let spec = of_percent(field)?;
    let precision = spec.precision.unwrap_or(6);
    let digits = float::fixed_digits(x.abs(), precision)?;
    Number::new(&spec, x.is_sign_negative(), digits, precision, None)
}

/// A number's field and text.
pub struct Number {
    pub field: Field,
    /// Filled from the end.
    bytes: [u8; LONGEST],
    start: usize,
}

impl Number {
    pub fn text(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
    fn push(&mut self, byte: u8) {
        self.start -= 1;
        self.bytes[self.start] = byte;
    }
    /// `digits / 10**precision`, with what the specification asks for around it.
    fn new(
        spec: &Spec,
        is_negative: bool,
        digits: u64,
        precision: usize,
        tail: Option<u8>,
    ) -> Option<Number> {
        let mut this = Number {
            field: Field::new(spec, 0, Align::Right),
            bytes: [0; LONGEST],
            start: LONGEST,
        };
        if let Some(byte) = tail {
            this.push(byte);
        }
        let mut left = digits;
        for _ in 0..precision {
            this.push(b'0' + (left % 10) as u8);
            left /= 10;
        }
        if precision > 0 {
            this.push(b'.');
        }
        let mut count = 0;
        loop {
            if spec.comma && count == 3 {
                this.push(b',');
                count = 0;
            }
            this.push(b'0' + (left % 10) as u8);
            left /= 10;
            count += 1;
            if left == 0 {
                break;
            }
        }
        if spec.zero {
            if spec.width > LONGEST {
                return None;
            }
            while LONGEST - this.start + usize::from(is_negative) < spec.width {
                this.push(b'0');
            }
        }
        if is_negative {
            this.push(b'-');
        }
        this.field = Field::new(spec, this.text().len(), Align::Right);
        Some(this)
    }
}

pub fn int(n: i64, spec: &[u8]) -> Option<Number> {
    let spec = parse(spec)?;
    if spec.precision.is_some() || !matches!(spec.kind, 0 | b'd') {
        return None;
    }
    Number::new(&spec, n < 0, n.unsigned_abs(), 0, None)
}

pub fn float(x: f64, spec: &[u8]) -> Option<Number> {
    let spec = parse(spec)?;
    let (x, tail) = match spec.kind {
        b'f' => (x, None),
        b'%' => (x * 100.0, Some(b'%')),
        _ => return None,
    };
    let precision = spec.precision.unwrap_or(6);
    let digits = float::fixed_digits(x.abs(), precision)?;
    Number::new(&spec, x.is_sign_negative(), digits, precision, tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{format_float, format_int, format_str};
    use crate::int::IntRef;

    fn filled(field: Field, text: &[u8]) -> Vec<u8> {
        let mut out = vec![field.fill; field.width()];
        out[field.left..field.left + field.shown].copy_from_slice(&text[..field.shown]);
        out
    }

    #[test]
    fn percent_agrees_with_the_long_way() {
        let formats = [
            "%d", "%5d", "%-5d|", "%05d", "%+d", "%.3d", "%-05d", "%60d", "%060d", "%f", "%.2f",
            "%8.3f", "%-9.1f", "%09.2f", "%.0f", "%+.1f", "%#.0f", "%s", "%7s", "%-7s", "%.2s",
            "%07s", "%1s", "%.20f",
        ];
        let mut taken = 0;
        for format in formats {
            let mut parser = percent::Parser::new(format.as_bytes(), false, false);
            let Ok(Some(percent::Piece::Item(item))) = parser.next_piece() else {
                panic!("{format}");
            };
            let field = item.settle(0, 0);
            match format.trim_end_matches('|').as_bytes().last() {
                Some(b'd') => {
                    for n in [0, 7, -7, 12_345, i64::MIN, i64::MAX] {
                        let Some(number) = percent_int(n, &field) else {
                            continue;
                        };
                        taken += 1;
                        let wanted = percent::format_int(&field, IntRef::Small(n), 0).unwrap();
                        let shown = filled(number.field, number.text());
                        assert_eq!(shown, wanted, "{format} {n}");
                    }
                }
                Some(b'f') => {
                    for x in [
                        0.0,
                        -0.0,
                        0.5,
                        2.5,
                        -1234.5678,
                        1e14,
                        1e300,
                        f64::NAN,
                        f64::INFINITY,
                    ] {
                        let Some(number) = percent_float(x, &field) else {
                            continue;
                        };
                        taken += 1;
                        let wanted = percent::format_float(&field, x).unwrap();
                        let shown = filled(number.field, number.text());
                        assert_eq!(shown, wanted, "{format} {x}");
                    }
                }
                _ => {
                    for text in ["", "a", "abc", "abcdefghij", "é"] {
                        let Some(place) = percent_text(text.as_bytes(), &field) else {
                            continue;
                        };
                        taken += 1;
                        let wanted = percent::format_str(&field, text.as_bytes()).unwrap();
                        assert_eq!(filled(place, text.as_bytes()), wanted, "{format} {text}");
                    }
                }
            }
        }
        assert!(taken > 80, "{taken}");
    }

    #[test]
    fn agrees_with_the_long_way() {
        let specs = [
            "", "5", "<8", ">8", "^8", "*^9", "08", "0", "012", ",", "10,", "<12,", ".2f", "8.3f",
            "010.2f", ",.2f", "14,.1f", ".0f", "f", ".1%", "%", "d", "5d", "s", "10s", ".2s",
            ">6.1s", "0=5", "+5", "x", "e", "08,", "-<6", "<<6", "1000d", "2000d",
        ];
        let ints = [
            0,
            1,
            -1,
            12,
            -345,
            999,
            1000,
            -123_456,
            1_234_567_890_123,
            i64::MIN,
            i64::MAX,
        ];
        let floats = [
            0.0,
            -0.0,
            1.0,
            -2.5,
            0.125,
            1234.5678,
            -99_999.995,
            1e14,
            1e300,
            f64::NAN,
            f64::INFINITY,
        ];
        let mut taken = 0;
        for spec in specs.iter().map(|s| s.as_bytes()) {
            for n in ints {
                if let Some(number) = int(n, spec) {
                    taken += 1;
                    let wanted = format_int(IntRef::Small(n), spec, b"int", 0).unwrap();
                    assert_eq!(filled(number.field, number.text()), wanted, "{spec:?} {n}");
                }
            }
            for x in floats {
                if let Some(number) = float(x, spec) {
                    taken += 1;
                    let wanted = format_float(x, spec, b"float").unwrap();
                    assert_eq!(filled(number.field, number.text()), wanted, "{spec:?} {x}");
                }
            }
            for text in ["", "a", "abcdefgh", "quite a long text"] {
                if let Some(field) = ascii(text.len(), spec) {
                    taken += 1;
                    let wanted = format_str(text.as_bytes(), spec, b"str").unwrap();
                    assert_eq!(filled(field, text.as_bytes()), wanted, "{spec:?} {text}");
                }
            }
        }
        assert!(taken > 250, "{taken}");
    }
}
