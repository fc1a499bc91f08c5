"""The planets' orbits: energy of the solar system before and after N steps (default 1000)."""
import sys
from dataclasses import dataclass
from math import pi, sqrt

SOLAR_MASS = 4 * pi * pi
DAYS_PER_YEAR = 365.24


@dataclass
class Body:
    x: float
    y: float
    z: float
    vx: float
    vy: float
    vz: float
    mass: float


def planet(position: tuple[float, float, float], velocity: tuple[float, float, float], mass: float) -> Body:
    vx, vy, vz = (v * DAYS_PER_YEAR for v in velocity)
    return Body(*position, vx, vy, vz, mass * SOLAR_MASS)


def solar_system() -> list[Body]:
    return [
        planet((0, 0, 0), (0, 0, 0), 1),
        planet((4.84143144246472090, -1.16032004402742839, -0.103622044471123109), (0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023), 0.000954791938424326609),
        planet((8.34336671824457987, 4.12479856412430479, -0.403523417114321381), (-0.00276742510726411899, 0.00499852801234917238, 0.0000230417297573763929), 0.000285885980666130812),
        planet((12.8943695621391310, -15.1111514016986312, -0.223307578892655734), (0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556), 0.0000436624404335156298),
        planet((15.3796971148509165, -25.9193146099879641, 0.179258772950371181), (0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870), 0.0000515138902046611451),
    ]


def centre(bodies: list[Body]) -> None:
    sun = bodies[0]
    sun.vx = -sum(b.vx * b.mass for b in bodies) / sun.mass
    sun.vy = -sum(b.vy * b.mass for b in bodies) / sun.mass
    sun.vz = -sum(b.vz * b.mass for b in bodies) / sun.mass


def energy(bodies: list[Body]) -> float:
    total = 0.0
    for i, a in enumerate(bodies):
        total += 0.5 * a.mass * (a.vx**2 + a.vy**2 + a.vz**2)
        for b in bodies[i + 1 :]:
            total -= a.mass * b.mass / sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2 + (a.z - b.z) ** 2)
    return total


def advance(bodies: list[Body], dt: float) -> None:
    for i, a in enumerate(bodies):
        for b in bodies[i + 1 :]:
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            distance2 = dx * dx + dy * dy + dz * dz
            force = dt / (distance2 * sqrt(distance2))
            a.vx -= dx * b.mass * force
            a.vy -= dy * b.mass * force
            a.vz -= dz * b.mass * force
            b.vx += dx * a.mass * force
            b.vy += dy * a.mass * force
            b.vz += dz * a.mass * force
    for a in bodies:
        a.x += dt * a.vx
        a.y += dt * a.vy
        a.z += dt * a.vz


def main() -> None:
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    bodies = solar_system()
    centre(bodies)
    print(f"{energy(bodies):.9f}")
    for _ in range(steps):
        advance(bodies, 0.01)
    print(f"{energy(bodies):.9f}")


if __name__ == "__main__":
    main()
