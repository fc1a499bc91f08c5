//! `product`, `combinations`, `combinations_with_replacement`, `permutations`.

use super::{iterator, machine_index, new_pooled, this};
use crate::native::{TypeDef, arg, class_arg, opt, static_method};
use crate::types::iterators::{ITER, NEXT};
use crate::types::{int, tuple};
use crate::{ClassId, Opt, R, Value, errors, iter, ops};

// The first number of each: where it stands.
const FRESH: i64 = 0;
const RUNNING: i64 = 1;
const DONE: i64 = 2;

/// A tuple of items whose number is known.
fn chosen<'a>(items: impl Iterator<Item = &'a Value>) -> Value {
    tuple::new_tuple(items.cloned().collect())
}

/// Pool: tuples. Marks: the place in each.
fn next_product(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let state = &it.n[0];
    if state.get() == DONE {
        return Ok(None);
    }
    Ok(it.lists(|pools, places| {
        if state.get() == FRESH {
            state.set(RUNNING);
        } else {
            let turned = pools
                .iter()
                .zip(places.iter_mut())
                .rev()
                .any(|(pool, place)| {
                    *place += 1;
                    let stays = *place < tuple::len(pool);
                    if !stays {
                        *place = 0;
                    }
                    stays
                });
            if !turned {
                state.set(DONE);
                return None;
            }
        }
        let items = pools.iter().zip(places.iter());
        Some(chosen(
            items.map(|(pool, place)| &tuple::items(pool)[*place]),
        ))
    }))
}

fn new_product(args: &[Opt]) -> R {
    let class = class_arg(args, ClassId::PRODUCT)?;
    let times = opt(args, 1).map_or(Ok(1), machine_index)?;
    if times < 0 {
        return Err(errors::value_error("repeat argument cannot be negative"));
    }
    let given = tuple::items(arg(args, 2));
    let mut once = vec![];
    if times > 0 {
        for iterable in given {
            once.push(tuple::new_tuple(iter::collect(iterable)?));
        }
    }
    let Some(total) = once
        .len()
        .checked_mul(times as usize)
        .filter(|n| *n <= isize::MAX as usize / 16)
    else {
        return Err(errors::overflow_error("repeat argument too large"));
    };
    let is_empty = once.iter().any(|pool| tuple::len(pool) == 0);
    let pools: Vec<Value> = once.iter().cycle().take(total).cloned().collect();
    let state = if is_empty { DONE } else { FRESH };
    let places = vec![0; total];
    Ok(new_pooled::<0>(
        class.id,
        [],
        [state, 0, 0, 0],
        pools,
        places,
    ))
}

/// Pool: the items. Marks: the chosen places, rising.
fn next_combinations(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let state = &it.n[0];
    if state.get() == DONE {
        return Ok(None);
    }
    Ok(it.lists(|pool, places| {
        if state.get() == FRESH {
            state.set(RUNNING);
        } else {
            let (n, r) = (pool.len(), places.len());
            let Some(at) = (0..r).rev().find(|i| places[*i] != i + n - r) else {
                state.set(DONE);
                return None;
            };
            let first = places[at] + 1;
            for (place, value) in places[at..].iter_mut().zip(first..) {
                *place = value;
            }
        }
        Some(chosen(places.iter().map(|place| &pool[*place])))
    }))
}

fn next_with_replacement(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let state = &it.n[0];
    if state.get() == DONE {
        return Ok(None);
    }
    Ok(it.lists(|pool, places| {
        if state.get() == FRESH {
            state.set(RUNNING);
        } else {
            let last = pool.len().wrapping_sub(1);
            let Some(at) = places.iter().rposition(|place| *place != last) else {
                state.set(DONE);
                return None;
            };
            let value = places[at] + 1;
            places[at..].fill(value);
        }
        Some(chosen(places.iter().map(|place| &pool[*place])))
    }))
}

/// How many are chosen.
fn size(v: &Value) -> R<usize> {
    let r = machine_index(v)?;
    if r < 0 {
        return Err(errors::value_error("r must be non-negative"));
    }
    Ok(r as usize)
}

fn new_combinations(args: &[Opt]) -> R {
    let class = class_arg(args, ClassId::COMBINATIONS)?;
    let pool = iter::collect(arg(args, 1))?;
    let r = size(arg(args, 2))?;
    let (state, places) = if r <= pool.len() {
        (FRESH, (0..r).collect())
    } else {
        (DONE, vec![])
    };
    Ok(new_pooled::<0>(
        class.id,
        [],
        [state, 0, 0, 0],
        pool,
        places,
    ))
}

fn new_with_replacement(args: &[Opt]) -> R {
    let class = class_arg(args, ClassId::COMBINATIONS_WITH_REPLACEMENT)?;
    let pool = iter::collect(arg(args, 1))?;
    let r = size(arg(args, 2))?;
    if r > isize::MAX as usize / 16 {
        return Err(errors::memory_error());
    }
    let (state, places) = if pool.is_empty() && r > 0 {
        (DONE, vec![])
    } else {
        (FRESH, vec![0; r])
    };
    Ok(new_pooled::<0>(
        class.id,
        [],
        [state, 0, 0, 0],
        pool,
        places,
    ))
}

/// Pool: the items. Marks: an order of their places, then how many turns are left for each of the chosen. Second number: how
/// many are chosen.
fn next_permutations(iterator: &Value) -> R<Opt> {
    let it = this(iterator);
    let state = &it.n[0];
    if state.get() == DONE {
        return Ok(None);
    }
    let r = it.n[1].get() as usize;
    Ok(it.lists(|pool, marks| {
        let n = pool.len();
        let (places, cycles) = marks.split_at_mut(n);
        if state.get() == FRESH {
            state.set(RUNNING);
        } else {
            let turned = (0..r).rev().any(|i| {
                cycles[i] -= 1;
                let left = cycles[i];
                if left == 0 {
                    // This place has had every item: put them back in order.
                    places[i..].rotate_left(1);
                    cycles[i] = n - i;
                } else {
                    places.swap(i, n - left);
                }
                left > 0
            });
            if !turned {
                state.set(DONE);
                return None;
            }
        }
        Some(chosen(places[..r].iter().map(|place| &pool[*place])))
    }))
}

fn new_permutations(args: &[Opt]) -> R {
    let class = class_arg(args, ClassId::PERMUTATIONS)?;
    let pool = iter::collect(arg(args, 1))?;
    let n = pool.len();
    let r = match opt(args, 2).filter(|r| !r.is_none()) {
        None => n,
        Some(r) if int::as_int(r).is_none() => {
            return Err(errors::type_error("Expected int as r"));
        }
        Some(r) => size(r)?,
    };
    let (state, marks) = if r <= n {
        (FRESH, (0..n).chain((n - r + 1..=n).rev()).collect())
    } else {
        (DONE, vec![])
    };
    Ok(new_pooled::<0>(
        class.id,
        [],
        [state, r as i64, 0, 0],
        pool,
        marks,
    ))
}

pub(super) const TYPES: &[TypeDef] = &[
    iterator(
        ClassId::PRODUCT,
        next_product,
        "Cartesian product of input iterables.  Equivalent to nested for-loops.",
        &[
            static_method("__new__(cls, /, *iterables, repeat=1)", new_product),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::COMBINATIONS,
        next_combinations,
        "Return successive r-length combinations of elements in the iterable.\n\ncombinations(range(4), 3) --> (0,1,2), (0,1,3), (0,2,3), (1,2,3)",
        &[
            static_method("__new__(cls, iterable, r)", new_combinations),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::COMBINATIONS_WITH_REPLACEMENT,
        next_with_replacement,
        "Return successive r-length combinations of elements in the iterable allowing individual elements to have successive repeats.",
        &[
            static_method("__new__(cls, iterable, r)", new_with_replacement),
            ITER,
            NEXT,
        ],
    ),
    iterator(
        ClassId::PERMUTATIONS,
        next_permutations,
        "Return successive r-length permutations of elements in the iterable.\n\npermutations(range(3), 2) --> (0,1), (0,2), (1,0), (1,2), (2,0), (2,1)",
        &[
            static_method("__new__(cls, iterable, r=None)", new_permutations),
            ITER,
            NEXT,
        ],
    ),
];
