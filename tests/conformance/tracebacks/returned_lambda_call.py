"""Marks under a returned call whose callee is no plain name."""

def f():
    return (lambda q: 1 /
            q)(0)
f()
