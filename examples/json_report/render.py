from abc import ABC, abstractmethod

from summary import Summary


class Renderer(ABC):
    @abstractmethod
    def heading(self, text: str) -> str: ...

    @abstractmethod
    def table(self, rows: list[tuple[str, str]]) -> list[str]: ...

    def render(self, summary: Summary) -> str:
        lines = [self.heading("Orders")]
        lines += self.table([("orders", str(summary.orders)), ("revenue", f"{summary.revenue:,.2f}")])
        lines.append(self.heading("By status"))
        lines += self.table([(status.name.lower(), str(n)) for status, n in summary.by_status.items() if n])
        lines.append(self.heading("Customers"))
        lines += self.table([(name, f"{total:,.2f}") for name, total in summary.by_customer])
        lines.append(self.heading("Best sold"))
        lines += self.table([(name, f"{n} x") for name, n in summary.best_items[:3]])
        if summary.notes:
            lines.append(self.heading("Notes"))
            lines += [f"- {note}" for note in summary.notes]
        return "\n".join(lines) + "\n"


class Text(Renderer):
    def heading(self, text: str) -> str:
        return f"\n{text}\n{'=' * len(text)}"

    def table(self, rows: list[tuple[str, str]]) -> list[str]:
        width = max((len(left) for left, _ in rows), default=0)
        return [f"  {left:<{width}}  {right:>12}" for left, right in rows]


class Markdown(Renderer):
    def heading(self, text: str) -> str:
        return f"\n## {text}\n"

    def table(self, rows: list[tuple[str, str]]) -> list[str]:
        return ["| | |", "|---|---:|", *(f"| {left} | {right} |" for left, right in rows)]


FORMATS: dict[str, Renderer] = {"text": Text(), "markdown": Markdown()}
