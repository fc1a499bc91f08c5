"""The parser itself."""

import os
import sys

from ._actions import _SubParsersAction
from ._common import (
    ONE_OR_MORE,
    OPTIONAL,
    PARSER,
    REMAINDER,
    SUPPRESS,
    ZERO_OR_MORE,
    _UNRECOGNIZED_ARGS_ATTR,
    ArgumentError,
    ArgumentTypeError,
    _AttributeHolder,
    _get_action_name,
)
from ._container import _ActionsContainer, _looks_negative
from ._formatter import HelpFormatter
from ._matching import match_all


class FileType:
    """A type of arguments: files that are opened; "-" is standard input or output."""

    __module__ = "argparse"

    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._mode = mode
        self._bufsize = bufsize
        self._encoding = encoding
        self._errors = errors

    def __call__(self, string):
        if string == "-":
            if "r" in self._mode:
                return sys.stdin.buffer if "b" in self._mode else sys.stdin
            if any([letter in self._mode for letter in "wax"]):
                return sys.stdout.buffer if "b" in self._mode else sys.stdout
            raise ValueError(f'argument "-" with mode {self._mode!r}')
        try:
            return open(string, self._mode, self._bufsize, self._encoding, self._errors)
        except OSError as error:
            raise ArgumentTypeError(f"can't open '{string}': {error}")

    def __repr__(self):
        shown = [repr(arg) for arg in (self._mode, self._bufsize) if arg != -1]
        for name, value in (("encoding", self._encoding), ("errors", self._errors)):
            if value is not None:
                shown.append(f"{name}={value!r}")
        return f"{type(self).__name__}({', '.join(shown)})"


class Namespace(_AttributeHolder):
    """What parsing results in: attributes. Compares by them and shows them."""

    __module__ = "argparse"

    def __init__(self, **kwargs):
        for name in kwargs:
            setattr(self, name, kwargs[name])

    def __eq__(self, other):
        if not isinstance(other, Namespace):
            return NotImplemented
        return vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__


def _identity(string):
    return string


def _program_name():
    """The program as it was called: `python -m package` for a package that runs."""
    main = sys.modules.get("__main__")
    spec = getattr(main, "__spec__", None)
    name = os.path.basename(sys.argv[0]) if sys.argv else ""
    if spec is None:
        return name
    executable = os.path.basename(getattr(sys, "executable", None) or "python")
    module = spec.name
    if module == "__main__":
        return f"{executable} {name}"
    return f"{executable} -m {module.removesuffix('.__main__')}"


class ArgumentParser(_AttributeHolder, _ActionsContainer):
    """Turns command lines into objects.

    prog, usage, description, epilog: texts of the help. parents: parsers whose
    arguments are taken over. formatter_class: makes the help. prefix_chars:
    what options begin with. fromfile_prefix_chars: what files of further
    arguments begin with. argument_default: the default of all arguments.
    conflict_handler: "error" or "resolve". add_help: add -h. allow_abbrev:
    accept beginnings of long options. exit_on_error: exit on an error, where
    ArgumentError is raised otherwise. suggest_on_error: name what was probably
    meant. color: has no effect.
    """

    __module__ = "argparse"

    def __init__(
        self, prog=None, usage=None, description=None, epilog=None, parents=[],
        formatter_class=HelpFormatter, prefix_chars="-", fromfile_prefix_chars=None,
        argument_default=None, conflict_handler="error", add_help=True, allow_abbrev=True,
        exit_on_error=True, *, suggest_on_error=False, color=True,
    ):
        _ActionsContainer.__init__(
            self, description=description, prefix_chars=prefix_chars,
            argument_default=argument_default, conflict_handler=conflict_handler,
        )
        self.prog = _program_name() if prog is None else prog
        self.usage = usage
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.fromfile_prefix_chars = fromfile_prefix_chars
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self.suggest_on_error = suggest_on_error
        self.color = color
        self._positionals = self.add_argument_group("positional arguments")
        self._optionals = self.add_argument_group("options")
        self._subparsers = None
        self.register("type", None, _identity)
        if self.add_help:
            prefix = "-" if "-" in prefix_chars else prefix_chars[0]
            self.add_argument(
                prefix + "h", prefix * 2 + "help", action="help", default=SUPPRESS,
                help="show this help message and exit",
            )
        for parent in parents:
            if not isinstance(parent, ArgumentParser):
                raise TypeError("parents must be a list of ArgumentParser")
            self._add_container_actions(parent)
            self._defaults.update(parent._defaults)

    def _get_kwargs(self):
        names = ("prog", "usage", "description", "formatter_class", "conflict_handler", "add_help")
        return [(name, getattr(self, name)) for name in names]

    # Declaring.

    def add_subparsers(self, **kwargs):
        """Let a command decide how the rest is parsed; returns what commands are added to."""
        if self._subparsers is not None:
            raise ValueError("cannot have multiple subparser arguments")
        kwargs.setdefault("parser_class", type(self))
        if "title" in kwargs or "description" in kwargs:
            title = kwargs.pop("title", "subcommands")
            description = kwargs.pop("description", None)
            self._subparsers = self.add_argument_group(title, description)
        else:
            self._subparsers = self._positionals
        if kwargs.get("prog") is None:
            # Commands are shown behind the positionals that come before them.
            formatter = self._get_formatter()
            formatter.add_usage(None, self._get_positional_actions(), self._mutually_exclusive_groups, "")
            kwargs["prog"] = formatter.format_help().strip()
        parsers_class = self._pop_action_class(kwargs, "parsers")
        action = parsers_class(option_strings=[], **kwargs)
        self._check_help(action)
        self._subparsers._add_action(action)
        return action

    def _add_action(self, action):
        if action.option_strings:
            self._optionals._add_action(action)
        else:
            self._positionals._add_action(action)
        return action

    def _get_optional_actions(self):
        return [action for action in self._actions if action.option_strings]

    def _get_positional_actions(self):
        return [action for action in self._actions if not action.option_strings]

    # Parsing.

    def parse_args(self, args=None, namespace=None):
        """Parse a command line (the program's own if none is given); unknown arguments are an error."""
        args, argv = self.parse_known_args(args, namespace)
        self._refuse_rest(argv)
        return args

    def parse_known_args(self, args=None, namespace=None):
        """Parse what is known; returns the namespace and a list of the rest."""
        return self._parse_known_args2(args, namespace, intermixed=False)

    def parse_intermixed_args(self, args=None, namespace=None):
        """Parse a command line whose positionals may stand between the options."""
        args, argv = self.parse_known_intermixed_args(args, namespace)
        self._refuse_rest(argv)
        return args

    def parse_known_intermixed_args(self, args=None, namespace=None):
        """Like `parse_intermixed_args`, returning the namespace and a list of the rest."""
        for action in self._get_positional_actions():
            if action.nargs in (PARSER, REMAINDER):
                raise TypeError(f"parse_intermixed_args: positional arg with nargs={action.nargs}")
        return self._parse_known_args2(args, namespace, intermixed=True)

    def _refuse_rest(self, argv):
        if argv:
            message = f"unrecognized arguments: {' '.join(argv)}"
            if self.exit_on_error:
                self.error(message)
            else:
                raise ArgumentError(None, message)

    def _parse_known_args2(self, args, namespace, intermixed):
        args = sys.argv[1:] if args is None else list(args)
        if namespace is None:
            namespace = Namespace()
        for action in self._actions:
            if action.dest is not SUPPRESS:
                if not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                    setattr(namespace, action.dest, action.default)
        for dest in self._defaults:
            if not hasattr(namespace, dest):
                setattr(namespace, dest, self._defaults[dest])
        if self.exit_on_error:
            try:
                namespace, args = self._parse_known_args(args, namespace, intermixed)
            except ArgumentError as error:
                self.error(str(error))
        else:
            namespace, args = self._parse_known_args(args, namespace, intermixed)
        if hasattr(namespace, _UNRECOGNIZED_ARGS_ATTR):
            args.extend(getattr(namespace, _UNRECOGNIZED_ARGS_ATTR))
            delattr(namespace, _UNRECOGNIZED_ARGS_ATTR)
        return namespace, args

    def _parse_known_args(self, arg_strings, namespace, intermixed):
        if self.fromfile_prefix_chars is not None:
            arg_strings = self._read_args_from_files(arg_strings)
        run = _Run(self, arg_strings, namespace)
        run.consume_all(intermixed)
        run.check_required()
        return namespace, run.extras

    def _read_args_from_files(self, arg_strings):
        """The arguments with those of files in the place of the files."""
        expanded = []
        for arg_string in arg_strings:
            if not arg_string or arg_string[0] not in self.fromfile_prefix_chars:
                expanded.append(arg_string)
                continue
            try:
                with open(arg_string[1:], encoding="utf-8", errors="surrogateescape") as file:
                    inner = []
                    for line in file.read().splitlines():
                        inner.extend(self.convert_arg_line_to_args(line))
                    expanded.extend(self._read_args_from_files(inner))
            except OSError as error:
                raise ArgumentError(None, str(error))
        return expanded

    def convert_arg_line_to_args(self, arg_line):
        """The arguments of a line of a file of arguments: by default the line itself."""
        return [arg_line]

    def _match_argument(self, action, arg_strings_pattern):
        """How many arguments the action takes."""
        lengths = match_all([action], arg_strings_pattern)
        if lengths is not None:
            return lengths[0]
        if action.nargs is None:
            message = "expected one argument"
        elif action.nargs == OPTIONAL:
            message = "expected at most one argument"
        elif action.nargs == ONE_OR_MORE:
            message = "expected at least one argument"
        else:
            message = f"expected {action.nargs} argument{'' if action.nargs == 1 else 's'}"
        raise ArgumentError(action, message)

    def _match_arguments_partial(self, actions, arg_strings_pattern):
        """How many arguments each of the first actions takes, as many of them as can be served."""
        for count in range(len(actions), 0, -1):
            lengths = match_all(actions[:count], arg_strings_pattern)
            if lengths is not None:
                end = sum(lengths)
                if end < len(arg_strings_pattern) and arg_strings_pattern[end] == "O":
                    # Those that would get nothing may still get something behind the option.
                    while lengths and not lengths[-1]:
                        del lengths[-1]
                return lengths
        return []

    def _parse_optional(self, arg_string):
        """What an argument may be as an option: (action, option string, "=" or what else, value).

        None means that it is a value; an action of None, that it is unknown.
        """
        if not arg_string or arg_string[0] not in self.prefix_chars:
            return None
        if arg_string in self._option_string_actions:
            return [(self._option_string_actions[arg_string], arg_string, None, None)]
        if len(arg_string) == 1:
            return None
        option_string, sep, explicit_arg = arg_string.partition("=")
        if sep and option_string in self._option_string_actions:
            return [(self._option_string_actions[option_string], option_string, sep, explicit_arg)]
        candidates = self._get_option_tuples(arg_string)
        if candidates:
            return candidates
        if _looks_negative(arg_string) and not self._has_negative_number_optionals:
            return None
        if " " in arg_string:
            return None
        return [(None, arg_string, None, None)]

    def _get_option_tuples(self, option_string):
        """The options that an argument may abbreviate, or a short one with its value attached."""
        result = []
        chars = self.prefix_chars
        prefix, sep, explicit_arg = option_string.partition("=")
        if not sep:
            sep = explicit_arg = None
        if option_string[0] in chars and option_string[1] in chars:
            if self.allow_abbrev:
                for name, action in self._option_string_actions.items():
                    if name.startswith(prefix):
                        result.append((action, name, sep, explicit_arg))
        elif option_string[0] in chars:
            short = option_string[:2]
            attached = option_string[2:]
            for name, action in self._option_string_actions.items():
                if name == short:
                    result.append((action, name, "", attached))
                elif self.allow_abbrev and name.startswith(prefix):
                    result.append((action, name, sep, explicit_arg))
        else:
            raise ArgumentError(None, f"unexpected option string: {option_string}")
        return result

    def _get_values(self, action, arg_strings):
        """The value of an action's arguments, converted and checked."""
        nargs = action.nargs
        if not arg_strings and nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str) and value is not SUPPRESS:
                value = self._get_value(action, value)
            return value
        if not arg_strings and nargs == ZERO_OR_MORE and not action.option_strings:
            return action.default if action.default is not None else []
        if len(arg_strings) == 1 and nargs in (None, OPTIONAL):
            value = self._get_value(action, arg_strings[0])
            self._check_value(action, value)
            return value
        if nargs == REMAINDER:
            return [self._get_value(action, text) for text in arg_strings]
        if nargs == PARSER:
            values = [self._get_value(action, text) for text in arg_strings]
            self._check_value(action, values[0])
            return values
        if nargs == SUPPRESS:
            return SUPPRESS
        values = [self._get_value(action, text) for text in arg_strings]
        for value in values:
            self._check_value(action, value)
        return values

    def _get_value(self, action, arg_string):
        type_func = self._registry_get("type", action.type, action.type)
        if not callable(type_func):
            raise TypeError(f"{type_func!r} is not callable")
        try:
            return type_func(arg_string)
        except ArgumentTypeError as error:
            raise ArgumentError(action, str(error))
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {arg_string!r}")

    def _check_value(self, action, value):
        choices = action.choices
        if choices is None:
            return
        if isinstance(choices, str):
            choices = iter(choices)
        if value in choices:
            return
        listed = ", ".join([repr(str(choice)) for choice in action.choices])
        shown = repr(str(value))
        if self.suggest_on_error and isinstance(value, str):
            if all([isinstance(choice, str) for choice in action.choices]):
                from _binding import _closest

                closest = _closest(value, list(action.choices))
                if closest is not None:
                    raise ArgumentError(
                        action,
                        f"invalid choice: {shown}, maybe you meant {closest!r}? (choose from {listed})",
                    )
        raise ArgumentError(action, f"invalid choice: {shown} (choose from {listed})")

    # Help.

    def format_usage(self):
        """The usage line as a string."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        return formatter.format_help()

    def format_help(self):
        """The help as a string."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title)
            formatter.add_text(group.description)
            formatter.add_arguments(group._group_actions)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return formatter.format_help()

    def _get_formatter(self):
        return self.formatter_class(prog=self.prog)

    def print_usage(self, file=None):
        """Print the usage line, to standard output by default."""
        self._print_message(self.format_usage(), sys.stdout if file is None else file)

    def print_help(self, file=None):
        """Print the help, to standard output by default."""
        self._print_message(self.format_help(), sys.stdout if file is None else file)

    def _print_message(self, message, file=None):
        if message:
            file = file or sys.stderr
            try:
                file.write(message)
            except (AttributeError, OSError):
                # There is nobody to tell.
                pass

    def exit(self, status=0, message=None):
        """End the program, with a message on standard error if there is one."""
        if message:
            self._print_message(message, sys.stderr)
        sys.exit(status)

    def error(self, message):
        """Print the usage and a message to standard error, and exit with status 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")

    def _warning(self, message):
        self._print_message(f"{self.prog}: warning: {message}\n", sys.stderr)


class _Run:
    """One command line on its way through a parser."""

    def __init__(self, parser, arg_strings, namespace):
        self.parser = parser
        self.arg_strings = arg_strings
        self.namespace = namespace
        self.extras = []
        self.extras_pattern = []
        self.positionals = parser._get_positional_actions()
        self.seen = set()
        self.seen_with_value = set()
        self.warned = set()
        # Each action's rivals in exclusive groups.
        self.rivals = {}
        for group in parser._mutually_exclusive_groups:
            members = group._group_actions
            for i, action in enumerate(members):
                self.rivals.setdefault(action, []).extend(members[:i] + members[i + 1:])
        # Which arguments may be options, and the whole as letters.
        self.candidates = {}
        letters = []
        is_ended = False
        for i, arg_string in enumerate(arg_strings):
            if is_ended:
                letters.append("A")
            elif arg_string == "--":
                letters.append("-")
                is_ended = True
            else:
                found = parser._parse_optional(arg_string)
                if found is None:
                    letters.append("A")
                else:
                    self.candidates[i] = found
                    letters.append("O")
        self.pattern = "".join(letters)

    def take_action(self, action, arg_strings, option_string=None):
        self.seen.add(action)
        values = self.parser._get_values(action, arg_strings)
        # A positional that got nothing does not count against its rivals.
        if action.option_strings or arg_strings:
            self.seen_with_value.add(action)
            for rival in self.rivals.get(action, []):
                if rival in self.seen_with_value:
                    raise ArgumentError(action, f"not allowed with argument {_get_action_name(rival)}")
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option_string)

    def consume_all(self, intermixed):
        start = 0
        last_option = max(self.candidates, default=-1)
        while start <= last_option:
            following = start
            while following <= last_option and following not in self.candidates:
                following += 1
            if not intermixed and start != following:
                end = self.consume_positionals(start)
                if end > start:
                    start = end
                    continue
            if start not in self.candidates:
                self.extras.extend(self.arg_strings[start:following])
                self.extras_pattern.extend(self.pattern[start:following])
                start = following
            start = self.consume_optional(start)
        if not intermixed:
            end = self.consume_positionals(start)
            self.extras.extend(self.arg_strings[end:])
            return
        self.extras.extend(self.arg_strings[start:])
        self.extras_pattern.extend(self.pattern[start:])
        all_extras, letters = self.extras, self.extras_pattern
        self.arg_strings = [text for text, letter in zip(all_extras, letters) if letter != "O"]
        self.pattern = "".join([letter for letter in letters if letter != "O"])
        taken = self.consume_positionals(0)
        rest = []
        for text, letter in zip(all_extras, letters):
            if letter != "O" and taken:
                taken -= 1
            else:
                rest.append(text)
        self.extras = rest

    def consume_optional(self, start):
        """Act on the option at `start`; returns where its arguments end."""
        parser = self.parser
        found = self.candidates[start]
        if len(found) > 1:
            listed = ", ".join([candidate[1] for candidate in found])
            raise ArgumentError(
                None, f"ambiguous option: {self.arg_strings[start]} could match {listed}"
            )
        action, option_string, sep, explicit_arg = found[0]
        to_take = []
        while True:
            if action is None:
                self.extras.append(self.arg_strings[start])
                self.extras_pattern.append("O")
                return start + 1
            if explicit_arg is None:
                first = start + 1
                count = parser._match_argument(action, self.pattern[first:])
                end = first + count
                to_take.append((action, self.arg_strings[first:end], option_string))
                break
            count = parser._match_argument(action, "A")
            chars = parser.prefix_chars
            if count == 0 and option_string[1] not in chars and explicit_arg != "":
                # Short options without values may be joined: -xyz.
                if sep or explicit_arg[0] in chars:
                    raise ArgumentError(action, f"ignored explicit argument {explicit_arg!r}")
                to_take.append((action, [], option_string))
                option_string = option_string[0] + explicit_arg[0]
                action = parser._option_string_actions.get(option_string)
                if action is None:
                    self.extras.append(option_string[0] + explicit_arg)
                    self.extras_pattern.append("O")
                    end = start + 1
                    break
                explicit_arg = explicit_arg[1:]
                if not explicit_arg:
                    sep = explicit_arg = None
                elif explicit_arg[0] == "=":
                    sep = "="
                    explicit_arg = explicit_arg[1:]
                else:
                    sep = ""
            elif count == 1:
                end = start + 1
                to_take.append((action, [explicit_arg], option_string))
                break
            else:
                raise ArgumentError(action, f"ignored explicit argument {explicit_arg!r}")
        for action, args, option_string in to_take:
            if action.deprecated and option_string not in self.warned:
                parser._warning(f"option '{option_string}' is deprecated")
                self.warned.add(option_string)
            self.take_action(action, args, option_string)
        return end

    def consume_positionals(self, start):
        """Give the positionals that can be served their arguments; returns where they end."""
        parser = self.parser
        counts = parser._match_arguments_partial(self.positionals, self.pattern[start:])
        for action, count in zip(self.positionals, counts):
            args = self.arg_strings[start:start + count]
            # The first "--" is a separator, and no value.
            if action.nargs == PARSER:
                if self.pattern[start] == "-":
                    args.remove("--")
            elif action.nargs != REMAINDER and self.pattern.find("-", start, start + count) >= 0:
                args.remove("--")
            start += count
            if args and action.deprecated and action.dest not in self.warned:
                parser._warning(f"argument '{_get_action_name(action)}' is deprecated")
                self.warned.add(action.dest)
            self.take_action(action, args)
        self.positionals = self.positionals[len(counts):]
        return start

    def check_required(self):
        """See that nothing is missing; convert the defaults that are strings."""
        parser = self.parser
        namespace = self.namespace
        missing = []
        for action in parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(_get_action_name(action))
            elif (
                isinstance(action.default, str)
                and hasattr(namespace, action.dest)
                and action.default is getattr(namespace, action.dest)
            ):
                setattr(namespace, action.dest, parser._get_value(action, action.default))
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(missing)}")
        for group in parser._mutually_exclusive_groups:
            if not group.required:
                continue
            if any([action in self.seen_with_value for action in group._group_actions]):
                continue
            names = [
                _get_action_name(action) for action in group._group_actions if action.help is not SUPPRESS
            ]
            raise ArgumentError(None, f"one of the arguments {' '.join(names)} is required")
