"""How objects are taken apart for pickling and copying."""

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Register the function that takes objects of a type apart."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Declare that a callable makes objects."""
    if not callable(object):
        raise TypeError("constructors must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _slotnames(cls):
    """The names of all slots of a class and its bases that hold state."""
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        if isinstance(slots, str):
            slots = (slots,)
        for name in slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                stripped = base.__name__.lstrip("_")
                if stripped:
                    name = f"_{stripped}{name}"
            names.append(name)
    return names


def _state_of(obj, cls):
    """What `object.__getstate__` returns: the attributes, or a pair with those in slots."""
    getstate = getattr(cls, "__getstate__", None)
    if getstate is not None and getstate is not getattr(object, "__getstate__", None):
        return getstate(obj)
    state = getattr(obj, "__dict__", None)
    state = dict(state) if state else None
    slots = {}
    for name in _slotnames(cls):
        try:
            slots[name] = getattr(obj, name)
        except AttributeError:
            # An empty slot.
            pass
    return (state, slots) if slots else state


_PLAIN = (int, float, str, bytes, tuple, list, dict, set, frozenset, BaseException)
_UNCOPYABLE = frozenset({
    "generator", "coroutine", "async_generator", "frame", "traceback", "code", "module", "memoryview",
    "_io.TextIOWrapper", "TextIOWrapper", "FileIO", "BufferedReader", "BufferedWriter", "BufferedRandom",
    "dict_keys", "dict_values", "dict_items", "mappingproxy", "cell",
})


def reduce_object(obj, cls):
    """What `object.__reduce_ex__(4)` returns: how to make the object without `__init__`."""
    if cls.__name__ in _UNCOPYABLE and cls.__module__ in ("builtins", "_io"):
        where = "" if cls.__module__ == "builtins" else cls.__module__ + "."
        raise TypeError(f"cannot pickle '{where}{cls.__name__}' object")
    func = __newobj__
    getnewargs_ex = getattr(cls, "__getnewargs_ex__", None)
    getnewargs = getattr(cls, "__getnewargs__", None)
    if getnewargs_ex is not None:
        args, kwargs = getnewargs_ex(obj)
        if kwargs:
            func = __newobj_ex__
            args = (cls, args, kwargs)
        else:
            args = (cls, *args)
    elif getnewargs is not None:
        args = (cls, *getnewargs(obj))
    else:
        args = (cls, *_value_args(obj))
    if isinstance(obj, BaseException):
        func = cls
        args = obj.args
    list_items = iter(obj) if isinstance(obj, list) else None
    dict_items = iter(obj.items()) if isinstance(obj, dict) else None
    if isinstance(obj, set):
        func = cls
        args = (list(obj),)
    return func, args, _state_of(obj, cls), list_items, dict_items


def _value_args(obj):
    """The arguments of `__new__` that bring the value of an immutable built-in base."""
    for base in (int, float, str, bytes, tuple, frozenset):
        if isinstance(obj, base):
            return (base(obj),)
    return ()


_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    """Register an extension code."""
    code = int(code)
    if not 1 <= code <= 0x7FFFFFFF:
        raise ValueError("code out of range")
    key = (module, name)
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f"key {key} is already registered with code {_extension_registry[key]}")
    if code in _inverted_registry:
        raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Unregister an extension code.  For testing only."""
    key = (module, name)
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
