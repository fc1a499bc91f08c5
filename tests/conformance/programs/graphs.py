from collections import defaultdict, deque


class Graph:
    def __init__(self):
        self.edges = defaultdict(dict)

    def add(self, a, b, weight=1):
        self.edges[a][b] = weight
        self.edges[b].setdefault(a, weight)

    def bfs(self, start):
        seen, order, queue = {start}, [], deque([start])
        while queue:
            node = queue.popleft()
            order.append(node)
            for n in sorted(self.edges[node]):
                if n not in seen:
                    seen.add(n)
                    queue.append(n)
        return order

    def dfs(self, node, seen=None):
        seen = seen if seen is not None else []
        seen.append(node)
        for n in sorted(self.edges[node]):
            if n not in seen:
                self.dfs(n, seen)
        return seen

    def shortest(self, start, goal):
        distance, previous, todo = {start: 0}, {}, {start}
        while todo:
            node = min(todo, key=lambda n: (distance[n], n))
            todo.remove(node)
            if node == goal:
                break
            for n, w in self.edges[node].items():
                d = distance[node] + w
                if d < distance.get(n, float("inf")):
                    distance[n], previous[n] = d, node
                    todo.add(n)
        path = [goal]
        while path[-1] != start:
            path.append(previous[path[-1]])
        return distance[goal], path[::-1]


g = Graph()
for a, b, w in [("A", "B", 4), ("A", "C", 2), ("B", "C", 1), ("B", "D", 5), ("C", "D", 8), ("C", "E", 10), ("D", "E", 2), ("D", "F", 6), ("E", "F", 3)]:
    g.add(a, b, w)
print(g.bfs("A"), g.dfs("A"), g.shortest("A", "F"))


def topological(deps):
    order, state = [], {}

    def visit(n, path):
        if state.get(n) == "done":
            return
        if state.get(n) == "active":
            raise ValueError("cycle: " + " -> ".join(path + [n]))
        state[n] = "active"
        for d in deps.get(n, ()):
            visit(d, path + [n])
        state[n] = "done"
        order.append(n)

    for n in sorted(deps):
        visit(n, [])
    return order


print(topological({"app": ["db", "log"], "db": ["log", "conf"], "log": ["conf"], "conf": []}))
try:
    topological({"a": ["b"], "b": ["c"], "c": ["a"]})
except ValueError as e:
    print(e)
