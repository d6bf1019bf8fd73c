"""Sizes that only the document names: ``\\sum_{j=1}^{dim(x)}``, and an N that nobody declares.

A letter that ends sums over one index set, and that has no other meaning, is the size of that set.
Sets are told by what the sum's index indexes, never by what would hold.
"""

import re

from derivcheck.elaborate import formula
from derivcheck.elaborate.failure import Failure, unread
from derivcheck.elaborate.scope import Scope
from derivcheck.source import Diagnostic
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.syntax.vocabulary import SIZE_WORDS
from derivcheck.term.context import unfold
from derivcheck.term.core import IndexVar, Sort

# the code of the remark on such a letter; what rests on it is not refuted
CODE = "inferred-size"
OF_ITS_SUM = "the number of what is summed over"  # a set of which nothing else tells
_ELSEWHERE = " in the problem"
_READ_AS = later(r"nobody says what (?P<letter>\S+) is; it is read as (?P<size>.+)", re.DOTALL)


def written_size(tree: t.Tree, scope: Scope) -> Sort | None:
    """Return the index set whose size is written so, ``dim(x)`` included, or None."""
    key = latex(tree)
    known = scope.signature.sort_of_size(key) or scope.signature.sort_of_range(key)
    return known or scope.sizes.get(key) or _of_vector(tree, scope)


def _of_vector(tree: t.Tree, scope: Scope) -> Sort | None:
    """Return the set that the entries of x run over in ``dim(x)`` or ``|x|``."""
    match tree:
        case t.Product(factors=(t.Words(text=word), t.Group(open="(", inner=inner)), signs=("",)):
            argument = inner if word in SIZE_WORDS else None
        case t.Group(open="|", inner=inner):
            argument = inner
        case _:
            argument = None
    if argument is None:
        return None
    try:
        value = formula.value(argument, scope)
    except Failure:
        return None
    return value.indices[0].sort if len(value.indices) == 1 else None


def ends_a_range(tree: t.Tree, scope: Scope) -> bool:
    """Whether what stands above a Σ may be the size of a set that the text writes its own way.

    There the v of v_c, which without a subscript names nothing, can be a size only.
    """
    return may_be_size(tree, scope, columns=True)


def may_be_size(
    tree: t.Tree, scope: Scope, of: Sort | None = None, *, columns: bool = False
) -> bool:
    """Whether a tree is a plain letter that has no meaning here, so that it may be a size.

    At the end of a list it stands where an index does: ``of`` is the set that the list runs over.
    Letters of columns have a meaning everywhere but above a Σ (``columns``).
    """
    key = latex(tree)
    signature = scope.signature
    known = (
        scope.locals, scope.bound, scope.free, scope.once_bound, scope.elements,
        signature.symbols, signature.definitions, signature.losses, signature.aliases,
        {} if columns else signature.columns,
    )  # fmt: skip
    plain = isinstance(tree, t.Name) and not tree.accent and key not in ("\\infty", "e", "\\pi")
    own = signature.sort_of_letter(key) is None and not any(key in table for table in known)
    own = own and scope.sorts.get(key, of) is of
    return plain and own and key not in _parts_of_sizes(scope)


def counted_by_letter(index: str, last: t.Tree, scope: Scope) -> Sort | None:
    """Return the set of which a letter is the size though it mostly runs over it, or None.

    The k of ``\\sum_{i=1}^k`` counts what i runs over, where the chain has no other k: the set has
    no order in which a sum could end before.
    """
    key = latex(last)
    sort = scope.signature.sort_of_letter(key) if isinstance(last, t.Name) else None
    known = (scope.locals, scope.bound, scope.free, scope.once_bound, scope.signature.symbols)
    if sort is None or sort is not scope.signature.sort_of_letter(index):
        return None
    if key == index or any(key in table for table in known):
        return None
    note_size(last, sort, scope)
    return sort


def from_to(letter: t.Tree, first: t.Tree, last: t.Tree, scope: Scope) -> Sort | None:
    """Return the set of a range from 1 or 0 on, None if its size is not known; raises `Failure`."""
    if latex(first) == "0":
        return _from_zero(first, last, scope)
    sort = written_size(last, scope)
    if latex(first) == "1" and sort is None:
        sort = counted_by_letter(latex(letter), last, scope)
    if latex(first) == "1" and sort is None and ends_a_range(last, scope):
        return None
    if latex(first) != "1" or sort is None:
        message = f"I know no index set that runs from {latex(first)} to {latex(last)}"
        raise unread("unknown-range", message, first.span.to(last.span))
    return sort


def _from_zero(first: t.Tree, last: t.Tree, scope: Scope) -> Sort:
    """Return the set that is counted from 0 to n, of size n + 1; raises `Failure` for others."""
    sort = counted_to(last, scope) or written_size(plus_one(last), scope)
    if sort is None:
        message = f"I know no index set that runs from 0 to {latex(last)}"
        if isinstance(last, t.Name):
            message += f"; write e.g. “where x \\in \\mathbb{{R}}^{{{latex(last)} + 1}}”"
        raise unread("unknown-range", message, first.span.to(last.span))
    return sort


def counted_to(last: t.Tree, scope: Scope) -> Sort | None:
    """Return the set that a text counts from 0 to n, or to n - 1; None if there is none."""
    for entry in scope.signature.sorts:
        if not entry.from_zero:
            continue
        minus = t.Summands(last.span, (entry.size.tree, t.Numeral(last.span, "1")), ("", "-"))
        if latex(minus) == latex(last):
            return entry.sort
        if latex(plus_one(last)) == entry.sort.size:
            # who counts n things from 0 may forget that the last one is n - 1; ℝ^{n+1} tells
            symbols = scope.signature.symbols.values()
            if any(one.stated and entry.sort.name in one.sorts for one in symbols):
                return entry.sort
            message = f"{entry.sort.size} are summed, from 0 to {latex(last)}"
            scope.remark(CODE, f"{message}; only their sum says so", last.span)
            return entry.sort
    return None


def plus_one(size: t.Tree) -> t.Summands:
    """Return ``n+1``, the size of a set that is counted from 0 to n."""
    return t.Summands(size.span, (size, t.Numeral(size.span, "1")), ("", "+"))


def _parts_of_sizes(scope: Scope) -> frozenset[str]:
    """Return the letters in the sizes of known sets: the m of 2m is no other size.

    The q of a size q_1 stands for nothing by itself.
    """
    found = [node for entry in scope.signature.sorts for node in entry.size.tree.walk()]
    bases = {id(node.base) for node in found if isinstance(node, t.Scripts)}
    return frozenset(latex(node) for node in found if id(node) not in bases)


def note_size(tree: t.Tree, sort: Sort, scope: Scope) -> None:
    """Note that a letter is the size of a set; raises `Failure` where it is that of another."""
    key = latex(tree)
    known = scope.sizes.setdefault(key, sort)
    if known is not sort:
        message = f"{key} would be the size of {known.name} and of {sort.name} here"
        raise Failure("unread", "wrong-index", message, tree.span, pair=(known, sort))
    shown = OF_ITS_SUM if sort in scope.fresh else sort.size
    other = None if sort in scope.fresh else scope.signature.sort_of_size(key)
    said = f"{key} counts {other.name}{_ELSEWHERE}" if other else f"nobody says what {key} is"
    scope.remark(CODE, f"{said}; it is read as {shown}", tree.span)


def read_as_size(remark: Diagnostic) -> tuple[str, str]:
    """Return the letter that a remark says to be a size, and the size; nothing of other remarks."""
    found = _READ_AS.match(remark.message) if remark.code == CODE else None
    return (found["letter"], found["size"]) if found is not None else ("", "")


def counts_another_set(remark: Diagnostic) -> bool:
    """Whether a remark says that the problem counts something else with a letter."""
    return remark.code == CODE and _ELSEWHERE in remark.message


def is_spoken_of(sort: Sort, scope: Scope) -> bool:
    """Whether the loss or what is assumed of the part at hand speaks of the elements of a set."""
    context = scope.context
    assumed = (assumption.quantified for assumption in context.assumptions)
    if any(index.sort is sort for indices in assumed for index in indices):
        return True
    if scope.loss is None:
        return False
    loss = unfold(formula.value(scope.loss, scope).body, context)
    return any(isinstance(node, IndexVar) and node.sort is sort for node in loss.walk())
