"""Classes made from the annotations of their fields.

The methods are closures over the list of fields, since no source text can be
compiled at run time. The compiler expands `@dataclass` on a class that it can
see whole; what is here serves all others, and says what holds for both.
"""

import sys
from _binding import bind
from keyword import iskeyword

__all__ = [
    "dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING",
    "fields", "asdict", "astuple", "make_dataclass", "replace", "is_dataclass",
]

GenericAlias = type(list[int])
_MappingProxy = type(type.__dict__)


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()

_EMPTY_METADATA = _MappingProxy({})


class _FIELD_BASE:
    """What a field is: an attribute, a class variable, or a parameter of `__init__` only."""

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE("_FIELD")
_FIELD_CLASSVAR = _FIELD_BASE("_FIELD_CLASSVAR")
_FIELD_INITVAR = _FIELD_BASE("_FIELD_INITVAR")

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"
_POST_INIT_NAME = "__post_init__"

# Immutable types that a copy of a data class shares with the original.
_ATOMIC_TYPES = frozenset({
    type(None), bool, int, float, str, bytes, type(Ellipsis), type(NotImplemented),
    type(len), type(lambda: 0), type, range, property,
})


class InitVar:
    """The annotation of a parameter of `__init__` that is no attribute."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type, GenericAlias):
            type_name = self.type.__name__
        else:
            type_name = repr(self.type)
        return f"dataclasses.InitVar[{type_name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known about one field."""

    __slots__ = (
        "name", "type", "default", "default_factory", "repr", "hash", "init",
        "compare", "metadata", "kw_only", "doc", "_field_type",
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only, doc):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else _MappingProxy(metadata)
        self.kw_only = kw_only
        self.doc = doc
        self._field_type = None

    def __repr__(self):
        if id(self) in _being_shown:
            return "..."
        _being_shown.add(id(self))
        try:
            return (
                f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},"
                f"hash={self.hash!r},compare={self.compare!r},metadata={self.metadata!r},"
                f"kw_only={self.kw_only!r},doc={self.doc!r},_field_type={self._field_type})"
            )
        finally:
            _being_shown.discard(id(self))

    def __set_name__(self, owner, name):
        # The default may be a descriptor that wants to know its name.
        set_name = getattr(type(self.default), "__set_name__", None)
        if set_name:
            set_name(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    """The arguments with which `dataclass` was applied."""

    __slots__ = (
        "init", "repr", "eq", "order", "unsafe_hash", "frozen",
        "match_args", "kw_only", "slots", "weakref_slot",
    )

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen
        self.match_args = match_args
        self.kw_only = kw_only
        self.slots = slots
        self.weakref_slot = weakref_slot

    def __repr__(self):
        return (
            f"_DataclassParams(init={self.init!r},repr={self.repr!r},eq={self.eq!r},"
            f"order={self.order!r},unsafe_hash={self.unsafe_hash!r},frozen={self.frozen!r},"
            f"match_args={self.match_args!r},kw_only={self.kw_only!r},slots={self.slots!r},"
            f"weakref_slot={self.weakref_slot!r})"
        )


def field(
    *, default=MISSING, default_factory=MISSING, init=True, repr=True,
    hash=None, compare=True, metadata=None, kw_only=MISSING, doc=None,
):
    """Say more about a field than its default.

    `default_factory` makes the default anew for each instance; the flags say
    in which methods the field takes part; `metadata` is for other tools.
    """
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only, doc)


# Reading the annotations of a class.


def _own_annotations(cls):
    """The class's own annotations by name; source text where a name is not defined yet."""
    try:
        return cls.__annotations__
    except NameError:
        return cls.__annotate__(-4)


def _resolve_beginning(text, cls, special_module_name):
    """What the first name of a textual annotation means in the module of the class.

    "x…" is the module's `x`; "m.x…" counts only if `m` is the special module there.
    """
    words = _leading_words(text)
    module = sys.modules.get(cls.__module__)
    if words is None or module is None:
        return None
    prefix, name = words
    if prefix:
        special_module = sys.modules.get(special_module_name)
        if special_module is None or getattr(module, prefix, None) is not special_module:
            return None
        module = special_module
    return getattr(module, name, None)


def _leading_words(text):
    """('a', 'b') of "a.b…", ('', 'a') of "a…", None if the text begins otherwise."""
    first, rest = _take_word(text.lstrip())
    if not first:
        return None
    rest = rest.lstrip()
    if rest.startswith("."):
        second, rest = _take_word(rest[1:].lstrip())
        if second:
            return first, second
    return "", first


def _take_word(text):
    end = 0
    for char in text:
        if not (char.isalnum() or char == "_"):
            break
        end += 1
    return text[:end], text[end:]


def _is_class_variable(annotation, cls):
    typing = sys.modules.get("typing")
    if typing is None:
        return False
    if isinstance(annotation, str):
        annotation = _resolve_beginning(annotation, cls, "typing")
    return annotation is typing.ClassVar or getattr(annotation, "__origin__", None) is typing.ClassVar


def _is_init_only(annotation, cls):
    if isinstance(annotation, str):
        annotation = _resolve_beginning(annotation, cls, "dataclasses")
    return annotation is InitVar or type(annotation) is InitVar


def _is_keyword_marker(annotation, cls):
    if isinstance(annotation, str):
        annotation = _resolve_beginning(annotation, cls, "dataclasses")
    return annotation is KW_ONLY


def _make_field(cls, name, annotation, is_keyword_only):
    """The field of one annotated name."""
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if type(default).__name__ in ("member_descriptor", "getset_descriptor"):
            # The class has a slot of that name, which is no default.
            default = MISSING
        made = field(default=default)
    made.name = name
    made.type = annotation
    made._field_type = _FIELD
    if _is_class_variable(annotation, cls):
        made._field_type = _FIELD_CLASSVAR
    elif _is_init_only(annotation, cls):
        made._field_type = _FIELD_INITVAR
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type is _FIELD_CLASSVAR:
        if made.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif made.kw_only is MISSING:
        made.kw_only = is_keyword_only
    if made._field_type is _FIELD and made.default.__class__.__hash__ is None:
        raise ValueError(
            f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory"
        )
    return made


# The methods.


def _qualify(cls, method, name):
    method.__name__ = name
    method.__qualname__ = f"{cls.__qualname__}.{name}"
    method.__module__ = cls.__module__
    return method


def _set_new(cls, name, value):
    """Set an attribute that the class itself does not have; true if it has."""
    if name in cls.__dict__:
        return True
    if callable(value) and not isinstance(value, type):
        _qualify(cls, value, name)
    setattr(cls, name, value)
    return False


def _check_defaults(init, in_init):
    """Whether the written `__init__` has the fields' defaults, which are not always what the statement shows."""
    given = dict(init.__kwdefaults__ or {})
    names = [f.name for f in in_init if f.init and not f.kw_only]
    values = init.__defaults__ or ()
    given.update(zip(names[len(names) - len(values):], values))
    for f in in_init:
        if f.init and f.default is not MISSING and given[f.name] is not f.default:
            return False
    return True


def _make_init(cls, all_fields, positional, keyword_only, frozen):
    seen_default = None
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = f
        elif seen_default is not None:
            raise TypeError(f"non-default argument {f.name!r} follows default argument {seen_default.name!r}")

    where = f"{cls.__qualname__}.__init__"
    names = tuple([f.name for f in positional])
    keyword_names = tuple([f.name for f in keyword_only])
    defaults = {}
    for f in positional + keyword_only:
        if f.default is not MISSING:
            defaults[f.name] = f.default
        elif f.default_factory is not MISSING:
            defaults[f.name] = _HAS_DEFAULT_FACTORY
    parameters = names + keyword_names
    place = {name: i for i, name in enumerate(parameters)}
    count = len(names)

    # What is assigned, in the order of the fields: name, place among the
    # parameters (-1 for none), and what makes the value if none is given.
    has_slots = getattr(cls, _PARAMS).slots
    assigned = []
    is_plain = not keyword_names
    for f in all_fields:
        if f._field_type is not _FIELD:
            is_plain = False
            continue
        if f.init:
            factory = None if f.default_factory is MISSING else f.default_factory
            if factory is not None:
                is_plain = False
            assigned.append((f.name, place[f.name], factory, MISSING))
        elif f.default_factory is not MISSING:
            is_plain = False
            assigned.append((f.name, -1, f.default_factory, MISSING))
        elif has_slots and f.default is not MISSING:
            # The class attribute gives way to the slot.
            is_plain = False
            assigned.append((f.name, -1, None, f.default))
    post_names = tuple([place[f.name] if f.init else -1 for f in all_fields if f._field_type is _FIELD_INITVAR])
    post_defaults = tuple([f.default for f in all_fields if f._field_type is _FIELD_INITVAR])
    has_post_init = hasattr(cls, _POST_INIT_NAME)
    set_attribute = object.__setattr__ if frozen else setattr

    def __init__(self, /, *args, **keywords):
        if keywords or len(args) != count or keyword_names:
            args = bind(where, names, keyword_names, defaults, args, keywords)
        if is_plain:
            for i in range(count):
                set_attribute(self, names[i], args[i])
        else:
            for name, position, factory, default in assigned:
                if position >= 0:
                    value = args[position]
                    if factory is not None and value is _HAS_DEFAULT_FACTORY:
                        value = factory()
                elif factory is not None:
                    value = factory()
                else:
                    value = default
                set_attribute(self, name, value)
        if has_post_init:
            if post_names:
                self.__post_init__(*[
                    args[position] if position >= 0 else default
                    for position, default in zip(post_names, post_defaults)
                ])
            else:
                self.__post_init__()

    return __init__


def _annotate(init, parameters):
    annotations = {f.name: f.type for f in parameters}
    annotations["return"] = None
    init.__annotations__ = annotations
    return init


def _show_annotation(annotation):
    if isinstance(annotation, GenericAlias):
        return repr(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ == "builtins":
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    shown = repr(annotation)
    return shown.replace("typing.", "") if getattr(annotation, "__module__", None) == "typing" else shown


def _signature_text(positional, keyword_only):
    """The parameters of `__init__` as a docstring shows them."""
    parts = []
    for group, fields_of_group in (("", positional), ("*", keyword_only)):
        if group and fields_of_group:
            parts.append(group)
        for f in fields_of_group:
            shown = f"{f.name}: {_show_annotation(f.type)}"
            if f.default is not MISSING:
                shown += f" = {f.default!r}"
            elif f.default_factory is not MISSING:
                shown += " = <factory>"
            parts.append(shown)
    return f"({', '.join(parts)})"


_being_shown = set()
_set = object.__setattr__


def _make_repr(names):
    def __repr__(self):
        if id(self) in _being_shown:
            return "..."
        _being_shown.add(id(self))
        try:
            shown = [f"{name}={getattr(self, name)!r}" for name in names]
        finally:
            _being_shown.discard(id(self))
        return f"{self.__class__.__qualname__}({', '.join(shown)})"

    return __repr__


def _make_eq(names):
    def __eq__(self, other):
        if self is other:
            return True
        if other.__class__ is not self.__class__:
            return NotImplemented
        answer = True
        for name in names:
            answer = getattr(self, name) == getattr(other, name)
            if not answer:
                break
        return answer

    return __eq__


def _add_order(cls, names, written):
    def values(obj):
        return tuple([getattr(obj, name) for name in names])

    def __lt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) < values(other)
        return NotImplemented

    def __le__(self, other):
        if other.__class__ is self.__class__:
            return values(self) <= values(other)
        return NotImplemented

    def __gt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) > values(other)
        return NotImplemented

    def __ge__(self, other):
        if other.__class__ is self.__class__:
            return values(self) >= values(other)
        return NotImplemented

    for method in (__lt__, __le__, __gt__, __ge__):
        name = method.__name__
        if _set_new(cls, name, written.get(name, method)):
            raise TypeError(
                f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                "Consider using functools.total_ordering"
            )


def _add_frozen(cls, names):
    """Forbid assignment; returns the cell that holds the class, for when slots replace it."""
    holder = [cls]

    def __setattr__(self, name, value):
        if type(self) is holder[0] or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(holder[0], self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is holder[0] or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(holder[0], self).__delattr__(name)

    for method in (__setattr__, __delattr__):
        name = method.__name__
        if _set_new(cls, name, method):
            raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
    return holder


def _make_hash(names):
    def __hash__(self):
        return hash(tuple([getattr(self, name) for name in names]))

    return __hash__


def _set_hash(cls, all_fields, unsafe_hash, eq, frozen, is_explicit, written):
    """Give the class a `__hash__`, or none, as the table in the documentation says."""
    if unsafe_hash:
        if is_explicit:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif not eq or is_explicit:
        return
    elif not frozen:
        cls.__hash__ = None
        return
    names = tuple([f.name for f in all_fields if (f.compare if f.hash is None else f.hash)])
    cls.__hash__ = written or _qualify(cls, _make_hash(names), "__hash__")


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(
                    f"field {f.name} is declared with init=False, it cannot be specified with replace()"
                )
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)


def _collect_fields(cls, kw_only, frozen):
    """All fields of the class by name, its bases' first."""
    collected = {}
    base_frozen = []
    for base in cls.__mro__[-1:0:-1]:
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is not None:
            for f in base_fields.values():
                collected[f.name] = f
            base_frozen.append(bool(getattr(base, _PARAMS).frozen))

    annotations = _own_annotations(cls)
    own = []
    has_marker = False
    for name, annotation in annotations.items():
        if _is_keyword_marker(annotation, cls):
            if has_marker:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            has_marker = True
            kw_only = True
        else:
            own.append(_make_field(cls, name, annotation, kw_only))
    for f in own:
        collected[f.name] = f
        # The class attribute is the default itself, or nothing.
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")

    if True in base_frozen and not frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if False in base_frozen and frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return collected


_MARK = ".dataclass"


def _take_written(cls):
    """The methods that the compiler has written into the class statement, by name, and what it has seen."""
    mark = cls.__dict__.get(_MARK)
    if mark is None:
        return {}, None
    delattr(cls, _MARK)
    shape, has_post_init, *names = mark
    written = {}
    for name in names:
        written[name] = cls.__dict__[name]
        # They take their places again in the order in which `dataclass` makes them.
        delattr(cls, name)
    if "__eq__" in written and cls.__dict__.get("__hash__", MISSING) is None:
        del cls.__hash__
    return written, (shape, has_post_init)


def _shape(fields):
    """What the compiler says of the fields that it sees."""
    shown = []
    for f in fields:
        if f._field_type is _FIELD_INITVAR:
            return None
        default = "f" if f.default_factory is not MISSING else "n" if f.default is MISSING else "d"
        place = "a" if not f.init else "k" if f.kw_only else "p"
        shown.append(f"{f.name}:{default}{place}")
    return " ".join(shown)


def _process_class(cls, params):
    written, seen = _take_written(cls)
    setattr(cls, _PARAMS, params)
    collected = _collect_fields(cls, params.kw_only, params.frozen)
    setattr(cls, _FIELDS, collected)

    own_hash = cls.__dict__.get("__hash__", MISSING)
    is_explicit_hash = not (own_hash is MISSING or (own_hash is None and "__eq__" in cls.__dict__))
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")

    in_init = [f for f in collected.values() if f._field_type is not _FIELD_CLASSVAR]
    positional = [f for f in in_init if f.init and not f.kw_only]
    keyword_only = [f for f in in_init if f.init and f.kw_only]
    attributes = [f for f in in_init if f._field_type is _FIELD]

    if seen is not None and seen != (_shape(in_init), hasattr(cls, _POST_INIT_NAME)):
        raise SystemError(f"{cls.__name__} has other fields than its statement shows")
    if params.init:
        init = written.get("__init__")
        if init is None:
            init = _make_init(cls, in_init, positional, keyword_only, params.frozen)
        elif not _check_defaults(init, in_init):
            raise SystemError(f"{cls.__name__} has other defaults than its statement shows")
        _set_new(cls, "__init__", _annotate(init, positional + keyword_only))
    _set_new(cls, "__replace__", _copy_of_replace())
    if params.repr:
        shown = tuple([f.name for f in attributes if f.repr])
        _set_new(cls, "__repr__", written.get("__repr__") or _make_repr(shown))
    compared = tuple([f.name for f in attributes if f.compare])
    if params.eq:
        _set_new(cls, "__eq__", written.get("__eq__") or _make_eq(compared))
    if params.order:
        _add_order(cls, compared, written)
    holder = None
    if params.frozen:
        holder = _add_frozen(cls, tuple([f.name for f in attributes]))
    _set_hash(
        cls, attributes, bool(params.unsafe_hash), bool(params.eq), bool(params.frozen), is_explicit_hash,
        written.get("__hash__"),
    )

    if not getattr(cls, "__doc__"):
        text = _signature_text(positional, keyword_only) if params.init else "()"
        cls.__doc__ = cls.__name__ + text
    if params.match_args:
        _set_new(cls, "__match_args__", tuple([f.name for f in positional]))
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    if "__slots__" in written:
        cls.__slots__ = written["__slots__"]
    elif params.slots:
        cls = _with_slots(cls, params.frozen, params.weakref_slot, collected)
        if holder is not None:
            holder[0] = cls
    if hasattr(cls, "__abstractmethods__"):
        from abc import update_abstractmethods

        update_abstractmethods(cls)
    return cls


def _copy_of_replace():
    # A function of its own for each class, since each is given the class's name.
    def __replace__(self, /, **changes):
        return _replace(self, **changes)

    return __replace__


# Slots.


def _getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _setstate(self, state):
    for f, value in zip(fields(self), state):
        # Past the __setattr__ of a frozen class.
        object.__setattr__(self, f.name, value)


def _slots_of(cls):
    """The names of the slots that one class has of its own."""
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        names = []
        if getattr(cls, "__weakrefoffset__", -1) != 0:
            names.append("__weakref__")
        if getattr(cls, "__dictoffset__", -1) != 0:
            names.append("__dict__")
        return names
    if isinstance(slots, str):
        return [slots]
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return list(slots)


def _with_slots(cls, frozen, weakref_slot, collected):
    """A twin of the class with slots; slots cannot be added to a class that exists."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = [f.name for f in fields(cls)]
    inherited = set()
    for base in cls.__mro__[1:-1]:
        inherited.update(_slots_of(base))
    slots = {}
    for name in names:
        if name not in inherited:
            slots[name] = collected[name].doc
    if weakref_slot and "__weakref__" not in inherited:
        slots["__weakref__"] = None
    has_docs = any(doc is not None for doc in slots.values())
    namespace["__slots__"] = slots if has_docs else tuple(slots)
    for name in names:
        # The default lives on in `__init__` only.
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)

    qualname = getattr(cls, "__qualname__", None)
    twin = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        twin.__qualname__ = qualname
    if frozen:
        # A frozen class with slots cannot be unpickled otherwise.
        if "__getstate__" not in namespace:
            twin.__getstate__ = _getstate
        if "__setstate__" not in namespace:
            twin.__setstate__ = _setstate

    # `super()` and `__class__` in the methods mean the twin.
    for member in namespace.values():
        member = _unwrapped(member)
        if isinstance(member, property):
            found = [member.fget, member.fset, member.fdel]
        else:
            found = [member]
        if any([_point_cell(function, cls, twin) for function in found]):
            break
    return twin


def _unwrapped(member):
    while hasattr(member, "__wrapped__"):
        member = member.__wrapped__
    return member


def _point_cell(function, old, new):
    """Make the `__class__` of a function mean `new`; true if it had one."""
    for cell in getattr(function, "__closure__", None) or ():
        try:
            if cell.cell_contents is old:
                cell.cell_contents = new
                return True
        except ValueError:
            # An empty cell.
            pass
    return False


# The public functions.


def dataclass(
    cls=None, /, *, init=True, repr=True, eq=True, order=False,
    unsafe_hash=False, frozen=False, match_args=True,
    kw_only=False, slots=False, weakref_slot=False,
):
    """Add methods to a class from the annotations of its fields.

    `init`, `repr`, `eq`, `order` choose the methods that are added; `frozen`
    forbids assignment to fields; `slots` makes a class with slots.
    """
    params = _DataclassParams(
        init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot
    )

    def wrap(cls):
        return _process_class(cls, params)

    if cls is None:
        return wrap
    return wrap(cls)


def fields(class_or_instance):
    """The fields of a data class as a tuple of `Field`s, in the order of their definition."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether `obj` is a data class or an instance of one."""
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields of an instance as a new dict; data classes and containers within, too.

    What is neither is copied with `copy.deepcopy`.
    """
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _as_dict(obj, dict_factory)


def _as_dict(obj, dict_factory):
    cls = type(obj)
    if cls in _ATOMIC_TYPES:
        return obj
    if hasattr(cls, _FIELDS):
        pairs = [(f.name, _as_dict(getattr(obj, f.name), dict_factory)) for f in fields(obj)]
        return dict(pairs) if dict_factory is dict else dict_factory(pairs)
    return _convert(obj, cls, _as_dict, dict_factory)


def astuple(obj, *, tuple_factory=tuple):
    """The fields of an instance as a new tuple; data classes and containers within, too.

    What is neither is copied with `copy.deepcopy`.
    """
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _as_tuple(obj, tuple_factory)


def _as_tuple(obj, tuple_factory):
    cls = type(obj)
    if cls in _ATOMIC_TYPES:
        return obj
    if hasattr(cls, _FIELDS):
        return tuple_factory([_as_tuple(getattr(obj, f.name), tuple_factory) for f in fields(obj)])
    return _convert(obj, cls, _as_tuple, tuple_factory)


def _convert(obj, cls, convert, factory):
    """A container of the same class with each item converted; a deep copy of anything else."""
    if cls is list:
        return [convert(item, factory) for item in obj]
    if cls is dict:
        return {convert(key, factory): convert(value, factory) for key, value in obj.items()}
    if issubclass(cls, tuple):
        items = [convert(item, factory) for item in obj]
        # A named tuple takes its items one by one.
        return cls(*items) if hasattr(obj, "_fields") else cls(items)
    if issubclass(cls, list):
        return cls([convert(item, factory) for item in obj])
    if issubclass(cls, dict):
        pairs = [(convert(key, factory), convert(value, factory)) for key, value in obj.items()]
        if hasattr(cls, "default_factory"):
            result = cls(obj.default_factory)
            for key, value in pairs:
                result[key] = value
            return result
        return cls(pairs)
    import copy

    return copy.deepcopy(obj)


def make_dataclass(
    cls_name, fields, *, bases=(), namespace=None, init=True,
    repr=True, eq=True, order=False, unsafe_hash=False,
    frozen=False, match_args=True, kw_only=False, slots=False,
    weakref_slot=False, module=None, decorator=dataclass,
):
    """Make a data class from a list of fields: names, (name, type), or (name, type, default)."""
    namespace = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            import typing

            name = item
            annotation = typing.Any
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, default = item
            namespace[name] = default
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation
    namespace["__annotations__"] = annotations

    import types

    cls = types.new_class(cls_name, bases, {}, lambda target: target.update(namespace))
    if module is None:
        caller = getattr(sys, "_getframemodulename", None)
        if caller is not None:
            module = caller(1) or "__main__"
    if module is not None:
        cls.__module__ = module
    return decorator(
        cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
        match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot,
    )


def replace(obj, /, **changes):
    """A new instance with some fields changed; also for frozen classes."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)
