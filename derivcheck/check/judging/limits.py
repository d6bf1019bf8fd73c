"""“If $A$ is symmetric, …”: what limits a matrix in the chain that it introduces, no other."""

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.document import plain_member
from derivcheck.elaborate import formula
from derivcheck.elaborate.constraints import BEHIND, form_of
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.kinds import bare_key
from derivcheck.elaborate.scope import Scope
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.context import Context, Definition
from derivcheck.term.core import Entry, IndexVar, Sort

_KIND = r"(?:an?\s+)?(?:real\s+)?(?:(?P<symmetric>symmetric|对称)|(?P<diagonal>diagonal|对角))"
_NOUN = r"(?:\s*(?:matrix|矩阵|的))?"
_IF = r"(?:if|when|whenever|in case|若|如果|当)"
_NAME = r"(?:the\s+matrix\s+)?\$(?P<name>[^$=]{1,40})\$"
_LEADING = r"(?:\W|\b(?:and|now|so|but|then|thus|hence|here|note|that|in|particular)\b)*"
_ENDING = (
    r"(?:\W|\b(?:then|we|have|get|obtain|this|becomes?|simplifies|to|it|is|holds|that)\b|则|有|时)*"
)
_SAID = later(
    rf"{_LEADING}{_IF}\s*{_NAME}\s*(?:is|是|为)?\s*{_KIND}{_NOUN}{_ENDING}", re.IGNORECASE
)


class Limit(Struct, frozen=True):
    """That a square matrix is symmetric or diagonal: by what it is written."""

    text: str
    symbol: str
    form: Definition
    free: tuple[Sort, ...]  # the axes of the variable that it is written by

    def under(self, context: Context) -> Context:
        """Return a context in which the matrix has only such values."""
        return replace(
            context,
            constraints={**context.constraints, self.symbol: self.form},
            variables={**context.variables, self.symbol + BEHIND: self.free},
        )


def limit_in(words: str, trees: Iterable[t.Tree], scope: Scope) -> Limit | None:
    """Return the limit that words state if they are nothing but one.

    ``trees`` are the members of the chain: where one differentiates by the matrix, whether its
    entries are free is a convention, and nothing is taken.
    """
    found = _SAID.fullmatch(words)
    member = plain_member(found["name"]) if found is not None else None
    if found is None or member is None or not member.tokens:
        return None
    name = parse(member.tokens, scope.signature.words)
    entry = _matrix(name, scope)
    if entry is None or any(_varies(name, tree) for tree in trees):
        return None
    kind = "symmetric" if found["symmetric"] else "diagonal"
    axes = tuple(
        IndexVar(f"·{i.sort.name}" + "'" * at, i.sort) for at, i in enumerate(entry.indices)
    )
    form = form_of(entry.symbol, kind, axes)
    if form is None:
        return None
    body, free = form
    return Limit(f"{latex(name)} is {kind}", entry.symbol, Definition(axes, body), free)


def _matrix(name: t.Tree, scope: Scope) -> Entry | None:
    """Return the entry of a square matrix of which nothing is known, None for all else."""
    if not isinstance(name, (t.Name, t.Scripts)):
        return None
    try:
        value = formula.value(name, replace(scope, remarks=[], conditions=[], opens=False))
    except Failure:
        return None
    entry, context = value.body, scope.context
    if not isinstance(entry, Entry) or entry.indices != value.indices or len(value.indices) != 2:
        return None
    known = (context.definitions, context.constraints, context.one_hot)
    return None if any(entry.symbol in table for table in known) else entry


def _varies(name: t.Tree, tree: t.Tree) -> bool:
    """Whether a tree differentiates by a matrix or an entry of it."""
    key = latex(name)
    return any(
        isinstance(node, t.Derive)
        and any(key in (latex(x), bare_key(x)) for x in node.variable.walk())
        for node in tree.walk()
    )
