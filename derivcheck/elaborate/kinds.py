"""Letters that nobody has declared: what kinds of thing they may be, by how they are written."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.elaborate.factors import values_among
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula
from derivcheck.term.core import ONE, Entry, IndexVar, Sort
from derivcheck.term.tensor import ANY, Tensor, identity, scalar

# one letter, perhaps with an accent, perhaps with a number or a word below it, or with a number or
# a layer in a bracket above it; x^{()} is the family of all x^{(i)}
_LETTER = later(
    r"(?:\\(?!bb)[a-z]+\{(?P<accented>[A-Za-z]|\\[A-Za-z]+)\}|(?P<plain>[A-Za-z]|\\[A-Za-z]+))"
    r"(?:_\{(?:\d{1,3}|\\text\{[^{}]{1,30}\})\}|\^\{[(\[](?:\d{0,3}|\\?[A-Za-z]+(?:[-+]\d)?)[)\]]\})?"
)
TRANSPOSES = frozenset({"T", "\\top", "\\intercal", "\\text{T}", "\\prime"})
# under which a node keeps the names in it
_NAMES = "_names"
# letters that mean something of their own
_TAKEN = frozenset({"e", "\\pi", "d", "\\partial", "\\nabla", "\\infty", "\\Pi"})
_SIGMA = "\\Sigma"


# the rank of a family of vectors, x_i for each i
FAMILY = 3


class Kind(Struct, frozen=True):
    """A number, a vector, a matrix or a family of vectors, over index sets: one for each axis."""

    sorts: tuple[Sort, ...]
    spread: bool = False  # a number that is added to each entry of a vector
    members: bool = False  # a family: with one index it is a vector

    @property
    def rank(self) -> int:
        """What tells kinds apart: how many axes a thing has, `FAMILY` for a family."""
        return FAMILY if self.members else len(self.sorts)

    @property
    def is_square(self) -> bool:
        """Whether it is a matrix both of whose axes are over one index set."""
        return len(self.sorts) == 2 and self.sorts[0] is self.sorts[1]

    @property
    def words(self) -> str:
        """The kind in words."""
        sizes = " × ".join(sort.size for sort in self.sorts)
        if self.members:
            return f"vectors of length {self.sorts[0].size}, one for each of {self.sorts[1].size}"
        return ("a real number", f"a vector of length {sizes}", f"a {sizes} matrix")[
            len(self.sorts)
        ]

    def with_sort(self, old: Sort, new: Sort) -> "Kind":
        """Return the kind with one index set in the place of another."""
        return replace(self, sorts=tuple(new if sort is old else sort for sort in self.sorts))


class Letter(Struct, frozen=True):
    """A letter that is read as a free variable, and as what."""

    value: Tensor
    kind: Kind
    symbol: str  # its name in terms
    one_hot: bool = False  # the text calls it so

    @property
    def words(self) -> str:
        """What it is read as, in words."""
        if self.one_hot:
            return self.kind.words.replace("a vector", "a one-hot vector")
        return "the identity matrix" if _is_identity(self.symbol, self.kind) else self.kind.words

    @property
    def key(self) -> str:
        """How it is written: a second letter of one spelling has another name in terms."""
        return self.symbol.rstrip("·")


def _is_identity(symbol: str, kind: Kind) -> bool:
    """Whether a letter is the I of ``X^T X + λI``: a square matrix of which nothing is said."""
    return symbol.rstrip("·") == "I" and kind.is_square


def letter(key: str, kind: Kind, symbol: str, *, rows: bool) -> Letter:
    """Return a letter of some kind; ``rows`` where vectors are rows."""
    if _is_identity(symbol, kind):
        return Letter(identity(kind.sorts[0], ONE), kind, symbol)
    axes = tuple(
        IndexVar(f"·{sort.name}" + "'" * kind.sorts[:at].count(sort), sort)
        for at, sort in enumerate(kind.sorts)
    )
    entry = Entry(symbol, axes)
    if not axes:
        return Letter(scalar(entry), kind, symbol)
    if len(axes) == 1:
        shape = (None, axes[0].sort) if rows else (axes[0].sort, None)
        return Letter(Tensor(shape, axes, entry), kind, symbol)
    return Letter(Tensor(tuple(axis.sort for axis in axes), axes, entry), kind, symbol)


class Usage(Struct, frozen=True):
    """How names are used in some formulas."""

    transposed: frozenset[str] = frozenset()
    subscripts: Mapping[str, int] = field(default_factory=dict)  # x_i: 1, A_ij: 2
    functions: frozenset[str] = frozenset()  # before a bracket, or with a prime
    indices: frozenset[str] = frozenset()  # in a subscript, or bound by a Σ
    once: frozenset[str] = frozenset()  # in one formula only, as a slip of the pen is
    numbers: frozenset[str] = frozenset()  # called a constant or a scalar in words
    called: Mapping[str, int] = field(default_factory=dict)  # vectors: 1, matrices: 2, in words
    members: frozenset[str] = frozenset()  # the x of x_i^T
    crossed: frozenset[str] = frozenset()  # the x of x_{ik} and x_{ki}
    values: frozenset[str] = frozenset()  # the λ of L(u, λ) = … and 2λu: no function in λ(u - 1)
    counted: bool = False  # whether π is the number somewhere, whatever π_k is
    families: bool = False  # whether what has one index may be a family of vectors anywhere


def usage(trees: Iterable[t.Tree]) -> Usage:
    """Return how names are used in formulas."""
    trees = list(trees)
    transposed: set[str] = set()
    subscripts: dict[str, int] = {}
    functions: set[str] = set()
    members: set[str] = set()
    pairs: set[tuple[str, str, str]] = set()
    nodes = [node for tree in trees for node in tree.walk()]
    below = {id(inner) for one in nodes for inner in _beneath(one)}
    for node in nodes:
        if isinstance(node, t.Scripts):
            if node.sup is not None and latex(node.sup) in TRANSPOSES:
                transposed.add(latex(replace(node, sup=None)))
                if len(index_letters(node.sub)) == 1:
                    members.add(latex(node.base))
            if node.primes:
                functions.add(latex(node.base))
            letters = index_letters(node.sub)
            if letters and id(node) not in below:
                subscripts[latex(node.base)] = len(letters)
            if len(letters) == 2:
                pairs.add((latex(node.base), latex(letters[0]), latex(letters[1])))
        elif isinstance(node, t.Group) and node.open == "‖" and isinstance(node.inner, t.Name):
            transposed.add(latex(node.inner))  # nobody writes ‖w‖ of a number
        elif isinstance(node, t.Product):
            functions |= set(_applied(node))
            # the Σ of Σ x_i is no covariance, nor is then that of other formulas
            sums = (at for at, one in enumerate(node.factors[:-1]) if is_sigma_sum(one, node, at))
            functions |= {_SIGMA for _ in sums}
    names = Counter(key for tree in trees for key in names_in(tree))
    once = frozenset(key for key, count in names.items() if count == 1)
    return Usage(
        frozenset(transposed),
        subscripts,
        frozenset(functions),
        indices_in(trees),
        once,
        members=frozenset(members),
        crossed=frozenset(key for key, i, k in pairs if i != k and (key, k, i) in pairs),
        values=values_among(node for node in nodes if isinstance(node, t.Product)),
        counted=any(map(_counts_with_pi, nodes)),
    )


def _counts_with_pi(tree: t.Tree) -> bool:
    """Whether π stands alone in a formula, as the number of 2π does; in L(π, λ) it may be any."""
    indexed = isinstance(tree, t.Scripts) and tree.sub is not None
    if indexed or isinstance(tree, (t.Items, t.Group, t.Derive)):
        return False
    return any(isinstance(one, t.Name) and one.text == "\\pi" for one in tree.children())


def indices_in(trees: Iterable[t.Tree]) -> frozenset[str]:
    """Return the letters that stand in a subscript or are bound by a Σ."""
    return frozenset().union(*map(_indices_of, trees))


@once_a_formula
def _indices_of(tree: t.Tree) -> frozenset[str]:
    found: set[str] = set()
    for node in tree.walk():
        if isinstance(node, t.Scripts):
            found |= {latex(one) for one in index_letters(node.sub)}
        elif isinstance(node, t.Big):
            ends = [end for end in (node.lower, node.upper) if end is not None]
            found |= {latex(n) for end in ends for n in end.walk() if isinstance(n, t.Name)}
    return frozenset(found)


def _beneath(tree: t.Tree) -> Iterable[t.Tree]:
    """Return what stands in a subscript."""
    return tree.sub.walk() if isinstance(tree, t.Scripts) and tree.sub is not None else ()


def names_in(tree: t.Tree) -> tuple[str, ...]:
    """Return each name as often as it is written: x once in x_i; found once a node."""
    kept: dict[str, tuple[str, ...]] = tree.__dict__
    if _NAMES not in kept:
        kept[_NAMES] = tuple(_names_in(tree))
    return kept[_NAMES]


def _names_in(tree: t.Tree) -> Iterable[str]:
    inner: Iterable[t.Tree | None] = tree.children()
    if isinstance(tree, t.Name):
        yield latex(tree)
    elif isinstance(tree, t.Scripts) and isinstance(tree.base, t.Name):
        yield bare_key(replace(tree, sup=None, primes=0))
        inner = (tree.sub, tree.sup)
    for child in inner:
        if child is not None:
            yield from names_in(child)


@once_a_formula
def letters_written(tree: t.Tree) -> tuple[str, ...]:
    """Return the letters of a formula as often as they are written."""
    return tuple(latex(node) for node in tree.walk() if isinstance(node, t.Name))


def only_applied(
    trees: Iterable[t.Tree], in_product: Callable[[t.Product], Iterable[str]] | None = None
) -> frozenset[str]:
    """Return the names that stand before brackets, ``s(x)``, and nowhere else.

    ``in_product`` tells which names stand so in a product, where another rule is meant.
    """
    names: Counter[str] = Counter()
    applied: Counter[str] = Counter()
    for tree in trees:
        names.update(letters_written(tree))
        applied.update(applied_in(tree) if in_product is None else _applied_by(in_product, tree))
    return frozenset(key for key, count in applied.items() if count == names[key])


@once_a_formula
def applied_in(tree: t.Tree) -> tuple[str, ...]:
    """Return the names right before a bracket, as often as they stand so in a formula."""
    return tuple(_applied_by(_applied, tree))


def _applied_by(in_product: Callable[[t.Product], Iterable[str]], tree: t.Tree) -> Iterable[str]:
    return (key for node in tree.walk() if isinstance(node, t.Product) for key in in_product(node))


def only_indexed(trees: Iterable[t.Tree]) -> frozenset[str]:
    """Return the names that have one letter below them wherever they stand: the x of ``Σ x_i``."""
    nodes = [node for tree in trees for node in tree.walk()]
    below = [node for node in nodes if isinstance(node, t.Scripts) and node.sub is not None]
    indexed = {latex(node.base) for node in below if len(index_letters(node.sub)) == 1}
    bases = {id(node.base) for node in below}
    bare = {latex(one) for one in nodes if isinstance(one, t.Name) and id(one) not in bases}
    return frozenset(indexed - bare)


def index_letters(sub: t.Tree | None) -> tuple[t.Tree, ...]:
    """Return the letters of a subscript that may be indices: of x_i, A_ij; none of W_1."""
    if sub is None:
        return ()
    parts = sub.items if isinstance(sub, t.Items) else (sub,)
    if len(parts) == 1 and isinstance(parts[0], t.Product):
        parts = parts[0].factors
    plain = all(isinstance(part, t.Name) and not part.accent for part in parts)
    return parts if plain else ()


def is_capital(key: str) -> bool:
    """Whether a name is a capital, ``\\Sigma`` and ``\\mathbf{X}`` too."""
    return key.rpartition("{")[2].lstrip("\\")[:1].isupper()


def bare_key(tree: t.Tree) -> str:
    """Return what names a thing: W_1 as a whole, but x of its component x_i."""
    if isinstance(tree, t.Scripts) and index_letters(tree.sub):
        return latex(tree.base)
    return latex(tree)


def root_of_square(tree: t.Tree) -> t.Tree | None:
    """Return the σ of ``σ^2`` or ``σ_B^2``; None for anything else."""
    match tree:
        case t.Scripts(base=t.Name() as base, sub=sub, sup=t.Numeral(text="2"), primes=0):
            return base if sub is None else replace(tree, sup=None)
        case _:
            return None


def is_sigma_sum(head: t.Tree, product: t.Product, at: int) -> bool:
    """Whether a ``\\Sigma`` in a product may be a sum over what follows it, and no matrix.

    It has an index of its own, or something that follows has one that it could bind.
    """
    base = head.base if isinstance(head, t.Scripts) else head
    if not isinstance(base, t.Name) or base.text != _SIGMA:
        return False
    if isinstance(head, t.Scripts):
        return head.sup is None or latex(head.sup) not in TRANSPOSES | {"- 1", "2"}
    behind = (node for factor in product.factors[at + 1 :] for node in factor.walk())
    return any(isinstance(node, t.Scripts) and index_letters(node.sub) for node in behind)


def is_raised(tree: t.Scripts) -> bool:
    """Whether a name has its index in a bracket above it, ``W^{(1)}``."""
    return isinstance(tree.base, t.Name) and bool(tree.base.raised)


def _applied(product: t.Product) -> Iterable[str]:
    """Yield the names right before a bracket; s of s(1 − s) is no function."""
    for at, sign in enumerate(product.signs):
        name, after = product.factors[at], product.factors[at + 1]
        bracket = after.base if isinstance(after, t.Scripts) else after
        if sign == "" and isinstance(bracket, t.Group) and bracket.open in "([":
            key = latex(name)
            if all(latex(node) != key for node in bracket.walk()):
                yield key


def ranks_of(key: str, used: Usage) -> tuple[int, ...]:
    """Return how many axes an undeclared name may have: none where it may be no variable.

    Capital letters are numbers or matrices, others numbers or vectors; what is transposed is no
    number, and what has an index below it has an axis for it.  A name that is written once is
    likelier a slip than a variable; the identity often is.
    """
    found = _LETTER.fullmatch(key)
    plain = (found["accented"] or found["plain"]) if found else ""
    said = key in used.numbers
    once = key in used.once and not said and key not in used.called
    slip = once and key != "I"
    # what is called a number is none of a bracket's; a vector b may have an entry b_b
    names = (frozenset() if said else used.functions - used.values) | (
        used.indices - used.subscripts.keys()
    )
    taken = plain in _TAKEN and (plain != "\\pi" or key not in used.subscripts or used.counted)
    if not plain or taken or key in names or slip:
        return ()
    if said:
        return (0,)
    if plain == _SIGMA:
        return (2,)
    if key in used.called and used.subscripts.get(key, 0) in (0, used.called[key]):
        return (used.called[key],)
    if once:
        return (2,)
    if key in used.subscripts:
        count, small = used.subscripts[key], not is_capital(plain)
        if small and key in used.members:
            # nobody transposes a number; x_{ik} is an entry of x_i, but not beside x_{ki}
            return (FAMILY,) if count <= 2 and key not in used.crossed else ()
        if small and count == 1:
            return (1, FAMILY)[: 1 + used.families]
        if key == "I" and count == 1:
            return (1, 2)  # I_d may be the identity in another size
        return (count,) if count <= 2 else ()
    more = 2 if is_capital(plain) else 1
    return (more,) if key in used.transposed else (0, more)


def fresh_kind(key: str, rank: int) -> Kind:
    """Return a kind of some rank over index sets of its own.

    Each x^{(i)} is one of what the x of h(x) stands for, so they are of one length.
    """
    if rank == 2 and key == "I":
        return Kind((ANY, ANY))
    if rank == FAMILY:
        one = key.removesuffix("^{()}").removesuffix("^{[]}")
        return Kind((_fresh(f"dim {one}"), _fresh(f"number {key}")), members=True)
    if rank == 1:
        return Kind((_fresh(f"dim {key}"),))
    return Kind(tuple(_fresh(f"{what} {key}") for what in ("rows", "cols")[:rank]))


def _fresh(name: str) -> Sort:
    return Sort(name, name, 1, 1)


def transposed(tree: t.Tree) -> t.Tree | None:
    """Return the ``y`` of ``y^T``, None for what is no transpose."""
    if not isinstance(tree, t.Scripts) or tree.sup is None or tree.primes:
        return None
    if latex(tree.sup) not in TRANSPOSES:
        return None
    return tree.base if tree.sub is None else replace(tree, sup=None)
