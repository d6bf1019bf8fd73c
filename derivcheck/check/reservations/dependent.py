"""Symbols that a text says in passing to depend on what is differentiated by.

“Let x, y ∈ ℝ and f = xy, where y = x²”: the formula behind “where” is read as a condition, and y is
free for all that is differentiated.  Whether ∂f/∂x holds y fixed only the writer knows.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, not_decided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.names.declarations import reaching
from derivcheck.check.reading.own_names import Names, beneath
from derivcheck.document import plain_member, without_layout
from derivcheck.document.model import Document, Part
from derivcheck.elaborate.kinds import bare_key, names_in
from derivcheck.elaborate.signature import Signature
from derivcheck.source.pattern import later
from derivcheck.syntax import parse
from derivcheck.syntax import tree as t

CODE = "may-be-held-fixed"
# “where y = x^2” in a row of the chain's own
_REMARK = later(r"(?:^|[\s$,])(\\?[A-Za-z]+(?:_\{?\w+\}?)?\s*=\s*[^=$,;]{1,60})")
_Said = tuple[str, frozenset[str], str]  # a name, what it is said to be made of, as written


def spare_dependent(
    document: Document,
    part: Part,
    judged: Sequence[Judged],
    known: Sequence[Names],
    signature: Signature,
) -> list[Judged]:
    """Return chains in which no derivative is decided that a dependence said in passing changes.

    What a name is that is defined is known.
    """
    found = _said_in(document, part)
    said = tuple(one for one in found if one[0] not in signature.definitions)
    if not said:
        return list(judged)
    return [
        replace(one, steps=tuple(_spare(step, one, names, said) for step in one.steps))
        for one, names in zip(judged, known, strict=True)
    ]


def _said_in(document: Document, part: Part) -> Iterator[_Said]:
    """Yield what formulas that are no chains, and rows' own words, say of names."""
    for one in reversed(reaching(document, part)):
        inside = [member.span for chain in one.chains for member in chain.members]
        for said in document.formulas:
            at = said.tokens[0].span.start if said.tokens else -1
            if said.display or not one.span.start <= at < one.span.end or "=" not in said.latex:
                continue
            tokens = without_layout(said.tokens)
            if tokens and not any(span.start <= at < span.end for span in inside):
                yield from _named(parse(tokens), said.latex)
        for remark in (remark for chain in one.chains for remark in chain.remarks):
            for found in _REMARK.finditer(remark):
                member = plain_member(found[1])
                if member is not None and member.tokens:
                    yield from _named(parse(member.tokens), found[1])


def _named(tree: t.Tree, written: str) -> Iterator[_Said]:
    for item in tree.items if isinstance(tree, t.Items) else (tree,):
        if isinstance(item, t.Related) and item.signs[0] == "=":
            head = item.items[0]
            if isinstance(head, t.Name | t.Scripts):
                yield bare_key(head), frozenset(names_in(item.items[1])), written.strip()


def _spare(step: StepFinding, one: Judged, names: Names, said: tuple[_Said, ...]) -> StepFinding:
    sides = [side.tree for side in one.sides(step)]
    by = {
        bare_key(node.variable)
        for side in sides
        for node in side.walk()
        if isinstance(node, t.Derive)
    }
    if not by:
        return step
    written = set(beneath((key for side in sides for key in names_in(side)), names))
    for key, made_of, words in said:
        known = names.definition_of(key) is not None
        if key in written and not known and key not in by and not made_of.isdisjoint(by - {key}):
            message = (
                f"“{words}” may say that {key} is not held fixed here; say what depends on what"
            )
            return not_decided(step, CODE, message)
    return step
