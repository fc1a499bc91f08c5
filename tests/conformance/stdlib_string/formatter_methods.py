import string

f = string.Formatter()
print(f.get_field("0.real", (5,), {}), f.get_field("a[k]", (), {"a": {"k": "v"}}), f.get_value(0, ("x",), {}), f.get_value("n", (), {"n": 1}), f.convert_field("é", "a"), f.convert_field(5, "r"), f.convert_field(5, None), f.format_field(3.14159, ".2f"), f.check_unused_args(set(), (), {}))
try:
    f.convert_field(1, "z")
except ValueError as e:
    print(e)


class Strict(string.Formatter):
    def check_unused_args(self, used, args, kwargs):
        extra = set(kwargs) - used
        if extra:
            raise ValueError(f"unused: {sorted(extra)}")


print(Strict().format("{a}", a=1))
try:
    Strict().format("{a}", a=1, b=2)
except ValueError as e:
    print(e)


class Braces(string.Template):
    braceidpattern = "[a-z.]+"
    idpattern = "[A-Z]+"
    flags = 0


print(Braces("$UP ${a.b} $low").safe_substitute({"UP": 1, "a.b": 2, "low": 3}))
