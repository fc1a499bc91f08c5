"""The containers of `collections` that CPython writes in C.

A traceback shows no frame of this file.
"""

import _odict
from _deque import count_items, deque

GenericAlias = type(list[int])
_MISSING = object()
_being_shown = set()


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


def _pairs(iterable):
    """What an iterable of pairs holds, checked as OrderedDict does: other words than dict's."""
    for pair in iterable:
        if type(pair) is tuple and len(pair) == 2:
            yield pair
            continue
        items = iter(pair)
        key = next(items, _MISSING)
        if key is _MISSING:
            raise ValueError("need more than 0 values to unpack")
        value = next(items, _MISSING)
        if value is _MISSING:
            raise ValueError("need more than 1 value to unpack")
        if next(items, _MISSING) is not _MISSING:
            raise ValueError("too many values to unpack (expected 2)")
        yield key, value


def _fill(self, other, keywords):
    """Give an OrderedDict the items of `other`, then the keywords."""
    plain = type(self).__setitem__ is dict.__setitem__
    if plain and hasattr(other, "keys"):
        dict.update(self, other)
    elif hasattr(other, "keys"):
        for key in other.keys():
            self[key] = other[key]
    else:
        pairs = _pairs(other.items() if hasattr(other, "items") else other)
        if plain:
            dict.update(self, pairs)
        else:
            for key, value in pairs:
                self[key] = value
    if plain:
        dict.update(self, keywords)
    else:
        for key, value in keywords.items():
            self[key] = value


class OrderedDict(dict):
    """A dict with operations on its order."""

    __c_name__ = "collections.OrderedDict"
    __module__ = "collections"

    def __init__(self, other=(), /, *more, **keywords):
        if more:
            raise TypeError(f"expected at most 1 argument, got {len(more) + 1}")
        _fill(self, other, keywords)

    def update(self, other=(), /, *more, **keywords):
        """Take the items of a mapping, of an iterable of pairs, or of the keywords."""
        if more:
            raise TypeError(f"update() takes at most 1 positional argument ({len(more) + 1} given)")
        _fill(self, other, keywords)

    def popitem(self, last=True):
        """Remove and return a (key, value) pair from the dictionary.

        Pairs are returned in LIFO order if last is true or FIFO order if false.
        """
        pair = _odict.take(self, bool(last))
        if pair is None:
            raise KeyError("dictionary is empty")
        return pair

    def pop(self, key, default=_MISSING):
        """Remove a key and return its value; without the key, return the default or raise KeyError."""
        value = dict.pop(self, key, default)
        if value is _MISSING:
            raise KeyError(key)
        return value

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
        if not _odict.move_to_end(self, key, bool(last)):
            raise KeyError(key)

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
        _fill(result, other, {})
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(other)
        _fill(result, self, {})
        return result

    def __ior__(self, other):
        _fill(self, other, {})
        return self

    def __reduce__(self):
        return type(self), (), self.__dict__ or None, None, iter(self.items())

    __class_getitem__ = classmethod(GenericAlias)


def _count_elements(mapping, iterable):
    """Count the elements of `iterable` in `mapping`."""
    if count_items(mapping, iterable):
        return
    get = mapping.get
    for elem in iterable:
        mapping[elem] = get(elem, 0) + 1
