"""A canonical form of SymPy expressions: Laurent polynomials in generators with known relations.

Generators are real symbols, one exponential for each monomial of an exponent (so that
e^{a+b} = e^a e^b), the inverse of each denominator, logarithms, roots, sines, and values of
unknown functions.  Relations (q·d = 1, r² = a, cos² = 1 − sin²) are used as rewriting rules.
Whatever is rewritten to zero *is* zero; the converse is claimed only where the generators that
are left are algebraically independent.
"""

from fractions import Fraction
from typing import Any

from derivcheck.engine.outcome import Unsupported
from derivcheck.engine.symbolic.laurent import (
    Monomial,
    Poly,
    Rational,
    accumulate,
    constant,
    content,
    generator,
    generators,
    invert,
    join,
    leading,
    minus,
    over,
)
from derivcheck.engine.symbolic.relations import Generator, Relations, frozen

# canonical forms that are kept between steps
MAX_KEPT = 100_000


class Canonical(Relations):
    """The canonical forms of all expressions of a document; keeps generators and results."""

    def __init__(self) -> None:
        import sympy

        super().__init__()
        self._sp = sympy
        # expressions that are defined only on a part of the reals
        self.partial: set[Any] = set()
        self._values: dict[int, Poly] = {}  # of logarithms: the argument
        self._memo: dict[Any, Poly] = {}

    def of(self, expression: Any) -> Poly:
        """Return the canonical form of an expression; raises `Unsupported`."""
        found = self._memo.get(expression)
        if found is None:
            found = self._of(expression)
            if len(self._memo) > MAX_KEPT:
                self._memo.clear()
            self._memo[expression] = found
        return found

    def _of(self, expression: Any) -> Poly:
        if expression.is_Rational:
            return constant(_rational(expression))
        if expression.is_Symbol:
            positive = bool(expression.is_positive)
            return generator(self.number(expression, Generator("symbol", positive, True)))
        if expression.is_Add:
            return self._sum(expression.args)
        if expression.is_Mul:
            return self.product([self.of(arg) for arg in expression.args])
        if expression.is_Pow:
            return self._power_of(expression)
        return self._function(expression)

    def _sum(self, args: Any) -> Poly:
        out: Poly = {}
        for arg in args:
            part = self.of(arg)
            self.budget.spend(len(part))
            accumulate(out, part)
        return out

    def _power_of(self, expression: Any) -> Poly:
        base, exponent = expression.args
        if exponent.is_Rational:
            power = self.power(self.of(base), _rational(exponent))
            if not exponent.is_Integer and not self.is_positive(self.of(base)):
                self.partial.add(expression)
            return power
        logarithm = self._log(self.of(base), expression)
        return self._exp(self.product([self.of(exponent), logarithm]))

    def _function(self, expression: Any) -> Poly:
        sp = self._sp
        if expression is sp.S.Exp1:
            return self._exp(constant(1))
        if expression is sp.S.Pi:
            return generator(self._constant("pi"))
        if isinstance(expression, sp.exp):
            return self._exp(self.of(expression.args[0]))
        if isinstance(expression, sp.log):
            return self._log(self.of(expression.args[0]), expression)
        if isinstance(expression, (sp.sin, sp.cos)):
            return self._wave(expression)
        if expression.has(sp.I, sp.nan, sp.zoo, sp.oo, -sp.oo):
            raise Unsupported("no real value")
        jet = _jet(expression)
        if jet is not None:
            return self._jet(*jet)
        self.partial.add(expression)
        return generator(self.number(expression, Generator("opaque")))

    # --- generators

    def _constant(self, name: str) -> int:
        """Return e or π: each is transcendental, how the two are related is not known."""
        number = len(self.table)
        return self.number(name, Generator("constant", True, True, frozenset((number,))))

    def _jet(self, name: str, args: list[Any], slots: tuple[int, ...]) -> Poly:
        """Return a value or partial derivative of an unknown function.

        At different points such values can be chosen freely, so they are independent where
        the points are certainly different.
        """
        values = [self.of(arg) for arg in args]
        key = ("unknown", name, tuple(map(frozen, values)), slots)
        certain = all(self._is_plain(value) for value in values)
        return generator(self.number(key, Generator("unknown", independent=certain)))

    def _is_plain(self, poly: Poly) -> bool:
        return all(self.table[number].kind == "symbol" for number in generators(poly))

    def _exp(self, exponent: Poly) -> Poly:
        out = constant(1)
        for monomial, coefficient in exponent.items():
            out = self.product([out, self._exp_term(monomial, coefficient)])
        return out

    def _exp_term(self, monomial: Monomial, coefficient: Rational) -> Poly:
        if not monomial:
            return generator(self._constant("e"), coefficient)
        if len(monomial) == 1 and monomial[0][0] in self._values and monomial[0][1] == 1:
            return self.power(self._values[monomial[0][0]], coefficient)
        free = all(self.table[number].kind == "symbol" for number, _ in monomial)
        made = Generator("exp", positive=True, independent=free)
        return generator(self.number(("exp", monomial), made), coefficient)

    def _wave(self, expression: Any) -> Poly:
        key = frozen(self.of(expression.args[0]))
        sine = self.number(("sin", key), Generator("function"))
        if isinstance(expression, self._sp.sin):
            return generator(sine)
        square = minus(constant(1), generator(sine, 2))
        return generator(self.number(("cos", key), Generator("function", modulus=(2, square))))

    # --- logarithms

    def _log(self, value: Poly, expression: Any) -> Poly:
        """Return log value, with all factors that are proved positive split off."""
        if not value:
            raise Unsupported("the logarithm of zero")
        top, bottom = self.cleared(value)
        common = content(top)
        core = {join(m, invert(common)): c for m, c in top.items()}
        lead = core[leading(core)]
        core = over(core, lead)
        out = self._log_number(abs(Fraction(lead)))
        rest = constant(1 if lead > 0 else -1)
        for number, exponent in join(common, bottom):
            part = self._log_generator(number, exponent)
            if part is None:
                rest = self.product([rest, generator(number, exponent)])
            else:
                accumulate(out, part)
        if self.is_positive(core):
            accumulate(out, self._log_atom(core))
        else:
            rest = self.product([rest, core])
        if rest != constant(1):
            self.partial.add(expression)
            accumulate(out, self._log_atom(rest))
        return out

    def _log_generator(self, number: int, exponent: Rational) -> Poly | None:
        made = self.table[number]
        if not made.positive:
            return None
        if made.inverse is not None:
            part = self._log_atom(made.inverse)
            return {m: -exponent * c for m, c in part.items()}
        key = self.keys[number]
        if made.kind == "exp":
            return {key[1]: exponent}
        if key == "e":
            return constant(exponent)
        part = self._log_atom(generator(number))
        return {m: exponent * c for m, c in part.items()}

    def _log_number(self, value: Fraction) -> Poly:
        """Return log of a positive rational by prime factors, those that are easily found."""
        out: Poly = {}
        for part, sign in ((value.numerator, 1), (value.denominator, -1)):
            for prime, exponent in self._sp.factorint(part, limit=1000).items():
                accumulate(out, self._log_atom(constant(int(prime))), sign * int(exponent))
        return out

    def _log_atom(self, value: Poly) -> Poly:
        if value == constant(1):
            return {}
        number = self.number(("log", frozen(value)), Generator("log"))
        self._values[number] = value
        return generator(number)


def _jet(expression: Any) -> tuple[str, list[Any], tuple[int, ...]] | None:
    """Return name, arguments and positions of a partial derivative of an unknown function."""
    import sympy

    point: dict[Any, Any] = {}
    if isinstance(expression, sympy.Subs):
        point = dict(zip(expression.variables, expression.point, strict=True))
        expression = expression.expr
    slots: list[int] = []
    if isinstance(expression, sympy.Derivative):
        variables, expression = expression.variables, expression.expr
        args = list(getattr(expression, "args", ()))
        # such a variable stands for its own slot only, and only if it occurs there alone
        for variable in variables:
            if sum(arg.has(variable) for arg in args) != 1 or variable not in args:
                return None
            slots.append(args.index(variable))
    if not isinstance(expression, sympy.core.function.AppliedUndef):
        return None
    args = [arg.xreplace(point) for arg in expression.args]
    return expression.func.__name__, args, tuple(sorted(slots))


def _rational(number: Any) -> Rational:
    return int(number.p) if number.q == 1 else Fraction(int(number.p), int(number.q))
