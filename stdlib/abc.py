"""Abstract base classes (PEP 3119)."""

from _abc import (
    _abc_init,
    _abc_instancecheck,
    _abc_register,
    _abc_subclasscheck,
    _compute_abstract_methods,
    _reset_caches,
    _reset_registry,
    get_cache_token,
)


def abstractmethod(funcobj):
    """Decorator for a method that concrete subclasses must override."""
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractclassmethod(classmethod):
    """An abstract classmethod; deprecated, stack `classmethod` on `abstractmethod` instead."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """An abstract staticmethod; deprecated, stack `staticmethod` on `abstractmethod` instead."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """An abstract property; deprecated, stack `property` on `abstractmethod` instead."""

    __isabstractmethod__ = True


class ABCMeta(type):
    """Metaclass of classes that have abstract methods and that others can be registered with."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _abc_init(cls)
        return cls

    def register(cls, subclass):
        """Make `subclass` a virtual subclass of this one; returns it, so it is a decorator too."""
        return _abc_register(cls, subclass)

    def __instancecheck__(cls, instance):
        """Override for isinstance(instance, cls)."""
        return _abc_instancecheck(cls, instance)

    def __subclasscheck__(cls, subclass):
        """Override for issubclass(subclass, cls)."""
        return _abc_subclasscheck(cls, subclass)

    def _dump_registry(cls, file=None):
        """Print what is known about the class."""
        record = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        print(f"_abc_registry: {set(record.registry)!r}", file=file)
        print(f"_abc_cache: {set(record.accepted)!r}", file=file)
        print(f"_abc_negative_cache: {set(record.rejected)!r}", file=file)
        print(f"_abc_negative_cache_version: {record.version!r}", file=file)

    def _abc_registry_clear(cls):
        _reset_registry(cls)

    def _abc_caches_clear(cls):
        _reset_caches(cls)


def update_abstractmethods(cls):
    """Find the abstract methods of a class again after methods were added to it."""
    if hasattr(cls, "__abstractmethods__"):
        _compute_abstract_methods(cls)
    return cls


class ABC(metaclass=ABCMeta):
    """A class to derive from instead of naming the metaclass."""

    __slots__ = ()
