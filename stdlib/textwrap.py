"""Wrapping and indenting of text."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_WHITESPACE = "\t\n\x0b\x0c\r "


def _is_word(char):
    return char.isalnum() or char == "_"


def _is_letter(char):
    return _is_word(char) and not char.isdecimal()


def _may_precede_dash(char):
    return _is_word(char) or char in "!\"'&.,?"


class TextWrapper:
    """Wraps paragraphs; its attributes are the arguments of its constructor.

    width: the longest that a line may be.
    initial_indent, subsequent_indent: what the first line and the others begin with.
    expand_tabs, tabsize: tabs become spaces; replace_whitespace: so does other white space.
    fix_sentence_endings: two spaces behind a sentence.
    break_long_words, break_on_hyphens: where words may be broken.
    drop_whitespace: leave out white space at the beginning and end of lines.
    max_lines, placeholder: how many lines at most, and what the last one ends with then.
    """

    def __init__(
        self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
        replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
        drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None, placeholder=" [...]",
    ):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        """Expand tabs and make spaces of other white space, as the attributes say."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            for char in _WHITESPACE:
                if char != " ":
                    text = text.replace(char, " ")
        return text

    def _split(self, text):
        """The pieces that a line may be made of: words, parts of words, white space, dashes."""
        chunks = []
        i = 0
        while i < len(text):
            if self.break_on_hyphens:
                end = self._find_end(text, i)
            else:
                end = i + 1
                is_space = text[i] in _WHITESPACE
                while end < len(text) and (text[end] in _WHITESPACE) == is_space:
                    end += 1
            chunks.append(text[i:end])
            i = end
        return chunks

    def _find_end(self, text, i):
        """Where the piece that begins at `i` ends."""
        size = len(text)
        end = i
        while end < size and text[end] in _WHITESPACE:
            end += 1
        if end > i:
            return end
        if i and _may_precede_dash(text[i - 1]):
            end = self._skip_dashes(text, i)
            if end:
                return end
        end = i + 1
        while end < size:
            char = text[end]
            if char in _WHITESPACE:
                return end
            if char == "-":
                if self._is_hyphen(text, end):
                    return end + 1
                if _may_precede_dash(text[end - 1]) and self._skip_dashes(text, end):
                    return end
            end += 1
        return end

    def _skip_dashes(self, text, i):
        """The end of two or more dashes before a word; 0 where there are none."""
        end = i
        while end < len(text) and text[end] == "-":
            end += 1
        if end - i >= 2 and end < len(text) and _is_word(text[end]):
            return end
        return 0

    def _is_hyphen(self, text, i):
        """Whether the dash at `i` stands between letters, so that the word may be broken behind it."""
        if i < 2 or not _is_letter(text[i - 1]):
            return False
        if not _is_letter(text[i - 2]) and not (text[i - 2] == "-" and i >= 3 and _is_letter(text[i - 3])):
            return False
        following = text[i + 1:i + 4]
        if not following or not _is_letter(following[0]):
            return False
        if len(following) < 2:
            return False
        if _is_letter(following[1]):
            return True
        return following[1] == "-" and len(following) > 2 and _is_letter(following[2])

    def _fix_sentence_endings(self, chunks):
        """Put two spaces behind what looks like the end of a sentence."""
        i = 0
        while i < len(chunks) - 1:
            if chunks[i + 1] == " " and self._ends_sentence(chunks[i]):
                chunks[i + 1] = "  "
                i += 2
            else:
                i += 1

    def _ends_sentence(self, chunk):
        text = chunk
        if text and text[-1] in "\"'":
            text = text[:-1]
        return len(text) >= 2 and text[-1] in ".!?" and "a" <= text[-2] <= "z"

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """Put a word that no line can take on a line of its own, or as much of it as fits."""
        space_left = 1 if width < 1 else width - cur_len
        if self.break_long_words and space_left > 0:
            end = space_left
            chunk = reversed_chunks[-1]
            if self.break_on_hyphens and len(chunk) > space_left:
                # Better behind a hyphen, unless nothing but hyphens would be left on the line.
                hyphen = chunk.rfind("-", 0, space_left)
                if hyphen > 0 and any([char != "-" for char in chunk[:hyphen]]):
                    end = hyphen + 1
            cur_line.append(chunk[:end])
            reversed_chunks[-1] = chunk[end:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        """Lines of pieces."""
        lines = []
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks.reverse()
        while chunks:
            cur_line = []
            cur_len = 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                del chunks[-1]
            while chunks:
                size = len(chunks[-1])
                if cur_len + size > width:
                    break
                cur_line.append(chunks.pop())
                cur_len += size
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, cur_line, cur_len, width)
                cur_len = sum([len(chunk) for chunk in cur_line])
            if self.drop_whitespace and cur_line and cur_line[-1].strip() == "":
                cur_len -= len(cur_line[-1])
                del cur_line[-1]
            if not cur_line:
                continue
            is_last = (
                not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            ) and cur_len <= width
            if self.max_lines is None or len(lines) + 1 < self.max_lines or is_last:
                lines.append(indent + "".join(cur_line))
                continue
            # The last line that may be: it ends with the placeholder.
            while cur_line:
                if cur_line[-1].strip() and cur_len + len(self.placeholder) <= width:
                    cur_line.append(self.placeholder)
                    lines.append(indent + "".join(cur_line))
                    break
                cur_len -= len(cur_line[-1])
                del cur_line[-1]
            else:
                if lines:
                    previous = lines[-1].rstrip()
                    if len(previous) + len(self.placeholder) <= self.width:
                        lines[-1] = previous + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        """The lines of a paragraph, without line ends."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """A paragraph as one string of several lines."""
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """The lines of one paragraph; the other arguments are those of TextWrapper."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """One paragraph, wrapped; the other arguments are those of TextWrapper."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """The text with white space collapsed, cut to fit the width."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Take the white space off that all lines begin with; lines of white space become empty."""
    try:
        lines = text.split("\n")
    except (AttributeError, TypeError):
        raise TypeError(f"expected str object, not {type(text).__qualname__!r}") from None
    filled = [line for line in lines if line and not line.isspace()]
    margin = 0
    if filled:
        low = min(filled)
        high = max(filled)
        for char in low:
            if char != high[margin:margin + 1] or char not in " \t":
                break
            margin += 1
    return "\n".join(["" if not line or line.isspace() else line[margin:] for line in lines])


def indent(text, prefix, predicate=None):
    """Put the prefix before each line that is not only white space, or that the predicate accepts."""
    pieces = []
    for line in text.splitlines(True):
        if predicate is None:
            if not line.isspace():
                pieces.append(prefix)
        elif predicate(line):
            pieces.append(prefix)
        pieces.append(line)
    return "".join(pieces)
