def f(x):
    if x = 1:
        return x
    return (x + 


print(f(1)
