"""Evaluation of annotations that are text.

There is no `eval` in a compiled program. An annotation is an expression of
names, attributes, subscripts, calls without surprises and `|`, and that much
is read here; anything else is a SyntaxError.
"""

import builtins


class _Reader:
    """Reads one expression; `names` gives the value of a name."""

    def __init__(self, text, find_name):
        self.text = text
        self.place = 0
        self.find_name = find_name

    def fail(self):
        raise SyntaxError(f"Forward reference must be an expression -- got {self.text!r}")

    def skip_space(self):
        text = self.text
        while self.place < len(text) and text[self.place] in " \t\n\r\f\\":
            self.place += 1

    def peek(self):
        self.skip_space()
        return self.text[self.place] if self.place < len(self.text) else ""

    def accept(self, token):
        self.skip_space()
        if self.text.startswith(token, self.place):
            self.place += len(token)
            return True
        return False

    def expect(self, token):
        if not self.accept(token):
            self.fail()

    def read_all(self):
        value = self.read_items("")
        if self.peek():
            self.fail()
        return value

    def read_items(self, end):
        """One expression, or a tuple of several up to `end`."""
        items = []
        has_comma = False
        while self.peek() != end:
            if self.accept("*"):
                items.extend(self.read_union())
                has_comma = True
            else:
                items.append(self.read_union())
            if not self.accept(","):
                break
            has_comma = True
        if not items and not has_comma:
            if end:
                return ()
            self.fail()
        return tuple(items) if has_comma else items[0]

    def read_union(self):
        value = self.read_postfix()
        while self.accept("|"):
            value = value | self.read_postfix()
        return value

    def read_postfix(self):
        value = self.read_atom()
        while True:
            if self.accept("["):
                index = self.read_items("]")
                self.expect("]")
                value = value[index]
            elif self.peek() == "." and not self.text.startswith("...", self.place):
                self.place += 1
                value = getattr(value, self.read_word())
            elif self.accept("("):
                args = []
                keywords = {}
                while self.peek() != ")":
                    start = self.place
                    word = self.read_word() if self.is_word_start() else ""
                    if word and self.accept("=") and not self.accept("="):
                        keywords[word] = self.read_union()
                    else:
                        self.place = start
                        args.append(self.read_union())
                    if not self.accept(","):
                        break
                self.expect(")")
                value = value(*args, **keywords)
            else:
                return value

    def is_word_start(self):
        char = self.peek()
        return char.isalpha() or char == "_"

    def read_word(self):
        self.skip_space()
        start = self.place
        text = self.text
        while self.place < len(text) and (text[self.place].isalnum() or text[self.place] == "_"):
            self.place += 1
        if start == self.place:
            self.fail()
        return text[start:self.place]

    def read_atom(self):
        if self.accept("..."):
            return ...
        char = self.peek()
        if not char:
            self.fail()
        if char in "'\"":
            return self.read_string(False)
        if char.isdigit() or char in "-+~":
            return self.read_number()
        if self.accept("("):
            value = self.read_items(")")
            self.expect(")")
            return value
        if self.accept("["):
            items = []
            while self.peek() != "]":
                items.append(self.read_union())
                if not self.accept(","):
                    break
            self.expect("]")
            return items
        if self.accept("{"):
            return self.read_braces()
        if not self.is_word_start():
            self.fail()
        start = self.place
        word = self.read_word()
        follows = self.text[self.place:self.place + 1]
        if follows and follows in "'\"":
            if word.lower() in ("b", "r", "u", "br", "rb"):
                self.place = start + len(word)
                return self.read_string("b" in word.lower(), "r" in word.lower())
            self.fail()
        if word == "None":
            return None
        if word == "True":
            return True
        if word == "False":
            return False
        return self.find_name(word)

    def read_braces(self):
        pairs = {}
        items = set()
        while self.peek() != "}":
            key = self.read_union()
            if self.accept(":"):
                pairs[key] = self.read_union()
            else:
                items.add(key)
            if not self.accept(","):
                break
        self.expect("}")
        return items if items else pairs

    def read_number(self):
        if self.accept("-"):
            return -self.read_number()
        if self.accept("+"):
            return self.read_number()
        if self.accept("~"):
            return ~self.read_number()
        start = self.place
        text = self.text
        while self.place < len(text):
            char = text[self.place]
            if not (char.isalnum() or char in "._"):
                if not (char in "+-" and text[self.place - 1] in "eE" and text[start:start + 2].lower() != "0x"):
                    break
            self.place += 1
        literal = text[start:self.place]
        try:
            return int(literal, 0)
        except ValueError:
            pass
        try:
            return float(literal)
        except ValueError:
            self.fail()

    def read_string(self, is_bytes, is_raw=False):
        text = self.text
        quote = text[self.place]
        if text.startswith(quote * 3, self.place):
            quote = quote * 3
        self.place += len(quote)
        parts = []
        while not text.startswith(quote, self.place):
            if self.place >= len(text):
                self.fail()
            char = text[self.place]
            self.place += 1
            if char == "\\" and not is_raw:
                char = self.read_escape()
            parts.append(char)
        self.place += len(quote)
        value = "".join(parts)
        return value.encode("latin-1") if is_bytes else value

    def read_escape(self):
        char = self.text[self.place:self.place + 1]
        self.place += 1
        simple = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"', "\n": "", "a": "\a",
                  "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
        if char in simple:
            return simple[char]
        widths = {"x": 2, "u": 4, "U": 8}
        if char in widths:
            digits = self.text[self.place:self.place + widths[char]]
            self.place += widths[char]
            return chr(int(digits, 16))
        return "\\" + char


def evaluate(text, globals, locals, type_params=()):
    """The value of an annotation's text; NameError for a name that is not there."""
    parameters = {param.__name__: param for param in type_params}

    def find_name(name):
        if locals is not None and name in locals:
            return locals[name]
        if name in parameters:
            return parameters[name]
        if globals is not None and name in globals:
            return globals[name]
        try:
            return getattr(builtins, name)
        except AttributeError:
            raise NameError(f"name {name!r} is not defined", name=name) from None

    return _Reader(text, find_name).read_all()
