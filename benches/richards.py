"""A simulated operating system: tasks of several classes that pass packets (the shape of Richards)."""
from typing import Optional

IDLE: int = 0
WORKER: int = 1
HANDLER_A: int = 2
HANDLER_B: int = 3
DEVICE_A: int = 4
DEVICE_B: int = 5
TASKS: int = 6
SIZE: int = 4


class Packet:
    def __init__(self, link: "Optional[Packet]", owner: int, is_work: bool) -> None:
        self.link: Optional[Packet] = link
        self.owner: int = owner
        self.is_work: bool = is_work
        self.datum: int = 0
        self.data: list[int] = [0] * SIZE

    def append_to(self, queue: "Optional[Packet]") -> "Packet":
        self.link = None
        if queue is None:
            return self
        last = queue
        while last.link is not None:
            last = last.link
        last.link = self
        return queue


class Task:
    def __init__(self, system: "System", id: int, priority: int, queue: Optional[Packet]) -> None:
        self.system: System = system
        self.id: int = id
        self.priority: int = priority
        self.queue: Optional[Packet] = queue
        self.waiting: bool = queue is None
        self.held: bool = False
        self.runnable: bool = queue is not None

    def blocked(self) -> bool:
        return self.held or (self.waiting and self.queue is None)

    def step(self) -> "Task":
        packet: Optional[Packet] = None
        if self.waiting and self.queue is not None:
            packet = self.queue
            self.queue = packet.link
            packet.link = None
        self.waiting = False
        return self.run(packet)

    def run(self, packet: Optional[Packet]) -> "Task":
        raise NotImplementedError

    def wait(self) -> "Task":
        self.waiting = True
        return self

    def hold(self) -> "Task":
        self.system.hold_count += 1
        self.held = True
        return self.system.next_after(self.id)

    def release(self, id: int) -> "Task":
        task = self.system.tasks[id]
        task.held = False
        return task if task.priority > self.priority else self

    def send(self, packet: Packet) -> "Task":
        target = self.system.tasks[packet.owner]
        self.system.queue_count += 1
        packet.link = None
        packet.owner = self.id
        empty = target.queue is None
        target.queue = packet.append_to(target.queue)
        if empty and target.priority > self.priority:
            return target
        return self


class Idle(Task):
    def __init__(self, system: "System", count: int) -> None:
        super().__init__(system, IDLE, 0, None)
        self.control: int = 1
        self.count: int = count
        self.waiting = False

    def run(self, packet: Optional[Packet]) -> Task:
        self.count -= 1
        if self.count == 0:
            return self.hold()
        if self.control & 1 == 0:
            self.control //= 2
            return self.release(DEVICE_A)
        self.control = self.control // 2 ^ 0xD008
        return self.release(DEVICE_B)


class Worker(Task):
    def __init__(self, system: "System", queue: Optional[Packet]) -> None:
        super().__init__(system, WORKER, 1000, queue)
        self.destination: int = HANDLER_A
        self.letter: int = 0
        self.waiting = True

    def run(self, packet: Optional[Packet]) -> Task:
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.owner = self.destination
        packet.datum = 0
        for i in range(SIZE):
            self.letter += 1
            if self.letter > 26:
                self.letter = 1
            packet.data[i] = 64 + self.letter
        self.waiting = True
        return self.send(packet)


class Handler(Task):
    def __init__(self, system: "System", id: int, priority: int, queue: Optional[Packet]) -> None:
        super().__init__(system, id, priority, queue)
        self.work: Optional[Packet] = None
        self.devices: Optional[Packet] = None
        self.waiting = True

    def run(self, packet: Optional[Packet]) -> Task:
        if packet is not None:
            if packet.is_work:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is not None:
            if work.datum >= SIZE:
                self.work = work.link
                self.waiting = True
                return self.send(work)
            device = self.devices
            if device is not None:
                self.devices = device.link
                device.datum = work.data[work.datum]
                work.datum += 1
                self.waiting = True
                return self.send(device)
        return self.wait()


class Device(Task):
    def __init__(self, system: "System", id: int, priority: int) -> None:
        super().__init__(system, id, priority, None)
        self.pending: Optional[Packet] = None
        self.waiting = True

    def run(self, packet: Optional[Packet]) -> Task:
        if packet is None:
            pending = self.pending
            if pending is None:
                return self.wait()
            self.pending = None
            self.waiting = True
            return self.send(pending)
        self.pending = packet
        self.waiting = False
        return self.hold()


class System:
    def __init__(self, count: int) -> None:
        self.hold_count: int = 0
        self.queue_count: int = 0
        self.steps: int = 0
        self.tasks: list[Task] = []
        self.tasks.append(Idle(self, count))
        self.tasks.append(Worker(self, Packet(Packet(None, WORKER, True), WORKER, True)))
        for id, device, priority in ((HANDLER_A, DEVICE_A, 2000), (HANDLER_B, DEVICE_B, 3000)):
            queue: Optional[Packet] = None
            for _ in range(3):
                queue = Packet(queue, device, False)
            self.tasks.append(Handler(self, id, priority, queue))
        self.tasks.append(Device(self, DEVICE_A, 4000))
        self.tasks.append(Device(self, DEVICE_B, 5000))

    def next_after(self, id: int) -> Task:
        """The task of the highest priority that can run; the idle task if there is none."""
        best: Task = self.tasks[IDLE]
        for task in self.tasks:
            if not task.blocked() and task.priority > best.priority:
                best = task
        return best

    def run(self) -> None:
        task: Task = self.tasks[IDLE]
        idle = self.tasks[IDLE]
        while not idle.held:
            if task.blocked():
                task = self.next_after(task.id)
            self.steps += 1
            task = task.step()


def main() -> None:
    total: int = 0
    for _ in range(10):
        system = System(40000)
        system.run()
        total += system.hold_count * 3 + system.queue_count + system.steps
    print(system.hold_count, system.queue_count, system.steps, total)


if __name__ == "__main__":
    main()
