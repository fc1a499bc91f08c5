class Counter:
    def __init__(self, start: int) -> None:
        self.n = start

    def tick(self) -> int:
        self.n += 1
        return self.n


c = Counter(5)
c.tick()
print(c.tick(), c.n)
