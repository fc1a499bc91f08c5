a = []
a.append(3)
a.extend([1, 2])
a.extend("ab")
a.insert(0, "first")
a.insert(100, "last")
a.insert(-1, "before last")
print(a, a.pop(), a.pop(0), a.pop(-2), a)
a.remove(1)
print(a, a.index(2), a.count("a"), a.index("a", 1), a.index("a", -3))
for f in (lambda: a.remove("zz"), lambda: a.index("zz"), lambda: a.pop(99), lambda: [].pop(), lambda: a.index(3, 2), lambda: a.insert("x", 1), lambda: a.extend(5), lambda: a.append(), lambda: a.append(1, 2), lambda: a.pop("x"), lambda: a.sort(5), lambda: a.index(), lambda: a.insert(1)):
    try:
        print(f())
    except (ValueError, IndexError, TypeError) as e:
        print(type(e).__name__, e)
n = [5, 3, 8, 1, 9, 2]
print(n.sort(), n, n.reverse(), n)
n.sort(reverse=True)
print(n, n.copy(), n.clear(), n)
words = ["banana", "Apple", "cherry", "date", "fig", "Elder"]
words.sort()
print(words)
words.sort(key=str.lower)
print(words)
words.sort(key=len)
print(words)
words.sort(key=lambda w: (len(w), w), reverse=True)
print(words)
a = [1, 2, 3]
a.extend(a)
print(a, a.count(1), a.__len__(), a.__contains__(2), a.__add__([9]), a.__getitem__(0), a.__iter__().__next__())
a.__setitem__(0, "set")
a.__delitem__(1)
print(a, list.append(a, 7), a, list.index(a, 7))
a.extend(x * x for x in range(3))
a.extend({"k": 1})
print(a)
append = a.append
for i in range(3):
    append(i)
print(a)
