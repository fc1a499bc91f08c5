add = lambda a, b=10, *args, c=1, **kw: (a, b, args, c, kw)
print(add(1), add(1, 2, 3, c=4, d=5), (lambda: None)(), (lambda *a: a)(1, 2), (lambda **k: k)(x=1), (lambda x: lambda y: x + y)(1)(2))
compose = lambda *fs: lambda x: x if not fs else compose(*fs[:-1])(fs[-1](x))
print(compose(lambda x: x + 1, lambda x: x * 2)(5))


def make_adder(n):
    return lambda x: x + n


adders = [make_adder(i) for i in range(3)]
print([a(10) for a in adders], sorted([3, 1, 2], key=lambda x: -x), list(map(lambda p: p[0] + p[1], [(1, 2), (3, 4)])), list(filter(lambda x: x > 1, range(4))))


def bank(balance):
    def deposit(n):
        nonlocal balance
        balance += n
        return balance

    def withdraw(n):
        nonlocal balance
        if n > balance:
            raise ValueError("insufficient funds")
        balance -= n
        return balance

    return {"deposit": deposit, "withdraw": withdraw, "balance": lambda: balance}


a, b = bank(100), bank(5)
print(a["deposit"](50), a["withdraw"](30), b["balance"](), a["balance"]())
try:
    b["withdraw"](10)
except ValueError as e:
    print(e)


def memoize(f):
    cache = {}

    def wrapper(*args):
        if args not in cache:
            cache[args] = f(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


@memoize
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.cache))


def loop_capture():
    result = []
    for i in range(3):
        x = i * 10
        result.append(lambda: (i, x))
    return [f() for f in result]


print(loop_capture())


def curry(f, n):
    def take(*args):
        if len(args) >= n:
            return f(*args)
        return lambda *more: take(*args, *more)

    return take


print(curry(lambda a, b, c: a * 100 + b * 10 + c, 3)(1)(2)(3), curry(max, 2)(4, 9))
counter = {"n": 0}


def tick():
    counter["n"] += 1
    return tick if counter["n"] < 5 else counter["n"]


print(tick()()()()())
print(make_adder(1).__closure__[0].cell_contents, make_adder.__closure__, fib.__closure__ is not None)
