def count(n):
    for i in range(n):
        yield i


print(list(count(3)))
for x in count(2):
    print(x)
