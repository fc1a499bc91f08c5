"""Enumerations: classes whose attributes are their only instances.

`EnumType` makes the class. `EnumDict`, the namespace of the class body, tells
members from other attributes; a `_MemberSetup` in the place of each member
turns itself into the member when the class comes into being, so that members
exist when `__init_subclass__` runs.
"""

import builtins
import sys

__all__ = [
    "EnumType", "EnumMeta", "EnumDict",
    "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum",
    "auto", "unique", "property", "verify", "member", "nonmember",
    "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
    "global_flag_repr", "global_enum_repr", "global_str", "global_enum",
    "EnumCheck", "CONTINUOUS", "NAMED_FLAGS", "UNIQUE",
    "pickle_by_global_name", "pickle_by_enum_name",
]

_MappingProxy = type(type.__dict__)

# EnumType makes these too, and asks whether they exist already.
Enum = None
Flag = None
ReprEnum = None


class nonmember:
    """Protects an item from becoming a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Forces an item to become a member."""

    def __init__(self, value):
        self.value = value


def _is_descriptor(obj):
    return hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__")


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_internal_class(cls_name, obj):
    """Whether `obj` is a class defined in the body of the enumeration."""
    if not isinstance(obj, type):
        return False
    qualname = getattr(obj, "__qualname__", "")
    return qualname == cls_name + "." + obj.__name__ or qualname.endswith("." + cls_name + "." + obj.__name__)


def _is_private(cls_name, name):
    """Whether the compiler made `name` from a name with two leading underscores."""
    prefix = f"_{cls_name}__"
    return (
        len(name) > len(prefix)
        and name.startswith(prefix)
        and (name[-1] != "_" or name[-2] != "_")
    )


def _is_single_bit(num):
    return num != 0 and num & (num - 1) == 0


def _bits_of(num):
    """The powers of two in `num`, from the lowest."""
    if isinstance(num, Enum):
        num = num.value
    original = num
    if num < 0:
        raise ValueError(f"{original!r} is not a positive integer")
    while num:
        bit = num & -num
        yield bit
        num ^= bit


def show_flag_values(value):
    """The powers of two in a flag's value."""
    return list(_bits_of(value))


def bin(num, max_bits=None):
    """Like the built-in `bin`, with a sign bit apart and two's complement for negative numbers.

    >>> bin(10)
    '0b0 1010'
    >>> bin(~10)
    '0b1 0101'
    """
    num = num.__index__()
    width = num.bit_length()
    sign = "0b0" if num >= 0 else "0b1"
    if width:
        digits = format(num & ((1 << width) - 1), f"0{width}b")
    else:
        digits = ""
    if max_bits and len(digits) < max_bits:
        digits = sign[-1] * (max_bits - len(digits)) + digits
    return f"{sign} {digits}"


class _AutoNull:
    def __repr__(self):
        return "_auto_null"


_auto_null = _AutoNull()
_not_given = object()


class auto:
    """Stands for a value that `_generate_next_value_` makes."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class property(builtins.property):
    """A property that is seen through instances only.

    Through the class, a member of the same name is found: an enumeration can
    have a member called `name` or `value`.
    """

    member = None
    _found = None
    _found_in = None

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        super().__init__(fget, fset, fdel, doc)
        self.name = None
        self.clsname = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
        if self.fget is not None:
            return self.fget(instance)
        found = self._found
        if found is not None:
            if isinstance(found, builtins.property) or hasattr(found, "__get__"):
                return found.__get__(instance, ownerclass)
        if self._found_in is not None:
            return getattr(self._found_in, self.name)
        try:
            return ownerclass._member_map_[self.name]
        except KeyError:
            raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}") from None

    def __set__(self, instance, value):
        if self.fset is not None:
            return self.fset(instance, value)
        if self._found is not None and hasattr(self._found, "__set__"):
            return self._found.__set__(instance, value)
        raise AttributeError(f"<enum {self.clsname!r}> cannot set attribute {self.name!r}")

    def __delete__(self, instance):
        if self.fdel is not None:
            return self.fdel(instance)
        if self._found is not None and hasattr(self._found, "__delete__"):
            return self._found.__delete__(instance)
        raise AttributeError(f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}")

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


# The classes whose `__new__` is making a member.
_in_progress = []


class _MemberSetup:
    """Holds a member's place in the namespace until the class exists."""

    def __init__(self, value):
        self.value = value

    def __set_name__(self, enum_class, member_name):
        delattr(enum_class, member_name)
        made = self._make_member(enum_class)
        value = made._value_
        made._name_ = member_name
        made.__objclass__ = enum_class
        made.__init__(*self._arguments(enum_class))
        made._sort_order_ = len(enum_class._member_names_)

        is_flag = Flag is not None and issubclass(enum_class, Flag)
        if is_flag and isinstance(value, int):
            enum_class._flag_mask_ |= value
            if _is_single_bit(value):
                enum_class._singles_mask_ |= value
            enum_class._all_bits_ = 2 ** enum_class._flag_mask_.bit_length() - 1

        existing = _find_by_value(enum_class, value)
        if existing is not None:
            made = existing
        elif not is_flag or (isinstance(value, int) and _is_single_bit(value)):
            # A flag of several bits is an alias of their combination.
            enum_class._member_names_.append(member_name)
        enum_class._add_member_(member_name, made)
        try:
            enum_class._value2member_map_.setdefault(value, made)
            if value not in enum_class._hashable_values_:
                enum_class._hashable_values_.append(value)
        except TypeError:
            enum_class._unhashable_values_.append(value)
            enum_class._unhashable_values_map_.setdefault(member_name, []).append(value)

    def _arguments(self, enum_class):
        value = self.value
        args = value if isinstance(value, tuple) else (value,)
        if enum_class._member_type_ is tuple:
            args = (args,)
        return args

    def _make_member(self, enum_class):
        """The instance, which has at least its `_value_`."""
        args = self._arguments(enum_class)
        _in_progress.append(enum_class)
        try:
            if not enum_class._use_args_:
                made = enum_class._new_member_(enum_class)
            else:
                made = enum_class._new_member_(enum_class, *args)
        finally:
            _in_progress.pop()
        if not hasattr(made, "_value_"):
            member_type = enum_class._member_type_
            if member_type is object:
                made._value_ = self.value
            else:
                try:
                    made._value_ = member_type(*args)
                except Exception as reason:
                    error = TypeError("_value_ not set in __new__, unable to create it")
                    error.__cause__ = reason
                    raise error
        return made


def _find_by_value(enum_class, value):
    """The member that has the value already, or None."""
    try:
        return enum_class._value2member_map_.get(value)
    except TypeError:
        for found in enum_class._member_map_.values():
            if found._value_ == value:
                return found
    return None


class EnumDict(dict):
    """The namespace of an enumeration's body: keeps the names of members in order and forbids reuse."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = cls_name

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._check_sunder(key, value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value):
            pass
        elif self._cls_name is not None and _is_internal_class(self._cls_name, value):
            pass
        else:
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
            value = self._fill_autos(key, value)
            self._member_names[key] = None
        super().__setitem__(key, value)

    def _check_sunder(self, key, value):
        """See that the name is one of those that mean something; returns what to store."""
        if key not in (
            "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
            "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_",
            "_add_alias_", "_add_value_alias_",
        ):
            raise ValueError(f"_sunder_ names, such as {key!r}, are reserved for future Enum use")
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            function = value.__func__ if isinstance(value, staticmethod) else value
            self._generate_next_value = function
        elif key == "_ignore_":
            if isinstance(value, str):
                value = value.replace(",", " ").split()
            else:
                value = list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        return value

    def _fill_autos(self, key, value):
        """The value with each `auto()` in it replaced; notes it as the last value."""
        if isinstance(value, auto):
            value = self._next_value(key, value)
        elif isinstance(value, tuple) and any([isinstance(item, auto) for item in value]):
            items = []
            for item in value:
                if isinstance(item, auto):
                    item = self._next_value(key, item)
                    self._last_values.append(item)
                items.append(item)
            cls = type(value)
            try:
                return cls(items)
            except Exception:
                # A named tuple takes its items one by one.
                return cls(*items)
        self._last_values.append(value)
        return value

    def _next_value(self, key, given):
        if given.value is _auto_null:
            given.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        return given.value

    @builtins.property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, **more_members):
        try:
            for name in members.keys():
                self[name] = members[name]
        except AttributeError:
            for name, value in members:
                self[name] = value
        for name, value in more_members.items():
            self[name] = value


_EnumDict = EnumDict

_MIXIN_METHODS = ("__repr__", "__str__", "__format__", "__reduce_ex__")
_FLAG_METHODS = ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__")


class EnumType(type):
    """
    Metaclass for Enum
    """

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)

        classdict.setdefault("_ignore_", []).append("_ignore_")
        for key in classdict["_ignore_"]:
            classdict.pop(key, None)
        member_names = list(classdict._member_names)
        invalid = set(member_names) & {"mro", ""}
        if invalid:
            raise ValueError(f"invalid enum member name(s) {','.join([repr(name) for name in invalid])}")

        order = classdict.pop("_order_", None)
        generate = classdict.get("_generate_next_value_")
        if generate is not None and type(generate) is not staticmethod:
            dict.__setitem__(classdict, "_generate_next_value_", staticmethod(generate))
        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new_member, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)

        # Past the checks of EnumDict, for these are no members.
        namespace = dict(classdict)
        namespace["_new_member_"] = new_member
        namespace["_use_args_"] = use_args
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_hashable_values_"] = []
        namespace["_unhashable_values_"] = []
        namespace["_unhashable_values_map_"] = {}
        namespace["_member_type_"] = member_type
        namespace["_value_repr_"] = metacls._find_data_repr_(cls, bases)
        if cls == "Flag" or (Flag is not None and first_enum is not None and issubclass(first_enum, Flag)):
            namespace["_boundary_"] = boundary or getattr(first_enum, "_boundary_", None)
            namespace["_flag_mask_"] = 0
            namespace["_singles_mask_"] = 0
            namespace["_all_bits_"] = 0
            namespace["_inverted_"] = None
        for name in member_names:
            namespace[name] = _MemberSetup(namespace[name])
        enum_class = super().__new__(metacls, cls, bases, namespace, **kwds)

        _restore_methods(enum_class, bases, namespace, member_type, first_enum)
        if Flag is not None and issubclass(enum_class, Flag):
            for name in _FLAG_METHODS:
                if name not in namespace:
                    setattr(enum_class, name, getattr(Flag, name))
        if Enum is not None:
            # Members are found from now on, never made.
            if save_new:
                enum_class.__new_member__ = new_member
            enum_class.__new__ = Enum.__new__
        _check_order(enum_class, order)
        return enum_class

    def __bool__(cls):
        """
        classes/types should always be True.
        """
        return True

    def __call__(
        cls, value, names=_not_given, *values,
        module=None, qualname=None, type=None, start=1, boundary=None,
    ):
        """Look a member up by its value; on a class without members, make an enumeration.

        `names` are the members of the new one: a string of names, a list of
        names or pairs, or a mapping.
        """
        if cls._member_map_:
            if names is not _not_given:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _not_given and type is None:
            raise TypeError(
                f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum"
            )
        return cls._create_(
            value, None if names is _not_given else names,
            module=module, qualname=qualname, type=type, start=start, boundary=boundary,
        )

    def __contains__(cls, value):
        """Return True if `value` is in `cls`: a member or the value of one."""
        if isinstance(value, cls):
            return True
        if issubclass(cls, Flag):
            try:
                return isinstance(cls._missing_(value), cls)
            except ValueError:
                pass
        return value in cls._unhashable_values_ or value in cls._hashable_values_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __dir__(cls):
        names = {
            "__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__",
            "__members__", "__module__", "__name__", "__qualname__",
        }
        names.update(cls._member_names_)
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        if cls._member_type_ is not object:
            names.update(dir(cls._member_type_))
        return sorted(names)

    def __getitem__(cls, name):
        """
        Return the member matching `name`.
        """
        return cls._member_map_[name]

    def __iter__(cls):
        """
        Return members in definition order.
        """
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        """
        Return the number of members (no aliases)
        """
        return len(cls._member_names_)

    @builtins.property
    def __members__(cls):
        """A read-only mapping of names, aliases included, to members."""
        return _MappingProxy(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return f"<{kind} {cls.__name__!r}>"

    def __reversed__(cls):
        """
        Return members in reverse definition order.
        """
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """Make an enumeration from a call."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        first_enum = cls._get_mixins_(class_name, bases)[1]
        namespace = metacls.__prepare__(class_name, bases)

        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            pairs = []
            last_values = []
            for count, name in enumerate(names):
                value = first_enum._generate_next_value_(name, start, count, last_values[:])
                last_values.append(value)
                pairs.append((name, value))
            names = pairs
        if names is None:
            names = ()
        for item in names:
            if isinstance(item, str):
                name, value = item, names[item]
            else:
                name, value = item
            namespace[name] = value

        if module is None:
            caller = getattr(sys, "_getframemodulename", None)
            if caller is not None:
                module = caller(2)
        if module is not None:
            namespace["__module__"] = module
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Make an enumeration from the constants of a module that `filter` accepts."""
        module_globals = sys.modules[module].__dict__
        source = module_globals if source is None else source.__dict__
        found = [(key, source[key]) for key in source.keys() if filter(key)]
        try:
            found.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            found.sort(key=lambda pair: pair[0])
        made = cls(name, found, module=module, boundary=boundary or KEEP)
        if as_global:
            global_enum(made)
        else:
            sys.modules[made.__module__].__dict__.update(made.__members__)
            module_globals[name] = made
        return made

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f"<enum {class_name!r}> cannot extend {base!r}")

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The type of the members' values (object if any), and the enumeration that is derived from."""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError(
                "new enumerations should be created as "
                "`EnumName([mixin_type, ...] [data_type,] enum_type)`"
            )
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        """The function that shows a member's value."""
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    params = base.__dict__.get("__dataclass_params__")
                    if params is not None and params.repr:
                        return _show_dataclass_value
                    return base.__dict__["__repr__"]
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        """The one type among the bases that makes values, or None."""
        found = set()
        seen = set()
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                seen.add(base)
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found.add(base._member_type_)
                        break
                elif _makes_values(base):
                    found.add(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError(f"too many data types for {class_name!r}: {found!r}")
        return found.pop() if found else None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """What makes a member, whether to save it as `__new_member__`, and whether it takes arguments."""
        new = classdict.get("__new__", None)
        save_new = first_enum is not None and new is not None
        if new is None:
            new = _find_special_new(member_type, first_enum)
        use_args = not (first_enum is None or _is_plain_new(new))
        return new, save_new, use_args

    def _add_member_(cls, name, member):
        """Enter a member under a name, and see that it is found there."""
        if name in cls._member_map_:
            if cls._member_map_[name] is not member:
                raise NameError(f"{name!r} is already bound: {cls._member_map_[name]!r}")
            return
        hidden = None
        hidden_in = None
        is_attribute = False
        for base in cls.__mro__[1:]:
            attr = base.__dict__.get(name)
            if attr is None:
                continue
            if isinstance(attr, builtins.property):
                hidden = attr
                hidden_in = base
                is_attribute = False
                break
            hidden_in = hidden_in or base
            if _is_descriptor(attr):
                if hidden is None:
                    hidden = attr
            else:
                is_attribute = hidden is None
                if is_attribute:
                    hidden_in = base
        if hidden is not None:
            # An inherited property has the name: it is seen through members, the member through the class.
            redirect = property(getattr(hidden, "fget", None), getattr(hidden, "fset", None), getattr(hidden, "fdel", None))
            redirect.member = member
            redirect.__set_name__(cls, name)
            redirect._found = hidden
            setattr(cls, name, redirect)
        else:
            setattr(cls, name, member)
        cls._member_map_[name] = member


EnumMeta = EnumType


def _show_dataclass_value(self):
    shown = [f"{name}={getattr(self, name)!r}" for name, f in self.__dataclass_fields__.items() if f.repr]
    return ", ".join(shown)


def _makes_values(base):
    return (
        "__new__" in base.__dict__
        or "__dataclass_fields__" in base.__dict__
        or base in (int, str, float, bytes, tuple, frozenset, list, dict, set)
    )


def _is_plain_new(new):
    return new == object.__new__ or (Enum is not None and new == Enum.__new__)


def _find_special_new(member_type, first_enum):
    """The `__new__` of the data type or of the enumeration; that of object without a special one."""
    for method in ("__new_member__", "__new__"):
        for source in (member_type, first_enum):
            new = getattr(source, method, None) if source is not None else None
            if new is not None and not _is_plain_new(new):
                return new
    return object.__new__


def _restore_methods(enum_class, bases, namespace, member_type, first_enum):
    """Let the enumeration's own `__repr__` and friends win over the data type's."""
    if ReprEnum is not None and ReprEnum in bases:
        if member_type is object:
            raise TypeError("ReprEnum subclasses must be mixed with a data type (i.e. int, str, float, etc.)")
        if "__format__" not in namespace:
            enum_class.__format__ = member_type.__format__
        if "__str__" not in namespace:
            method = member_type.__str__
            if method == object.__str__:
                method = member_type.__repr__
            enum_class.__str__ = method
    for name in _MIXIN_METHODS:
        if name in namespace or first_enum is None:
            continue
        # What the class just got from ReprEnum stays.
        if name in enum_class.__dict__:
            continue
        of_enum = getattr(first_enum, name)
        found = getattr(enum_class, name)
        if found == getattr(member_type, name, None) or found == getattr(object, name, None):
            setattr(enum_class, name, of_enum)


def _check_order(enum_class, order):
    """Compare the members' order with `_order_`; see in which order a flag's members are listed."""
    if order is not None:
        if isinstance(order, str):
            order = order.replace(",", " ").split()
    if Flag is not None and issubclass(enum_class, Flag):
        values = [found._value_ for found in enum_class]
        if values != sorted(values):
            enum_class._iter_member_ = enum_class._iter_member_by_def_
        if order:
            # Aliases and combinations have no place in the order.
            order = [
                name for name in order
                if name not in enum_class._member_map_
                or (
                    isinstance(enum_class._member_map_[name]._value_, int)
                    and _is_single_bit(enum_class._member_map_[name]._value_)
                    and name in enum_class._member_names_
                )
            ]
    if order:
        order = [
            name for name in order
            if name not in enum_class._member_map_ or name in enum_class._member_names_
        ]
        if order != enum_class._member_names_:
            raise TypeError(
                f"member order does not match _order_:\n  {enum_class._member_names_!r}\n  {order!r}"
            )


class Enum(metaclass=EnumType):
    """Create a collection of name/value pairs.

    >>> class Color(Enum):
    ...     RED = 1
    >>> Color.RED
    <Color.RED: 1>
    >>> Color(1) is Color["RED"]
    True
    """

    def __new__(cls, value):
        # Every call of a class with members comes here.
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for name, values in cls._unhashable_values_map_.items():
                if value in values:
                    return cls[name]
            for found in cls._member_map_.values():
                if value == found._value_:
                    return found
        if cls in _in_progress:
            raise TypeError("do not use `super().__new__; call the appropriate __new__ directly")
        if not cls._member_map_:
            raise TypeError(f"{cls!r} has no members defined")
        return _ask_missing(cls, value)

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        cls = self.__class__
        try:
            if value in cls._value2member_map_:
                if cls._value2member_map_[value] is not self:
                    raise ValueError(f"{value!r} is already bound: {cls._value2member_map_[value]!r}")
                return
        except TypeError:
            for found in cls._member_map_.values():
                if found._value_ == value:
                    if found is not self:
                        raise ValueError(f"{value!r} is already bound: {found!r}")
                    return
        try:
            cls._value2member_map_.setdefault(value, self)
            cls._hashable_values_.append(value)
        except TypeError:
            cls._unhashable_values_.append(value)
            cls._unhashable_values_map_.setdefault(self.name, []).append(value)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of an `auto()`: one more than the highest so far."""
        if not last_values:
            return start
        try:
            last_value = sorted(last_values).pop()
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return last_value + 1
        except TypeError:
            raise TypeError(f"unable to increment {last_value!r}") from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        cls = self.__class__
        show = cls._value_repr_ or repr
        return f"<{cls.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __dir__(self):
        cls = self.__class__
        names = set()
        if cls._member_type_ is not object:
            names = set(object.__dir__(self))
        for name in getattr(self, "__dict__", []):
            if name[0] != "_" and name not in cls._member_map_:
                names.add(name)
        for base in cls.__mro__:
            for name, attr in base.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(attr, property):
                    if attr.fget is not None or name not in cls._member_map_:
                        names.add(name)
                    else:
                        names.discard(name)
                elif name not in cls._member_map_:
                    names.add(name)
        names.update(("__class__", "__doc__", "__eq__", "__hash__", "__module__"))
        return sorted(names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_


def _ask_missing(cls, value):
    """The member that `_missing_` gives for a value without one; ValueError if it gives none."""
    reason = None
    result = None
    try:
        result = cls._missing_(value)
    except Exception as error:
        reason = error
    try:
        if isinstance(result, cls):
            return result
        if Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT and isinstance(result, int):
            return result
        not_valid = ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        if result is None and reason is None:
            raise not_valid
        if reason is None:
            reason = TypeError(
                f"error in {cls.__name__}._missing_: returned {result!r} instead of None or a valid member"
            )
        if not isinstance(reason, ValueError):
            reason.__context__ = not_valid
        raise reason
    finally:
        # The exceptions would keep this frame alive, and it them.
        reason = None
        not_valid = None


class ReprEnum(Enum):
    """
    Only changes the repr(), leaving str() and format() to the mixed-in type.
    """


class IntEnum(int, ReprEnum):
    """
    Enum where members are also (and must be) ints
    """


class StrEnum(str, ReprEnum):
    """
    Enum where members are also (and must be) strings
    """

    def __new__(cls, *values):
        "values must already be of type `str`"
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f"{values[0]!r} is not a string")
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f"encoding must be a string, not {values[1]!r}")
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f"errors must be a string, not {values[2]!r}")
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """
        Return the lower-cased version of the member name.
        """
        return name.lower()


def pickle_by_global_name(self, proto):
    # should not be used with Flag-type enums
    return self.name


def pickle_by_enum_name(self, proto):
    # should not be used with Flag-type enums
    return getattr, (self.__class__, self._name_)


class FlagBoundary(StrEnum):
    """What a flag does with bits that are no member's.

    "strict" raises ValueError, "conform" discards them, "eject" gives an int,
    "keep" keeps them.
    """

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT = FlagBoundary.STRICT
CONFORM = FlagBoundary.CONFORM
EJECT = FlagBoundary.EJECT
KEEP = FlagBoundary.KEEP


class Flag(Enum, boundary=STRICT):
    """
    Support for flags
    """

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of an `auto()`: the power of two above the highest value so far."""
        if not last_values:
            return start if start is not None else 1
        last_value = max(last_values)
        try:
            high_bit = last_value.bit_length() - 1
        except Exception:
            raise TypeError(f"invalid flag value {last_value!r}") from None
        return 2 ** (high_bit + 1)

    @classmethod
    def _iter_member_by_value_(cls, value):
        """
        Extract all members from the value in definition (i.e. increasing value) order.
        """
        for bit in _bits_of(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        """
        Extract all members from the value in definition order.
        """
        yield from sorted(cls._iter_member_by_value_(value), key=lambda found: found._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """Make the combination of members that a value means."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        singles = cls._singles_mask_
        all_bits = cls._all_bits_
        boundary = cls._boundary_
        given = None
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n"
                    f"    given {bin(value, width)}\n"
                    f"  allowed {bin(mask, width)}"
                )
            if boundary is CONFORM:
                value = value & mask
            elif boundary is EJECT:
                return value
            elif boundary is KEEP:
                if value < 0:
                    value = max(all_bits + 1, 2 ** value.bit_length()) + value
            else:
                raise ValueError(f"{cls!r} unknown flag boundary {boundary!r}")
        if value < 0:
            given = value
            if boundary is EJECT or boundary is KEEP:
                value = all_bits + 1 + value
            else:
                value = singles & value
        unknown = value & ~mask
        aliases = value & ~singles
        single_bits = value & singles
        if unknown and boundary is not KEEP:
            raise ValueError(
                f"{cls.__name__}({value!r}) -->  unknown values {unknown!r} [{bin(unknown)}]"
            )
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        made._name_ = None
        if single_bits or aliases:
            parts = []
            combined = 0
            for found in cls._iter_member_(single_bits):
                parts.append(found)
                combined |= found._value_
            if aliases:
                value = single_bits | aliases
                for found in cls._member_map_.values():
                    if found not in parts and found._value_ and found._value_ & value == found._value_:
                        parts.append(found)
                        combined |= found._value_
            unknown = value ^ combined
            made._name_ = "|".join([found._name_ for found in parts])
            if not combined:
                made._name_ = None
            elif unknown and boundary is STRICT:
                raise ValueError(f"{cls!r}: no members with value {unknown!r}")
            elif unknown:
                made._name_ += f"|{cls._numeric_repr_(unknown)}"
        # Another thread may have been quicker.
        made = cls._value2member_map_.setdefault(value, made)
        if given is not None:
            cls._value2member_map_[given] = made
        return made

    def __contains__(self, other):
        """
        Returns True if self has at least the same flags set as other.
        """
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': "
                f"{type(other).__qualname__!r} and {self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        """
        Returns flags in definition order.
        """
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        cls = self.__class__
        show = cls._value_repr_ or repr
        if self._name_ is None:
            return f"<{cls.__name__}: {show(self._value_)}>"
        return f"<{cls.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        cls = self.__class__
        if self._name_ is None:
            return f"{cls.__name__}({self._value_!r})"
        return f"{cls.__name__}.{self._name_}"

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, flag):
        """The value with which to combine; NotImplemented for a stranger."""
        if isinstance(flag, self.__class__):
            value = flag._value_
        elif self._member_type_ is not object and isinstance(flag, self._member_type_):
            value = flag
        else:
            return NotImplemented
        return value

    def _check_combination(self, other, other_value, operator):
        for flag, value in ((self, self._value_), (other, other_value)):
            if value is None:
                raise TypeError(f"'{flag}' cannot be combined with other flags with {operator}")

    def __or__(self, other):
        other_value = self._get_value(other)
        if other_value is NotImplemented:
            return NotImplemented
        self._check_combination(other, other_value, "|")
        return self.__class__(self._value_ | other_value)

    def __and__(self, other):
        other_value = self._get_value(other)
        if other_value is NotImplemented:
            return NotImplemented
        self._check_combination(other, other_value, "&")
        return self.__class__(self._value_ & other_value)

    def __xor__(self, other):
        other_value = self._get_value(other)
        if other_value is NotImplemented:
            return NotImplemented
        self._check_combination(other, other_value, "^")
        return self.__class__(self._value_ ^ other_value)

    def __invert__(self):
        if self._get_value(self) is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            if self._boundary_ is EJECT or self._boundary_ is KEEP:
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """
    Support for integer-based Flags
    """


def unique(enumeration):
    """Class decorator that forbids two names for one value."""
    duplicates = [
        f"{name} -> {found.name}"
        for name, found in enumeration.__members__.items()
        if name != found.name
    ]
    if duplicates:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(duplicates)}")
    return enumeration


def global_enum_repr(self):
    """A repr that names the module (its last part) in place of the class."""
    module = self.__class__.__module__.split(".")[-1]
    return f"{module}.{self._name_}"


def global_flag_repr(self):
    """A repr of a flag that names the module (its last part) in place of the class."""
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_!r})"
    if _is_single_bit(self._value_):
        return f"{module}.{self._name_}"
    parts = self._name_.split("|")
    if self._boundary_ is not FlagBoundary.KEEP:
        return "|".join([f"{module}.{part}" for part in self.name.split("|")])
    return "|".join([part if part[0].isdigit() else f"{module}.{part}" for part in parts])


def global_str(self):
    """
    use enum_name instead of class.enum_name
    """
    if self._name_ is None:
        return f"{self.__class__.__name__}({self._value_!r})"
    return self._name_


def global_enum(cls, update_str=False):
    """Class decorator that makes the members globals of the class's module, and shows them as such."""
    if issubclass(cls, Flag):
        cls.__repr__ = global_flag_repr
    else:
        cls.__repr__ = global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Class decorator that makes an enumeration of a plain class."""

    def convert(cls):
        namespace = etype.__class__.__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__", "__firstlineno__", "__static_attributes__"):
                namespace[name] = value
        return etype.__class__(cls.__name__, (etype,), namespace, boundary=boundary)

    return convert


@_simple_enum(StrEnum)
class EnumCheck:
    """
    various conditions to check an enumeration for
    """

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS = EnumCheck.CONTINUOUS
NAMED_FLAGS = EnumCheck.NAMED_FLAGS
UNIQUE = EnumCheck.UNIQUE


class verify:
    """
    Check an enumeration for various constraints. (see EnumCheck)
    """

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if issubclass(enumeration, Flag):
            kind = "flag"
        elif issubclass(enumeration, Enum):
            kind = "enum"
        else:
            raise TypeError("the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                _verify_unique(enumeration)
            elif check is CONTINUOUS:
                _verify_continuous(enumeration, kind)
            elif check is NAMED_FLAGS:
                _verify_named_flags(enumeration)
        return enumeration


def _verify_unique(enumeration):
    aliases = [
        f"{name} -> {found.name}"
        for name, found in enumeration.__members__.items()
        if name != found.name
    ]
    if aliases:
        raise ValueError(f"aliases found in {enumeration!r}: {', '.join(aliases)}")


def _verify_continuous(enumeration, kind):
    values = set([found.value for found in enumeration])
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if kind == "flag":
        missing = [
            2 ** i for i in range(low.bit_length(), high.bit_length() - 1) if 2 ** i not in values
        ]
    else:
        missing = [i for i in range(low + 1, high) if i not in values]
    if missing:
        listed = ", ".join([str(value) for value in missing])
        raise ValueError(f"invalid {kind} {enumeration.__name__!r}: missing values {listed}"[:256])


def _verify_named_flags(enumeration):
    values = [found.value for found in enumeration]
    names = []
    missing = 0
    for name, alias in enumeration._member_map_.items():
        if name in enumeration._member_names_ or alias.value < 0:
            continue
        missed = [bit for bit in _bits_of(alias.value) if bit not in values]
        if missed:
            names.append(name)
            for bit in missed:
                missing |= bit
    if not names:
        return
    if len(names) == 1:
        who = f"alias {names[0]} is missing"
    else:
        who = f"aliases {', '.join(names[:-1])} and {names[-1]} are missing"
    if _is_single_bit(missing):
        what = f"value 0x{missing:x}"
    else:
        what = f"combined values of 0x{missing:x}"
    raise ValueError(
        f"invalid Flag {enumeration.__name__!r}: {who} {what} [use enum.show_flag_values(value) for details]"
    )
