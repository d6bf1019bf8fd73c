"""A formula as an object: SymPy at small sizes, NumPy, its gradient."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from derivcheck.check.reading.members import Setting
from derivcheck.constructs.differentiate import NotDifferentiable
from derivcheck.engine.outcome import Unsupported
from derivcheck.engine.statement import Statement, World
from derivcheck.engine.worlds.chosen import Elements, chosen_world, components
from derivcheck.objects.reading import parsed, value_of
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import IndexVar
from derivcheck.term.tensor import Tensor, describe

_NOWHERE = Span(0, 0)


@dataclass(frozen=True, repr=False)
class Expression:
    """A formula that was read: its LaTeX, its shape, and what can be done with it.

    >>> import derivcheck
    >>> word2vec = derivcheck.load_problem("word2vec")
    >>> word2vec.formula(r"U(\\hat y - y)").shape
    'column of length d'
    """

    latex: str
    tree: t.Tree = field(compare=False)
    tensor: Tensor
    setting: Setting = field(compare=False)

    def __repr__(self) -> str:
        return f"Expression({self.latex!r}, {self.shape})"

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$"

    @property
    def shape(self) -> str:
        """The shape in words, with symbolic sizes: ``scalar``, ``d × |V| matrix``."""
        return describe(self.tensor.shape)

    def sympy(self, sizes: Mapping[str, int], indices: Elements | None = None) -> Any:
        """Return the formula as a SymPy expression, spelled out at given sizes by sort name.

        A scalar is an ``Expr``, a vector or matrix a ``Matrix``, anything with more axes an
        ``Array``.  Components are real symbols counted from one: ``U_2_3`` is row 2, column 3.
        Derivatives are taken by SymPy's ``diff``.  ``indices`` says what free indices and maps
        are, counted from one; those left out differ from each other as far as they can and
        satisfy the part's assumptions (`elements` shows them).

        Raises ``ValueError`` for a missing size, an unknown name, assumptions that cannot be
        met, and for what cannot be spelled out.

        >>> import derivcheck
        >>> word2vec = derivcheck.load_problem("word2vec")
        >>> score = word2vec.formula(r"u_o^\\top v_c")
        >>> score.sympy({"Vocab": 3, "Dim": 2}, {"o": 1, "c": 3})
        U_1_1*V_1_3 + U_2_1*V_2_3
        >>> score.gradient("v_c").sympy({"Vocab": 3, "Dim": 2}, {"o": 1, "c": 3})
        Matrix([
        [U_1_1],
        [U_2_1]])
        """
        import sympy

        from derivcheck.engine.symbolic.form import SympyForm

        statement = self._statement
        world = self._world(sizes, indices)
        form = SympyForm(world, self.setting.context)
        try:
            entries = [
                form.expression(statement.sides[0], dict(zip(statement.axes, at, strict=True)))
                for at in components(statement, world)
            ]
        except Unsupported as error:
            raise ValueError(f"this cannot be spelled out in SymPy: {error}") from error
        return _shaped(entries, self.tensor, world, sympy)

    def elements(self, sizes: Mapping[str, int], indices: Elements | None = None) -> dict[str, Any]:
        """Return which elements, counted from one, `sympy` takes for free indices and maps.

        >>> import derivcheck
        >>> loss = derivcheck.load_problem("word2vec").loss("neg-sample")
        >>> loss.elements({"Vocab": 5, "Dim": 2, "Sample": 3}, {"o": 4})
        {'o': 4, 'c': 1, 'w_{k}': (2, 3, 5)}
        """
        world = self._world(sizes, indices)
        out: dict[str, Any] = {index.name: at + 1 for index, at in world.indices.items()}
        for name, values in world.maps.items():
            out[name] = tuple(values[at] + 1 for at in sorted(values))
        return out

    def gradient(self, variable: str) -> "Expression":
        """Return the derivative by a symbol or a part of one, given as LaTeX: ``v_c``, ``U``.

        The gradient of a scalar has the shape of the variable; a Jacobian is laid out as the
        problem's convention says.  Nothing is simplified, and SymPy differentiates: this is
        what a closed form is to be compared with.  Raises ``ValueError`` for what is no known
        symbol.

        >>> import derivcheck
        >>> word2vec = derivcheck.load_problem("word2vec")
        >>> word2vec.loss("naive-softmax").gradient("U").shape
        'd × |V| matrix'
        """
        by = parsed(variable, self.setting)
        tree = t.Derive(_NOWHERE, self.tree, by, 1, "partial")
        return read(tree, self.setting, self.tensor.body.free)

    def numpy(self) -> Callable[..., Any]:
        """Return the formula as a NumPy function of its symbols, given by keyword.

        As NumPy does it counts elements from 0: ``f(U=…, V=…, o=0, c=1, w_k=[2, 3, 4])``; its
        docstring lists the names.  It returns a float, or an array with one axis for each
        axis of the formula that is not of length one.

        >>> import derivcheck, numpy
        >>> word2vec = derivcheck.load_problem("word2vec")
        >>> score = word2vec.formula(r"u_o^\\top v_c").numpy()
        >>> score(U=numpy.eye(2, 3), V=numpy.ones((2, 3)), o=0, c=2)
        1.0
        """
        from derivcheck.engine.numeric.compare import numpy_function

        tensor = self.tensor
        return numpy_function(tensor.body, tensor.indices, self.setting.context)

    @property
    def _statement(self) -> Statement:
        body = self.tensor.body
        return Statement(self.tensor.indices, body, body, self.setting.context)

    def _world(self, sizes: Mapping[str, int], indices: Elements | None) -> World:
        try:
            return chosen_world(self._statement, sizes, indices)
        except NotDifferentiable as error:
            raise ValueError(f"this has no derivative: {error}") from error


def _shaped(entries: list[Any], tensor: Tensor, world: World, sp: Any) -> Any:
    if tensor.is_scalar:
        return entries[0]
    lengths = [1 if sort is None else world.sizes[sort] for sort in tensor.shape]
    if len(lengths) == 2:
        return sp.Matrix(lengths[0], lengths[1], entries)
    return sp.Array(entries, tuple(lengths))


def read(tree: t.Tree, setting: Setting, free: frozenset[IndexVar] = frozenset()) -> Expression:
    """Return a tree as an expression; raises ``ValueError`` if it means nothing."""
    return Expression(latex(tree), tree, value_of(tree, setting, free), setting)
