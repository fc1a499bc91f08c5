import random

random.seed(42)
print([random.random() for _ in range(5)])
print([random.randint(1, 100) for _ in range(10)], random.randrange(10), random.randrange(5, 50, 5), random.getrandbits(40), random.getrandbits(0), random.uniform(1, 2))
items = list(range(10))
random.shuffle(items)
print(items, random.choice("abcdef"), random.choices([1, 2, 3], k=5), random.choices("ab", weights=[9, 1], k=6), random.choices("abc", cum_weights=[1, 2, 10], k=3), random.sample(range(100), 5), random.sample("abcdef", 3))
print(random.gauss(0, 1), random.normalvariate(5, 2), random.expovariate(1.5), random.triangular(0, 10, 3), random.betavariate(2, 3), random.gammavariate(2, 1), random.lognormvariate(0, 1), random.paretovariate(3), random.weibullvariate(1, 2), random.vonmisesvariate(0, 4), random.binomialvariate(10, 0.3), random.randbytes(5))
for seed in (0, 1, -5, 2**100, "text", b"bytes", 3.5, None if False else "é"):
    r = random.Random(seed)
    print(seed, r.random(), r.randint(0, 10**20), r.getrandbits(70))
a, b = random.Random(7), random.Random(7)
print([a.random() for _ in range(3)] == [b.random() for _ in range(3)])
state = a.getstate()
x = [a.randint(0, 9) for _ in range(5)]
a.setstate(state)
print(x == [a.randint(0, 9) for _ in range(5)], len(state[1]), state[0], state[2])
for f in (lambda: random.randint(5, 1), lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.randrange(0), lambda: random.randrange(1.5), lambda: random.choices([], k=1), lambda: random.seed([]), lambda: random.sample({1, 2}, 1), lambda: random.choices([1], weights=[0]), lambda: random.getrandbits(-1), lambda: random.sample([1, 2], -1)):
    try:
        print(f())
    except (ValueError, IndexError, TypeError) as e:
        print(type(e).__name__, e)
r = random.Random(2024)
print(sum(r.random() for _ in range(1000)), [r.randint(1, 6) for _ in range(20)], r.sample(range(10**6), 3), r.sample([1, 2, 3], counts=[2, 1, 3], k=4))
