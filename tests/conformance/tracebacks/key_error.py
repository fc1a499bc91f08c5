inventory = {"apple": 3}
order = ["apple", "pear"]
for name in order:
    print(name, inventory[name])
