"""Conditions that the document states beside a formula: “when w = o”, “(w ≠ o)”."""

import re
from dataclasses import dataclass, replace

from derivcheck.check.phrases import last_sentence, may_be_condition
from derivcheck.check.reading import Setting
from derivcheck.document import plain_member
from derivcheck.document.model import Chain
from derivcheck.elaborate.conditions import condition
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import parse
from derivcheck.term.context import Assumption
from derivcheck.term.core import Compare

_INTRODUCTION = re.compile(
    r"^(?:and\s+)?(?:if|when|whenever|for|where|case(?:\s+\d+)?|当|若|如果|对于)\b[\s:,：，]*",
    re.IGNORECASE,
)
_INLINE = re.compile(r"\$([^$]+)\$|\\\((.+?)\\\)")


@dataclass(frozen=True)
class Stated:
    """A chain's own conditions: those understood, and words that may carry one that was not."""

    setting: Setting  # with the conditions among its assumptions
    texts: tuple[str, ...]
    unread: tuple[str, ...]


def with_stated_conditions(chain: Chain, scope: Scope, setting: Setting) -> Stated:
    """Return the setting of a chain under the conditions that stand beside it.

    Only comparisons of indices are taken; anything else that may be a condition is handed
    back, and keeps from refuting.
    """
    found: list[Assumption] = []
    unread: list[str] = []
    *headings, said = chain.before.strip().split("\n\n")
    for words in (*chain.remarks, chain.after, *headings, last_sentence(said)):
        if not may_be_condition(words, before=words is not chain.after):
            continue
        understood = _condition(words, scope)
        if understood is None:
            unread.append(" ".join(words.split()))
        else:
            found.append(understood)
    if found:
        assumptions = (*setting.context.assumptions, *found)
        setting = replace(setting, context=replace(setting.context, assumptions=assumptions))
    return Stated(setting, tuple(a.text for a in found), tuple(unread))


def caption_of(chain: Chain) -> str | None:
    """Return the words before a chain that state a condition, “When $w = o$:”, if they do."""
    *headings, said = chain.before.strip().split("\n\n")
    found = [w for w in (*headings, last_sentence(said)) if may_be_condition(w, before=True)]
    return found[-1] if found else None


def states_own(chain: Chain) -> bool:
    """Whether words before a chain or in its rows may carry a condition on it."""
    return caption_of(chain) is not None or any(
        may_be_condition(words, before=True) for words in chain.remarks
    )


def _condition(words: str, scope: Scope) -> Assumption | None:
    """Return a condition on indices if the words are nothing but one, else None."""
    text = _formula(words)
    member = plain_member(text) if text else None
    if member is None or not member.tokens:
        return None
    try:
        found = condition(parse(member.tokens, scope.signature.words), scope)
    except Failure:
        return None
    if any(isinstance(node, Compare) for node in found.walk()) or not found.free:
        return None
    return Assumption(text, (), found)


def _formula(words: str) -> str:
    """Return the formula in words that are an introduction and one formula, else nothing."""
    rest = _INTRODUCTION.sub("", " ".join(words.split())).strip(" .,:;：，。")
    inline = _INLINE.findall(rest)
    if inline:
        plain = _INLINE.sub("", rest).strip(" .,:;：，。时時")
        return "".join(inline[0]) if len(inline) == 1 and not plain else ""
    for opening, closing in ("()", "[]"):
        if rest.startswith(opening) and rest.endswith(closing):
            rest = _INTRODUCTION.sub("", rest[1:-1].strip())
    return rest.removesuffix("时").strip()
