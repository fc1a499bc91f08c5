//! Sets of characters, ready to be tested: a byte table for what one byte decides, ranges and categories for the rest.
//!
//! Under IGNORECASE a set holds lower-case characters and is asked about the lower-case form of the text's, as `_sre`
//! does it; the byte table has that folded in.

use crate::ast::{Category, CategoryKind, SetItem};
use crate::chars;
use crate::flags;

/// A set of first bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ByteSet(pub [u64; 4]);

impl ByteSet {
    pub const EMPTY: Self = Self([0; 4]);
    pub const FULL: Self = Self([u64::MAX; 4]);

    #[inline]
    pub fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] >> (byte & 63) & 1 != 0
    }

    pub fn insert(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    pub fn union(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
    }

    pub fn intersects(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }

    pub fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    pub fn iter(&self) -> impl Iterator<Item = u8> + '_ {
        (0..=255u8).filter(|&byte| self.has(byte))
    }
}

/// How a text's character is folded before the set is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fold {
    None,
    Ascii,
    Unicode,
    /// A bytes pattern under LOCALE: either case form may be in the set.
    Locale,
}

/// What a set says of characters past ASCII in a text pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beyond {
    All,
    None,
    /// `contains` must be asked.
    Some,
}

#[derive(Clone)]
pub(crate) struct CharSet {
    /// Whether the one-byte character is in the set. In a text pattern, bytes past ASCII hold what `beyond` says,
    /// false where it says `Some`.
    pub table: Box<[bool; 256]>,
    pub beyond: Beyond,
    /// Bytes with which a member may start.
    pub first: ByteSet,
    /// The bytes that are not in the set, when there are at most three of them.
    pub stops: Option<Vec<u8>>,
    negated: bool,
    fold: Fold,
    /// Sorted and disjoint.
    ranges: Vec<(u32, u32)>,
    /// Ranges past the BMP of a folded set: the upper-case form counts too.
    either_case: Vec<(u32, u32)>,
    categories: Vec<(Category, bool)>,
}

fn category_has(category: Category, unicode: bool, c: u32) -> bool {
    let has = match (category.kind, unicode) {
        (CategoryKind::Digit, true) => chars::is_digit(c),
        (CategoryKind::Space, true) => chars::is_space(c),
        (CategoryKind::Word, true) => chars::is_word(c),
        (CategoryKind::Digit, false) => chars::is_ascii_digit(c),
        (CategoryKind::Space, false) => chars::is_ascii_space(c),
        (CategoryKind::Word, false) => chars::is_ascii_word(c),
    };
    has != category.negated
}

fn lead_byte(c: u32) -> u8 {
    match c {
        0..0x80 => c as u8,
        0x80..0x800 => 0xc0 | (c >> 6) as u8,
        0x800..0x10000 => 0xe0 | (c >> 12) as u8,
        _ => 0xf0 | (c >> 18) as u8,
    }
}

fn normalize(ranges: &mut Vec<(u32, u32)>) {
    ranges.sort_unstable();
    let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
    for &(low, high) in ranges.iter() {
        match merged.last_mut() {
            Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
            _ => merged.push((low, high)),
        }
    }
    *ranges = merged;
}

impl CharSet {
    /// The set that `items` mean under `flags`.
    pub fn new(items: &[SetItem], given: u32, is_bytes: bool) -> Self {
        let unicode = given & flags::UNICODE != 0;
        let ignore_case = given & flags::IGNORECASE != 0;
        let fold = match (ignore_case, given & flags::LOCALE != 0, unicode) {
            (false, ..) => Fold::None,
            (true, true, _) => Fold::Locale,
            (true, false, true) => Fold::Unicode,
            (true, false, false) => Fold::Ascii,
        };
        let mut set = Self {
            table: Box::new([false; 256]),
            beyond: Beyond::None,
            first: ByteSet::EMPTY,
            stops: None,
            negated: items.first() == Some(&SetItem::Negate),
            fold,
            ranges: Vec::new(),
            either_case: Vec::new(),
            categories: Vec::new(),
        };
        let mut is_cased = fold == Fold::Locale;
        for &item in items {
            match item {
                SetItem::Negate => {}
                SetItem::Literal(c) => set.add_range(c, c, &mut is_cased),
                SetItem::Range(low, high) => set.add_range(low, high, &mut is_cased),
                SetItem::Category(category) => set.categories.push((category, unicode)),
            }
        }
        if !is_cased {
            set.fold = Fold::None;
        }
        normalize(&mut set.ranges);
        set.tabulate(is_bytes);
        set
    }

    fn add_range(&mut self, low: u32, high: u32, is_cased: &mut bool) {
        match self.fold {
            Fold::None | Fold::Locale => self.ranges.push((low, high)),
            Fold::Ascii => {
                *is_cased |=
                    low <= 122 && high >= 65 && (low..=high.min(122)).any(chars::is_ascii_letter);
                for c in low..=high.min(127) {
                    self.ranges
                        .push((chars::ascii_lower(c), chars::ascii_lower(c)));
                }
                if high > 127 {
                    self.ranges.push((low.max(128), high));
                }
            }
            Fold::Unicode => {
                for c in low..=high.min(0xffff) {
                    let folded = chars::lower(c);
                    self.ranges.push((folded, folded));
                    self.ranges
                        .extend(chars::extra_cases(folded).iter().map(|&c| (c, c)));
                    *is_cased |= chars::is_cased(c);
                }
                if high > 0xffff && low == high {
                    let folded = chars::lower(low);
                    self.ranges.push((folded, folded));
                    *is_cased |= chars::is_cased(low);
                } else if high > 0xffff {
                    self.either_case.push((low, high));
                    *is_cased = true;
                }
                if self.ranges.len() > 4096 {
                    normalize(&mut self.ranges);
                }
            }
        }
    }

    fn has_folded(&self, c: u32) -> bool {
        let at = self.ranges.partition_point(|&(_, high)| high < c);
        if self.ranges.get(at).is_some_and(|&(low, _)| low <= c) {
            return true;
        }
        if self
            .categories
            .iter()
            .any(|&(category, unicode)| category_has(category, unicode, c))
        {
            return true;
        }
        self.either_case.iter().any(|&(low, high)| {
            let upper = chars::upper(c);
            (low..=high).contains(&c) || (low..=high).contains(&upper)
        })
    }

    /// Whether the text's character `c` matches.
    pub fn contains(&self, c: u32) -> bool {
        match self.fold {
            Fold::None => self.has_folded(c) != self.negated,
            Fold::Ascii => self.has_folded(chars::ascii_lower(c)) != self.negated,
            Fold::Unicode => self.has_folded(chars::lower(c)) != self.negated,
            Fold::Locale => {
                let either = self.has_folded(chars::ascii_lower(c))
                    || self.has_folded(chars::ascii_upper(c));
                either != self.negated
            }
        }
    }

    fn tabulate(&mut self, is_bytes: bool) {
        let direct = if is_bytes { 256 } else { 128 };
        for c in 0..direct {
            self.table[c as usize] = self.contains(c);
        }
        if !is_bytes {
            self.beyond = self.judge_beyond();
            if self.beyond == Beyond::All {
                self.table[128..].fill(true);
            }
        }
        for byte in 0..=255u8 {
            if self.table[usize::from(byte)] {
                self.first.insert(byte);
            }
        }
        if self.beyond == Beyond::Some {
            self.add_lead_bytes();
        } else {
            let stops: Vec<u8> = (0..=255).filter(|&byte| !self.first.has(byte)).collect();
            self.stops = (stops.len() <= 3).then_some(stops);
        }
    }

    fn judge_beyond(&self) -> Beyond {
        let past_ascii = |&(_, high): &(u32, u32)| high >= 128;
        let ascii_inverse = |&(category, unicode): &(Category, bool)| !unicode && category.negated;
        let all = self
            .ranges
            .iter()
            .any(|&(low, high)| low <= 128 && high >= 0x10ffff)
            || self.categories.iter().any(ascii_inverse);
        // The two characters past ASCII whose lower-case form is in it: I with dot above and the Kelvin sign.
        let folds_down =
            self.fold == Fold::Unicode && (self.has_folded(0x69) || self.has_folded(0x6b));
        let any = self.ranges.iter().any(past_ascii)
            || !self.either_case.is_empty()
            || folds_down
            || self
                .categories
                .iter()
                .any(|item| item.1 || ascii_inverse(item));
        match (all, any, self.negated) {
            (true, _, false) | (false, false, true) => Beyond::All,
            (true, _, true) | (false, false, false) => Beyond::None,
            (false, true, _) => Beyond::Some,
        }
    }

    fn add_lead_bytes(&mut self) {
        let past_ascii: Vec<_> = self.ranges.iter().filter(|range| range.1 >= 128).collect();
        // Dotless i and long s have no other upper-case form that lowers to them.
        let exact = self.fold == Fold::None
            || (self.fold == Fold::Unicode
                && past_ascii
                    .iter()
                    .all(|range| matches!(range, (0x131, 0x131) | (0x17f, 0x17f))));
        if self.negated || !exact || !self.categories.is_empty() || !self.either_case.is_empty() {
            (0x80..=0xff).for_each(|byte| self.first.insert(byte));
            return;
        }
        let mut first = self.first;
        for &&(low, high) in &past_ascii {
            (lead_byte(low.max(128))..=lead_byte(high)).for_each(|byte| first.insert(byte));
        }
        if self.fold == Fold::Unicode && self.has_folded(0x69) {
            first.insert(lead_byte(0x130));
        }
        if self.fold == Fold::Unicode && self.has_folded(0x6b) {
            first.insert(lead_byte(0x212a));
        }
        self.first = first;
    }

    /// Whether both sets surely have no character in common.
    pub fn is_disjoint(&self, other: &CharSet) -> bool {
        if !self.first.intersects(&other.first) {
            return true;
        }
        let same_ascii = (0..128).any(|byte| self.table[byte] && other.table[byte]);
        if same_ascii || self.fold != Fold::None || other.fold != Fold::None {
            return false;
        }
        // `\w` and `\s`, `\d` and `\s`: disjoint categories with nothing else past ASCII.
        let kind = |set: &CharSet| {
            let plain = !set.negated && set.ranges.iter().all(|&(_, high)| high < 128);
            match set.categories[..] {
                [(category, true)] if plain && !category.negated => Some(category.kind),
                _ => None,
            }
        };
        matches!(
            (kind(self), kind(other)),
            (
                Some(CategoryKind::Space),
                Some(CategoryKind::Word | CategoryKind::Digit)
            ) | (
                Some(CategoryKind::Word | CategoryKind::Digit),
                Some(CategoryKind::Space)
            )
        )
    }
}
