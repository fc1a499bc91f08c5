"""Abstract base classes: what CPython's `abc` module writes in C.

Every class of `ABCMeta` carries an `_abc_impl` with the classes registered
with it and the answers already given. A traceback shows no frame of this file.
"""


class _Record:
    """The registered classes of one abstract class, and its two caches.

    A negative answer holds until any class is registered anywhere, which
    `version` notes; a positive one holds for ever.
    """

    __slots__ = ("registry", "accepted", "rejected", "version")

    def __init__(self):
        self.registry = {}
        self.accepted = {}
        self.rejected = {}
        self.version = _registrations[0]


# How many classes were registered so far; in a list so that it can be changed here.
_registrations = [0]


def _compute_abstract_methods(cls):
    """Set `__abstractmethods__` from the class's own namespace and its bases."""
    names = set()
    for name, value in cls.__dict__.items():
        if getattr(value, "__isabstractmethod__", False):
            names.add(name)
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(cls, name, None), "__isabstractmethod__", False):
                names.add(name)
    cls.__abstractmethods__ = frozenset(names)


def _abc_init(cls):
    _compute_abstract_methods(cls)
    cls._abc_impl = _Record()


def _abc_register(cls, subclass):
    if not isinstance(subclass, type):
        raise TypeError("Can only register classes")
    if issubclass(subclass, cls):
        return subclass
    # A class may not come to stand above itself.
    if issubclass(cls, subclass):
        raise RuntimeError("Refusing to create an inheritance cycle")
    cls._abc_impl.registry[subclass] = None
    _registrations[0] += 1
    pattern_kind = getattr(cls, "__abc_tpflags__", 0)
    if pattern_kind and not getattr(subclass, "__abc_tpflags__", 0):
        try:
            subclass.__abc_tpflags__ = pattern_kind
        except TypeError:
            # A built-in type, and the runtime knows what each of those is.
            pass
    return subclass


def _abc_instancecheck(cls, instance):
    record = cls._abc_impl
    subtype = type(instance)
    subclass = getattr(instance, "__class__", subtype)
    if subclass in record.accepted:
        return True
    if subtype is subclass:
        if record.version == _registrations[0] and subclass in record.rejected:
            return False
        return cls.__subclasscheck__(subclass)
    return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(subtype)


def _abc_subclasscheck(cls, subclass):
    if not isinstance(subclass, type):
        raise TypeError("issubclass() arg 1 must be a class")
    record = cls._abc_impl
    if subclass in record.accepted:
        return True
    if record.version < _registrations[0]:
        record.rejected = {}
        record.version = _registrations[0]
    elif subclass in record.rejected:
        return False
    answer = cls.__subclasshook__(subclass)
    if answer is NotImplemented:
        answer = _is_subclass_by_search(cls, subclass, record)
    elif answer is not True and answer is not False:
        raise AssertionError("__subclasshook__ must return either False, True, or NotImplemented")
    if answer:
        record.accepted[subclass] = None
    else:
        record.rejected[subclass] = None
    return answer


def _is_subclass_by_search(cls, subclass, record):
    if cls in subclass.__mro__:
        return True
    for registered in list(record.registry):
        if issubclass(subclass, registered):
            return True
    for derived in cls.__subclasses__():
        if issubclass(subclass, derived):
            return True
    return False


def get_cache_token():
    """A number that changes with every registration of a class."""
    return _registrations[0]


def _reset_registry(cls):
    cls._abc_impl.registry.clear()


def _reset_caches(cls):
    record = cls._abc_impl
    record.accepted.clear()
    record.rejected.clear()
