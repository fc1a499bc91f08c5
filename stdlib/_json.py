"""The inner loops of `json`, which CPython writes in C.

A traceback shows no frame of this file.
"""

from _taipan import scan_json

_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_HEX_DIGITS = "0123456789abcdefABCDEF"
_SPACE = " \t\n\r"


def _fail(message, text, position):
    from json.decoder import JSONDecodeError

    raise JSONDecodeError(message, text, position)


def _check_plain(chunk: str, text: str, start: int, strict: bool) -> None:
    """Refuse control characters in a part of a string without escapes."""
    if strict and not chunk.isprintable():
        position = start
        for char in chunk:
            if char <= "\x1f":
                _fail("Invalid control character at", text, position)
            position += 1


def _read_hex(text: str, position: int) -> int:
    """The number that the four digits behind `\\u` give; `position` is where they begin."""
    digits = text[position:position + 4]
    if len(digits) == 4:
        for digit in digits:
            if digit not in _HEX_DIGITS:
                break
        else:
            return int(digits, 16)
    _fail("Invalid \\uXXXX escape", text, position - 1)


def scanstring(text: str, end: int, strict: bool = True):
    """Read a string; `end` is the position behind the first quote. Returns it and where it ends."""
    begin = end - 1
    size = len(text)
    quote = text.find('"', end)
    if quote < 0:
        quote = size
    escape = text.find("\\", end, quote)
    if escape < 0:
        chunk = text[end:quote]
        _check_plain(chunk, text, end, strict)
        if quote == size:
            _fail("Unterminated string starting at", text, begin)
        return chunk, quote + 1
    parts = []
    while True:
        if escape < 0:
            chunk = text[end:quote]
            _check_plain(chunk, text, end, strict)
            if quote == size:
                _fail("Unterminated string starting at", text, begin)
            parts.append(chunk)
            return "".join(parts), quote + 1
        chunk = text[end:escape]
        _check_plain(chunk, text, end, strict)
        parts.append(chunk)
        if escape + 1 >= size:
            _fail("Unterminated string starting at", text, begin)
        char = text[escape + 1]
        if char != "u":
            plain = _ESCAPES.get(char)
            if plain is None:
                _fail("Invalid \\escape", text, escape)
            parts.append(plain)
            end = escape + 2
        else:
            code = _read_hex(text, escape + 2)
            end = escape + 6
            if 0xD800 <= code <= 0xDBFF and text.startswith("\\u", end):
                low = _read_low_surrogate(text, end + 2)
                if low >= 0:
                    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
                    end += 6
            parts.append(chr(code))
        if quote < end:
            quote = text.find('"', end)
            if quote < 0:
                quote = size
        escape = text.find("\\", end, quote)


def _read_low_surrogate(text: str, position: int) -> int:
    code = _read_hex(text, position)
    return code if 0xDC00 <= code <= 0xDFFF else -1


class Scanner:
    """Reads JSON values from a string.

    Where there is no value it raises StopIteration with the position, which
    the decoder turns into an error.
    """

    def __init__(self, context):
        self.strict = bool(context.strict)
        self.object_hook = context.object_hook
        self.object_pairs_hook = context.object_pairs_hook
        self.parse_float = context.parse_float
        self.parse_int = context.parse_int
        self.parse_constant = context.parse_constant
        self._is_plain_float = self.parse_float is float
        self._is_plain_int = self.parse_int is int
        self._is_plain = (
            self._is_plain_float and self._is_plain_int and self.strict
            and self.object_hook is None and self.object_pairs_hook is None
        )

    def __call__(self, string, index):
        if index < 0:
            raise ValueError("idx cannot be negative")
        if self._is_plain:
            found = scan_json(string, index)
            if found is not None:
                return found
        return self._read(string, index, {})

    def _read(self, text: str, i: int, names):
        """The value at `i` and where it ends. What is nested is on a stack of its own."""
        size = len(text)
        # The containers that are open, and for each object the key whose value comes next.
        open_containers = []
        open_keys = []
        while True:
            if i >= size:
                raise StopIteration(i)
            char = text[i]
            if char == '"':
                value, i = scanstring(text, i + 1, self.strict)
            elif char == "{":
                i += 1
                if i < size and text[i] in _SPACE:
                    i = _skip_space(text, i)
                if i < size and text[i] == "}":
                    i += 1
                    value = self._finish_object([] if self.object_pairs_hook is not None else {})
                else:
                    if len(open_keys) >= _MAX_DEPTH:
                        raise RecursionError(_TOO_DEEP)
                    key, i = self._read_key(text, i, names)
                    open_containers.append([] if self.object_pairs_hook is not None else {})
                    open_keys.append(key)
                    continue
            elif char == "[":
                i += 1
                if i < size and text[i] in _SPACE:
                    i = _skip_space(text, i)
                if i < size and text[i] == "]":
                    i += 1
                    value = []
                else:
                    if len(open_keys) >= _MAX_DEPTH:
                        raise RecursionError(_TOO_DEEP)
                    open_containers.append([])
                    open_keys.append(None)
                    continue
            elif char == "n" and text.startswith("null", i):
                i += 4
                value = None
            elif char == "t" and text.startswith("true", i):
                i += 4
                value = True
            elif char == "f" and text.startswith("false", i):
                i += 5
                value = False
            elif "0" <= char <= "9" or char == "-":
                value, i = self._read_number(text, i)
            elif char == "N" and text.startswith("NaN", i):
                i += 3
                value = self.parse_constant("NaN")
            elif char == "I" and text.startswith("Infinity", i):
                i += 8
                value = self.parse_constant("Infinity")
            else:
                raise StopIteration(i)
            # Put the value where it belongs; containers that it completes are values in turn.
            while True:
                if not open_containers:
                    return value, i
                container = open_containers[-1]
                key = open_keys[-1]
                if key is None:
                    container.append(value)
                elif self.object_pairs_hook is not None:
                    container.append((key, value))
                else:
                    container[key] = value
                if i < size and text[i] in _SPACE:
                    i = _skip_space(text, i)
                end = "]" if key is None else "}"
                if i < size and text[i] == end:
                    i += 1
                    open_containers.pop()
                    open_keys.pop()
                    value = container if key is None else self._finish_object(container)
                    continue
                if i >= size or text[i] != ",":
                    _fail("Expecting ',' delimiter", text, i)
                comma = i
                i += 1
                if i < size and text[i] in _SPACE:
                    i = _skip_space(text, i)
                if i < size and text[i] == end:
                    what = "array" if key is None else "object"
                    _fail(f"Illegal trailing comma before end of {what}", text, comma)
                if key is not None:
                    key, i = self._read_key(text, i, names)
                    open_keys[-1] = key
                break

    def _read_key(self, text: str, i: int, names):
        """An object's key, and where its value begins."""
        size = len(text)
        if i >= size or text[i] != '"':
            _fail("Expecting property name enclosed in double quotes", text, i)
        key, i = scanstring(text, i + 1, self.strict)
        # Equal keys of one document are one string.
        key = names.setdefault(key, key)
        if i < size and text[i] in _SPACE:
            i = _skip_space(text, i)
        if i >= size or text[i] != ":":
            _fail("Expecting ':' delimiter", text, i)
        i += 1
        if i < size and text[i] in _SPACE:
            i = _skip_space(text, i)
        return key, i

    def _finish_object(self, content):
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(content)
        if self.object_hook is not None:
            return self.object_hook(content)
        return content

    def _read_number(self, text: str, start: int):
        """A number and where it ends."""
        size = len(text)
        i = start
        if text[i] == "-":
            if text.startswith("-Infinity", i):
                return self.parse_constant("-Infinity"), i + 9
            i += 1
        if i >= size or not "0" <= text[i] <= "9":
            raise StopIteration(start)
        if text[i] == "0":
            i += 1
        else:
            i += 1
            while i < size and "0" <= text[i] <= "9":
                i += 1
        is_float = False
        if i + 1 < size and text[i] == "." and "0" <= text[i + 1] <= "9":
            is_float = True
            i += 2
            while i < size and "0" <= text[i] <= "9":
                i += 1
        if i + 1 < size and (text[i] == "e" or text[i] == "E"):
            j = i + 1
            if j + 1 < size and (text[j] == "-" or text[j] == "+"):
                j += 1
            if "0" <= text[j] <= "9":
                is_float = True
                i = j + 1
                while i < size and "0" <= text[i] <= "9":
                    i += 1
        literal = text[start:i]
        if is_float:
            return (float(literal) if self._is_plain_float else self.parse_float(literal)), i
        return (int(literal) if self._is_plain_int else self.parse_int(literal)), i


def _skip_space(text: str, i: int) -> int:
    size = len(text)
    while i < size and text[i] in _SPACE:
        i += 1
    return i


# As deep as CPython goes on a stack of 8 MB, more or less.
_MAX_DEPTH = 64000
_TOO_DEEP = "maximum recursion depth exceeded while decoding a JSON document"


make_scanner = Scanner

_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}


def encode_basestring(string: str) -> str:
    """A JSON string with non-ASCII characters as they are."""
    if not isinstance(string, str):
        raise TypeError(f"first argument must be a string, not {type(string).__name__}")
    if string.isprintable() and '"' not in string and "\\" not in string:
        return f'"{string}"'
    parts = ['"']
    for char in string:
        if char == '"' or char == "\\" or char < " ":
            short = _SHORT.get(char)
            parts.append(f"\\u{ord(char):04x}" if short is None else short)
        else:
            parts.append(char)
    parts.append('"')
    return "".join(parts)


def encode_basestring_ascii(string: str) -> str:
    """A JSON string of ASCII characters only."""
    if not isinstance(string, str):
        raise TypeError(f"first argument must be a string, not {type(string).__name__}")
    if string.isascii() and string.isprintable() and '"' not in string and "\\" not in string:
        return f'"{string}"'
    parts = ['"']
    for char in string:
        if " " <= char <= "~" and char != '"' and char != "\\":
            parts.append(char)
            continue
        short = _SHORT.get(char)
        if short is not None:
            parts.append(short)
            continue
        code = ord(char)
        if code < 0x10000:
            parts.append(f"\\u{code:04x}")
        else:
            code -= 0x10000
            parts.append(f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}")
    parts.append('"')
    return "".join(parts)


class Encoder:
    """Writes values as JSON, as a list of pieces of text.

    `markers` is a dict of the containers that are being written, or None
    where circles are not looked for.
    """

    def __init__(
        self, markers, default, encoder, indent, key_separator, item_separator,
        sort_keys, skipkeys, allow_nan,
    ):
        if markers is not None and not isinstance(markers, dict):
            raise TypeError(f"make_encoder() argument 1 must be dict or None, not {type(markers).__name__}")
        self.markers = markers
        self.default = default
        self.encoder = encoder
        self.indent = indent
        self.key_separator = key_separator
        self.item_separator = item_separator
        self.sort_keys = bool(sort_keys)
        self.skipkeys = bool(skipkeys)
        self.allow_nan = bool(allow_nan)

    def __call__(self, obj, indent_level):
        parts = []
        self._write(obj, parts, indent_level)
        return tuple(parts)

    def _float_text(self, value) -> str:
        if value != value:
            text = "NaN"
        elif value == _INFINITY:
            text = "Infinity"
        elif value == -_INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(value)
        if not self.allow_nan:
            raise ValueError(f"Out of range float values are not JSON compliant: {value!r}")
        return text

    def _leaf_text(self, obj):
        """The text of a value that is no container; None for a container or a stranger."""
        cls = type(obj)
        if cls is str:
            return self.encoder(obj)
        if cls is int:
            return int.__repr__(obj)
        if obj is None:
            return "null"
        if obj is True:
            return "true"
        if obj is False:
            return "false"
        if cls is float:
            return self._float_text(obj)
        if cls is dict or cls is list or cls is tuple:
            return None
        if isinstance(obj, str):
            return self.encoder(obj)
        if isinstance(obj, int):
            # A subclass may show itself otherwise.
            return int.__repr__(obj)
        if isinstance(obj, float):
            return self._float_text(obj)
        return None

    def _write(self, obj, parts, level: int) -> None:
        text = self._leaf_text(obj)
        if text is not None:
            parts.append(text)
        else:
            self._write_container(obj, parts, level)

    def _write_container(self, obj, parts, level: int) -> None:
        if isinstance(obj, (list, tuple)):
            self._write_list(obj, parts, level)
        elif isinstance(obj, dict):
            self._write_dict(obj, parts, level)
        else:
            self._write_stranger(obj, parts, level)

    def _write_stranger(self, obj, parts, level: int) -> None:
        """Write what `default` puts in the place of the object."""
        marker = self._enter(obj)
        replaced = self.default(obj)
        try:
            self._write(replaced, parts, level)
        except Exception as error:
            error.add_note(f"when serializing {type(obj).__name__} object")
            raise
        self._leave(marker)

    def _enter(self, obj) -> int:
        markers = self.markers
        if markers is None:
            return 0
        marker = id(obj)
        if marker in markers:
            raise ValueError("Circular reference detected")
        markers[marker] = obj
        return marker

    def _leave(self, marker: int) -> None:
        if self.markers is not None:
            del self.markers[marker]

    def _write_list(self, obj, parts, level: int) -> None:
        if not obj:
            parts.append("[]")
            return
        marker = self._enter(obj)
        separator = self.item_separator
        newline = ""
        if self.indent is not None:
            level += 1
            newline = "\n" + self.indent * level
            separator = separator + newline
        before = "[" + newline
        index = 0
        try:
            for item in obj:
                text = self._leaf_text(item)
                if text is not None:
                    parts.append(before + text)
                else:
                    parts.append(before)
                    # Not through _write_container: a level of nesting is to be one call.
                    if isinstance(item, dict):
                        self._write_dict(item, parts, level)
                    elif isinstance(item, (list, tuple)):
                        self._write_list(item, parts, level)
                    else:
                        self._write_stranger(item, parts, level)
                before = separator
                index += 1
        except Exception as error:
            error.add_note(f"when serializing {type(obj).__name__} item {index}")
            raise
        if self.indent is not None:
            parts.append("\n" + self.indent * (level - 1))
        parts.append("]")
        self._leave(marker)

    def _key_text(self, key):
        """The key as a string; None if it is to be left out."""
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self._float_text(key)
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {type(key).__name__}")

    def _write_dict(self, obj, parts, level: int) -> None:
        if not obj:
            parts.append("{}")
            return
        marker = self._enter(obj)
        separator = self.item_separator
        newline = ""
        if self.indent is not None:
            level += 1
            newline = "\n" + self.indent * level
            separator = separator + newline
        parts.append("{")
        encode = self.encoder
        key_separator = self.key_separator
        items = sorted(obj.items()) if self.sort_keys else obj.items()
        is_first = True
        for key, value in items:
            text = self._key_text(key)
            if text is None:
                continue
            if is_first:
                is_first = False
                if newline:
                    parts.append(newline)
            else:
                parts.append(separator)
            parts.append(encode(text))
            parts.append(key_separator)
            try:
                leaf = self._leaf_text(value)
                if leaf is not None:
                    parts.append(leaf)
                elif isinstance(value, dict):
                    self._write_dict(value, parts, level)
                elif isinstance(value, (list, tuple)):
                    self._write_list(value, parts, level)
                else:
                    self._write_stranger(value, parts, level)
            except Exception as error:
                error.add_note(f"when serializing {type(obj).__name__} item {key!r}")
                raise
        if not is_first and self.indent is not None:
            parts.append("\n" + self.indent * (level - 1))
        parts.append("}")
        self._leave(marker)


make_encoder = Encoder
_INFINITY = float("inf")
