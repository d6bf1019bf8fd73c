"""Parts in which the document gives the problem's names, ŷ or J, a meaning of its own.

What is said there of such a name, and of those that rest on it, may be meant of the document's.
So it is not refuted where that meaning was not understood, or not that of another of these names.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.undeclared import CODE
from derivcheck.check.reading.own_names import Names
from derivcheck.elaborate.signature import Signature, take_apart
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def spare_own_meanings(
    judged: Iterable[Judged], names: Names, signature: Signature
) -> list[Judged]:
    """Return the chains of a part, nothing refuted that may rest on the document's own ŷ or J."""
    chains = list(judged)
    problems = {
        key
        for key, variants in signature.definitions.items()
        if not variants[-1].own and variants[-1].head.arguments is None
    } | signature.losses.keys()
    anew = {key for key, place in names.places.items() if place >= 0} & problems
    out: list[Judged] = []
    unclear: set[str] = set()
    same: set[str] = set()  # names of which the part says what the problem says
    for one, following in zip(chains, (*chains[1:], None), strict=False):
        not_understood = {key for key in _said_of(one, understood=False) if key in problems}
        said = set(_said_of(one, understood=True))
        unclear = (unclear | not_understood) - said
        same = (same | _proved(one, said)) - not_understood
        # “J = …, where ŷ = …”: the meaning may come behind what rests on it
        behind = _said_of(following, understood=False) if following is not None else ()
        names_here = unclear | {key for key in behind if key in problems}
        shaky = names_here | (problems - anew - same if anew | names_here else set())
        out.append(_spared(one, frozenset(shaky)) if shaky else one)
    return out


def _proved(judged: Judged, said: set[str]) -> set[str]:
    """Return names if what a chain says of them was proved of the problem's."""
    proved = bool(judged.steps) and judged.steps[0].verdict is Verdict.PROVED
    return said if proved else set()


def _said_of(judged: Judged, *, understood: bool) -> tuple[str, ...]:
    """Return the name of which a chain says what it is, if that was understood, or if not."""
    first = judged.steps[0] if judged.steps else None
    if first is None or first.relation.left != 0 or first.relation.sign != "=":
        return ()
    known = first.verdict in (Verdict.PROVED, Verdict.GIVEN)
    unread = first.verdict is Verdict.UNREAD or first.code == CODE
    if known if understood else unread:
        tree = judged.readings[0].tree
        return (latex(tree), take_apart(tree).key)
    return ()


def _spared(judged: Judged, names: frozenset[str]) -> Judged:
    steps = tuple(_spare(step, judged, names) for step in judged.steps)
    return replace(judged, steps=steps)


def _spare(step: StepFinding, judged: Judged, names: frozenset[str]) -> StepFinding:
    if step.verdict is not Verdict.REFUTED:
        return step
    sides = (judged.readings[at].tree for at in (step.relation.left, step.relation.right))
    found = sorted({key for side in sides for key in _keys(side)} & names)
    if not found:
        return step
    message = (
        f"it does not hold of the problem's {found[0]}; "
        "the document may mean one of its own here, which I did not understand"
    )
    return undecided(step, CODE, message)


def _keys(tree: t.Tree) -> Iterable[str]:
    for node in tree.walk():
        yield latex(node)
        if isinstance(node, t.Scripts):
            yield latex(node.base)
