"""Copies of objects, shallow and deep.

What has no copying of its own is taken apart and put together as pickling
would: by `__reduce_ex__`, and where that is `object`'s, by what it would do.
"""

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    pass


error = Error

# Types whose objects are their own copies.
_ATOMIC = frozenset({
    type(None), int, float, bool, str, bytes, type, range, slice, property,
    type(Ellipsis), type(NotImplemented), type(len), type(lambda: 0), type(list[int]),
    type(int | str),
})
_CONTAINERS = frozenset({list, dict, set})
_METHOD_NAMES = ("weakref", "ReferenceType", "complex", "code", "module")


def copy(x):
    """Shallow copy operation on arbitrary Python objects."""
    cls = type(x)
    if cls in _ATOMIC or cls is tuple or cls is frozenset:
        return x
    if cls in _CONTAINERS:
        return x.copy()
    if issubclass(cls, type):
        # A class, treated as immutable.
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    if cls.__name__ in _METHOD_NAMES:
        return x
    reduced = _reduce(x, cls)
    if isinstance(reduced, str):
        return x
    return _reconstruct(x, None, *reduced)


def deepcopy(x, memo=None, _nil=[]):
    """Deep copy operation on arbitrary Python objects."""
    cls = type(x)
    if cls in _ATOMIC and cls is not slice:
        return x
    key = id(x)
    if memo is None:
        memo = {}
    else:
        y = memo.get(key, _nil)
        if y is not _nil:
            return y
    if cls is list:
        y = []
        memo[key] = y
        for item in x:
            y.append(deepcopy(item, memo))
    elif cls is dict:
        y = {}
        memo[key] = y
        for item, value in x.items():
            y[deepcopy(item, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        y = _deepcopy_tuple(x, memo)
    elif issubclass(cls, type):
        y = x
    else:
        copier = getattr(x, "__deepcopy__", None)
        if copier is not None:
            y = copier(memo)
        elif cls.__name__ == "method" and cls.__module__ == "builtins":
            y = cls(x.__func__, deepcopy(x.__self__, memo))
        elif cls.__name__ in _METHOD_NAMES and cls.__name__ != "module":
            y = x
        else:
            reduced = _reduce(x, cls)
            if isinstance(reduced, str):
                y = x
            else:
                y = _reconstruct(x, memo, *reduced)
    if y is not x:
        memo[key] = y
        _keep_alive(x, memo)
    return y


def _deepcopy_tuple(x, memo):
    y = [deepcopy(item, memo) for item in x]
    # The tuple may have been copied on the way, if it contains itself.
    try:
        return memo[id(x)]
    except KeyError:
        pass
    for old, new in zip(x, y):
        if old is not new:
            return tuple(y)
    return x


def _keep_alive(x, memo):
    """Keep the original as long as the memo: its id must not be another's meanwhile."""
    try:
        memo[id(memo)].append(x)
    except KeyError:
        memo[id(memo)] = [x]


def _reduce(x, cls):
    """How to make the object anew: a name, or a tuple as `__reduce_ex__` returns."""
    import copyreg

    reductor = copyreg.dispatch_table.get(cls)
    if reductor is not None:
        return reductor(x)
    if getattr(x, "__reduce_ex__", None) is None and hasattr(object, "__reduce_ex__"):
        reductor = getattr(x, "__reduce__", None)
        if reductor is None:
            raise Error(f"un(deep)copyable object of type {cls}")
        return reductor()
    reductor = getattr(cls, "__reduce_ex__", None)
    if reductor is not None and reductor is not getattr(object, "__reduce_ex__", None):
        return reductor(x, 4)
    reductor = getattr(cls, "__reduce__", None)
    if reductor is not None and reductor is not getattr(object, "__reduce__", None):
        return reductor(x)
    return copyreg.reduce_object(x, cls)


def _reconstruct(x, memo, func, args, state=None, listiter=None, dictiter=None):
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    y = func(*args)
    if deep:
        memo[id(x)] = y
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(y, "__setstate__"):
            y.__setstate__(state)
        else:
            if isinstance(state, tuple) and len(state) == 2:
                state, slot_state = state
            else:
                slot_state = None
            if state is not None:
                y.__dict__.update(state)
            if slot_state is not None:
                for key, value in slot_state.items():
                    setattr(y, key, value)
    if listiter is not None:
        for item in listiter:
            y.append(deepcopy(item, memo) if deep else item)
    if dictiter is not None:
        for key, value in dictiter:
            if deep:
                key = deepcopy(key, memo)
                value = deepcopy(value, memo)
            y[key] = value
    return y


def replace(obj, /, **changes):
    """Return a new object replacing specified fields with new values."""
    cls = obj.__class__
    func = getattr(cls, "__replace__", None)
    if func is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return func(obj, **changes)
