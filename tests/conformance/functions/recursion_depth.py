import sys

def down(n):
    if n == 0:
        return 0
    return down(n - 1) + 1

def deep(n):
    return deep(n + 1)

def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))

calls = 0
def count(n):
    global calls
    calls += 1
    return count(n + 1) + n

def big(n):
    if n == 0:
        return 2**61
    return big(n - 1) + big(n - 1)

def boom(n):
    if n == 0:
        return 1 // n
    return boom(n - 1) + n

for k in range(985, 1003):
    try:
        print(k, down(k))
    except RecursionError as e:
        print(k, e)
try:
    count(0)
except RecursionError:
    print(calls)
sys.setrecursionlimit(150)
calls = 0
try:
    count(0)
except RecursionError:
    print(calls)
calls = 0
def outer(n):
    return count(n)
try:
    outer(0)
except RecursionError:
    print(calls)
for k in range(140, 152):
    try:
        print(k, down(k))
    except RecursionError as e:
        print(k, e)
sys.setrecursionlimit(1000)
print(fib(20), ack(2, 3), big(5), fib(True))
try:
    boom(5)
except ZeroDivisionError:
    print("zero")
print(down(2.0) if False else "")
try:
    fib("x")
except TypeError as e:
    print(e)
print(fib(5.5))
boom(7)
