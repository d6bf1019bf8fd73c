"""Names that a text says anew what they are, within one part: “For $R(w) = w^\\top x$”.

Whether a second `L = …` claims something of the first or begins another example, only words tell.
Where it is not proved, and nothing says that it follows from what stands before, the name may mean
either from there on: what rests on it is neither proved nor refuted.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import WRONG, StepFinding, Verdict, not_proved
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import may_be_condition
from derivcheck.check.names.anew import speaks_of_old
from derivcheck.check.reading.own_names import OWN, Anew, Names, PartNames, beneath
from derivcheck.document import plain_member, without_layout
from derivcheck.document.contrary import is_otherwise
from derivcheck.document.model import Chain, Document
from derivcheck.document.regions import parted
from derivcheck.elaborate.signature import take_apart
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

CODE = "ambiguous-name"
# what follows from what stands before
_FOLLOWS = later(
    r"\b(?:so|hence|thus|therefore|expand\w*|substitut\w*|plug\w*|insert\w*|simplif\w*"
    r"|rewrit\w*|rewrite|written|equivalent\w*|follows|implies|yields?|gives?|becomes?|reduces"
    r"|conclude\w*|obtain|get|gets|recall\w*|remember|again|since|because|multiply\w*|factor\w*"
    r"|equals?|combin\w*|collect\w*|above|earlier|ie|i\.e)\b|所以|因此|故|得|即|代入|展开|化简",
    re.IGNORECASE,
)
_MERELY = later(
    r"(?:\W|\d|\b(?:then|and|we|have|which|that|is|now|also|where|with|here|the|result)\b|则|有)*",
    re.IGNORECASE,
)
# what begins something else
_ANOTHER = later(
    r"\b(?:let|if|when|for|with|consider|defin\w*|instead|replac\w*|variants?|alternativ\w*"
    r"|different|another|others?|case|examples?|suppos\w*|assum\w*|take|set|choos\w*|use|using"
    r"|chang\w*|without|drop\w*|second|third|next)\b|设|令|当|若|如果|假设",
    re.IGNORECASE,
)
_SUPPOSES = later(r"\b(?:suppos\w*|assum\w*|if|when|whenever)\b|假设|若|当", re.IGNORECASE)
_IN_GENERAL = later(
    r"\b(?:in general|generally|in (?:all|any) cases?|always"
    r"|for (?:all|any|every|arbitrary|general))\b|一般",
    re.IGNORECASE,
)
# “**Logistic loss.**” at the head of a line
_CAPTION = later(r"^[ \t>]{0,9}(?:[-*+] )?(?:\*\*|__|\\textbf\s?\{)[^\n*]{2,80}", re.M)
_FORMULA = later(r"\$\$.*?\$\$|\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\]", re.S)

_DEFINES = (":=", r"\coloneqq", r"\triangleq")
_UPDATED = later(r"([^=]{1,16}?)\s*(?:\\mathrel\s*\{\s*)?[-+*/]\s*\}?")  # the left of g += x
_NAMED = r"\$\s*(?P<key>[^$=\n]{1,16}?)\s*(?:=[^$\n]*)?\$"
# “from now on $g$ denotes $x^3$”
_SAID_ANEW = later(
    rf"(?P<anew>\b(?:from\s+(?:now|here)\s+on|henceforth|now|instead|below)\b[^.$\n]{{0,20}})?{_NAMED}\s+(?:(?:now|then|will)\s+)*"
    r"(?:for\s+\$\s*(?P=key)\s*[-+*/]|(?:denotes?|stands?\s+for|means?|is|be)\s+(?(anew)\$|(?:now|no\s+longer|redefined|replaced|changed)\b)|becomes\s+\$)",
    re.IGNORECASE,
)
# a misprint is one wherever it is told
_MISPRINT = later(
    rf"\b(?:misprint|typos?|errat(?:um|a)|correction)\b[^.\n]{{0,60}}?{_NAMED}"
    rf"|{_NAMED.replace('key', 'other')}\s+should\s+(?:be|read|have\s+been)\s+\$",
    re.IGNORECASE,
)
# “Actually $g = x^3$” takes back what was said wherever it stands, in a footnote as well
_TAKEN_BACK = later(
    r"\b(?:actually|in (?:truth|reality)|correctly|rather|properly)\b[\s,:]*(?:we have\s+)?\Z",
    re.IGNORECASE,
)
# “Square $g$.” and nothing more
_ALTERED = later(
    r"(?:\A|[.!?]\s|\n)\s*(?:(?:now|then|next|finally|also|let us|we)[\s,]+)*"
    r"(?:square|cube|double|halve|triple|negate|invert|flip|scale|rescale|shift|clip|truncate"
    r"|smooth|quanti[sz]e|round|binari[sz]e|threshold|blur"
    r"|normali[sz]e|multiply|divide|raise|perturb|modify|change|(?:add|subtract)\s+\$[^$\n]{1,16}\$\s+(?:to|from))"
    r"\s+\$\s*(?P<key>[^$=\n]{1,16}?)\s*\$"
    r"(?:\s+(?:by|to|with|in)\s+[^.\n]{1,24})?\s*(?:[.!]|\Z)",
    re.IGNORECASE,
)

# “$f(x) = x^2$. To this a term $3x$ is added.”
_THIS_ALTERED = later(
    r"(?:\A|[.!?;]\s|\n)\s*(?:(?:and|then|next|finally|also|we|now)[\s,]+)*"
    r"(?:(?:to|from|in) (?:this|it|that|these)\b[^.$\n]{0,40}(?:\$[^$\n]{1,40}\$[^.$\n]{0,40})?"
    r"\b(?:add(?:ed)?|subtract(?:ed)?|append(?:ed)?|replaced?|changed?|dropp?(?:ed)?)\b"
    r"|(?:this|it|that) is (?:(?:then|now|also|finally|further)\s+)*(?:multiplied|divided|scaled"
    r"|squared|cubed|doubled|halved|negated|shifted|clipped|normali[sz]ed|rounded|truncated)\b)",
    re.IGNORECASE,
)


def follows_plainly(words: str) -> bool:
    """Whether words say that a row follows from what stands above, and name nothing else."""
    plain = _FOLLOWS.search(words) is not None or _MERELY.fullmatch(words) is not None
    return plain and _ANOTHER.search(words) is None


class _Name(Struct, frozen=True):
    """A chain or a formula that begins with a name, and says what it is."""

    keys: tuple[str, ...]
    right: str  # what it is said to be, as written


def spare_redefined(
    document: Document, chains: Sequence[Chain], judged: Iterable[Judged], own: PartNames
) -> list[Judged]:
    """Return the chains of a part, nothing decided that rests on a name with two meanings."""
    judged, known = list(judged), own.at
    said = _beside(document, chains)
    doubt = _Doubt(document, _taken_back(chains, judged, known))
    out: list[Judged] = []
    for at, (chain, one, names) in enumerate(zip(chains, judged, known, strict=True)):
        for name, place, words in said.get(at, ()):
            doubt.hear(name, place, words, names)
        doubt.listen(chain.before, chain.place, names)
        before = (chains[at - 1], judged[at - 1]) if at else None
        doubt.look(chain, one, names, before)
        doubt.enter(chain, names, own.anew)
        out.append(_spared(one, names, doubt) if doubt.any() else one)
        doubt.follow(chain, one, names)
    return out


class _Doubt:
    """The names of a part that may no longer mean what was said first."""

    def __init__(self, document: Document, taken_back: Iterable[str]) -> None:
        self._document = document
        self._rights: dict[str, str] = {}  # what a name was said to be
        self._beneath: dict[str, frozenset[str]] = {}  # the names that a defined one rests on
        self._supposed: dict[str, int] = {}  # names that are only supposed to be so, and where
        self.names: set[str] = set()
        self._passing: frozenset[str] = frozenset()  # in doubt at one chain only
        self.misprinted = frozenset(taken_back) | _misprinted_in(document.prose)

    def listen(self, words: str, place: int, names: Names) -> None:
        """Take a sentence that gives a defined name another meaning: “now $g$ denotes …”."""
        for found in (*_SAID_ANEW.finditer(words), *_ALTERED.finditer(words)):
            key = _defined_before((_spelt(found["key"]),), place, names)
            self.names |= {key} if key is not None else set()
        if _THIS_ALTERED.search(words):
            above = {at: key for key, at in names.places.items() if 0 <= at < place}
            self.names |= {above[max(above)]} if above else set()

    def hear(self, name: _Name, place: int, words: str, names: Names) -> None:
        """Take a formula of a sentence, “if we use $L = …$”, which is no chain."""
        key = _defined_before(name.keys, place, names)
        if key is None or self._rights.get(key) in (None, name.right) or _is_claim(words):
            return
        self.names.add(key)

    def look(
        self, chain: Chain, one: Judged, names: Names, before: tuple[Chain, Judged] | None
    ) -> None:
        """See whether a chain says anew what a name is, or leaves a supposition."""
        place = chain.place
        updated = _UPDATED.fullmatch(chain.members[0].latex.strip())
        if updated is not None:
            again = _defined_before((_spelt(updated[1]),), place, names)
            self.names |= {again} if again is not None else set()
        general = _IN_GENERAL.search(chain.before) is not None
        regions = self._document.regions
        for key, at in self._supposed.items():
            if general or parted(regions, at, place):
                self.names.add(key)
        name = _name_of(one.readings[0].tree) if one.readings else None
        if name is None or chain.relations[0].left != 0:
            return
        again = _defined_before(name, place, names)
        first, sign = one.steps[0], chain.relations[0]
        updates = first.code == "update"
        if again is None or (sign.sign != "=" and not updates):
            return
        if first.verdict is Verdict.PROVED and first.code is None:
            return
        # f(b, c) = … behind f(a) = … is no claim about the first f, nor is f := …
        anew = updates or first.code == "wrong-arity" or sign.written in _DEFINES
        if anew or not self._follows(chain, again, names, before):
            self.names.add(again)

    def _follows(
        self, chain: Chain, key: str, names: Names, before: tuple[Chain, Judged] | None
    ) -> bool:
        """Whether a second row about a name is a claim: it follows from what stands before."""
        place, text = chain.place, self._document.source.text
        apart = parted(self._document.regions, names.places[key], place)
        if before is not None:
            apart = apart or _CAPTION.search(text, before[0].end, place) is not None
        words = _FORMULA.sub(" ", SENTENCE_END.split(chain.before)[-1]).strip()
        if _ANOTHER.search(words) or _is_case(chain):
            return False
        if words.strip(" .,;:") == "" or words.endswith((".", "。")):
            # f(x) = x^2, f'(x) = 2x, f(x) = x^3, f'(x) = 3x^2, row by row
            function = key in names.functions
            same = before is not None and key in (_name_of(before[1].readings[0].tree) or ())
            return not apart and (same or not function)
        return bool(_FOLLOWS.search(words)) or (not apart and _MERELY.fullmatch(words) is not None)

    def enter(self, chain: Chain, names: Names, anew: Iterable[Anew]) -> None:
        """Take what sections define anew: in doubt are what rests on the old meaning, the name
        above its definition and behind the section, and where words speak of what was before."""
        place, passing = chain.place, set[str]()
        for one in anew:
            if one.place == place:
                self.names |= one.resting
            elif one.section.start <= place < one.place or (
                one.holds_at(place) and speaks_of_old(chain, self._document.regions)
            ):
                passing.add(one.key)
            elif one.section.end <= place and names.places.get(one.key) == one.place:
                self.names.add(one.key)
        self._passing = frozenset(passing)

    def any(self) -> bool:
        """Whether any name is in doubt."""
        return bool(self.names or self._passing or self.misprinted)

    def follow(self, chain: Chain, one: Judged, names: Names) -> None:
        """Note what a chain defines, and that it rests on a name in doubt."""
        for offset, key in names.among(r.span.start for r in chain.relations).items():
            at = next(n for n, r in enumerate(chain.relations) if r.span.start == offset)
            right = one.readings[chain.relations[at].right]
            self._rights[key] = _written(right.member.latex)
            self._beneath[key] = frozenset(_keys(right.tree))
            if _SUPPOSES.search(chain.before) and key + OWN in names.definitions:
                self._supposed[key] = offset
            self.names -= {key} if names.places.get(key) == offset and key in self.names else set()

    def rests(self, keys: Iterable[str], names: Names) -> str | None:
        """Return a name in doubt that some names rest on, the names themselves among them."""
        for key in beneath(keys, names, self._beneath):
            doubted = key in self.names or key in self._passing
            if doubted or (key in self.misprinted and names.places.get(key, -1) >= 0):
                return key
        return None


@lru_cache(maxsize=64)  # all parts have the text in common
def _misprinted_in(prose: str) -> frozenset[str]:
    """Return the names of which a text says that what it says of them is a misprint."""
    found = _MISPRINT.finditer(prose)
    return frozenset(_spelt(one["key"] or one["other"]) for one in found)


def _taken_back(
    chains: Sequence[Chain], judged: Sequence[Judged], known: Sequence[Names]
) -> Iterator[str]:
    """Yield the names that a later row says to be something else “actually”."""
    for chain, one, names in zip(chains, judged, known, strict=True):
        if not one.steps or one.steps[0].verdict is Verdict.PROVED:
            continue
        name = _name_of(one.readings[0].tree)
        if name is not None and _TAKEN_BACK.search(chain.before):
            again = _defined_before(name, chain.place, names)
            yield from () if again is None else (again,)


def _is_case(chain: Chain) -> bool:
    """Whether a row says what a name is in one case: “$f(x) = 0$ otherwise”."""
    beside = (chain.after, *chain.remarks)
    return any(is_otherwise(words) or may_be_condition(words, before=False) for words in beside)


def _spared(one: Judged, names: Names, doubt: _Doubt) -> Judged:
    steps = tuple(_spare(step, one, names, doubt) for step in one.steps)
    return replace(one, steps=steps)


def _spare(step: StepFinding, one: Judged, names: Names, doubt: _Doubt) -> StepFinding:
    sure = (Verdict.PROVED, Verdict.REFUTED, Verdict.ILL_TYPED)
    if step.verdict not in sure:
        return step
    sides = (side.tree for side in one.sides(step))
    keys = sorted({key for side in sides for key in _keys(side)})
    name = doubt.rests(keys, names)
    if name is None:
        return step
    message = (
        f"{name} is said to be two things, and I cannot tell which of them is meant here; "
        "give one of them another name"
    )
    return not_proved(step, CODE, message)


def unless_the_old(step: StepFinding, old: StepFinding) -> StepFinding:
    """Return a wrong step as one that nothing is said of, if it is not wrong of what a name was
    before its section defined it anew."""
    if step.verdict not in WRONG or old.verdict in WRONG:
        return step
    message = (
        "it does not hold of what this section says; of what was said before it may; "
        "give one of them another name"
    )
    return not_proved(step, CODE, message)


def _beside(
    document: Document, chains: Sequence[Chain]
) -> Mapping[int, list[tuple[_Name, int, str]]]:
    """Return the formulas ``NAME = …`` that are no chains, by the number of the chain behind."""
    if not chains:
        return {}
    members = sorted((m.span for chain in chains for m in chain.members), key=lambda s: s.start)
    starts = [span.start for span in members]
    places = [chain.place for chain in chains]
    out: dict[int, list[tuple[_Name, int, str]]] = {}
    for said in document.formulas:
        if not said.tokens or said.display or not any(x.text == "=" for x in said.tokens):
            continue
        start = said.tokens[0].span.start
        within, behind = bisect_right(starts, start) - 1, bisect_right(places, start)
        if behind == len(places) or (within >= 0 and start < members[within].end):
            continue
        tokens = without_layout(said.tokens)
        tree = parse(tokens) if tokens else None
        if isinstance(tree, t.Related) and tree.signs[0] == "=":
            keys = _name_of(tree.items[0])
            if keys is not None:
                right = _written(said.latex.split("=", 1)[1])
                out.setdefault(behind, []).append((_Name(keys, right), start, said.before))
    return out


def _is_claim(words: str) -> bool:
    plain = _FORMULA.sub(" ", words)
    return not _ANOTHER.search(plain)


def _name_of(tree: t.Tree) -> tuple[str, ...] | None:
    """Return the spellings of the name that a left side is, None if it is more than a name."""
    match tree:
        case t.Name() | t.Words() | t.Scripts(sup=None, primes=0):
            return tuple(dict.fromkeys((latex(tree), take_apart(tree).key)))
        case t.Product(factors=((t.Name() | t.Words()), t.Group())):
            head = take_apart(tree)
            return (head.key,) if head.arguments is not None else None
    return None


def _defined_before(keys: Iterable[str], place: int, names: Names) -> str | None:
    places = names.places
    return next((key for key in keys if 0 <= places.get(key, -1) < place), None)


def _spelt(source: str) -> str:
    """Return a name as trees write it."""
    member = plain_member(source)
    return latex(parse(member.tokens)) if member is not None and member.tokens else source


def _written(source: str) -> str:
    """Return a formula without what does not change it."""
    return re.sub(r"[\s.,;]|\\[,;!]", "", source)


def _keys(tree: t.Tree) -> Iterator[str]:
    for node in tree.walk():
        if isinstance(node, (t.Name, t.Words, t.Scripts)):
            yield latex(node)
            if isinstance(node, t.Scripts):
                yield latex(node.base)
