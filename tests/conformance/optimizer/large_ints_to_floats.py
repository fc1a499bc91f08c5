# An int that no float can hold raises in float arithmetic, and the handler around it sees that.
def combine(x: int) -> None:
    for step in range(7):
        try:
            if step == 0:
                r = 1e-50 * x
            elif step == 1:
                r = x * 1e-50
            elif step == 2:
                r = x + 1.0
            elif step == 3:
                r = 1.0 - x
            elif step == 4:
                r = x / 2.0
            elif step == 5:
                r = x // 2.0
            else:
                r = x**2.0
            print(r)
        except OverflowError as error:
            print(step, error)


def scaled(x: int, text: str) -> float:
    shown = text + "!"
    try:
        return x * 0.5
    except OverflowError:
        return -1.0
    finally:
        print(shown)


combine(3)
combine(10**400)
print(scaled(5, "small"), scaled(10**500, "large"))
try:
    print((2**100_000) * 1e-50)
except OverflowError as error:
    print(error)
