def compile_loops(code: str) -> dict[int, int]:
    jumps: dict[int, int] = {}
    stack: list[int] = []
    for i, c in enumerate(code):
        if c == "[":
            stack.append(i)
        elif c == "]":
            j = stack.pop()
            jumps[i], jumps[j] = j, i
    return jumps


def run(code: str, data: str = "") -> str:
    jumps = compile_loops(code)
    tape: list[int] = [0] * 100
    out: list[str] = []
    pointer = pc = position = 0
    while pc < len(code):
        c = code[pc]
        match c:
            case ">":
                pointer += 1
            case "<":
                pointer -= 1
            case "+":
                tape[pointer] = (tape[pointer] + 1) & 255
            case "-":
                tape[pointer] = (tape[pointer] - 1) & 255
            case ".":
                out.append(chr(tape[pointer]))
            case ",":
                tape[pointer] = ord(data[position]) if position < len(data) else 0
                position += 1
            case "[" if tape[pointer] == 0:
                pc = jumps[pc]
            case "]" if tape[pointer] != 0:
                pc = jumps[pc]
        pc += 1
    return "".join(out)


print(run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."))
print(run(",[>+<-]>.", "A"), run(",[.,]", "echo"))
