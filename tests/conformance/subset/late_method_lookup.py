# `object.method(arguments)`
class C:
    def m(self, x):
        return "class"


def rebind(c):
    c.m = lambda x: "instance"


c = C()
print(c.m(rebind(c)))
try:
    c.missing(print("evaluated first"))
except AttributeError as e:
    print(e)
