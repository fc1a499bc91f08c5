class Celsius:
    def __init__(self, t=0.0):
        self._t = t
        self.reads = 0

    @property
    def temperature(self):
        """The temperature."""
        self.reads += 1
        return self._t

    @temperature.setter
    def temperature(self, value):
        if value < -273.15:
            raise ValueError("below absolute zero")
        self._t = value

    @temperature.deleter
    def temperature(self):
        print("deleting")
        self._t = None

    @property
    def fahrenheit(self):
        return self._t * 9 / 5 + 32

    def _get_kelvin(self):
        return self._t + 273.15

    def _set_kelvin(self, k):
        self._t = k - 273.15

    kelvin = property(_get_kelvin, _set_kelvin, doc="Kelvin")


c = Celsius(100.0)
print(c.temperature, c.fahrenheit, c.kelvin, c.reads)
c.temperature = 25
c.temperature += 5
c.kelvin = 300.15
print(c.temperature, c.reads, Celsius.temperature.__doc__, Celsius.kelvin.__doc__, type(Celsius.temperature).__name__)
for f in (lambda: setattr(c, "temperature", -300), lambda: setattr(c, "fahrenheit", 1), lambda: delattr(c, "fahrenheit"), lambda: delattr(c, "kelvin")):
    try:
        f()
    except (ValueError, AttributeError) as e:
        print(type(e).__name__, e)
del c.temperature
print(c.temperature)


class Base:
    @property
    def name(self):
        return "base"

    @property
    def loud(self):
        return self.name.upper()


class Derived(Base):
    @property
    def name(self):
        return super().name + "+derived"


class Overridden(Base):
    name = "plain attribute"


print(Base().loud, Derived().loud, Overridden().loud)


class Extended(Celsius):
    @Celsius.temperature.setter
    def temperature(self, value):
        self._t = value * 2


x = Extended()
x.temperature = 5
print(x.temperature)
print(Celsius.fahrenheit.fget(Celsius(0)), Celsius.temperature.fset is not None, Celsius.fahrenheit.fset)


class Failing:
    @property
    def broken(self):
        return self.missing

    def __getattr__(self, name):
        return f"getattr {name}"


print(Failing().broken, Failing().other)


class Cached:
    def __init__(self):
        self.calls = 0

    @property
    def value(self):
        try:
            return self._value
        except AttributeError:
            self.calls += 1
            self._value = 42
            return self._value


k = Cached()
print(k.value, k.value, k.calls)
try:
    Base().name()
except TypeError as e:
    print(e)
