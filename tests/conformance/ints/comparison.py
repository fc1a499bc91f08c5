pairs = [(1, 1), (1, 2), (2, 1), (2**70, 2**70), (2**70, 2**71), (-2**70, 2**70), (1, 1.0), (1, 1.5), (2**53 + 1, 2.0**53), (10**30, 1e30), (10**400, float("inf")), (0, -0.0), (True, 1), (False, 0), (3, float("nan"))]
for a, b in pairs:
    print(a if abs(a) < 10**50 else "huge", b, a == b, a != b, a < b, a <= b, a > b, a >= b)
print(1 == "1", 1 != "1", 1 == None, 1 == [1])
for op in (lambda: 1 < "1", lambda: 1 <= None, lambda: 2**80 > [], lambda: {} >= 1):
    try:
        op()
    except TypeError as e:
        print(e)
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 > 0, 1 == 1.0 == True, 1 < 2 > 1)
print(max(3, 2**65, -1), min(3, 2**65, -2**65), sorted([5, -2**66, 2**66, 0, True]))
print(hash(1) == hash(1.0) == hash(True), hash(2**61 - 1), hash(2**61), hash(-1), hash(-2), hash(2**100), hash(-(2**100)))
