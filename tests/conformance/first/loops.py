total = 0
for i in range(10):
    total += i
print(total)
while total > 0:
    total -= 20
print(total)
