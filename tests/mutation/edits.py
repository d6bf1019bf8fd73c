"""A change of a text in one place, and how to take it back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edit:
    """The text from ``start`` to ``end`` becomes ``new``."""

    start: int
    end: int
    new: str

    def apply(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]

    def inverse(self, text: str) -> "Edit":
        """Return the edit that turns the changed text into ``text`` again."""
        return Edit(self.start, self.start + len(self.new), text[self.start : self.end])


@dataclass(frozen=True)
class Mutant:
    """A formula with one slip: which kind, where, and the formula as it was."""

    kind: str
    original: str
    edit: Edit

    @property
    def text(self) -> str:
        return self.edit.apply(self.original)

    @property
    def inverse(self) -> Edit:
        return self.edit.inverse(self.original)

    @property
    def span(self) -> tuple[int, int]:
        """The place in the original."""
        return self.edit.start, self.edit.end
