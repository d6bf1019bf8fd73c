"""Words that sound as if a loss were changed, and only speak of how it is made or written.

“The exponentials are divided by their sum”, “mind the minus sign in front”, “shifting the scores
changes nothing”, “we limit the vocabulary, but not here”.  Each is a whole phrase, with what it
is said of, so that “the scores are divided by their sum” is still heard.
"""

import re

from derivcheck.source.pattern import later

_SYMBOL = r"\$[^$\n]{1,24}\$"
_PREDICTED = r"(?:\$\s*\\(?:wide)?hat[^$\n]{1,16}\$|predict\w+|softmax(?:es)?|probabilit\w+)"
_SCORES = r"(?:(?:raw\s+)?scores?|logits?|(?:inner|dot)\s+products?|values?|numbers?)"
_IS = r"(?:is|are|be|being)\s+(?:(?:then|now|all|just|simply|only|again|exactly|also|both)\s+)*"
_SUM = (
    r"(?:their|its|the)\s+(?:own\s+)?(?:sum|total|normali[sz]\w+(?:\s+\w+)?|partition\s+function)"
)
_DIVIDED = r"(?:divided|normali[sz]ed|rescaled)"
# what a derivation has at hand, and no loss is made of
_DERIVED = r"(?:errors?|residuals?|differences?|gradients?|derivatives?)(?:\s+vectors?)?"
_SPARED = (
    # the softmax, step by step
    rf"\b(?:exponentials|exponentiated(?:\s+{_SCORES})?)\s+(?:of\s+[^.$]{{1,24}}\s+)?{_IS}{_DIVIDED}\s+by\s+{_SUM}",
    rf"\b{_SCORES}\s+{_IS}(?:exponentiated\s+and\s+(?:then\s+)?)?{_DIVIDED}\s+by\s+{_SUM}\s+after\s+"
    r"(?:the\s+)?exponenti\w+",
    rf"\b{_SCORES}\s+{_IS}exponentiated\s+and\s+(?:then\s+)?{_DIVIDED}",
    rf"\b{_SCORES}\s+{_IS}normali[sz]ed\s+(?:by|with|through)\s+(?:the|a)\s+softmax",
    rf"{_PREDICTED}\s+{_IS}(?:(?:in\s+general|usually|of\s+course)\s+)?not\s+(?:a\s+)?one-?hot",
    # the same number, written otherwise
    r"\breplac\w+\s+(?:the|this|that)\s+sum\s+(?:by|with)\s+(?:an?|the|its)\s+"
    r"(?:expectation(?!\s+(?:over|under|with|of))|(?:matrix|matrix-vector|inner|dot)[\s-]+product)",
    r"\bsums?\s+(?:is|are|can\s+be)\s+replaced\s+(?:by|with)\s+(?:an?|the)\s+(?:matrix|matrix-vector|inner|dot)"
    r"[\s-]+product",
    r"\b(?:sum|terms?|gradient|derivative|difference)\s+(?:is|becomes)\s+(?:(?:then|now|just|exactly|again|simply)\s+)*"
    r"(?:an?|the)\s+(?:expectation|expected\s+\w+)(?:\s+(?:of\s+(?:the\s+)?(?:\$u_\w\$|(?:outside|word|output)\s+vectors?)"
    r"|over\s+(?:all\s+|the\s+)*words|under\s+the\s+(?:model|predicted)\w*))*",
    r"\bexpectation\s+is\s+(?:taken\s+)?(?:with\s+respect\s+to|under|over)\s+(?:the\s+)?(?:predicted|model|softmax)\w*",
    rf"\baverag\w+\s+(?:with|by)\s+(?:the\s+|their\s+)?(?:weights?\s+|predicted\s+)*(?:{_PREDICTED}|weights?\b)",
    rf"\b{_DERIVED}\s+(?:{_SYMBOL}\s+)?{_IS}(?:multiplied|scaled|weighted)",
    r"\b(?:multipl|scal)\w+\s+the\s+loss\s+(?:gradient|derivative)",
    r"\b(?:multipl|divid|scal)\w+\s+(?:both\s+)?(?:the\s+)?numerator\s+and\s+(?:the\s+)?denominator",
    # a sign, or a letter that stands in two places
    r"\b(?:not(?:e|ice)|forget|remember|recall|mind|because\s+of|due\s+to|careful\s+(?:with|about)|comes?\s+from"
    r"|stems?\s+from|see)\s+(?:that\s+|the\s+|there\s+is\s+|a\s+)*minus\s+sign\s+in\s+front",
    rf"(?:\bfactors?(?:\s+{_SYMBOL})?|\bletters?(?:\s+{_SYMBOL})?|\bvariables?(?:\s+{_SYMBOL})?)\s+(?:appears?|occurs?|enters?)\s+twice",
    r"\b(?:appears?|occurs?|enters?)\s+twice\s*[:,;(–—-]+\s*(?:once\s+)?in\s+the\s+(?:numerator|denominator)",
    r"\bdenominator\s+does\s+not\s+depend\s+on\s+(?:\$[wijkxl]\$|the\s+index)",
    # what holds of every position, or of all losses together
    r"\bshared\s+(?:among|across|by|between)\s+(?:all\s+|the\s+)*(?:positions|windows|contexts|sentences|examples|pairs)",
    r"\bloss\s+(?:of|on|over|for)\s+(?:the|an?)\s+(?:whole|entire|full)\s+\w+\s+is\s+the\s+(?:sum|average|mean)\s+"
    r"(?:of|over)\s+(?:all\s+)?(?:such|these|those)\s+losses",
    r"\b(?:summed|averaged|scaled)\s+(?:over\s+[^.]{1,30}\s+)?(?:later|in\s+(?:(?:the|a)\s+(?:last|next|later)\s+|part\b))",
    rf"\bshift(?:ed|ing|s)?\s+(?:all\s+|the\s+)*(?:{_SCORES}\s+)?by\s+(?:the\s+same\s+|an?\s+)(?:\w+\s+)?(?:constant|number|amount)"
    rf"[^.]{{0,30}}\b(?:(?:do(?:es)?\s+not|doesn't|never)\s+(?:change|affect|alter)|leaves?\b|changes\s+nothing|cancels|invarian\w+)",
    # said, and taken back; or only thought of
    r"\b\w+[^.;]{0,80}[,;]\s*(?:(?:but|though|although|yet)\s+(?:(?:here\s+)?we\s+(?:do|will|shall)\s+not|not)|which\s+we\s+do\s+not)"
    r"(?:\s+do\s+(?:so|that|this|it))?(?:\s+(?:here|now|yet|in\s+this\s+\w+|for\s+us|today))?\W*\Z",
    r"\bcompar\w+\s+(?:this|it|that|these|them)\s+(?:with|to)\s+(?:the\s+|an?\s+)?[\w-]+\s+\w+\s*(?=[.;]|\Z)",
    r"\b(?:common|typical|frequent|usual)\s+(?:mistakes?|errors?)\s+(?:is|are|would\s+be)\s+to\b[^.]*",
    r"\bif\s+[^.,]{0,60}\b(?:had|were|was)\b[^.]{0,80}\bwould\b",
)
_PHRASES = tuple(later(pattern, re.IGNORECASE) for pattern in _SPARED)


def unchanged_in(sentence: str) -> tuple[tuple[int, int], ...]:
    """Return the places of a sentence that change nothing, however they sound."""
    return tuple(found.span() for one in _PHRASES for found in one.finditer(sentence))
