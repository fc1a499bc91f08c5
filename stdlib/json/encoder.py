"""Writing JSON."""

from _json import encode_basestring, encode_basestring_ascii, make_encoder
from _taipan import write_json

c_make_encoder = make_encoder
INFINITY = float("inf")


class JSONEncoder:
    """Writes JSON; the arguments are those of `json.dumps`.

    A subclass can override `default` to write what JSON has no name for.
    """

    item_separator = ", "
    key_separator = ": "

    def __init__(
        self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
        sort_keys=False, indent=None, separators=None, default=None,
    ):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """Override it to return something that can be written in the place of `o`."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """`o` as a string of JSON."""
        if isinstance(o, str):
            return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)
        return "".join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        """`o` as JSON in pieces."""
        markers = {} if self.check_circular else None
        encode = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        if _one_shot:
            text = write_json(
                o, self.ensure_ascii, indent, self.key_separator, self.item_separator, self.sort_keys,
            )
            if text is not None:
                return (text,)
        write = make_encoder(
            markers, self.default, encode, indent, self.key_separator, self.item_separator,
            self.sort_keys, self.skipkeys, self.allow_nan,
        )
        pieces = write(o, 0)
        return pieces if _one_shot else iter(pieces)
