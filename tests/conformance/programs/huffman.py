class Leaf:
    def __init__(self, symbol, count):
        self.symbol, self.count = symbol, count

    def codes(self, prefix, out):
        out[self.symbol] = prefix or "0"


class Branch:
    def __init__(self, left, right):
        self.left, self.right = left, right
        self.count = left.count + right.count

    def codes(self, prefix, out):
        self.left.codes(prefix + "0", out)
        self.right.codes(prefix + "1", out)


def build(text):
    counts = {}
    for ch in text:
        counts[ch] = counts.get(ch, 0) + 1
    queue = [(n, i, Leaf(ch, n)) for i, (ch, n) in enumerate(sorted(counts.items()))]
    serial = len(queue)
    while len(queue) > 1:
        queue.sort(key=lambda entry: entry[:2], reverse=True)
        a, b = queue.pop(), queue.pop()
        queue.append((a[0] + b[0], serial, Branch(a[2], b[2])))
        serial += 1
    return queue[0][2]


def encode(text, codes):
    return "".join(codes[ch] for ch in text)


def decode(bits, tree):
    out, node = [], tree
    for bit in bits:
        node = node.left if bit == "0" else node.right
        if isinstance(node, Leaf):
            out.append(node.symbol)
            node = tree
    return "".join(out)


text = "this is an example of a huffman tree"
tree = build(text)
codes = {}
tree.codes("", codes)
bits = encode(text, codes)
print(sorted(codes.items(), key=lambda kv: (len(kv[1]), kv[1])), len(bits), bits[:40], decode(bits, tree) == text)
