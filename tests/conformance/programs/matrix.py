class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        if len({len(r) for r in self.rows}) > 1:
            raise ValueError("ragged matrix")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        i, j = key
        return self.rows[i][j]

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        return Matrix([[sum(a * b for a, b in zip(row, col)) for col in zip(*other.rows)] for row in self.rows])

    def __pow__(self, n):
        result, base = Matrix.identity(self.shape[0]), self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result

    def determinant(self):
        if self.shape == (1, 1):
            return self.rows[0][0]
        return sum((-1) ** j * v * self.minor(0, j).determinant() for j, v in enumerate(self.rows[0]))

    def minor(self, i, j):
        return Matrix([r[:j] + r[j + 1 :] for k, r in enumerate(self.rows) if k != i])

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __str__(self):
        widths = [max(len(str(v)) for v in col) for col in zip(*self.rows)]
        return "\n".join(" ".join(f"{v:>{w}}" for v, w in zip(r, widths)) for r in self.rows)


m = Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]])
print(m, m.T, m + m, m @ m, m.shape, m[1, 2], m.determinant(), (m @ m.T).determinant() == m.determinant() ** 2, sep="\n")
fib = Matrix([[1, 1], [1, 0]])
print((fib**100)[0, 1], fib**0 == Matrix.identity(2))
spiral = [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]]
out = []
while spiral:
    out.extend(spiral.pop(0))
    spiral = [list(r) for r in zip(*spiral)][::-1]
print(out)
for f in (lambda: Matrix([[1], [1, 2]]), lambda: m @ Matrix([[1, 2]]), lambda: m[5, 5]):
    try:
        f()
    except (ValueError, IndexError) as e:
        print(type(e).__name__, e)
