"""`namedtuple`, apart from `collections` so that `functools` need not import all of that."""

import sys
from _binding import bind
from _taipan import tuple_factory, tuplegetter as _tuplegetter
from keyword import iskeyword

_make_tuple = tuple.__new__


def _check_names(typename, field_names):
    for name in [typename] + field_names:
        if type(name) is not str:
            raise TypeError("Type names and field names must be strings")
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")


def _without_bad_names(field_names):
    """The names with each that cannot be one replaced by its position (`rename=True`)."""
    seen = set()
    result = []
    for index, name in enumerate(field_names):
        if not name.isidentifier() or iskeyword(name) or name.startswith("_") or name in seen:
            name = f"_{index}"
        seen.add(name)
        result.append(name)
    return result


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    """Make a subclass of tuple whose items also have names.

    >>> Point = namedtuple("Point", ["x", "y"])
    >>> Point(11, y=22)
    Point(x=11, y=22)
    """
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    field_names = [str(name) for name in field_names]
    typename = sys.intern(str(typename))
    if rename:
        field_names = _without_bad_names(field_names)
    _check_names(typename, field_names)
    seen = set()
    for name in field_names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)

    field_defaults = {}
    default_values = ()
    if defaults is not None:
        default_values = tuple(defaults)
        if len(default_values) > len(field_names):
            raise TypeError("Got more default values than field names")
        if default_values:
            field_defaults = dict(zip(field_names[-len(default_values):], default_values))

    fields = tuple([sys.intern(name) for name in field_names])
    count = len(fields)
    new_name = typename + ".__new__"
    no_names = ()

    def __new__(_cls, /, *args, **keywords):
        if keywords or len(args) != count:
            args = bind(new_name, fields, no_names, field_defaults, args, keywords)
        return _make_tuple(_cls, args)

    tuple_factory(__new__, count)

    def _make(cls, iterable):
        result = _make_tuple(cls, iterable)
        if tuple.__len__(result) != count:
            raise TypeError(f"Expected {count} arguments, got {len(result)}")
        return result

    def _replace(self, /, **keywords):
        values = [keywords.pop(name, value) for name, value in zip(fields, self)]
        if keywords:
            raise TypeError(f"Got unexpected field names: {list(keywords)!r}")
        return self._make(values)

    def __repr__(self):
        "Return a nicely formatted representation string"
        shown = [f"{name}={value!r}" for name, value in zip(fields, self)]
        return f"{self.__class__.__name__}({', '.join(shown)})"

    def _asdict(self):
        "Return a new dict which maps field names to their values."
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        "Return self as a plain tuple.  Used by copy and pickle."
        return tuple(self)

    argument_list = ", ".join(fields) + ("," if count == 1 else "")
    if count == 0:
        shown_fields = ""
    else:
        shown_fields = ", ".join(fields)
    __new__.__doc__ = f"Create new instance of {typename}({argument_list})"
    _make.__doc__ = f"Make a new {typename} object from a sequence or iterable"
    _replace.__doc__ = f"Return a new {typename} object replacing specified fields with new values"
    for method in (__new__, _make, _replace, __repr__, _asdict, __getnewargs__):
        method.__qualname__ = f"{typename}.{method.__name__}"

    namespace = {
        "__doc__": f"{typename}({shown_fields})",
        "__slots__": (),
        "_fields": fields,
        "_field_defaults": field_defaults,
        "__new__": __new__,
        "_make": classmethod(_make),
        "__replace__": _replace,
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__getnewargs__": __getnewargs__,
        "__match_args__": fields,
    }
    for index, name in enumerate(fields):
        namespace[name] = _tuplegetter(index, f"Alias for field number {index}")
    if module is None:
        # The module that called, for repr and pickle.
        caller = getattr(sys, "_getframemodulename", None)
        if caller is not None:
            module = caller(1)
    if module is not None:
        namespace["__module__"] = module
    return type(typename, (tuple,), namespace)
