"""Words that may name a case: “True word:”, “For the target”, “Positive:”.

What holds in one case of two only (w = o, or w ≠ o) is refuted where all words beside it are known
to name none.  Nothing is proved by such words.
"""

import re
from collections.abc import Iterator

from derivcheck.check.judging.phrases import leading_sentence
from derivcheck.check.names.plain_words import first_unplain
from derivcheck.check.reservations.kinks import PLAIN
from derivcheck.document.model import Chain
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.source.pattern import later

# words of a derivation about words and classes that name no case, beside those of sides of a kink
_PLAIN = PLAIN | wordlist(
    "naive cross-entropy entropy probability predicted distribution likelihood skip-gram word2vec"
    " skipgram cbow softmax partial total naïve negative-sampling vec both question closed final"
    " step solve solving easy directly clearly thus compact notation w partially task obviously"
    " assignment hand vocab wrong nowhere one"
)
# “$w$ is $o$”
_COMPARED = later(
    r"\$[^$=]+\$\s+(?:is|are|isn['’]t|equals?|matches|coincides?|differs?)\b[^.$]{0,20}\$[^$=]+\$"
)
# words that declare plainly, and single one out before a claim
_SINGLING = (
    r"targets?|observed|labels?|different|same|first|second|third|last|next"
    r"|previous|current|new|old|known|unknown|hold|outside|context|center|centre|word"
)
_PICKED = later(
    rf"\b(?:(?:true|{_SINGLING})\s+(?:word|class|label|one|entry|token|index|term|case|column|row)"
    r"\b(?!\s+(?:vectors?|embeddings?|matri\w+|of))|targets?\b(?!\s+vectors?)"
    r"|others\b|the\s+(?:same|first|second|third|last|next)\b\s*[:,]|^\W*(?:the\s+)?labels?\b\W*$)",
    re.IGNORECASE,
)
_DECLARES = later(
    r"\b(?:let|suppose|assume|consider|given)\b[^.]*(?:\\in(?![a-z])|∈)", re.IGNORECASE
)
# formulas, and what is said in whole phrases
_NO_WORDS = later(
    r"\$\$?[^$]*\$\$?|\\\(.*?\\\)|\\\[.*?\\\]|\\[A-Za-z]+|\bin other words\b|\bon the other hand\b",
    re.IGNORECASE,
)


def case_in_words(chain: Chain) -> str | None:
    """Return words beside a chain that may name a case, if there are any."""
    for words in _beside(chain):
        if _DECLARES.search(words):
            continue
        compared = _COMPARED.search(words)
        if compared:
            return compared.group()
        said = _NO_WORDS.sub(" ", words)
        picked = _PICKED.search(said)
        found = picked.group() if picked else first_unplain(said, _PLAIN)
        if found:
            return found
    return None


def _beside(chain: Chain) -> Iterator[str]:
    *headings, said = chain.before.strip().split("\n\n")
    yield from (leading_sentence(said), *headings[-1:], *chain.remarks, chain.after)
