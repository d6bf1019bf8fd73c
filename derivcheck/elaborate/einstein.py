"""Einstein's summation: the Σ that is not written where an index is repeated.

Two conventions, of which a document states one or bears it out:

``repeated``
    An index that occurs exactly twice in a product is summed over.  One that occurs once is
    free, and then it is so on both sides; of one that occurs three times nothing is said.
``absent``
    An index that the chain's first member lacks is summed over, however often it occurs.

Multiplying out decides what a product is: in ``a_i (b_i + c_{ij} d_j)`` i is repeated in both
products.  What has no products to be multiplied out (a function's argument, a power, what stands
below a fraction line) is a place of its own: an index repeated in it is summed over there, and
one that stands there once counts once outside.  Where the sum over an index stands that occurs
once, below a fraction line, is a convention of its own (`place`).  Where several readings remain,
none is taken.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.elaborate import occurrences
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.kinds import TRANSPOSES
from derivcheck.elaborate.kronecker import with_scripts
from derivcheck.elaborate.occurrences import CLASH, MANY, ONCE, SUMMED, Counts, is_open
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Diagnostic, Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Sort

# a formula with more subscripts than this is not looked through
MAX_SUBSCRIPTS = 1000
_DUMMY = frozenset((0, 2, SUMMED))


def convention(scope: Scope) -> str:
    """Return which sums are not written: none, those over ``repeated`` or ``absent`` indices."""
    return scope.conventions.get("sums", "written")


def place(scope: Scope) -> str:
    """Return where the sum over an index stands that occurs once, below a fraction line.

    ``below``: there, around the factor that has it; ``outside`` of the fraction; ``unplaced``
    where that is not known.
    """
    return scope.conventions.get("lone", "unplaced")


class Free(Struct, frozen=True):
    """The free indices of a chain's first member; ``doubtful`` are those that some of its
    products have once and others more often, or not at all."""

    letters: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()


def free_indices(tree: t.Tree, scope: Scope) -> Free:
    """Return the index letters of a chain's first member that it does not sum over itself."""
    try:
        counts = _Sums(scope, Free()).within(with_scripts(tree, scope))[1]
    except Failure:
        return Free()
    once = {letter: some for letter, some in counts.items() if 1 in some}
    return Free(frozenset(once), frozenset(letter for letter in once if len(once[letter]) > 1))


def with_sums(tree: t.Tree, scope: Scope, free: Free, *, first: bool = False) -> t.Tree | Failure:
    """Return a formula with the sums that are not written in it, or why it may mean several things.

    ``free`` are the free indices of the chain's first member.
    """
    if any(isinstance(node, t.Error) for node in tree.walk()):
        return tree  # it is not read at all, and the place is known
    tree = with_scripts(tree, scope)
    try:
        return _Sums(scope, free).whole(tree, first)
    except Failure as failure:
        trial = replace(scope, remarks=[], conditions=[], free=dict(scope.free), opens=True)
        read = elaborate(tree, trial)
        return read if isinstance(read, Failure) and read.verdict == "unread" else failure


def other_ranges(tree: t.Tree, scope: Scope) -> tuple[Diagnostic, ...]:
    """Return a remark for each letter whose unwritten sum may run over another set than it does.

    The k of ``U_{kj}`` may be a word, or a sample that stands for its word as in u_k.
    """
    implied = {
        node.lower.text: node.span
        for node in tree.walk()
        if isinstance(node, t.Big)
        and isinstance(node.lower, t.Name)
        and node.lower.span == node.span
    }
    return tuple(
        Diagnostic("other-range", f"the sum over {letter} may be one over {own.name}", span)
        for letter, span in sorted(implied.items())
        if (own := _mapped_sort(letter, scope)) is not None and _names_columns(tree, letter, scope)
    )


def _mapped_sort(letter: str, scope: Scope) -> Sort | None:
    """Return the declared sort of a letter if its elements may stand for those of another sort."""
    own, used = scope.signature.sort_of_letter(letter), scope.sorts.get(letter)
    for entry in scope.signature.maps:
        source, target = (scope.signature.sort(entry.sorts[at]) for at in (0, -1))
        if len(entry.sorts) == 2 and source is own and used in (None, target):
            return own
    return None


def _names_columns(tree: t.Tree, letter: str, scope: Scope) -> bool:
    """Whether a letter stands only where a matrix with named columns, or δ, takes an index."""
    columns = scope.signature.columns
    matrices = {entry.name for entry in columns.values()}
    known = columns.keys() | matrices | {"\\delta"}
    return all(
        latex(node.base) in known
        for node in tree.walk()
        if isinstance(node, t.Scripts) and letter in occurrences.index_letters(node, scope)
    )


def definition_with_sums(tree: t.Tree, letters: Sequence[str], scope: Scope) -> t.Tree | None:
    """Return what a name is defined to be with its unwritten sums, or None if that is not plain."""
    if convention(scope) == "written":
        return tree
    found = with_sums(tree, scope, Free(frozenset(letters)))
    return None if isinstance(found, Failure) else found


def repeated_indices(tree: t.Tree, scope: Scope) -> frozenset[str]:
    """Return the index letters that occur exactly twice in each product of a formula."""
    if sum(isinstance(node, t.Scripts) for node in tree.walk()) > MAX_SUBSCRIPTS:
        return frozenset()
    try:
        counts = _Sums(scope, Free()).within(with_scripts(tree, scope))[1]
    except Failure:
        return frozenset()
    return frozenset(letter for letter, some in counts.items() if some == {2})


def _which(letter: str, why: str, span: Span) -> Failure:
    message = f"{why}; write Σ_{letter} if {letter} is summed over"
    return Failure("undecided", "which-sum", message, span)


class _Sums(Struct, frozen=True):
    scope: Scope
    given: Free

    @property
    def free(self) -> frozenset[str]:
        return self.given.letters

    def whole(self, tree: t.Tree, first: bool) -> t.Tree:
        if sum(isinstance(node, t.Scripts) for node in tree.walk()) > MAX_SUBSCRIPTS:
            raise Failure("unread", "too-large", "a formula with too many subscripts", tree.span)
        inner, counts = self.within(tree)
        numbers = not any(isinstance(node, t.Scripts) for node in tree.walk())
        for letter in sorted(self.free - counts.keys()) if not (first or numbers) else ():
            raise _which(letter, f"the first member has {letter} and this one has not", tree.span)
        for letter in sorted(counts):
            some = counts[letter]
            if letter in self.given.doubtful and 1 not in some:
                why = f"{letter} occurs once in one product and more often in another"
                raise _which(letter, why, tree.span)
            if letter not in self.free and is_open(some):
                inner = self._summed(inner, letter, some)
        return inner

    def _summed(self, tree: t.Tree, letter: str, counts: frozenset[int]) -> t.Tree:
        if CLASH in counts:
            why = f"{letter} occurs in a place of its own and beside it"
            raise _which(letter, why, tree.span)
        if counts <= _DUMMY or convention(self.scope) == "absent":
            return self._insert(tree, letter)
        if MANY in counts:
            why = f"{letter} occurs three times or more in one product"
            raise _which(letter, why, tree.span)
        if place(self.scope) != "unplaced" and self._is_below(tree, letter):
            return self._insert(tree, letter)
        why = f"{letter} occurs once here, and the chain's first member has it not"
        raise _which(letter, why, tree.span)

    # --- counting, and the sums within places of their own ---

    def within(self, tree: t.Tree) -> tuple[t.Tree, Counts]:
        """Return a formula with the sums of places of their own, and the counts outside of them."""
        match tree:
            case t.Scripts():
                return self._scripts(tree)
            case t.Group(open="(" | "[" | "{", inner=inner) if not isinstance(inner, t.Items):
                body, counts = self.within(inner)
                return replace(tree, inner=body), counts
            case t.Product():
                return self._product(tree)
            case t.Summands():
                terms, parts = self._each(tree.terms)
                return replace(tree, terms=terms), occurrences.of_sum(parts)
            case t.Fraction_():
                above, counts = self.within(tree.numerator)
                below, more = self._apart(tree.denominator)
                fraction = t.Fraction_(tree.span, above, below)
                return fraction, occurrences.of_product((counts, more))
            case t.Big(kind="sum"):
                body, counts = self.within(tree.body)
                bound = occurrences.bound_letters(tree)
                return replace(tree, body=body), occurrences.without(counts, bound)
            case t.Derive() if tree.operand is not None:
                operand, counts = self.within(tree.operand)
                by = [self.within(one)[1] for one in (tree.variable, *tree.further)]
                return replace(tree, operand=operand), occurrences.of_product((counts, *by))
            case t.Differential() if tree.operand is not None:
                operand, counts = self.within(tree.operand)
                return replace(tree, operand=operand), counts
            case t.Prefix():
                return self._prefix(tree)
            case t.Group() if not isinstance(tree.inner, t.Items):
                body, counts = self._apart(tree.inner)
                return replace(tree, inner=body), counts
            case t.Root():
                radicand, counts = self._apart(tree.radicand)
                return replace(tree, radicand=radicand), counts
            case _:
                return tree, occurrences.raw(tree, self.scope)

    def _each(self, trees: Sequence[t.Tree]) -> tuple[tuple[t.Tree, ...], list[Counts]]:
        found = [self.within(tree) for tree in trees]
        return tuple(tree for tree, _ in found), [counts for _, counts in found]

    def _apart(self, tree: t.Tree) -> tuple[t.Tree, Counts]:
        """Return a place of its own with its sums; its other indices count once outside."""
        inner, counts = self.within(tree)
        for letter in sorted(counts.keys() - self.free):
            some = counts[letter]
            if some <= _DUMMY and is_open(some):
                inner = self._insert(inner, letter)
            elif is_open(some) and not some <= {0, 1}:
                why = f"it is not plain where the sum over {letter} stands"
                raise _which(letter, why, tree.span)
        return inner, {
            letter: ONCE if letter in self.free or not some <= _DUMMY else frozenset((SUMMED,))
            for letter, some in counts.items()
        }

    def _prefix(self, tree: t.Prefix) -> tuple[t.Tree, Counts]:
        """Return ``\\log x``, or ``\\log \\sigma(x)`` where the argument is spread over factors."""
        if tree.rest is None:
            argument, counts = self._apart(tree.argument)
            return replace(tree, argument=argument), counts
        rest = tree.rest.factors if isinstance(tree.rest, t.Product) else (tree.rest,)
        signs = ("", *(tree.rest.signs if isinstance(tree.rest, t.Product) else ()))
        inner, counts = self._apart(t.Product(tree.span, (tree.argument, *rest), signs))
        if not isinstance(inner, t.Product):  # a sum over what may be the argument, or more
            return tree, occurrences.raw(tree, self.scope)
        left = inner.factors[1]
        if isinstance(tree.rest, t.Product):
            left = replace(tree.rest, factors=inner.factors[1:])
        return replace(tree, argument=inner.factors[0], rest=left), counts

    def _scripts(self, tree: t.Scripts) -> tuple[t.Tree, Counts]:
        own: list[Counts] = [
            {letter: ONCE} for letter in occurrences.index_letters(tree, self.scope)
        ]
        base: t.Tree = tree.base
        is_power = tree.sup is not None and not self._is_transpose(tree.sup)
        if not isinstance(base, (t.Name, t.Words)):
            alone = is_power and tree.sub is None
            base, counts = self._apart(base) if alone else self.within(base)
            own.append(counts)
        sup = tree.sup
        if sup is not None and not own and is_power:
            sup, counts = self._apart(sup)
            own.append(counts)
        elif is_power and tree.sub is not None and not isinstance(tree.base, (t.Name, t.Words)):
            return tree, occurrences.raw(tree, self.scope)
        return replace(tree, base=base, sup=sup), occurrences.of_product(own)

    def _is_transpose(self, sup: t.Tree) -> bool:
        return latex(sup) in TRANSPOSES

    def _product(self, tree: t.Product) -> tuple[t.Tree, Counts]:
        factors: list[t.Tree] = []
        parts: list[Counts] = []
        at = 0
        while at < len(tree.factors):
            factor = tree.factors[at]
            after = tree.factors[at + 1] if at + 1 < len(tree.factors) else None
            applied = after is not None and occurrences.is_application(
                factor, after, tree.signs[at], self.scope
            )
            if applied:
                assert after is not None
                argument, counts = self._apart(after)
                factors += [factor, argument]
                parts.append(counts)
            else:
                divides = at > 0 and tree.signs[at - 1] == "/"
                inner, counts = self._apart(factor) if divides else self.within(factor)
                factors.append(inner)
                parts.append(counts)
            at += 2 if applied else 1
        return replace(tree, factors=tuple(factors)), occurrences.of_product(parts)

    # --- where a sum stands ---

    def _insert(self, tree: t.Tree, letter: str) -> t.Tree:
        """Return a formula with Σ over a letter around the least that holds all of a product."""
        known = place(self.scope)
        match tree:
            case t.Summands():
                terms = tuple(
                    self._insert(term, letter) if self._has(term, letter) else term
                    for term in tree.terms
                )
                return replace(tree, terms=terms)
            case t.Group(open="(" | "[" | "{"):
                return replace(tree, inner=self._insert(tree.inner, letter))
            case t.Big(kind="sum"):
                return replace(tree, body=self._insert(tree.body, letter))
            case t.Derive() if tree.operand is not None and not self._has(tree.variable, letter):
                return replace(tree, operand=self._insert(tree.operand, letter))
            case t.Fraction_() if not self._has(tree.denominator, letter):
                return replace(tree, numerator=self._insert(tree.numerator, letter))
            case t.Fraction_() if self._has(tree.numerator, letter) or known == "outside":
                return self._around(tree, letter)
            case t.Fraction_() if known == "below":
                return replace(tree, denominator=self._insert(tree.denominator, letter))
            case t.Scripts(base=t.Group(), sub=None) if known == "below":
                return replace(tree, base=self._insert(tree.base, letter))
            case t.Prefix(rest=None) | t.Scripts(base=t.Name(text="e"), sub=None) if (
                known != "unplaced"
            ):
                return self._around(tree, letter)
            case t.Product():
                return self._insert_in_product(tree, letter)
            case t.Scripts(base=t.Name() | t.Words()) if self._is_subscript(tree, letter):
                return self._sum(tree, letter)
            case t.Derive():
                return self._around(tree, letter)
            case _:
                why = f"it is not plain where the sum over {letter} stands"
                raise _which(letter, why, tree.span)

    def _insert_in_product(self, tree: t.Product, letter: str) -> t.Tree:
        holding = [at for at, factor in enumerate(tree.factors) if self._has(factor, letter)]
        applied = any(
            occurrences.is_application(left, right, sign, self.scope)
            for left, right, sign in zip(tree.factors, tree.factors[1:], tree.signs, strict=False)
            if self._has(right, letter)
        )
        if len(holding) > 1:
            return self._around(tree, letter)
        if applied or "/" in tree.signs:
            why = f"it is not plain where the sum over {letter} stands"
            raise _which(letter, why, tree.span)
        (at,) = holding
        factors = list(tree.factors)
        factors[at] = self._insert(factors[at], letter)
        return replace(tree, factors=tuple(factors))

    def _around(self, tree: t.Tree, letter: str) -> t.Tree:
        if not self.within(tree)[1][letter] <= {1, 2, MANY}:
            why = f"multiplied out, some products have {letter} and others have not"
            raise _which(letter, why, tree.span)
        return self._sum(tree, letter)

    def _sum(self, tree: t.Tree, letter: str) -> t.Tree:
        return t.Big(tree.span, "sum", t.Name(tree.span, letter), None, tree)

    def _is_below(self, tree: t.Tree, letter: str) -> bool:
        """Whether a letter stands below fraction lines only."""
        if isinstance(tree, t.Fraction_):
            return self._is_below(tree.numerator, letter)
        own = isinstance(tree, t.Scripts) and letter in occurrences.index_letters(tree, self.scope)
        return not own and all(self._is_below(child, letter) for child in tree.children())

    def _has(self, tree: t.Tree, letter: str) -> bool:
        return is_open(self.within(tree)[1].get(letter, frozenset()))

    def _is_subscript(self, tree: t.Scripts, letter: str) -> bool:
        return letter in occurrences.index_letters(tree, self.scope) and (
            tree.sup is None or self._is_transpose(tree.sup) or latex(tree.base) == "\\delta"
        )
