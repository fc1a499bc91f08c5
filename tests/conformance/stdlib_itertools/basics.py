import itertools as it
from itertools import accumulate, batched, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest
import operator

print(list(islice(count(5), 3)), list(islice(count(1, 0.5), 4)), list(islice(cycle("ab"), 5)), list(repeat("x", 3)), list(islice(repeat(1), 2)), list(islice(count(10, -3), 3)))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([1, 2], initial=100)), list(accumulate([3, 1, 4], max)), list(accumulate([])), list(accumulate("abc")))
print(list(chain("ab", [1], ())), list(chain.from_iterable(["ab", [1, 2]])), list(compress("abcdef", [1, 0, 1, 0, 1])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, ""])))
print([(k, list(g)) for k, g in groupby("aaabbc")], [(k, [x for x in g]) for k, g in groupby(range(10), key=lambda x: x // 4)], [k for k, _ in groupby([1, 1, 2, 1])])
print(list(islice("abcdef", 2)), list(islice("abcdef", 2, 4)), list(islice("abcdef", 1, None, 2)), list(islice("abc", None)), list(pairwise("abcd")), list(pairwise([1])), list(batched("abcdefg", 3)), list(zip_longest("ab", [1, 2, 3])), list(zip_longest("ab", [1], fillvalue="-")), list(starmap(pow, [(2, 3), (3, 2)])))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=3)), list(product()), list(permutations("abc")), list(permutations([1, 2, 3], 2)), list(permutations([], 0)), list(combinations("abcd", 2)), list(combinations([1, 2], 3)), list(combinations_with_replacement("ab", 2)), len(list(permutations(range(5)))))
a, b = tee([1, 2, 3])
print(next(a), list(b), list(a), len(tee([], 3)))
c = count()
print(next(c), next(c), c, repr(repeat(5, 2)), repr(count(1, 2)))
g = groupby([1, 1, 2, 2, 3])
first_key, first_group = next(g)
second_key, second_group = next(g)
print(first_key, list(first_group), second_key, list(second_group))
for f in (lambda: islice([], -1), lambda: islice([], 0, 1, 0), lambda: list(batched([1], 0)), lambda: list(batched([1, 2, 3], 2, strict=True)), lambda: combinations([1], -1), lambda: permutations([1], -1), lambda: chain(5).__next__(), lambda: repeat(), lambda: product(5), lambda: list(starmap(pow, [1])), lambda: tee([], -1), lambda: count("a"), lambda: islice([1])):
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
