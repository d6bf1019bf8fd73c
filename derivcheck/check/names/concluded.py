"""Rows that end in a solution: “setting the gradient to zero, we get $w = …$”.

Such a row defines nothing: it claims something of a symbol that the text has declared, or by which
it has differentiated, and that was free in the rows before; it holds at the solution only.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from derivcheck.check.names.optima import sets_to_zero, speaks_of_an_optimum
from derivcheck.check.reading.differentiated import differentiated
from derivcheck.check.reading.left_sides import left_side
from derivcheck.document.model import Chain
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.elaborate.signature import take_apart
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex, parse, parse_anywhere
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula

_CONCLUDES = later(
    r"\b(?:get|gets|obtain\w*|hence|thus|therefore|follows|gives?|yields?|implies|solv\w*|solution"
    r"|(?:min|max)im(?:i[sz]\w+|um)|optim\w+|estimat\w+|results? in|arrive|conclude\w*|rearrang\w*"
    r"|setting|equating)\b|\bso(?:\s+that)?[\s,:]*\Z|\\(?:Right|Longright)arrow|\\implies|解得|得到|可得|因此|所以",
    re.IGNORECASE,
)
_INTRODUCES = later(
    r"\b(?:let|where|with|defin\w*|suppos\w*|assum\w*|set|put|denot\w*|if|when|here|writ\w+|for"
    r"|abbreviat\w*|introduc\w*|given|call|take|choose|is|are|be|means?|now)\b"
    r"|设|令|其中|假设|记|当|若|定义",
    re.IGNORECASE,
)
# what no row needs to have spoken of
_CONSTANTS = frozenset({"I", "e", "\\pi"})
# between two rows of a display
_ARROWS = frozenset({"⇔", "⇒"})


def concluded_in(
    chains: Iterable[Chain], stated: frozenset[str], words: frozenset[str]
) -> dict[int, str]:
    """Return the places of rows of a part that conclude what a free symbol is, by that symbol.

    ``stated`` are the symbols that the document declares, ``words`` those formulas are read by.
    Without words of a conclusion, a row about these is one if all that it speaks of stood in rows
    before.  A letter that nobody declares was free where the text differentiates by it, or by
    the argument of ``J(w)``, and speaks of an optimum or has set a derivative to zero; where a row
    “⇔ x = …” or “therefore x = …” speaks of nothing new; and below an equation, “2x = 6”, that
    speaks of all that the row does.
    """
    out: dict[int, str] = {}
    seen: set[str] = set()
    heads: set[str] = set()
    varied: set[str] = set()
    recurring: set[str] = set()
    said, zero = "", False
    equations: list[tuple[set[str], set[str]]] = []
    for chain in chains:
        said += f" {chain.before}"
        tree = left_side(chain, words)
        key = latex(tree) if isinstance(tree, (t.Name, t.Scripts, t.Words)) else ""
        right = _speaks_of(chain, words)
        if key and key in seen and chain.relations[0].sign == "=":
            if key in heads:
                # a second solution defines nothing either
                ends = tree is not None and bare_key(tree) in out.values()
            elif key in stated:
                ends = _concludes(chain, seen, words)
            else:
                optimum = key in varied and speaks_of_an_optimum(said)
                made_of = right - _CONSTANTS
                below = (names for left, names in equations if key in left - made_of)
                solved = any(made_of <= names for names in below)
                solved = solved or (zero and key in varied and made_of <= seen)
                ends = (
                    (optimum and _concludes(chain, seen, words))
                    or (_follows(chain) and made_of <= seen)
                    or (solved and not introduces(chain))
                )
            if ends:
                out[chain.place] = bare_key(tree) if tree is not None else key
        elif key in stated and key not in right and _solves(chain):
            # of an equation in a part before
            out[chain.place] = bare_key(tree) if tree is not None else key
        elif _is_member(tree, recurring, heads) and not _has_member(right, tree):
            # a value is worked out of the steps; x_2 = f(x_1) writes one of them out
            out[chain.place] = key
        if key not in right:  # θ = θ − α∇J gives it a new value only
            heads.add(key)
        trees = [parse_anywhere(one.tokens, words) for one in chain.members if one.tokens]
        seen |= {name for tree in trees for name in (*names_in(tree), *_members_in(tree))}
        varied |= set(varied_in(tree, trees))
        zero = zero or sets_a_derivative(trees)
        if tree is None and _may_be_solved(chain, trees[0]):
            names = {name for one in trees for name in names_in(one)}
            equations.append((set(names_in(trees[0])), names))
        recurring |= _recurring(trees)
    return out


def _members_in(tree: t.Tree) -> Iterator[str]:
    """Yield the ``p_k`` of a formula, which `names_in` calls p."""
    return (latex(node) for node in tree.walk() if isinstance(node, t.Scripts) and node.sub)


def _may_be_solved(chain: Chain, left: t.Tree) -> bool:
    """Whether a row is an equation between values: no derivative, no function of something."""
    applied = take_apart(left).arguments is not None
    read = not any(isinstance(node, t.Error) for node in left.walk())
    return chain.relations[0].sign == "=" and read and not applied and differentiated(left) is None


def sets_a_derivative(trees: Sequence[t.Tree]) -> bool:
    """Whether a row is ``∂J/∂w = … = 0`` or ``f'(x) = … = 0``."""
    zero = any(isinstance(tree, t.Numeral) and tree.text == "0" for tree in trees)
    return zero and any(differentiated(tree) is not None for tree in trees)


def _recurring(trees: Iterable[t.Tree]) -> set[str]:
    """Return the letters of sequences that formulas say step by step: ``x_{n+1} = 2 x_n``."""
    nodes = [n for tree in trees for n in tree.walk() if isinstance(n, t.Scripts) and n.sub]
    stepping = {latex(node.base) for node in nodes if isinstance(node.sub, t.Summands)}
    return stepping & {latex(node.base) for node in nodes if isinstance(node.sub, t.Name)}


def _is_member(tree: t.Tree | None, recurring: set[str], heads: set[str]) -> bool:
    """Whether a row is about a member of a sequence that is known, behind its first one."""
    if not isinstance(tree, t.Scripts) or not isinstance(tree.sub, t.Numeral) or tree.sup:
        return False
    base = latex(tree.base)
    numbered = re.compile(rf"{re.escape(base)}_\{{?\s*\d+\s*\}}?")
    begun = any(numbered.fullmatch(head) for head in heads)
    return base in recurring and (begun or tree.sub.text not in ("0", "1"))


def _has_member(names: Iterable[str], tree: t.Tree | None) -> bool:
    """Whether names are members of the sequence that a row is about, ``x_1`` of ``x_2``."""
    base = latex(tree.base) if isinstance(tree, t.Scripts) else ""
    return any(name.startswith(f"{base}_") for name in names)


def concludes(chain: Chain) -> bool:
    """Whether the words right before a row say that it follows: “we get”, “solving for w”."""
    return _CONCLUDES.search(_sentence(chain)) is not None


def _solves(chain: Chain) -> bool:
    """Whether the words right before a row set something to zero, and say what follows."""
    return concludes(chain) and sets_to_zero(_sentence(chain))


def varied_in(head: t.Tree | None, trees: Iterable[t.Tree]) -> Iterator[str]:
    """Yield the arguments of a function on the left, and what is differentiated by."""
    if isinstance(head, t.Product):
        yield from (latex(argument) for argument in take_apart(head).arguments or ())
    for tree in trees:
        yield from _variables(tree)


@once_a_formula
def _variables(tree: t.Tree) -> tuple[str, ...]:
    """Return what a formula differentiates by."""
    derivatives = (node for node in tree.walk() if isinstance(node, t.Derive))
    return tuple(latex(by) for node in derivatives for by in (node.variable, *node.further))


def _sentence(chain: Chain) -> str:
    """Return the words of the sentence right before a row."""
    return SENTENCE_END.split(chain.before)[-1]


def _concludes(chain: Chain, seen: set[str], words: frozenset[str]) -> bool:
    said = _sentence(chain)
    if _CONCLUDES.search(said):
        return True
    if introduces(chain):
        return False
    names = _speaks_of(chain, words)
    return bool(names) and names <= seen | _CONSTANTS


def introduces(chain: Chain) -> bool:
    """Whether the words right before a row say what a name is from here on."""
    return _INTRODUCES.search(_sentence(chain)) is not None


def _speaks_of(chain: Chain, words: frozenset[str]) -> set[str]:
    """Return the names that stand on the right side of a row."""
    right = chain.members[chain.relations[0].right]
    return set(names_in(parse(right.tokens, words))) if right.tokens else set()


def _follows(chain: Chain) -> bool:
    """Whether a row is said to follow from the one before: “⇔ x = …”, “therefore $x = …$”."""
    return not _ARROWS.isdisjoint(chain.remarks) or concludes(chain)
