"""Ways by which a loss may depend on a variable beside the name that it is taken to be made of.

That L is a function of z alone nobody has said who writes ∂L/∂x = Wᵀ ∂L/∂z.  Weights that are
tied or penalised, an input that is used once more and a formula with x that was not read, or comes
only later, are other ways; where the text may speak of one, L is not read so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from derivcheck.check.reading.left_sides import left_side
from derivcheck.document import without_layout
from derivcheck.document.model import Chain, Document, Part
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.source.pattern import CLAUSE_END, later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

_SPOKEN_OF = later(
    r"\b(?:tied|ties|tying|shar(?:e|es|ed|ing)|re-?us(?:e|es|ed|ing)|residual|skips?(?!-?\s?gram)"
    r"|shortcut|highway|penal\w+|regulari[sz]\w*|weight decay|recurren\w+)\b|\bboth\s+\$"
    r"|\b(?:also|too|again|directly|itself|as well)\b[^.]{0,30}"
    r"\b(?:depend|enter|take|use|feed|fed|appear|contain|go|add)\w*"
    r"|\b(?:depend|enter|take|use|feed|fed|appear|contain|go|add)\w*\b[^.]{0,40}"
    r"\b(?:also|too|again|directly|itself|as well|elsewhere|twice)\b"
    r"|\b(?:auto-?encoder\w*|reconstruct\w*|contrastive|triplet)\b|正则|共享|残差",
    re.IGNORECASE,
)
# “L is a function of z and x”
_FUNCTION_OF = later(
    r"\b(?:functions? of|depends? (?:up)?on|takes?|taken of)\b(?P<what>[^.]*)", re.IGNORECASE
)
# “the loss $L$ is the squared norm of $x$”: in words a loss may be anything
_LOSS = later(
    r"\b(?:loss|cost|objective)\b|\$\s*(?:[LJEC]|\\ell|\\mathcal\s*\{?\s*[LJEC]\s*\}?)\s*\$",
    re.IGNORECASE,
)
_SAYS_WHAT = later(
    r"\b(?:is|are|equals?|measur\w+|compar\w+|sums?|adds?|averag\w+|consist\w*|pull\w*|push\w*"
    r"|contain\w*|includ\w*|us(?:e|es|ed|ing)|tak(?:e|es|en|ing)|between|fed|feed\w*|explicit\w*|direkt"
    r"|abh[äa]ng\w*|h[äa]ngt)\b|依赖|取决|定义",
    re.IGNORECASE,
)
_HARMLESS = later(
    r"\b(?:gradients?|derivatives?|differentia\w*|back-?propagat\w*|with respect|w\.?r\.?t"
    r"|chain rule|partials?|jacobians?|scalar|real|arbitrary|some|any|upstream"
    r"|unspecified|smooth|only|alone"
    r"|solely|through|via)\b|梯度|导数|求导",
    re.IGNORECASE,
)
_EXPLICIT = later(r"\b(?:explicit|direct|besides|in addition)", re.IGNORECASE)
_ONLY = later(r"\b(?:only|alone|solely|through|via)\b", re.IGNORECASE)
_FORMULA = later(r"\$[^$]+\$|\\\(.*?\\\)")

Paths = Mapping[str, frozenset[str]]  # what formulas say names are made of


def speaks_of_other_paths(prose: str) -> bool:
    """Whether words may say that a loss depends on something in more than one way."""
    if _SPOKEN_OF.search(prose) is not None:
        return True
    for sentence in CLAUSE_END.split(prose):
        said = _LOSS.search(sentence) is not None and _SAYS_WHAT.search(sentence) is not None
        if said and not _HARMLESS.search(sentence) and not _FUNCTION_OF.search(sentence):
            return True
        if said and _EXPLICIT.search(sentence):
            return True
    told = (found["what"] for found in _FUNCTION_OF.finditer(prose))
    return any(_of_several(what) and not _ONLY.search(what) for what in told)


def _of_several(what: str) -> bool:
    """Whether a loss is said to be a function of several things; “with $g = …$” names none."""
    return len([one for one in _FORMULA.findall(what) if "=" not in one]) > 1


def paths_in(document: Document, part: Part, words: frozenset[str]) -> Paths:
    """Return what the names of a part are made of, whether or not that can be read.

    A formula beside the chains, “the output is $z + x$”, is a name of its own.
    """
    around = {part.id, *part.outer}
    chains = [
        chain
        for one in document.parts
        if one.id in around or one is document.parts[0]
        for chain in one.chains
    ]
    found: dict[str, frozenset[str]] = {}
    written: set[str] = set()
    for chain in chains:
        head, names = _made_of(chain, words)
        written.update(latex(parse(m.tokens, words)) for m in chain.members if m.tokens)
        if head is not None:
            found[head] = found.get(head, frozenset()) | names
    for tree in _beside(document, chains, words):
        if latex(tree) not in written:
            found[f"·{latex(tree)}"] = frozenset(names_in(tree))
    return found


def goes_another_way(variables: Iterable[t.Tree], paths: Paths) -> bool:
    """Whether a name that is not beneath the last variable rests on another one without it."""
    by = {bare_key(tree) for tree in variables}
    last = next((key for key in sorted(by) if by <= {key} | _beneath(key, paths)), None)
    if last is None:
        return False
    below = {last} | _beneath(last, paths)
    return any(_beneath(key, paths, without=last) & (by - {last}) for key in paths.keys() - below)


def _beneath(key: str, paths: Paths, without: str | None = None) -> frozenset[str]:
    return beneath(key, lambda name: paths.get(name, frozenset()), without)


def beneath(
    name: str, made_of: Callable[[str], frozenset[str]], without: str | None = None
) -> frozenset[str]:
    """Return the names that a name rests on, but for those it has through another one."""
    out: set[str] = set()
    waiting = [name]
    while waiting:
        new = made_of(waiting.pop()) - out
        out |= new
        waiting += new - {without}
    return frozenset(out)


def _made_of(chain: Chain, words: frozenset[str]) -> tuple[str | None, frozenset[str]]:
    """Return the name that a chain says something of, and the names in its other members."""
    tree = left_side(chain, words)
    if tree is None:
        return None, frozenset()
    rest = [parse(member.tokens, words) for member in chain.members[1:] if member.tokens]
    names = (name for one in rest if not _has_derivative(one) for name in names_in(one))
    return bare_key(tree), frozenset(names)


def _beside(document: Document, chains: Iterable[Chain], words: frozenset[str]) -> Iterator[t.Tree]:
    """Yield the formulas beside chains that are no names, declarations or derivatives."""
    steps = {token.span for chain in chains for m in chain.members for token in m.tokens}
    for said in document.formulas:
        if not said.tokens or any(token.span in steps for token in said.tokens):
            continue
        tree = parse(without_layout(said.tokens), words)
        plain = isinstance(tree, (t.Name, t.Scripts, t.Items, t.Related))
        if not plain and not _has_derivative(tree):
            yield tree


def _has_derivative(tree: t.Tree) -> bool:
    return any(isinstance(node, (t.Derive, t.Gradient)) for node in tree.walk())
