class Weight:
    def __add__(self, other):
        return self.kg + other


x = Weight()
print("go")
y = 1 + 2 * (3 - x) if False else [x + 5][0]
