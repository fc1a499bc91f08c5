"""The containers of `collections` that CPython writes in C.

A traceback shows no frame of this file.
"""

GenericAlias = type(list[int])
_MISSING = object()
_being_shown = set()


class deque:
    """A list-like sequence with fast appends and pops at either end.

    The items lie in a ring: `_ring` has a power of two of places, the first
    item is at `_head`, and places without an item hold None. `_state` changes
    with every change of length, so that iterators notice.
    """

    __c_name__ = "collections.deque"
    __slots__ = ("_ring", "_head", "_count", "_limit", "_state", "__weakref__")
    __module__ = "collections"
    __hash__ = None
    # Deques take part in sequence patterns.
    __abc_tpflags__ = 1 << 5

    def __new__(cls, *args, **keywords):
        self = super().__new__(cls)
        self._ring = [None] * 8
        self._head = 0
        self._count = 0
        self._limit = -1
        self._state = 0
        return self

    def __init__(self, iterable=_MISSING, maxlen=None):
        limit = -1
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
            limit = maxlen
        if self._count:
            self.clear()
        self._limit = limit
        if iterable is not _MISSING:
            self.extend(iterable)

    @property
    def maxlen(self):
        """maximum size of a deque or None if unbounded"""
        return None if self._limit < 0 else self._limit

    def _grow(self):
        ring = self._ring
        head = self._head
        # In order, then as many free places again.
        if head:
            ring = ring[head:] + ring[:head]
        ring.extend([None] * len(ring))
        self._ring = ring
        self._head = 0

    def append(self, item, /):
        """Add an element to the right side of the deque."""
        count: int = self._count
        if count == self._limit:
            if count == 0:
                return
            self.popleft()
            count -= 1
        if count == len(self._ring):
            self._grow()
        ring = self._ring
        ring[(self._head + count) & (len(ring) - 1)] = item
        self._count = count + 1
        self._state += 1

    def appendleft(self, item, /):
        """Add an element to the left side of the deque."""
        count: int = self._count
        if count == self._limit:
            if count == 0:
                return
            self.pop()
            count -= 1
        if count == len(self._ring):
            self._grow()
        ring = self._ring
        head = (self._head - 1) & (len(ring) - 1)
        ring[head] = item
        self._head = head
        self._count = count + 1
        self._state += 1

    def pop(self):
        """Remove and return the rightmost element."""
        count: int = self._count
        if count == 0:
            raise IndexError("pop from an empty deque")
        ring = self._ring
        place = (self._head + count - 1) & (len(ring) - 1)
        item = ring[place]
        ring[place] = None
        self._count = count - 1
        self._state += 1
        return item

    def popleft(self):
        """Remove and return the leftmost element."""
        count: int = self._count
        if count == 0:
            raise IndexError("pop from an empty deque")
        ring = self._ring
        head: int = self._head
        item = ring[head]
        ring[head] = None
        self._head = (head + 1) & (len(ring) - 1)
        self._count = count - 1
        self._state += 1
        return item

    def extend(self, iterable, /):
        """Extend the right side of the deque with elements from the iterable."""
        if iterable is self:
            iterable = list(self)
        for item in iterable:
            self.append(item)

    def extendleft(self, iterable, /):
        """Extend the left side of the deque with elements from the iterable."""
        if iterable is self:
            iterable = list(self)
        for item in iterable:
            self.appendleft(item)

    def clear(self):
        """Remove all elements from the deque."""
        self._ring = [None] * 8
        self._head = 0
        self._count = 0
        self._state += 1

    def rotate(self, n=1, /):
        """Rotate the deque n steps to the right.  If n is negative, rotates left."""
        steps: int = _as_index(n)
        count: int = self._count
        if count < 2:
            return
        steps %= count
        if steps == 0:
            return
        ring = self._ring
        mask = len(ring) - 1
        head: int = self._head
        self._state += 1
        if steps <= count // 2:
            for _ in range(steps):
                last = (head + count - 1) & mask
                item = ring[last]
                ring[last] = None
                head = (head - 1) & mask
                ring[head] = item
        else:
            for _ in range(count - steps):
                item = ring[head]
                ring[head] = None
                ring[(head + count) & mask] = item
                head = (head + 1) & mask
        self._head = head

    def reverse(self):
        """Reverse *IN PLACE*."""
        ring = self._ring
        mask = len(ring) - 1
        low = self._head
        high = low + self._count - 1
        while low < high:
            left = low & mask
            right = high & mask
            ring[left], ring[right] = ring[right], ring[left]
            low += 1
            high -= 1

    def _place(self, index):
        """Where in the ring the item at `index` lies; IndexError outside."""
        if not hasattr(index, "__index__"):
            raise TypeError(f"sequence index must be integer, not '{type(index).__name__}'")
        position: int = index.__index__()
        if position < 0:
            position += self._count
        if not 0 <= position < self._count:
            raise IndexError("deque index out of range")
        return (self._head + position) & (len(self._ring) - 1)

    def __getitem__(self, index, /):
        return self._ring[self._place(index)]

    def __setitem__(self, index, value, /):
        self._ring[self._place(index)] = value

    def __delitem__(self, index, /):
        place = self._place(index)
        self._remove_at((place - self._head) & (len(self._ring) - 1))

    def _remove_at(self, position):
        self.rotate(-position)
        self.popleft()
        self.rotate(position)

    def insert(self, index, value, /):
        """Insert value before index."""
        position: int = _as_index(index)
        count: int = self._count
        if count == self._limit:
            raise IndexError("deque already at its maximum size")
        if position >= count:
            self.append(value)
        elif position <= -count or position == 0:
            self.appendleft(value)
        else:
            self.rotate(-position)
            if position < 0:
                self.append(value)
            else:
                self.appendleft(value)
            self.rotate(position)

    def remove(self, value, /):
        """Remove first occurrence of value."""
        state = self._state
        count = self._count
        for position in range(count):
            item = self._ring[(self._head + position) & (len(self._ring) - 1)]
            found = item is value or item == value
            if self._state != state:
                raise IndexError("deque mutated during remove().")
            if found:
                self._remove_at(position)
                return
        raise ValueError("deque.remove(x): x not in deque")

    def index(self, value, start=0, stop=None, /):
        """Return first index of value; raise ValueError if it is not present."""
        count = self._count
        begin = _as_slice_bound(start, count)
        end = count if stop is None else _as_slice_bound(stop, count)
        state = self._state
        for position in range(begin, min(end, count)):
            item = self._ring[(self._head + position) & (len(self._ring) - 1)]
            found = item is value or item == value
            if self._state != state:
                raise RuntimeError("deque mutated during iteration")
            if found:
                return position
        raise ValueError("deque.index(x): x not in deque")

    def count(self, value, /):
        """Return number of occurrences of value."""
        total = 0
        for item in self:
            if item is value or item == value:
                total += 1
        return total

    def copy(self):
        """Return a shallow copy of a deque."""
        if type(self) is deque:
            result = deque()
            result._ring = self._ring[:]
            result._head = self._head
            result._count = self._count
            result._limit = self._limit
            return result
        if self._limit < 0:
            return type(self)(self)
        return type(self)(self, self._limit)

    __copy__ = copy

    def __len__(self):
        return self._count

    def __bool__(self):
        return self._count != 0

    def __contains__(self, value):
        for item in self:
            if item is value or item == value:
                return True
        return False

    def __iter__(self):
        return _deque_iterator(self)

    def __reversed__(self):
        return _deque_reverse_iterator(self)

    def _to_list(self):
        ring = self._ring
        head = self._head
        end = head + self._count
        if end <= len(ring):
            return ring[head:end]
        return ring[head:] + ring[: end - len(ring)]

    def __repr__(self):
        if id(self) in _being_shown:
            return "[...]"
        _being_shown.add(id(self))
        try:
            shown = repr(self._to_list())
        finally:
            _being_shown.discard(id(self))
        name = type(self).__name__
        if self._limit < 0:
            return f"{name}({shown})"
        return f"{name}({shown}, maxlen={self._limit})"

    def __eq__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        if self is other:
            return True
        return self._count == other._count and self._to_list() == other._to_list()

    def __lt__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._to_list() < other._to_list()

    def __le__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._to_list() <= other._to_list()

    def __gt__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._to_list() > other._to_list()

    def __ge__(self, other):
        if not isinstance(other, deque):
            return NotImplemented
        return self._to_list() >= other._to_list()

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        result = self.copy()
        result.extend(other)
        return result

    def __iadd__(self, iterable):
        self.extend(iterable)
        return self

    def __mul__(self, n):
        if not hasattr(n, "__index__"):
            return NotImplemented
        result = self.copy()
        result *= n
        return result

    __rmul__ = __mul__

    def __imul__(self, n):
        if not hasattr(n, "__index__"):
            return NotImplemented
        times = n.__index__()
        if times <= 0:
            self.clear()
        elif times > 1:
            items = self._to_list()
            for _ in range(times - 1):
                self.extend(items)
        return self

    def __reduce__(self):
        state = getattr(self, "__dict__", None) or None
        if self._limit < 0:
            return type(self), (), state, iter(self)
        return type(self), ((), self._limit), state, iter(self)

    __class_getitem__ = classmethod(GenericAlias)


def _as_index(value) -> int:
    if isinstance(value, int):
        return value
    if not hasattr(value, "__index__"):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


def _as_slice_bound(value, count: int) -> int:
    if not hasattr(value, "__index__"):
        raise TypeError("slice indices must be integers or have an __index__ method")
    bound: int = value.__index__()
    if bound < 0:
        bound += count
        if bound < 0:
            bound = 0
    return bound


class _deque_iterator:
    __c_name__ = "collections._deque_iterator"
    __slots__ = ("_deque", "_position", "_state")
    __module__ = "collections"

    def __init__(self, source, position=0):
        self._deque = source
        self._position = position
        self._state = source._state

    def __iter__(self):
        return self

    def __next__(self):
        source = self._deque
        position: int = self._position
        if self._state != source._state:
            self._position = source._count
            raise RuntimeError("deque mutated during iteration")
        if position >= source._count:
            raise StopIteration
        self._position = position + 1
        ring = source._ring
        return ring[(source._head + position) & (len(ring) - 1)]

    def __length_hint__(self):
        return max(self._deque._count - self._position, 0)

    def __reduce__(self):
        return _deque_iterator, (self._deque, self._position)


class _deque_reverse_iterator:
    __c_name__ = "collections._deque_reverse_iterator"
    __slots__ = ("_deque", "_position", "_state")
    __module__ = "collections"

    def __init__(self, source, position=0):
        self._deque = source
        self._position = position
        self._state = source._state

    def __iter__(self):
        return self

    def __next__(self):
        source = self._deque
        position: int = self._position
        if self._state != source._state:
            self._position = source._count
            raise RuntimeError("deque mutated during iteration")
        if position >= source._count:
            raise StopIteration
        self._position = position + 1
        ring = source._ring
        return ring[(source._head + source._count - 1 - position) & (len(ring) - 1)]

    def __length_hint__(self):
        return max(self._deque._count - self._position, 0)

    def __reduce__(self):
        return _deque_reverse_iterator, (self._deque, self._position)


class defaultdict(dict):
    """A dict that makes missing values with a factory."""

    __c_name__ = "collections.defaultdict"
    __slots__ = ("default_factory",)
    __module__ = "collections"

    def __init__(self, default_factory=None, /, *args, **keywords):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        self.default_factory = default_factory
        dict.__init__(self, *args, **keywords)

    def __missing__(self, key, /):
        """Called by __getitem__ for a missing key; makes the value, keeps it and returns it."""
        factory = getattr(self, "default_factory", None)
        if factory is None:
            raise KeyError(key)
        # The factory may have set the key itself: then that value stays.
        return self.setdefault(key, factory())

    def __repr__(self):
        factory = self.default_factory
        if factory is None:
            shown = "None"
        elif id(self) in _being_shown:
            shown = "..."
        else:
            _being_shown.add(id(self))
            try:
                shown = repr(factory)
            finally:
                _being_shown.discard(id(self))
        return f"{type(self).__name__}({shown}, {dict.__repr__(self)})"

    def copy(self):
        """D.copy() -> a shallow copy of D."""
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(self.default_factory, other)
        result.update(self)
        return result

    def __reduce__(self):
        args = () if self.default_factory is None else (self.default_factory,)
        return type(self), args, None, None, iter(self.items())

    __class_getitem__ = classmethod(GenericAlias)


class odict_keys:
    """The keys of an ordered dictionary."""

    __slots__ = ("_view", "mapping")
    __module__ = "builtins"
    __hash__ = None

    def __init__(self, owner):
        self._view = dict.keys(owner)
        self.mapping = self._view.mapping

    def __len__(self):
        return len(self._view)

    def __iter__(self):
        return iter(self._view)

    def __reversed__(self):
        return reversed(self._view)

    def __contains__(self, key):
        return key in self._view

    def isdisjoint(self, other, /):
        """Return True if the view and the given iterable have a null intersection."""
        return self._view.isdisjoint(_plain(other))

    def __repr__(self):
        return _show_view("odict_keys", self)

    def __eq__(self, other):
        return self._view == _plain(other)

    def __lt__(self, other):
        return self._view < _plain(other)

    def __le__(self, other):
        return self._view <= _plain(other)

    def __gt__(self, other):
        return self._view > _plain(other)

    def __ge__(self, other):
        return self._view >= _plain(other)

    def __and__(self, other):
        return self._view & _plain(other)

    def __or__(self, other):
        return self._view | _plain(other)

    def __sub__(self, other):
        return self._view - _plain(other)

    def __xor__(self, other):
        return self._view ^ _plain(other)

    def __rand__(self, other):
        return _plain(other) & self._view

    def __ror__(self, other):
        return _plain(other) | self._view

    def __rsub__(self, other):
        return _plain(other) - self._view

    def __rxor__(self, other):
        return _plain(other) ^ self._view


class odict_items(odict_keys):
    """The pairs of an ordered dictionary."""

    __slots__ = ()
    __module__ = "builtins"

    def __init__(self, owner):
        self._view = dict.items(owner)
        self.mapping = self._view.mapping

    def __repr__(self):
        return _show_view("odict_items", self)


class odict_values:
    """The values of an ordered dictionary."""

    __slots__ = ("_view", "mapping")
    __module__ = "builtins"

    def __init__(self, owner):
        self._view = dict.values(owner)
        self.mapping = self._view.mapping

    def __len__(self):
        return len(self._view)

    def __iter__(self):
        return iter(self._view)

    def __reversed__(self):
        return reversed(self._view)

    def __repr__(self):
        return _show_view("odict_values", self)


def _plain(view):
    return view._view if isinstance(view, odict_keys) else view


def _show_view(name, view):
    if id(view.mapping) in _being_shown:
        return "..."
    return f"{name}({list(view)!r})"


class OrderedDict(dict):
    """A dict with operations on its order."""

    __c_name__ = "collections.OrderedDict"
    __module__ = "collections"

    def __init__(self, other=(), /, *more, **keywords):
        if more:
            raise TypeError(f"expected at most 1 argument, got {len(more) + 1}")
        self.update(other, **keywords)

    def update(self, other=(), /, *more, **keywords):
        """Take the items of a mapping, of an iterable of pairs, or of the keywords."""
        if more:
            raise TypeError(f"update() takes at most 1 positional argument ({len(more) + 1} given)")
        if type(self).__setitem__ is dict.__setitem__:
            dict.update(self, other, **keywords)
            return
        if hasattr(other, "keys"):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def popitem(self, last=True):
        """Remove and return a (key, value) pair from the dictionary.

        Pairs are returned in LIFO order if last is true or FIFO order if false.
        """
        if not self:
            raise KeyError("dictionary is empty")
        if last:
            key = next(reversed(self))
        else:
            key = next(iter(self))
        return key, self.pop(key)

    def pop(self, key, default=_MISSING):
        """Remove a key and return its value; without the key, return the default or raise KeyError."""
        if dict.__contains__(self, key):
            value = dict.__getitem__(self, key)
            self.__delitem__(key)
            return value
        if default is _MISSING:
            missing = getattr(type(self), "__missing__", None)
            if missing is not None:
                return missing(self, key)
            raise KeyError(key)
        return default

    def setdefault(self, key, default=None):
        """Insert key with a value of default if key is not in the dictionary; return its value."""
        if key in self:
            return self[key]
        self[key] = default
        return default

    def move_to_end(self, key, last=True):
        """Move an existing element to the end (or beginning if last is false).

        Raise KeyError if the element does not exist.
        """
        if not dict.__contains__(self, key):
            raise KeyError(key)
        if last:
            value = dict.pop(self, key)
            dict.__setitem__(self, key, value)
        elif next(iter(dict.keys(self))) is not key:
            items = list(dict.items(self))
            value = dict.pop(self, key)
            dict.clear(self)
            first = items[0][0]
            for old, old_value in items:
                if old is key or old == key:
                    first = old
            dict.__setitem__(self, first, value)
            for old, old_value in items:
                if old is not first:
                    dict.__setitem__(self, old, old_value)

    def keys(self):
        """D.keys() -> a set-like object providing a view on D's keys"""
        return odict_keys(self)

    def values(self):
        """D.values() -> an object providing a view on D's values"""
        return odict_values(self)

    def items(self):
        """D.items() -> a set-like object providing a view on D's items"""
        return odict_items(self)

    def copy(self):
        """od.copy() -> a shallow copy of od"""
        if type(self) is OrderedDict:
            return OrderedDict(self)
        result = type(self)()
        for key in self:
            result[key] = self[key]
        return result

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        """Create a new ordered dictionary with keys from iterable and values set to value."""
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    def __repr__(self):
        name = type(self).__name__
        if not self:
            return f"{name}()"
        if id(self) in _being_shown:
            return "..."
        _being_shown.add(id(self))
        try:
            if type(self) is OrderedDict:
                shown = dict(self)
            else:
                shown = dict(self.items())
            return f"{name}({shown!r})"
        finally:
            _being_shown.discard(id(self))

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        answer = self.__eq__(other)
        if answer is NotImplemented:
            return answer
        return not answer

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(self)
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(other)
        result.update(self)
        return result

    def __ior__(self, other):
        self.update(other)
        return self

    def __reduce__(self):
        return type(self), (), self.__dict__ or None, None, iter(self.items())

    __class_getitem__ = classmethod(GenericAlias)


def _count_elements(mapping, iterable):
    """Count the elements of `iterable` in `mapping`."""
    get = mapping.get
    for elem in iterable:
        mapping[elem] = get(elem, 0) + 1
