"""What a problem file says, parsed but not yet given meaning."""

from fractions import Fraction

from msgspec import Struct, field

from derivcheck.document.model import Member
from derivcheck.problem.rubric import Rubric
from derivcheck.syntax.tree import Tree
from derivcheck.term.core import Sort


class ProblemError(Exception):
    """A problem file that cannot be used: what is wrong, in which file and line."""

    def __init__(self, message: str, path: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.line = line


class Formula(Struct, frozen=True):
    """A formula of the problem file: its LaTeX, its tree and the line it stands on."""

    latex: str
    tree: Tree
    member: Member
    line: int | None


class SortEntry(Struct, frozen=True):
    """An index set: how its range is written and which letters run over it."""

    sort: Sort
    size: Formula
    ranges: tuple[Formula, ...]  # names of the whole set: ``\\text{Vocab}``
    range: Formula | None  # a range written as conditions: ``-m ≤ j ≤ m, j ≠ 0``
    letters: tuple[str, ...]
    from_zero: bool = False  # its elements are counted 0, …, n − 1


class SymbolEntry(Struct, frozen=True):
    """A symbol: its kind, the sorts of its axes, how else it is written."""

    name: str  # canonical LaTeX, the name inside terms
    kind: str  # real, column, row, matrix, element, map, loss
    sorts: tuple[str, ...]
    written: Formula
    aliases: tuple[Formula, ...]
    columns: tuple[str, ...]  # letters that name a column: ``u`` for u_w
    domain: str  # real, positive, one-hot; in a document also symmetric, diagonal …
    at: str | None  # for one-hot: the element
    line: int | None
    values: tuple[Fraction, ...] = ()  # the only ones that its entries take, if they are few
    stated: bool = False  # by the document, which has declared it
    described: bool = False  # somewhere the document says more of it, z = Wx
    target: bool = False  # it stands in a cross-entropy as the true distribution
    noted: bool = False  # its shape is only noted: what does not fit it is no error
    limited: str = ""  # the words by which it is said to be less than free, and that are not used

    @property
    def is_any_number(self) -> bool:
        """Whether it is any real number, such as the x of σ(x)."""
        return self.kind == "real" and self.domain == "real"


class DefinitionEntry(Struct, frozen=True):
    """``head = body``."""

    head: Formula
    body: Formula


class LossEntry(Struct, frozen=True):
    """By what a loss is recognised where people write a bare J."""

    name: Formula
    words: tuple[str, ...]  # in headings and sentences
    symbols: tuple[str, ...]  # canonical LaTeX of names that its gradients are written in


class PartEntry(Struct, frozen=True):
    """What one part asks for and what it may assume."""

    id: str
    title: str | None
    loss: Formula | None
    goal: Formula | None
    closed_form: Formula | None
    assume: tuple[str, ...]
    assume_lines: tuple[int, ...]
    definitions: tuple[DefinitionEntry, ...]
    symbols: tuple[SymbolEntry, ...]  # of this part only
    line: int | None
    words: tuple[str, ...] = ()  # by which it is told from parts about the same loss
    methods: tuple[Formula, ...] = ()  # what the way to its answer must have in it
    alternatives: tuple[Formula, ...] = ()  # answers that count as right beside the closed form


class Problem(Struct, frozen=True):
    """A whole problem file."""

    name: str
    path: str
    title: str
    reveal: str
    sorts: tuple[SortEntry, ...]
    symbols: tuple[SymbolEntry, ...]
    definitions: tuple[DefinitionEntry, ...]
    # what names mean by custom: until the document itself says what they mean
    customary: tuple[DefinitionEntry, ...]
    aliases: tuple[tuple[Formula, Formula], ...]
    typos: tuple[tuple[Formula, Formula], ...]
    losses: tuple[LossEntry, ...]
    conventions: tuple[tuple[str, str], ...]
    fixed: bool
    parts: tuple[PartEntry, ...]
    words: frozenset[str]
    rubric: Rubric = field(default_factory=Rubric)
