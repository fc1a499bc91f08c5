"""The part of `functools` that CPython writes in C.

Nothing here imports another module, and a traceback shows no frame of this
file, as it shows none of a C function.
"""


class _Probe:
    def method(self):
        pass


_Method = type(_Probe().method)
_Alias = type(list[int])


class _PlaceholderType:
    """The type of `Placeholder`, which keeps a positional place free in a `partial`."""

    __c_name__ = "functools._PlaceholderType"
    __slots__ = ()
    __module__ = "functools"
    _only = None

    def __new__(cls):
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f"type '{cls.__module__}._PlaceholderType' is not an acceptable base type")

    def __repr__(self):
        return "Placeholder"

    def __reduce__(self):
        return "Placeholder"


Placeholder = _PlaceholderType()


def _find_holes(args):
    """Positions of `Placeholder` in `args`."""
    return tuple([i for i, arg in enumerate(args) if arg is Placeholder])


class partial:
    """A callable with some of another callable's arguments already supplied."""

    __c_name__ = "functools.partial"
    __slots__ = ("func", "args", "keywords", "_holes", "__dict__", "__weakref__")
    __module__ = "functools"

    def __new__(cls, func, /, *args, **keywords):
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        for value in keywords.values():
            if value is Placeholder:
                raise TypeError("Placeholder cannot be passed as a keyword argument")
        if isinstance(func, partial):
            if args and func._holes:
                args = func._fill(args, False)
            else:
                args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        elif not callable(func):
            raise TypeError("the first argument must be callable")
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        self._holes = _find_holes(args)
        return self

    def _fill(self, given, is_call):
        """The stored positionals with `given` put into their holes, the rest behind."""
        holes = self._holes
        merged = list(self.args)
        count = len(given)
        if count < len(holes):
            if is_call:
                raise TypeError(
                    "missing positional arguments in 'partial' call; "
                    f"expected at least {len(holes)}, got {count}"
                )
            for i in range(count):
                merged[holes[i]] = given[i]
        else:
            used = 0
            for hole in holes:
                merged[hole] = given[used]
                used += 1
            merged.extend(given[used:])
        return tuple(merged)

    def __call__(self, /, *args, **keywords):
        if self._holes:
            args = self._fill(args, True)
        else:
            args = self.args + args
        if self.keywords:
            keywords = {**self.keywords, **keywords}
        return self.func(*args, **keywords)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return _Method(self, instance)

    def __repr__(self):
        cls = type(self)
        name = f"{cls.__module__}.{cls.__qualname__}"
        if id(self) in _being_shown:
            return "..."
        _being_shown.add(id(self))
        # A repr may change this object: what is shown is what it was.
        func, args, keywords = self.func, self.args, self.keywords
        try:
            parts = [repr(func)]
            parts.extend([repr(arg) for arg in args])
            parts.extend([f"{key}={value!r}" for key, value in list(keywords.items())])
        finally:
            _being_shown.discard(id(self))
        return f"{name}({', '.join(parts)})"

    def __reduce__(self):
        return type(self), (self.func,), (self.func, self.args, self.keywords or None, self.__dict__ or None)

    def __setstate__(self, state):
        if not isinstance(state, tuple) or len(state) != 4:
            raise TypeError("invalid partial state")
        func, args, keywords, namespace = state
        if (
            not callable(func)
            or not isinstance(args, tuple)
            or (keywords is not None and not isinstance(keywords, dict))
            or (namespace is not None and not isinstance(namespace, dict))
        ):
            raise TypeError("invalid partial state")
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        self.func = func
        self.args = tuple(args)
        if keywords is None:
            keywords = {}
        elif type(keywords) is not dict:
            keywords = dict(keywords)
        self.keywords = keywords
        self._holes = _find_holes(args)
        own = self.__dict__
        own.clear()
        if namespace is not None:
            own.update(namespace)

    def __class_getitem__(cls, item):
        return _Alias(cls, item)


_being_shown = set()


class KeyWrapper:
    """What `cmp_to_key` makes: ordered by the comparison function."""

    __c_name__ = "functools.KeyWrapper"
    __slots__ = ("_compare", "obj")
    __module__ = "functools"
    __hash__ = None

    def __init__(self, compare, obj=None):
        self._compare = compare
        self.obj = obj

    def __call__(self, obj):
        return KeyWrapper(self._compare, obj)

    def __lt__(self, other):
        if not isinstance(other, KeyWrapper):
            raise TypeError("other argument must be K instance")
        return self._compare(self.obj, other.obj) < 0

    def __gt__(self, other):
        if not isinstance(other, KeyWrapper):
            raise TypeError("other argument must be K instance")
        return self._compare(self.obj, other.obj) > 0

    def __eq__(self, other):
        if not isinstance(other, KeyWrapper):
            raise TypeError("other argument must be K instance")
        return self._compare(self.obj, other.obj) == 0

    def __le__(self, other):
        if not isinstance(other, KeyWrapper):
            raise TypeError("other argument must be K instance")
        return self._compare(self.obj, other.obj) <= 0

    def __ge__(self, other):
        if not isinstance(other, KeyWrapper):
            raise TypeError("other argument must be K instance")
        return self._compare(self.obj, other.obj) >= 0


def cmp_to_key(mycmp):
    """Turn a comparison function (negative, zero, positive) into a sort key."""
    return KeyWrapper(mycmp)


_MISSING = object()


def reduce(function, iterable, /, initial=_MISSING):
    """Fold `iterable` from the left with a function of two arguments."""
    try:
        items = iter(iterable)
    except TypeError:
        raise TypeError("reduce() arg 2 must support iteration") from None
    if initial is _MISSING:
        for value in items:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    else:
        value = initial
    for item in items:
        value = function(value, item)
    return value


class _Link:
    """An entry of a bounded cache, in a ring from least to most recently used."""

    __slots__ = ("before", "after", "key", "result")

    def __init__(self, key, result):
        self.before = self
        self.after = self
        self.key = key
        self.result = result


_KEYWORDS = object()
_TYPES = object()

_UNCACHED = 0
_UNBOUNDED = 1
_BOUNDED = 2


def _make_key(args, keywords, typed):
    """A hashable key for a call; a lone int or str stands for itself."""
    if not typed and not keywords:
        if len(args) == 1:
            only = args[0]
            cls = type(only)
            if cls is int or cls is str:
                return only
        return args
    key = list(args)
    if keywords:
        key.append(_KEYWORDS)
        for name, value in keywords.items():
            key.append(name)
            key.append(value)
    if typed:
        key.append(_TYPES)
        key.extend([type(arg) for arg in args])
        key.extend([type(value) for value in keywords.values()])
    return tuple(key)


class _lru_cache_wrapper:
    """A function with a cache in front of it.

    A bounded cache keeps its links in a ring around `_root`: the oldest entry
    is `_root.after`, the latest `_root.before`.
    """

    __c_name__ = "functools._lru_cache_wrapper"
    __slots__ = (
        "_mode", "_limit", "_function", "_typed", "_make_info",
        "_cache", "_hits", "_misses", "_root", "__dict__", "__weakref__",
    )
    __module__ = "functools"

    def __init__(self, user_function, maxsize, typed, cache_info_type):
        if not callable(user_function):
            raise TypeError("the first argument must be callable")
        if maxsize is None:
            self._mode = _UNBOUNDED
            self._limit = 0
        elif isinstance(maxsize, int):
            self._limit = max(maxsize, 0)
            self._mode = _BOUNDED if maxsize > 0 else _UNCACHED
        else:
            raise TypeError("maxsize should be integer or None")
        self._function = user_function
        self._typed = bool(typed)
        self._make_info = cache_info_type
        self._cache = {}
        self._hits = 0
        self._misses = 0
        self._root = _Link(None, None)

    def __call__(self, /, *args, **keywords):
        mode = self._mode
        if mode == _UNCACHED:
            self._misses += 1
            return self._function(*args, **keywords)
        key = _make_key(args, keywords, self._typed)
        # An argument that cannot be hashed is reported as such, and not as a part of a key.
        hash(key)
        if mode == _UNBOUNDED:
            result = self._cache.get(key, _MISSING)
            if result is not _MISSING:
                self._hits += 1
                return result
            self._misses += 1
            result = self._function(*args, **keywords)
            self._cache[key] = result
            return result
        link = self._cache.get(key)
        if link is not None:
            root = self._root
            before = link.before
            after = link.after
            before.after = after
            after.before = before
            last = root.before
            last.after = link
            link.before = last
            link.after = root
            root.before = link
            self._hits += 1
            return link.result
        self._misses += 1
        result = self._function(*args, **keywords)
        self._store(key, result)
        return result

    def _store(self, key, result):
        """Enter a result unless the call itself already did; drop the oldest if full."""
        cache = self._cache
        if key in cache:
            return
        root = self._root
        if len(cache) >= self._limit:
            oldest = root.after
            if oldest is not root:
                root.after = oldest.after
                oldest.after.before = root
                oldest.before = oldest
                oldest.after = oldest
                cache.pop(oldest.key, None)
        link = _Link(key, result)
        cache[key] = link
        last = root.before
        last.after = link
        link.before = last
        link.after = root
        root.before = link

    def cache_info(self):
        """Report cache statistics."""
        maxsize = None if self._mode == _UNBOUNDED else self._limit
        return self._make_info(self._hits, self._misses, maxsize, len(self._cache))

    def cache_clear(self):
        """Clear the cache and its statistics."""
        self._hits = 0
        self._misses = 0
        root = self._root
        link = root.after
        while link is not root:
            following = link.after
            link.before = link
            link.after = link
            link = following
        root.before = root
        root.after = root
        self._cache.clear()

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return _Method(self, instance)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__qualname__

    def __repr__(self):
        return f"<functools._lru_cache_wrapper object at {id(self):#x}>"
