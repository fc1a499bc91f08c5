"""Items of lists that are looked at while the lists change."""


class Body:
    def __init__(self, x: float, name: str) -> None:
        self.x = x
        self.name = name
        self.links: list[Body] = []


def pull(bodies: list[Body], n: int) -> float:
    total: float = 0.0
    for i in range(n):
        a = bodies[i]
        for j in range(i + 1, n):
            b = bodies[j]
            total += a.x - b.x
            a.x += 0.5
            b.x -= 0.25
    return total


def replaced(bodies: list[Body]) -> str:
    first = bodies[0]
    bodies[0] = Body(9.0, "new")
    return first.name + bodies[0].name


def popped(bodies: list[Body]) -> str:
    last = bodies[-1]
    gone = bodies.pop()
    gone = bodies[0]
    return last.name + gone.name


def cleared(bodies: list[Body]) -> str:
    first = bodies[0]
    bodies.clear()
    return first.name


def rebound(bodies: list[Body]) -> str:
    first = bodies[1]
    bodies = [Body(1.0, "other")]
    return first.name + bodies[0].name


def nested(bodies: list[Body]) -> str:
    inner = bodies[0].links[0]
    bodies[0].links = []
    return inner.name


def appended(bodies: list[Body]) -> str:
    first = bodies[0]
    for k in range(20):
        bodies.append(Body(float(k), "b" + str(k)))
    return first.name + bodies[-1].name


def missing(bodies: list[Body], at: int) -> str:
    try:
        b = bodies[at]
        return b.name
    except IndexError as e:
        return str(e)


def make() -> list[Body]:
    bodies = [Body(float(k), "n" + str(k)) for k in range(4)]
    bodies[0].links.append(Body(7.0, "link"))
    return bodies


def main() -> None:
    print(pull(make(), 4))
    print(replaced(make()), popped(make()), cleared(make()), rebound(make()))
    print(nested(make()), appended(make()))
    print(missing(make(), -1), missing(make(), 2**70 - 2**70 + 3), missing(make(), 4), missing(make(), -5))


main()
