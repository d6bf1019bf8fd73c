"""A statement split into cases by the signs of the quantities that it depends on.

Images have no sign and generic points never see a tie, so 1{x>0} + 1{x<0} = 1 would pass.
Here a quantity t is split three ways.  With s a new positive variable and t = c·a + r for an
variable a and a rational c ≠ 0, the cases are

    a := (−s − r)/c,        a := −r/c,        a := (s − r)/c,

put into the whole statement at once.  A point p at which t is negative, zero or positive is
its own image under the case of that sign with s = |t(p)|: the new value of a there is its old
one.  So if every case, as a statement of its own about all values, is proved, the statement
holds at every point; nothing else is used, in particular not whether two entries coincide for
some indices.  Where no variable stands alone in t (x² − y², u·v), the sign is noted as a fact
about t, which decides conditions; at a tie a part of t that stands alone gets its value.

The domain of a step is where both sides as written are defined, so the argument of a
logarithm there is positive, and so on (`domain`): quantities with a sign that follows from
this are put in their place before anything is split, and a case that contradicts it lies
outside the domain and is left out.

Conditions that are decided vanish; roots and logarithms are taken apart by what is known
(`radicals`).  They are the only use that is made of signs.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.engine.cases.radicals import undecided_factor
from derivcheck.engine.cases.sign_sets import (
    POSITIVE,
    Known,
    Signs,
    distance,
)
from derivcheck.engine.cases.tidy import canonical_names, ordered, polynomial, term_of, tidied
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ZERO,
    Call,
    Choice,
    Compare,
    Entry,
    Index,
    IndexVar,
    Node,
    Same,
    Size,
    Term,
    add,
    all_of,
    mul,
    neg,
    number,
)
from derivcheck.term.printer import text as shown_tensor
from derivcheck.term.substitute import replace_entries, replace_part, substitute
from derivcheck.term.tensor import scalar


class Case(Struct, frozen=True):
    """Both sides and all that must be defined, with what is known of signs.

    ``plain`` holds them (sides first) with the case's values put in and nothing simplified;
    ``claims`` the quantities that have a sign here, so that a real point can be checked.
    """

    left: Term
    right: Term
    plain: tuple[Term, ...]
    known: Known
    claims: tuple[tuple[Term, Signs], ...] = ()
    said: tuple[str, ...] = ()  # the same for people, in the statement's own symbols
    made: int = 0  # how many variables are new
    values: tuple[tuple[Entry, Term], ...] = ()  # put in so far, in this order

    @property
    def sides(self) -> tuple[Term, Term]:
        """Both sides, simplified by what is known."""
        return self.left, self.right

    @property
    def text(self) -> str:
        """The signs of the case in words, for a message."""
        return ", ".join(self.said)


def whole(left: Term, right: Term, originals: tuple[Term, ...], positive: frozenset[str]) -> Case:
    """Return the statement as one case, nothing split."""
    plain = tuple(map(canonical_names, (left, right, *originals)))
    return Case(plain[0], plain[1], plain, Known(positive))


def split(case: Case, term: Term) -> Iterator[Case]:
    """Yield the cases of a term's possible signs."""
    for sign in sorted(case.known.signs(term)):
        yield assigned(case, term, sign)


def open_condition(case: Case) -> Term | None:
    """Return a quantity without a sign on which a condition depends, None if there is none.

    Conditions inside of others come first: their quantities are simpler.
    """
    for side in case.sides:
        for node in side.walk():
            if isinstance(node, Compare) and not _has_bound(node) and _is_innermost(node):
                if case.known.truth(node) is not None:
                    continue
                return _open_part(distance(node), case.known)
    return None


def _is_innermost(condition: Compare) -> bool:
    return not any(isinstance(node, Compare) and node is not condition for node in condition.walk())


def open_factor(case: Case) -> Term | None:
    """Return a factor under a root or logarithm whose sign is not known, None if there is none."""
    for side in case.sides:
        for node in side.walk():
            if isinstance(node, Call) and node.function in ("log", "sqrt") and not _has_bound(node):
                found = undecided_factor(node, case.known)
                if found is not None:
                    return _open_part(found, case.known)
    return None


def _has_bound(node: Node) -> bool:
    """Whether a node depends on an index that is bound above it."""
    return any(index.name.endswith("·") for index in node.free)


def _open_part(term: Term, known: Known) -> Term:
    """Return the factor of a term that keeps its sign open, else the term.

    √a has the sign of a, log a that of a − 1.
    """
    poly = polynomial(term)
    if poly is None or len(poly) != 1:
        return term
    ((monomial, _),) = poly.items()
    for base, _ in monomial:
        if len(known.signs(base)) > 1:
            if isinstance(base, Call) and base.function == "sqrt":
                return _open_part(base.args[0], known)
            if isinstance(base, Call) and base.function == "log":
                return _open_part(add(base.args[0], MINUS_ONE), known)
            return base
    return term


def shown(term: Term) -> str:
    """Return a term as text, axes and bound indices shown as plain letters."""
    axes = sorted((index for index in term.free if "·" in index.name), key=lambda i: i.name)
    swap: dict[IndexVar, Index] = {
        axis: IndexVar(letter, axis.sort) for axis, letter in zip(axes, "ijkl", strict=False)
    }
    return shown_tensor(scalar(substitute(term, swap)))


# --- putting values in


def assigned(case: Case, term: Term, sign: int) -> Case:
    """Return the case in which a term has a sign."""
    signs = frozenset((sign,))
    said = (*case.said, f"{shown(term)} {'=><'[sign]} 0")
    case = replace(case, said=said, claims=(*case.claims, (term, signs)))
    atom = lone_atom(term, case.known.positive)
    if isinstance(atom, Entry):
        return _with_value(case, atom, *_solved(term, atom, sign, case.made))
    case = replace(case, known=case.known.with_signs(term, signs))
    if atom is None or sign:
        return case
    # a part that is no variable is put in place at a tie only, and only in the sides: what is
    # looked at for its domain, and at real points, keeps that part as it is
    value, _ = _solved(term, atom, sign, case.made)
    left, right = (canonical_names(replace_part(side, atom, value)) for side in case.sides)
    return replace(case, left=left, right=right)


def _with_value(case: Case, atom: Entry, value: Term, name: str) -> Case:
    """Return the case with an entry's value put in everywhere."""
    changed = _entry_replaced(atom, value)
    known = Known(case.known.positive | {name})
    for poly, signs in case.known.quantities.items():
        known = known.with_signs(changed(term_of(dict(poly))), signs)
    if atom.symbol in case.known.positive:
        known = known.with_signs(value, POSITIVE)
    return Case(
        changed(case.left),
        changed(case.right),
        tuple(map(changed, case.plain)),
        known,
        tuple((changed(term), signs) for term, signs in case.claims),
        case.said,
        case.made + 1,
        (*case.values, (atom, value)),
    )


def lone_atom(term: Term, positive: frozenset[str]) -> Term | None:
    """Return an atom that stands in one summand of a term only, alone with a rational factor."""
    poly = polynomial(term) or {}
    found: list[Term] = []
    for monomial, _ in ordered(poly):
        if len(monomial) == 1 and monomial[0][1] == 1:
            node = monomial[0][0]
            others = (other for m in poly if m is not monomial for other, _ in m)
            hidden = any(node in set(other.walk()) for other in others)
            if not (hidden or _has_bound(node) or isinstance(node, (Choice, Size))):
                found.append(node)
    # a variable that is free to have any sign comes first: nothing is lost by replacing it
    found.sort(key=lambda node: (not isinstance(node, Entry), node.symbols <= positive))
    return next(iter(found), None)


def _solved(term: Term, atom: Term, sign: int, made: int) -> tuple[Term, str]:
    """Return the value of an atom at which a term is a new positive variable times a sign."""
    poly = dict(polynomial(term) or {})
    factor = poly.pop(((atom, 1),))
    name = f"·sign{made}"
    goal = mul(number(sign), Entry(name, ())) if sign else ZERO
    value = mul(number(1 / factor), add(goal, neg(term_of(poly))))
    return tidied(value), name


def _entry_replaced(atom: Entry, value: Term) -> Callable[[Term], Term]:
    def by_entry(entry: Entry) -> Term | None:
        if entry.symbol != atom.symbol:
            return None
        pairs = [(a, b) for a, b in zip(entry.indices, atom.indices, strict=True) if a is not b]
        same = all_of(*(Same(a, b) for a, b in pairs))
        return value if same is ALWAYS else Choice(((same, value), (ALWAYS, entry)))

    def replaced(term: Term) -> Term:
        if atom.symbol not in term.symbols:
            return term
        return canonical_names(replace_entries(term, by_entry))

    return replaced
