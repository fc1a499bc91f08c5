def f(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -1:
            return "minus one"
        case 1.5:
            return "float"
        case "a" | "b":
            return "letter"
        case b"x":
            return "bytes"
        case True:
            return "true (never: 1 matches first)"
        case None:
            return "none"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [1, y]:
            return f"one and {y}"
        case (a, b, c) if a == c:
            return f"palindrome {b}"
        case [first, *rest] if len(rest) > 3:
            return f"long {first} {rest}"
        case [*_, "end"]:
            return "ends"
        case [_, [_, inner]]:
            return f"nested {inner}"
        case {"type": "point", "x": x, "y": y}:
            return f"point {x} {y}"
        case {"type": kind, **rest}:
            return f"type {kind} {rest}"
        case {}:
            return "some mapping"
        case int(n) if n > 100:
            return f"big {n}"
        case str():
            return "string"
        case float() | int():
            return "number"
        case _:
            return "other"


for v in (0, 2, -1, 1.5, "a", b"x", True, False, None, [], [9], (1, 5), [7, 8, 7], [1, 2, 3, 4, 5], (0, 0, "end"), [1, [2, 3]], [5, [6, 7]], {"type": "point", "x": 1, "y": 2}, {"type": "circle", "r": 3}, {}, {"a": 1}, 1000, 50, "hello", 2.5, {1, 2}, object, range(1), range(3), b"ab", iter([1]), 0.0, -0.0):
    print(repr(v) if not callable(getattr(v, "__next__", None)) else "iter", "->", f(v))
