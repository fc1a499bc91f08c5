import json

texts = ["null", "true", "false", "0", "-12", "123456789012345678901234567890", "1.5", "-1e5", "1E+2", "1e-400", "1e400", '""', '"a\\nb\\u00e9\\ud83d\\ude00\\/"', '"\\ud800"', "[]", "[1, 2 ,3]", "{}", '{"a": {"b": [1, {"c": null}]}}', ' \n\t[ 1 ] ', "NaN", "Infinity", "-Infinity", '{"a": 1, "a": 2}', '"é日"', "[[[[]]]]"]
for t in texts:
    v = json.loads(t)
    print(ascii(v), type(v).__name__)
bad = ["", " ", "nul", "[1,]", "[1 2]", "{", "[", '{"a"}', '{"a":}', "{'a': 1}", "{1: 2}", '{"a": 1,}', '"abc', '"\\x"', '"\\u12"', "01", "1.", ".5", "-", "+1", "1 2", "[1]]", '"\n"', "tru", "[1,\n 2,\n x]", "\ufeff1", '{"a" 1}', "]"]
for t in bad:
    try:
        print(json.loads(t))
    except json.JSONDecodeError as e:
        print(repr(t), "->", e, e.pos, e.lineno, e.colno, e.msg)
for v in (5, None, ["a"]):
    try:
        json.loads(v)
    except TypeError as e:
        print(e)
print(json.loads(b'{"k": "\xc3\xa9"}'), json.loads('{"a": 1, "b": 2}', object_hook=lambda d: sorted(d.items())), json.loads('{"b": 1, "a": 2}', object_pairs_hook=lambda p: p), json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: int(s) * 10), json.loads("[NaN]", parse_constant=lambda s: s), json.loads('"a\tb"', strict=False))
d = json.JSONDecoder()
print(d.decode(" [1] "), d.raw_decode('{"a": 1} trailing'), issubclass(json.JSONDecodeError, ValueError))
original = {"users": [{"name": "Ann", "age": 30, "tags": ["x", "y"], "score": 1.25, "ok": True, "none": None}], "é": "ü\n"}
print(json.loads(json.dumps(original)) == original, json.loads(json.dumps(original, indent=3, ensure_ascii=False)) == original)
import io

print(json.load(io.StringIO('{"from": "file"}')))
big = json.dumps([{"id": i, "v": i * 1.5, "s": f"n{i}"} for i in range(500)])
back = json.loads(big)
print(len(big), back[499], sum(r["v"] for r in back))
print(json.loads("[" * 500 + "]" * 500) is not None)
