# What is found for one class says nothing about another, however many classes there are.


def own_name(cls):
    return "own " + str(len(cls.__mro__))


def names(classes):
    wrong = 0
    for _ in range(2):
        for cls in classes:
            if cls.__name__ != "own 2" or cls.kind != "of the class":
                wrong += 1
    return wrong


wrong = 0
for i in range(2100):
    meta = type("Meta" + str(i), (type,), {"__name__": property(own_name), "kind": "of the metaclass"})
    plain = meta("Plain", (), {"kind": "of the class"})
    other = meta("Other", (), {"kind": "of the class"})
    # Three times at the same place: found, remembered, known.
    wrong += names([plain, other, plain])
print(wrong)


def plain_names(classes):
    return [cls.__name__ for cls in classes]


class Meta(type):
    pass


made = [Meta("C" + str(i), (), {}) for i in range(4)]
print(plain_names(made), plain_names(made))
made[1].__name__ = "renamed"
print(plain_names(made))
