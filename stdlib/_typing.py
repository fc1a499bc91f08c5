"""Type parameters: what CPython's `typing` takes from its interpreter.

A parameter substitutes itself in a generic alias through `__typing_subst__`,
and may rearrange all arguments before that in `__typing_prepare_subst__`; the
runtime's alias of built-in types calls them, as CPython's does.
"""

import sys

Union = type(int | str)
GenericAlias = type(list[int])


class NoDefaultType:
    """The type of the NoDefault singleton."""

    __slots__ = ()
    __module__ = "typing"
    _only = None

    def __new__(cls):
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = NoDefaultType()


def _caller_module():
    caller = getattr(sys, "_getframemodulename", None)
    return caller(2) if caller is not None else None


class _Parameter:
    """What the kinds of type parameters share: a name, a default, a place in unions."""

    def __init_subclass__(cls, is_kind=False):
        if not is_kind:
            base = cls.__mro__[1].__name__
            raise TypeError(f"type 'typing.{base}' is not an acceptable base type")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __reduce__(self):
        return self.__name__

    def has_default(self):
        """Whether the parameter has a default."""
        return self._default is not NoDefault or self._make_default is not None

    @property
    def __default__(self):
        make = self._make_default
        if make is not None:
            self._default = make()
            self._make_default = None
        return self._default

    @property
    def evaluate_default(self):
        if self._make_default is not None:
            return lambda format=1: self.__default__
        if self._default is NoDefault:
            return None
        return lambda format=1: self._default


def _checked(arg, what):
    """An argument as a type: None means its type, a string a reference to be resolved."""
    if arg is None:
        return type(None)
    if isinstance(arg, str):
        from typing import ForwardRef

        return ForwardRef(arg)
    if not callable(arg) and type(arg) is tuple:
        raise TypeError(f"{what} Got {arg!r:.100}.")
    return arg


class TypeVar(_Parameter, is_kind=True):
    """A parameter that stands for one type."""

    __module__ = "typing"

    def __init__(
        self, name, *constraints, bound=None, default=NoDefault,
        covariant=False, contravariant=False, infer_variance=False,
    ):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        if bound is not None:
            bound = _checked(bound, "Bound must be a type.")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self.__name__ = name
        self._bound = bound
        self._make_bound = None
        self._constraints = tuple([_checked(arg, "") for arg in constraints])
        self._make_constraints = None
        self._default = default
        self._make_default = None
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)
        module = _caller_module()
        if module is not None:
            self.__module__ = module

    @property
    def __bound__(self):
        if self._make_bound is not None:
            self._bound = self._make_bound()
            self._make_bound = None
        return self._bound

    @property
    def __constraints__(self):
        if self._make_constraints is not None:
            self._constraints = tuple(self._make_constraints())
            self._make_constraints = None
        return self._constraints

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        if self.__covariant__:
            return "+" + self.__name__
        if self.__contravariant__:
            return "-" + self.__name__
        return "~" + self.__name__

    def __typing_subst__(self, arg):
        from typing import _type_check

        arg = _type_check(arg, "Parameters to generic types must be types.", True)
        if getattr(arg, "__typing_is_unpacked_typevartuple__", False):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        place = params.index(self)
        if place < len(args):
            return args
        if self.has_default() and place == len(args):
            return (*args, self.__default__)
        return args


class TypeVarTuple(_Parameter, is_kind=True):
    """A parameter that stands for any number of types."""

    __module__ = "typing"

    def __init__(self, name, *, default=NoDefault):
        self.__name__ = name
        self._default = default
        self._make_default = None
        self._shows_star = False
        module = _caller_module()
        if module is not None:
            self.__module__ = module

    def __iter__(self):
        from typing import Unpack

        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        place = params.index(self)
        for param in params[place + 1:]:
            if isinstance(param, TypeVarTuple):
                raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
        behind = len(params) - place - 1
        before = min(place, len(args))
        behind = min(behind, len(args) - before)
        taken = args[before:len(args) - behind]
        if not taken and self.has_default() and len(args) < len(params):
            taken = self.__default__
            if hasattr(taken, "__typing_unpacked_tuple_args__"):
                taken = taken.__typing_unpacked_tuple_args__ or ()
            elif not isinstance(taken, tuple):
                taken = (taken,)
        fillers = place - before
        return (*args[:before], *([args[-1]] * fillers if fillers and args else ()), tuple(taken), *args[len(args) - behind:])


class ParamSpecArgs:
    """The positional arguments that a ParamSpec stands for: `*args: P.args`."""

    __module__ = "typing"
    __slots__ = ("__origin__",)

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        if not isinstance(other, ParamSpecArgs):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = None

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class ParamSpecKwargs:
    """The keyword arguments that a ParamSpec stands for: `**kwargs: P.kwargs`."""

    __module__ = "typing"
    __slots__ = ("__origin__",)

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"

    def __eq__(self, other):
        if not isinstance(other, ParamSpecKwargs):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = None

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class ParamSpec(_Parameter, is_kind=True):
    """A parameter that stands for the parameters of a callable."""

    __module__ = "typing"

    def __init__(
        self, name, *, bound=None, default=NoDefault,
        covariant=False, contravariant=False, infer_variance=False,
    ):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__name__ = name
        self.__bound__ = None if bound is None else _checked(bound, "Bound must be a type.")
        self._default = default
        self._make_default = None
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)
        module = _caller_module()
        if module is not None:
            self.__module__ = module

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        if self.__covariant__:
            return "+" + self.__name__
        if self.__contravariant__:
            return "-" + self.__name__
        return "~" + self.__name__

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple([_checked(item, "") for item in arg])
        from typing import _is_param_expr

        if not _is_param_expr(arg):
            raise TypeError(
                "Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                f"Got {arg}"
            )
        return arg

    def __typing_prepare_subst__(self, alias, args):
        from typing import _is_param_expr

        params = alias.__parameters__
        place = params.index(self)
        if place == len(args) and self.has_default():
            args = (*args, self.__default__)
        if place >= len(args):
            raise TypeError(f"Too few arguments for {alias}")
        # Z[int, str] is Z[[int, str]] if the parameter is the only one.
        if len(params) == 1 and not _is_param_expr(args[0]):
            args = (args,)
        elif isinstance(args[place], list):
            args = (*args[:place], tuple(args[place]), *args[place + 1:])
        return args


class TypeAliasType:
    """The alias that a `type` statement makes."""

    __module__ = "typing"

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError(f"typealias() argument 'name' must be str, not {type(name).__name__}")
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        self.__name__ = name
        self._value = value
        self._make_value = None
        self.__type_params__ = type_params
        self.__module__ = _caller_module()

    @property
    def __value__(self):
        if self._make_value is not None:
            self._value = self._make_value()
            self._make_value = None
        return self._value

    @property
    def __parameters__(self):
        result = []
        for param in self.__type_params__:
            if isinstance(param, TypeVarTuple):
                result.extend(param)
            else:
                result.append(param)
        return tuple(result)

    def evaluate_value(self, format=1):
        return self.__value__

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, args)

    def __repr__(self):
        return self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __reduce__(self):
        return self.__name__


# What the compiler calls for the parameters of `def f[T]` and `type X[T] = …`. Bounds, defaults
# and values come as functions, called when somebody asks.


def _type_var(name, bound, constraints, default):
    made = TypeVar(name, infer_variance=True)
    made._make_bound = bound
    made._make_constraints = constraints
    made._make_default = default
    return made


def _type_var_tuple(name, default):
    made = TypeVarTuple(name)
    made._make_default = default
    return made


def _param_spec(name, default):
    made = ParamSpec(name, infer_variance=True)
    made._make_default = default
    return made


def _type_alias(name, type_params, value):
    made = TypeAliasType(name, None, type_params=type_params)
    made._make_value = value
    return made
