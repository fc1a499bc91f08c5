"""The part of `functools` that CPython writes in C.

Nothing here imports another module, and a traceback shows no frame of this
file, as it shows none of a C function.
"""


from _calls import _cache_base, _partial_base


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


class partial(_partial_base):
    """A callable with some of another callable's arguments already supplied."""

    __c_name__ = "functools.partial"
    __slots__ = ("__dict__", "__weakref__")
    __module__ = "functools"

    def __new__(cls, func, /, *args, **keywords):
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        for value in keywords.values():
            if value is Placeholder:
                raise TypeError("Placeholder cannot be passed as a keyword argument")
        if isinstance(func, partial):
            if args and _find_holes(func.args):
                args = func._fill(args, False)
            else:
                args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        elif not callable(func):
            raise TypeError("the first argument must be callable")
        self = super().__new__(cls)
        self._set_up(func, args, keywords, bool(_find_holes(args)))
        return self

    def _fill(self, given, is_call):
        """The stored positionals with `given` put into their holes, the rest behind."""
        holes = _find_holes(self.args)
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
        args = tuple(args)
        if keywords is None:
            keywords = {}
        elif type(keywords) is not dict:
            keywords = dict(keywords)
        self._set_up(func, args, keywords, bool(_find_holes(args)))
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


class _lru_cache_wrapper(_cache_base):
    """A function with a cache in front of it."""

    __c_name__ = "functools._lru_cache_wrapper"
    __slots__ = ("_limit", "_make_info", "__dict__", "__weakref__")
    __module__ = "functools"

    def __init__(self, user_function, maxsize, typed, cache_info_type):
        if not callable(user_function):
            raise TypeError("the first argument must be callable")
        if maxsize is not None:
            if not isinstance(maxsize, int):
                raise TypeError("maxsize should be integer or None")
            maxsize = max(maxsize, 0)
        self._limit = maxsize
        self._make_info = cache_info_type
        self._set_up(user_function, -1 if maxsize is None else maxsize, bool(typed))

    def cache_info(self):
        """Report cache statistics."""
        hits, misses, size = self._counts()
        return self._make_info(hits, misses, self._limit, size)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__qualname__

    def __repr__(self):
        return f"<functools._lru_cache_wrapper object at {id(self):#x}>"
