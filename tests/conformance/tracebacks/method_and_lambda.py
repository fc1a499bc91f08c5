class Engine:
    def __init__(self, power):
        self.power = power

    def run(self, load):
        return self.check(lambda p: p // load)

    def check(self, f):
        return [f(p) for p in (self.power, 1)][0]


class Car:
    engine = Engine(100)

    @property
    def speed(self):
        return self.engine.run(0)


print("start")
car = Car()
print(car.speed)
