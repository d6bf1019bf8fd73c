"""Names that stand for a value: a plain one, and vectors and matrices by their entries."""

from collections.abc import Iterable

from msgspec.structs import replace

from derivcheck.check.reading.own_names import Names
from derivcheck.elaborate.names import vector_shape
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import Definition, unfold
from derivcheck.term.core import Entry, Index, IndexVar
from derivcheck.term.substitute import substitute
from derivcheck.term.tensor import Tensor


def occurs(key: str, body: t.Tree) -> bool:
    """Whether a name stands in a formula."""
    return any(latex(node) == key for node in body.walk())


def plain(key: str, name: str, value: Tensor, scope: Scope) -> Names | None:
    """Return the name of a value; None if it would rest on itself."""
    if value.numeral or _runs_in_a_circle(name, value, scope):
        return Names(values={key: value}) if value.numeral else None
    if value.listed == "(":
        # v = (a_1, …, a_n) is a vector like others
        value = replace(value, shape=vector_shape(value.indices[0], scope), listed="")
    entry = Entry(name, value.indices)
    definition = Definition(value.indices, value.body)
    return Names({key: replace(value, body=entry)}, {name: definition})


def family(
    key: str, name: str, letters: tuple[str, ...], value: Tensor, scope: Scope
) -> Names | None:
    """Return the vector or matrix whose entries are defined: ``z_w = u_w^\\top v``."""
    if not value.is_scalar or not set(letters) <= scope.free.keys() or len(letters) > 2:
        return None
    if _runs_in_a_circle(name, value, scope):
        return None
    indices = [scope.free[letter] for letter in letters]
    axes = tuple(IndexVar(f"·{i.sort.name}" + "'" * at, i.sort) for at, i in enumerate(indices))
    places: dict[IndexVar, Index] = dict(zip(indices, axes, strict=True))
    body = substitute(value.body, places)
    if unbound(body.free - set(axes), scope):
        return None  # a letter that only the right side has is bound nowhere
    shape = vector_shape(axes[0], scope) if len(axes) == 1 else tuple(axis.sort for axis in axes)
    tensor = Tensor(shape, axes, Entry(name, axes))
    return Names({key: tensor}, {name: Definition(axes, body)})


def unbound(indices: Iterable[IndexVar], scope: Scope) -> bool:
    """Whether an index is none of the problem's elements."""
    return any(i.name not in scope.signature.symbols.keys() - scope.taken for i in indices)


def _runs_in_a_circle(name: str, value: Tensor, scope: Scope) -> bool:
    return name in unfold(value.body, scope.context).symbols
