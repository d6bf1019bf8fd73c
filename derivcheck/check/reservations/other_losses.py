"""A loss of the text's own, further down beside words on another one: “## Negative sampling”.

Whoever has said L = −log ŷ_o and writes ∂L/∂v_c under that heading may mean the L of that section,
of which no formula says what it is.  So what fails of the L above is not refuted there.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.names.losses_named import losses_named_in
from derivcheck.check.reading.own_names import Names
from derivcheck.document.model import Chain
from derivcheck.elaborate.kinds import bare_key
from derivcheck.syntax import tree as t


def spare_other_losses(
    text: str, chains: Sequence[Chain], judged: Sequence[Judged], known: Sequence[Names]
) -> list[Judged]:
    """Return the chains of a part of a text, nothing refuted of a name that may be another loss."""
    out: list[Judged] = []
    for chain, one, names in zip(chains, judged, known, strict=True):
        if all(step.verdict is not Verdict.REFUTED for step in one.steps):
            out.append(one)
            continue
        begins = min(relation.span.start for relation in chain.relations)
        places = ((key, names.places.get(key, -1)) for key in _derived(one))
        found = ((key, _named_since(text, at, begins)) for key, at in places if at >= 0)
        meant = next(((key, words) for key, words in found if words), None)
        steps = one.steps if meant is None else tuple(_spare(x, *meant) for x in one.steps)
        out.append(replace(one, steps=steps))
    return out


def _derived(one: Judged) -> Iterator[str]:
    """Yield the names that a chain takes derivatives of."""
    for reading in one.readings:
        for node in reading.tree.walk():
            if isinstance(node, t.Derive | t.Gradient) and node.operand is not None:
                yield bare_key(node.operand)


def _named_since(text: str, place: int, begins: int) -> str | None:
    """Return how a loss is called that no word up to a definition's paragraph has spoken of."""
    paragraph = text.find("\n\n", place)
    if not 0 <= paragraph < begins:
        return None
    before, since = text[:paragraph], text[paragraph:begins]
    return min(losses_named_in(since) - losses_named_in(before), default=None)


def _spare(step: StepFinding, key: str, words: str) -> StepFinding:
    if step.verdict is not Verdict.REFUTED:
        return step
    message = (
        f"it does not hold of the {key} that was defined above; “{words}…” may say that {key} is "
        "another loss here"
    )
    return replace(undecided(step, "which-loss", message), equals_start=None)
