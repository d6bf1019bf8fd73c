"""Sizes that a text fixes on the way: “Take $n = 2$”, “In two dimensions”.

Sizes are letters, and what is proved holds for each.  What fails for some size is not refuted
behind such words, nor are the words themselves.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import WRONG, StepFinding, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import leading_sentence
from derivcheck.check.names.index_sets import one_less
from derivcheck.check.reading.members import Reading
from derivcheck.document import without_layout
from derivcheck.document.model import Document, Part
from derivcheck.elaborate.signature import Signature
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse_anywhere
from derivcheck.syntax import tree as t
from derivcheck.term.core import Entry, IndexVar, Size, Sort, Sum

CODE = "unread-condition"
_NUMBER = r"(?:one|two|three|four|five|1|2|3|4|5)"
# “take $n$ to be $2$”
_IN_WORDS = later(
    r"\$\s*(?P<letter>[A-Za-z]|\|[A-Za-z]\|)\s*\$\s+(?:to\s+be|be|is|equals?)\s+(?:equal\s+to\s+)?"
    rf"\$?\s*{_NUMBER}\b",
    re.IGNORECASE,
)
_COUNTED = later(
    rf"\b(?:{_NUMBER}|single)[\s~-]+(?:(?:negative|training)\s+)?(?:-?dimension\w*|class(?:es)?|points?|samples?|examples?|features?"
    r"|variables?|entries|components?|units?|neurons?|words?|observations?|outcomes?|categor\w+"
    r"|logits?|inputs?|outputs?)\b|\bbinary (?:case|classification|problem|setting)\b"
    r"|\b(?:two|three)-?dimensional\b|\b[123]-?D\b|[二两三]维|[二两三]类",
    re.IGNORECASE,
)
# where vectors are numbers: “in one dimension”, “for scalars”
_OF_NUMBERS = later(
    r"\b(?:one|1|a\s+single)[\s~-]*(?:dimension\w*|variable|feature|d)\b|\bunivariate\b"
    r"|\bscalar[\s-]+(?:case|setting|version|input|argument|variable|example|calculus)\b"
    r"|\b(?:for|of|with|between|only)\s+(?:real\s+|the\s+)?scalars\b|一维|标量(?:的?情[形况]|时|版)",
    re.IGNORECASE,
)
# “for n = 1” behind a formula, with dollars or without
_SIZE_BEHIND = later(rf"(?<![\w\\_^])\$?\s*([A-Za-z])\s*=\s*{_NUMBER}(?![\w.])", re.IGNORECASE)
_OF_ONE = later(r"(?:=|\b(?:to be|be|is|equals?|equal to))[\s$]*(?:1|one)\b", re.IGNORECASE)
_SIZES = (t.Name, t.Numeral)
_Fixed = tuple[int, frozenset[str], str]


def spare_fixed_sizes(document: Document, part: Part, judged: Sequence[Judged]) -> list[Judged]:
    """Return the chains of a part, none wrong for a size that the text fixes before."""
    if all(step.verdict not in WRONG for one in judged for step in one.steps):
        return list(judged)
    words = judged[0].setting.signature.words  # those by which all else is parsed
    fixed = tuple(_fixed_in(document, part, words))
    counted = lone = ""
    in_words: list[tuple[frozenset[str], str]] = []
    out: list[Judged] = []
    for chain, one in zip(part.chains, judged, strict=True):
        found = _COUNTED.search(chain.before)
        counted = found[0] if found is not None else counted
        in_words += ((frozenset({x["letter"]}), x[0]) for x in _IN_WORDS.finditer(chain.before))
        known = [*((keys, said) for at, keys, said in fixed if at <= chain.end), *in_words]
        about = (leading_sentence(chain.before), chain.after, *chain.remarks)
        known += ((frozenset({x[1]}), x[0]) for said in about for x in _SIZE_BEHIND.finditer(said))
        # what goes on without words of its own goes on under those before
        kept = lone if not chain.before.strip() else ""
        lone = next((x[0] for said in about if (x := _OF_NUMBERS.search(said))), kept)
        steps = tuple(_spare(step, one, known, counted, lone) for step in one.steps)
        out.append(replace(one, steps=steps))
    return out


def _fixed_in(document: Document, part: Part, words: frozenset[str]) -> Iterator[_Fixed]:
    """Yield where a formula says what letters count, ``n = 2`` or ``n = m``, with the letters."""
    for said in document.formulas:
        if "=" not in said.written:
            continue
        at = said.tokens[0].span.start
        if not part.span.start <= at < part.span.end:
            continue
        tokens = without_layout(said.tokens)
        tree = parse_anywhere(tokens, words) if tokens else None
        for item in tree.items if isinstance(tree, t.Items) else (tree,):
            equal = isinstance(item, t.Related) and set(item.signs) == {"="}
            sides = item.items if equal and isinstance(item, t.Related) else ()
            # $$|V| = 5$$ by itself is a claim
            bare = sides and (isinstance(sides[0], t.Name) or not said.display)
            if not bare or not _is_letter(sides[0]):
                continue
            # p = n + 1 says what p counts, whatever n is
            if all(isinstance(x, _SIZES) or one_less(x) is not None for x in sides[1:]):
                keys = frozenset(latex(x) for x in sides if _is_letter(x))
                yield at, keys, said.latex.strip()


def _is_letter(tree: t.Tree) -> bool:
    """Whether a formula is a letter, or counts the set of that name: n, |V|."""
    bare = tree.inner if isinstance(tree, t.Group) and tree.open == "|" else tree
    return isinstance(bare, t.Name)


def _spare(
    step: StepFinding,
    one: Judged,
    fixed: list[tuple[frozenset[str], str]],
    counted: str,
    lone: str,
) -> StepFinding:
    if step.verdict not in WRONG or not (fixed or counted or lone):
        return step
    sides = one.sides(step)
    sorts = {sort.size for side in sides for sort in _sorts(side)}
    apart = {sort.size for side in sides for sort in _declared(side, one.setting.signature)}
    counts = [entry.size.tree for entry in one.setting.signature.sorts]
    known = {latex(size) for size in counts}
    for size in counts:
        letter = one_less(size)
        if letter is not None:  # the n of n + 1
            known.add(latex(letter))
            sorts |= {latex(letter)} if latex(size) in sorts else set()
    written = {latex(node) for side in sides for node in side.tree.walk()}
    sizes = sorts | (written & known)
    said = next(
        (
            words
            for keys, words in fixed
            if keys & (sizes | apart if _lets_fit(keys, words) else sizes) and keys <= known | sorts
        ),
        "",
    )
    if not said and counted and sorts and any(_numbered(side.tree) for side in sides):
        said = counted
    if not said and lone and sorts:
        said = lone
    if not said:
        return step
    message = f"it does not hold for every size; “{said}” may say which is meant"
    return replace(undecided(step, CODE, message), equals_start=None)


def _lets_fit(keys: frozenset[str], words: str) -> bool:
    """Whether shapes may fit by it: n = d, or n = 1; not by n = 300."""
    return len(keys) > 1 or _OF_ONE.search(words) is not None


def _declared(reading: Reading, signature: Signature) -> Iterator[Sort]:
    """Yield the index sets of the declared letters in a formula whose shapes do not fit."""
    if reading.tensor is None:
        entries = (signature.symbols.get(latex(node)) for node in reading.tree.walk())
        yield from (signature.sort(name) for entry in entries if entry for name in entry.sorts)


def _sorts(reading: Reading) -> Iterator[Sort]:
    """Yield the index sets whose size is a letter and that a value rests on."""
    tensor = reading.tensor
    indices: list[object] = [*tensor.indices] if tensor is not None else []
    for node in tensor.body.walk() if tensor is not None else ():
        if isinstance(node, Size) and node.sort.fixed is None:
            yield node.sort
        if isinstance(node, Sum):
            indices.append(node.index)
        elif isinstance(node, Entry):
            indices += node.indices
    for index in indices:
        if isinstance(index, IndexVar) and index.sort.fixed is None:
            yield index.sort


def _numbered(tree: t.Tree) -> bool:
    """Whether entries are written by their numbers: x_1, x_2."""
    return any(
        isinstance(node, t.Scripts) and isinstance(node.sub, t.Numeral) for node in tree.walk()
    )
