from enum import IntEnum, auto
from typing import Callable


class Op(IntEnum):
    PUSH = auto()
    ADD = auto()
    SUB = auto()
    MUL = auto()
    LOAD = auto()
    STORE = auto()
    JUMP = auto()
    JUMP_IF_ZERO = auto()
    PRINT = auto()
    HALT = auto()


class VM:
    def __init__(self, code: list[tuple[Op, int]]) -> None:
        self.code = code
        self.stack: list[int] = []
        self.memory: dict[int, int] = {}
        self.pc = 0
        self.steps = 0
        self.output: list[str] = []

    def run(self) -> None:
        stack = self.stack
        while True:
            op, arg = self.code[self.pc]
            self.pc += 1
            self.steps += 1
            if op is Op.PUSH:
                stack.append(arg)
            elif op is Op.ADD:
                b = stack.pop()
                stack[-1] += b
            elif op is Op.SUB:
                b = stack.pop()
                stack[-1] -= b
            elif op is Op.MUL:
                b = stack.pop()
                stack[-1] *= b
            elif op is Op.LOAD:
                stack.append(self.memory[arg])
            elif op is Op.STORE:
                self.memory[arg] = stack.pop()
            elif op is Op.JUMP:
                self.pc = arg
            elif op is Op.JUMP_IF_ZERO:
                if stack.pop() == 0:
                    self.pc = arg
            elif op is Op.PRINT:
                self.output.append(str(stack.pop()))
            elif op is Op.HALT:
                return


def assemble(text: str) -> list[tuple[Op, int]]:
    labels: dict[str, int] = {}
    lines: list[list[str]] = []
    for line in text.splitlines():
        words = line.split("#")[0].split()
        if not words:
            continue
        if words[0].endswith(":"):
            labels[words[0][:-1]] = len(lines)
        else:
            lines.append(words)
    value: Callable[[str], int] = lambda w: labels[w] if w in labels else int(w)
    return [(Op[w[0].upper()], value(w[1]) if len(w) > 1 else 0) for w in lines]


FACTORIAL = """
    push 1
    store 0          # result
    push 25
    store 1          # n
loop:
    load 1
    jump_if_zero end
    load 0
    load 1
    mul
    store 0
    load 1
    push 1
    sub
    store 1
    jump loop
end:
    load 0
    print
    halt
"""
vm = VM(assemble(FACTORIAL))
vm.run()
print(vm.output, vm.steps, vm.memory)
try:
    VM(assemble("add\nhalt")).run()
except IndexError as e:
    print("stack underflow:", e)
try:
    assemble("fly 1")
except KeyError as e:
    print("unknown:", e)
