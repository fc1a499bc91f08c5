data = [("bob", 25, 1.5), ("alice", 30, 2.5), ("carol", 25, 0.5), ("dave", 35, 2.5)]
print(sorted(data), sorted(data, key=lambda r: r[1]), sorted(data, key=lambda r: (-r[1], r[0])), sorted(data, key=lambda r: r[2], reverse=True), min(data, key=lambda r: r[2]), max(data, key=lambda r: (r[2], r[0])))
words = ["delta", "Alpha", "charlie", "bravo", "Echo", "a", ""]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: w[-1:]), sorted(words, key=lambda w: (len(w), w.lower()), reverse=True))
d = {"x": 3, "y": 1, "z": 2}
print(sorted(d), sorted(d, key=d.get), sorted(d.items(), key=lambda kv: kv[1]), sorted(d.values(), reverse=True), max(d, key=d.get), min(d.items(), key=lambda kv: kv[1]))


class Person:
    def __init__(self, name, age):
        self.name, self.age = name, age

    def __repr__(self):
        return f"{self.name}({self.age})"

    def __lt__(self, o):
        return self.age < o.age


people = [Person("a", 3), Person("b", 1), Person("c", 2)]
print(sorted(people), sorted(people, key=lambda p: p.name, reverse=True), max(people), min(people), sorted(people, reverse=True))
calls = []


def key(x):
    calls.append(x)
    return -x


print(sorted([3, 1, 2], key=key), calls)
stable = sorted([(1, "b"), (0, "x"), (1, "a"), (0, "w")], key=lambda p: p[0])
print(stable, sorted(stable, key=lambda p: p[0], reverse=True))
m = [[3, 1], [2], [], [1, 2, 3]]
m.sort(key=len)
print(m, sorted(m), sorted(m, key=sum), sorted([True, False, 2, 1.5, -1]), sorted(["10", "9", "2"], key=int), sorted("Hello World", key=lambda c: (c.lower(), c)))
