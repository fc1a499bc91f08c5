from __future__ import annotations

from collections import defaultdict
from typing import Any, Callable


class EventBus:
    def __init__(self) -> None:
        self._handlers: dict[str, list[Callable[..., Any]]] = defaultdict(list)

    def on(self, name: str):
        def register(handler):
            self._handlers[name].append(handler)
            return handler

        return register

    def emit(self, name: str, *args: Any, **kwargs: Any) -> list[Any]:
        return [h(*args, **kwargs) for h in self._handlers[name]]


bus = EventBus()
log: list[str] = []


@bus.on("order")
def audit(item, qty=1):
    log.append(f"audit {item} x{qty}")
    return qty


@bus.on("order")
@bus.on("cancel")
def notify(item, **extra):
    log.append(f"notify {item} {sorted(extra.items())}")


print(bus.emit("order", "tea", qty=3), bus.emit("cancel", "tea"), bus.emit("nothing"), log)


class State:
    transitions: dict[str, type[State]] = {}

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def enter(self) -> None:
        self.machine.trace.append(f"+{type(self).__name__}")

    def leave(self) -> None:
        self.machine.trace.append(f"-{type(self).__name__}")


class Idle(State):
    pass


class Running(State):
    def enter(self) -> None:
        super().enter()
        self.machine.runs += 1


class Stopped(State):
    pass


Idle.transitions = {"start": Running}
Running.transitions = {"pause": Idle, "stop": Stopped}


class Machine:
    def __init__(self) -> None:
        self.trace: list[str] = []
        self.runs = 0
        self.state: State = Idle(self)

    def fire(self, event: str) -> bool:
        target = self.state.transitions.get(event)
        if target is None:
            self.trace.append(f"!{event}")
            return False
        self.state.leave()
        self.state = target(self)
        self.state.enter()
        return True

    def __del__(self):
        print("machine gone")


def drive():
    m = Machine()
    print([m.fire(e) for e in "stop start start pause start stop start".split()], m.trace, m.runs, type(m.state).__name__)
    m.state.machine = None


drive()


class Property:
    def __init__(self, default):
        self.default, self.watchers = default, []

    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.name, self.default)

    def __set__(self, obj, value):
        old = self.__get__(obj)
        setattr(obj, self.name, value)
        for w in self.watchers:
            w(obj, old, value)


class Thermostat:
    target = Property(20)


t = Thermostat()
changes = []
Thermostat.target.watchers.append(lambda obj, old, new: changes.append((old, new)))
t.target = 22
t.target += 1
print(t.target, changes, Thermostat().target, vars(t))
