"""Whether samples are distinct: what sentences say of it, and what a whole text does."""

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.document.model import Chain, Document, Member
from derivcheck.problem.model import Problem
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

# “the samples do not repeat”, “without duplicates”: the word alone does not tell
DENIED = later(
    r"\b(?:no|not|never|without|none|nor|cannot|can't|don't|doesn't|avoid\w*)\b[\w\s]{0,24}"
    r"\b(?:repeat|repeti|duplicat)|不重复"
)
# “need not be distinct”, “no longer assume that they are different”
_LOOSENED = later(
    r"\b(?:no longer|need not|not|cannot|never|without|drop\w*|relax\w*|remov\w*|instead of)\b"
    r"[^.]{0,60}\b(?:distinct|different|unique)\b|n't\b[^.]{0,60}\b(?:distinct|different|unique)\b"
)
# “no word is drawn twice”, “pairwise different”, “without replacement”, “each at most once”
_APART = later(
    r"\b(?:distinct|differ|different|differing|unique|without replacement"
    r"|(?:only|just|at most) once)\b"
    r"|\b(?:no|not|never|none|nor|cannot|can't|neither)\b[^.]{0,40}"
    r"\b(?:twice|once|again|same|equal|coincid\w*|identical|several|multiple)\b"
    r"|\b(?:another|a new|a fresh) word\b|不同|互异"
)
# “one word may be drawn several times”, “with replacement”, “some may coincide”
_ALIKE = later(
    r"\b(?:(?:several|multiple|many) times|more than once|twice|drawn again|same word|coincid\w*"
    r"|identical (?:words?|samples?)|with replacement|recurs?|collid\w*|collisions?|multi-?sets?"
    r"|i\.\s?i\.\s?d\b|iid\b|\$ times"
    r"|(?:may|can|be|are|possibly|perhaps|including|allow\w*|with|some)\s+(?:\w+\s+){0,2}"
    r"(?:repeated|repeats|repetitions?|duplicates?|equal))\b|相同的?词|词相同"
)
SAMPLES = later(
    r"\b(?:samples?|sampled?|sampling|they|words?|draws?|drawn|negatives?|ones?)\b|样本|词"
)

# said outright, and of samples among themselves: “different from o” is another thing
_OUTRIGHT = later(
    r"\b(?:are|be|being)\s+(?:\w+\s+){0,2}(?:distinct|unique)\b(?!\s+from)"
    r"|\b(?:are|be|being)\s+(?:\w+\s+){0,2}different\b(?!\s+from(?!\s+(?:one|each)))"
    r"|\b(?:distinct|unique)\s+(?:negative|noise)?\s*(?:samples|negatives)\b"
    r"|\bwithout replacement\b|互不相同|各不相同|互异|互不重复"
)
_OF_SAMPLES = later(r"\b(?:samples?|sampled|negatives?|drawn|draws?)\b|样本|采样")
# “if they are distinct”, “unlike above, where …”: not said of what is at hand
_NOT_OUTRIGHT = later(
    r"\b(?:if|whether|when|unless|would|should|could|might|may|need|must|not|no|unlike|before"
    r"|previous\w*|earlier|instead|longer|above|later|below|next)\b|n't|\?|如果|若|是否|不一定|未必|不再"
    r"|上面|前面|之前|以上|上述"
)


class Told(Struct, frozen=True):
    """What a text says of its samples, wherever it does."""

    said: tuple[tuple[int, bool], ...] = ()  # from a place on: are they distinct?
    silent: bool = False  # no word of it, and no more than one answer that could turn on it

    def apart(self, chain: Chain) -> bool:
        """Whether a chain is about distinct samples, as far as the whole text tells."""
        place = chain.members[0].span.start
        last = next((apart for start, apart in reversed(self.said) if start <= place), None)
        return self.silent if last is None else last

    def spoken(self) -> "Told":
        """Return what words say; what a text does not say answers no part of a problem."""
        return replace(self, silent=False)


def told_in(document: Document, problem: Problem | None) -> Told:
    """Return what a document says of its samples."""
    if problem is None or not any(entry.words for entry in problem.parts):
        return Told()
    said: list[tuple[int, bool]] = []
    for place, sentence in _sentences(document):
        about = SAMPLES.search(sentence) is not None
        if any(word in sentence for entry in problem.parts for word in entry.words):
            said.append((place, False))
        elif about and says_outright(sentence):
            said.append((place, True))
        elif about and says_alike(sentence):
            said.append((place, False))
    return Told(tuple(said), not said and _answers(document, problem) < 2)


def _sentences(document: Document) -> list[tuple[int, str]]:
    """Return the sentences of a document in lower case, each with where it holds from."""
    out: list[tuple[int, str]] = []
    for part in document.parts:
        texts = [(part.span.start, part.title or "")]
        for chain in part.chains:
            texts.append((chain.members[0].span.start, " ".join((chain.before, *chain.remarks))))
            texts.append((chain.end, chain.after))
        texts.append((part.span.end, part.prose))
        for place, text in texts:
            split = SENTENCE_END.split(text.lower())
            out.extend((place, " ".join(one.split())) for one in split)
    return sorted(out, key=lambda one: one[0])


def says_outright(sentence: str) -> bool:
    """Whether a sentence says of samples that they are distinct, and nothing else."""
    outright = _OUTRIGHT.search(sentence) and _OF_SAMPLES.search(sentence)
    return bool(outright) and not _NOT_OUTRIGHT.search(sentence)


def _answers(document: Document, problem: Problem) -> int:
    """Return how many chains set out from a derivative by what may be the column of a sample."""
    return sum(
        _by_some_column(chain.members[0], problem)
        for part in document.parts
        for chain in part.chains
    )


def _by_some_column(member: Member, problem: Problem) -> bool:
    """Whether a member is a derivative by a column of no element and of no word at large."""
    if not member.tokens:
        return False
    known, columns = _known_letters(problem), {x for one in problem.symbols for x in one.columns}
    return any(
        isinstance(node, t.Derive)
        and isinstance(node.variable, t.Scripts)
        and node.variable.sub is not None
        and latex(node.variable.base) in columns
        and latex(node.variable.sub) not in known
        for node in parse(member.tokens, problem.words).walk()
    )


def _known_letters(problem: Problem) -> set[str]:
    """Return the elements of index sets, and the letters over those from which nothing is drawn."""
    sources = {one.sorts[0] for one in problem.symbols if one.kind == "map"}
    elements = [one for one in problem.symbols if one.kind == "element"]
    known = {latex(name.tree) for one in elements for name in (one.written, *one.aliases)}
    letters = (one.letters for one in problem.sorts if one.sort.name not in sources)
    return known.union(*letters)


def says_apart(sentence: str) -> bool:
    """Whether a sentence may say that samples are distinct."""
    if DENIED.search(sentence):
        return True
    return bool(_APART.search(sentence)) and not _LOOSENED.search(sentence)


def says_alike(sentence: str) -> bool:
    """Whether a sentence may say that samples may repeat."""
    if _LOOSENED.search(sentence):
        return True
    return bool(_ALIKE.search(sentence)) and not _APART.search(sentence)
