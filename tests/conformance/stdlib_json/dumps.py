import json

values = [None, True, False, 0, -1, 2**70, 1.5, 1e100, 1e-7, -0.0, "", "text", "é日😀", 'quote " back \\ slash /', "\n\t\b\f\r\x00\x1f\x7f", [], {}, [1, [2, [3]]], {"a": 1, "b": [True, None]}, (1, 2), {1: "int", 1.5: "float", True: "bool", None: "none"}, float("inf"), float("nan"), "\ud800", "\u2028"]
for v in values:
    print(json.dumps(v), json.dumps(v, ensure_ascii=False).encode("utf-8", "surrogatepass"))
data = {"name": "x", "list": [1, 2, {"k": []}], "empty": {}, "nested": {"b": 1, "a": 2}}
print(json.dumps(data, indent=2))
print(json.dumps(data, indent="\t", sort_keys=True))
print(json.dumps(data, separators=(",", ":")), json.dumps(data, indent=0), json.dumps([], indent=2), json.dumps({}, indent=2), json.dumps([[]], indent=1))
print(json.dumps(data, sort_keys=True), json.dumps(data, indent=2, separators=(";", "=")))
for f in (lambda: json.dumps({1, 2}), lambda: json.dumps(object), lambda: json.dumps(b"x"), lambda: json.dumps({(1, 2): 3}), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps({"a": 1, 2: 3}, sort_keys=True), lambda: json.dumps([1, {"k": {1}}])):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
        print(getattr(e, "__notes__", None))
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e)
print(json.dumps({(1, 2): 3, "a": 1}, skipkeys=True), json.dumps([{1, 2}], default=sorted), json.dumps({"d": 1 + 1}, default=str))


class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set):
            return {"set": sorted(o)}
        return super().default(o)


print(json.dumps([{3, 1}], cls=Enc), Enc().encode({"s": {1}}), "".join(Enc(indent=1).iterencode([1, {2}])))
try:
    json.dumps(object(), cls=Enc)
except TypeError as e:
    print(e)
from enum import IntEnum
from collections import OrderedDict, namedtuple


class E(IntEnum):
    A = 1


print(json.dumps([E.A, OrderedDict(z=1, a=2), namedtuple("N", "p q")(1, 2), True]))
import io

s = io.StringIO()
json.dump({"k": [1, 2]}, s, indent=1)
print(s.getvalue())
