"""What is needed to look at edits of one member."""

from collections import Counter
from functools import cached_property

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.formula import bare
from derivcheck.diagnose.search.case import Side
from derivcheck.diagnose.search.screen import Screen
from derivcheck.elaborate.memo import Memo
from derivcheck.source import Span
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Term
from derivcheck.term.tensor import Tensor

# of nodes longer than this in the text it is not asked whether the chain has them already
LONGEST_KNOWN = 60
# how often the chain has a formula counts up to this
MOST_KNOWN = 40
WORD = later(r"\\[A-Za-z]+|\S")


class Desk:
    """One member with what edits of it are compared with."""

    def __init__(self, side: Side) -> None:
        wanted = side.wanted()
        assert wanted is not None
        self.side = side
        self.memo = Memo()
        seed = side.case.step.id.encode()[:32].ljust(32, b"\0")
        self.screen = Screen(wanted, side.case.setting.context, seed, side.reading.tensor)
        self._seen: set[tuple[object, Term]] = set()

    @cached_property
    def formula(self) -> Formula:
        """The member, to be edited."""
        return self.side.formula()

    @cached_property
    def around(self) -> Around:
        """What stands around it."""
        return self.side.around()

    def size(self, edit: Edit) -> int:
        """Return how many tokens an edit takes away or puts."""
        return sum(self._size(change) for change in edit.changes)

    def _size(self, change: Change) -> int:
        kept = [piece for piece in change.pieces if isinstance(piece, Span)]
        put = sum(len(WORD.findall(piece)) for piece in change.pieces if isinstance(piece, str))
        old = len(self.formula.tokens_in(change.span)) if change.span.end > change.span.start else 0
        for piece in kept:
            inside = change.span.start <= piece.start and piece.end <= change.span.end
            tokens = len(self.formula.tokens_in(piece))
            old, put = (old - tokens, put) if inside else (old, put + (tokens or 3))
        return max(old, put)

    def gain(self, edit: Edit) -> int:
        """Return how much more often the chain has what an edit puts than what it takes away.

        From 1 to `MOST_KNOWN`; 0 where the chain does not have it, and of long nodes.
        """
        if edit.new is None or edit.node.span.end - edit.node.span.start > LONGEST_KNOWN:
            return 0
        found = self._written[latex(edit.new)]
        if not found:
            return 0
        others = self._written[latex(edit.node)] - 1
        return max(1, min(MOST_KNOWN, MOST_KNOWN // 2 + found - others))

    @cached_property
    def _written(self) -> Counter[str]:
        formulas = (self.formula, *self.around.beside)
        return Counter(
            latex(node)
            for formula in formulas
            for node in formula.nodes
            if not _is_negated(node, formula)
        )

    def repeats(self, tree: t.Tree) -> bool:
        """Whether a tree says no more than the member on the other side of the sign."""
        return latex(bare(tree)) == latex(bare(self.side.other()))

    def is_new(self, value: Tensor) -> bool:
        """Whether a value was not looked at before."""
        key = _key(value)
        if key in self._seen:
            return False
        self._seen.add(key)
        return True

    def forget(self, value: Tensor | None) -> None:
        """Let a value be looked at again, which may be written otherwise."""
        if value is not None:
            self._seen.discard(_key(value))


def _key(value: Tensor) -> tuple[object, Term]:
    return (value.shape, value.indices), value.body


def _is_negated(node: t.Tree, formula: Formula) -> bool:
    """Whether a node is the x of a ``−x`` that stands alone, which is another formula than x."""
    above = formula.parent(node)
    return isinstance(above, t.Summands) and above.signs == ("-",)
