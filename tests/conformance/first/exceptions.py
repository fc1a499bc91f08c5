try:
    raise ValueError("bad")
except ValueError as e:
    print("caught", e)
try:
    [][0]
except IndexError as e:
    print(e)
finally:
    print("done")
