"""What a person uses by hand, in a notebook: losses, formulas, gradients, one equality.

Everything is read by the same reader and judged by the same engine as a document.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from derivcheck.check import Options
from derivcheck.check.conventions import DEFAULTS
from derivcheck.check.finding import StepFinding, Witness
from derivcheck.check.judge import Judge
from derivcheck.check.reading import Setting, part_entry, read_chain, setting_of
from derivcheck.check.steps import Row, judge_row
from derivcheck.document import plain_member
from derivcheck.document.model import Chain, Member, Relation
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.engine.chosen_world import Elements, chosen_world, components
from derivcheck.engine.outcome import Unsupported
from derivcheck.engine.statement import Statement, World
from derivcheck.problem import Problem, ProblemError, describe_problem
from derivcheck.source import Span
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.core import IndexVar
from derivcheck.term.tensor import Tensor, describe

if TYPE_CHECKING:
    import sympy

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

        from derivcheck.engine.sympy_form import SympyForm

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
        by = _parsed(variable, self.setting)
        tree = t.Derive(_NOWHERE, self.tree, by, 1, "partial")
        return _read(tree, self.setting, self.tensor.body.free)

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
        from derivcheck.engine.numpy_compare import numpy_function

        tensor = self.tensor
        return numpy_function(tensor.body, tensor.indices, self.setting.context)

    @property
    def _statement(self) -> Statement:
        body = self.tensor.body
        return Statement(self.tensor.indices, body, body, self.setting.context)

    def _world(self, sizes: Mapping[str, int], indices: Elements | None) -> World:
        from derivcheck.constructs.differentiate import NotDifferentiable

        try:
            return chosen_world(self._statement, sizes, indices)
        except NotDifferentiable as error:
            raise ValueError(f"this has no derivative: {error}") from error


def _shaped(entries: list[Any], tensor: Tensor, world: World, sp: "sympy") -> Any:
    if tensor.is_scalar:
        return entries[0]
    lengths = [1 if sort is None else world.sizes[sort] for sort in tensor.shape]
    if len(lengths) == 2:
        return sp.Matrix(lengths[0], lengths[1], entries)
    return sp.Array(entries, tuple(lengths))


@dataclass(frozen=True, repr=False)
class ProblemView:
    """A problem as a person uses it: its losses and formulas as objects.

    >>> import derivcheck
    >>> word2vec = derivcheck.load_problem("word2vec")
    >>> word2vec
    <problem word2vec: Understanding word2vec>
    >>> word2vec.defined
    ('sigma', 'hat y', 'naive-softmax', 'neg-sample', 'skip-gram')
    """

    problem: Problem

    def __repr__(self) -> str:
        return f"<problem {self.name}: {self.title}>"

    def __str__(self) -> str:
        return describe_problem(self.problem)

    @property
    def name(self) -> str:
        """The name that ``--problem`` takes."""
        return self.problem.name

    @property
    def title(self) -> str:
        """What the problem is about, in a few words."""
        return self.problem.title

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that the problem knows."""
        return tuple(entry.id for entry in self.problem.parts)

    @property
    def defined(self) -> tuple[str, ...]:
        """What the problem defines, by the names that `loss` and `numpy` take."""
        return tuple(dict.fromkeys(_short(entry.key) for entry in self._heads()))

    def loss(self, name: str, part: str | None = None) -> Expression:
        """Return a loss, or anything else that the problem defines, by name.

        The name is matched leniently: ``neg-sample`` is ``J_{\\text{neg-sample}}``.  With a
        part its definitions come first and its assumptions hold.  Raises ``ValueError`` for an
        unknown name or part, with the known ones.

        >>> import derivcheck
        >>> loss = derivcheck.load_problem("word2vec").loss("neg-sample")
        >>> loss.sympy({"Vocab": 5, "Dim": 1, "Sample": 1})
        -log(1/(1 + exp(-U_1_2*V_1_1))) - log(1/(exp(U_1_3*V_1_1) + 1))
        """
        setting = self._setting(part)
        wanted = _letters(self._unaliased(name))
        for entry in self._heads():
            if wanted in (_letters(entry.key), _letters(_short(entry.key))):
                return self._defined(entry, setting)
        known = ", ".join(self.defined) or "none"
        raise ValueError(f"{self.name} defines no “{name}”; it defines: {known}")

    def formula(self, latex: str, part: str | None = None) -> Expression:
        """Return what a formula means in this problem; raises ``ValueError`` if it means nothing.

        >>> import derivcheck
        >>> derivcheck.load_problem("word2vec").formula(r"U + v_c")
        Traceback (most recent call last):
        ValueError: ill-typed: the shapes do not fit: a d × |V| matrix plus a column of length d
        """
        setting = self._setting(part)
        return _read(_parsed(latex, setting), setting)

    def numpy(self, name: str, part: str | None = None) -> Callable[..., Any]:
        """Return a defined loss as a NumPy function of its symbols (`Expression.numpy`).

        >>> import derivcheck
        >>> sigma = derivcheck.load_problem("word2vec").numpy("sigma")
        >>> sigma(x=0)
        0.5
        """
        return self.loss(name, part).numpy()

    def _setting(self, part: str | None) -> Setting:
        return _setting(self.problem, part)

    def _heads(self) -> "tuple[_Head, ...]":
        from derivcheck.elaborate.signature import take_apart

        return tuple(
            _Head(take_apart(entry.head.tree).key, entry.head.tree)
            for entry in self.problem.definitions
        )

    def _unaliased(self, name: str) -> str:
        for written, meant in self.problem.aliases:
            if _letters(written.latex) == _letters(name):
                return meant.latex
        return name

    def _defined(self, entry: "_Head", setting: Setting) -> Expression:
        try:
            return _read(_parsed(entry.key, setting), setting)
        except ValueError:  # a function of a mere letter: it needs its argument
            return _read(entry.tree, setting)


@dataclass(frozen=True)
class _Head:
    """A definition's name and its left side as a whole."""

    key: str
    tree: t.Tree


@dataclass(frozen=True)
class Equality:
    """What was found of ``lhs = rhs``; true only if it was proved.

    ``verdict`` is one of those of a step.  A proof holds for ``all_sizes``, or else at the
    ``sizes`` that are listed.  ``witness`` is a point at which the sides differ, ``remarks`` say
    how something odd was read, and ``conditions`` what the verdict rests on.
    """

    verdict: str
    code: str | None
    message: str | None
    witness: Witness | None
    all_sizes: bool
    sizes: tuple[dict[str, int], ...]
    conditions: tuple[str, ...]
    remarks: tuple[str, ...]

    def __bool__(self) -> bool:
        return self.verdict == "proved"


def equal(
    lhs: str,
    rhs: str,
    problem: ProblemView | Problem | None = None,
    part: str | None = None,
    options: Options | None = None,
) -> Equality:
    """Return whether two formulas are equal, judged as a step of a derivation is.

    ``problem`` says what the symbols mean, ``part`` what may be assumed.  Raises
    ``ValueError`` for an unknown part; a formula that cannot be read is `unread`.

    >>> import derivcheck
    >>> wrong = derivcheck.equal(r"\\sigma(-x)", r"\\sigma(x) - 1", "word2vec")
    >>> wrong.verdict, bool(wrong), wrong.message
    ('refuted', False, 'the two sides are not equal')
    >>> derivcheck.equal("x", "x + U", "word2vec").code
    'shape-mismatch'
    """
    setting = _setting(_problem(problem), part)
    relation = Relation("=", "=", _NOWHERE, 0, 1)
    chain = Chain((_member(lhs), _member(rhs)), (relation,))
    left, right = read_chain(chain, setting.scope())
    judge = Judge(f"{lhs}\0{rhs}".encode(), options or Options())
    return _equality(judge_row(Row("1", relation, left, right, True), chain, setting, judge))


def _equality(finding: StepFinding) -> Equality:
    scope = finding.scope
    return Equality(
        finding.verdict.value,
        finding.code,
        finding.message,
        finding.witness,
        scope is not None and scope.all_sizes,
        tuple(dict(sizes) for sizes in scope.sizes) if scope else (),
        tuple(condition.text for condition in finding.conditions),
        tuple(remark.message for remark in finding.remarks),
    )


def _problem(given: ProblemView | Problem | None) -> Problem | None:
    return given.problem if isinstance(given, ProblemView) else given


def _setting(problem: Problem | None, part: str | None) -> Setting:
    """Return what formulas are read in; raises ``ValueError`` for an unknown part."""
    if part is not None and part_entry(problem, part) is None:
        known = ", ".join(entry.id for entry in problem.parts) if problem else "none"
        raise ValueError(f"there is no part “{part}”; known are: {known}")
    conventions = {**DEFAULTS, **dict(problem.conventions if problem else ())}
    try:
        return setting_of(problem, part or "", conventions)
    except ProblemError as error:
        raise ValueError(f"{error.path}: {error.message}") from error


def _member(source: str) -> Member:
    member = plain_member(source)
    if not member.tokens:
        raise ValueError("an empty formula")
    return member


def _parsed(source: str, setting: Setting) -> t.Tree:
    return parse(_member(source).tokens, setting.signature.words)


def _read(tree: t.Tree, setting: Setting, free: frozenset[IndexVar] = frozenset()) -> Expression:
    scope = setting.scope()
    scope.free.update((index.name, index) for index in free)
    scope.opens = True
    value = elaborate(tree, scope)
    if isinstance(value, Failure):
        raise ValueError(f"{value.verdict}: {value.message}")
    return Expression(latex(tree), tree, value, setting)


def _short(key: str) -> str:
    """Return the plain name of a defined thing: its label if it has one, ``neg-sample``."""
    _, found, label = key.partition("\\text{")
    text = label.partition("}")[0] if found else key
    return " ".join("".join(c if c.isalnum() or c in "-_" else " " for c in text).split())


def _letters(name: str) -> str:
    """Return what counts when names are compared: letters and digits."""
    bare = name.replace("\\text", "")
    return "".join(c for c in bare if c.isalnum()).casefold()
