"""The left sides of chains: the names of which a text may say there what they are."""

from functools import lru_cache

from derivcheck.check.reading.in_passing import number_in_passing
from derivcheck.document.model import Chain, Part
from derivcheck.elaborate.kinds import bare_key, indices_in, names_in, root_of_square
from derivcheck.elaborate.names import REFERENTS
from derivcheck.elaborate.scripts import is_star
from derivcheck.elaborate.signature import take_apart
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t


# every trial of a convention goes through all chains
@lru_cache(maxsize=1024)
def left_side(chain: Chain, words: frozenset[str]) -> t.Tree | None:
    """Return the left side of a chain's first ``=`` if it is a name of which that may tell."""
    right = chain.members[chain.relations[0].right]
    if right.tokens and number_in_passing(chain, parse(right.tokens, words)):
        return None
    return head_on_the_left(chain, words)


def head_on_the_left(chain: Chain, words: frozenset[str]) -> t.Tree | None:
    """Return the name on the left, also of a number that words name in passing: “say $x = 3$”."""
    relation = chain.relations[0]
    left = chain.members[relation.left]
    if relation.sign != "=" or relation.left != 0 or not left.tokens:
        return None
    tree = parse(left.tokens, words)
    tree = within_logarithm(tree) or tree
    return tree if is_head(tree) else None


def within_logarithm(tree: t.Tree) -> t.Product | None:
    """Return the ``p(x)`` of ``\\log p(x) = …``, which says what p is: exp of the other side."""
    if not isinstance(tree, t.Prefix) or tree.function not in ("\\log", "\\ln") or tree.sup:
        return None
    inner = tree.argument
    if isinstance(inner, t.Group):
        inner = inner.inner
    elif isinstance(tree.rest, t.Group):
        inner = t.Product(tree.span, (inner, tree.rest), ("",))
        return inner if is_head(inner) else None
    plain = tree.rest is None and isinstance(inner, t.Product)
    return inner if plain and isinstance(inner, t.Product) and is_head(inner) else None


@lru_cache(maxsize=1024)
def name_on_the_left(chain: Chain, words: frozenset[str]) -> str | None:
    """Return the name of which a chain's first ``=`` says something, as a value or by entries."""
    tree = left_side(chain, words)
    return None if tree is None else take_apart(tree).key


@lru_cache(maxsize=1024)
def names_on_the_left(chain: Chain, words: frozenset[str]) -> frozenset[str]:
    """Return the name of which a chain's first ``=`` may say what it is, if there is one."""
    tree = left_side(chain, words)
    if tree is None:
        return frozenset()
    # f(x) says what f is, z_1 = … what z_1 is, z_i = … what z is
    return frozenset((take_apart(tree).key if isinstance(tree, t.Product) else bare_key(tree),))


def no_function(chain: Chain, words: frozenset[str]) -> frozenset[str]:
    """Return the name of which a chain's first ``=`` may say that it is a value, ``p_i = …``."""
    tree = left_side(chain, words)
    if tree is None or isinstance(tree, t.Product):
        return frozenset()
    return frozenset((bare_key(tree),))


def ties_indices(chain: Chain, part: Part, words: frozenset[str]) -> bool:
    """Whether a chain is ``i = j`` of two letters that stand below others: it names a case."""
    members = [member for member in chain.members if member.tokens]
    if len(members) != 2 or any(len(member.tokens) != 1 for member in members):
        return False
    return {latex(parse(one.tokens, words)) for one in members} <= _indices_of(part, words)


@lru_cache(maxsize=256)
def _indices_of(part: Part, words: frozenset[str]) -> frozenset[str]:
    members = (member for chain in part.chains for member in chain.members if member.tokens)
    return indices_in(parse(member.tokens, words) for member in members)


def arguments_on_the_left(chain: Chain, words: frozenset[str]) -> frozenset[str]:
    """Return the arguments of the function of which a chain's first ``=`` tells, ``f(x) = …``."""
    tree = left_side(chain, words)
    arguments = take_apart(tree).arguments if isinstance(tree, t.Product) else None
    return frozenset(latex(one) for one in arguments or ())


def square_on_the_left(chain: Chain, words: frozenset[str]) -> frozenset[str]:
    """Return the name whose square a chain says something of, ``σ^2 = …``.

    Such a name is no free letter any more, though it is not known what it is.
    """
    relation = chain.relations[0]
    left, right = chain.members[relation.left], chain.members[relation.right]
    if relation.sign != "=" or relation.left != 0 or not left.tokens or not right.tokens:
        return frozenset()
    root = root_of_square(parse(left.tokens, words))
    if root is None:
        return frozenset()
    key, names = latex(root), names_in(parse(right.tokens, words))
    return frozenset((key,)) if names and key not in names else frozenset()


def _is_letter(argument: t.Tree) -> bool:
    """Whether a function may be defined by its value at this: x, or a vector of many, v_c.

    A variance is written as a square, ``ℓ(μ, σ^2)``.
    """
    if isinstance(argument, t.Scripts):
        square = isinstance(argument.sup, t.Numeral) and argument.sup.text == "2"
        plain = argument.sup is None and argument.sub is not None
        return (plain or square) and not argument.primes and isinstance(argument.base, t.Name)
    return isinstance(argument, t.Name)


def _is_function_name(tree: t.Tree) -> bool:
    """Whether a function may be called so: f, f_1 or L_CE, of which the subscript is a label."""
    if isinstance(tree, t.Scripts) and isinstance(tree.sub, (t.Words, t.Numeral)):
        return tree.sup is None and not tree.primes and isinstance(tree.base, t.Name)
    return isinstance(tree, (t.Name, t.Words))


def is_head(tree: t.Tree) -> bool:
    """Whether a left side is a name, with subscripts or with a bracket of plain letters."""
    if isinstance(tree, t.Product):
        head = take_apart(tree)
        return (
            head.arguments is not None
            and all(map(_is_letter, head.arguments))
            and _is_function_name(tree.factors[0])
        )
    if isinstance(tree, t.Words):
        return tree.text not in REFERENTS
    if isinstance(tree, t.Scripts):
        plain = tree.sup is None and not tree.primes and tree.sub is not None
        plain = plain or (is_star(tree.sup) and not tree.primes and not tree.sub)
        plain = plain and not any(isinstance(node, t.Error) for node in tree.walk())
        return plain and isinstance(tree.base, (t.Name, t.Words))
    return isinstance(tree, t.Name)


def begins_with(name: t.Tree, right: t.Tree) -> bool:
    """Whether a formula is a sum of several terms of which the first is a name."""
    match right:
        case t.Summands(terms=(first, _, *_), signs=("", *_)):
            return latex(first) == latex(name)
        case _:
            return False


def is_updated(chain: Chain, words: frozenset[str]) -> bool:
    """Whether a chain is θ = θ − α g, which says nothing of θ but that it changes."""
    left, right = chain.members[0], chain.members[1]
    if not left.tokens or not right.tokens:
        return False
    return begins_with(parse(left.tokens, words), parse(right.tokens, words))
