//! `_heapq`: what `heapq` does with heaps, lists of which the first item is the smallest (or the largest).

use super::NativeModule;
use crate::native::{NativeDef, arg, method};
use crate::ops;
use crate::types::list::ListObj;
use crate::{Opt, R, Value, errors};

fn heap<'a>(args: &'a [Opt], function: &str, which: &str) -> R<&'a ListObj> {
    let given = arg(args, 0);
    given.get::<ListObj>().ok_or_else(|| {
        errors::type_error(format!(
            "{function}() argument{which} must be list, not {}",
            errors::argument_name(given)
        ))
    })
}

#[cold]
fn out_of_range() -> crate::Raised {
    errors::index_error("index out of range")
}

/// Whether the item at `a` belongs above the one at `b`. Comparing may run Python code, but that may not resize the heap.
#[inline]
fn above<const MAX: bool>(heap: &ListObj, a: usize, b: usize) -> R<bool> {
    let (a, b) = if MAX { (b, a) } else { (a, b) };
    if let Some(answer) = heap.with_two(a, b, ops::less_fast).flatten() {
        return Ok(answer);
    }
    let size = heap.len();
    let (x, y) = match (heap.get(a), heap.get(b)) {
        (Some(x), Some(y)) => (x, y),
        _ => return Err(out_of_range()),
    };
    let answer = ops::compare_truth(ops::Cmp::Lt, &x, &y)?;
    if heap.len() != size {
        return Err(errors::runtime_error("list changed size during iteration"));
    }
    Ok(answer)
}

/// Moves the item at `at` towards the root until its parent belongs above it.
fn sift_down<const MAX: bool>(heap: &ListObj, start: usize, mut at: usize) -> R<()> {
    while at > start {
        let parent = (at - 1) >> 1;
        if !above::<MAX>(heap, at, parent)? {
            break;
        }
        heap.swap(at, parent);
        at = parent;
    }
    Ok(())
}

/// Moves the item at `start` to a leaf, its better children going up, then back to where it belongs: it mostly came from a
/// leaf, and belongs near one (Knuth, volume 3).
fn sift_up<const MAX: bool>(heap: &ListObj, start: usize) -> R<()> {
    let end = heap.len();
    let mut at = start;
    while at < end >> 1 {
        let mut child = 2 * at + 1;
        if child + 1 < end && !above::<MAX>(heap, child, child + 1)? {
            child += 1;
        }
        heap.swap(at, child);
        at = child;
    }
    sift_down::<MAX>(heap, start, at)
}

fn push<const MAX: bool>(heap: &ListObj, item: &Value) -> R {
    heap.push(item.clone());
    sift_down::<MAX>(heap, 0, heap.len() - 1)?;
    Ok(Value::NONE)
}

fn pop<const MAX: bool>(heap: &ListObj) -> R {
    let last = heap.pop().ok_or_else(out_of_range)?;
    match heap.replace_at(0, last.clone()) {
        None => Ok(last),
        Some(first) => {
            sift_up::<MAX>(heap, 0)?;
            Ok(first)
        }
    }
}

fn replace<const MAX: bool>(heap: &ListObj, item: &Value) -> R {
    let first = heap.replace_at(0, item.clone()).ok_or_else(out_of_range)?;
    sift_up::<MAX>(heap, 0)?;
    Ok(first)
}

fn push_pop<const MAX: bool>(heap: &ListObj, item: &Value) -> R {
    let Some(first) = heap.get(0) else {
        return Ok(item.clone());
    };
    let goes_in = if MAX {
        ops::compare_truth(ops::Cmp::Lt, item, &first)?
    } else {
        ops::compare_truth(ops::Cmp::Lt, &first, item)?
    };
    if !goes_in {
        return Ok(item.clone());
    }
    drop(first);
    replace::<MAX>(heap, item)
}

fn make<const MAX: bool>(heap: &ListObj) -> R {
    for at in (0..heap.len() / 2).rev() {
        sift_up::<MAX>(heap, at)?;
    }
    Ok(Value::NONE)
}

const FUNCTIONS: &[NativeDef] = &[
    method("heappush(heap, item, /)", |a| {
        push::<false>(heap(a, "heappush", " 1")?, arg(a, 1))
    }),
    method("heappop(heap, /)", |a| {
        pop::<false>(heap(a, "heappop", "")?)
    }),
    method("heapreplace(heap, item, /)", |a| {
        replace::<false>(heap(a, "heapreplace", " 1")?, arg(a, 1))
    }),
    method("heappushpop(heap, item, /)", |a| {
        push_pop::<false>(heap(a, "heappushpop", " 1")?, arg(a, 1))
    }),
    method("heapify(heap, /)", |a| {
        make::<false>(heap(a, "heapify", "")?)
    }),
    method("heappush_max(heap, item, /)", |a| {
        push::<true>(heap(a, "heappush_max", " 1")?, arg(a, 1))
    }),
    method("heappop_max(heap, /)", |a| {
        pop::<true>(heap(a, "heappop_max", "")?)
    }),
    method("heapreplace_max(heap, item, /)", |a| {
        replace::<true>(heap(a, "heapreplace_max", " 1")?, arg(a, 1))
    }),
    method("heappushpop_max(heap, item, /)", |a| {
        push_pop::<true>(heap(a, "heappushpop_max", " 1")?, arg(a, 1))
    }),
    method("heapify_max(heap, /)", |a| {
        make::<true>(heap(a, "heapify_max", "")?)
    }),
];

pub const MODULE: NativeModule = NativeModule {
    name: "_heapq",
    doc: "Heap queue algorithm (a.k.a. priority queue).",
    functions: FUNCTIONS,
    init: super::nothing,
    mark: super::MARK,
};
