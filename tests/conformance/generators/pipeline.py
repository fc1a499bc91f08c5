def read(n: int):
    state = 17
    for i in range(n):
        state = (state * 48271) % 2147483647
        yield f"{i},{state % 100},{'abc'[state % 3]}"


def parse(lines):
    for line in lines:
        i, value, kind = line.split(",")
        yield int(i), int(value), kind


def keep(records, kind):
    for record in records:
        if record[2] == kind:
            yield record


def window(items, size):
    buffer = []
    for item in items:
        buffer.append(item)
        if len(buffer) == size:
            yield tuple(buffer)
            buffer.pop(0)


def running(values):
    total = 0
    for n, v in enumerate(values, 1):
        total += v
        yield total, round(total / n, 3)


records = list(parse(read(30)))
print(records[:4], len(records))
for kind in "abc":
    values = [r[1] for r in keep(parse(read(30)), kind)]
    print(kind, values, list(running(values))[-1])
print(list(window(range(6), 3)), list(window("ab", 3)))


def primes():
    seen = {}
    n = 2
    while True:
        if n in seen:
            for p in seen.pop(n):
                seen.setdefault(n + p, []).append(p)
        else:
            yield n
            seen[n * n] = [n]
        n += 1


out = []
for p in primes():
    if p > 60:
        break
    out.append(p)
print(out)


def permutations(items):
    if len(items) <= 1:
        yield tuple(items)
        return
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1 :]):
            yield (items[i],) + rest


print(list(permutations([1, 2, 3])))


def interleave(*gens):
    gens = list(gens)
    while gens:
        for g in gens[:]:
            try:
                yield next(g)
            except StopIteration:
                gens.remove(g)


print(list(interleave(iter("abc"), iter(range(5)), (x for x in [9.5]))))


def scheduler(tasks):
    log = []
    queue = list(tasks)
    while queue:
        task = queue.pop(0)
        try:
            log.append(next(task))
            queue.append(task)
        except StopIteration as stop:
            log.append(("done", stop.value))
    return log


def task(name, n):
    for i in range(n):
        yield f"{name}{i}"
    return name


print(scheduler([task("x", 2), task("y", 1), task("z", 3)]))
