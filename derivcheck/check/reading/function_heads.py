"""Functions that a document defines: their arguments are letters, or things that have names."""

from msgspec.structs import replace

from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.own_names import Names
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.functions import is_placeholder
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import Defined, Head
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Entry
from derivcheck.term.tensor import Tensor, scalar


def function_in(head: Head, tree: t.Tree, body: t.Tree, setting: Setting) -> Names | None:
    """Return what ``f(x) = …`` says of a new f, or ``L(\\hat y) = …`` where ŷ has a meaning."""
    keys = [latex(argument) for argument in head.arguments or ()]
    if len(set(keys)) != len(keys):
        return None
    shown = f"{latex(tree)} = {latex(body)}"
    defined = Defined(head, body, shown, None, own=True, letters=tuple(setting.letters.values()))
    # the x of p(x) is a number, whatever x is outside, where nothing else has a meaning
    shadowing = frozenset(key for key in keys if key in setting.signature.symbols)
    named = replace(defined, named=True)
    for one in (defined, replace(defined, numbers=shadowing), named):
        if has_a_meaning(one, setting):
            return Names(functions={head.key: one})
    return None


def has_a_meaning(defined: Defined, setting: Setting) -> bool:
    """Whether the body of a function can be read with its arguments as free letters."""
    scope = setting.scope()
    known = scope.signature.symbols.keys() | scope.letters.keys()
    for argument in defined.head.arguments or ():
        key = latex(argument)
        if defined.named:
            if not isinstance(elaborate(argument, scope), Tensor):
                return False
        elif is_placeholder(argument, scope, defined):
            scope.locals[key] = scalar(Entry(f"·{key}", ()))
        elif key not in known and not _is_column(argument, scope):
            return False
    return not isinstance(elaborate(defined.body, scope), Failure)


def _is_column(argument: t.Tree, scope: Scope) -> bool:
    """Whether an argument is one of the vectors that a symbol holds: v_c, or u_w for every w."""
    scope.opens = True
    value = elaborate(argument, scope) if isinstance(argument, t.Scripts) else None
    scope.opens = False
    known = scope.signature.symbols
    return (
        isinstance(value, Tensor) and isinstance(value.body, Entry) and value.body.symbol in known
    )
