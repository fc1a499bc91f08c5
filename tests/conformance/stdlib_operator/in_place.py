import operator as op

l = [1]
print(op.iadd(5, 2), op.isub(5, 2), op.imul(5, 2), op.itruediv(5, 2), op.ifloordiv(5, 2), op.imod(5, 2), op.ipow(5, 2), op.ilshift(5, 2), op.irshift(5, 2), op.iand(5, 2), op.ior(5, 2), op.ixor(5, 2), op.iconcat(l, [2]) is l, l)


class M:
    def __matmul__(self, o):
        return "matmul"

    def __imatmul__(self, o):
        return "imatmul"


print(op.matmul(M(), 1), op.imatmul(M(), 1), op.__add__(1, 2), op.__lt__(1, 2), op.__contains__([1], 1))
try:
    op.matmul(1, 2)
except TypeError as e:
    print(e)
