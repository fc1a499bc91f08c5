name = input("name? ")
age = int(input())
print(f"{name!r} is {age}")
while True:
    line = input("> ")
    if not line:
        break
    print(line.upper())
try:
    while True:
        print(repr(input()))
except EOFError as e:
    print("EOF", e)
try:
    int(input("again"))
except EOFError:
    print()
    print("still EOF")
