"""Support for type hints at run time.

What a checker knows about types is not here; what is here shows, compares and
takes apart the expressions that annotations are made of. Importing must stay
cheap, since most programs do it: aliases of classes elsewhere (`Deque`,
`Pattern`) are made when they are asked for.
"""

import collections.abc
import sys
from abc import ABCMeta, abstractmethod
from _typing import (
    GenericAlias,
    NoDefault,
    NoDefaultType,
    ParamSpec,
    ParamSpecArgs,
    ParamSpecKwargs,
    TypeAliasType,
    TypeVar,
    TypeVarTuple,
    Union,
    _param_spec,
    _type_alias,
    _type_var,
    _type_var_tuple,
)

__all__ = [
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic",
    "Literal", "Optional", "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union",
    "AbstractSet", "ByteString", "Container", "ContextManager", "Hashable", "ItemsView", "Iterable",
    "Iterator", "KeysView", "Mapping", "MappingView", "MutableMapping", "MutableSequence", "MutableSet",
    "Sequence", "Sized", "ValuesView", "Awaitable", "AsyncIterator", "AsyncIterable", "Coroutine",
    "Collection", "AsyncGenerator", "AsyncContextManager",
    "Reversible", "SupportsAbs", "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex",
    "SupportsInt", "SupportsRound",
    "ChainMap", "Counter", "Deque", "Dict", "DefaultDict", "List", "OrderedDict", "Set", "FrozenSet",
    "NamedTuple", "TypedDict", "Generator",
    "BinaryIO", "IO", "Match", "Pattern", "TextIO",
    "AnyStr", "assert_type", "assert_never", "cast", "clear_overloads", "dataclass_transform",
    "evaluate_forward_ref", "final", "get_args", "get_origin", "get_overloads", "get_protocol_members",
    "get_type_hints", "is_protocol", "is_typeddict", "LiteralString", "Never", "NewType",
    "no_type_check", "no_type_check_decorator", "NoDefault", "NoReturn", "NotRequired", "overload",
    "override", "ParamSpecArgs", "ParamSpecKwargs", "ReadOnly", "Required", "reveal_type",
    "runtime_checkable", "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard", "TypeIs",
    "TypeAliasType", "Unpack",
]

TYPE_CHECKING = False
Text = str


# Checks of arguments, and how things are shown.


def _type_convert(arg):
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        return ForwardRef(arg)
    return arg


def _type_check(arg, message, is_argument=True):
    """The argument as a type; TypeError if it cannot be one."""
    arg = _type_convert(arg)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in (Generic, Protocol):
        raise TypeError(f"{arg} is not valid as type argument")
    if arg is ClassVar or arg is Final or isinstance(arg, _GenericAlias) and arg.__origin__ in (ClassVar, Final):
        if is_argument:
            raise TypeError(f"{arg} is not valid as type argument")
    elif arg is Generic or arg is Protocol:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def _is_param_expr(arg):
    """Whether `arg` can stand for the parameters of a callable."""
    return (
        arg is ...
        or isinstance(arg, (tuple, list))
        or isinstance(arg, (ParamSpec, _ConcatenateGenericAlias))
    )


def _type_repr(obj):
    """A type as it is written: classes by name, everything else by repr."""
    if isinstance(obj, tuple):
        return "[" + ", ".join([_type_repr(item) for item in obj]) + "]"
    if isinstance(obj, type) and not isinstance(obj, GenericAlias):
        if obj.__module__ == "builtins":
            return obj.__qualname__
        return f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if type(obj).__name__ in ("function", "builtin_function_or_method"):
        return obj.__name__
    return repr(obj)


def _collect_parameters(args):
    """The type parameters in the arguments, each once, in the order of appearance."""
    parameters = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            for inner in arg:
                for parameter in _collect_parameters((inner,)):
                    if parameter not in parameters:
                        parameters.append(parameter)
        elif hasattr(arg, "__typing_subst__"):
            if arg not in parameters:
                parameters.append(arg)
        else:
            for parameter in getattr(arg, "__parameters__", ()):
                if parameter not in parameters:
                    parameters.append(parameter)
    return tuple(parameters)


def _flatten_unpacked(args):
    """The arguments with `*tuple[int, str]` replaced by its items."""
    flat = []
    for arg in args:
        items = getattr(arg, "__typing_unpacked_tuple_args__", None)
        if items is not None and not (items and items[-1] is ...):
            flat.extend(items)
        else:
            flat.append(arg)
    return flat


def _count_mismatch(alias, given, expected, at_least=False):
    few = "few" if given < expected else "many"
    wanted = f"at least {expected}" if at_least else str(expected)
    return TypeError(f"Too {few} arguments for {alias}; actual {given}, expected {wanted}")


def _deduplicate(items):
    unique = []
    for item in items:
        if item not in unique:
            unique.append(item)
    return unique


# Special forms.


class _SpecialForm:
    """A name that means something to checkers; some can be subscripted."""

    def __init__(self, name, getitem=None):
        self._name = name
        self._getitem = getitem

    def __getattr__(self, item):
        if item in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        if self._getitem is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._getitem(self, parameters)


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        if self is Any:
            return "typing.Any"
        return super().__repr__()


class Any(metaclass=_AnyMeta):
    """Special type indicating an unconstrained type: compatible with every type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


NoReturn = _SpecialForm("NoReturn")
Never = _SpecialForm("Never")
Self = _SpecialForm("Self")
LiteralString = _SpecialForm("LiteralString")
TypeAlias = _SpecialForm("TypeAlias")


def _one_argument(form, parameters):
    """Arguments: exactly one type."""
    item = _type_check(parameters, f"{form} accepts only single type.")
    return _GenericAlias(form, (item,))


def _one_qualified(form, parameters):
    # ClassVar[Final[int]] and the like are allowed where a qualifier stands.
    item = _type_check(parameters, f"{form} accepts only single type.", False)
    return _GenericAlias(form, (item,))


ClassVar = _SpecialForm("ClassVar", _one_qualified)
Final = _SpecialForm("Final", _one_argument)
Required = _SpecialForm("Required", _one_qualified)
NotRequired = _SpecialForm("NotRequired", _one_qualified)
ReadOnly = _SpecialForm("ReadOnly", _one_qualified)
TypeGuard = _SpecialForm("TypeGuard", _one_argument)
TypeIs = _SpecialForm("TypeIs", _one_argument)


def _subscript_optional(form, parameters):
    """Optional[X] is X | None."""
    if isinstance(parameters, tuple):
        raise TypeError(f"{form} requires a single type. Got {parameters!r:.100}.")
    return Union[_type_check(parameters, f"{form} requires a single type."), type(None)]


Optional = _SpecialForm("Optional", _subscript_optional)


def _literal_pairs(parameters):
    return [(parameter, type(parameter)) for parameter in parameters]


class _LiteralForm(_SpecialForm):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        flat = []
        for parameter in parameters:
            if isinstance(parameter, _LiteralGenericAlias):
                flat.extend(parameter.__args__)
            else:
                flat.append(parameter)
        # 1 and True are different literals.
        unique = _deduplicate(_literal_pairs(flat))
        return _LiteralGenericAlias(self, tuple([parameter for parameter, _ in unique]))


Literal = _LiteralForm("Literal")


def _subscript_concatenate(form, parameters):
    """Parameters in front of those of a ParamSpec."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    message = "Concatenate[arg, ...]: each arg must be a type."
    items = [_type_check(parameter, message) for parameter in parameters[:-1]]
    return _ConcatenateGenericAlias(form, (*items, parameters[-1]))


Concatenate = _SpecialForm("Concatenate", _subscript_concatenate)


def _subscript_unpack(form, parameters):
    """Unpack[X] is *X where stars are not allowed."""
    item = _type_check(parameters, f"{form} accepts only single type.")
    return _UnpackGenericAlias(form, (item,))


Unpack = _SpecialForm("Unpack", _subscript_unpack)


class _AnnotatedForm(_SpecialForm):
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) < 2:
            raise TypeError(
                "Annotated[...] should be used with at least two arguments (a type and an annotation)."
            )
        origin = params[0]
        if isinstance(origin, _UnpackGenericAlias):
            raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
        if isinstance(origin, _SpecialForm):
            pass
        else:
            origin = _type_check(origin, "Annotated[t, ...]: t must be a type.", False)
        return _AnnotatedAlias(origin, params[1:])


Annotated = _AnnotatedForm("Annotated")


class ForwardRef:
    """The name of a type that is not resolved yet."""

    __slots__ = (
        "__forward_arg__", "__forward_module__", "__forward_is_argument__", "__forward_is_class__",
        "__owner__", "_globals", "__weakref__",
    )
    __module__ = "annotationlib"

    def __init__(self, arg, *, module=None, owner=None, is_argument=True, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_module__ = module
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__owner__ = owner
        self._globals = None

    def __init_subclass__(cls, /, *args, **kwds):
        raise TypeError("Cannot subclass ForwardRef")

    def evaluate(self, *, globals=None, locals=None, type_params=None, owner=None, format=1):
        """The type that is meant; NameError if a name in it is not defined."""
        from _annotation_text import evaluate

        owner = owner or self.__owner__
        if globals is None and self.__forward_module__ is not None:
            module = self.__forward_module__
            if isinstance(module, str):
                module = sys.modules.get(module)
            globals = getattr(module, "__dict__", None)
        if globals is None:
            globals = self._globals
        if globals is None and owner is not None:
            globals = getattr(owner, "__globals__", None)
            if globals is None:
                globals = getattr(sys.modules.get(getattr(owner, "__module__", None)), "__dict__", None)
        if type_params is None:
            type_params = getattr(owner, "__type_params__", ())
        try:
            return evaluate(self.__forward_arg__, globals, locals, type_params)
        except NameError:
            if format == 3:
                return self
            raise

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (
            self.__forward_arg__ == other.__forward_arg__
            and self.__forward_module__ == other.__forward_module__
            and self.__forward_is_class__ == other.__forward_is_class__
            and self.__owner__ == other.__owner__
        )

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__, self.__forward_is_class__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        extra = []
        if self.__forward_module__ is not None:
            extra.append(f", module={self.__forward_module__!r}")
        if self.__forward_is_class__:
            extra.append(", is_class=True")
        if self.__owner__ is not None:
            extra.append(f", owner={self.__owner__!r}")
        return f"ForwardRef({self.__forward_arg__!r}{''.join(extra)})"


# Aliases.

_ALIAS_OWN = frozenset({"_inst", "_name", "_nparams", "_defaults"})


class _BaseGenericAlias:
    """Something that stands for a class with arguments, or for one that takes them."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead"
            )
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            # An instance with slots, or one that forbids it, stays as it is.
            pass
        return result

    def __mro_entries__(self, bases):
        result = []
        if self.__origin__ not in bases:
            result.append(self.__origin__)
        # Generic comes last, and only if nothing behind brings it.
        place = bases.index(self)
        for base in bases[place + 1:]:
            if isinstance(base, _BaseGenericAlias) or issubclass(base, Generic):
                break
        else:
            result.append(Generic)
        return tuple(result)

    def __getattr__(self, attr):
        if attr in ("__origin__", "__args__"):
            raise AttributeError(attr)
        if attr in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, value):
        if _is_dunder(attr) or attr in _ALIAS_OWN:
            super().__setattr__(attr, value)
        else:
            setattr(self.__origin__, attr, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        names = set(super().__dir__())
        names.update([name for name in dir(self.__origin__) if not _is_dunder(name)])
        return sorted(names)


def _is_dunder(name):
    return name.startswith("__") and name.endswith("__")


class _GenericAlias(_BaseGenericAlias):
    """A class or special form with its arguments."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = args
        self.__parameters__ = _collect_parameters(args)
        if not name:
            self.__module__ = getattr(origin, "__module__", "typing")

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(args, tuple):
            args = (args,)
        args = tuple([_type_convert(arg) for arg in args])
        args = tuple(_flatten_unpacked(args))
        return self.copy_with(self._substituted(args))

    def _substituted(self, args):
        """This alias's arguments with its parameters replaced by `args`."""
        parameters = self.__parameters__
        for parameter in parameters:
            prepare = getattr(parameter, "__typing_prepare_subst__", None)
            if prepare is not None:
                args = prepare(self, args)
        if len(args) != len(parameters):
            raise _count_mismatch(self, len(args), len(parameters))
        return tuple(self._replaced(self.__args__, dict(zip(parameters, args))))

    def _replaced(self, old_args, replacements):
        result = []
        for old in old_args:
            if isinstance(old, type):
                result.append(old)
                continue
            substitute = getattr(old, "__typing_subst__", None)
            if substitute is not None:
                if isinstance(old, TypeVarTuple):
                    result.extend(replacements[old])
                    continue
                new = substitute(replacements[old])
            elif isinstance(old, tuple):
                new = tuple(self._replaced(old, replacements))
            else:
                inner = getattr(old, "__parameters__", ())
                if not inner:
                    new = old
                else:
                    inner_args = []
                    for parameter in inner:
                        given = replacements[parameter]
                        if isinstance(parameter, TypeVarTuple):
                            inner_args.extend(given)
                        else:
                            inner_args.append(given)
                    if isinstance(old, _UnpackGenericAlias) and isinstance(old.__args__[0], TypeVarTuple):
                        result.extend(inner_args)
                        continue
                    new = old[tuple(inner_args)]
            if self.__origin__ is collections.abc.Callable and isinstance(new, tuple):
                # Callable keeps its parameters flat.
                result.extend(new)
            else:
                result.append(new)
        return result

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        if self._name:
            name = "typing." + self._name
        else:
            name = _type_repr(self.__origin__)
        if self.__args__:
            shown = ", ".join([_type_repr(arg) for arg in self.__args__])
        else:
            # An empty list of types must not look like no list at all.
            shown = "()"
        return f"{name}[{shown}]"

    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args = args[0]
        return _subscript, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            place = bases.index(self)
            for base in bases[place + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


def _subscript(origin, args):
    return origin[args]


class _SpecialGenericAlias(_BaseGenericAlias):
    """A class of another module under a name that takes arguments: `List`."""

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        if name is None:
            name = origin.__name__
        super().__init__(origin, inst=inst, name=name)
        self._nparams = nparams
        self._defaults = defaults
        if origin.__module__ == "builtins":
            self.__doc__ = f"A generic version of {origin.__qualname__}."
        else:
            self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        message = "Parameters to generic types must be types."
        params = tuple([_type_check(param, message) for param in params])
        expected = self._nparams
        if self._defaults and len(params) < expected and len(params) + len(self._defaults) >= expected:
            params = (*params, *self._defaults[len(params) - expected:])
        if not expected:
            raise TypeError(f"{self} is not a generic class")
        if len(params) != expected:
            at_least = expected - len(self._defaults)
            if self._defaults and len(params) < at_least:
                raise _count_mismatch(self, len(params), at_least, True)
            raise _count_mismatch(self, len(params), expected)
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls, self.__origin__)

    def __reduce__(self):
        return self._name

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


class _CallableGenericAlias(_GenericAlias):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_param_expr(args[0]):
            return super().__repr__()
        shown = ", ".join([_type_repr(arg) for arg in args[:-1]])
        return f"typing.Callable[[{shown}], {_type_repr(args[-1])}]"

    def __reduce__(self):
        args = self.__args__
        if not (len(args) == 2 and _is_param_expr(args[0])):
            args = list(args[:-1]), args[-1]
        return _subscript, (Callable, args)


class _CallableType(_SpecialGenericAlias):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if isinstance(args, (list, tuple)):
            args = tuple([_type_convert(arg) for arg in args])
            return self.copy_with((*args, result))
        return self.copy_with((_type_convert(args), result))


class _TupleType(_SpecialGenericAlias):
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            message = "Tuple[t, ...]: t must be a type."
            return self.copy_with((*[_type_check(param, message) for param in params[:-1]], ...))
        message = "Tuple[t0, t1, ...]: each t must be a type."
        return self.copy_with(tuple([_type_check(param, message) for param in params]))


class _LiteralGenericAlias(_GenericAlias):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        mine = _literal_pairs(self.__args__)
        others = _literal_pairs(other.__args__)
        return len(mine) == len(others) and all([pair in others for pair in mine])

    def __hash__(self):
        return hash(frozenset(_literal_pairs(self.__args__)))

    def __repr__(self):
        shown = ", ".join([repr(arg) for arg in self.__args__]) or "()"
        return f"typing.Literal[{shown}]"


class _ConcatenateGenericAlias(_GenericAlias):
    def copy_with(self, params):
        if isinstance(params[-1], (list, tuple)):
            return (*params[:-1], *params[-1])
        if isinstance(params[-1], _ConcatenateGenericAlias):
            params = (*params[:-1], *params[-1].__args__)
        return super().copy_with(params)


class _AnnotatedAlias(_GenericAlias):
    """A type with metadata; nested ones are one."""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,), name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, params):
        return self.__class__(params[0], self.__metadata__)

    def __repr__(self):
        shown = ", ".join([repr(item) for item in self.__metadata__])
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {shown}]"

    def __reduce__(self):
        return _subscript, (Annotated, (self.__origin__,) + self.__metadata__)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ("__name__", "__qualname__"):
            return "Annotated"
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _UnpackGenericAlias(_GenericAlias):
    def __repr__(self):
        return f"typing.Unpack[{_type_repr(self.__args__[0])}]"

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg = self.__args__[0]
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


# Generic and Protocol.


def _generic_class_getitem(cls, args):
    """Subscription of Generic, Protocol, and the classes that derive from them."""
    if not isinstance(args, tuple):
        args = (args,)
    args = tuple([_type_convert(arg) for arg in args])
    is_protocol_or_generic = cls is Generic or cls is Protocol
    if is_protocol_or_generic:
        if not args:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        for arg in args:
            if not (
                isinstance(arg, (TypeVar, ParamSpec, TypeVarTuple))
                or getattr(arg, "__typing_is_unpacked_typevartuple__", False)
            ):
                raise TypeError(
                    f"Parameters to {cls.__name__}[...] must all be type variables "
                    "or parameter specification variables."
                )
        if len(_deduplicate(args)) != len(args):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
    else:
        given = len(args)
        parameters = getattr(cls, "__parameters__", ())
        for parameter in parameters:
            prepare = getattr(parameter, "__typing_prepare_subst__", None)
            if prepare is not None:
                args = prepare(cls, args)
        _check_generic(cls, given, args, parameters)
        new_args = []
        for parameter, arg in zip(parameters, args):
            if isinstance(parameter, TypeVarTuple):
                new_args.extend(arg)
            elif isinstance(arg, list):
                new_args.append(tuple(arg))
            else:
                new_args.append(arg)
        args = tuple(new_args)
    return _GenericAlias(cls, args)


def _check_generic(cls, given, args, parameters):
    if not parameters:
        raise TypeError(f"{cls} is not a generic class")
    if len(args) != len(parameters):
        if given > len(parameters):
            raise _count_mismatch(cls, given, len(parameters))
        required = [p for p in parameters if not (p.has_default() or isinstance(p, TypeVarTuple))]
        raise _count_mismatch(cls, given, len(required), True)


def _generic_init_subclass(cls, *args, **kwargs):
    """Find the type parameters of a class that derives from Generic."""
    super(Generic, cls).__init_subclass__(*args, **kwargs)
    parameters = []
    namespace = cls.__dict__
    if "__orig_bases__" in namespace:
        bases = namespace["__orig_bases__"]
        error = Generic in bases
    else:
        bases = ()
        error = Generic in cls.__bases__ and cls.__name__ != "Protocol"
    if error:
        raise TypeError("Cannot inherit from plain Generic")
    if bases:
        parameters = _collect_parameters(bases)
        declared = None
        for base in bases:
            if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
                if declared is not None:
                    raise TypeError("Cannot inherit from Generic[...] multiple times.")
                declared = base.__parameters__
        if declared is not None:
            missing = [parameter for parameter in parameters if parameter not in declared]
            if missing:
                listed = ", ".join([str(parameter) for parameter in missing])
                names = ", ".join([str(parameter) for parameter in declared])
                raise TypeError(f"Some type variables ({listed}) are not listed in Generic[{names}]")
            parameters = declared
    cls.__parameters__ = tuple(parameters)


class Generic:
    """Base class of generic types.

    On Python 3.12 and newer, `class Mapping[KT, VT]:` derives from it.
    """

    __slots__ = ()
    _is_protocol = False
    __parameters__ = ()

    __class_getitem__ = classmethod(_generic_class_getitem)
    __init_subclass__ = classmethod(_generic_init_subclass)


_PROTOCOL_HIDDEN = frozenset({
    "_is_protocol", "_is_runtime_protocol", "__protocol_attrs__", "__non_callable_proto_members__",
    "__typing_is_deprecated_inherited_runtime_protocol__", "__parameters__", "__orig_bases__",
    "__orig_class__", "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__",
    "__module__", "__new__", "__slots__", "__subclasshook__", "__weakref__", "__class_getitem__",
    "__match_args__", "__static_attributes__", "__firstlineno__", "__annotate__", "__annotate_func__",
    "__annotations_cache__", "__qualname__", "_MutableMapping__marker", "_abc_impl", "_abc_data",
    "__type_params__",
})


def _annotation_names(cls):
    try:
        return list(cls.__annotations__)
    except NameError:
        return list(cls.__annotate__(-4))


def _find_protocol_members(cls):
    """The names that a class must have to satisfy a protocol."""
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic") and base.__module__ == "typing":
            continue
        for name in [*base.__dict__, *_annotation_names(base)]:
            if not name.startswith("_abc_") and name not in _PROTOCOL_HIDDEN:
                names.add(name)
    return names


def _static_lookup(obj, name, default):
    """An attribute without running any code of the object: as `inspect.getattr_static`."""
    if not isinstance(obj, type):
        own = getattr(obj, "__dict__", None)
        if isinstance(own, dict) and name in own:
            return own[name]
    cls = obj if isinstance(obj, type) else type(obj)
    for base in cls.__mro__:
        namespace = base.__dict__
        if name in namespace:
            found = namespace[name]
            if not isinstance(obj, type) and type(found).__name__ == "member_descriptor":
                # A slot that may be empty.
                return found if hasattr(obj, name) else default
            return found
    if isinstance(obj, type):
        for base in type(obj).__mro__:
            if name in base.__dict__:
                return base.__dict__[name]
    return default


_MISSING = object()


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name == "Protocol" and bases == (Generic,):
            pass
        elif bases and bases[0] is not Generic and Protocol in bases:
            for base in bases:
                if not (
                    base in (object, Generic)
                    or base.__name__ in _PROTOCOL_ALLOWED.get(base.__module__, ())
                    or issubclass(base, Generic) and getattr(base, "_is_protocol", False)
                ):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _find_protocol_members(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False):
            if not isinstance(other, type):
                raise TypeError("issubclass() arg 1 must be a class")
            if not getattr(cls, "_is_runtime_protocol", False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            plain = cls.__non_callable_proto_members__
            if plain:
                listed = ", ".join([repr(name) for name in sorted(plain)])
                raise TypeError(
                    f"Protocols with non-method members don't support issubclass(). Non-method members: {listed}."
                )
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if not cls.__non_callable_proto_members__ and super().__instancecheck__(instance):
            return True
        if cls in type(instance).__mro__:
            return True
        for name in cls.__protocol_attrs__:
            found = _static_lookup(instance, name, _MISSING)
            if found is _MISSING:
                return False
            # A method that is None is there to be refused.
            if found is None and name not in cls.__non_callable_proto_members__:
                return False
        return True


_PROTOCOL_ALLOWED = {
    "collections.abc": [
        "Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator",
        "Hashable", "Sized", "Container", "Collection", "Reversible", "Buffer",
    ],
    "contextlib": ["AbstractContextManager", "AbstractAsyncContextManager"],
    "io": ["Reader", "Writer"],
    "os": ["PathLike"],
}


def _protocol_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if name in _own_annotations(base) and issubclass(other, Generic) and getattr(other, "_is_protocol", False):
                break
        else:
            return NotImplemented
    return True


def _own_annotations(cls):
    try:
        return cls.__dict__.get("__annotations__") or cls.__annotations__
    except (NameError, AttributeError):
        return {}


def _refuse_protocol(self, *args, **kwargs):
    """`__init__` of protocols. A class that satisfies one by name gets another one when it is first instantiated: by then a
    decorator may have given it one of its own."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _refuse_protocol:
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _refuse_protocol)
        if init is not _refuse_protocol:
            cls.__init__ = init
            init(self, *args, **kwargs)
            return


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class of protocols: classes that say what others must have to be accepted."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = Protocol in cls.__bases__
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = classmethod(_protocol_hook)
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _refuse_protocol


def runtime_checkable(cls):
    """Class decorator that lets a protocol be used with isinstance() and issubclass()."""
    if not (isinstance(cls, type) and issubclass(cls, Generic) and getattr(cls, "_is_protocol", False)):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    cls.__non_callable_proto_members__ = set()
    for name in cls.__protocol_attrs__:
        if not callable(getattr(cls, name, None)):
            cls.__non_callable_proto_members__.add(name)
    return cls


def is_protocol(tp, /):
    """Whether the type is a protocol."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol


def get_protocol_members(tp, /):
    """The names of a protocol's members as a frozenset."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


# Names for classes of other modules. The last column says whether the alias has a class in `builtins`.

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)
VT_co = TypeVar("VT_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
CT_co = TypeVar("CT_co", covariant=True, bound=type)
AnyStr = TypeVar("AnyStr", bytes, str)

_alias = _SpecialGenericAlias
_NONE = type(None)

Hashable = _alias(collections.abc.Hashable, 0)
Awaitable = _alias(collections.abc.Awaitable, 1)
Coroutine = _alias(collections.abc.Coroutine, 3)
AsyncIterable = _alias(collections.abc.AsyncIterable, 1)
AsyncIterator = _alias(collections.abc.AsyncIterator, 1)
Iterable = _alias(collections.abc.Iterable, 1)
Iterator = _alias(collections.abc.Iterator, 1)
Reversible = _alias(collections.abc.Reversible, 1)
Sized = _alias(collections.abc.Sized, 0)
Container = _alias(collections.abc.Container, 1)
Collection = _alias(collections.abc.Collection, 1)
Callable = _CallableType(collections.abc.Callable, 2)
AbstractSet = _alias(collections.abc.Set, 1, name="AbstractSet")
MutableSet = _alias(collections.abc.MutableSet, 1)
Mapping = _alias(collections.abc.Mapping, 2)
MutableMapping = _alias(collections.abc.MutableMapping, 2)
Sequence = _alias(collections.abc.Sequence, 1)
MutableSequence = _alias(collections.abc.MutableSequence, 1)
ByteString = _alias(collections.abc.ByteString, 0, name="ByteString")
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
List = _alias(list, 1, inst=False, name="List")
Deque = _alias(collections.deque, 1, name="Deque")
Set = _alias(set, 1, inst=False, name="Set")
FrozenSet = _alias(frozenset, 1, inst=False, name="FrozenSet")
MappingView = _alias(collections.abc.MappingView, 1)
KeysView = _alias(collections.abc.KeysView, 1)
ItemsView = _alias(collections.abc.ItemsView, 2)
ValuesView = _alias(collections.abc.ValuesView, 1)
Dict = _alias(dict, 2, inst=False, name="Dict")
DefaultDict = _alias(collections.defaultdict, 2, name="DefaultDict")
OrderedDict = _alias(collections.OrderedDict, 2)
Counter = _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
Generator = _alias(collections.abc.Generator, 3, defaults=(_NONE, _NONE))
AsyncGenerator = _alias(collections.abc.AsyncGenerator, 2, defaults=(_NONE,))
Type = _alias(type, 1, inst=False, name="Type")


def __getattr__(name):
    # Their modules are not worth loading for a program that does not use them.
    if name in ("Pattern", "Match"):
        import re

        made = _alias(getattr(re, name), 1)
    elif name in ("ContextManager", "AsyncContextManager"):
        import contextlib

        made = _alias(getattr(contextlib, "Abstract" + name), 2, name=name, defaults=(Union[bool, None],))
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = made
    return made


@runtime_checkable
class SupportsInt(Protocol):
    """An ABC with one abstract method __int__."""

    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    """An ABC with one abstract method __float__."""

    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    """An ABC with one abstract method __complex__."""

    __slots__ = ()

    @abstractmethod
    def __complex__(self):
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    """An ABC with one abstract method __bytes__."""

    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    """An ABC with one abstract method __index__."""

    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    """An ABC with one abstract method __abs__ that is covariant in its return type."""

    __slots__ = ()

    @abstractmethod
    def __abs__(self):
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    """An ABC with one abstract method __round__ that is covariant in its return type."""

    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0):
        pass


# NamedTuple and TypedDict.


def _namespace_annotations(namespace):
    """The annotations in a class's namespace; references where names are not defined yet."""
    if "__annotations__" in namespace:
        return namespace["__annotations__"]
    annotate = namespace.get("__annotate_func__") or namespace.get("__annotate__")
    if annotate is None:
        return {}
    try:
        return annotate(1)
    except NameError:
        return {name: ForwardRef(text, is_class=True) for name, text in annotate(-4).items()}


def _make_named_tuple(name, types, module, defaults):
    types = {
        field: _type_check(hint, f"field {field} annotation must be a type") for field, hint in types.items()
    }
    made = collections.namedtuple(name, list(types), defaults=defaults, module=module)
    made.__annotations__ = types
    made.__new__.__annotations__ = types
    return made


_NAMED_TUPLE_FORBIDDEN = frozenset({
    "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
    "_field_types", "_make", "_replace", "_asdict", "_source",
})
_NAMED_TUPLE_SPECIAL = frozenset({"__module__", "__name__", "__annotations__", "__annotate__", "__annotate_func__"})


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, namespace):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple([tuple if base is _NamedTuple else base for base in bases])
        types = _namespace_annotations(namespace)
        field_names = list(types)
        default_names = []
        for name in types:
            if name in namespace:
                default_names.append(name)
            elif default_names:
                raise TypeError(
                    f"non-default namedtuple field {name} cannot follow default field"
                    f"{'s' if len(default_names) > 1 else ''} {', '.join(default_names)}"
                )
        made = _make_named_tuple(
            typename, types, namespace["__module__"], [namespace[name] for name in default_names]
        )
        made.__bases__ = bases
        if Generic in bases:
            made.__class_getitem__ = classmethod(_generic_class_getitem)
        for key, value in namespace.items():
            if key in _NAMED_TUPLE_FORBIDDEN:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in _NAMED_TUPLE_SPECIAL:
                if key not in made._fields:
                    setattr(made, key, value)
                set_name = getattr(type(value), "__set_name__", None)
                if set_name is not None:
                    set_name(value, made, key)
        if Generic in bases:
            made.__init_subclass__()
        return made


def NamedTuple(typename, fields=_MISSING, /, **kwargs):
    """A named tuple with types: a base class, or a function of a name and a list of pairs."""
    if fields is _MISSING:
        fields = kwargs.items()
    elif fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError(
            "Either list of fields or keywords can be provided to NamedTuple, not both"
        )
    made = _make_named_tuple(typename, dict(fields), _caller_module(), ())
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})


def _named_tuple_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _named_tuple_entries


def _caller_module():
    caller = getattr(sys, "_getframemodulename", None)
    return caller(2) if caller is not None else None


def _qualifiers(hint):
    """The qualifiers of an item of a TypedDict: Required, NotRequired, ReadOnly."""
    found = []
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint = hint.__origin__
        elif origin in (Required, NotRequired, ReadOnly):
            found.append(origin)
            hint = hint.__args__[0]
        else:
            return found


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic_base = (Generic,) if any([issubclass(base, Generic) for base in bases]) else ()
        own = _namespace_annotations(ns)
        namespace = {key: value for key, value in ns.items() if key not in ("__annotations__",)}
        made = type.__new__(cls, name, (*generic_base, dict), namespace)
        if not hasattr(made, "__orig_bases__"):
            made.__orig_bases__ = bases
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {key: _type_check(hint, message, False) for key, hint in own.items()}
        annotations = {}
        required = set()
        optional = set()
        read_only = set()
        mutable = set()
        for base in bases:
            if type(base) is not _TypedDictMeta:
                continue
            annotations.update(base.__dict__.get("__annotations__", {}))
            required |= base.__required_keys__
            optional -= base.__required_keys__
            required -= base.__optional_keys__
            optional |= base.__optional_keys__
            read_only |= base.__readonly_keys__
            mutable |= base.__mutable_keys__
        annotations.update(own)
        for key, hint in own.items():
            qualifiers = _qualifiers(hint)
            is_required = Required in qualifiers or total and NotRequired not in qualifiers
            if is_required:
                required.add(key)
                optional.discard(key)
            else:
                optional.add(key)
                required.discard(key)
            if ReadOnly in qualifiers:
                if key in mutable:
                    raise TypeError(
                        f"Cannot redefine mutable field {key!r} as read-only in {name!r}"
                    )
                read_only.add(key)
            else:
                mutable.add(key)
                read_only.discard(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__readonly_keys__ = frozenset(read_only)
        made.__mutable_keys__ = frozenset(mutable)
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        # A TypedDict is a plain dict when the program runs.
        return dict(*args, **kwargs)

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def _make_typed_dict(typename, fields, total):
    ns = {"__annotations__": dict(fields)}
    module = _caller_module()
    if module is not None:
        ns["__module__"] = module
    made = _TypedDictMeta(typename, (), ns, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


class _TypedDictForm:
    """A dict with a type for each key: a base class, or a function of a name and a dict of types."""

    __slots__ = ()

    def __call__(self, typename, fields=_MISSING, /, *, total=True):
        if fields is _MISSING or fields is None:
            fields = {}
        return _make_typed_dict(typename, fields, total)

    def __mro_entries__(self, bases):
        return (_TypedDict,)

    def __repr__(self):
        return "<function TypedDict>"


TypedDict = _TypedDictForm()
_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {
    "__required_keys__": frozenset(), "__optional_keys__": frozenset(),
    "__readonly_keys__": frozenset(), "__mutable_keys__": frozenset(), "__total__": True,
})


def is_typeddict(tp):
    """Whether the type is a TypedDict."""
    return isinstance(tp, _TypedDictMeta)


class NewType:
    """A name for a type of one's own that costs nothing: calling it returns its argument."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        if "." in name:
            name = name.rpartition(".")[-1]
        self.__name__ = name
        self.__supertype__ = tp
        module = _caller_module()
        if module != "typing":
            self.__module__ = module

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        raise TypeError(
            f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
            f"`{self.__name__} = NewType({self.__name__!r}, {self.__supertype__.__name__})`"
        )

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# Files.


class IO(Generic[AnyStr]):
    """Generic base class for TextIO and BinaryIO."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """Typed version of the return of open() in binary mode."""

    __slots__ = ()


class TextIO(IO[str]):
    """Typed version of the return of open() in text mode."""

    __slots__ = ()


# Functions.


def cast(typ, val):
    """Return the value unchanged; a checker takes it to have the type."""
    return val


def assert_type(val, typ, /):
    """Return the value unchanged; a checker sees whether it has exactly the type."""
    return val


def assert_never(arg, /):
    """For code that cannot be reached: a checker proves it, and it raises if it is wrong."""
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    """Print the type of the object to standard error and return it."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def no_type_check(arg):
    """Decorator for what has annotations that are no types."""
    if isinstance(arg, type):
        for member in arg.__dict__.values():
            if isinstance(member, type) or type(member).__name__ == "function":
                try:
                    member.__no_type_check__ = True
                except (TypeError, AttributeError):
                    pass
    try:
        arg.__no_type_check__ = True
    except TypeError:
        # A built-in class.
        pass
    return arg


def no_type_check_decorator(decorator):
    """Make a decorator give what it returns the `no_type_check` treatment."""
    import functools

    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped_decorator


def _overload_dummy(*args, **kwds):
    """What `overload` puts in the place of the function."""
    raise NotImplementedError(
        "You should not call an overloaded function. "
        "A series of @overload-decorated functions "
        "outside a stub module should always be followed "
        "by an implementation that is not @overload-ed."
    )


# Overloads by (module, qualified name).
_overloads = {}


def overload(func):
    """Decorator for one signature of several."""
    f = getattr(func, "__func__", func)
    try:
        key = (f.__module__, f.__qualname__)
    except AttributeError:
        return _overload_dummy
    _overloads.setdefault(key, []).append(func)
    return _overload_dummy


def get_overloads(func):
    """The overloads of a function, in the order of their definition."""
    f = getattr(func, "__func__", func)
    return list(_overloads.get((f.__module__, f.__qualname__), []))


def clear_overloads():
    """Forget all overloads."""
    _overloads.clear()


def final(f):
    """Decorator for a class that must not be derived from, or a method that must not be overridden."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def override(method, /):
    """Decorator for a method that overrides one of a base class."""
    try:
        method.__override__ = True
    except (AttributeError, TypeError):
        pass
    return method


def dataclass_transform(
    *, eq_default=True, order_default=False, kw_only_default=False,
    frozen_default=False, field_specifiers=(), **kwargs,
):
    """Decorator for something that makes classes as `dataclass` does."""

    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default,
            "order_default": order_default,
            "kw_only_default": kw_only_default,
            "frozen_default": frozen_default,
            "field_specifiers": field_specifiers,
            "kwargs": kwargs,
        }
        return cls_or_fn

    return decorator


# Taking types apart.


def get_origin(tp):
    """What a subscripted type is made of: list for list[int]; None for anything else."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, Union):
        return Union
    return None


def get_args(tp):
    """The arguments of a subscripted type."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (len(args) == 2 and _is_param_expr(args[0])):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, Union):
        return tp.__args__
    return ()


def _resolve(hint, globalns, localns, type_params):
    """A hint with every reference in it replaced by what is meant."""
    if isinstance(hint, str):
        hint = ForwardRef(hint)
    if isinstance(hint, ForwardRef):
        found = hint.evaluate(globals=globalns, locals=localns, type_params=type_params)
        if isinstance(found, tuple):
            raise TypeError("Forward references must evaluate to types")
        return _resolve(_type_convert(found), globalns, localns, type_params)
    if isinstance(hint, (_GenericAlias, GenericAlias, Union)):
        args = hint.__args__
        if isinstance(hint, _LiteralGenericAlias):
            return hint
        new_args = tuple([
            tuple([_resolve(item, globalns, localns, type_params) for item in arg])
            if isinstance(arg, tuple)
            else arg if isinstance(arg, list)
            else ForwardRef(arg).evaluate(globals=globalns, locals=localns, type_params=type_params)
            if isinstance(arg, str) and isinstance(hint, GenericAlias)
            else arg if isinstance(arg, str)
            else _resolve(arg, globalns, localns, type_params)
            for arg in args
        ])
        if all([new is old for new, old in zip(new_args, args)]):
            return hint
        if isinstance(hint, Union):
            return Union[new_args]
        if isinstance(hint, GenericAlias):
            return GenericAlias(hint.__origin__, new_args)
        return hint.copy_with(new_args)
    return hint


def evaluate_forward_ref(
    forward_ref, *, owner=None, globals=None, locals=None, type_params=None, format=None, _recursive_guard=frozenset(),
):
    """Evaluate a reference, and the references in what it means."""
    found = forward_ref.evaluate(
        globals=globals, locals=locals, type_params=type_params, owner=owner, format=format or 1
    )
    if isinstance(found, ForwardRef):
        return found
    return _resolve(_type_convert(found), globals, locals, type_params or ())


def _strip_annotations(hint):
    """A hint without Annotated, Required, NotRequired and ReadOnly."""
    if isinstance(hint, _AnnotatedAlias):
        return _strip_annotations(hint.__origin__)
    if isinstance(hint, _GenericAlias) and hint.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(hint.__args__[0])
    if isinstance(hint, (_GenericAlias, GenericAlias, Union)):
        args = hint.__args__
        stripped = tuple([_strip_annotations(arg) for arg in args])
        if all([new is old for new, old in zip(stripped, args)]):
            return hint
        if isinstance(hint, Union):
            return Union[stripped]
        if isinstance(hint, GenericAlias):
            return GenericAlias(hint.__origin__, stripped)
        return hint.copy_with(stripped)
    return hint


def get_type_hints(obj, globalns=None, localns=None, include_extras=False, *, format=None):
    """The annotations of a function, class or module, with references resolved.

    A class's include those of its bases. `Annotated` and the qualifiers of
    TypedDict items are taken off unless `include_extras` is true.
    """
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            namespace = globalns
            if namespace is None:
                namespace = getattr(sys.modules.get(base.__module__), "__dict__", {})
            own_names = localns if localns is not None else dict(base.__dict__)
            try:
                annotations = base.__annotations__
            except (AttributeError, TypeError):
                continue
            for name, hint in annotations.items():
                if hint is None:
                    hint = _NONE
                hints[name] = _resolve(hint, namespace, own_names, getattr(base, "__type_params__", ()))
    else:
        if globalns is None:
            if type(obj).__name__ == "module":
                globalns = obj.__dict__
            else:
                inner = obj
                seen = {id(obj): obj}
                while hasattr(inner, "__wrapped__"):
                    inner = inner.__wrapped__
                    if id(inner) in seen:
                        raise ValueError(f"wrapper loop when unwrapping {obj!r}")
                    seen[id(inner)] = inner
                globalns = getattr(inner, "__globals__", None)
                if globalns is None:
                    globalns = getattr(sys.modules.get(getattr(inner, "__module__", None)), "__dict__", {})
            if localns is None:
                localns = globalns
        elif localns is None:
            localns = globalns
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            if callable(obj) and type(obj).__name__ in (
                "builtin_function_or_method", "method-wrapper", "wrapper_descriptor", "method_descriptor",
            ):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        for name, hint in annotations.items():
            if hint is None:
                hint = _NONE
            hints[name] = _resolve(hint, globalns, localns, getattr(obj, "__type_params__", ()))
    if include_extras:
        return hints
    return {name: _strip_annotations(hint) for name, hint in hints.items()}
