"""An intersection with an iterable ends when every item is found."""

def g():
    for i in [1,2,3,4,5]:
        print("y", i); yield i
print({1,2}.intersection(g()))
print(set().intersection(g()))
s={1,2}
s.intersection_update(g()); print(s)
print(frozenset([1]).intersection(g()))
s={1,2}
s&= {3}
s={1,2,3}
print(s)
