"""An incremental one-way constraint solver over a small class hierarchy (the shape of DeltaBlue)."""

REQUIRED = 0
STRONG = 1
MEDIUM = 2
WEAK = 3
WEAKEST = 4


class Variable:
    def __init__(self, name, value):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.strength = WEAKEST
        self.stay = True


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def inputs_known(self, mark):
        return True

    def is_satisfied(self):
        return False

    def choose_method(self, mark):
        pass

    def output(self):
        raise NotImplementedError

    def mark_inputs(self, mark):
        pass

    def recalculate(self):
        pass

    def execute(self):
        pass

    def mark_unsatisfied(self):
        pass

    def attach(self):
        pass

    def detach(self):
        pass

    def is_input(self):
        return False


class Unary(Constraint):
    def __init__(self, variable, strength):
        super().__init__(strength)
        self.variable = variable
        self.satisfied = False

    def attach(self):
        self.variable.constraints.append(self)
        self.satisfied = False

    def detach(self):
        self.variable.constraints.remove(self)
        self.satisfied = False

    def choose_method(self, mark):
        self.satisfied = self.variable.mark != mark and self.strength < self.variable.strength

    def is_satisfied(self):
        return self.satisfied

    def output(self):
        return self.variable

    def recalculate(self):
        self.variable.strength = self.strength
        self.variable.stay = not self.is_input()
        if self.variable.stay:
            self.execute()

    def mark_unsatisfied(self):
        self.satisfied = False


class Stay(Unary):
    pass


class Edit(Unary):
    def is_input(self):
        return True


class Binary(Constraint):
    def __init__(self, left, right, strength):
        super().__init__(strength)
        self.left = left
        self.right = right
        self.direction = 0

    def attach(self):
        self.left.constraints.append(self)
        self.right.constraints.append(self)
        self.direction = 0

    def detach(self):
        self.left.constraints.remove(self)
        self.right.constraints.remove(self)
        self.direction = 0

    def choose_method(self, mark):
        if self.left.mark == mark:
            self.direction = 1 if self.right.mark != mark and self.strength < self.right.strength else 0
        elif self.right.mark == mark:
            self.direction = -1 if self.strength < self.left.strength else 0
        elif self.right.strength < self.left.strength:
            self.direction = -1 if self.strength < self.left.strength else 0
        else:
            self.direction = 1 if self.strength < self.right.strength else 0

    def is_satisfied(self):
        return self.direction != 0

    def output(self):
        return self.right if self.direction > 0 else self.left

    def input(self):
        return self.left if self.direction > 0 else self.right

    def mark_inputs(self, mark):
        self.input().mark = mark

    def inputs_known(self, mark):
        i = self.input()
        return i.mark == mark or i.stay or i.determined_by is None

    def recalculate(self):
        i = self.input()
        o = self.output()
        o.strength = self.strength if self.strength > i.strength else i.strength
        o.stay = i.stay
        if o.stay:
            self.execute()

    def mark_unsatisfied(self):
        self.direction = 0


class Equal(Binary):
    def execute(self):
        self.output().value = self.input().value


class Scale(Binary):
    def __init__(self, left, scale, offset, right, strength):
        super().__init__(left, right, strength)
        self.scale = scale
        self.offset = offset

    def attach(self):
        super().attach()
        self.scale.constraints.append(self)
        self.offset.constraints.append(self)

    def mark_inputs(self, mark):
        super().mark_inputs(mark)
        self.scale.mark = mark
        self.offset.mark = mark

    def execute(self):
        if self.direction > 0:
            self.right.value = self.left.value * self.scale.value + self.offset.value
        else:
            self.left.value = (self.right.value - self.offset.value) // self.scale.value

    def recalculate(self):
        i = self.input()
        o = self.output()
        o.strength = self.strength if self.strength > i.strength else i.strength
        o.stay = i.stay and self.scale.stay and self.offset.stay
        if o.stay:
            self.execute()


class Planner:
    def __init__(self):
        self.current_mark = 0

    def new_mark(self):
        self.current_mark += 1
        return self.current_mark

    def add(self, c):
        c.attach()
        mark = self.new_mark()
        overridden = self.satisfy(c, mark)
        while overridden is not None:
            overridden = self.satisfy(overridden, mark)

    def satisfy(self, c, mark):
        c.choose_method(mark)
        if not c.is_satisfied():
            if c.strength == REQUIRED:
                raise RuntimeError("could not satisfy a required constraint")
            return None
        c.mark_inputs(mark)
        out = c.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.mark_unsatisfied()
        out.determined_by = c
        if not self.propagate(c, mark):
            raise RuntimeError("cycle")
        out.mark = mark
        return overridden

    def propagate(self, c, mark):
        todo = [c]
        while todo:
            d = todo.pop()
            out = d.output()
            if out.mark == mark:
                return False
            d.recalculate()
            for consumer in out.constraints:
                if consumer is not out.determined_by and consumer.is_satisfied():
                    todo.append(consumer)
        return True

    def remove(self, c):
        if not c.is_satisfied():
            c.detach()
            return
        out = c.output()
        c.mark_unsatisfied()
        c.detach()
        out.determined_by = None
        out.strength = WEAKEST
        out.stay = True
        unsatisfied = []
        todo = [out]
        while todo:
            v = todo.pop()
            for d in v.constraints:
                if not d.is_satisfied():
                    unsatisfied.append(d)
            for d in v.constraints:
                if d is not v.determined_by and d.is_satisfied():
                    d.recalculate()
                    todo.append(d.output())
        for strength in range(REQUIRED, WEAKEST + 1):
            for d in unsatisfied:
                if d.strength == strength:
                    mark = self.new_mark()
                    overridden = self.satisfy(d, mark)
                    while overridden is not None:
                        overridden = self.satisfy(overridden, mark)

    def plan(self, edit):
        mark = self.new_mark()
        plan = []
        todo = [edit]
        while todo:
            c = todo.pop()
            out = c.output()
            if out.mark != mark and c.inputs_known(mark):
                plan.append(c)
                out.mark = mark
                for d in out.constraints:
                    if d is not out.determined_by and d.is_satisfied():
                        todo.append(d)
        return plan


def chain(n):
    planner = Planner()
    variables = [Variable("v" + str(i), 0) for i in range(n + 1)]
    for i in range(n):
        planner.add(Equal(variables[i], variables[i + 1], REQUIRED))
    planner.add(Stay(variables[n], MEDIUM))
    edit = Edit(variables[0], STRONG)
    planner.add(edit)
    plan = planner.plan(edit)
    total = 0
    for value in range(100):
        variables[0].value = value
        for c in plan:
            c.execute()
        total += variables[n].value
    planner.remove(edit)
    return total


def projection(n):
    planner = Planner()
    scale = Variable("scale", 10)
    offset = Variable("offset", 1000)
    sources = []
    targets = []
    for i in range(n):
        source = Variable("src", i)
        target = Variable("dst", i)
        sources.append(source)
        targets.append(target)
        planner.add(Stay(source, MEDIUM))
        planner.add(Scale(source, scale, offset, target, REQUIRED))
    total = 0
    for k in range(20):
        for variable, value in ((sources[n // 2], k), (scale, 5 + k), (offset, 2000 + k)):
            edit = Edit(variable, STRONG)
            planner.add(edit)
            plan = planner.plan(edit)
            variable.value = value
            for source in sources:
                for c in source.constraints:
                    c.execute()
            for c in plan:
                c.execute()
            planner.remove(edit)
        for target in targets:
            total += target.value
    return total


def main():
    total = 0
    for _ in range(36):
        total += chain(1200)
        total += projection(400)
    print(total)


if __name__ == "__main__":
    main()
