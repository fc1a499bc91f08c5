"""Constants of characters, and templates and formatting of strings."""

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits",
    "octdigits", "printable", "punctuation", "whitespace", "Formatter", "Template",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Split into words, capitalize each, and join them again."""
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


_missing = {}


class Template:
    """Text with `$name` and `${name}` to be replaced; `$$` is a dollar.

    A subclass may set `delimiter`, `idpattern`, `braceidpattern`, `flags`, or
    the whole `pattern` (with the groups escaped, named, braced, invalid).
    """

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    # re.IGNORECASE, once the pattern is made.
    flags = None
    pattern = None

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._make_pattern()

    @classmethod
    def _make_pattern(cls):
        """Compile the pattern that finds what is to be replaced."""
        import re

        if cls.flags is None:
            cls.flags = re.IGNORECASE
        pattern = cls.__dict__.get("pattern")
        if pattern is None:
            delimiter = re.escape(cls.delimiter)
            braced = cls.braceidpattern or cls.idpattern
            pattern = (
                rf"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{cls.idpattern})"
                rf"|{{(?P<braced>{braced})}}|(?P<invalid>))"
            )
            cls.pattern = re.compile(pattern, cls.flags | re.VERBOSE)
        elif isinstance(pattern, str):
            cls.pattern = re.compile(pattern, cls.flags | re.VERBOSE)

    def __init__(self, template):
        self.template = template
        if self.pattern is None:
            type(self)._make_pattern()

    def _invalid(self, mo):
        start = mo.start("invalid")
        lines = self.template[:start].splitlines(keepends=True)
        if not lines:
            column = 1
            line = 1
        else:
            column = start - len("".join(lines[:-1]))
            line = len(lines)
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def substitute(self, mapping=_missing, /, **kws):
        """The text with every placeholder replaced; KeyError for one that has no value."""
        mapping = _merge(mapping, kws)

        def convert(mo):
            named = mo.group("named") or mo.group("braced")
            if named is not None:
                return str(mapping[named])
            if mo.group("escaped") is not None:
                return self.delimiter
            if mo.group("invalid") is not None:
                self._invalid(mo)
            raise ValueError("Unrecognized named group in pattern", self.pattern)

        return self.pattern.sub(convert, self.template)

    def safe_substitute(self, mapping=_missing, /, **kws):
        """The text with the placeholders replaced that have values."""
        mapping = _merge(mapping, kws)

        def convert(mo):
            named = mo.group("named") or mo.group("braced")
            if named is not None:
                try:
                    return str(mapping[named])
                except KeyError:
                    return mo.group()
            if mo.group("escaped") is not None:
                return self.delimiter
            if mo.group("invalid") is not None:
                return mo.group()
            raise ValueError("Unrecognized named group in pattern", self.pattern)

        return self.pattern.sub(convert, self.template)

    def is_valid(self):
        """Whether `substitute` would find no placeholder that is none."""
        for mo in self.pattern.finditer(self.template):
            if mo.group("invalid") is not None:
                return False
            if mo.group("named") is None and mo.group("braced") is None and mo.group("escaped") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
        return True

    def get_identifiers(self):
        """The names of the placeholders, each once, in order."""
        names = []
        for mo in self.pattern.finditer(self.template):
            named = mo.group("named") or mo.group("braced")
            if named is not None:
                if named not in names:
                    names.append(named)
            elif mo.group("invalid") is None and mo.group("escaped") is None:
                raise ValueError("Unrecognized named group in pattern", self.pattern)
        return names


def _merge(mapping, keywords):
    if mapping is _missing:
        return keywords
    if keywords:
        from collections import ChainMap

        return ChainMap(keywords, mapping)
    return mapping


class Formatter:
    """`str.format` to be changed by subclasses."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            first, _ = _split_field_name(field_name)
            if first == "":
                if auto_arg_index is False:
                    raise ValueError(
                        "cannot switch from manual field specification to automatic field numbering"
                    )
                field_name = str(auto_arg_index) + field_name
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError(
                        "cannot switch from automatic field numbering to manual field specification"
                    )
                auto_arg_index = False
            obj, arg_used = self.get_field(field_name, args, kwargs)
            used_args.add(arg_used)
            obj = self.convert_field(obj, conversion)
            format_spec, auto_arg_index = self._vformat(
                format_spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index=auto_arg_index
            )
            result.append(self.format_field(obj, format_spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        """The argument of a number or a name."""
        if isinstance(key, int):
            return args[key]
        return kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """The parts of a format string: (literal text, field name, format spec, conversion)."""
        return _parse_format(format_string)

    def get_field(self, field_name, args, kwargs):
        """The object that a field such as "0.name[key]" means, and its first part."""
        first, rest = _split_field_name(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, name in rest:
            obj = getattr(obj, name) if is_attr else obj[name]
        return obj, first


def _parse_format(text):
    literal = []
    i = 0
    size = len(text)
    while i < size:
        char = text[i]
        if char == "}":
            if text[i + 1:i + 2] != "}":
                raise ValueError("Single '}' encountered in format string")
            yield "".join(literal) + "}", None, None, None
            literal = []
            i += 2
            continue
        if char != "{":
            literal.append(char)
            i += 1
            continue
        i += 1
        if i >= size:
            raise ValueError("Single '{' encountered in format string")
        if text[i] == "{":
            yield "".join(literal) + "{", None, None, None
            literal = []
            i += 1
            continue
        field, i = _take_field(text, i)
        yield ("".join(literal), *_divide_field(field))
        literal = []
    if literal:
        yield "".join(literal), None, None, None


def _take_field(text, i):
    """What stands between a brace and the one that closes it."""
    start = i
    depth = 1
    in_brackets = False
    while i < len(text):
        char = text[i]
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if not depth:
                return text[start:i], i + 1
        elif char == "[" and depth == 1 and not in_brackets:
            end = text.find("]", i)
            if end >= 0 and ":" not in text[start:i] and "!" not in text[start:i]:
                i = end
        i += 1
    raise ValueError("expected '}' before end of string")


def _divide_field(field):
    """A field's name, format spec and conversion."""
    in_brackets = False
    for i, char in enumerate(field):
        if char == "[":
            in_brackets = True
        elif char == "]":
            in_brackets = False
        elif in_brackets:
            continue
        elif char == "{":
            raise ValueError("unexpected '{' in field name")
        elif char == ":":
            return field[:i], field[i + 1:], None
        elif char == "!":
            conversion = field[i + 1:i + 2]
            if not conversion:
                raise ValueError("end of string while looking for conversion specifier")
            rest = field[i + 2:]
            if rest and rest[0] != ":":
                raise ValueError("expected ':' after conversion specifier")
            return field[:i], rest[1:], conversion
    return field, "", None


def _number_or_name(text):
    return int(text) if text.isdecimal() and text.isascii() else text


def _split_field_name(name):
    """The first part of a field's name, and the rest as pairs (is an attribute, name or key)."""
    end = 0
    while end < len(name) and name[end] not in ".[":
        end += 1
    first = _number_or_name(name[:end])
    rest = []
    i = end
    while i < len(name):
        if name[i] == ".":
            end = i + 1
            while end < len(name) and name[end] not in ".[":
                end += 1
            part = name[i + 1:end]
            if not part:
                raise ValueError("Empty attribute in format string")
            rest.append((True, part))
            i = end
        elif name[i] == "[":
            end = name.find("]", i)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            part = name[i + 1:end]
            if not part:
                raise ValueError("Empty attribute in format string")
            rest.append((False, _number_or_name(part)))
            i = end + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return first, rest
