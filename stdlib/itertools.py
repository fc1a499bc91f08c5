"""Iterators that are put together from others.

Each is a class with `__next__`, since a program can see its type and repr.
CPython writes them in C: a traceback shows no frame of this file.
"""

__all__ = [
    "accumulate", "batched", "chain", "combinations", "combinations_with_replacement", "compress",
    "count", "cycle", "dropwhile", "filterfalse", "groupby", "islice", "pairwise", "permutations",
    "product", "repeat", "starmap", "takewhile", "tee", "zip_longest",
]

_MISSING = object()
_MAX_SIZE = (1 << 63) - 1


def _as_index(value):
    """An argument that must be an integer."""
    if not hasattr(value, "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


class count:
    """Numbers from `start` on, `step` apart, without end."""

    __c_name__ = "itertools.count"
    __slots__ = ("_next", "_step", "__weakref__")

    def __init__(self, start=0, step=1):
        for number in (start, step):
            if not _is_number(number):
                raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        step = self._step
        name = type(self).__name__
        if isinstance(step, int) and step == 1:
            return f"{name}({self._next!r})"
        return f"{name}({self._next!r}, {step!r})"


def _is_number(value):
    if isinstance(value, (int, float)):
        return True
    cls = type(value)
    return hasattr(cls, "__index__") or hasattr(cls, "__float__") or hasattr(cls, "__int__") or hasattr(cls, "__complex__")


class cycle:
    """The items of an iterable again and again."""

    __c_name__ = "itertools.cycle"
    __slots__ = ("_source", "_saved", "_place", "__weakref__")

    def __init__(self, iterable, /):
        self._source = iter(iterable)
        self._saved = []
        self._place = 0

    def __iter__(self):
        return self

    def __next__(self):
        source = self._source
        saved = self._saved
        if source is not None:
            for item in source:
                saved.append(item)
                return item
            self._source = None
        if not saved:
            raise StopIteration
        place = self._place
        item = saved[place]
        place += 1
        self._place = 0 if place >= len(saved) else place
        return item


class repeat:
    """One object, a number of times or without end."""

    __c_name__ = "itertools.repeat"
    __slots__ = ("_object", "_left", "__weakref__")

    def __init__(self, object=_MISSING, times=_MISSING):
        if object is _MISSING:
            raise TypeError("repeat() missing required argument 'object' (pos 1)")
        self._object = object
        if times is _MISSING:
            self._left = -1
        else:
            self._left = max(_as_index(times), 0)

    def __iter__(self):
        return self

    def __next__(self):
        left: int = self._left
        if left == 0:
            raise StopIteration
        if left > 0:
            self._left = left - 1
        return self._object

    def __length_hint__(self):
        if self._left < 0:
            raise TypeError("len() of unsized object")
        return self._left

    def __repr__(self):
        name = type(self).__name__
        if self._left < 0:
            return f"{name}({self._object!r})"
        return f"{name}({self._object!r}, {self._left})"


class accumulate:
    """Running totals, or running results of another function of two arguments."""

    __c_name__ = "itertools.accumulate"
    __slots__ = ("_source", "_func", "_total", "_initial", "__weakref__")

    def __init__(self, iterable, func=None, *, initial=None):
        self._source = iter(iterable)
        self._func = func
        self._total = _MISSING
        self._initial = initial

    def __iter__(self):
        return self

    def __next__(self):
        if self._initial is not None:
            self._total = self._initial
            self._initial = None
            return self._total
        item = next(self._source)
        total = self._total
        if total is _MISSING:
            total = item
        elif self._func is None:
            total = total + item
        else:
            total = self._func(total, item)
        self._total = total
        return total


class batched:
    """Items in tuples of `n`; the last may be shorter unless `strict`."""

    __c_name__ = "itertools.batched"
    __slots__ = ("_source", "_size", "_strict", "__weakref__")

    def __init__(self, iterable, n, *, strict=False):
        size = _as_index(n)
        if size < 1:
            raise ValueError("n must be at least one")
        self._source = iter(iterable)
        self._size = size
        self._strict = bool(strict)

    def __iter__(self):
        return self

    def __next__(self):
        source = self._source
        if source is None:
            raise StopIteration
        size: int = self._size
        batch = []
        for item in source:
            batch.append(item)
            if len(batch) == size:
                return tuple(batch)
        self._source = None
        if not batch:
            raise StopIteration
        if self._strict:
            raise ValueError("batched(): incomplete batch")
        return tuple(batch)


class chain:
    """The items of one iterable after those of another."""

    __c_name__ = "itertools.chain"
    __slots__ = ("_sources", "_current", "__weakref__")

    def __init__(self, *iterables):
        self._sources = iter(iterables)
        self._current = None

    @classmethod
    def from_iterable(cls, iterable, /):
        """Chain iterables that come from an iterable themselves, one at a time."""
        self = cls()
        self._sources = iter(iterable)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        sources = self._sources
        if sources is None:
            raise StopIteration
        current = self._current
        while True:
            if current is None:
                try:
                    current = iter(next(sources))
                except BaseException:
                    # Whatever ends the sources ends the chain.
                    self._sources = None
                    raise
                self._current = current
            for item in current:
                return item
            current = None
            self._current = None

    __class_getitem__ = classmethod(type(list[int]))


class compress:
    """The items whose selector is true."""

    __c_name__ = "itertools.compress"
    __slots__ = ("_data", "_selectors", "__weakref__")

    def __init__(self, data, selectors):
        self._data = iter(data)
        self._selectors = iter(selectors)

    def __iter__(self):
        return self

    def __next__(self):
        selectors = self._selectors
        for item in self._data:
            if next(selectors):
                return item
        raise StopIteration


class dropwhile:
    """The items from the first on for which the predicate is false."""

    __c_name__ = "itertools.dropwhile"
    __slots__ = ("_predicate", "_source", "_started", "__weakref__")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._source = iter(iterable)
        self._started = False

    def __iter__(self):
        return self

    def __next__(self):
        if self._started:
            return next(self._source)
        predicate = self._predicate
        for item in self._source:
            if not predicate(item):
                self._started = True
                return item
        raise StopIteration


class takewhile:
    """The items as long as the predicate is true."""

    __c_name__ = "itertools.takewhile"
    __slots__ = ("_predicate", "_source", "_stopped", "__weakref__")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._source = iter(iterable)
        self._stopped = False

    def __iter__(self):
        return self

    def __next__(self):
        if self._stopped:
            raise StopIteration
        item = next(self._source)
        if self._predicate(item):
            return item
        self._stopped = True
        raise StopIteration


class filterfalse:
    """The items for which the function is false; with None, the false items."""

    __c_name__ = "itertools.filterfalse"
    __slots__ = ("_function", "_source", "__weakref__")

    def __init__(self, function, iterable, /):
        self._function = None if function is bool else function
        self._source = iter(iterable)

    def __iter__(self):
        return self

    def __next__(self):
        function = self._function
        if function is None:
            for item in self._source:
                if not item:
                    return item
        else:
            for item in self._source:
                if not function(item):
                    return item
        raise StopIteration


class groupby:
    """Runs of items with equal keys, as pairs of the key and an iterator over the run.

    The iterator reads from the same source: it is empty once the next group
    is asked for.
    """

    __c_name__ = "itertools.groupby"
    __slots__ = ("_source", "_key", "_target", "_current_key", "_current", "_group", "__weakref__")

    def __init__(self, iterable, key=None):
        self._source = iter(iterable)
        self._key = key
        self._target = _MISSING
        self._current_key = _MISSING
        self._current = None
        self._group = None

    def __iter__(self):
        return self

    def _advance(self):
        item = next(self._source)
        key = self._key
        self._current_key = item if key is None else key(item)
        self._current = item

    def __next__(self):
        self._group = None
        # Past what is left of the group before.
        while self._current_key is _MISSING or _is_same(self._target, self._current_key):
            self._advance()
            if self._target is _MISSING:
                break
        self._target = self._current_key
        group = _grouper(self, self._target)
        self._group = group
        return self._current_key, group


def _is_same(one, other):
    return one is other or one == other


class _grouper:
    """The items of one group."""

    __c_name__ = "itertools._grouper"
    __slots__ = ("_parent", "_key")

    def __init__(self, parent, key):
        self._parent = parent
        self._key = key

    def __iter__(self):
        return self

    def __next__(self):
        parent = self._parent
        if parent._group is not self:
            raise StopIteration
        if parent._current_key is _MISSING:
            parent._advance()
        if not _is_same(self._key, parent._current_key):
            raise StopIteration
        item = parent._current
        # The item is taken: the next call reads on.
        parent._current = None
        parent._current_key = _MISSING
        return item


class islice:
    """A slice of an iterable, without negative numbers."""

    __c_name__ = "itertools.islice"
    __slots__ = ("_source", "_next", "_stop", "_step", "_read", "__weakref__")

    def __init__(self, iterable, /, *args):
        if not args:
            raise TypeError("islice expected at least 2 arguments, got 1")
        if len(args) > 3:
            raise TypeError(f"islice expected at most 4 arguments, got {len(args) + 1}")
        start = 0
        step = 1
        if len(args) == 1:
            stop = _as_bound(args[0], "Stop argument", -1)
        else:
            start = _as_bound(args[0], "Indices", 0)
            stop = _as_bound(args[1], "Stop argument", -1)
            if len(args) == 3:
                step = args[2]
                if step is None:
                    step = 1
                elif not hasattr(step, "__index__"):
                    raise ValueError("Step for islice() must be a positive integer or None.")
                else:
                    step = step.__index__()
                    if not 1 <= step <= _MAX_SIZE:
                        raise ValueError("Step for islice() must be a positive integer or None.")
        self._source = iter(iterable)
        self._next = start
        self._stop = stop
        self._step = step
        self._read = 0

    def __iter__(self):
        return self

    def __next__(self):
        source = self._source
        if source is None:
            raise StopIteration
        wanted: int = self._next
        stop: int = self._stop
        read: int = self._read
        end = wanted if stop < 0 or wanted < stop else stop
        try:
            while read < end:
                next(source)
                read += 1
            self._read = read
            if stop >= 0 and read >= stop:
                self._source = None
                raise StopIteration
            item = next(source)
        except BaseException:
            self._source = None
            raise
        self._read = read + 1
        following = wanted + self._step
        if stop >= 0 and following > stop:
            following = stop
        self._next = following
        return item


def _as_bound(value, what, default):
    """A bound of islice, which may be None."""
    if value is None:
        return default
    if hasattr(value, "__index__"):
        bound = value.__index__()
        if 0 <= bound <= _MAX_SIZE:
            return bound
    if what == "Indices":
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")


class pairwise:
    """Each item with the one behind it."""

    __c_name__ = "itertools.pairwise"
    __slots__ = ("_source", "_last", "__weakref__")

    def __init__(self, iterable, /):
        self._source = iter(iterable)
        self._last = _MISSING

    def __iter__(self):
        return self

    def __next__(self):
        source = self._source
        if source is None:
            raise StopIteration
        try:
            last = self._last
            if last is _MISSING:
                last = next(source)
                self._last = last
            item = next(source)
        except BaseException:
            self._source = None
            self._last = _MISSING
            raise
        self._last = item
        return last, item


class starmap:
    """The results of a function whose arguments come as tuples."""

    __c_name__ = "itertools.starmap"
    __slots__ = ("_function", "_source", "__weakref__")

    def __init__(self, function, iterable, /):
        self._function = function
        self._source = iter(iterable)

    def __iter__(self):
        return self

    def __next__(self):
        args = next(self._source)
        if type(args) is not tuple:
            args = tuple(args)
        return self._function(*args)


class zip_longest:
    """Tuples of items of several iterables until the longest ends, filled up with `fillvalue`."""

    __c_name__ = "itertools.zip_longest"
    __slots__ = ("_sources", "_active", "_fillvalue", "__weakref__")

    def __init__(self, *iterables, fillvalue=None):
        self._sources = [iter(iterable) for iterable in iterables]
        self._active = len(self._sources)
        self._fillvalue = fillvalue

    def __iter__(self):
        return self

    def __next__(self):
        if not self._active:
            raise StopIteration
        fillvalue = self._fillvalue
        sources = self._sources
        result = []
        for i in range(len(sources)):
            source = sources[i]
            if source is None:
                result.append(fillvalue)
                continue
            try:
                result.append(next(source))
            except StopIteration:
                self._active -= 1
                sources[i] = None
                if not self._active:
                    raise StopIteration from None
                result.append(fillvalue)
            except BaseException:
                self._active = 0
                raise
        return tuple(result)


class product:
    """Cartesian product: every tuple with an item of each iterable, the last changing fastest."""

    __c_name__ = "itertools.product"
    __slots__ = ("_pools", "_places", "_result", "__weakref__")

    def __init__(self, *iterables, repeat=1):
        repeat = _as_index(repeat)
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        pools = [tuple(iterable) for iterable in iterables] * repeat if repeat else []
        self._pools = pools
        # None once exhausted.
        self._places = [0] * len(pools)
        self._result = None
        for pool in pools:
            if not pool:
                self._places = None

    def __iter__(self):
        return self

    def __next__(self):
        places = self._places
        if places is None:
            raise StopIteration
        pools = self._pools
        result = self._result
        if result is None:
            result = [pool[0] for pool in pools]
            self._result = result
            return tuple(result)
        i = len(pools) - 1
        while i >= 0:
            pool = pools[i]
            place = places[i] + 1
            if place < len(pool):
                places[i] = place
                result[i] = pool[place]
                return tuple(result)
            places[i] = 0
            result[i] = pool[0]
            i -= 1
        self._places = None
        raise StopIteration


class combinations:
    """Every way to choose `r` items, in the order of their positions."""

    __c_name__ = "itertools.combinations"
    __slots__ = ("_pool", "_size", "_places", "_result", "__weakref__")

    def __init__(self, iterable, r):
        pool = tuple(iterable)
        size = _as_index(r)
        if size < 0:
            raise ValueError("r must be non-negative")
        self._pool = pool
        self._size = size
        self._places = list(range(size)) if size <= len(pool) else None
        self._result = None

    def __iter__(self):
        return self

    def __next__(self):
        places = self._places
        if places is None:
            raise StopIteration
        pool = self._pool
        result = self._result
        size: int = self._size
        if result is None:
            result = list(pool[:size])
            self._result = result
            return tuple(result)
        count = len(pool)
        i = size - 1
        while i >= 0 and places[i] == i + count - size:
            i -= 1
        if i < 0:
            self._places = None
            raise StopIteration
        place = places[i] + 1
        while i < size:
            places[i] = place
            result[i] = pool[place]
            place += 1
            i += 1
        return tuple(result)


class combinations_with_replacement:
    """Every way to choose `r` items, each as often as one likes."""

    __c_name__ = "itertools.combinations_with_replacement"
    __slots__ = ("_pool", "_size", "_places", "_result", "__weakref__")

    def __init__(self, iterable, r):
        pool = tuple(iterable)
        size = _as_index(r)
        if size < 0:
            raise ValueError("r must be non-negative")
        self._pool = pool
        self._size = size
        self._places = [0] * size if pool or not size else None
        self._result = None

    def __iter__(self):
        return self

    def __next__(self):
        places = self._places
        if places is None:
            raise StopIteration
        pool = self._pool
        result = self._result
        size: int = self._size
        if result is None:
            result = [pool[0]] * size if size else []
            self._result = result
            return tuple(result)
        i = size - 1
        last = len(pool) - 1
        while i >= 0 and places[i] == last:
            i -= 1
        if i < 0:
            self._places = None
            raise StopIteration
        place = places[i] + 1
        item = pool[place]
        while i < size:
            places[i] = place
            result[i] = item
            i += 1
        return tuple(result)


class permutations:
    """Every order of `r` of the items; of all of them without `r`."""

    __c_name__ = "itertools.permutations"
    __slots__ = ("_pool", "_size", "_places", "_cycles", "_result", "__weakref__")

    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        if r is None:
            size = len(pool)
        elif isinstance(r, int):
            size = int(r)
        else:
            raise TypeError("Expected int as r")
        if size < 0:
            raise ValueError("r must be non-negative")
        self._pool = pool
        self._size = size
        count = len(pool)
        if size <= count:
            self._places = list(range(count))
            self._cycles = list(range(count, count - size, -1))
        else:
            self._places = None
            self._cycles = None
        self._result = None

    def __iter__(self):
        return self

    def __next__(self):
        places = self._places
        if places is None:
            raise StopIteration
        pool = self._pool
        size: int = self._size
        result = self._result
        if result is None:
            result = list(pool[:size])
            self._result = result
            return tuple(result)
        cycles = self._cycles
        count = len(pool)
        i = size - 1
        while i >= 0:
            left = cycles[i] - 1
            if left == 0:
                # This place has had every item: put them back in order.
                first = places[i]
                for j in range(i, count - 1):
                    places[j] = places[j + 1]
                places[count - 1] = first
                cycles[i] = count - i
                i -= 1
            else:
                cycles[i] = left
                j = count - left
                places[i], places[j] = places[j], places[i]
                while i < size:
                    result[i] = pool[places[i]]
                    i += 1
                return tuple(result)
        self._places = None
        raise StopIteration


class _tee_dataobject:
    """An item that the iterators of a tee share, and the way to the next."""

    __c_name__ = "itertools._tee_dataobject"
    __slots__ = ("item", "following", "__weakref__")

    def __init__(self):
        self.item = _MISSING
        self.following = None


class _tee:
    """One of several iterators over the same items."""

    __c_name__ = "itertools._tee"
    __slots__ = ("_source", "_link", "__weakref__")

    def __init__(self, iterable, /):
        if isinstance(iterable, _tee):
            self._source = iterable._source
            self._link = iterable._link
        else:
            self._source = iter(iterable)
            self._link = _tee_dataobject()

    def __iter__(self):
        return self

    def __next__(self):
        link = self._link
        if link.item is _MISSING:
            item = next(self._source)
            link.item = item
            link.following = _tee_dataobject()
        self._link = link.following
        return link.item

    def __copy__(self):
        twin = _tee.__new__(_tee)
        twin._source = self._source
        twin._link = self._link
        return twin


def tee(iterable, n=2, /):
    """Several iterators over the same items."""
    count = _as_index(n)
    if count < 0:
        raise ValueError("n must be >= 0")
    if count == 0:
        return ()
    first = iterable if isinstance(iterable, _tee) else _tee(iterable)
    if first is iterable:
        first = first.__copy__()
    result = [first]
    for _ in range(count - 1):
        result.append(first.__copy__())
    return tuple(result)
