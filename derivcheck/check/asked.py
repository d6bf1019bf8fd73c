"""Which part of the problem a part of the document answers, where its letter does not tell.

Letters shift from one edition of a problem to the next.  What a part is follows from what it
differentiates and by what: where none of its chains starts from what its own letter asks for,
and one starts from what exactly one other part of the problem asks for, it answers that.
"""

from functools import lru_cache

from msgspec import Struct

from derivcheck.check.answers import answer_of, restates
from derivcheck.check.finding import DENIED, Answer, Start, Verdict
from derivcheck.check.judging.chains import Judged, equal_values
from derivcheck.check.judging.judge import Judge
from derivcheck.check.methods import methods_in
from derivcheck.check.names.declarations import PREAMBLE
from derivcheck.check.names.settings import Settings
from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.own_names import Names, PartNames
from derivcheck.document.model import Chain, Part
from derivcheck.problem.model import PartEntry
from derivcheck.syntax import tree as t
from derivcheck.term.core import Derivative, Term
from derivcheck.term.tensor import Tensor, same_shape


class Asked(Struct, frozen=True):
    """What the chains of a part set out from, and the answers they come to.

    ``setting`` is that of the one part of the problem that the document's part answers.
    """

    setting: Setting
    starts: tuple[Start, ...] = ()
    answers: tuple[tuple[str, Answer], ...] = ()
    methods: tuple[tuple[str, tuple[bool | None, ...]], ...] = ()

    @property
    def moved(self) -> str | None:
        """The id of that part of the problem."""
        return None if self.setting.entry is None else self.setting.entry.id


def asked_in(
    part: Part,
    chains: tuple[Judged, ...],
    own: Setting,
    names: PartNames,
    settings: Settings,
    judge: Judge,
) -> Asked:
    """Return which parts of the problem a part of the document answers.

    The part as a whole answers what its letter asks for, ``own``, wherever a chain starts from
    that, and wherever no other or more than one other part fits.  Besides, each chain answers
    what it sets out from: a document without letters answers all in one part, and under one
    letter several parts of the problem may be answered.
    """
    if settings.problem is None:
        return Asked(own)
    answering = {n: judged for n, judged in enumerate(chains) if _may_answer(judged)}
    asking = {n: of_its_kind(judged, names.at[n], settings) for n, judged in answering.items()}
    found = {n: _restated(judged, own, asking[n]) for n, judged in answering.items()}
    if own.entry is None or _id(own) not in (_id(one) for same in found.values() for one in same):
        found = {
            n: same or _equal(answering[n], own, asking[n], judge) for n, same in found.items()
        }
    starts: list[Start] = []
    begun: dict[str, tuple[Judged, Setting]] = {}
    for n, judged in answering.items():
        settled = _as_assumed(found[n], part, part.chains[n], settings)
        unread = judged.readings[0].tensor is None
        if settled or unread or (asking[n] and _start(judged) is not None):
            starts.append(Start(n, tuple(_id(setting) for setting in settled)))
        begun.update((_id(setting), (judged, setting)) for setting in settled)
    # the last chain that sets out from it is the answer
    answers = tuple(
        (name, answer_of((judged,), setting, judge, beside=chains))
        for name, (judged, setting) in begun.items()
    )
    whole = _whole(part, own, [setting for _, setting in begun.values()])
    asking_for = {_id(one): one for one in (whole, *(s for _, s in begun.values())) if one.methods}
    methods = tuple((name, methods_in(chains, one, judge)) for name, one in asking_for.items())
    return Asked(whole, tuple(starts), answers, methods)


def _whole(part: Part, own: Setting, begun: list[Setting]) -> Setting:
    """Return the setting of what a part as a whole answers."""
    if own.entry is None and part.id == PREAMBLE:
        return own
    if own.entry is not None and (own.goal is None or _id(own) in map(_id, begun)):
        return own
    found = [one for one in begun if one.entry is not None and _differentiates(one.entry)]
    return found[0] if len(found) == 1 else own


def _as_assumed(
    found: list[Setting], part: Part, chain: Chain, settings: Settings
) -> list[Setting]:
    """Return, of what is asked for under several assumptions, that under which was judged."""
    if len(found) < 2:
        return found
    entries = settings.entries(part, chain)
    assumed = {entry.assume for entry in entries if entry is not None}
    return [one for one in found if one.entry is not None and one.entry.assume in assumed] or found


def _id(setting: Setting) -> str:
    assert setting.entry is not None
    return setting.entry.id


def _may_answer(judged: Judged) -> bool:
    """Whether a chain claims an equality, and does not only say what a name is to mean."""
    equal = [step for step in judged.steps if step.relation.sign == "="]
    denied = any(step.code == DENIED for step in equal)
    return bool(equal) and equal[0].verdict is not Verdict.GIVEN and not denied


def of_its_kind(judged: Judged, names: Names, settings: Settings) -> list[Setting]:
    """Return the settings of the parts that ask for something of this shape, by this variable."""
    first = judged.readings[0].tensor
    if first is None or settings.problem is None:
        return []
    by = _by(first)
    return [
        settings.of(entry, names)
        for entry in settings.problem.parts
        if (goal := settings.goal(entry)) is not None and _may_be(first, by, goal)
    ]


def _may_be(value: Tensor, by: frozenset[str], goal: Tensor) -> bool:
    """Whether what is differentiated ``by`` some symbols has the shape of a goal, and its own."""
    return same_shape(value, goal) and (not by or by == _by(goal))


def _restated(judged: Judged, own: Setting, asking: list[Setting]) -> list[Setting]:
    """Return the settings whose goal a chain's first member is, as it is written."""
    return _own_first(restated_by(judged, asking), own)


def restated_by(judged: Judged, asking: list[Setting]) -> list[Setting]:
    """Return all settings whose goal a chain's first member is, as it is written."""
    first = judged.readings[0].tensor
    if first is None:
        return []
    return [one for one in asking if one.goal is not None and restates(first, one.goal, one)]


def _equal(judged: Judged, own: Setting, asking: list[Setting], judge: Judge) -> list[Setting]:
    """Return the settings whose goal a chain's first member is proved equal to."""
    start = _start(judged)
    if start is None:
        return []
    return _own_first([setting for setting in asking if _begins(start, setting, judge)], own)


def _own_first(found: list[Setting], own: Setting) -> list[Setting]:
    """Return the setting that the part's letter gives alone, where it is among those found."""
    mine = [one for one in found if own.entry is not None and _id(one) == _id(own)]
    return mine or found


def _start(judged: Judged) -> Tensor | None:
    """Return the value of a chain's first member where that is a derivative as written."""
    equal = any(step.relation.sign == "=" for step in judged.steps)
    first = judged.readings[0]
    written = any(isinstance(node, (t.Derive, t.Gradient)) for node in first.tree.walk())
    primed = any(isinstance(node, t.Scripts) and node.primes for node in first.tree.walk())
    return first.tensor if equal and (written or primed) else None


def _differentiates(entry: PartEntry) -> bool:
    return entry.goal is not None and any(isinstance(n, t.Derive) for n in entry.goal.tree.walk())


def _begins(start: Tensor, setting: Setting, judge: Judge) -> bool:
    """Whether a derivative is what a part of the problem asks for."""
    goal, entry = setting.goal, setting.entry
    if (
        goal is None
        or entry is None
        or not _differentiates(entry)
        or not _may_be(start, _by(start), goal)
    ):
        return False
    return equal_values(start, goal, setting, judge) is True


def _by(value: Tensor) -> frozenset[str]:
    """Return the symbols that are differentiated by."""
    return _by_within(value.body)


@lru_cache(maxsize=256)
def _by_within(body: Term) -> frozenset[str]:
    nodes = (node for node in body.walk() if isinstance(node, Derivative))
    return frozenset(symbol for node in nodes for symbol in node.variable.symbols)
