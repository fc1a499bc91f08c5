# Calls with stars: what is evaluated when, and what the messages name.
class Shown:
    def method(self, *args, **keywords):
        return args, keywords

    def __str__(self):
        return "<shown>"


class Once:
    def __iter__(self):
        print("iterated")
        return iter([1, 2])


class Broken:
    def __iter__(self):
        raise TypeError("no items today")


def collect(*args, **keywords):
    return args, keywords


def mapping():
    print("mapping")
    return {"k": 1}


def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print(error)


shown, nothing, one, half = Shown(), None, 1, 0.5
attempt(lambda: collect(*Once()))
attempt(lambda: collect(*Once(), **mapping()))
attempt(lambda: collect(0, *Once(), **mapping()))
attempt(lambda: collect(*Broken()))
attempt(lambda: collect(0, *Broken()))
attempt(lambda: collect(*one, **half))
attempt(lambda: collect(1, *one, **half))
attempt(lambda: shown(*one))
attempt(lambda: shown(**one))
attempt(lambda: nothing(*one))
attempt(lambda: nothing(**one))
attempt(lambda: shown.method(*one))
attempt(lambda: shown.method(**one))
attempt(lambda: Shown(*one))
attempt(lambda: len(*one))
attempt(lambda: [].append(*one))
attempt(lambda: type(*one))
attempt(lambda: shown(**{"a": 1}, **{"a": 2}))
attempt(lambda: shown.method(**{"a": 1}, **{"a": 2}))


# Private names are mangled where they are defined, not in the keywords of a call.
def outside(__value):
    return __value


class Private:
    def __init_subclass__(cls, **keywords):
        print(keywords)

    def inner(self, __value):
        return __value

    def calls(self):
        print(outside(__value=1), dict(__key=2), "{__key}".format(__key=3))
        attempt(lambda: self.inner(__value=4))
        attempt(lambda: self.inner(_Private__value=5))

        class Child(Private, __option=6):
            pass


Private().calls()
