def sign(n):
    if n > 0:
        return "positive"
    elif n < 0:
        return "negative"
    else:
        return "zero"


print([sign(n) for n in (-1, 0, 1)])
x = 5
print("big" if x > 10 else "medium" if x > 3 else "small", 1 < x < 10, 1 < x > 3, 1 < 2 < 3 < 4 > 3, not 1 < x, x == 5 != 6, 1 == 1.0 == True, x in [5] in [[5]] if False else x in [5])
print(x is x is not None, 3 not in [1, 2], None is None, not None, (1 if [] else 2) + 3, [1, 2][x > 3], -2 ** 2, (-2) ** 2, 2 ** -1, not True == False, 1 + 2 * 3 - 4 // 2 % 3, 7 & 3 | 8 ^ 1, 1 << 2 + 1, ~1 + 2, 10 - 5 - 2, 2 ** 2 ** 0, -7 // 2, -(7 // 2), 5 - -3, 1 if 0 else 2 if 0 else 3)
if x:
    if x > 100:
        print("no")
    elif x == 5:
        pass
        if not x:
            print("no")
        else:
            print("nested else")
if x: print("one line"); print("two")
for i in range(2): print(i, end=" ")
print()
if 1 < 2 and 3 > 2 or False: print("logic")
print(x and "and", 0 or "or", not x or "last", (x and 0) or "mixed", x > 3 and x < 10, x > 3 or 1 / 0, x < 3 and 1 / 0)
a = b = None
print(a is b, a == b, None == 0, None == False, None != None)
y = x if isinstance(x, int) else len(x)
print(y)
pass
...
"expression statement"
print(... is Ellipsis, Ellipsis, type(...), NotImplemented if False else "ok", repr(...))
long_condition = (
    x == 5
    and y == 5
    and not (
        x > y
    )
)
print(long_condition, \
      "continued")
print([
    1,  # comment inside
    2,
], {
    "k": 1,
}, (1,), )
