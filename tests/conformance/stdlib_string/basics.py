import string
from string import Formatter, Template, ascii_letters, capwords

print(string.ascii_lowercase, string.ascii_uppercase, ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable))
print(capwords("hello  big world"), capwords("a-b-c", "-"), capwords("MIXED case"))
t = Template("$who likes ${what}s, costs $$5")
print(t.substitute(who="Ann", what="cat"), t.substitute({"who": "Bob"}, what="dog"), t.safe_substitute(who="C"), t.template, t.is_valid(), t.get_identifiers())
for f in (lambda: t.substitute(who="x"), lambda: Template("$").substitute(), lambda: Template("a $1").substitute(), lambda: Template("bad ${").substitute()):
    try:
        print(f())
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
print(Template("$ ok ${").safe_substitute(), Template("$a$b").safe_substitute(a=1))


class Percent(Template):
    delimiter = "%"


print(Percent("%x and $y").substitute(x=1))
f = Formatter()
print(f.format("{0} {name:>5}", 1, name="n"), f.vformat("{} {}", ("a", "b"), {}), list(f.parse("a{b!r:c}d{{e}}")))


class Upper(Formatter):
    def get_value(self, key, args, kwargs):
        return str(super().get_value(key, args, kwargs)).upper()

    def format_field(self, value, spec):
        return f"<{value}>" if spec == "tag" else super().format_field(value, spec)


print(Upper().format("{0} {x:tag}", "a", x="b"))
