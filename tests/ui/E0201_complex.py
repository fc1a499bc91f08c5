z = 1 + 2j
w = complex(1, 2)
b = bytearray(3)
m = memoryview(b"x")
