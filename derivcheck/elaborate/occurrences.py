"""How often each index letter occurs in the products of a formula, multiplied out."""

from collections.abc import Iterable, Iterator
from itertools import product

from derivcheck.elaborate.kinds import index_letters as subscript_letters
from derivcheck.elaborate.lookup import lookup
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

# For each letter how often it occurs in the products that multiplying out gives; 3 is “three
# times or more”.  A letter that some of them lack has 0 among its counts.
Counts = dict[str, frozenset[int]]
MANY = 3
SUMMED = 4  # summed over in a place of its own, such as a function's argument
CLASH = 5  # summed over in a place of its own, and beside it once more
_NEVER, ONCE, TOO_OFTEN = frozenset((0,)), frozenset((1,)), frozenset((MANY,))


def _together(one: int, other: int) -> int:
    low, high = sorted((one, other))
    if high < SUMMED:
        return min(low + high, MANY)
    return high if low == 0 or low == high else CLASH


def is_open(some: frozenset[int]) -> bool:
    """Whether a letter occurs outside of the places where it is summed over."""
    return not some <= {0, SUMMED}


def of_product(parts: Iterable[Counts]) -> Counts:
    """Return the counts of a product from those of its factors."""
    out: Counts = {}
    for counts in parts:
        for letter, some in counts.items():
            before = out.get(letter, _NEVER)
            out[letter] = frozenset(_together(a, b) for a, b in product(before, some))
    return out


def of_sum(parts: Iterable[Counts]) -> Counts:
    """Return the counts of a sum from those of its terms."""
    terms = list(parts)
    letters = {letter for counts in terms for letter in counts}
    return {
        letter: frozenset().union(*(counts.get(letter, _NEVER) for counts in terms))
        for letter in letters
    }


def without(counts: Counts, letters: frozenset[str]) -> Counts:
    """Return the counts but those of some letters."""
    return {letter: some for letter, some in counts.items() if letter not in letters}


def index_letters(tree: t.Scripts, scope: Scope) -> Iterator[str]:
    """Yield the index letters of a subscript as often as they stand there.

    A name that has its subscript as a part has none, nor has a label in words; an element that
    the problem names is no letter that could run, unless its place shows that it is another.
    """
    plain = latex(t.Scripts(tree.span, tree.base, tree.sub, None, 0))
    tables = (scope.locals, scope.signature.aliases, scope.signature.definitions)
    if tree.sub is None or any(plain in table for table in tables) or _is_symbol(plain, scope):
        return
    scripts = [tree.sub]
    if latex(tree.base) == "\\delta" and tree.sup is not None:
        scripts.append(tree.sup)
    if any(isinstance(node, t.Words) for script in scripts for node in script.walk()):
        return
    for script in scripts:
        for node in script.walk():
            if isinstance(node, t.Name) and not node.accent and _may_run(node.text, scope):
                yield node.text


def bound_letters(tree: t.Big) -> frozenset[str]:
    """Return the letters that a written Σ binds: all names below it that may be meant."""
    if tree.lower is None:
        alone = lone_index(tree)
        return frozenset() if alone is None else frozenset({latex(alone)})
    lower = tree.lower.items if isinstance(tree.lower, t.Items) else (tree.lower,)
    heads = [item.items[:2] if isinstance(item, t.Related) else (item,) for item in lower]
    return frozenset(latex(node) for head in heads for node in head)


def running_letters(tree: t.Big) -> frozenset[str]:
    """Return the letters below a Σ that it binds, the j of ``j \\neq i``; none where none is."""
    if tree.lower is None:
        return frozenset()
    lower = tree.lower.items if isinstance(tree.lower, t.Items) else (tree.lower,)
    return frozenset(latex(x.items[0] if isinstance(x, t.Related) else x) for x in lower)


def lone_index(tree: t.Big) -> t.Tree | None:
    """Return the one letter in subscripts below a Σ that no inner Σ binds, if it is one."""
    found: dict[str, t.Tree] = {}
    for node in tree.body.walk():
        if isinstance(node, t.Big):
            return None
        if isinstance(node, t.Scripts):
            found.update({latex(one): one for one in subscript_letters(node.sub)})
    return next(iter(found.values())) if len(found) == 1 else None


def binds_alone(tree: t.Big, scope: Scope) -> t.Tree | None:
    """Return the letter that a Σ without an index binds where no problem says what letters run.

    It must mean nothing around it: of ``∂J/∂θ_j = Σ (h - y) x_j`` the sum is over something else.
    """
    letter = lone_index(tree)
    key = latex(letter) if letter is not None else ""
    signature = scope.signature
    around = (scope.locals, scope.letters, scope.bound, scope.free, scope.sorts)
    tables = (*around, signature.symbols, signature.definitions)
    sized = signature.sort_of_size(key) is not None
    return None if sized or any(key in table for table in tables) else letter


def raw(tree: t.Tree, scope: Scope) -> Counts:
    """Return the counts in a notation that is not looked into: what is repeated is too often."""
    seen: dict[str, int] = {}
    for node in tree.walk():
        if isinstance(node, t.Scripts):
            for letter in index_letters(node, scope):
                seen[letter] = seen.get(letter, 0) + 1
    return {letter: ONCE if count == 1 else TOO_OFTEN for letter, count in seen.items()}


def is_application(left: t.Tree, right: t.Tree, sign: str, scope: Scope) -> bool:
    """Whether two neighbours in a product are a function and its argument: ``σ'(x)``."""
    bracket = right.base if isinstance(right, t.Scripts) else right
    if sign or not isinstance(bracket, t.Group) or bracket.open not in "([{":
        return False
    name = left.unraised() if isinstance(left, t.Scripts) else left
    return lookup(name, scope) is not None


def _is_symbol(key: str, scope: Scope) -> bool:
    symbol = scope.signature.symbols.get(key)
    return symbol is not None and symbol.kind != "element"


def _may_run(letter: str, scope: Scope) -> bool:
    symbol = scope.signature.symbols.get(letter)
    element = symbol is not None and symbol.kind == "element"
    return letter in scope.sorts or not element
