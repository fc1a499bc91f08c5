"""Warnings: what is reported, how often, and where."""

import sys
from _taipan import caller

__all__ = [
    "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter",
    "resetwarnings", "catch_warnings", "deprecated",
]

_default_action = "default"
defaultaction = _default_action
# For the action "once".
onceregistry = {}
_version = [0]


class _NameMatcher:
    """A pattern that is nothing but a name."""

    def __init__(self, name):
        self.pattern = name

    def match(self, text):
        return self if text == self.pattern else None


# (action, pattern of the message, category, pattern of the module, line), the first that fits wins.
filters = [
    ("default", None, DeprecationWarning, _NameMatcher("__main__"), 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]

_ACTIONS = ("error", "ignore", "always", "all", "default", "module", "once")


class WarningMessage:
    """A warning that `catch_warnings` recorded."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self._category_name!r}, "
            f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}"
        )

    def __repr__(self):
        return f"<{type(self).__qualname__} {self}>"


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file; it may be replaced by a function of one's own."""
    _write(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning; it may be replaced by a function of one's own."""
    return _format(WarningMessage(message, category, filename, lineno, None, line))


_original_showwarning = showwarning
_original_formatwarning = formatwarning


def _write(msg):
    file = msg.file
    if file is None:
        file = sys.stderr
        if file is None:
            return
    if formatwarning is not _original_formatwarning:
        text = formatwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.line)
    else:
        text = _format(msg)
    try:
        file.write(text)
    except OSError:
        # There is nobody to tell.
        pass


def _format(msg):
    text = f"{msg.filename}:{msg.lineno}: {msg.category.__name__}: {msg.message}\n"
    line = msg.line
    if line is None:
        line = _source_line(msg.filename, msg.lineno)
    if line:
        text += f"  {line.strip()}\n"
    return text


def _source_line(filename, lineno):
    """A line of source text, if the file is there to be read."""
    if lineno < 1:
        return None
    try:
        with open(filename, encoding="utf-8", errors="replace") as lines:
            for number, line in enumerate(lines, 1):
                if number == lineno:
                    return line
    except (OSError, ValueError):
        pass
    return None


def _show(msg):
    if showwarning is not _original_showwarning:
        if not callable(showwarning):
            raise TypeError("warnings.showwarning() must be set to a function or method")
        showwarning(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)
        return
    _write(msg)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Put a rule in front of the others, or behind them with `append`."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    message_pattern = module_pattern = None
    if message or module:
        import re

        if message:
            message_pattern = re.compile(message, re.I)
        if module:
            module_pattern = re.compile(module)
    _add_filter((action, message_pattern, category, module_pattern, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Put a rule for all modules and messages in front of the others, or behind them."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    _add_filter((action, None, category, None, lineno), append)


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _filters_mutated()


def _filters_mutated():
    _version[0] += 1


def resetwarnings():
    """Clear the list of rules, so that no rules are active."""
    filters[:] = []
    _filters_mutated()


def _frame_of_caller(stacklevel):
    """The file, the line, the module and the registry of the code that a warning is about."""
    place = caller(__file__, stacklevel)
    if place is not None:
        path, line, module = place
        return path, line, module, _registries.setdefault(module, {})
    return "<sys>", 0, "sys", _registry_without_frame


# By the name of the module: what `__warningregistry__` is to CPython.
_registries = {}
_registry_without_frame = {}


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning, or maybe ignore it or raise an exception."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("skip_file_prefixes must be a tuple of strs.")
    filename, lineno, module, registry = _frame_of_caller(stacklevel)
    warn_explicit(message, category, filename, lineno, module, registry, source=source)


def warn_explicit(
    message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None,
):
    """Issue a warning about a place that is given."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _version[0]:
        registry.clear()
        registry["version"] = _version[0]
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    for action, message_pattern, rule_category, module_pattern, rule_line in filters:
        if (
            (message_pattern is None or message_pattern.match(text))
            and issubclass(category, rule_category)
            and (module_pattern is None or module_pattern.match(module))
            and (rule_line == 0 or lineno == rule_line)
        ):
            break
    else:
        action = _default_action
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        once_key = (text, category)
        if onceregistry.get(once_key):
            return
        onceregistry[once_key] = 1
    elif action == "module":
        registry[key] = 1
        module_key = (text, category, 0)
        if registry.get(module_key):
            return
        registry[module_key] = 1
    elif action == "default":
        registry[key] = 1
    elif action not in ("always", "all"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {action}")
    _show(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    """Puts the rules back at the end of the block; with `record`, its value is a list of the warnings."""

    def __init__(
        self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False,
    ):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules["warnings"]:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        global showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._saved = filters[:]
        self._saved_showwarning = showwarning
        _filters_mutated()
        log = None
        if self._record:
            log = []

            def record(message, category, filename, lineno, file=None, line=None):
                log.append(WarningMessage(message, category, filename, lineno, file, line))

            showwarning = record
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        global showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters[:] = self._saved
        showwarning = self._saved_showwarning
        _filters_mutated()


class deprecated:
    """Decorator for a class, function or overload that is deprecated (PEP 702)."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(
                f"Expected an object of type str for 'message', not {type(message).__name__!r}"
            )
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        message, category, stacklevel = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            return _deprecate_class(arg, message, category, stacklevel)
        if not callable(arg):
            raise TypeError(
                "@deprecated decorator with non-None category must be applied to "
                f"a class or callable, not {arg!r}"
            )
        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=stacklevel + 1)
            return arg(*args, **kwargs)

        # As `functools.wraps` does, which would draw much into the program.
        for name in ("__module__", "__name__", "__qualname__", "__doc__", "__annotate__", "__type_params__"):
            if hasattr(arg, name):
                setattr(wrapper, name, getattr(arg, name))
        wrapper.__dict__.update(getattr(arg, "__dict__", {}))
        wrapper.__wrapped__ = arg

        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper


def _deprecate_class(cls, message, category, stacklevel):
    """Make instances and subclasses of the class warn."""
    original_new = cls.__new__

    def __new__(given, /, *args, **kwargs):
        if given is cls:
            warn(message, category=category, stacklevel=stacklevel + 1)
        if original_new is not object.__new__:
            return original_new(given, *args, **kwargs)
        if given.__init__ is object.__init__ and (args or kwargs):
            raise TypeError(f"{given.__name__}() takes no arguments")
        return original_new(given)

    cls.__new__ = staticmethod(__new__)
    original_init_subclass = cls.__init_subclass__
    function = getattr(original_init_subclass, "__func__", None)

    def __init_subclass__(given, *args, **kwargs):
        warn(message, category=category, stacklevel=stacklevel + 1)
        if function is not None:
            return function(given, *args, **kwargs)
        return original_init_subclass(*args, **kwargs)

    cls.__init_subclass__ = classmethod(__init_subclass__)
    cls.__deprecated__ = __new__.__deprecated__ = __init_subclass__.__deprecated__ = message
    return cls


_DEPRECATED_MSG = "{name!r} is deprecated and slated for removal in Python {remove}"


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=None):
    """Warn that something of the library goes away with a version."""
    remove_formatted = f"{remove[0]}.{remove[1]}"
    warn(message.format(name=name, remove=remove_formatted), DeprecationWarning, stacklevel=3)
