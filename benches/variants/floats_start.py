"""Annotated float arithmetic that is given ints from the start."""


class Particle:
    def __init__(self, x: float, v: float, mass: float) -> None:
        self.x: float = x
        self.v: float = v
        self.mass: float = mass


def make(n: int) -> list[Particle]:
    particles: list[Particle] = []
    for i in range(n):
        particles.append(Particle(i, 0.5, 2.0))
    return particles


def step(particles: list[Particle], dt: float) -> None:
    for p in particles:
        force: float = -p.x * 0.75
        p.v += force / p.mass * dt
        p.x += p.v * dt


def energy(particles: list[Particle]) -> float:
    total: float = 0.0
    for p in particles:
        total += 0.5 * p.mass * p.v * p.v + 0.375 * p.x * p.x
    return total


def weigh(values: list[float], weight: float) -> float:
    total: float = 0.0
    for _ in range(200):
        for v in values:
            total += v * weight
    return total


def main() -> None:
    particles = make(1000)
    for k in range(14000):
        if k == 0:
            particles[k % 1000].x = k
            particles[k % 1000].mass = 3
        step(particles, 0.01)
    print("%.9f" % energy(particles))
    values: list[float] = [i * 0.5 for i in range(50000)]
    values[0] = 7
    print(weigh(values, 2), weigh(values, 0.25))


if __name__ == "__main__":
    main()
