"""Heaps: lists of which the first item is the smallest.

`heap[k] <= heap[2 * k + 1]` and `heap[k] <= heap[2 * k + 2]` hold for all k; the
functions that end in `_max` keep the opposite.
"""

from _heapq import (
    heapify, heapify_max, heappop, heappop_max, heappush, heappush_max, heappushpop, heappushpop_max, heapreplace,
    heapreplace_max,
)

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
    "heappush_max", "heappop_max", "heapify_max", "heapreplace_max", "heappushpop_max",
]


# What private users of CPython's module know them by.
_heappop_max = heappop_max
_heapreplace_max = heapreplace_max
_heapify_max = heapify_max


def merge(*iterables, key=None, reverse=False):
    """The items of several sorted iterables in one order, lazily and stably."""
    heap = []
    if reverse:
        make_heap, pop, replace, direction = heapify_max, heappop_max, heapreplace_max, -1
    else:
        make_heap, pop, replace, direction = heapify, heappop, heapreplace, 1
    # Entries: [key, number of the iterable (for ties), its next, value].
    for order, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            value = advance()
        except StopIteration:
            continue
        heap.append([value if key is None else key(value), order * direction, advance, value])
    make_heap(heap)
    while len(heap) > 1:
        try:
            while True:
                entry = heap[0]
                value = entry[3]
                yield value
                value = entry[2]()
                entry[3] = value
                entry[0] = value if key is None else key(value)
                replace(heap, entry)
        except StopIteration:
            pop(heap)
    if heap:
        _, _, advance, value = heap[0]
        yield value
        yield from _rest(advance)


def _rest(advance):
    while True:
        try:
            value = advance()
        except StopIteration:
            return
        yield value


_MISSING = object()


def nsmallest(n, iterable, key=None):
    """The n smallest items, sorted: as sorted(iterable, key=key)[:n]."""
    if n == 1:
        result = min(iter(iterable), default=_MISSING, key=key)
        return [] if result is _MISSING else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key)[:n]
    items = iter(iterable)
    # A max heap of the smallest so far, each with its order for ties.
    heap = []
    for order, item in zip(range(n), items):
        heap.append((item if key is None else key(item), order, item))
    if not heap:
        return []
    heapify_max(heap)
    top = heap[0][0]
    order = n
    for item in items:
        value = item if key is None else key(item)
        if value < top:
            heapreplace_max(heap, (value, order, item))
            top = heap[0][0]
            order += 1
    heap.sort()
    return [entry[2] for entry in heap]


def nlargest(n, iterable, key=None):
    """The n largest items, sorted from the largest: as sorted(iterable, key=key, reverse=True)[:n]."""
    if n == 1:
        result = max(iter(iterable), default=_MISSING, key=key)
        return [] if result is _MISSING else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=True)[:n]
    items = iter(iterable)
    heap = []
    for order, item in zip(range(0, -n, -1), items):
        heap.append((item if key is None else key(item), order, item))
    if not heap:
        return []
    heapify(heap)
    top = heap[0][0]
    order = -n
    for item in items:
        value = item if key is None else key(item)
        if top < value:
            heapreplace(heap, (value, order, item))
            top = heap[0][0]
            order -= 1
    heap.sort(reverse=True)
    return [entry[2] for entry in heap]
