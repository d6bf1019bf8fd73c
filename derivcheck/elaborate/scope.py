"""What a name may mean at a place in a formula."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.constructs.signs import is_nonnegative, is_positive, is_positive_sum
from derivcheck.elaborate.failure import Failure, ill_typed, unread
from derivcheck.elaborate.kinds import Letter
from derivcheck.elaborate.memo import Memo
from derivcheck.elaborate.signature import Signature
from derivcheck.problem.model import SymbolEntry
from derivcheck.source import Diagnostic, Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import Context, unfold
from derivcheck.term.core import ZERO, Compare, Index, IndexVar, Sort, Term
from derivcheck.term.printer import text
from derivcheck.term.substitute import substitute
from derivcheck.term.tensor import Tensor, scalar


class LeftOut(Struct, frozen=True):
    """What a function without an argument is taken of, and whether its chain itself says so."""

    argument: t.Tree
    said: bool


class Scope(Struct):
    """The state of one elaboration: bound letters above, remarks gathered so far.

    ``free`` holds the letters that may stand free (from the part's goal and the chain's
    first member); ``locals`` the parameters and names that a definition or the document
    brought in; ``referent`` what 原式 and its kin stand for.
    """

    signature: Signature
    context: Context
    conventions: dict[str, str]
    free: dict[str, IndexVar] = field(default_factory=dict)
    bound: dict[str, IndexVar] = field(default_factory=dict)
    locals: dict[str, Tensor] = field(default_factory=dict)
    customary: frozenset[str] = frozenset()  # names in ``locals`` that only custom defines
    # names in ``locals`` that nobody has declared, read by their use
    letters: Mapping[str, Letter] = field(default_factory=dict)
    # the same by their names in terms, with those that only definitions rest on
    inferred: Mapping[str, str] = field(default_factory=dict)
    # those of which a place that was not read says what they are: they may depend on anything
    half_said: frozenset[str] = frozenset()
    # those of which nothing is said, so that they depend on nothing
    unspoken: frozenset[str] = frozenset()
    # gradients of losses of which nothing else is known, with these losses
    upstream: Mapping[str, str] = field(default_factory=dict)
    # index sets of which nothing is known but that such a letter has them
    fresh: frozenset[Sort] = frozenset()
    unsure: frozenset[str] = frozenset()  # names of which two kinds fit
    only_kinds: bool = False  # only what kind of thing a formula is matters
    strict: bool = False  # while kinds are looked for: no number stands before ∘
    powers: str = ""  # how powers of vectors are read, as `powers` says; not at all if empty
    loss: t.Tree | None = None
    referent: t.Tree | None = None
    derived: t.Tree | None = None  # the innermost operator above, for the referent
    remarks: list[Diagnostic] = field(default_factory=list)
    # what must hold for the formula to be defined: ``x ≠ 0``
    conditions: list[str] = field(default_factory=list)
    # subscripts that say which case is meant, u_{w ≠ o}, as they are written
    compared: dict[str, t.Tree] = field(default_factory=dict)
    # letters that some Σ of this chain has bound: outside of it they are not bound
    once_bound: set[str] = field(default_factory=set)
    # sorts of letters that differ from the problem's, as their use shows
    sorts: dict[str, Sort] = field(default_factory=dict)
    # letters that the text ties to an element, “y_k = 1”: where nothing else binds them
    elements: Mapping[str, str] = field(default_factory=dict)
    # letters of the problem that the part takes for things of its own
    taken: frozenset[str] = frozenset()
    carried: frozenset[str] = frozenset()  # names in ``locals`` that a part before has defined
    # letters that an indicator picks out, 1{y_i = 1}: they may stand free in any member
    indicated: frozenset[str] = frozenset()
    # letters that a later member brought in, since those before it could not be parsed
    late: frozenset[str] = frozenset()
    # what functions without an argument are taken of in this chain, by their names
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
    # letters that nobody declares and that end sums over one set, so that they are its size
    sizes: dict[str, Sort] = field(default_factory=dict)
    transposes: bool = False  # whether the chain writes transposes as ^T
    # by what names with a bare prime are differentiated, as derivatives beside them say
    primes: Mapping[str, t.Tree] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()  # letters that the text says to count something
    # a formula's own first member may bring in free letters; later ones may not
    opens: bool = False
    # places of which two readings have a meaning, with the code of what is said of a step that
    # holds by the other one alone
    guesses: list[tuple[str, Span]] = field(default_factory=list)
    other_reading: bool = False  # whether the reading is chosen that is not read otherwise
    # values of parts that stay as they are while the formula is read again
    known: Memo | None = None

    def remark(self, code: str, message: str, span: Span) -> None:
        """Note something about a place, once."""
        remark = Diagnostic(code, message, span)
        if not any(r.code == code and r.message == message for r in self.remarks):
            self.remarks.append(remark)

    def require(self, tree: t.Tree, value: Tensor, relation: str) -> None:
        """Note that a part of the formula must be ``≠ 0``, ``> 0`` or ``≥ 0``.

        What is positive wherever it is defined needs no condition; a numeral 0 under a line
        is an error of the writer.
        """
        if value.body is ZERO and relation == "≠ 0":
            raise ill_typed("undefined", "a division by zero", tree.span)
        body, positive = unfold(value.body, self.context), self.context.positive
        if is_positive(body, positive) or is_positive_sum(body, positive):
            return
        if relation == "≥ 0" and is_nonnegative(body, positive):
            return
        tree = _base(tree) if relation == "≠ 0" else tree
        while isinstance(tree, t.Group) and tree.open == "(":
            tree = tree.inner
        said = f"{latex(tree)} {relation}"
        if value.is_scalar and not value.numeral and said not in self.conditions:
            self.conditions.append(said)

    def require_no_tie(self, body: Term, variable: Term) -> None:
        """Note that a derivative exists only off the borders of the cases in a term."""
        for node in unfold(body, self.context).walk():
            if isinstance(node, Compare) and variable.symbols & node.symbols:
                said = _apart(node)
                if said not in self.conditions:
                    self.conditions.append(said)

    @contextmanager
    def binding(self, letter: str, sort: Sort, span: Span) -> Iterator[IndexVar]:
        """Bind a letter for the body of a Σ; a letter that is in use is shadowed."""
        if letter in self.bound or letter in self.free:
            self.remark(
                "shadowed-index",
                f"{letter} is already in use outside; under the sum it is another index",
                span,
            )
        self.once_bound.add(letter)
        before = self.bound
        index = IndexVar(letter, sort)
        self.bound = {**before, letter: index}
        try:
            yield index
        finally:
            self.bound = before

    def column(self, letter: str) -> SymbolEntry | None:
        """Return the matrix whose columns a letter names, or None."""
        return None if letter in self.taken else self.signature.columns.get(letter)

    def letter(self, name: str) -> IndexVar | None:
        """Return the index that a letter stands for, or None."""
        found = self.bound.get(name) or self.free.get(name)
        own = name in self.sorts or name not in self.signature.symbols
        own = own and name not in self.sizes  # the k that ends a sum over samples
        if found is None and (self.opens or name in self.indicated) and own:
            sort = self.sorts.get(name) or self.signature.sort_of_letter(name)
            if sort is not None:
                found = self.free[name] = IndexVar(name, sort)
        return found

    def element(self, name: str, span: Span) -> IndexVar | None:
        """Return the element that the text says a letter stands for, or None."""
        meant = self.signature.symbols.get(self.elements.get(name, ""))
        if meant is None or name in self.locals:
            return None
        message = f"{name} is read as {meant.name}, as the text says"
        self.remark("letter-by-words", message, span)
        return IndexVar(meant.name, self.signature.sort(meant.sorts[0]))

    def note_origin(self, name: str, span: Span) -> None:
        """Note where only custom, or a part before, says what a name is."""
        if name in self.customary:
            message = f"the document does not say what {name} is; it is read as is customary"
            self.remark("customary-name", message, span)
        if name in self.carried:
            self.remark("earlier-definition", f"{name} is what a part above has defined", span)

    def declared_half(self, symbols: frozenset[str]) -> frozenset[str]:
        """Return those declared letters among symbols of which an unread place says more."""
        known = self.signature.symbols
        keys = self.half_said & known.keys()
        return frozenset(key for key in keys if known[key].name in symbols)

    def refuse_dependence(self, letter: str, variable: str, span: Span) -> None:
        """Refuse the derivative of a letter of which nobody says what it is."""
        if not self.only_kinds:
            message = f"I do not know whether {letter} depends on {variable}; say what it is"
            raise Failure("undecided", "undeclared-symbol", message, span)

    def unbound(self, letter: str, span: Span) -> Failure:
        """Return the failure of an index letter that nothing binds here.

        A letter that a Σ of this chain has bound is used outside of it, which is an error; any
        other may stand for something that was not understood.
        """
        if letter in self.once_bound:
            return ill_typed("unbound-index", f"{letter} is not bound here", span)
        return unread("unbound-index", f"I cannot tell which {letter} is meant here", span)


def _apart(tie: Compare) -> str:
    """Return that a comparison is no tie, axes shown as plain letters."""
    axes = sorted((i for i in tie.free if i.name.startswith("·")), key=lambda i: i.name)
    letters = {
        axis: IndexVar(letter, axis.sort) for axis, letter in zip(axes, "ijkl", strict=False)
    }
    swap: dict[IndexVar, Index] = dict(letters)
    left, right = (text(scalar(substitute(side, swap))) for side in (tie.left, tie.right))
    return f"{right} ≠ 0" if left == "0" else f"{left} ≠ {right}"


def _base(tree: t.Tree) -> t.Tree:
    """Return what must not be 0 for a power of it not to be: x of x²."""
    while isinstance(tree, t.Group) and tree.open == "(":
        tree = tree.inner
    if not isinstance(tree, t.Scripts) or tree.primes or not isinstance(tree.sup, t.Numeral):
        return tree
    if not tree.sup.text.isdigit() or not int(tree.sup.text):
        return tree
    return _base(tree.base if tree.sub is None else replace(tree, sup=None))
