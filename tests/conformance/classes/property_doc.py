# Whose documentation a property has: its own, its getter's, or (a subclass) what its class lets it keep.
def documented(self):
    "of the getter"


def other(self):
    "of the other getter"


def silent(self):
    pass


class Kind(property):
    "of the class"


class Plain(property):
    pass


class Slotted(property):
    __slots__ = ()


for cls in (property, Kind, Plain, Slotted):
    for getter in (documented, silent):
        for doc in (None, "given"):
            try:
                p = cls(getter, doc=doc)
                print(cls.__name__, getter.__name__, doc, [
                    p.__doc__ and p.__doc__[:20], p.setter(silent).__doc__ and p.setter(silent).__doc__[:20],
                    p.getter(other).__doc__ and p.getter(other).__doc__[:20],
                ])
            except AttributeError as e:
                print(cls.__name__, getter.__name__, doc, e)

p = property(documented)
p.__doc__ = "assigned"
print(p.__doc__, p.setter(silent).__doc__, p.getter(None).__doc__)
try:
    property().__set_name__("x")
except TypeError as e:
    print(e)
