"""Values and, in a bracket behind them, what they are made of: the J(θ) of ``J = θ^T θ``.

Nobody writes J · θ so.  That J is meant, and not a factor, is supposed all the same: what rests on
it is not refuted.  Of an f = x^2 it is not told what f(y) is, or f(3).
"""

from msgspec.structs import replace

from derivcheck.elaborate import formula
from derivcheck.elaborate.failure import Failure, unread
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import Context
from derivcheck.term.core import Entry
from derivcheck.term.tensor import Tensor

# the code of the remark on a value that is read so
CODE = "argument-named"


def is_named(factor: t.Tree, after: t.Tree, scope: Scope) -> bool:
    """Whether a bracket names what the value before it is made of, and is no factor."""
    items = _names_within(after)
    made_of = _made_of(factor, scope) if items else frozenset()
    return bool(made_of) and all(_symbol(one, scope) in made_of for one in items)


def value_of(factor: t.Tree, after: t.Tree, scope: Scope) -> Tensor | None:
    """Return the J of ``J(θ)``; None where the bracket is a factor, or J no defined value."""
    if is_named(factor, after, scope):
        shown = f"{latex(factor)}{latex(after)}"
        message = f"{shown} is read as {latex(factor)}, which is made of what the bracket names"
        scope.remark(CODE, message, factor.span.to(after.span))
        return formula.value(factor, scope)
    alone = isinstance(after, t.Group) and isinstance(after.inner, (t.Name, t.Numeral))
    if alone and isinstance(after, t.Group) and after.open == "(" and _made_of(factor, scope):
        message = f"{latex(factor)} is defined without an argument; I cannot tell what this is"
        raise unread("ambiguous-scope", message, factor.span.to(after.span))
    return None


def _names_within(after: t.Tree) -> tuple[t.Tree, ...]:
    """Return the names that a bracket lists, nothing if anything else stands in it."""
    if not isinstance(after, t.Group) or after.open != "(":
        return ()
    items = after.inner.items if isinstance(after.inner, t.Items) else (after.inner,)
    names = all(isinstance(one, (t.Name, t.Scripts, t.Words)) for one in items)
    return tuple(items) if names else ()


def _made_of(factor: t.Tree, scope: Scope) -> frozenset[str]:
    """Return the symbols that a value of the text's own rests on, defined ones too."""
    value = scope.locals.get(latex(factor))
    if value is None or not isinstance(value.body, Entry):
        return frozenset()
    return _beneath(value.body.symbol, scope.context)


def _beneath(name: str, context: Context) -> frozenset[str]:
    """Return the symbols that a defined name rests on, each looked at once."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        definition = context.definitions.get(waiting.pop())
        nodes = definition.body.walk() if definition is not None else ()
        new = {one.symbol for one in nodes if isinstance(one, Entry)} - found
        found |= new
        waiting += new
    return frozenset(found - {name})


def _symbol(tree: t.Tree, scope: Scope) -> str | None:
    """Return the symbol that a name stands for, None for what is none here."""
    aside = replace(scope, remarks=[], conditions=[], free=dict(scope.free), opens=False)
    try:
        body = formula.value(tree, aside).body
    except Failure:
        return None
    return body.symbol if isinstance(body, Entry) else None
