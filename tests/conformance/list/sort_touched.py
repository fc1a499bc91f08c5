# A list that is changed while it is sorted: the sort says so, also when the list is empty again at its end.
import functools


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Popping:
    def __lt__(self, other):
        if queue:
            queue.pop()
        else:
            queue.append(1)
        return False


queue = [Popping() for _ in range(20)]
attempt(queue.sort)
print(len(queue))

pair = [2, 1]


def append_and_clear(x, y):
    pair.append(3)
    del pair[:]
    return x - y


attempt(lambda: pair.sort(key=functools.cmp_to_key(append_and_clear)))
print(pair)

# Clearing what is empty anyway is no change.
quiet = [3, 1, 2]
attempt(lambda: quiet.sort(key=lambda x: (quiet.clear(), x)[1]))
print(quiet)

# The old items are gone before the new ones come.
again = [1, 2, 3]
attempt(lambda: again.__init__(5))
print(again)
