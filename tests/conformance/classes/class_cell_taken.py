# A method may have a variable of the name of the class's cell; `super()` then finds no class.
__class__ = "of the module"


class Own:
    def local(self):
        __class__ = "own"
        return __class__

    def nested(self):
        def inner():
            return __class__

        __class__ = "around"
        return inner()

    def not_a_class(self):
        __class__ = "text"

        def inner(self):
            return super()

        try:
            return inner(self)
        except RuntimeError as error:
            return error

    def no_cell(self):
        __class__ = "text"
        try:
            return super()
        except RuntimeError as error:
            return type(error)

    def cell(self):
        return __class__


own = Own()
print(own.local(), own.nested(), own.not_a_class(), own.no_cell(), own.cell())


# The types of `builtins` say where they are from; their instances have no such attribute.
def module_of(value):
    try:
        return value.__module__
    except AttributeError as error:
        return error


for value in (1, 0.5, "", [], {}, None, range(1), ValueError(), iter([]), own.cell, len, [].append, own, Own):
    print(module_of(value), "__module__" in dir(value), module_of(type(value)))
print(type.__module__, type(module_of).__module__, "__module__" in vars(int))


# Assigning and deleting an item are one thing to CPython.
class Assigns:
    def __setitem__(self, key, value):
        pass


class Deletes:
    def __delitem__(self, key):
        pass


def assign(target):
    target[1] = 2


def delete(target):
    del target[1]


for action in assign, delete:
    for target in (Assigns(), Deletes(), own, (), "text"):
        try:
            print(action(target))
        except (AttributeError, TypeError) as error:
            print(type(error).__name__, error)


class Half:
    class Manager:
        def __enter__(self):
            pass


for test in (lambda: issubclass(1, 2), lambda: issubclass(int, 2), lambda: issubclass("a", None)):
    try:
        test()
    except TypeError as error:
        print(error)
try:
    with Half.Manager():
        pass
except TypeError as error:
    print(error)
print([name for name in globals() if name.startswith("__")])


def unbound(flag):
    if flag:
        text = 1
    try:
        return text
    except NameError as error:
        return error.name, error


print(unbound(False))
try:
    [1].pop(1 << 100)
except OverflowError as error:
    print(error)
try:
    (5).to_bytes(1 << 100)
except OverflowError as error:
    print(error)
