//! `list.sort` and `sorted`.

mod columns;

use crate::ops::{self, Cmp};
use crate::types::list::ListObj;
use crate::{R, Value, call, errors};
use columns::Columns;

/// Sorts a few things, stably, in less code than the sorts of the standard library are.
pub fn sort_few<T>(items: &mut [T], is_less: impl Fn(&T, &T) -> bool) {
    for end in 1..items.len() {
        let mut at = end;
        while at > 0 && is_less(&items[at], &items[at - 1]) {
            items.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// Sorts a list in place. The list is empty meanwhile, so that Python code sees no half-sorted items.
pub fn sort_list(list: &ListObj, key: Option<&Value>, reverse: Option<&Value>) -> R<()> {
    let reverse = match reverse {
        Some(v) => ops::truth(v)?,
        None => false,
    };
    let form = list.form();
    let items = list.take_to_sort();
    let (items, result) = sort_items(items, key, reverse);
    let changed = !list.is_untouched();
    list.set_all(items, form);
    result?;
    if changed {
        return Err(errors::value_error("list modified during sort"));
    }
    Ok(())
}

/// Sorts items; they are returned also when a comparison raises.
pub fn sort_items(items: Vec<Value>, key: Option<&Value>, reverse: bool) -> (Vec<Value>, R<()>) {
    let Some(f) = key.filter(|k| !k.is_none()) else {
        let (order, result) = order_of(&items, reverse);
        return (permute(items, &order), result);
    };
    let mut keys = Vec::with_capacity(items.len());
    for v in &items {
        match call::call(f, &[v]) {
            Ok(k) => keys.push(k),
            Err(e) => return (items, Err(e)),
        }
    }
    let (order, result) = order_of(&keys, reverse);
    (permute(items, &order), result)
}

/// The items in a new order, which names each position once.
fn permute(items: Vec<Value>, order: &[u32]) -> Vec<Value> {
    debug_assert_eq!(items.len(), order.len());
    let words: Vec<u64> = items.into_iter().map(Value::into_word).collect();
    order
        .iter()
        // SAFETY: the position is named once, so the word's reference has one owner as before.
        .map(|i| unsafe { Value::from_word(words[*i as usize]) })
        .collect()
}

/// The positions of the keys in sorted order; some permutation when a comparison raises.
fn order_of(keys: &[Value], reverse: bool) -> (Vec<u32>, R<()>) {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    // Equal keys keep their order backwards too: reverse, sort, reverse.
    if reverse {
        order.reverse();
    }
    let mut result = Ok(());
    // An order that needs no Python code and is total: any stable sort gives the same.
    if let Some(columns) = Columns::of(keys) {
        columns.sort(&mut order);
    } else {
        let mut sort = TimSort::new(order, keys);
        result = sort.run();
        order = sort.order;
    }
    if reverse {
        order.reverse();
    }
    (order, result)
}

const MIN_GALLOP: usize = 7;
const MAX_MINRUN: usize = 64;

/// A run that waits to be merged: start, length, and the power of the boundary behind it.
struct Run {
    start: usize,
    len: usize,
    power: u32,
}

/// Tim Peters' sort as CPython does it, comparison by comparison: what an `__lt__` with effects or without consistency sees
/// and yields is the same. After: CPython's `Objects/listobject.c`.
struct TimSort<'a> {
    order: Vec<u32>,
    keys: &'a [Value],
    runs: Vec<Run>,
    min_gallop: usize,
}

impl<'a> TimSort<'a> {
    fn new(order: Vec<u32>, keys: &'a [Value]) -> TimSort<'a> {
        TimSort {
            order,
            keys,
            runs: vec![],
            min_gallop: MIN_GALLOP,
        }
    }
    /// Compares keys by number.
    fn less(&self, a: u32, b: u32) -> R<bool> {
        ops::compare_truth(Cmp::Lt, &self.keys[a as usize], &self.keys[b as usize])
    }
    /// Compares what lies at two places.
    fn less_at(&self, a: usize, b: usize) -> R<bool> {
        self.less(self.order[a], self.order[b])
    }

    fn run(&mut self) -> R<()> {
        let total = self.order.len();
        if total < 2 {
            return Ok(());
        }
        let min_run = min_run(total);
        let (mut start, mut left) = (0, total);
        while left > 0 {
            let mut n = self.count_run(start, left)?;
            if n < min_run {
                let forced = left.min(min_run);
                self.binary_sort(start, forced, n)?;
                n = forced;
            }
            self.before_push(n)?;
            self.runs.push(Run {
                start,
                len: n,
                power: 0,
            });
            start += n;
            left -= n;
        }
        while self.runs.len() > 1 {
            let mut at = self.runs.len() - 2;
            if at > 0 && self.runs[at - 1].len < self.runs[at + 1].len {
                at -= 1;
            }
            self.merge_at(at)?;
        }
        Ok(())
    }

    /// The length of the run at `start`; a descending one is turned round.
    fn count_run(&mut self, start: usize, left: usize) -> R<usize> {
        let mut n = 1;
        while n < left && !self.less_at(start + n, start + n - 1)? {
            n += 1;
        }
        if n == left {
            return Ok(n);
        }
        if n > 1 {
            if self.less_at(start, start + n - 1)? {
                return Ok(n);
            }
            // All equal so far.
            self.order[start..start + n].reverse();
        }
        n += 1;
        // Equal neighbours within the descending run, less one.
        let mut equal = 0;
        while n < left {
            if self.less_at(start + n, start + n - 1)? {
                self.reverse_equal(start, n, &mut equal);
            } else if self.less_at(start + n - 1, start + n)? {
                break;
            } else {
                equal += 1;
            }
            n += 1;
        }
        self.reverse_equal(start, n, &mut equal);
        self.order[start..start + n].reverse();
        while n < left && !self.less_at(start + n, start + n - 1)? {
            n += 1;
        }
        Ok(n)
    }
    fn reverse_equal(&mut self, start: usize, n: usize, equal: &mut usize) {
        if *equal > 0 {
            let count = *equal + 1;
            self.order[start + n - count..start + n].reverse();
            *equal = 0;
        }
    }

    /// Insertion sort of `n` places, the first `sorted` of which are sorted.
    fn binary_sort(&mut self, start: usize, n: usize, sorted: usize) -> R<()> {
        for at in sorted.max(1)..n {
            let pivot = self.order[start + at];
            let (mut low, mut high) = (0, at);
            while low < high {
                let middle = (low + high) >> 1;
                if self.less(pivot, self.order[start + middle])? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.order[start + low..=start + at].rotate_right(1);
        }
        Ok(())
    }

    /// Merges until the run to come, of `n` places, may be pushed (powersort).
    fn before_push(&mut self, n: usize) -> R<()> {
        let Some(last) = self.runs.last() else {
            return Ok(());
        };
        let power = power(last.start, last.len, n, self.order.len());
        while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > power {
            self.merge_at(self.runs.len() - 2)?;
        }
        if let Some(last) = self.runs.last_mut() {
            last.power = power;
        }
        Ok(())
    }

    /// Merges the runs `at` and `at + 1`.
    fn merge_at(&mut self, at: usize) -> R<()> {
        let (mut a, mut na) = (self.runs[at].start, self.runs[at].len);
        let (b, mut nb) = (self.runs[at + 1].start, self.runs[at + 1].len);
        self.runs[at].len = na + nb;
        self.runs.remove(at + 1);
        let k = self.gallop_right(self.order[b], &self.order[a..a + na], 0)?;
        a += k;
        na -= k;
        if na == 0 {
            return Ok(());
        }
        nb = self.gallop_left(self.order[a + na - 1], &self.order[b..b + nb], nb - 1)?;
        if nb == 0 {
            return Ok(());
        }
        if na <= nb {
            self.merge_low(a, na, b, nb)
        } else {
            self.merge_high(a, na, b, nb)
        }
    }

    /// Where `key` belongs before equal ones: everything before is less.
    fn gallop_left(&self, key: u32, a: &[u32], hint: usize) -> R<usize> {
        gallop(a, hint, |item| self.less(item, key))
    }
    /// Where `key` belongs behind equal ones: everything from there on is greater.
    fn gallop_right(&self, key: u32, a: &[u32], hint: usize) -> R<usize> {
        gallop(a, hint, |item| Ok(!self.less(key, item)?))
    }

    /// Merges neighbours, the left one of which is not longer.
    fn merge_low(&mut self, a: usize, na: usize, b: usize, nb: usize) -> R<()> {
        let temp = self.order[a..a + na].to_vec();
        let mut m = Merge {
            dest: a,
            a: 0,
            na,
            b,
            nb,
        };
        let result = self.merge_low_loop(&temp, &mut m);
        if let Ok(true) = result {
            // The last of the left run belongs at the end.
            self.order.copy_within(m.b..m.b + m.nb, m.dest);
            self.order[m.dest + m.nb] = temp[m.a];
        } else {
            self.order[m.dest..m.dest + m.na].copy_from_slice(&temp[m.a..m.a + m.na]);
        }
        result.map(drop)
    }
    fn low_from_left(&mut self, temp: &[u32], m: &mut Merge) {
        self.order[m.dest] = temp[m.a];
        m.dest += 1;
        m.a += 1;
        m.na -= 1;
    }
    fn low_from_right(&mut self, m: &mut Merge) {
        self.order[m.dest] = self.order[m.b];
        m.dest += 1;
        m.b += 1;
        m.nb -= 1;
    }
    /// Yields whether one of the left run is left, and it is the greatest.
    fn merge_low_loop(&mut self, temp: &[u32], m: &mut Merge) -> R<bool> {
        self.low_from_right(m);
        if m.nb == 0 {
            return Ok(false);
        }
        if m.na == 1 {
            return Ok(true);
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut wins_a, mut wins_b) = (0, 0);
            loop {
                if self.less(self.order[m.b], temp[m.a])? {
                    self.low_from_right(m);
                    wins_b += 1;
                    wins_a = 0;
                    if m.nb == 0 {
                        return Ok(false);
                    }
                    if wins_b >= min_gallop {
                        break;
                    }
                } else {
                    self.low_from_left(temp, m);
                    wins_a += 1;
                    wins_b = 0;
                    if m.na == 1 {
                        return Ok(true);
                    }
                    if wins_a >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= (min_gallop > 1) as usize;
                self.min_gallop = min_gallop;
                let k = self.gallop_right(self.order[m.b], &temp[m.a..m.a + m.na], 0)?;
                wins_a = k;
                if k > 0 {
                    self.order[m.dest..m.dest + k].copy_from_slice(&temp[m.a..m.a + k]);
                    m.dest += k;
                    m.a += k;
                    m.na -= k;
                    if m.na == 1 {
                        return Ok(true);
                    }
                    if m.na == 0 {
                        return Ok(false);
                    }
                }
                self.low_from_right(m);
                if m.nb == 0 {
                    return Ok(false);
                }
                let k = self.gallop_left(temp[m.a], &self.order[m.b..m.b + m.nb], 0)?;
                wins_b = k;
                if k > 0 {
                    self.order.copy_within(m.b..m.b + k, m.dest);
                    m.dest += k;
                    m.b += k;
                    m.nb -= k;
                    if m.nb == 0 {
                        return Ok(false);
                    }
                }
                self.low_from_left(temp, m);
                if m.na == 1 {
                    return Ok(true);
                }
                if wins_a < MIN_GALLOP && wins_b < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    /// Merges neighbours, the right one of which is shorter: from the end.
    fn merge_high(&mut self, a: usize, na: usize, b: usize, nb: usize) -> R<()> {
        let temp = self.order[b..b + nb].to_vec();
        // `dest` is one behind the next place to fill; `a` the start of the left run, `b` that of `temp`.
        let mut m = Merge {
            dest: b + nb,
            a,
            na,
            b: 0,
            nb,
        };
        let result = self.merge_high_loop(&temp, &mut m);
        if let Ok(true) = result {
            // The first of the right run belongs in front.
            self.order.copy_within(m.a..m.a + m.na, m.dest - m.na);
            self.order[m.dest - m.na - 1] = temp[0];
        } else {
            self.order[m.dest - m.nb..m.dest].copy_from_slice(&temp[..m.nb]);
        }
        result.map(drop)
    }
    fn high_from_left(&mut self, m: &mut Merge) {
        m.dest -= 1;
        m.na -= 1;
        self.order[m.dest] = self.order[m.a + m.na];
    }
    fn high_from_right(&mut self, temp: &[u32], m: &mut Merge) {
        m.dest -= 1;
        m.nb -= 1;
        self.order[m.dest] = temp[m.nb];
    }
    /// Yields whether one of the right run is left, and it is the least.
    fn merge_high_loop(&mut self, temp: &[u32], m: &mut Merge) -> R<bool> {
        self.high_from_left(m);
        if m.na == 0 {
            return Ok(false);
        }
        if m.nb == 1 {
            return Ok(true);
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut wins_a, mut wins_b) = (0, 0);
            loop {
                if self.less(temp[m.nb - 1], self.order[m.a + m.na - 1])? {
                    self.high_from_left(m);
                    wins_a += 1;
                    wins_b = 0;
                    if m.na == 0 {
                        return Ok(false);
                    }
                    if wins_a >= min_gallop {
                        break;
                    }
                } else {
                    self.high_from_right(temp, m);
                    wins_b += 1;
                    wins_a = 0;
                    if m.nb == 1 {
                        return Ok(true);
                    }
                    if wins_b >= min_gallop {
                        break;
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= (min_gallop > 1) as usize;
                self.min_gallop = min_gallop;
                let at =
                    self.gallop_right(temp[m.nb - 1], &self.order[m.a..m.a + m.na], m.na - 1)?;
                let k = m.na - at;
                wins_a = k;
                if k > 0 {
                    self.order.copy_within(m.a + at..m.a + m.na, m.dest - k);
                    m.dest -= k;
                    m.na -= k;
                    if m.na == 0 {
                        return Ok(false);
                    }
                }
                self.high_from_right(temp, m);
                if m.nb == 1 {
                    return Ok(true);
                }
                let at = self.gallop_left(self.order[m.a + m.na - 1], &temp[..m.nb], m.nb - 1)?;
                let k = m.nb - at;
                wins_b = k;
                if k > 0 {
                    self.order[m.dest - k..m.dest].copy_from_slice(&temp[at..m.nb]);
                    m.dest -= k;
                    m.nb -= k;
                    if m.nb == 1 {
                        return Ok(true);
                    }
                    if m.nb == 0 {
                        return Ok(false);
                    }
                }
                self.high_from_left(m);
                if m.na == 0 {
                    return Ok(false);
                }
                if wins_a < MIN_GALLOP && wins_b < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }
}

/// Where a merge stands: the next place to fill, and what is left of the two runs.
struct Merge {
    dest: usize,
    a: usize,
    na: usize,
    b: usize,
    nb: usize,
}

/// How many of the items lie before the place that is looked for: exponential search from `hint`, then binary search.
fn gallop(a: &[u32], hint: usize, is_before: impl Fn(u32) -> R<bool>) -> R<usize> {
    let (mut last, mut ofs) = (0usize, 1usize);
    let (mut low, mut high);
    if is_before(a[hint])? {
        let max = a.len() - hint;
        while ofs < max && is_before(a[hint + ofs])? {
            last = ofs;
            ofs = (ofs << 1) + 1;
        }
        (low, high) = (hint + last + 1, hint + ofs.min(max));
    } else {
        let max = hint + 1;
        while ofs < max && !is_before(a[hint - ofs])? {
            last = ofs;
            ofs = (ofs << 1) + 1;
        }
        (low, high) = (hint + 1 - ofs.min(max), hint - last);
    }
    while low < high {
        let middle = low + ((high - low) >> 1);
        if is_before(a[middle])? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(high)
}

fn min_run(mut n: usize) -> usize {
    let mut r = 0;
    while n >= MAX_MINRUN {
        r |= n & 1;
        n >>= 1;
    }
    n + r
}

/// The power of the boundary between a run at `start` and the next: the first bit in which the middles of the two, as
/// fractions of the whole, differ.
fn power(start: usize, n1: usize, n2: usize, total: usize) -> u32 {
    let mut a = 2 * start + n1;
    let mut b = a + n1 + n2;
    let mut result = 0;
    loop {
        result += 1;
        if a >= total {
            a -= total;
            b -= total;
        } else if b >= total {
            return result;
        }
        a <<= 1;
        b <<= 1;
    }
}
