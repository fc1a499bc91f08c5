"""Names of built-in types that have none, and making classes at run time."""

import sys

__all__ = [
    "AsyncGeneratorType", "BuiltinFunctionType", "BuiltinMethodType", "CapsuleType", "CellType",
    "ClassMethodDescriptorType", "CodeType", "CoroutineType", "EllipsisType", "FrameType",
    "FunctionType", "GeneratorType", "GenericAlias", "GetSetDescriptorType", "LambdaType",
    "MappingProxyType", "MemberDescriptorType", "MethodDescriptorType", "MethodType",
    "MethodWrapperType", "ModuleType", "NoneType", "NotImplementedType", "SimpleNamespace",
    "TracebackType", "UnionType", "WrapperDescriptorType", "new_class", "resolve_bases",
    "prepare_class", "get_original_bases", "DynamicClassAttribute", "coroutine",
]


def _function():
    pass


def _generator():
    yield


class _Probe:
    __slots__ = ("slot",)

    def method(self):
        pass


def _type_in(cls, name):
    """The type of what a built-in class has under a name."""
    return type(cls.__dict__.get(name))


FunctionType = type(_function)
LambdaType = FunctionType
GeneratorType = type(_generator())
MethodType = type(_Probe().method)
MemberDescriptorType = type(_Probe.slot)
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = _type_in(dict, "fromkeys")
ModuleType = type(sys)
MappingProxyType = type(type.__dict__)
GetSetDescriptorType = _type_in(FunctionType, "__code__")
GenericAlias = type(list[int])
UnionType = type(int | str)
EllipsisType = type(Ellipsis)
NoneType = type(None)
NotImplementedType = type(NotImplemented)
SimpleNamespace = type(sys.implementation)


def _find_traceback_type():
    try:
        raise TypeError
    except TypeError as error:
        return type(error.__traceback__)


TracebackType = _find_traceback_type()


def _find_cell_type():
    value = None

    def inner():
        return value

    closure = getattr(inner, "__closure__", None)
    return type(closure[0]) if closure else None


CellType = _find_cell_type()
_RARE = ("CodeType", "FrameType", "CoroutineType", "AsyncGeneratorType", "CapsuleType")


def __getattr__(name):
    # Types that few programs ask for, and that not every runtime has.
    made = None
    if name == "CodeType":
        made = type(_function.__code__)
    elif name == "FrameType":
        made = type(sys._getframe())
    elif name in ("CoroutineType", "AsyncGeneratorType"):
        from _async_types import AsyncGeneratorType, CoroutineType

        made = CoroutineType if name == "CoroutineType" else AsyncGeneratorType
    if made is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = made
    return made


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a class statement does, with the right metaclass."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    """The bases with each that is no class replaced by what its `__mro_entries__` gives."""
    result = list(bases)
    changed = False
    shift = 0
    for i, base in enumerate(bases):
        if isinstance(base, type):
            continue
        if not hasattr(base, "__mro_entries__"):
            continue
        entries = base.__mro_entries__(bases)
        changed = True
        if not isinstance(entries, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        result[i + shift:i + shift + 1] = entries
        shift += len(entries) - 1
    return tuple(result) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """The metaclass, the namespace that it prepares, and the keywords without `metaclass`."""
    kwds = {} if kwds is None else dict(kwds)
    if "metaclass" in kwds:
        meta = kwds.pop("metaclass")
    elif bases:
        meta = type(bases[0])
    else:
        meta = type
    if isinstance(meta, type):
        meta = _most_derived(meta, bases)
    if hasattr(meta, "__prepare__"):
        namespace = meta.__prepare__(name, bases, **kwds)
    else:
        namespace = {}
    return meta, namespace, kwds


def _most_derived(meta, bases):
    winner = meta
    for base in bases:
        base_meta = type(base)
        if issubclass(winner, base_meta):
            continue
        if issubclass(base_meta, winner):
            winner = base_meta
            continue
        raise TypeError(
            "metaclass conflict: the metaclass of a derived class "
            "must be a (non-strict) subclass of the metaclasses of all its bases"
        )
    return winner


def get_original_bases(cls, /):
    """The bases as they were written: with type arguments."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(f"Expected an instance of type, not {type(cls).__name__!r}") from None


class DynamicClassAttribute:
    """A property that the class answers itself: through it, `__getattr__` of the metaclass is asked."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc or getattr(fget, "__doc__", None)
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def getter(self, fget):
        doc = fget.__doc__ if self.overwrite_doc else None
        result = type(self)(fget, self.fset, self.fdel, doc or self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result

    def setter(self, fset):
        result = type(self)(self.fget, fset, self.fdel, self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result

    def deleter(self, fdel):
        result = type(self)(self.fget, self.fset, fdel, self.__doc__)
        result.overwrite_doc = self.overwrite_doc
        return result


class _GeneratorWrapper:
    """A generator that can be awaited."""

    def __init__(self, gen):
        self.__wrapped = gen
        self.__name__ = getattr(gen, "__name__", None)
        self.__qualname__ = getattr(gen, "__qualname__", None)

    def send(self, val):
        return self.__wrapped.send(val)

    def throw(self, tp, *rest):
        return self.__wrapped.throw(tp, *rest)

    def close(self):
        return self.__wrapped.close()

    def __next__(self):
        return next(self.__wrapped)

    def __iter__(self):
        return self.__wrapped

    __await__ = __iter__


def coroutine(func):
    """Turn a generator function into one whose results can be awaited."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    from functools import wraps

    @wraps(func)
    def wrapped(*args, **kwargs):
        made = func(*args, **kwargs)
        return _GeneratorWrapper(made) if isinstance(made, GeneratorType) else made

    return wrapped
