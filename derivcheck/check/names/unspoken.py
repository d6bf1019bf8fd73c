"""Letters of which a text says nothing, but that it writes them: the y of ½‖z − y‖².

Whoever reads on takes such a letter for given: it depends on nothing.  Of a letter that words or
a formula speak of, anything may be meant.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from derivcheck.check.names.whole_text import mentioned
from derivcheck.check.reading.implied import implied_names
from derivcheck.check.reading.left_sides import names_on_the_left
from derivcheck.check.reading.named_behind import keys_behind
from derivcheck.document.model import Chain, Document
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

# “the label $y$”, “$y$ is the target”: what is given in every exercise
_GIVEN = (
    r"(?:(?:true|correct|one-hot|training|class)\s+)?(?:label|target|ground[- ]truth|data ?point"
    r"|observation|observed (?:value|response)|response)s?(?:\s+(?:value|vector|label))?"
)


def unspoken_letters(document: Document, words: frozenset[str]) -> frozenset[str]:
    """Return the names in a document's formulas of which nothing says what they are."""
    written: set[str] = set()
    said: set[str] = set()
    for chain in (chain for part in document.parts for chain in part.chains):
        for member in chain.members:
            written.update(names_in(parse(member.tokens, words)) if member.tokens else ())
        said |= names_on_the_left(chain, words) | keys_behind(chain, words)
        said.update(_applied(chain, words))
        said.update(latex(one.name) for one in implied_names((chain,), words))
    alone = mentioned(document, words)
    said |= {key for key in alone if not _is_given(key, document.prose)}
    return frozenset(written - said)


def _applied(chain: Chain, words: frozenset[str]) -> Iterator[str]:
    """Yield names that stand right before a bracket, y(x), and may be functions."""
    for member in chain.members:
        for node in parse(member.tokens, words).walk() if member.tokens else ():
            factors = node.factors if isinstance(node, t.Product) else ()
            for name, after in pairwise(factors):
                if isinstance(name, (t.Name, t.Scripts)) and isinstance(after, t.Group):
                    yield bare_key(name)


def _is_given(key: str, prose: str) -> bool:
    """Whether each time words speak of a letter they call it a label or a target."""
    letter = rf"\$\s*{re.escape(key)}\s*\$"
    spoken = len(re.findall(letter, prose))
    given = len(re.findall(rf"\b{_GIVEN}\s+{letter}", prose, re.IGNORECASE))
    after = rf"{letter}\s+(?:is|are|denotes?|be)\s+(?:the|a|our)\s+{_GIVEN}\b"
    return 0 < spoken <= given + len(re.findall(after, prose, re.IGNORECASE))
