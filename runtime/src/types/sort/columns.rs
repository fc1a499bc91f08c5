//! Keys that compare without special methods: ints, floats, strs, or tuples of such, of one kind each. They are sorted by machine
//! words that lie beside their positions: each object is read once per word, and not once per comparison.

use crate::types::{float, str, tuple};
use crate::{ClassId, Value};
use std::cmp::Ordering;

/// What all the values of a column are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Small ints and bools.
    Int,
    /// No NaN among them.
    Float,
    Str,
}

impl Kind {
    #[inline]
    fn of(v: &Value) -> Option<Kind> {
        if v.is_small() || v.as_bool().is_some() {
            Some(Kind::Int)
        } else if v.is_exactly(ClassId::STR) {
            Some(Kind::Str)
        } else if v.is_exactly(ClassId::FLOAT) && float::as_f64(v).is_some_and(|x| !x.is_nan()) {
            Some(Kind::Float)
        } else {
            None
        }
    }
    /// The one kind of all these values.
    fn of_all<'a>(mut values: impl Iterator<Item = &'a Value>) -> Option<Kind> {
        let first = Kind::of(values.next()?)?;
        values.all(|v| Kind::of(v) == Some(first)).then_some(first)
    }
    /// How two values compare, strs from a byte on up to which they are equal.
    fn compare(self, a: &Value, b: &Value, from: usize) -> Ordering {
        match self {
            Kind::Int | Kind::Float => self.word(a, 0).cmp(&self.word(b, 0)),
            Kind::Str => str::bytes_of(a)[from..].cmp(&str::bytes_of(b)[from..]),
        }
    }
    /// A word ordered as the values are. That of a str holds seven bytes from `from` on, and how many bytes there were; more
    /// than seven count as [`MORE`].
    #[inline(always)]
    fn word(self, v: &Value, from: usize) -> u64 {
        const SIGN: u64 = 1 << 63;
        match self {
            Kind::Int => {
                let int = v.as_small().unwrap_or(v.is(&Value::TRUE) as i64);
                int as u64 ^ SIGN
            }
            Kind::Float => {
                // The two zeros are equal.
                let bits = (float::as_f64(v).unwrap_or(0.0) + 0.0).to_bits() as i64;
                (bits ^ ((bits >> 63) as u64 >> 1) as i64) as u64 ^ SIGN
            }
            Kind::Str => {
                let rest = &str::bytes_of(v)[from..];
                if let Some(head) = rest.first_chunk::<8>() {
                    return u64::from_be_bytes(*head) & !0xFF | MORE;
                }
                let mut head = [0; 8];
                head[..rest.len()].copy_from_slice(rest);
                head[7] = rest.len() as u8;
                u64::from_be_bytes(head)
            }
        }
    }
}

/// The last byte of a str's word when the str goes on.
const MORE: u64 = 8;
/// Ranges up to this length are sorted by comparing the values themselves.
const SHORT: usize = 12;

pub struct Columns<'a> {
    keys: &'a [Value],
    kinds: Vec<Kind>,
    are_tuples: bool,
}

/// Positions whose keys are equal in the columns before this one, and in its first bytes.
struct Range {
    start: usize,
    end: usize,
    column: usize,
    from: usize,
}

impl<'a> Columns<'a> {
    /// The columns of the keys, if they are such keys.
    pub fn of(keys: &'a [Value]) -> Option<Columns<'a>> {
        if let Some(kind) = Kind::of_all(keys.iter()) {
            let kinds = vec![kind];
            let are_tuples = false;
            return Some(Columns {
                keys,
                kinds,
                are_tuples,
            });
        }
        let width = |k: &Value| k.is_exactly(ClassId::TUPLE).then(|| tuple::items(k).len());
        let first = width(keys.first()?)?;
        if first == 0 || !keys.iter().all(|k| width(k) == Some(first)) {
            return None;
        }
        let kinds = (0..first)
            .map(|c| Kind::of_all(keys.iter().map(|k| &tuple::items(k)[c])))
            .collect::<Option<Vec<Kind>>>()?;
        Some(Columns {
            keys,
            kinds,
            are_tuples: true,
        })
    }

    #[inline(always)]
    fn value(&self, position: u32, column: usize) -> &'a Value {
        let key = &self.keys[position as usize];
        if self.are_tuples {
            &tuple::items(key)[column]
        } else {
            key
        }
    }

    /// Sorts positions by their keys; equal ones stay in order.
    pub fn sort(&self, order: &mut [u32]) {
        let mut pairs = Vec::with_capacity(order.len());
        let mut left = vec![Range {
            start: 0,
            end: order.len(),
            column: 0,
            from: 0,
        }];
        while let Some(range) = left.pop() {
            let part = &mut order[range.start..range.end];
            if part.len() <= SHORT {
                super::sort_few(part, |a, b| self.compare(*a, *b, &range).is_lt());
                continue;
            }
            self.sort_range(part, &range, &mut pairs, &mut left);
        }
    }

    fn compare(&self, a: u32, b: u32, range: &Range) -> Ordering {
        let mut from = range.from;
        for (c, kind) in self.kinds.iter().enumerate().skip(range.column) {
            let order = kind.compare(self.value(a, c), self.value(b, c), from);
            if order.is_ne() {
                return order;
            }
            from = 0;
        }
        Ordering::Equal
    }

    /// Sorts a range by one word of its column, and leaves what is equal in that for later.
    fn sort_range(
        &self,
        part: &mut [u32],
        range: &Range,
        pairs: &mut Vec<(u64, u32)>,
        left: &mut Vec<Range>,
    ) {
        let (column, kind) = (range.column, self.kinds[range.column]);
        let mut from = range.from;
        if kind == Kind::Str {
            from += self.common_prefix(part, column, from);
        }
        pairs.clear();
        pairs.extend(
            part.iter()
                .map(|i| (kind.word(self.value(*i, column), from), *i)),
        );
        pairs.sort_by_key(|pair| pair.0);
        let mut start = 0;
        for same in pairs.chunk_by(|a, b| a.0 == b.0) {
            let end = start + same.len();
            let goes_on = kind == Kind::Str && same[0].0 & 0xFF == MORE;
            let next = if goes_on { column } else { column + 1 };
            if same.len() > 1 && next < self.kinds.len() {
                left.push(Range {
                    start: range.start + start,
                    end: range.start + end,
                    column: next,
                    from: if goes_on { from + 7 } else { 0 },
                });
            }
            start = end;
        }
        for (slot, pair) in part.iter_mut().zip(&*pairs) {
            *slot = pair.1;
        }
    }

    /// How many bytes from `from` on all the strs of a column begin with.
    fn common_prefix(&self, part: &[u32], column: usize, from: usize) -> usize {
        let bytes = |i: u32| &str::bytes_of(self.value(i, column))[from..];
        let mut common = bytes(part[0]);
        for i in &part[1..] {
            let other = bytes(*i);
            if !other.starts_with(common) {
                let n = common.iter().zip(other).take_while(|(a, b)| a == b);
                common = &common[..n.count()];
            }
            if common.is_empty() {
                break;
            }
        }
        common.len()
    }
}
