"""Conditions that the document states beside a formula: “when w = o”, “(w ≠ o)”."""

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.judging.elsewhere import is_claim_beside_numbers, without_other_letters
from derivcheck.check.judging.limits import Limit, limit_in
from derivcheck.check.judging.phrases import (
    is_for_all,
    leading_sentence,
    may_be_condition,
    names_some,
    says_when,
)
from derivcheck.check.reading.members import Setting
from derivcheck.document import plain_member
from derivcheck.document.model import Chain
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.elaborate import formula
from derivcheck.elaborate.conditions import condition
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.scope import Scope
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.context import Assumption
from derivcheck.term.core import Compare, Condition, Entry

# words that introduce a condition, and those that say nothing more beside them
_OPENING = wordlist(
    "if when whenever for where case cases otherwise else elsewhere iff while"
    " wenn falls für fall cuando caso para quand lorsque si pour cas quando если когда при для"
    " случае случай khi nếu với 경우 경우는 경우에 경우에는 때 때는"
)
_FILLING = wordlist(
    "and now so then next first second finally note that in the this which is we have get obtain "
    "thus hence therefore similarly likewise all any each every some index word words of with "
    "situation i ii a b 1 2 3 4 class classes label token tokens "
    "true outside context correct target actual observed"
    " und der die das dann gilt ist wir erhalten el la en entonces tenemos et le dans on"
    " alors obtient il nel na im então temos и в то имеем тогда thì ta có và"
    " 인 일 아래와 다음과 같다 같이"
)
# beside “$w \\neq o$”, which says of which they are the others
_OTHERS = wordlist("other others another remaining rest incorrect wrong")
# “here $i \\neq o$”, “take $i$ with $i \\neq o$”: with “=” these would define
_PICKING = wordlist("here take consider let fix pick choose such")
_APART = later(r"\\neq?(?![a-z])|≠")
_RELATES = later(r"=|≠|<|>|≤|≥|\\(?:neq?|in|leq?|geq?|lt|gt)(?![A-Za-z])|∈")
_CJK = later(
    r"其他情况|其它情况|情况下|的情况|情况|因为|由于|对于|如果|否则|当|若|时候|时|時|对|则|有|即|的|下|我们|可得|得|同理|而|但"
    r"|の場合|のとき|の時|ならば|場合|は"
)
# “要分情况了，当w=o时”: a clause before the condition that says nothing of letters or of others
_LEADING = later(
    r"^[^A-Za-z0-9$\\=≠<>≤≥∈∉当若如其余除仅只，,]*[，,]\s*(?=(?:而|但)?(?:当|若|如果))"
)
_FOR_ALL = later(r"^(?:\\forall(?![A-Za-z])|∀)[\s~]*")
_WORD = later(r"^([A-Za-z]{2,}|\d)[\s:,~)]+")
_CJK_HEAD = later(rf"^(?:{_CJK.pattern})[\s:,：，~]*")
# “, i.e. for the outside word” says the condition before it once more
_GLOSS = later(r"[\s,(（]*(?:\bi\.\s?e\.|\bthat is\b)[^$\\=≠<>≤≥∈]*\Z", re.IGNORECASE)
_STOPS = " .,:;：，。~"
_TRAILING = later(r"\s*(?:时|時|的情况|then)$", re.IGNORECASE)
# what parts clauses, outside of formulas; right behind a formula a condition begins with its word
_CLAUSE = later(r"[,;，、；(（](?=(?:[^$]*\$[^$]*\$)*[^$]*\Z)\s*")
_BEHIND = later(r"\s*(?:for|when|whenever|if|where)\b|\s*[当若]", re.IGNORECASE)
_GOES_ON = later(r"\s*(?:(?:and|or|also|as well as)\s+)*(?:for\s+)?\$", re.IGNORECASE)
_TEXT = later(r"\\(?:text|textrm|mbox|mathrm|textit)\s*\{([^{}]*)\}")
_INLINE = later(r"\$([^$]+)\$|\\\((.+?)\\\)")
# “$i$ different from $j$”, “$w = v$, distinct from $o$” (a word, called v): v ≠ o
_DIFFERENT = later(
    r"\$(?:[^$=]+=)?([^$=≠<>\\]+|\\[a-z]+\s*)\$[\s,]*(?:(?:is|are|which is|that is)\s+)?"
    r"(?:different (?:from|to|than)|distinct from|other than|not equal to|unequal to)"
    r"\s+\$([^$=]+)\$",
    re.IGNORECASE,
)


class Positive(Struct, frozen=True):
    """That a real number is positive."""

    text: str
    symbol: str


class Guard(Struct, frozen=True):
    """A condition on real values, under which a chain is said to hold: ``a + b > 0``."""

    text: str
    condition: Condition


_Understood = Assumption | Positive | Guard | Limit

# what was understood and restricts nothing: “for w in V”
_NO_CONDITION = Positive("", "")


class Stated(Struct, frozen=True):
    """A chain's own conditions: those understood, and words that may carry one that was not."""

    setting: Setting  # with the conditions among its assumptions
    texts: tuple[str, ...]
    unread: tuple[str, ...]


def with_stated_conditions(chain: Chain, scope: Scope, setting: Setting) -> Stated:
    """Return the setting of a chain under the conditions that stand beside it.

    Comparisons of indices and of real values are taken; anything else that may be a condition is
    handed back, and keeps from refuting.
    """
    found: list[_Understood] = []
    unread = [words for words in chain.doubtful if may_be_condition(words, before=False)]
    *headings, said = chain.before.strip().split("\n\n")
    for words in (*chain.remarks, chain.after, *headings, leading_sentence(said)):
        before = words is not chain.after
        if not before and is_claim_beside_numbers(words, chain):
            continue
        rest = without_other_letters(words, chain)
        if not may_be_condition(words, before=before) or not may_be_condition(rest, before=before):
            continue
        trees = (parse(m.tokens, scope.signature.words) for m in chain.members if m.tokens)
        understood = limit_in(words, trees, scope) or _condition(words, scope)
        if understood is None:
            unread.append(" ".join(words.split()))
            nearest = _condition(clause, scope) if (clause := _nearest(words, chain)) else None
            found += [nearest] if isinstance(nearest, Assumption) else []
        elif understood is not _NO_CONDITION:
            found.append(understood)
    if says_for_all(chain) and any(isinstance(one, Assumption) for one in found):
        # “when $w \\neq o$: …, for all $w$”: some of its rows are about one case, and some of all
        unread += [one.text for one in found if isinstance(one, Assumption)]
        found = [one for one in found if not isinstance(one, Assumption)]
    found.extend(_in_subscripts(scope))
    return Stated(_under(found, setting), tuple(a.text for a in found), tuple(unread))


def _nearest(words: str, chain: Chain) -> str:
    """Return the clause of words that stands right beside their formula, if there are several.

    “Since y is one-hot, for $w \\neq o$”, “for $w \\neq o$, so that both are one”: a comparison of
    indices in it is a condition whatever the others say, and these keep from refuting.
    """
    whole = words.strip(_STOPS)
    ends = [found.end() for found in _CLAUSE.finditer(whole)]
    if not ends:
        return ""
    behind = words is chain.after
    if behind and (not _BEHIND.match(whole) or _GOES_ON.match(whole[ends[0] :])):
        return ""
    clause = whole[: ends[0] - 1] if behind else whole[ends[-1] :]
    # “for the other words, when $w = o$”
    others = names_some(words) or "其他" in words
    return "" if others and not _APART.search(clause) else clause


def _in_subscripts(scope: Scope) -> list[Assumption]:
    """Return the conditions that subscripts carry, ``u_{w \\neq o}``."""
    out: list[Assumption] = []
    for text, tree in scope.compared.items():
        try:
            out.append(Assumption(text, (), condition(tree, scope)))
        except Failure:
            continue  # then nor has the subscript been read
    return out


def _under(found: Sequence[_Understood], setting: Setting) -> Setting:
    if not found:
        return setting
    context = setting.context
    limits = [one for one in found if isinstance(one, Limit)]
    for limit in limits:
        context = limit.under(context)
    guards = tuple((one.text, one.condition) for one in found if isinstance(one, Guard))
    said = {one.symbol: one.text for one in found if isinstance(one, Positive)}
    stated = tuple(one for one in found if isinstance(one, Assumption))
    assumptions = (*context.assumptions, *stated)
    context = replace(context, positive=context.positive | frozenset(said), assumptions=assumptions)
    said |= {limit.symbol: limit.text for limit in limits}
    return replace(setting, context=context, said=said, guards=guards)


def caption_of(chain: Chain) -> str | None:
    """Return the words before a chain that state a condition, “When $w = o$:”, if they do."""
    *headings, said = chain.before.strip().split("\n\n")
    found = [w for w in (*headings, leading_sentence(said)) if may_be_condition(w, before=True)]
    return found[-1] if found else None


def says_for_all(chain: Chain) -> bool:
    """Whether words before a chain, in its rows or behind it say that it holds for all."""
    *headings, said = chain.before.strip().split("\n\n")
    return any(map(is_for_all, (*headings, leading_sentence(said), *chain.remarks, chain.after)))


def states_own(chain: Chain) -> bool:
    """Whether words beside a chain may carry a condition on it, or say that it holds for all."""
    if (
        says_for_all(chain)
        or caption_of(chain) is not None
        or may_be_condition(chain.after, before=False)
    ):
        return True
    return any(may_be_condition(words, before=True) for words in chain.remarks)


def _condition(words: str, scope: Scope) -> Assumption | Positive | Guard | None:
    """Return a condition if the words are nothing but one, else None."""
    text = _formula(words)
    member = plain_member(text) if text else None
    if member is None or not member.tokens:
        return None
    tree = _restricting(parse(member.tokens, scope.signature.words), scope)
    if tree is None:
        return _NO_CONDITION
    positive = _positive(tree, scope)
    if positive is not None:
        return Positive(text, positive)
    try:
        found = condition(tree, scope)
    except Failure:
        return None
    compared = [node for node in found.walk() if isinstance(node, Compare)]
    if compared:
        # “where $\\sigma'(x) = …$” is a claim more and no condition
        claims = any(node.sign == "=" for node in compared) and not says_when(words)
        return Guard(text, found) if _is_settled(found, scope) and not claims else None
    if not found.free:
        return None
    return Assumption(text, (), found)


def _is_settled(found: Condition, scope: Scope) -> bool:
    """Whether nothing that a condition speaks of is read by its use only, or left free by it."""
    known = frozenset(scope.free.values())
    return not (found.symbols & scope.inferred.keys()) and found.free <= known


def _restricting(tree: t.Tree, scope: Scope) -> t.Tree | None:
    """Return a condition without ``w \\in V``, which restricts nothing; None if that is all."""
    if isinstance(tree, t.Group) and tree.open == "(":
        return _restricting(tree.inner, scope)
    if isinstance(tree, t.Items):
        kept = [item for item in tree.items if _restricting(item, scope) is not None]
        if len(kept) < 2:
            return kept[0] if kept else None
        return t.Items(tree.span, tuple(kept), (",",) * (len(kept) - 1))
    return None if _is_whole_range(tree, scope) else tree


def _is_whole_range(tree: t.Tree, scope: Scope) -> bool:
    """Whether a letter is said to run over all of its own sort: ``w \\in V``."""
    if not isinstance(tree, t.Related) or tree.signs != ("∈",):
        return False
    letter, over = tree.items
    sort = scope.signature.sort_of_range(latex(over))
    if sort is None or not isinstance(letter, t.Name):
        return False
    known = scope.bound.get(letter.text) or scope.free.get(letter.text)
    own = known.sort if known is not None else scope.signature.sort_of_letter(letter.text)
    return own is sort


def _positive(tree: t.Tree, scope: Scope) -> str | None:
    """Return the real number that a condition says to be positive: x of ``x > 0``."""
    if not isinstance(tree, t.Related) or tree.signs not in (("<",), (">",)):
        return None
    small, large = tree.items if tree.signs == ("<",) else tree.items[::-1]
    if not (isinstance(small, t.Numeral) and small.text == "0" and isinstance(large, t.Name)):
        return None
    try:
        value = formula.value(large, replace(scope, remarks=[], conditions=[]))
    except Failure:
        return None
    body = value.body
    if not isinstance(body, Entry) or body.indices or body.symbol in scope.context.definitions:
        return None
    return body.symbol


def _formula(words: str) -> str:
    """Return the formula in words that are an introduction and one formula, else nothing."""
    whole = " ".join(_GLOSS.sub("", _TEXT.sub(r"\1", words)).split())
    whole = _DIFFERENT.sub(r"$\1 \\neq \2$", _LEADING.sub("", whole))
    inline = _INLINE.findall(whole)
    if inline:
        plain = _INLINE.sub(" ", whole)
        first, said = "".join(inline[0]).strip(), "".join(inline[-1])
        again = len(inline) == 2 and _APART.split(said)[0].strip() == first
        apart = _APART.search(said) is not None
        if len(inline) > 1 and all(_RELATES.search("".join(one)) for one in inline):
            said = ", ".join("".join(one) for one in inline)  # “if $a > 0$ and $b > 0$”
            return said if _is_introduction(plain, apart) else ""
        alone = len(inline) == 1 or (again and apart)
        return _bare(said) if alone and _is_introduction(plain, apart) else ""
    rest = _bare(whole)
    for opening, closing in ("()", "[]"):
        if rest.startswith(opening) and rest.endswith(closing):
            rest = _bare(rest[1:-1])
    return _TRAILING.sub("", rest).strip()


def _bare(words: str) -> str:
    """Return a formula without the words that introduce it; nothing if they say more."""
    rest, opened = words.strip(_STOPS), None
    while True:
        before = rest
        word = _WORD.match(rest)
        if word is not None and word.group(1).lower() in (_OPENING | _FILLING):
            opened = bool(opened) or word.group(1).lower() in _OPENING
            rest = rest[word.end() :]
        for pattern in (_CJK_HEAD, _FOR_ALL):
            if (head := pattern.match(rest)) is not None:
                opened, rest = True, rest[head.end() :]
        rest = rest.strip(_STOPS)
        if rest == before:
            return "" if opened is False else rest


def _is_introduction(words: str, apart: bool) -> bool:
    """Whether the words around a formula only introduce it as a condition; ``apart``: with ≠."""
    opening = _OPENING | _PICKING if apart else _OPENING
    filling = _FILLING | _OTHERS if apart else _FILLING
    left = _CJK.sub(" ", words)
    plain = re.findall(r"[^\W\d_]+", left.lower())
    said = bool(_CJK.search(words)) or any(word in opening for word in plain) or not plain
    return said and all(word in opening or word in filling for word in plain)
