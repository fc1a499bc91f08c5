print([x * x for x in range(4)], {x for x in "aa"}, {x: x for x in (1, 2)}, sum(x for x in range(5)))
