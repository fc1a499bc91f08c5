"""Heaps: lists of which the first item is the smallest.

`heap[k] <= heap[2 * k + 1]` and `heap[k] <= heap[2 * k + 2]` hold for all k; the
functions that end in `_max` keep the opposite.
"""

__all__ = [
    "heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop",
    "heappush_max", "heappop_max", "heapify_max", "heapreplace_max", "heappushpop_max",
]


def _require_list(heap):
    if not isinstance(heap, list):
        raise TypeError(f"heap argument must be a list, not {type(heap).__name__}")


def heappush(heap, item, /):
    """Push item onto heap, maintaining the heap invariant."""
    _require_list(heap)
    heap.append(item)
    _sift_down(heap, 0, len(heap) - 1)


def heappop(heap, /):
    """Pop the smallest item off the heap, maintaining the heap invariant."""
    _require_list(heap)
    last = heap.pop()
    if heap:
        first = heap[0]
        heap[0] = last
        _sift_up(heap, 0)
        return first
    return last


def heapreplace(heap, item, /):
    """Pop and return the smallest item, and push the new one; the result may be larger than it."""
    _require_list(heap)
    first = heap[0]
    heap[0] = item
    _sift_up(heap, 0)
    return first


def heappushpop(heap, item, /):
    """Push the item, then pop and return the smallest."""
    _require_list(heap)
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sift_up(heap, 0)
    return item


def heapify(heap, /):
    """Transform list into a heap, in-place, in O(len(heap)) time."""
    _require_list(heap)
    for i in reversed(range(len(heap) // 2)):
        _sift_up(heap, i)


def _sift_down(heap, start, place):
    """Move the item at `place` towards the root until its parent is not larger."""
    item = heap[place]
    while place > start:
        above = (place - 1) >> 1
        parent = heap[above]
        if not item < parent:
            break
        heap[place] = parent
        place = above
    heap[place] = item


def _sift_up(heap, place):
    """Move the item at `place` to a leaf, smaller children going up, then back to where it belongs.

    It takes fewer comparisons than to stop on the way (Knuth, volume 3): the
    item came from a leaf, and mostly belongs near one.
    """
    end = len(heap)
    start = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _sift_down(heap, start, place)


def heappush_max(heap, item, /):
    """Push item onto max heap, maintaining the heap invariant."""
    _require_list(heap)
    heap.append(item)
    _sift_down_max(heap, 0, len(heap) - 1)


def heappop_max(heap, /):
    """Pop the largest item off the max heap, maintaining the heap invariant."""
    _require_list(heap)
    last = heap.pop()
    if heap:
        first = heap[0]
        heap[0] = last
        _sift_up_max(heap, 0)
        return first
    return last


def heapreplace_max(heap, item, /):
    """Pop and return the largest item, and push the new one."""
    _require_list(heap)
    first = heap[0]
    heap[0] = item
    _sift_up_max(heap, 0)
    return first


def heappushpop_max(heap, item, /):
    """Push the item onto the max heap, then pop and return the largest."""
    _require_list(heap)
    if heap and item < heap[0]:
        item, heap[0] = heap[0], item
        _sift_up_max(heap, 0)
    return item


def heapify_max(heap, /):
    """Transform list into a max heap, in-place, in O(len(heap)) time."""
    _require_list(heap)
    for i in reversed(range(len(heap) // 2)):
        _sift_up_max(heap, i)


def _sift_down_max(heap, start, place):
    item = heap[place]
    while place > start:
        above = (place - 1) >> 1
        parent = heap[above]
        if not parent < item:
            break
        heap[place] = parent
        place = above
    heap[place] = item


def _sift_up_max(heap, place):
    end = len(heap)
    start = place
    item = heap[place]
    child = 2 * place + 1
    while child < end:
        right = child + 1
        if right < end and not heap[right] < heap[child]:
            child = right
        heap[place] = heap[child]
        place = child
        child = 2 * place + 1
    heap[place] = item
    _sift_down_max(heap, start, place)


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
