"""Functions that take or make functions."""

from _functools import Placeholder, _lru_cache_wrapper, cmp_to_key, partial, reduce
from _namedtuple import namedtuple

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES",
    "total_ordering", "cache", "cmp_to_key", "lru_cache", "reduce",
    "partial", "partialmethod", "singledispatch", "singledispatchmethod",
    "cached_property", "Placeholder",
]


class _Probe:
    def method(self):
        pass


_Method = type(_Probe().method)
_Alias = type(list[int])
_Union = type(int | str)

WRAPPER_ASSIGNMENTS = (
    "__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__",
)
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Make `wrapper` look like `wrapped` and return it."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            pass
        else:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # Last, so that the update above cannot overwrite it.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that applies `update_wrapper` with these arguments."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# Each derived comparison asks the one that the class defines, on the type of
# `self`, so that a subclass that overrides it is heard.


def _gt_from_lt(self, other):
    'Return a > b.  Computed by @total_ordering from (not a < b) and (a != b).'
    answer = type(self).__lt__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer and self != other


def _le_from_lt(self, other):
    'Return a <= b.  Computed by @total_ordering from (a < b) or (a == b).'
    answer = type(self).__lt__(self, other)
    if answer is NotImplemented:
        return answer
    return answer or self == other


def _ge_from_lt(self, other):
    'Return a >= b.  Computed by @total_ordering from (not a < b).'
    answer = type(self).__lt__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer


def _ge_from_le(self, other):
    'Return a >= b.  Computed by @total_ordering from (not a <= b) or (a == b).'
    answer = type(self).__le__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer or self == other


def _lt_from_le(self, other):
    'Return a < b.  Computed by @total_ordering from (a <= b) and (a != b).'
    answer = type(self).__le__(self, other)
    if answer is NotImplemented:
        return answer
    return answer and self != other


def _gt_from_le(self, other):
    'Return a > b.  Computed by @total_ordering from (not a <= b).'
    answer = type(self).__le__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer


def _lt_from_gt(self, other):
    'Return a < b.  Computed by @total_ordering from (not a > b) and (a != b).'
    answer = type(self).__gt__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer and self != other


def _ge_from_gt(self, other):
    'Return a >= b.  Computed by @total_ordering from (a > b) or (a == b).'
    answer = type(self).__gt__(self, other)
    if answer is NotImplemented:
        return answer
    return answer or self == other


def _le_from_gt(self, other):
    'Return a <= b.  Computed by @total_ordering from (not a > b).'
    answer = type(self).__gt__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer


def _le_from_ge(self, other):
    'Return a <= b.  Computed by @total_ordering from (not a >= b) or (a == b).'
    answer = type(self).__ge__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer or self == other


def _gt_from_ge(self, other):
    'Return a > b.  Computed by @total_ordering from (a >= b) and (a != b).'
    answer = type(self).__ge__(self, other)
    if answer is NotImplemented:
        return answer
    return answer and self != other


def _lt_from_ge(self, other):
    'Return a < b.  Computed by @total_ordering from (not a >= b).'
    answer = type(self).__ge__(self, other)
    if answer is NotImplemented:
        return answer
    return not answer


# In the order of preference among several that a class defines.
_DERIVED = {
    "__lt__": {"__gt__": _gt_from_lt, "__le__": _le_from_lt, "__ge__": _ge_from_lt},
    "__le__": {"__ge__": _ge_from_le, "__lt__": _lt_from_le, "__gt__": _gt_from_le},
    "__gt__": {"__lt__": _lt_from_gt, "__ge__": _ge_from_gt, "__le__": _le_from_gt},
    "__ge__": {"__le__": _le_from_ge, "__gt__": _gt_from_ge, "__lt__": _lt_from_ge},
}


def total_ordering(cls):
    """Class decorator that fills in missing ordering methods."""
    defined = [
        name for name in _DERIVED
        if getattr(cls, name, None) is not getattr(object, name, None)
    ]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    for name, method in _DERIVED[defined[0]].items():
        if name not in defined:
            method.__name__ = name
            setattr(cls, name, method)
    return cls


class partialmethod:
    """A method with some of another callable's arguments already supplied.

    The wrapped thing may be any callable or descriptor (a function, a
    staticmethod, a classmethod).
    """

    __slots__ = ("func", "args", "keywords", "_holes", "__dict__", "__weakref__")

    def __new__(cls, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"the first argument {func!r} must be a callable or a descriptor")
        if args and args[-1] is Placeholder:
            raise TypeError("trailing Placeholders are not allowed")
        for value in keywords.values():
            if value is Placeholder:
                raise TypeError("Placeholder cannot be passed as a keyword argument")
        if isinstance(func, partialmethod):
            holes = list(func._holes)
            merged = list(func.args)
            if args and holes:
                given = list(args)
                while holes and given:
                    merged[holes.pop(0)] = given.pop(0)
                merged.extend(given)
            else:
                merged.extend(args)
            args = tuple(merged)
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = super().__new__(cls)
        self.func = func
        self.args = args
        self.keywords = keywords
        self._holes = tuple([i for i, arg in enumerate(args) if arg is Placeholder])
        return self

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func)]
        parts.extend([repr(arg) for arg in self.args])
        parts.extend([f"{key}={value!r}" for key, value in self.keywords.items()])
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            holes = self._holes
            if holes:
                count = len(args)
                if count < len(holes):
                    raise TypeError(
                        "missing positional arguments in 'partialmethod' call; "
                        f"expected at least {len(holes)}, got {count}"
                    )
                merged = list(self.args)
                for i, hole in enumerate(holes):
                    merged[hole] = args[i]
                return self.func(
                    cls_or_self, *merged, *args[len(holes):], **{**self.keywords, **keywords}
                )
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, "__get__", None)
        if get is not None and not isinstance(self.func, partial):
            bound = get(obj, cls)
            if bound is not self.func:
                # The descriptor bound something: what is bound takes the arguments.
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __class_getitem__(cls, item):
        return _Alias(cls, item)


_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools")


def lru_cache(maxsize=128, typed=False):
    """Decorator that keeps the `maxsize` most recently used results of a function.

    Without a limit (`maxsize=None`) the cache only grows. With `typed`,
    arguments of different types (`3` and `3.0`) are different arguments.
    """
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        # Used as @lru_cache, without a call.
        user_function = maxsize
        return _cached(user_function, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        return _cached(user_function, maxsize, typed)

    return decorating_function


def _cached(user_function, maxsize, typed):
    wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, user_function)


def cache(user_function, /):
    """Decorator that keeps every result of a function."""
    return lru_cache(maxsize=None)(user_function)


def _merge_orders(sequences):
    """Merge linearisations as the C3 algorithm does (Python's own class order)."""
    result = []
    while True:
        sequences = [seq for seq in sequences if seq]
        if not sequences:
            return result
        for seq in sequences:
            candidate = seq[0]
            if not any(candidate in other[1:] for other in sequences):
                break
        else:
            raise RuntimeError("Inconsistent hierarchy")
        result.append(candidate)
        for seq in sequences:
            if seq[0] is candidate:
                del seq[0]


def _linearise(cls, abstract):
    """The order of `cls` and its bases, with the abstract classes it satisfies put in.

    An abstract class goes behind the last base through which `cls` satisfies it.
    """
    for position, base in enumerate(reversed(cls.__bases__)):
        if hasattr(base, "__abstractmethods__"):
            boundary = len(cls.__bases__) - position
            break
    else:
        boundary = 0
    explicit = list(cls.__bases__[:boundary])
    implied = []
    others = list(cls.__bases__[boundary:])
    for base in abstract:
        if issubclass(cls, base) and not any(issubclass(parent, base) for parent in cls.__bases__):
            implied.append(base)
    for base in implied:
        abstract.remove(base)
    orders = [[cls]]
    orders.extend([_linearise(base, list(abstract)) for base in explicit])
    orders.extend([_linearise(base, list(abstract)) for base in implied])
    orders.extend([_linearise(base, list(abstract)) for base in others])
    orders.append(explicit)
    orders.append(implied)
    orders.append(others)
    return _merge_orders(orders)


def _compose_order(cls, types):
    """The dispatch order of `cls` among `types` (PEP 443)."""
    own = set(cls.__mro__)

    def is_related(candidate):
        return (
            candidate not in own
            and hasattr(candidate, "__mro__")
            and not isinstance(candidate, _Alias)
            and issubclass(cls, candidate)
        )

    candidates = [candidate for candidate in types if is_related(candidate)]

    def is_inherited(candidate):
        for other in candidates:
            if candidate is not other and candidate in other.__mro__:
                return True
        return False

    candidates = [candidate for candidate in candidates if not is_inherited(candidate)]
    wanted = set(candidates)
    order = []
    for candidate in candidates:
        found = []
        for sub in candidate.__subclasses__():
            if sub not in own and issubclass(cls, sub):
                found.append([base for base in sub.__mro__ if base in types or base in wanted])
        if not found:
            order.append(candidate)
            continue
        found.sort(key=len, reverse=True)
        for chain in found:
            for base in chain:
                if base not in order:
                    order.append(base)
    return _linearise(cls, order)


def _find_implementation(cls, registry):
    """The implementation that fits `cls` best, or None."""
    best = None
    for candidate in _compose_order(cls, registry.keys()):
        if best is not None:
            # Two unrelated abstract classes that both fit leave the choice open.
            if (
                candidate in registry
                and candidate not in cls.__mro__
                and best not in cls.__mro__
                and not issubclass(best, candidate)
            ):
                raise RuntimeError(f"Ambiguous dispatch: {best} or {candidate}")
            break
        if candidate in registry:
            best = candidate
    return registry.get(best)


def _is_dispatchable(cls):
    if isinstance(cls, type) and not isinstance(cls, _Alias):
        return True
    return isinstance(cls, _Union) and all(
        isinstance(arg, type) and not isinstance(arg, _Alias) for arg in cls.__args__
    )


def _first_annotation(func):
    """The name of the first annotated parameter of `func`, and its annotation."""
    for name, hint in func.__annotations__.items():
        if isinstance(hint, str):
            from _annotation_text import evaluate

            try:
                hint = evaluate(hint, func.__globals__, {})
            except NameError:
                raise TypeError(
                    f"Invalid annotation for {name!r}. ForwardRef({hint!r}) "
                    "is an unresolved forward reference."
                ) from None
        return name, type(None) if hint is None else hint


def singledispatch(func):
    """Decorator that makes `func` the default of a function chosen by its first argument's class."""
    registry = {}
    # A class found once is found at once the next time, until something is registered.
    found = {}
    token = None
    funcname = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        """Return the implementation that is called for an argument of this class."""
        nonlocal token
        if token is not None:
            current = _abstract_token()
            if token != current:
                found.clear()
                token = current
        implementation = found.get(cls)
        if implementation is None:
            implementation = registry.get(cls)
            if implementation is None:
                implementation = _find_implementation(cls, registry)
            found[cls] = implementation
        return implementation

    def register(cls, func=None):
        """Register an implementation for a class, a union of classes, or an annotated function."""
        nonlocal token
        if _is_dispatchable(cls):
            if func is None:
                return lambda func: register(cls, func)
        else:
            if func is not None:
                raise TypeError(
                    f"Invalid first argument to `register()`. {cls!r} is not a class or union type."
                )
            if getattr(cls, "__annotate__", None) is None and not getattr(cls, "__annotations__", None):
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` "
                    "on an annotated function."
                )
            func = cls
            argname, cls = _first_annotation(func)
            if not _is_dispatchable(cls):
                if isinstance(cls, _Union):
                    raise TypeError(
                        f"Invalid annotation for {argname!r}. {cls!r} not all arguments are classes."
                    )
                raise TypeError(f"Invalid annotation for {argname!r}. {cls!r} is not a class.")
        if isinstance(cls, _Union):
            for arg in cls.__args__:
                registry[arg] = func
        else:
            registry[cls] = func
        if token is None and hasattr(cls, "__abstractmethods__"):
            token = _abstract_token()
        found.clear()
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **keywords)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = _read_only(registry)
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


def _abstract_token():
    """Changes whenever a class is registered with an abstract base class."""
    from abc import get_cache_token

    return get_cache_token()


def _read_only(mapping):
    from types import MappingProxyType

    return MappingProxyType(mapping)


class singledispatchmethod:
    """A method chosen by the class of its first argument after self or cls."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Register an implementation for a class (see `singledispatch`)."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        return _singledispatchmethod_get(self, obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    def __repr__(self):
        try:
            name = self.func.__qualname__
        except AttributeError:
            try:
                name = self.func.__name__
            except AttributeError:
                name = "?"
        return f"<single dispatch method descriptor {name}>"


class _singledispatchmethod_get:
    """A dispatching method bound to an instance or a class."""

    def __init__(self, unbound, obj, cls):
        self._unbound = unbound
        self._dispatch = unbound.dispatcher.dispatch
        self._obj = obj
        self._cls = cls
        # Python's own tools look for these.
        func = unbound.func
        try:
            self.__module__ = func.__module__
        except AttributeError:
            pass
        try:
            self.__doc__ = func.__doc__
        except AttributeError:
            pass

    def __repr__(self):
        try:
            name = self.__qualname__
        except AttributeError:
            try:
                name = self.__name__
            except AttributeError:
                name = "?"
        if self._obj is not None:
            return f"<bound single dispatch method {name} of {self._obj!r}>"
        return f"<single dispatch method {name}>"

    def __call__(self, /, *args, **keywords):
        if not args:
            funcname = getattr(self._unbound.func, "__name__", "singledispatchmethod method")
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        method = self._dispatch(args[0].__class__)
        if hasattr(method, "__get__"):
            method = method.__get__(self._obj, self._cls)
        return method(*args, **keywords)

    def __getattr__(self, name):
        if name not in {
            "__name__", "__qualname__", "__isabstractmethod__", "__annotations__", "__type_params__",
        }:
            raise AttributeError
        return getattr(self._unbound.func, name)

    @property
    def __wrapped__(self):
        return self._unbound.func

    @property
    def register(self):
        return self._unbound.register


_MISSING = object()


class cached_property:
    """A property computed once and then kept in the instance's `__dict__`."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            namespace = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {name!r} property."
            ) from None
        value = namespace.get(name, _MISSING)
        if value is _MISSING:
            value = self.func(instance)
            try:
                namespace[name] = value
            except TypeError:
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                    f"does not support item assignment for caching {name!r} property."
                ) from None
        return value

    def __class_getitem__(cls, item):
        return _Alias(cls, item)
