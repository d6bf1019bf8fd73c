"""Conditions and how far they reach: “If $a > 0$, then”, “When $w = o$:”, “otherwise”.

One is a formula of its own, or words before a formula, which go on until something else is said.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import last_sentence, lets
from derivcheck.check.judging.stated import caption_of, states_own
from derivcheck.document.model import Chain
from derivcheck.document.tokens.token import Kind
from derivcheck.source.pattern import later
from derivcheck.syntax import parse
from derivcheck.syntax import tree as t

# what a sentence says right before such a formula
_OPENS = later(
    r"\b(?:if|when|whenever|while|suppose|supposing|assume|assuming|provided|given)"
    r"(?:\s+(?:now|that|we have|instead|further))*\s*$|(?:当|若|如果|假设)\s*$",
    re.IGNORECASE,
)
# what opens a sentence before an inequality: “For $|r| < a$:”, “In the region $r < -a$,”; behind
# a formula, “for $|r| < a$” is said of that one
_RANGES = later(
    r"\W*(?:For|On|Where|In|Within|(?:Now|Next|Then|Here|So|And|But|Similarly|Likewise|Finally)\W+"
    r"(?:for|on|where|in|within))(?:\s+(?:all|any|every|each|the|region|regime|range|case|interval"
    r"|points?|inputs?|values?|with|of|where|that))*\s*"
    r"|\W*(?:The\s+)?[Cc]ase(?:\s*\(?\w{1,3}\)?[.:)]?)?\s*"
)
_CASES = ("cases", "dcases", "rcases")
_ROWS = ("array", "aligned", "matrix")  # behind a brace that opens only
# “For a point inside the margin ($y(w^\\top x + b) < 1$),”
_IN_BRACKETS = later(
    r"\b(?:for|if|when|whenever|where|while|at|on|inside|within|outside|beyond|in|case|as\s+long\s+as)\b"
    r"[^()]{0,120}[(（]\s*$",
    re.IGNORECASE,
)
_IF = later(r"\b(?:if|when|whenever|while)\b[^.]{0,120}$|(?:当|若|如果)\s*$", re.IGNORECASE)
_THEN = later(
    r"(?:[\s.,:;]|\b(?:(?:and\s+)?(?:then|so|hence|thus)|now|we|have|get|obtain|it"
    r"|follows|that)\b|则|那么|有)*",
    re.IGNORECASE,
)
_OTHERWISE = later(
    r"(?<!\s)\s*(?:and\s+)?(?:otherwise|else|in (?:all|the|any) other cases?"
    r"|否则|其他情况)[\s,:：，]*\Z",
    re.IGNORECASE,
)
_COMPARED = later(
    r"\W*(?:(?:first|case|\d|[ivx]+)\W+)*(?:if|when|for|where|case|in case|here|let"
    r"|take|consider|fix|当|若|如果)?\s*"
    r"\$(?P<left>[^$=<>≠≤≥]+?)(?P<sign>=|≠|\\neq?(?![a-z]))(?P<right>[^$=<>≠≤≥,]+)\$"
    r"\s*(?:then|we have|时)?\W*",
    re.IGNORECASE,
)
# the same without dollars, as in code: “When i != j:”
_SPELLED = later(
    r"\W*(?:(?:first|case|\d|[ivx]+)\W+)*(?:if|when|for|where|in case|当|若|如果)\s*"
    r"(?P<left>[A-Za-z]'?)\s*(?P<sign>==?|!=|≠)\s*(?P<right>[A-Za-z]'?)\s*(?:then|we have|时)?\W*",
    re.IGNORECASE,
)
_RELATES = later(r"\\(?:in|notin|leq?|geq?|lt|gt|neq?)(?![a-z])")
_ENDS = later(r"(?<!\b[a-z])(?<!\b[a-z]\.[a-z])[.!?;。！？；]|\n\s*\n\s*\S", re.IGNORECASE)
# `lets` and this say what a name is; to claim nothing by it takes a “let”
_DEFINES = later(r"\bdefine(?:\s+(?:now|further))*\s*\Z", re.IGNORECASE)
_AND = later(r"\s*(?:,|,?\s*and|，|，?\s*和)\s*", re.IGNORECASE)
# a sentence that begins here
_SENTENCE = later(r"\W*[A-Z]")
# “in all cases”, “either way”: what is said so is no longer said of one case
_ALWAYS = later(
    r"\b(?:all|any|every|each|both|either|general\w*|always|regardless|overall|altogether|together"
    r"|combin\w*|summar\w*|irrespective|conclu\w*|finally|cases)\b|总|所有|综上|一般|任何",
    re.IGNORECASE,
)
# “Let the true word be word $1$”, “the target class comes second”
_NUMBERED = later(
    r"\b(?:(?:true|correct|right|target|outside|context|observed|actual)\s+(?:word|class|label|token)"
    r"|target|label)\b(?=[^.]{0,20}\b(?:be|is|has|comes|stands)\b|\s*=)[^.]{0,40}?"
    r"(?<![\w.])(?P<number>\d{1,3}|first|second|third)(?![\w.]\w)",
    re.IGNORECASE,
)
_ORDINALS = {"first": "1", "second": "2", "third": "3"}


def is_condition(chain: Chain) -> bool:
    """Whether a chain is the condition of the sentence that it stands in."""
    if len(chain.relations) != 1:
        return False
    said = last_sentence(chain.before)
    compared = _IN_BRACKETS.search(said) or _RANGES.fullmatch(said)
    return bool((chain.relations[0].sign != "=" and compared) or _OPENS.search(said))


def as_condition(chain: Chain, judged: Judged) -> Judged:
    """Return a chain as the condition that it is: it claims nothing.

    What is supposed to be equal is judged first, as a quoted statement may be wrong.
    """
    (step,) = judged.steps
    open_ends = (Verdict.REFUTED, Verdict.UNDECIDED) if _IF.search(chain.before) else ()
    if step.code != "relation" and step.verdict not in open_ends:
        return judged
    message = "a condition; what its sentence says is judged under it"
    given = replace(step, verdict=Verdict.GIVEN, code="assumed", message=message, witness=None)
    return replace(judged, steps=(given,))


def as_supposition(judged: Judged) -> Judged:
    """Return a chain that is let be so, “Let $\\hat y = y$”: what does not hold is no slip."""
    message = "this is let be so, against what is known; what rests on it is not decided"
    steps = tuple(
        undecided(step, "unread-condition", message) if step.verdict is Verdict.REFUTED else step
        for step in judged.steps
    )
    return replace(judged, steps=steps)


def let_together(chains: Iterable[Chain]) -> Iterator[Chain]:
    """Yield chains, the second of “let $z = e^x$ and $f(z) = z + 1$” with the word that lets it."""
    letting = False
    for chain in chains:
        names = len(chain.relations) == 1 and _is_a_name(chain)
        joined = _AND.fullmatch(chain.before or " ".join(chain.remarks[:1]))
        if letting and names and joined:
            chain = replace(chain, before=f"{chain.before} let")
        letting = names and (lets(chain.before) or _DEFINES.search(chain.before) is not None)
        yield chain


def _is_a_name(chain: Chain) -> bool:
    """Whether a chain says of a name, alone or with names in brackets, what it is."""
    left = parse(chain.members[0].tokens) if chain.members[0].tokens else None
    match left:
        case t.Product(factors=(t.Name() | t.Scripts(), t.Group(open="(", inner=inner))):
            inside = inner.items if isinstance(inner, t.Items) else (inner,)
            return all(isinstance(one, t.Name) for one in inside)
        case _:
            return isinstance(left, (t.Name, t.Scripts)) and chain.relations[0].sign == "="


def under_conditions(chains: Iterable[Chain]) -> Iterator[Chain]:
    """Yield chains with the conditions that their sentences state before them.

    A condition goes on while formulas follow one another without a new sentence; what is supposed
    goes on over the word “then”, what stands in words (“If $i \\neq j$,”) over such words alone.
    """
    words: str | None = None
    captions: list[str] = []  # the conditions in words, up to an “otherwise”
    leads = False  # whether the last of them stood before its chain
    supposed = False  # by the formula right before
    item = 0  # of a list, in which the condition was said: it ends with it
    for one in chains:
        chain = _in_the_other_case(one, captions)
        here, item = chain.item == item, chain.item
        if leads and here and _goes_on(captions[-1], chain):
            yield replace(chain, remarks=(*chain.remarks, captions[-1]))
            continue
        leads = caption_of(chain) is not None and chain is one
        caption = caption_of(chain) or said_behind(chain)
        captions = [*captions, caption] if caption is not None and chain is one else []
        goes_on = supposed and _THEN.fullmatch(chain.before)
        ends = _ENDS.search(chain.before.strip()) or _ALWAYS.search(chain.before)
        anew = leads and _SENTENCE.match(chain.before) is not None  # the next case
        if not here or anew or (ends and not goes_on) or _splits(chain):
            words = None
        supposed = is_condition(chain)
        if supposed:
            words = f"if ${written(chain)}$"
            yield chain
        else:
            yield chain if words is None else replace(chain, remarks=(*chain.remarks, words))


def _goes_on(caption: str, chain: Chain) -> bool:
    """Whether a condition is one on a letter of a chain before which nothing new is said."""
    found = _compared(caption)
    if found is None or not _THEN.fullmatch(chain.before) or _splits(chain):
        return False
    letters = {token.text for member in chain.members for token in member.tokens}
    return not states_own(chain) and found["left"].strip() in letters


def _in_the_other_case(chain: Chain, captions: Sequence[str]) -> Chain:
    """Return a chain that is said to hold “otherwise” with the condition that this means."""
    said = _OTHERWISE.search(chain.before)
    before = said is not None and _OTHERWISE.fullmatch(last_sentence(chain.before))
    if not before and not _OTHERWISE.fullmatch(chain.after):
        return chain
    cases = {found and _negated(found) for found in map(_compared, captions)}
    if len(cases) != 1 or (other := cases.pop()) is None:
        return chain  # which of several cases is left, or what one says, is not known
    if said is None or not before:
        return replace(chain, after=f"if ${other}$")
    return replace(chain, before=f"{chain.before[: said.start()]} if ${other}$,")


def _compared(caption: str) -> re.Match[str] | None:
    """Return the two sides of a comparison and its sign, if the words are nothing else."""
    return _COMPARED.fullmatch(caption) or _SPELLED.fullmatch(caption)


def _negated(found: re.Match[str]) -> str | None:
    """Return ``w \\neq o`` for ``w = o``, and back; None for a chain of relations."""
    left, sign, right = found["left"].strip(), found["sign"], found["right"].strip()
    if _RELATES.search(left + right):
        return None
    other = "\\neq" if sign in ("=", "==") else "="
    return f"{left} {other} {right}"


def index_picked(chain: Chain, judged: Judged, *, tied: bool = False) -> str | None:
    """Return the condition that a relation of two indices alone is, else None.

    “Here $w = o$.”, “Für $w = o$ gilt”: it can be no claim, whatever words stand around it.
    ``tied`` where both are letters that stand below others, and nothing else.
    """
    codes = [step.code for step in judged.steps]
    signs = [relation.sign for relation in chain.relations]
    picks = (tied or codes == ["index-as-value"]) and signs[0] in ("=", "≠")
    return f"if ${written(chain)}$" if picks else None


def _splits(chain: Chain) -> bool:
    """Whether a chain tells cases apart itself: what was said of one case is over then."""
    tokens = [token for member in chain.members for token in member.tokens]
    begun = {token.text for token in tokens if token.kind is Kind.BEGIN}
    brace = any(token.text in ("\\{", "\\lbrace") for token in tokens)
    return bool(begun.intersection(_CASES) or (brace and begun.intersection(_ROWS)))


def concerns(case: str, chain: Chain) -> bool:
    """Whether a condition said earlier may be about a chain: “for $i \\neq k$” is not without i."""
    found = _COMPARED.fullmatch(case)
    if _splits(chain):
        return False
    if found is None:
        return True
    # of “$o = 1$” a chain may show a number alone, u_1 or u_2: o is hidden in its J
    numbered = found["right"].strip().isdecimal()
    names = re.escape(found["left"].strip()) + (r"|\d+" if numbered else "")
    name = re.compile(rf"(?<![A-Za-z0-9\\])(?:{names})(?![A-Za-z0-9])")
    return any(name.search(member.latex) for member in chain.members)


def goes_on(chain: Chain) -> bool:
    """Whether nothing but “and so” stands between a chain and the one before."""
    return _THEN.fullmatch(chain.before) is not None


def condition_of(chain: Chain) -> str | None:
    """Return the condition that a chain was given by its sentence."""
    return next((words for words in chain.remarks if words.startswith("if $")), None)


def element_numbered(words: str, elements: Iterable[str]) -> str | None:
    """Return “let the true word be word $1$” as the condition that it is, on a one-hot element."""
    found = [*_NUMBERED.finditer(words)][-1:]
    for element in sorted(set(elements)) if found else ():
        number = found[0]["number"].lower()
        return f"if ${element} = {_ORDINALS.get(number, number)}$"
    return None


def order_in(chain: Chain, judged: Judged) -> str | None:
    """Return an inequality that is a chain of its own, and was not decided, as a condition.

    “**Middle: $|r| < a$.**” may say when what follows holds, whatever words stand around it.
    """
    codes = [step.code for step in judged.steps]
    return f"if ${written(chain)}$" if codes == ["relation"] else None


def said_behind(chain: Chain) -> str | None:
    """Return the condition that stands behind a chain and is nothing else: “for $w \\neq o$”."""
    return chain.after if _compared(chain.after) is not None else None


def written(chain: Chain) -> str:
    """Return the only relation of a chain as it stands."""
    relation = chain.relations[0]
    left, right = chain.members[relation.left], chain.members[relation.right]
    return f"{left.latex} {relation.written} {right.latex}"
