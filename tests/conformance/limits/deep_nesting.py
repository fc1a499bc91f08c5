def chained():
    source = [1] * 300
    return sum(source)


x = ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
y = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
print(x, y, chained())
z = 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1
print(z, not not not not not not True, - - - - - -5, ~~~~5)


def levels(n):
    if n:
        if n > 1:
            if n > 2:
                if n > 3:
                    for i in range(n):
                        while True:
                            try:
                                with_nothing = [k for k in range(i) if k]
                                if with_nothing:
                                    for q in with_nothing:
                                        if q % 2:
                                            return q, i
                            finally:
                                pass
                            break
    return None


print([levels(n) for n in range(6)])


def a():
    def b():
        def c():
            def d():
                def e():
                    return lambda: (lambda: (lambda: (lambda: n)())())()

                return e()

            return d()

        return c()

    n = "deep closure"
    return b()


print(a()())
print((lambda: (lambda: (lambda: (lambda: 4)())())())())
t = True if True else False if True else True if False else False
print(t, [[[i for i in range(j)] for j in range(k)] for k in range(3)])
class A:
    class B:
        class C:
            class D:
                name = "D"

                def get(self):
                    return self.name, A.B.C.D.__qualname__


print(A.B.C.D().get())
