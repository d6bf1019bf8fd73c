"""Functions of which a document says nothing: the g and h of ``(gh)'(x) = g'(x)h(x) + g(x)h'(x)``.

A rule about any functions is one about unknown ones.  Such a letter stands before a bracket with
one number wherever it is written, there with a prime at least once; no formula begins with it or is
nothing else, so that it is neither defined nor a factor, and no words tell what it is.

So does the σ of ``δ ⊙ σ'(z)``, and what is multiplied so goes entry by entry.  Of such an
activation function words may tell more: what holds for any holds for it, and nothing is refuted.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from derivcheck.check.names.entries import formula_of, no_problem
from derivcheck.check.names.whole_text import Text
from derivcheck.check.reading.left_sides import names_on_the_left
from derivcheck.document import without_layout
from derivcheck.document.model import Document
from derivcheck.elaborate.arguments import ENTRYWISE
from derivcheck.elaborate.kinds import only_applied
from derivcheck.elaborate.signature import Signature, signature_of
from derivcheck.problem.model import Problem, SymbolEntry
from derivcheck.source import Span
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

# more such letters than this are no rule for differentiating
MOST = 4


def with_any_functions(
    problem: Problem | None, document: Document, numbers: frozenset[str] = frozenset()
) -> Problem | None:
    """Return a problem with the functions of which a document says nothing.

    ``numbers`` are the letters that the document declares as real numbers.
    """
    words = problem.words if problem else signature_of(None).words
    signature = signature_of(problem)
    primed = _primed(document, words)
    activations = _activations(document, words) if problem is None else frozenset[str]()
    if not primed and not activations:
        return problem
    heads = {key for chain in document.chains() for key in names_on_the_left(chain, words)}
    trees = list(_trees(document, words))
    alone = only_applied(trees, _applied)
    formulas = [tree for tree in trees if not isinstance(tree, t.Name)]
    entrywise = {
        key
        for key in activations & only_applied(formulas, _applied)
        if key not in heads and not _is_known(key, signature) and not _goes_over_all(key, document)
    }
    if "\\sigma" in entrywise and Text(document, words).sigma is not None:
        entrywise.remove("\\sigma")
    if len(entrywise) > MOST:
        entrywise = set()
    heads |= set(_spoken_of(trees)) | entrywise
    found = {
        key: argument
        for key, argument in primed.items()
        if key in alone and key not in heads and _is_new(key, argument, signature, numbers)
    }
    if len(found) > MOST or not (found or entrywise):
        return problem
    base = problem or no_problem(words)
    new = tuple(_entry(key, argument) for key, argument in sorted(found.items()))
    new += tuple(replace(_entry(key, "x"), domain=ENTRYWISE) for key in sorted(entrywise))
    return replace(base, symbols=(*base.symbols, *new))


def _trees(document: Document, words: frozenset[str]) -> Iterator[t.Tree]:
    for said in document.formulas:
        tokens = without_layout(said.tokens)
        if tokens:
            yield parse(tokens, words)


def _applied(product: t.Product) -> Iterator[str]:
    """Yield the names right before a bracket, ``g'(x)`` and ``h^2(x)`` too."""
    return (latex(name) for name, _, _ in _applications(product))


def _spoken_of(trees: Iterable[t.Tree]) -> Iterator[str]:
    """Yield the letters of formulas that are ``g(x)`` and nothing more: words may say what g is."""
    for tree in trees:
        if isinstance(tree, t.Product) and len(tree.factors) == 2:
            yield from _applied(tree)


def _applications(product: t.Product) -> Iterator[tuple[t.Tree, int, t.Tree]]:
    """Yield the names right before a bracket, with their primes and what it holds."""
    for at, sign in enumerate(product.signs):
        name, after = product.factors[at], product.factors[at + 1]
        bracket = after.base if isinstance(after, t.Scripts) else after
        if sign != "" or not isinstance(bracket, t.Group) or bracket.open != "(":
            continue
        if isinstance(name, t.Scripts) and name.sub is None:
            yield name.base, name.primes, bracket.inner
        elif isinstance(name, t.Name):
            yield name, 0, bracket.inner


def _primed(document: Document, words: frozenset[str]) -> dict[str, str]:
    """Return the plain letters that stand with a prime before a bracket, with what is in it."""
    out: dict[str, str] = {}
    for member in document.members():
        if any(token.text in _PRIMES for token in member.tokens):
            out.update(_primed_in(parse(member.tokens, words)))
    return out


def _activations(document: Document, words: frozenset[str]) -> frozenset[str]:
    """Return the plain letters of ``δ ⊙ σ'(z)``."""
    members = document.members()
    return frozenset(
        key
        for member in members
        if any(token.text in _PRIMES for token in member.tokens)
        for node in parse(member.tokens, words).walk()
        if isinstance(node, t.Product)
        for key in _beside_circles(node)
    )


def _beside_circles(product: t.Product) -> Iterator[str]:
    for at, name in enumerate(product.factors[:-1]):
        around = {*product.signs[max(at - 1, 0) : at], *product.signs[at + 1 : at + 2]}
        after = product.factors[at + 1]
        bracket = after.base if isinstance(after, t.Scripts) else after
        applied = product.signs[at] == "" and isinstance(bracket, t.Group)
        match name:
            case t.Scripts(base=t.Name() as base, sub=None, sup=None, primes=1) if (
                applied and not base.accent and around & {"⊙", "∘"}
            ):
                yield latex(base)
            case _:
                pass


def other_slopes(trees: Iterable[t.Tree], signature: Signature) -> Iterator[str]:
    """Yield activation functions with a slope outside of ``δ ⊙ f'(z)``: it may be a Jacobian."""
    entrywise = {key for key, (entry, _) in signature.losses.items() if entry.domain == ENTRYWISE}
    if not entrywise:
        return
    for node in (node for tree in trees for node in tree.walk()):
        if isinstance(node, t.Product):
            inside = set(_beside_circles(node))
            slopes = (latex(name) for name, primes, _ in _applications(node) if primes)
            yield from (key for key in slopes if key in entrywise - inside)


def _goes_over_all(key: str, document: Document) -> bool:
    """Whether words beside a function may say that it does not go entry by entry."""
    return any(
        _OVER_ALL.search(f"{one.before} {'' if one.display else one.after}")
        for one in document.formulas
        if key in one.written
    )


# the softmax, and what else looks at all entries
_OVER_ALL = later(
    r"soft-?max|\bmaps?\b|\bmapping|several variables|normali|vector-valued|max-?out|pooling"
    r"|attention|deviation",
    re.I,
)
_PRIMES = frozenset({"'", "′", "’", "\\prime"})


def _primed_in(tree: t.Tree) -> Iterator[tuple[str, str]]:
    for node in tree.walk():
        for name, primes, inner in _applications(node) if isinstance(node, t.Product) else ():
            if primes and _is_letter(name) and _is_letter(inner):
                yield latex(name), latex(inner)


def _is_letter(tree: t.Tree) -> bool:
    return isinstance(tree, t.Name) and not tree.accent and len(tree.text) == 1


def _is_new(key: str, argument: str, signature: Signature, numbers: frozenset[str]) -> bool:
    """Whether a name means nothing in the problem, and its argument is a number."""
    number = signature.symbols.get(argument)
    in_problem = number is not None and number.is_any_number
    free = not _is_known(key, signature) and key not in numbers
    return free and (in_problem or (number is None and argument in numbers))


def _is_known(key: str, signature: Signature) -> bool:
    known = (*signature.known_names(), *signature.losses, *signature.typos, "e", "d")
    return key in known or signature.sort_of_size(key) is not None


def _entry(key: str, argument: str) -> SymbolEntry:
    here = Span(0, 0)
    tree = t.Product(here, (t.Name(here, key), t.Group(here, "(", t.Name(here, argument))), ("",))
    return SymbolEntry(
        latex(tree),
        "loss",
        (),
        formula_of(tree),
        aliases=(),
        columns=(),
        domain="real",
        at=None,
        line=None,
        stated=True,
    )
