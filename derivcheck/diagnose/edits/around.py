"""What stands around a formula: the names, factors and operators that an edit may bring in."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.diagnose.edits.edit import Piece, Written
from derivcheck.diagnose.edits.fitting import Fitting
from derivcheck.diagnose.edits.formula import Formula, is_transpose
from derivcheck.diagnose.edits.terms import terms
from derivcheck.source import Span
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

# more factors, terms or letters than these are not tried
MOST = 24
# letters that are put for one another in a formula
LETTERS = 6


class Operator(Struct, frozen=True):
    """A Σ, Π or derivative without what it applies to, as it is written."""

    head: t.Big | t.Derive
    pieces: tuple[Piece, ...]

    def applied(self, body: Written) -> Written:
        """Return the operator with something below it."""
        head, pieces = self.head, (*self.pieces, " ", *body.pieces)
        if isinstance(head, t.Big):
            return Written(t.Big(head.span, head.kind, head.lower, head.upper, body.tree), pieces)
        tree = t.Derive(head.span, body.tree, head.variable, head.order, head.kind, head.further)
        return Written(tree, pieces)


class Around(Struct, frozen=True, dict=True):
    """The formulas beside the one that is edited, the nearest first, and the problem's letters.

    ``printed`` are formulas that stand nowhere in the document, such as the problem's closed form.
    """

    own: Formula
    beside: tuple[Formula, ...] = ()
    printed: tuple[t.Tree, ...] = ()
    letters: tuple[str, ...] = ()  # index letters, those of the chain first
    free: frozenset[str] = frozenset()  # letters that stand free in the chain
    variables: tuple[t.Tree, ...] = ()  # variables of the problem
    next: Formula | None = None  # the member behind the one that is edited
    sizes: tuple[t.Tree, ...] = ()  # sizes of the problem's index sets
    unknown: frozenset[str] = frozenset()  # names that mean nothing
    numbers: frozenset[str] = frozenset()  # losses and other names of numbers
    misfit: bool = False  # whether the step's shapes do not fit
    fitting: Fitting = Fitting()

    @cached_property
    def factors(self) -> tuple[Written, ...]:
        """Factors of the formulas around, each once, the nearest first."""
        return distinct(self._factors())

    def _factors(self) -> Iterator[Written]:
        for formula in (*self.beside, self.own):
            for term in terms(formula):
                for at in range(len(term.units)):
                    written = term.written(at)
                    if not isinstance(written.tree, (t.Big, t.Derive, t.Error, t.Numeral)):
                        yield written
        for tree in self.printed:
            yield from map(printed, _factor_trees(tree))

    @cached_property
    def turned(self) -> tuple[Written, ...]:
        """The transposed factors of a chain whose shapes do not fit, without their transpose."""
        if not self.misfit:
            return ()
        known = {latex(one.tree) for one in self.factors}
        return tuple(atom for atom in self.atoms[:6] if latex(atom.tree) not in known)[:3]

    @cached_property
    def summands(self) -> tuple[Written, ...]:
        """Terms of sums of the formulas around, each once."""
        return distinct(self._summands())

    def _summands(self) -> Iterator[Written]:
        for formula in (*self.beside, self.own):
            for node in formula.nodes:
                if isinstance(node, t.Summands) and formula.is_value(node):
                    yield from map(formula.written, node.terms)
        for tree in self.printed:
            yield printed(tree)
            sums = (node for node in tree.walk() if isinstance(node, t.Summands))
            yield from (printed(term) for one in sums for term in one.terms)

    @cached_property
    def operators(self) -> tuple[Operator, ...]:
        """The Σ and ∂/∂x of the formulas around, each once."""
        found: dict[str, Operator] = {}
        for formula in (self.own, *self.beside):
            for node in formula.nodes:
                if isinstance(node, (t.Big, t.Derive)):
                    one = operator_of(node, formula)
                    found.setdefault(latex(one.applied(Written(_HOLE, ())).tree), one)
        return tuple(found.values())[:MOST]

    @cached_property
    def atoms(self) -> tuple[Written, ...]:
        """Names with their indices, without transposes, each once, the nearest first."""
        return distinct(self._atoms())

    def _atoms(self) -> Iterator[Written]:
        for formula in (*self.beside, self.own):
            for node in formula.nodes:
                if _is_atom(node) and formula.is_value(node) and not formula.is_function(node):
                    yield _without_transpose(node, formula)
        for tree in self.printed:
            yield from (printed(node) for node in tree.walk() if _is_plain_atom(node))

    @cached_property
    def bases(self) -> tuple[Written, ...]:
        """Letters with their accents, each once."""
        found = []
        for formula in (*self.beside, self.own):
            for node in formula.nodes:
                name = node.base if isinstance(node, t.Scripts) else node
                used = formula.is_value(node) and not formula.is_function(node)
                if isinstance(name, t.Name) and name.text != "e" and used:
                    found.append(formula.written(name))
        for tree in (*self.printed, *self.variables):
            names = (node for node in tree.walk() if isinstance(node, t.Name))
            found.extend(printed(name) for name in names if not is_transpose(name))
        return distinct(found)

    @cached_property
    def functions(self) -> tuple[Written, ...]:
        """Functions: those of the formulas around, then exp and log (as words)."""
        found: dict[str, Written] = {}
        for formula in (*self.beside, self.own):
            for node in formula.nodes:
                if isinstance(node, t.Prefix):
                    word = node.function.removeprefix("\\")
                    found.setdefault(word, Written(t.Words(node.span, word), ()))
                elif isinstance(node, t.Name) and formula.is_function(node):
                    found.setdefault(latex(node), formula.written(node))
        for word in ("exp", "log"):
            found.setdefault(word, Written(t.Words(_HOLE.span, word), ()))
        return tuple(found.values())[:5]

    @cached_property
    def applications(self) -> frozenset[str]:
        """Functions with their arguments, in the chain's formulas."""
        found: set[str] = set()
        for formula in (*self.beside, self.own):
            found.update(latex(node) for node in formula.nodes if isinstance(node, t.Prefix))
            for term in terms(formula):
                units = range(len(term.units))
                found.update(
                    latex(term.written(at).tree) for at in units if term.units[at].argument
                )
        return frozenset(found)

    @cached_property
    def ends(self) -> frozenset[str]:
        """Where the sums of the chain end."""
        nodes = (node for formula in (*self.beside, self.own) for node in formula.nodes)
        return frozenset(latex(n.upper) for n in nodes if isinstance(n, t.Big) and n.upper)

    @cached_property
    def transpose(self) -> str:
        """How a transpose is written here."""
        for formula in (self.own, *self.beside):
            for node in formula.nodes:
                if isinstance(node, t.Scripts) and node.sup and is_transpose(node.sup):
                    return f"^{node.sup.text}" if isinstance(node.sup, t.Name) else "^\\top"
        return "^\\top"


_HOLE = t.Name(Span(0, 0), "x")


def _is_atom(node: t.Tree) -> bool:
    name = node.base if isinstance(node, t.Scripts) else node
    return isinstance(name, t.Name) and name.text != "e"


def _is_plain_atom(node: t.Tree) -> bool:
    plain = not isinstance(node, t.Scripts) or node.sup is None
    return _is_atom(node) and plain and isinstance(node, t.Scripts)


def _without_transpose(node: t.Tree, formula: Formula) -> Written:
    if not isinstance(node, t.Scripts) or node.sup is None:
        return formula.written(node)
    mark = formula.script_span(node.sup)
    tree = node.base if node.sub is None else replace(node, sup=None)
    if mark is None or mark.end != node.span.end:
        return printed(tree)
    return Written(tree, (Span(node.span.start, mark.start),))


_SPACED = (
    (later(r"(?<=[A-Za-z0-9]) (?=[A-Za-z0-9]\})"), ""),  # R_{i j}
    (later(r"(?<=_\{)([A-Za-z]) = (?=[0-9A-Za-z]\})"), r"\1="),  # Σ_{j = 1}
    (later(r"(?<=\\exp|\\log) (?=\()"), ""),  # \exp (x)
)
_ONE_IN_BRACES = later(r"(?<=[_^])\{([A-Za-z0-9]|\\[A-Za-z]+)\}(?![A-Za-z0-9])")


def printed(tree: t.Tree) -> Written:
    """Return a tree with the text that it is printed as; braces only where they are needed."""
    text = _ONE_IN_BRACES.sub(r"\1", latex(tree))
    for pattern, instead in _SPACED:
        text = pattern.sub(instead, text)
    return Written(tree, (text,))


def _factor_trees(tree: t.Tree) -> Iterator[t.Tree]:
    for node in tree.walk():
        if isinstance(node, t.Product):
            yield from (f for f in node.factors if isinstance(f, (t.Scripts, t.Name, t.Group)))


def distinct(found: Iterable[Written], most: int = MOST) -> tuple[Written, ...]:
    """Return the first of what is found, each formula once."""
    out: dict[str, Written] = {}
    for one in found:
        out.setdefault(latex(one.tree), one)
        if len(out) >= most:
            break
    return tuple(out.values())


def operator_of(node: t.Big | t.Derive, formula: Formula) -> Operator:
    """Return an operator; one whose operand stands above the line is written before it."""
    body = node.body if isinstance(node, t.Big) else node.operand
    if body is not None and isinstance(node, t.Big):
        return Operator(node, (Span(node.span.start, formula.braced(body).start),))
    assert isinstance(node, t.Derive)
    return Operator(node, derivative_by(formula.written(node.variable), node.kind))


def derivative_by(variable: Written, kind: str = "partial") -> tuple[Piece, ...]:
    """Return the text of ∂/∂x."""
    if kind == "nabla":
        return ("\\nabla_{", *variable.pieces, "}")
    d = "\\partial" if kind == "partial" else "d"
    return (f"\\frac{{{d}}}{{{d} ", *variable.pieces, "}")


def with_other_letters(written: Written, around: Around) -> Iterator[Written]:
    """Yield a formula with another letter for one of its indices."""
    letters = around.letters[:LETTERS]
    for old in (letter for letter in letters if letter in latex(written.tree)):
        yield from (_relettered(written, old, new) for new in letters if new != old)


def _relettered(written: Written, old: str, new: str) -> Written:
    """Return a formula with one letter for another, in the writer's own text where that is one."""
    tree = renamed(written.tree, old, new)
    spans = sorted({name.span for name in _named(written.tree, old)}, key=lambda one: one.start)
    whole = written.pieces[0] if len(written.pieces) == 1 else None
    if not isinstance(whole, Span) or any(s.end - s.start != len(old) for s in spans):
        return printed(tree)
    pieces: list[Piece] = []
    at = whole.start
    for span in spans:
        pieces += [Span(at, span.start), new]
        at = span.end
    return Written(tree, (*pieces, Span(at, whole.end)))


def _named(tree: t.Tree, text: str) -> list[t.Name]:
    return [n for n in tree.walk() if isinstance(n, t.Name) and n.text == text and not n.accent]


def renamed(tree: t.Tree, old: str, new: str) -> t.Tree:
    """Return a tree with one letter instead of another one, accents left alone."""
    renamed_tree: t.Tree = _renamed(tree, old, new)
    return renamed_tree


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, tuple):
        items = tuple(_renamed(item, old, new) for item in value)
        same = all(one is two for one, two in zip(items, value, strict=True))
        return value if same else items
    if isinstance(value, t.Name) and value.text == old and not value.accent:
        return t.Name(value.span, new)
    if not isinstance(value, t.Tree):
        return value
    changed = {}
    for name in value.__struct_fields__:
        field = getattr(value, name)
        other = _renamed(field, old, new)
        if other is not field:
            changed[name] = other
    return replace(value, **changed) if changed else value


def letters_in(trees: Sequence[t.Tree]) -> Iterator[str]:
    """Yield the letters that stand in subscripts and below sums."""
    for tree in trees:
        for node in tree.walk():
            if isinstance(node, t.Big) and node.lower is not None:
                yield from (n.text for n in list(node.lower.walk())[:3] if isinstance(n, t.Name))
            if isinstance(node, t.Scripts) and node.sub is not None:
                yield from (n.text for n in node.sub.walk() if isinstance(n, t.Name))
