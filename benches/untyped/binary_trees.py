class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def check(self):
        left = self.left
        right = self.right
        if left is None or right is None:
            return 1
        return 1 + left.check() + right.check()


def make(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def main():
    min_depth = 4
    max_depth = 16
    print("stretch", max_depth + 1, make(max_depth + 1).check())
    long_lived = make(max_depth)
    depth = min_depth
    while depth <= max_depth:
        iters = 1 << (max_depth - depth + min_depth)
        total = 0
        for _ in range(iters):
            total += make(depth).check()
        print(iters, depth, total)
        depth += 2
    print("long lived", max_depth, long_lived.check())


if __name__ == "__main__":
    main()
