"""JSON (RFC 7159): reading and writing."""

from .decoder import JSONDecodeError, JSONDecoder
from .encoder import JSONEncoder

__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]

_BOM_UTF8 = b"\xef\xbb\xbf"
_BOM_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")

_default_encoder = JSONEncoder(
    skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
    indent=None, separators=None, default=None,
)


def _make_encoder(
    cls, skipkeys, ensure_ascii, check_circular, allow_nan, indent, separators, default, sort_keys, kw
):
    """The encoder for these arguments of `dump` and `dumps`."""
    if (
        not skipkeys and ensure_ascii and check_circular and allow_nan and cls is None
        and indent is None and separators is None and default is None and not sort_keys and not kw
    ):
        return _default_encoder
    if cls is None:
        cls = JSONEncoder
    return cls(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
        allow_nan=allow_nan, indent=indent, separators=separators, default=default,
        sort_keys=sort_keys, **kw,
    )


def dump(
    obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True,
    allow_nan=True, cls=None, indent=None, separators=None,
    default=None, sort_keys=False, **kw,
):
    """Write `obj` as JSON to the file `fp`; the other arguments are those of `dumps`."""
    encoder = _make_encoder(
        cls, skipkeys, ensure_ascii, check_circular, allow_nan, indent, separators, default, sort_keys, kw
    )
    for chunk in encoder.iterencode(obj):
        fp.write(chunk)


def dumps(
    obj, *, skipkeys=False, ensure_ascii=True, check_circular=True,
    allow_nan=True, cls=None, indent=None, separators=None,
    default=None, sort_keys=False, **kw,
):
    """`obj` as a string of JSON.

    skipkeys: leave out keys that JSON cannot have, where a TypeError is the rule.
    ensure_ascii: escape every character that is not ASCII.
    check_circular: look for containers within themselves (ValueError).
    allow_nan: write NaN and infinities; otherwise they are a ValueError.
    indent: a number of spaces or a string to indent each level with.
    separators: (item separator, key separator).
    default: called for an object that JSON cannot have; returns one that it can.
    sort_keys: write the items of dicts in the order of their keys.
    cls: the encoder's class.
    """
    encoder = _make_encoder(
        cls, skipkeys, ensure_ascii, check_circular, allow_nan, indent, separators, default, sort_keys, kw
    )
    return encoder.encode(obj)


_default_decoder = JSONDecoder(object_hook=None, object_pairs_hook=None)


def detect_encoding(b):
    """The encoding of a JSON document: one of the UTF family."""
    if b.startswith(_BOM_UTF32):
        return "utf-32"
    if b.startswith(_BOM_UTF16):
        return "utf-16"
    if b.startswith(_BOM_UTF8):
        return "utf-8-sig"
    # JSON begins with ASCII characters: where the zeros are tells the rest.
    if len(b) >= 4:
        if not b[0]:
            return "utf-16-be" if b[1] else "utf-32-be"
        if not b[1]:
            return "utf-16-le" if b[2] or b[3] else "utf-32-le"
    elif len(b) == 2:
        if not b[0]:
            return "utf-16-be"
        if not b[1]:
            return "utf-16-le"
    return "utf-8"


def load(
    fp, *, cls=None, object_hook=None, parse_float=None,
    parse_int=None, parse_constant=None, object_pairs_hook=None, **kw,
):
    """Read a JSON document from the file `fp`; the other arguments are those of `loads`."""
    return loads(
        fp.read(), cls=cls, object_hook=object_hook, parse_float=parse_float, parse_int=parse_int,
        parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw,
    )


def loads(
    s, *, cls=None, object_hook=None, parse_float=None,
    parse_int=None, parse_constant=None, object_pairs_hook=None, **kw,
):
    """Read a JSON document from a str, bytes or bytearray.

    object_hook: called with each object as a dict; its result takes the dict's place.
    object_pairs_hook: the same with a list of pairs; it wins over object_hook.
    parse_float, parse_int: called with the text of each number.
    parse_constant: called with -Infinity, Infinity or NaN.
    cls: the decoder's class.
    """
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    else:
        if not isinstance(s, (bytes, _bytearray)):
            raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
        s = s.decode(detect_encoding(s), "surrogatepass")
    if (
        cls is None and object_hook is None and parse_int is None and parse_float is None
        and parse_constant is None and object_pairs_hook is None and not kw
    ):
        return _default_decoder.decode(s)
    if cls is None:
        cls = JSONDecoder
    if object_hook is not None:
        kw["object_hook"] = object_hook
    if object_pairs_hook is not None:
        kw["object_pairs_hook"] = object_pairs_hook
    if parse_float is not None:
        kw["parse_float"] = parse_float
    if parse_int is not None:
        kw["parse_int"] = parse_int
    if parse_constant is not None:
        kw["parse_constant"] = parse_constant
    return cls(**kw).decode(s)


def _find_bytearray():
    import builtins

    return getattr(builtins, "bytearray", bytes)


_bytearray = _find_bytearray()
