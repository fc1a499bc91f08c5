import random

r = random.SystemRandom()
print(0 <= r.random() < 1, 1 <= r.randint(1, 6) <= 6, r.getrandbits(10) < 1024, r.choice("a"), sorted(r.sample(range(3), 3)), len(r.randbytes(4)), random.Random.VERSION, isinstance(r, random.Random), r.seed(5))
try:
    r.getstate()
except NotImplementedError as e:
    print(e)


class Fixed(random.Random):
    def random(self):
        return 0.25


f = Fixed()
print(f.random(), f.uniform(0, 8), f.choice([1, 2, 3, 4]), f.randint(1, 100), f.shuffle(list(range(3))))
