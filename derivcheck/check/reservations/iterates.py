"""Steps about iterates, x_1 = x_0 − η∇f(x_0), of which the text says elsewhere what they are.

Such a name is free where the row that says what it is stands in another part, or says it of any t.
"""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from derivcheck.check.finding import WRONG, StepFinding, Verdict, not_proved, not_wrong
from derivcheck.check.judging.chains import Judged
from derivcheck.check.names.iterates import update_in
from derivcheck.check.reservations.redefined import follows_plainly
from derivcheck.document.model import Document
from derivcheck.document.tokens.token import Kind
from derivcheck.elaborate.kinds import names_in
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import unfold

CODE = "undeclared-symbol"
_ELSEWHERE = "it does not hold for every {}, of which the document says elsewhere what it is"
_METHODS = "several rows say what {} is, and this holds for one of them at most"
_ENTRY = "{} may be an entry or an iterate, and does not fit as it was read; say which it is"


def spare_iterates(document: Document, judged: Iterable[Judged]) -> list[Judged]:
    """Return the chains of a part, none called wrong for an iterate that is free, or no entry."""
    judged = list(judged)
    if not any(step.verdict in WRONG for one in judged for step in one.steps):
        return judged
    chains = [chain for part in document.parts for chain in part.chains]
    unread = frozenset(style[0] for chain in chains for style, _ in update_in(chain))
    # one letter that is written as several is an iterate (`names/iterates.py`)
    heads = frozenset(
        token.text
        for chain in chains
        for token in chain.members[0].tokens
        if token.kind is Kind.LETTER and len(token.text) > 1
    )
    bases = unread | set(map(_letter_of, heads))
    if not heads and not unread:
        return judged
    words = {chain.place: chain.before for chain in chains}
    anew: set[str] = set()
    out: list[Judged] = []
    for one in judged:
        if one.steps and _is_other_method(one, heads, words[one.steps[0].relation.span.start]):
            anew |= heads & set(names_in(one.readings[0].tree))
        steps = tuple(_spare(step, one, heads, unread, bases) for step in one.steps)
        out.append(replace(one, steps=tuple(_of_method(step, one, anew) for step in steps)))
    return out


def _is_other_method(one: Judged, heads: frozenset[str], words: str) -> bool:
    """Whether a row that fails says how another method goes on: “Newton: $x_{t+1} = x_t − …$”."""
    step = one.steps[0]
    left, right = (side.tree for side in one.sides(step))
    first = right.terms[0] if isinstance(right, t.Summands) else None
    new, old = latex(left).strip("() "), "" if first is None else latex(first)
    updates = new in heads and _letter_of(new) == _letter_of(old) != old
    return updates and step.verdict is Verdict.REFUTED and not follows_plainly(words)


def _letter_of(name: str) -> str:
    return re.split("[_^]", name)[0]


def _of_method(step: StepFinding, one: Judged, anew: set[str]) -> StepFinding:
    """Return a step not refuted that speaks of iterates of several methods."""
    names = {name for side in one.sides(step) for name in names_in(side.tree)}
    named = sorted(anew & names)
    if step.verdict is not Verdict.REFUTED or not named:
        return step
    return not_proved(step, CODE, _METHODS.format(named[0]))


def _spare(
    step: StepFinding,
    one: Judged,
    heads: frozenset[str],
    unread: frozenset[str],
    bases: frozenset[str],
) -> StepFinding:
    if step.verdict not in WRONG:
        return step
    sides = [one.readings[at] for at in (step.relation.left, step.relation.right)]
    nodes = [node for side in sides for node in side.tree.walk()]
    # what has no meaning may be an iterate, also where some are read as such
    letters = bases if step.verdict is Verdict.ILL_TYPED else unread
    entries = [x for x in nodes if isinstance(x, t.Scripts) and latex(x.base) in letters]
    if any(isinstance(x, t.Derive) and x.variable in entries for x in nodes):
        return step
    unsure = [latex(x) for x in entries]
    if step.verdict is Verdict.ILL_TYPED and _of_numbers(nodes, one, heads):
        unsure += [x.text for x in nodes if isinstance(x, t.Name) and x.text in heads]
    if unsure:
        return not_wrong(step, CODE, _ENTRY.format(unsure[0]))
    bodies = [unfold(x.tensor.body, one.setting.context) for x in sides if x.tensor is not None]
    free = sorted(heads & frozenset[str]().union(*(body.symbols for body in bodies)))
    if not free or step.verdict is not Verdict.REFUTED:
        return step
    return not_proved(step, CODE, _ELSEWHERE.format(free[0]))


def _of_numbers(nodes: Iterable[t.Tree], one: Judged, heads: frozenset[str]) -> bool:
    """Whether a step speaks of iterates and numbers alone: x_{i+1} = x_i + d may be of entries."""
    symbols = one.setting.signature.symbols
    nodes = list(nodes)
    vectors = {key for key, symbol in symbols.items() if symbol.sorts} - heads
    named = {latex(node) for node in nodes if isinstance(node, t.Name)}
    derived = any(isinstance(node, (t.Derive, t.Gradient)) for node in nodes)
    return bool(named & heads) and not derived and not named & vectors
