"""Partial derivatives of terms at symbolic size, with fresh bound indices.

The rule for a component is ``∂X[j]/∂X[i] = 1 if i = j else 0``, with indices compared as
elements, so that a derivative by ``u_{w_k}`` touches every summand whose word is ``w_k``.
All other rules are the usual ones; each function's own derivative stands in its construct.
"""

from derivcheck.constructs import scalar
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    ONE,
    ZERO,
    Abstraction,
    Add,
    All,
    Call,
    Choice,
    Compare,
    Condition,
    Derivative,
    Entry,
    Index,
    IndexVar,
    Inverse,
    Mul,
    Node,
    Not,
    Number,
    Power,
    Prod,
    Same,
    Sum,
    Term,
    Unknown,
    add,
    all_of,
    indicator,
    mul,
    power,
)
from derivcheck.term.inverse import differential
from derivcheck.term.substitute import fresh, rewritten, substitute


class NotDifferentiable(Exception):
    """There is no rule for this term; the message says why."""


class TooLarge(NotDifferentiable):
    """A derivative that would take more work to write down than is allowed."""


# factors and summands written down for all derivatives of one side
MAX_WORK = 100_000


class _Work:
    """An allowance, spent before the work is done."""

    def __init__(self) -> None:
        self._left = MAX_WORK

    def spend(self, work: int) -> None:
        self._left -= work
        if self._left < 0:
            raise TooLarge("over budget (size): the derivative has too many terms")


def differentiate(body: Term, variable: Entry) -> Term:
    """Return ∂body/∂variable as a term without new `Derivative` nodes.

    ``body`` must hold no definitions and no derivatives (see `expand_derivatives`); where it
    is defined and differentiable the result is defined too.
    """
    return _Differentiation(variable, _Work()).of(body)


def expand_derivatives(term: Term) -> Term:
    """Carry out every `Derivative` node of a term, innermost first; raises `NotDifferentiable`."""

    work = _Work()

    def expanded(node: Node) -> Node:
        if not isinstance(node, Derivative):
            return node
        return _Differentiation(node.variable, work).of(node.body)

    return rewritten(term, expanded, Derivative)


class _Differentiation:
    def __init__(self, variable: Entry, work: _Work) -> None:
        self._variable = variable
        self._work = work
        self._memo: dict[Term, Term] = {}

    def of(self, term: Term) -> Term:
        if self._variable.symbol not in term.symbols:
            return ZERO
        done = self._memo.get(term)
        if done is None:
            done = self._of(term)
            self._memo[term] = done
        return done

    def _of(self, term: Term) -> Term:
        match term:
            case Entry():
                return self._entry(term)
            case Add():
                self._work.spend(len(term.args))
                return add(*(self.of(arg) for arg in term.args))
            case Mul():
                return self._product(term)
            case Power():
                return self._power(term)
            case Call():
                return self._call(term)
            case Sum():
                return self._sum(term)
            case Prod():
                return self._prod(term)
            case Choice():
                return self._choice(term)
            case Unknown():
                return self._unknown(term)
            case _:
                raise NotDifferentiable(f"no rule for {type(term).__name__}")

    def _entry(self, term: Entry) -> Term:
        if isinstance(term, Inverse):
            return self._inverse(term)
        pairs = zip(term.indices, self._variable.indices, strict=True)
        return indicator(all_of(*(Same(a, b) for a, b in pairs if a is not b)))

    def _inverse(self, term: Inverse) -> Term:
        """Return −N dM N; the matrix's own axes are renamed where the variable has the same."""
        row, column = term.matrix.indices
        taken = self._variable.free | term.free
        axes = [fresh(row, taken)]
        axes.append(fresh(column, taken | {axes[0]}))
        body = substitute(term.matrix.body, {row: axes[0], column: axes[1]})
        apart = Inverse(term.symbol, term.indices, Abstraction(tuple(axes), body))
        inner = self.of(body)
        if inner is ZERO:
            return ZERO
        summand, (a, b) = differential(apart, inner)
        return sift(a, ALWAYS, sift(b, ALWAYS, summand))

    def _product(self, term: Mul) -> Term:
        out = []
        for at, arg in enumerate(term.args):
            inner = self.of(arg)
            if inner is not ZERO:
                self._work.spend(len(term.args) + len(getattr(inner, "args", ())))
                out.append(mul(*term.args[:at], inner, *term.args[at + 1 :]))
        return add(*out)

    def _power(self, term: Power) -> Term:
        base, exponent = term.base, term.exponent
        out: list[Term] = []
        inner = self.of(base)
        if inner is not ZERO:
            if isinstance(exponent, Number):
                lowered = power(base, Number(exponent.value - 1))
            else:
                lowered = power(base, add(exponent, MINUS_ONE))
            out.append(mul(exponent, lowered, inner))
        inner = self.of(exponent)
        if inner is not ZERO:
            out.append(mul(term, Call("log", (base,)), inner))
        return add(*out)

    def _call(self, term: Call) -> Term:
        (argument,) = term.args
        inner = self.of(argument)
        return ZERO if inner is ZERO else mul(scalar(term.function).derivative(argument), inner)

    def _apart(self, term: Sum | Prod) -> Sum | Prod:
        """Rename the bound index where the variable of differentiation uses the same one, and
        put a range that depends on values into the body."""
        if any(isinstance(node, Compare) for node in term.where.walk()):
            neutral = ZERO if isinstance(term, Sum) else ONE
            body = Choice(((term.where, term.body), (ALWAYS, neutral)))
            term = type(term)(term.index, ALWAYS, body)
        if term.index not in self._variable.free:
            return term
        new = fresh(term.index, self._variable.free | term.body.free | term.where.free)
        swap: dict[IndexVar, Index] = {term.index: new}
        return type(term)(new, substitute(term.where, swap), substitute(term.body, swap))

    def _sum(self, term: Sum) -> Term:
        term_ = self._apart(term)
        inner = self.of(term_.body)
        return ZERO if inner is ZERO else sift(term_.index, term_.where, inner)

    def _prod(self, term: Prod) -> Term:
        term_ = self._apart(term)
        inner = self.of(term_.body)
        if inner is ZERO:
            return ZERO
        # Σ_i d f_i · Π_{j ≠ i} f_j: right also where some factor is zero.
        other = fresh(term_.index, term_.body.free | term_.where.free | inner.free)
        swap: dict[IndexVar, Index] = {term_.index: other}
        rest = Prod(
            other,
            substitute(term_.where, swap),
            Choice(((Same(other, term_.index), ONE), (ALWAYS, substitute(term_.body, swap)))),
        )
        return sift(term_.index, term_.where, mul(inner, rest))

    def _choice(self, term: Choice) -> Term:
        apart = self._off_borders(*(condition for condition, _ in term.branches))
        branches = tuple(
            (all_of(condition, apart), self.of(value)) for condition, value in term.branches
        )
        if apart is ALWAYS and all(value is ZERO for _, value in branches):
            return ZERO
        return Choice(branches)

    def _off_borders(self, *conditions: Condition) -> Condition:
        """Return that no comparison which depends on the variable is a tie.

        On the border of a condition on reals a derivative does not exist, whatever the
        branches are: no branch of it applies there.
        """
        ties = dict.fromkeys(
            Compare("=", node.left, node.right)
            for condition in conditions
            for node in condition.walk()
            if isinstance(node, Compare) and self._variable.symbol in node.symbols
        )
        return all_of(*(Not(tie) for tie in ties))

    def _unknown(self, term: Unknown) -> Term:
        out: list[Term] = []
        for slot, arg in enumerate(term.args):
            if not isinstance(arg, Abstraction) or self._variable.symbol not in arg.symbols:
                continue
            axes: list[IndexVar] = []
            for index in arg.indices:
                taken = self._variable.free | arg.free | term.free | frozenset(axes)
                axes.append(fresh(index, taken))
            swap: dict[IndexVar, Index] = dict(zip(arg.indices, axes, strict=True))
            inner = self.of(substitute(arg.body, swap))
            if inner is ZERO:
                continue
            partial = Unknown(term.function, term.args, (*term.slots, (slot, tuple(axes))))
            summand = mul(partial, inner)
            for index in reversed(axes):
                summand = sift(index, ALWAYS, summand)
            out.append(summand)
        return add(*out)


def sift(index: IndexVar, where: Condition, body: Term) -> Term:
    """Return ``Σ_index body``, with summands that vanish but for one index put at that index.

    ``Σ_w [w = o]·f(w) = f(o)``; the summands left out are zero times something defined.
    """
    if isinstance(body, Add):
        return add(*(sift(index, where, arg) for arg in body.args))
    factors = body.args if isinstance(body, Mul) else (body,)
    for at, factor in enumerate(factors):
        found = _sifted(factor, index)
        if found is not None:
            element, rest = found
            others = (*factors[:at], indicator(rest), *factors[at + 1 :])
            kept = mul(*others) if where is ALWAYS else mul(indicator(where), *others)
            return substitute(kept, {index: element})
    return Sum(index, where, body)


def _sifted(factor: Term, index: IndexVar) -> tuple[Index, Condition] | None:
    """Return the element that an indicator ties an index to, and its other conditions."""
    if not isinstance(factor, Choice) or len(factor.branches) != 2:
        return None
    (condition, one), (otherwise, zero) = factor.branches
    if one is not ONE or zero is not ZERO or otherwise is not ALWAYS:
        return None
    parts = condition.parts if isinstance(condition, All) else (condition,)
    for at, part in enumerate(parts):
        if isinstance(part, Same):
            for tied, other in ((part.left, part.right), (part.right, part.left)):
                if tied is index and index not in other.free:
                    return other, all_of(*parts[:at], *parts[at + 1 :])
    return None
