//! `list.sort` and `sorted`.

use crate::ops::{self, Cmp};
use crate::types::list::ListObj;
use crate::types::{float, str};
use crate::{ClassId, R, Value, call, errors};

/// Sorts a list in place. The list is empty meanwhile, so that Python code sees no half-sorted items.
pub fn sort_list(list: &ListObj, key: Option<&Value>, reverse: Option<&Value>) -> R<()> {
    let reverse = match reverse {
        Some(v) => ops::truth(v)?,
        None => false,
    };
    let items = list.take_all();
    let (items, result) = sort_items(items, key, reverse);
    let changed = !list.is_empty();
    list.set_all(items);
    result?;
    if changed {
        return Err(errors::value_error("list modified during sort"));
    }
    Ok(())
}

/// Sorts items; they are returned also when a comparison raises.
pub fn sort_items(items: Vec<Value>, key: Option<&Value>, reverse: bool) -> (Vec<Value>, R<()>) {
    let mut pairs: Vec<Pair> = Vec::with_capacity(items.len());
    match key.filter(|k| !k.is_none()) {
        None => pairs.extend(items.into_iter().map(|v| Pair { key: v, item: None })),
        Some(f) => {
            let mut keys = Vec::with_capacity(items.len());
            for v in &items {
                match call::call(f, &[v]) {
                    Ok(k) => keys.push(k),
                    Err(e) => return (items, Err(e)),
                }
            }
            pairs.extend(
                keys.into_iter()
                    .zip(items)
                    .map(|(key, v)| Pair { key, item: Some(v) }),
            );
        }
    }
    // Stability holds when sorting backwards too: reverse, sort, reverse.
    if reverse {
        pairs.reverse();
    }
    let result = sort_pairs(&mut pairs);
    if reverse {
        pairs.reverse();
    }
    (
        pairs.into_iter().map(|p| p.item.unwrap_or(p.key)).collect(),
        result,
    )
}

struct Pair {
    key: Value,
    /// None when the item is the key.
    item: Option<Value>,
}

fn sort_pairs(pairs: &mut Vec<Pair>) -> R<()> {
    let all = |f: &dyn Fn(&Value) -> bool| pairs.iter().all(|p| f(&p.key));
    // Orders that need no Python code, and are total.
    if all(&|k| k.is_small()) {
        pairs.sort_by_key(|p| p.key.as_small());
        return Ok(());
    }
    if all(&|k| k.is_exactly(ClassId::STR)) {
        pairs.sort_by(|a, b| str::bytes_of(&a.key).cmp(str::bytes_of(&b.key)));
        return Ok(());
    }
    if all(&|k| k.is_exactly(ClassId::FLOAT) && float::as_f64(k).is_some_and(|x| !x.is_nan())) {
        let number = |p: &Pair| float::as_f64(&p.key).unwrap_or(0.0);
        pairs.sort_by(|a, b| {
            number(a)
                .partial_cmp(&number(b))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        return Ok(());
    }
    let n = pairs.len();
    let mut from: Vec<Option<Pair>> = pairs.drain(..).map(Some).collect();
    let mut to: Vec<Option<Pair>> = (0..n).map(|_| None).collect();
    let result = merge_sort(&mut from, &mut to);
    pairs.extend(from.into_iter().flatten());
    result
}

/// Stable; leaves a permutation in `items` when a comparison raises.
fn merge_sort(items: &mut [Option<Pair>], spare: &mut [Option<Pair>]) -> R<()> {
    let n = items.len();
    if n < 2 {
        return Ok(());
    }
    let middle = n / 2;
    merge_sort(&mut items[..middle], &mut spare[..middle])?;
    merge_sort(&mut items[middle..], &mut spare[middle..])?;
    let (mut i, mut j, mut k) = (0, middle, 0);
    let mut result = Ok(());
    while i < middle && j < n {
        let (a, b) = (items[i].as_ref(), items[j].as_ref());
        let (a, b) = (a.expect("present"), b.expect("present"));
        match ops::compare_truth(Cmp::Lt, &b.key, &a.key) {
            Ok(true) => {
                spare[k] = items[j].take();
                j += 1;
            }
            Ok(false) => {
                spare[k] = items[i].take();
                i += 1;
            }
            Err(e) => {
                result = Err(e);
                break;
            }
        }
        k += 1;
    }
    for at in (i..middle).chain(j..n) {
        spare[k] = items[at].take();
        k += 1;
    }
    for (to, from) in items.iter_mut().zip(spare) {
        *to = from.take();
    }
    result
}
