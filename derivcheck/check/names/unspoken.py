"""Letters of which a text says nothing, but that it writes them: the y of ½‖z − y‖².

Whoever reads on takes such a letter for given: it depends on nothing.  Of a letter that words or
a formula speak of, anything may be meant.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from derivcheck.check.names.spoken_words import DEPENDS, in_words, letter_of, speaks_of_all
from derivcheck.check.names.whole_text import mentioned
from derivcheck.check.reading.implied import implied_in
from derivcheck.check.reading.left_sides import is_head, names_on_the_left
from derivcheck.check.reading.named_behind import keys_behind
from derivcheck.document import without_layout
from derivcheck.document.model import Chain, Document, Said
from derivcheck.document.tokens.token import Kind
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

# “the label $y$”, “$y$ is the target”: what is given in every exercise
_GIVEN = (
    r"(?:(?:true|correct|one-hot|training|class)\s+)?(?:label|target|ground[- ]truth|data ?point"
    r"|observation|observed (?:value|response)|response)s?(?:\s+(?:value|vector|label))?"
)
# … but a target may be computed from something all the same
_DEPENDS = later(
    rf"{DEPENDS}|\bcop(?:y|ies|ied)\b|\b(?:comput|produc|generat|obtain|bootstrap|updat)\w*"
    r"|\b(?:outputs?|network|from|which|equals?|twice)\b",
    re.IGNORECASE,
)

# “the matrix whose rows are $x^{(i)T}$” says what the matrix is, and nothing of x
_STACKED = later(r"\b(?:rows?|columns?)\s+(?:are|is)(?:\s+the)?(?:\s+\w+)?\s*\Z", re.IGNORECASE)

# by custom what weighs a sum, λ(‖U‖² + ‖V‖²), where no use shows it (`elaborate/factors.py`)
_COEFFICIENTS = frozenset({"\\lambda", "\\alpha", "\\beta", "\\gamma", "\\eta", "\\rho"})


def unspoken_letters(document: Document, words: frozenset[str]) -> frozenset[str]:
    """Return the names in a document's formulas of which nothing says what they are."""
    if speaks_of_all(document.prose):
        return frozenset()
    written: set[str] = set()
    said: set[str] = set()
    chains = list(document.chains())
    heads = Counter(key for chain in chains for key in names_on_the_left(chain, words))
    # z = g(y) of a z that is something else too, and is differentiated by
    twice = {key for key in _varied(chains, words) if heads[key] > 1}
    for chain in chains:
        trees = [parse(member.tokens, words) for member in chain.members if member.tokens]
        # behind z = Wx the W of ∂z/∂x = W is what it was
        slope = bool(trees) and isinstance(trees[0], (t.Derive, t.Gradient))
        known = frozenset(written) if slope else frozenset[str]()
        written.update(name for tree in trees for name in names_in(tree))
        said |= names_on_the_left(chain, words) | keys_behind(chain, words)
        if (implied := implied_in(chain, words)) is not None:
            said.add(latex(implied.name))
        said.update(key for tree in trees for key in _said_in(tree, known))
        if trees and any(one.sign == "←" for one in chain.relations):
            said.add(bare_key(trees[0]))
        anew = names_on_the_left(chain, words) & twice
        if trees and (anew or not _tells_of_its_left_side(chain, trees[0])):
            said.update(name for tree in trees for name in names_in(tree))
    formulas = [one for one in document.formulas if not _STACKED.search(one.before)]
    alone = mentioned(formulas, words)
    said |= {key for key in alone if not _is_given(key, document.prose)}
    said.update(_beside_chains(document, formulas, words, alone))
    spoken = {letter_of(key) for key in said}
    left = {key for key in written if letter_of(key) not in spoken}
    return frozenset(left - in_words(document, left))


def _varied(chains: Iterable[Chain], words: frozenset[str]) -> Iterator[str]:
    """Yield what something is differentiated by."""
    for member in (member for chain in chains for member in chain.members if member.tokens):
        for node in parse(member.tokens, words).walk():
            if isinstance(node, t.Derive):
                yield bare_key(node.variable)


def _tells_of_its_left_side(chain: Chain, left: t.Tree) -> bool:
    """Whether a chain says what a name or a derivative is; 2z = y, y ≈ z may say it of a y."""
    derived = any(isinstance(node, (t.Derive, t.Gradient)) for node in left.walk())
    return (derived or is_head(left)) and all(one.sign in "=←" for one in chain.relations)


def _said_in(tree: t.Tree, known: frozenset[str]) -> Iterator[str]:
    """Yield what a member says of letters: y alone, if it is new, y(x), and the y of ∂y/∂z."""
    names = set(names_in(tree))
    if len(names) == 1 and not names & known:
        yield from names
    for node in tree.walk():
        if isinstance(node, t.Derive) and isinstance(node.operand, (t.Name, t.Scripts)):
            yield bare_key(node.operand)
        factors = node.factors if isinstance(node, t.Product) else ()
        for name, after in pairwise(factors):
            if isinstance(name, (t.Name, t.Scripts)) and isinstance(after, t.Group):
                weighs = bare_key(name) in _COEFFICIENTS and isinstance(after.inner, t.Summands)
                yield from () if weighs else (bare_key(name),)


def _beside_chains(
    document: Document, formulas: Iterable[Said], words: frozenset[str], alone: frozenset[str]
) -> Iterator[str]:
    """Yield the names in formulas that are no step: ``z \\mapsto y``, ``(y, z)``."""
    chains = document.chains()
    steps = {token.span for chain in chains for one in chain.members for token in one.tokens}
    for said in formulas:
        if any(token.span not in steps for token in said.tokens if token.kind is Kind.LETTER):
            tree = parse(without_layout(said.tokens), words)
            # “$x, θ ∈ ℝ^n$” says where an x lies, and nothing of the x^{(i)}
            last = tree.items[-1] if isinstance(tree, t.Items) else tree
            lies = isinstance(last, t.Related) and set(last.signs) == {"∈"}
            around = f"{said.before} {SENTENCE_END.split(said.after)[0]}"
            if not lies or _DEPENDS.search(around):
                yield from set(names_in(tree)) - alone


def _is_given(key: str, prose: str) -> bool:
    """Whether each time words speak of a letter they call it a label or a target."""
    letter = rf"\$\s*{re.escape(key)}\s*\$"
    if any(re.search(letter, one) and _DEPENDS.search(one) for one in SENTENCE_END.split(prose)):
        return False
    spoken = len(re.findall(letter, prose))
    given = len(re.findall(rf"\b{_GIVEN}\s+{letter}", prose, re.IGNORECASE))
    after = rf"{letter}\s+(?:is|are|denotes?|be)\s+(?:the|a|our)\s+{_GIVEN}\b"
    return 0 < spoken <= given + len(re.findall(after, prose, re.IGNORECASE))
