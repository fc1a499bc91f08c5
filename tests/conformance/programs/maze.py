MAZE = """
#########
#S..#...#
#.#.#.#.#
#.#...#.#
#.###.#.#
#...#.#E#
#########
"""


def parse(text):
    grid = [list(line) for line in text.strip().splitlines()]
    find = lambda ch: next((r, c) for r, row in enumerate(grid) for c, v in enumerate(row) if v == ch)
    return grid, find("S"), find("E")


def solve(grid, start, goal):
    came = {start: None}
    frontier = [start]
    while frontier:
        following = []
        for r, c in frontier:
            if (r, c) == goal:
                path = [goal]
                while (p := came[path[-1]]) is not None:
                    path.append(p)
                return path[::-1]
            for step in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
                if grid[step[0]][step[1]] != "#" and step not in came:
                    came[step] = (r, c)
                    following.append(step)
        frontier = following
    return None


grid, start, goal = parse(MAZE)
path = solve(grid, start, goal)
print(len(path), path[:3], path[-1])
for r, c in path[1:-1]:
    grid[r][c] = "*"
print("\n".join("".join(row) for row in grid))
grid[1][5] = grid[3][3] = "#"
print(solve(grid, start, goal))


def flood(grid, r, c, new):
    old = grid[r][c]
    stack, painted = [(r, c)], 0
    while stack:
        y, x = stack.pop()
        if 0 <= y < len(grid) and 0 <= x < len(grid[0]) and grid[y][x] == old != new:
            grid[y][x] = new
            painted += 1
            stack += [(y + 1, x), (y - 1, x), (y, x + 1), (y, x - 1)]
    return painted


picture = [[1, 1, 0], [0, 1, 0], [1, 0, 1]]
print(flood(picture, 0, 0, 7), picture)
