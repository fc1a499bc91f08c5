name = "World"
n = 42
pi = 3.14159265
items = [1, 2, 3]
d = {"a": 1, "b": {"c": 2}}
print(f"Hello {name}!", f"{n}", f"{n + 1}", f"{n:5d}|{n:<5}|{n:^5}|{n:>5}|{n:05}", f"{pi:.2f}", f"{pi:10.3f}|", f"{pi:{10}.{2}f}", f"{items}", f"{items[0]}", f"{d['a']}", f"{d["b"]["c"]}", f'{name!r}', f"{name!s:>10}", f"{name!a}")
print(f"{n=}", f"{n = }", f"{n=:>5}", f"{name=}", f"{name=!s}", f"{n+1=}", f"{ n }", f"{pi=:.1f}", f"{items[1]=}", f"{len(items) = }")
print(f"{{}}", f"{{{n}}}", f"{'a' if n > 5 else 'b'}", f"{(lambda x: x * 2)(4)}", f"{max(items)}", f"{[i * 2 for i in items]}", f"{ {1: 2}[1] }", f"{n!r:^10}", f"{'nested ' + f'{n} {f"{n}"}'}")
print(f"""multi
{n}
line {
    name
}""")
print(f"a" f"{n}" "b" f"{name}", "x" f"{1}" 'y', f"{n}" "{n}", rf"\n{n}\t", f"\n{n}\t|", f"\x41{n}\u00e9", f"{'\n'.join(['a', 'b'])}")
width, prec = 12, 4
print(f"{pi:{width}.{prec}}|", f"{pi:>{width}}|", f"{name:*^{width}}", f"{n:#x} {n:#b} {n:#o} {n:,} {n:e} {n:%}", f"{10**9:,} {10**9:_}", f"{n:c}", f"{True} {None} {1.0} {b'x'}")
print(f"{n:{'>' if n else '<'}{width}}|", f"{n:{"0"}{5}}", f"{'a':{'b'}<{3}}")
x = 5
print(f"{x:=+5}" , f"{(y := x + 1)} {y}", f"{x!r}{x!s}", f"{x,}", f"{x, n}", f"{*items,}", f"{x:}", f"{x == 5}", f"{x != 5}", f"{x >= 5}", f"{x if x else 0:>4}")


def greet(who, *, times=1):
    return f"{'hi ' * times}{who}"


print(f"{greet('bob', times=2)}", f"{greet(who=name)}", f"{'{'}{'}'}", f"{'''triple'''}", f"{"double"}")
for bad in (lambda: f"{n:s}", lambda: f"{name:d}", lambda: f"{items:5}", lambda: f"{None:>5}", lambda: f"{d:x}", lambda: f"{n:.2}" if False else f"{n:.2d}", lambda: f"{pi:d}", lambda: f"{name:,}", lambda: f"{undefined}"):
    try:
        print(bad())
    except (ValueError, TypeError, NameError) as e:
        print(type(e).__name__, e)
