"""How far it holds what is said of a symbol: that it is symmetric, a unit vector, positive.

It ends with the lemma, item or section that says it, and where the symbol is declared anew or
the text speaks of the general case.  Behind that no proof rests on it; a point at which a step
fails may still be one that the text does not mean, and refutes nothing.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.names.declared import Declared
from derivcheck.check.names.plain_words import names_of
from derivcheck.check.names.properties import Property
from derivcheck.check.names.spoken import may_be_negative
from derivcheck.check.reading.members import Setting
from derivcheck.document import without_layout
from derivcheck.document.model import Chain, Document, Said
from derivcheck.document.regions import end_of
from derivcheck.source import Span
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

_WIDE = r"(?:any|every|each|all|general|arbitrary|negative|non-?positive|complex|another)"
_ADJECTIVES = r"(?:[\s~-]|\b(?:real|square|such|matri(?:x|ces)|vectors?|numbers?|values?|of|a)\b)*"
# “for every $A$”, “a general matrix $A$”
_BEFORE = later(rf"\b{_WIDE}\b{_ADJECTIVES}$|(?:任意|一般|所有)\S{{0,4}}\s*$", re.I)
# “we rescale $v$ by 2”, “flip the sign of $a$”, v ← 2v: it is no longer what it was
_CHANGES = later(
    r"\b(?:(?:re)?scal|doubl|halv|flip|chang|replac|negat|perturb|updat|modif|shift|multipl|divid"
    r"|normali[sz])\w*(?:\s+the\s+signs?\s+of)?(?:\s+the)?(?:\s+(?:vector|matrix|number))?\s*$",
    re.I,
)
_ASSIGNS = frozenset({"\\leftarrow", "\\gets", "←"})
# “let $A$ be …”
_LETS = later(r"(?:\b(?:let|consider|take|fix)(?:\s+(?:now|us|again|instead))*|设|令)\s*$", re.I)
_BE = later(r"[\s~,]*(?:be|denote)\b|为|是", re.I)
# “$A$ is arbitrary”, “$A$ is a general matrix”, “$\lambda$ is negative”
_AFTER = later(
    r"[\s~,]{0,9}(?:now\s+|again\s+)?arbitrary\b"
    r"|[\s~,]{0,9}(?:(?:is|are|be|being|may|can)\b[\s~]{0,9}){1,3}"
    rf"(?:(?:now|again|no longer|not|an?)\b[\s~]{{0,9}}){{0,3}}{_WIDE}\b"
    r"|[\s~,]{0,9}(?:is|are)\s+(?:not|no longer)\b",
    re.I,
)
# what speaks of no symbol in particular
_IN_GENERAL = later(
    r"\b(?:(?:in|more|most)\s+general|generally|(?:it|this|which|they)\s+(?:is|are)\s+"
    r"(?:now\s+)?(?:arbitrary|general)|(?:general|arbitrary)\s+(?:case|matri\w+|vectors?)"
    r"(?![\s~]*(?:\$|\\\()))\b(?!\s+(?:form|formula|rule|result))|一般情况|一般地"
    r"|\b(?:drop|remov|relax|lift|abandon|forget|waiv|discard|suspend|do\s+without|no\s+longer)\w*\b"
    r"[^.]{0,40}?\b(?:assum\w+|conditions?|restrictions?|requirements?|require|positivity|symmetry"
    r"|constraints?|hypothes[ie]s)\b",
    re.I,
)
# “forget about $a > 0$”
_DROPS = later(
    r"\b(?:forget|drop|set\s+aside|abandon|remove|lift|give\s+up|discard|relax|without|not\s+need"
    r"|no\s+longer\s+(?:need|require|assume|have|suppose))\w*(?:\s+(?:about|that|the|our"
    r"|assumption|condition|restriction|requirement))*\s*\Z",
    re.I,
)
# “let $a > 0$ and, in what follows, $a$ arbitrary again”
_LATER = later(
    r"\b(?:in what follows|later|afterwards|then|again|from (?:now|here|there)|below|next)\b", re.I
)
# words behind a formula that belong to it
_BELONGS = later(
    r"[\W_]*(?:where|here|in which)\b|[\W_]*(?:其中|这里)",
    re.I,
)
_GOES_ON = later(r"[^\w(（]*(?:\\(?:end|right)\s*\{?\w*\W*)*[a-z(（\u4e00-\u9fff]")
MAX = sys.maxsize
_SOON = 40  # characters behind a symbol
_NEAR = 300  # characters within which a sentence may end
_END = r"[.!?;。！？；](?:[\s$]|$)|\n\s*\n"
_ENDS = later(_END)
_DISPLAY = r"\$\$|\\\[|\\begin\s*\{"
_DISPLAYS = later(_DISPLAY)
_SENTENCE_ENDS = later(f"{_END}|{_DISPLAY}")


class _Stated(Struct, frozen=True):
    """That a symbol is said to be something, with the words, and up to where that holds."""

    at: int
    stop: int
    gaps: tuple[Span, ...]  # where the symbol is free again
    words: str
    belongs: bool  # its sentence belongs to the formula before

    def holds(self, start: int, end: int, text: str) -> bool:
        """Whether it holds for a chain of a text; for one before it only in one sentence."""
        if self.at < end:
            return start < self.stop and not any(g.start < start < g.end for g in self.gaps)
        if self.at - end > _NEAR or start >= self.stop:
            return False
        if self.belongs:
            return len(_DISPLAYS.findall(text, end, self.at)) < 2
        return bool(_GOES_ON.match(text, end, self.at)) and not _ENDS.search(text, end, self.at)


class Reach(Struct, frozen=True):
    """What a document says of its symbols, by name, and how far each holds."""

    text: str
    stated: Mapping[str, tuple[_Stated, ...]]

    def ended_at(self, chain: Chain) -> dict[str, str]:
        """Return the symbols of which nothing that is said holds at a chain, with these words."""
        if not self.stated:
            return {}
        start = chain.place
        end = chain.end
        return {
            name: found[0].words
            for name, found in self.stated.items()
            if not any(one.holds(start, end, self.text) for one in found)
        }


def reach_of(document: Document, told: Iterable[Property], said: Iterable[Declared]) -> Reach:
    """Return how far holds what is ``told`` of symbols, and of those ``said`` to be positive."""
    text = document.source.text
    pairs = [(one.name, one.at, one.words) for one in told if one.kind]
    pairs += [(latex(one.name), one.at, one.text) for one in said if one.positive]
    dropped = {x.tokens[0].span.start for x in document.formulas if _drops(x)}
    pairs = [one for one in pairs if one[1] not in dropped]
    if not pairs:
        return Reach(text, {})
    belonging = {
        one.tokens[0].span.start
        for one in document.formulas
        if one.tokens and _BELONGS.match(one.before)
    }
    places = {(name, at) for name, at, _ in pairs}
    anew: dict[str, list[int]] = {}
    for name, at in _anew(document, frozenset(name for name, _ in places)):
        if (name, at) not in places:
            anew.setdefault(name, []).append(at)
    stated: dict[str, list[_Stated]] = {}
    for name, at, words in pairs:
        again = [place for place in anew.get(name, ()) if _is_apart(text, at, place)]
        stop = end_of(document.regions, at, len(text))
        gaps = tuple(Span(place, _end_of_part(document, at, place)) for place in again)
        stated.setdefault(name, []).append(_Stated(at, stop, gaps, words, at in belonging))
    return Reach(text, {name: tuple(found) for name, found in stated.items()})


def _is_apart(text: str, said: int, place: int) -> bool:
    """Whether a place lies behind the sentence that says something, or speaks of later on."""
    apart = _SENTENCE_ENDS.search(text, said, place) or _LATER.search(text, said, place + _SOON)
    return said < place and apart is not None


def _end_of_part(document: Document, said: int, place: int) -> int:
    """Return up to where a symbol is free again: to the end of a part that does not say it."""
    parts = (p.span for p in document.parts if p.span.start <= place < p.span.end)
    return min((s.end for s in parts if not s.start <= said < s.end), default=MAX)


def _anew(document: Document, names: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Yield the symbols that a text declares, or calls general, with the places."""
    for said in document.formulas:
        tokens = without_layout(said.tokens) if said.tokens else ()
        sign = next((n for n, token in enumerate(tokens) if token.text in _ASSIGNS), 0)
        tree = parse(tokens[:sign] if sign else tokens) if tokens else None
        if tree is not None and (sign or _frees(said, tree)):
            at = said.tokens[0].span.start
            yield from (
                (name, at)
                for name in names_of(tree, "∈<≤>≥" if _drops(said) else "∈<≤")
                if name in names
            )
    for found in _IN_GENERAL.finditer(document.source.text):
        yield from ((name, found.start()) for name in sorted(names))


def _frees(said: Said, tree: t.Tree) -> bool:
    """Whether a formula, ``A ∈ ℝ^{n×n}`` or ``A``, speaks of any value of its symbols."""
    items = tree.items if isinstance(tree, t.Items) else (tree,)
    if _drops(said):
        return True
    if any(isinstance(item, t.Related) and may_be_negative(item) for item in items):
        return not said.display
    if not all(isinstance(item, (t.Name, t.Scripts)) for item in items):
        return False
    lets = _LETS.search(said.before) and _BE.match(said.after)
    wide = _BEFORE.search(said.before) or _AFTER.match(said.after)
    return bool(lets or wide or _CHANGES.search(said.before))


def _drops(said: Said) -> bool:
    """Whether a formula stands behind words by which it holds no longer."""
    return bool(said.tokens) and _DROPS.search(said.before) is not None


def released(setting: Setting, ended: Mapping[str, str]) -> Setting:
    """Return a setting in which some symbols are free; nothing that fails for them is refuted.

    ``ended`` are their names with what was said of them.
    """
    symbols, context = dict(setting.signature.symbols), setting.context
    limited = (e for e in symbols.values() if e.stated and (e.domain != "real" or e.limited))
    free = {entry.name for entry in limited} & ended.keys()
    if not free:
        return setting
    for key, entry in setting.signature.symbols.items():
        if entry.name in free:
            words = entry.limited or ended[entry.name]
            symbols[key] = replace(entry, domain="real", limited=words)
    context = replace(
        context,
        constraints={k: v for k, v in context.constraints.items() if k not in free},
        one_hot={k: v for k, v in context.one_hot.items() if k not in free},
        positive=context.positive - free,
    )
    signature = replace(setting.signature, symbols=symbols)
    return replace(setting, signature=signature, context=context)
