x: int = 1
y: "Later"
(z): int = 3
if x:
    w: float


def f(a: x, *args: list[int], b: Later = None, **kw: dict) -> Later:
    local: never_evaluated = a
    a.attr: never_evaluated
    declared: int
    return declared


class Later:
    kind = int
    first: kind
    second: Later = None
    for kind in ():
        third: kind

    def method(self, other: kind) -> (lambda: kind):
        def nested(deep: kind): ...


def unevaluated(b: complex): ...
