"""Which losses words speak of, and what they say is done to one: “with weight decay”, “doubled”."""

import re
from functools import lru_cache

from derivcheck.check.names import made_of
from derivcheck.check.names.unchanged import unchanged_in
from derivcheck.source.pattern import SENTENCE_END, later

_KIND = (
    r"(?:hinge|squared?|quadratic|focal|absolute|margin|huber|ranking|contrastive|triplet|mse"
    r"|zero-one|exponential|l[12])[- ](?:error|loss|cost)"
)
_LOSSES = later(
    r"negative[- ]sampl|skip-?gram|\bcbow|hinge|cross[- ]entropy|squared[- ](?:error|loss)|huber"
    r"|likelihood|ridge|lasso|regulari[sz]|weight decay|penal|focal|contrastive|triplet"
    r"|label[- ]smoothing|temperature|\binstead\b"
    r"|\b(?:another|different|new|other|modified|alternative)\s+(?:loss|objective|cost|model)"
    r"|负采样",
    re.IGNORECASE,
)
# none of the losses that are trained by in a problem on words
_OTHER_KIND = later(
    rf"\b{_KIND}\b|\blabel[- ]smoothing\b|\b(?:for|in|with)\s+(?:GloVe|fastText)\b"
    r"|\b(?:loss|objective|cost|gradient)s?(?:\s+function)?(?:\s+\$[^$\n]{1,12}\$)?\s+of\s+(?:GloVe|fastText)\b"
    r"|\b(?:GloVe|fastText):|\bwith (?:a )?temperature\b",
    re.IGNORECASE,
)
# “unlike the squared error, …” says what a loss is not; “…, whose gradient is” speaks of that one
_BESIDE = later(
    rf"\b(?:unlike|contrast\s+(?:to|with)|compar(?:e|ed|ing)\b[^.]{{0,20}}\b(?:to|with)|than|opposed\s+to"
    rf"|instead\s+of|differ\w*\s+(?:from|to))\s+(?:an?\s+|the\s+)?\b{_KIND}"
    rf"|\b{_KIND}\s+(?:would\b|(?:is|are)\s+not\b)",
    re.IGNORECASE,
)
_LEADS_ON = later(
    r"(?:\b(?:is|are|get|have|gives?|reads?|becomes?|yields?)|[:,])\s*\Z", re.IGNORECASE
)

_LOSS = (
    r"(?:loss(?:es)?|objective|cost|criterion|log-likelihood|likelihood|损失(?:函数)?|目标函数"
    r"|\$(?P<letter>[^$\n]{1,16})\$)"
)
_CHANGED = (
    r"(?:multiplied|scaled|rescaled|divided|doubled|halved|weighted|averaged|summed|negated|flipped"
    r"|regulari[sz]ed|penali[sz]ed|replaced|changed|modified|smoothed)"
)
_CHANGE = (
    r"(?:multipl(?:y|ying)|(?:re)?scal(?:e|ing)|divid(?:e|ing)|doubl(?:e|ing)|halv(?:e|ing)"
    r"|weight(?:ing)?|averag(?:e|ing)|sum(?:ming)?|negat(?:e|ing)|replac(?:e|ing)|modify(?:ing)?"
    r"|regulari[sz](?:e|ing)|chang(?:e|ing)(?:\s+the\s+sign\s+of)?)"
)
_ADDED = (
    r"(?:r[eé]gulari[sz]\w+|weight\s+decay|penalty|penali[sz]ation|label[- ]smoothing|dropout"
    r"|stop[- ]gradient)"
)
_FEW = r"(?:(?:[\w-]+|\$[^$\n]{1,16}\$-?)\s+){0,3}?"
_CHANGES = tuple(
    later(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_LOSS}(?:\s+function)?\s+(?:is|are|was|gets|be|being|been)"
        rf"(?:\s+(?:now|then|also|further|instead|here))*\s+{_CHANGED}\b",
        rf"\b{_CHANGE}\s+(?:(?!of\b)[\w-]+\s+){{0,2}}?{_LOSS}(?!\s+(?:function\s+)?into\b)",
        rf"\b(?:twice|half|double|{_CHANGED})\s+(?:the\s+)?{_LOSS}",
        rf"\b(?:twice|half|double|(?:\w+|\$[^$\n]{{1,8}}\$)\s+times)\s+(?:(?:the|this|our)\s+)?"
        rf"(?:(?!(?:of|that|and|in|by|for|to|as|on)\b)[\w-]+\s+){{1,3}}?{_LOSS}",
        rf"\b(?:with|add(?:s|ing|ed)?|includ(?:e|es|ing)|plus|us(?:e|ing)|under|introduc(?:e|ing)"
        rf"|avec|con|mit)\s+{_FEW}(?:L2?-)?{_ADDED}\b",
        r"\b(?:with|by|using|introduc(?:e|ing))\s+(?:an?\s+|the\s+)?temperature\b",
        r"\b(?:drop|ignor|omit|neglect|leav)\w*\s+(?:out\s+)?(?:the\s+)?"
        r"(?:(?:constant\s+)?(?:pre)?factor|constant\s+\$)[^.\n]{0,30}",
        r"\baveraged\s+over\s+(?:the|a|all|each|our)\s+(?:\w+-)?(?:batch|examples|samples|data\w*)\b",
        r"\bweight\s+(?:each|every|the)\s+(?:\w+\s+)?(?:examples?|terms?|samples?)\s+by\b",
        r"\b(?:minus\s+sign|factor(?:\s+of)?(?:\s+(?:\$[^$\n]{1,16}\$|\d+))?)\s+in\s+front\b",
        rf"\b(?:square(?:\s+root)?|logarithm|exponential|power)\s+of\s+(?:the\s+|this\s+)?{_LOSS}",
        rf"\badd(?:ing|ed)?\s+\$[^$\n]{{1,40}}\$\s+to\s+(?:it\b|(?:the\s+|this\s+)?{_LOSS})",
        r"\b(?:mean|average)\s+over\s+(?:the|a|all|each|our)\s+(?:\w+-)?(?:batch|window|context\w*)\b",
        r"\bbase[- ](?:2|10|two|ten)\b|\b(?:binary|decimal)\s+logarithm",
        r"\baverag\w*\s+it\s+over\b",
        # “where $J$ is the sum over all contexts”
        r"\$(?P<letter>[^$\n]{1,16})\$\s+(?:(?:here|now|then|always)\s+)*(?:is|be|denotes?|means?"
        r"|stands?\s+for)\s+(?:now\s+)?(?:the\s+|an?\s+)?(?:(?:squared|quadratic|mean|total|averaged?|sum|expected"
        r"|log-?likelihood|likelihood|probability|accuracy|perplexity|hinge|reward|negative\s+of|entropy"
        r"|kullback|KL|regulari[sz]ed|log-?odds|score)\b|\$\s*(?:\\log|\+|\d))",
        # what it is made of is another thing: x is φ(x) from here on
        r"\b(?:replac|substitut|exchang)\w*\s+(?:\w+\s+){0,2}?\$(?P<old>[^$\n]{1,12})\$\s+(?:by|with)\s+"
        r"\$(?:\\[a-z]+|[a-zA-Z])\s*\(\s*(?P=old)\s*\)\$",
        r"\binstead\s+of\s+\$(?P<old>[^$\n]{1,12})\$[^$\n]{0,40}\$(?:\\[a-z]+|[a-zA-Z])\s*\(\s*(?P=old)\s*\)\$",
        r"(?:\$[^$\n]{1,16}\$|\b(?:vectors?|inputs?|scores?|logits?|weights?|predictions?))\s+(?:is|are|be)"
        r"\s+(?:(?:now|then|first|also)\s+)?(?:normali[sz]ed|standardi[sz]ed|rescaled|divided|multiplied"
        r"|halved|doubled|clipped)\b",
        r"\btreat\w*\s+(?:\w+\s+){0,3}?\$[^$\n]{1,16}\$\s+as\s+(?:an?\s+)?(?:function|variable)\b",
        # “the loss $2J$”, “the perplexity $e^J$”; “the loss of the whole window”
        r"\$\s*(?:-|\d|\\frac\s*\{?1\}?\s*\{?\w\}?|\\(?:lambda|alpha|beta|gamma|sqrt|exp|log)(?![a-z])|e\s*\^)\s*(?:\\cdot\s*|\\times\s*|\*\s*)?[{(]?\s*"
        r"(?P<letter>[A-Z])\s*[})]?\s*\$",
        # “the loss gets an extra term”
        rf"{_LOSS}\s+(?:gets?|has|receives?|contains?)\s+(?:now\s+)?an?\s+(?:extra|additional|further|second|new)\s+"
        r"(?:\w+\s+)?(?:term|factor|weight)",
        rf"{_LOSS}\s+(?:gets?|has|receives?|contains?|carries)\s+(?:now\s+)?an?\s+(?:\w+\s+)?(?:penalt|regulari[sz]|weight\s+decay)",
        rf"\b(?:add(?:s|ed)?|append(?:ed)?)\s+(?:\$[^$\n]{{1,40}}\$\s+)?to\s+(?:the\s+|this\s+)?{_LOSS}",
        rf"\bto\s+(?:the\s+|this\s+)?{_LOSS}\s+we\s+(?:now\s+)?(?:add|append)\b",
        r"\bsubtract\w*\s+(?:an?\s+|the\s+)?(?:margin|offset|baseline)\b",
        r"\bscores?\b[^.\n]{0,24}\s(?:is|are|becomes?)\s+(?:now\s+)?(?:the\s+|an?\s+|minus\s+the\s+)?(?:(?:negative|squared|euclidean)\s+)*"
        r"(?:distances?|cosines?|bilinear|quadratic|kernels?)\b",
        rf"{_LOSS}\s+(?:is\s+|be\s+)?(?:the\s+loss\s+)?(?:of|on|over|for)\s+(?:the\s+|an?\s+)?(?:whole|entire|full|total)\s+"
        r"(?:window|corpus|batch|data\w*|sentence|text)\b|\bsum\s+over\s+both\b",
        # “we now turn to maximisation”; “that is, we maximise the likelihood” is the same loss
        r"\b(?:now|instead(?!\s+of\s+maximi)|turn\w*|switch\w*|mov\w+)\b[^.\n]{0,30}\bmaximi[sz]"
        r"(?![^.\n]*\bminimi[sz])"
        r"|\$(?P<letter>[^$\n]{1,16})\$\s+(?:is|to\s+be|has\s+to\s+be)\s+"
        r"(?:to\s+be\s+|now\s+)*maximi[sz]ed",
        r"\bmaximi[sz](?:e|es|ing)\s+\$(?P<letter>[^$\n]{1,16})\$",
        r"加(?:上|入|了)?[^。\n]{0,8}(?:正则|惩罚|权重衰减)",
        r"损失(?:函数)?[^。\n]{0,6}(?:乘以|除以|缩放|翻倍|加倍|取平均)",
    )
)
# one loss in the place of another; the problem's own losses are told apart elsewhere
_REPLACED = later(
    rf"\b(?:now|instead|this\s+time|next|switch\w*|replac\w*|consider)\b[^.\n]{{0,60}}\b{_KIND}\b"
    rf"|\b{_KIND}\b[^.\n]{{0,20}}\binstead\b"
    rf"|(?:^|(?<=\.\s))(?:#+\s[^\n]{{0,60}}|(?:for|with|under|using)\s+(?:an?|the)\s+)\b{_KIND}\b",
    re.IGNORECASE | re.MULTILINE,
)
# a model with a loss of its own; only a bare J may be that
_ANOTHER_MODEL = later(
    r"\b(?:for|with|under|in|of|consider|take|us(?:e|ing)|train\w*|(?:turn|switch|go)\s+to)\s+(?:now\s+)?(?:the\s+)?"
    r"(?:case\s+of\s+)?(?:CBOW|continuous\s+bag)|^\s*(?:#+|\*\*)(?![^\n]*skip)[^\n]{0,30}(?:\bCBOW\b|continuous\s+bag)"
    r"|\bCBOW\s*(?::|：)",
    re.IGNORECASE | re.MULTILINE,
)
_STEMS = tuple(
    later(stem, re.IGNORECASE)
    for stem in (
        r"r[eé]gulari|penal|weight\s+decay|ridge|lasso|正则|惩罚", "smooth", "temperature", "scal",
        "doubl|twice", "half|halv", r"weight(?!\s+decay)|averag|over the|sum", "multipl", "divid",
        "normali[sz]", "standardi[sz]", "clip", "dropout", "stop", "base|binary|decimal",
        "in front",
    )
)  # fmt: skip
_NOT = later(
    r"\b(?:without|no|not|never|none|neither|nor|unlike|if\s+we\s+had|would)\b|n't\b|不|没有|无",
    re.IGNORECASE,
)

_BUT = later(r"[,;]\s*(?:but|yet|instead|sondern|mais|sino)\b", re.IGNORECASE)


def losses_named_in(prose: str) -> frozenset[str]:
    """Return the losses that words speak of, each by the piece that names it."""
    return frozenset(found.group().lower() for found in _LOSSES.finditer(prose))


def names_another_kind(words: str) -> bool:
    """Whether words name a loss that no problem on words is trained by, and may mean it."""
    if _OTHER_KIND.search(words) is None:
        return False
    return any(
        _OTHER_KIND.search(one) and not (_BESIDE.search(one) and not _LEADS_ON.search(one))
        for one in SENTENCE_END.split(words)
    )


def change_of_loss(words: str, before: str, key: str, *, replaced: bool) -> str | None:
    """Return the words by which a loss is not what it was any more, None if there are none.

    ``key`` is its name as it is written; ``replaced`` counts words that put another loss in its
    place.  What the words ``before`` it was written have spoken of, “regularized”, is in it.
    """
    for sentence in SENTENCE_END.split(words):
        for piece, letter in _changes_in(sentence, replaced, "_" not in key):
            if letter is not None and letter.replace(" ", "") != key:
                continue
            if not any(stem.search(piece) and stem.search(before) for stem in _STEMS):
                return " ".join(piece.split())
    return None


@lru_cache(maxsize=4096)  # the same words stand before many formulas
def _changes_in(sentence: str, replaced: bool, bare: bool) -> tuple[tuple[str, str | None], ...]:
    """Return the words of a sentence that change a loss, with the letter of it if they name one."""
    patterns = (
        *_CHANGES,
        *((_REPLACED,) if replaced else ()),
        *((_ANOTHER_MODEL,) if bare else ()),
    )
    whole = [
        found
        for pattern in patterns
        for found in pattern.finditer(sentence)
        if not _NOT.search(sentence, _clause(sentence, found), found.end())
    ]
    whole += (
        found
        for pattern in made_of.CHANGES
        for found in pattern.finditer(sentence)
        if not _NOT.search(sentence, _clause(sentence, found), found.start())
    )
    plain = unchanged_in(sentence) if whole else ()
    return tuple(
        (found.group(), found.groupdict().get("letter"))
        for found in whole
        if not any(start < found.end() and found.start() < end for start, end in plain)
    )


def _clause(sentence: str, found: re.Match[str]) -> int:
    """Return where words begin that may deny what was found: “no …, but we …” denies nothing."""
    near = max(0, found.start() - 40)
    turns = [turn.end() for turn in _BUT.finditer(sentence, near, found.start())]
    return max(turns, default=near)
