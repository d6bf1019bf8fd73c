"""Terms spelled out as ordinary SymPy expressions at small sizes: the readable reference.

Every index set is written out, every component is a real SymPy symbol, and derivatives are
taken by SymPy's own ``diff`` of the spelled-out body.  Nothing here uses
`derivcheck.constructs.differentiate`, so that the two can check each other.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from derivcheck.constructs import scalar
from derivcheck.engine.numeric.names import plain_name
from derivcheck.engine.outcome import Unsupported
from derivcheck.engine.statement import World
from derivcheck.term.context import Context
from derivcheck.term.core import (
    Abstraction,
    Add,
    All,
    Always,
    Any_,
    Call,
    Choice,
    Compare,
    Condition,
    Constant,
    Derivative,
    Entry,
    Index,
    IndexLiteral,
    IndexMap,
    IndexVar,
    Mul,
    Not,
    Number,
    Power,
    Prod,
    Same,
    Size,
    Sum,
    Term,
    Unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Env = dict[IndexVar, int]

# nodes spelled out for one comparison, those that SymPy differentiates counted at a quarter;
# the gradients of word2vec need a few hundred
MAX_NODES = 10_000
# nodes of an expression that is differentiated, shared ones counted each time
MAX_TREE = 10_000
# bits of a number that SymPy is allowed to work out
MAX_BITS = 4096


class SymbolTable:
    """SymPy symbols and functions by what they stand for; two never share a name."""

    def __init__(self, positive: frozenset[str]) -> None:
        self._positive = positive
        self._names: dict[str, object] = {}
        self._made: dict[object, Any] = {}

    def component(self, symbol: str, indices: tuple[int, ...]) -> Any:
        """Return the SymPy symbol of a component."""
        found = self._made.get((symbol, indices))
        return found if found is not None else self._component(symbol, indices)

    def function(self, name: str, indices: tuple[int, ...]) -> Any:
        """Return the SymPy function of an unknown function at given indices."""
        import sympy

        key = ("function", name, indices)
        if key not in self._made:
            self._made[key] = sympy.Function(self._name(key, name, indices), real=True)
        return self._made[key]

    def _component(self, symbol: str, indices: tuple[int, ...]) -> Any:
        import sympy

        name = self._name((symbol, indices), symbol, indices)
        domain = {"positive": True} if symbol in self._positive else {"real": True}
        made = sympy.Symbol(name, **domain)
        self._made[symbol, indices] = made
        return made

    def _name(self, key: object, symbol: str, indices: tuple[int, ...]) -> str:
        name = "_".join((plain_name(symbol), *(str(index + 1) for index in indices)))
        while self._names.setdefault(name, key) != key:
            name += "_"
        return name


class SympyForm:
    """The SymPy expressions of all terms in one world; keeps what it has built.

    Terms hold no defined names. Symbols are real, positive where ``context`` says so, and are
    named by their components counted from one: ``U[0, 2]`` is ``U_1_3``. Derivatives are taken
    before constraints (one-hot) are put in. Raises `Unsupported`.

    With ``impose`` false, constrained symbols stay symbols, as derivatives need them.
    """

    def __init__(
        self,
        world: World,
        context: Context,
        table: SymbolTable | None = None,
        impose: bool = True,
    ) -> None:
        import sympy

        self._sp = sympy
        # what SymPy makes of 1/0, log 0, the root of −1
        self.unreal = (sympy.I, sympy.nan, sympy.zoo, sympy.oo, -sympy.oo)
        self.world = world
        self._context = context
        self.table = table or SymbolTable(context.positive)
        self._impose = impose
        self._memo: dict[tuple[Term, tuple[int, ...]], Any] = {}
        self._sizes: dict[Any, int] = {}
        self.left = MAX_NODES
        self._inner = SympyForm(world, context, self.table, False) if impose else self

    def expression(self, term: Term, env: Env) -> Any:
        """Return a component as a SymPy expression; raises `Unsupported`."""
        try:
            return self._build(term, env)
        except RecursionError as error:
            raise Unsupported("nested too deeply for SymPy") from error

    def _build(self, term: Term, env: Env) -> Any:
        key = (term, tuple(self.element(index, env) for index in term.free_in_order))
        done = self._memo.get(key)
        if done is None:
            self._spend(1)
            done = self._make(term, env)
            self._memo[key] = done
        return done

    def restart(self) -> None:
        """Begin a new comparison with a full budget."""
        self.left = self._inner.left = MAX_NODES

    def is_hopeless(self, side: Term, axes: Sequence[IndexVar], components: int) -> bool:
        """Whether the derivatives of all components are known to be over the budget.

        Each component of ``∂L/∂W`` has one of its own, of the same ``L``.
        """
        if not isinstance(side, Derivative) or not side.free.issuperset(axes):
            return False
        if not side.body.free.isdisjoint(axes):
            return False
        try:
            size = self._inner._size(self._inner._build(side.body, {}))
        except (Unsupported, RecursionError, ArithmeticError, ValueError, TypeError):
            return False  # said where it is looked at
        return components * (size // 4) > self.left

    def _spend(self, work: int) -> None:
        self.left -= work
        if self.left < 0:
            raise Unsupported("over budget")

    def _make(self, term: Term, env: Env) -> Any:
        sp = self._sp
        match term:
            case Number():
                if max(abs(term.value.numerator), term.value.denominator).bit_length() > MAX_BITS:
                    raise Unsupported("a number with too many digits")
                return sp.Rational(term.value.numerator, term.value.denominator)
            case Entry():
                return self._entry(term, env)
            case Add():
                return sp.Add(*(self._build(arg, env) for arg in term.args))
            case Mul():
                return sp.Mul(*(self._build(arg, env) for arg in term.args))
            case Power():
                return self._power(self._build(term.base, env), self._build(term.exponent, env))
            case Call():
                (argument,) = term.args
                return self._call(term.function, self._build(argument, env))
            case Sum():
                return sp.Add(*self._over(term, env, sp.Integer(0)))
            case Prod():
                return sp.Mul(*self._over(term, env, sp.Integer(1)))
            case Choice():
                return self._choice(term, env)
            case Size():
                return sp.Integer(self.world.sizes[term.sort])
            case Constant(name="pi"):
                return sp.pi
            case Unknown():
                return self._unknown(term, env)
            case Derivative():
                return self._derivative(term, env)
            case _:
                raise Unsupported(f"no SymPy form of {type(term).__name__}")

    # --- components and derivatives

    def _entry(self, term: Entry, env: Env) -> Any:
        indices = tuple(self.element(index, env) for index in term.indices)
        hot = self._context.one_hot.get(term.symbol) if self._impose else None
        if hot is not None:
            return self._sp.Integer(int(indices == (self.element(hot, {}),)))
        return self.table.component(term.symbol, indices)

    def _derivative(self, term: Derivative, env: Env) -> Any:
        """Differentiate with respect to a free symbol, then put in what constrains it."""
        indices = tuple(self.element(index, env) for index in term.variable.indices)
        by = self.table.component(term.variable.symbol, indices)
        body = self._inner._build(term.body, env)
        size = self._inner._size(body)
        if size > MAX_TREE:
            raise Unsupported("too large to differentiate")
        self._spend(size // 4)
        result = body.diff(by)
        return result.xreplace(self._constraints(term)) if self._impose else result

    def _size(self, expression: Any) -> int:
        """Return how many nodes an expression has, shared ones counted each time."""
        found = self._sizes.get(expression)
        if found is None:
            found = 1 + sum(self._size(arg) for arg in expression.args)
            self._sizes[expression] = found
        return found

    def _constraints(self, term: Derivative) -> dict[Any, Any]:
        out = {}
        for symbol in term.body.symbols & self._context.one_hot.keys():
            hot = self._context.one_hot[symbol]
            for at in range(self.world.sizes[hot.sort]):
                value = int(at == self.element(hot, {}))
                out[self.table.component(symbol, (at,))] = self._sp.Integer(value)
        return out

    # --- functions

    def _power(self, base: Any, exponent: Any) -> Any:
        if exponent.is_Rational:
            size = abs(exponent.p)
            if base.is_Rational:
                bits = max(abs(base.p), base.q).bit_length()
                if size * bits > MAX_BITS and base not in (0, 1, -1):
                    raise Unsupported("a number with too many digits")
            elif size > MAX_BITS:
                raise Unsupported("too high a power")
        return self._sp.Pow(base, exponent)

    def _call(self, function: str, argument: Any) -> Any:
        # SymPy turns exp(n log 2) into the number 2^n.
        if argument.has(self._sp.log) and any(abs(n) > MAX_BITS for n in _integers(argument)):
            raise Unsupported("too high a power")
        return scalar(function).sympy(self._sp, argument)

    def _unknown(self, term: Unknown, env: Env) -> Any:
        """Return an unknown function of all components of its arguments."""
        elements: list[int] = []
        values: list[Any] = []
        starts: dict[int, int] = {}
        for position, arg in enumerate(term.args):
            if isinstance(arg, Abstraction):
                starts[position] = len(values)
                values.extend(self._build(arg.body, inner) for inner in self._axes(arg, env))
            else:
                elements.append(self.element(arg, env))
        function = self.table.function(term.function, tuple(elements))
        if not term.slots:
            return function(*values)
        slots = [starts[at] + self._flat(term.args[at], inner, env) for at, inner in term.slots]
        return partial(function, values, slots)

    def _axes(self, arg: Abstraction, env: Env) -> Iterator[Env]:
        ranges = [range(self.world.sizes[index.sort]) for index in arg.indices]
        for elements in product(*ranges):
            yield {**env, **dict(zip(arg.indices, elements, strict=True))}

    def _flat(self, arg: Index | Abstraction, indices: tuple[Index, ...], env: Env) -> int:
        assert isinstance(arg, Abstraction)
        at = 0
        for axis, index in zip(arg.indices, indices, strict=True):
            at = at * self.world.sizes[axis.sort] + self.element(index, env)
        return at

    # --- sums and cases

    def _over(self, term: Sum | Prod, env: Env, neutral: Any) -> Iterator[Any]:
        for element in range(self.world.sizes[term.index.sort]):
            inner = {**env, term.index: element}
            condition = self._condition(term.where, inner)
            if condition is True:
                yield self._build(term.body, inner)
            elif condition is not False:
                value = self._build(term.body, inner)
                yield self._sp.Piecewise((value, condition), (neutral, True))

    def _choice(self, term: Choice, env: Env) -> Any:
        pieces: list[tuple[Any, Any]] = []
        for condition, value in term.branches:
            holds = self._condition(condition, env)
            if holds is False:
                continue
            pieces.append((self._build(value, env), holds))
            if holds is True:
                break
        if not pieces:
            raise Unsupported("no case applies")
        if pieces[0][1] is True:
            return pieces[0][0]
        return self._sp.Piecewise(*pieces)

    def _condition(self, condition: Condition, env: Env) -> Any:
        """Return True or False where indices decide, else a SymPy relation."""
        match condition:
            case Always():
                return True
            case Same():
                return self.element(condition.left, env) == self.element(condition.right, env)
            case Compare():
                left, right = self._build(condition.left, env), self._build(condition.right, env)
                relation = {"=": self._sp.Eq, "<": self._sp.Lt, "≤": self._sp.Le}[condition.sign]
                return self._plain(relation(left, right))
            case Not():
                return self._plain(self._sp.Not(self._condition(condition.inner, env)))
            case All():
                parts = [self._condition(part, env) for part in condition.parts]
                return self._plain(self._sp.And(*parts))
            case Any_():
                parts = [self._condition(part, env) for part in condition.parts]
                return self._plain(self._sp.Or(*parts))
            case _:
                raise Unsupported(f"no SymPy form of {type(condition).__name__}")

    def _plain(self, condition: Any) -> Any:
        if condition is self._sp.true:
            return True
        return False if condition is self._sp.false else condition

    # --- indices

    def element(self, index: Index, env: Env) -> int:
        """Return the element, counted from 0, that an index denotes; raises `Unsupported`."""
        try:
            if isinstance(index, IndexVar):
                return env[index] if index in env else self.world.indices[index]
            if isinstance(index, IndexMap):
                args = tuple(self.element(arg, env) for arg in index.args)
                return self.world.maps[index.map][args]
        except KeyError as error:
            raise Unsupported(f"the index {index} has no value") from error
        assert isinstance(index, IndexLiteral)
        size = self.world.sizes[index.sort]
        if index.position > size:
            raise Unsupported(f"there is no element {index.position} of {size}")
        return size - 1 if index.position < 0 else index.position - 1


def partial(function: Any, values: list[Any], slots: list[int]) -> Any:
    """Return a partial derivative of a SymPy function, evaluated at given arguments."""
    import sympy

    dummies = [sympy.Dummy(f"xi_{at + 1}", real=True) for at in range(len(values))]
    derivative = sympy.Derivative(function(*dummies), *(dummies[slot] for slot in sorted(slots)))
    if all(value.is_Symbol for value in values) and len(set(values)) == len(values):
        return derivative.xreplace(dict(zip(dummies, values, strict=True)))
    return sympy.Subs(derivative, dummies, values)


def _integers(expression: Any) -> list[int]:
    import sympy

    return [int(part) for atom in expression.atoms(sympy.Rational) for part in (atom.p, atom.q)]
