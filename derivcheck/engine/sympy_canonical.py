"""A canonical form of SymPy expressions: Laurent polynomials in generators with known relations.

Generators are real symbols, one exponential for each monomial of an exponent (so that
e^{a+b} = e^a e^b), the inverse of each denominator, logarithms, roots, sines, and values of
unknown functions.  Relations (q·d = 1, r² = a, cos² = 1 − sin²) are used as rewriting rules.
Whatever is rewritten to zero *is* zero; the converse is claimed only where the generators that
are left are algebraically independent.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from derivcheck.engine.laurent import (
    MAX_POWER,
    Budget,
    Monomial,
    Poly,
    Rational,
    accumulate,
    constant,
    content,
    divides,
    generator,
    generators,
    invert,
    join,
    leading,
    minus,
    shifted,
    times,
)
from derivcheck.engine.outcome import Unsupported

# canonical forms that are kept between steps
MAX_KEPT = 100_000


@dataclass(frozen=True)
class Generator:
    """What a generator stands for.

    ``independent``: nothing but ``constants`` is known to relate it to the other independent
    ones.  ``modulus`` (n, a): its n-th power is a.  ``inverse`` d: it is 1/d.
    """

    kind: str  # symbol, constant, exp, log, inverse, root, function, unknown, opaque
    positive: bool = False
    independent: bool = False
    constants: frozenset[int] = frozenset()
    modulus: tuple[int, Poly] | None = None
    inverse: Poly | None = None


class Canonical:
    """The canonical forms of all expressions of a document; keeps generators and results."""

    def __init__(self) -> None:
        import sympy

        self._sp = sympy
        self.table: list[Generator] = []
        self.budget = Budget(0)
        # expressions that are defined only on a part of the reals
        self.partial: set[Any] = set()
        self._numbers: dict[Any, int] = {}
        self._keys: list[Any] = []
        self._values: dict[int, Poly] = {}  # of logarithms: the argument
        self._rules: set[int] = set()
        self._leads: dict[int, tuple[Monomial, Poly]] = {}
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
            return generator(self._number(expression, Generator("symbol", positive, True)))
        if expression.is_Add:
            return self._sum(expression.args)
        if expression.is_Mul:
            return self._product([self.of(arg) for arg in expression.args])
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

    def _product(self, factors: list[Poly]) -> Poly:
        out = constant(1)
        for factor in sorted(factors, key=len):
            out = self.reduced(times(out, factor, self.budget))
        return out

    def _power_of(self, expression: Any) -> Poly:
        base, exponent = expression.args
        if exponent.is_Rational:
            power = self.power(self.of(base), _rational(exponent))
            if not exponent.is_Integer and not self._is_positive(self.of(base)):
                self.partial.add(expression)
            return power
        logarithm = self._log(self.of(base), expression)
        return self._exp(self._product([self.of(exponent), logarithm]))

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
        return generator(self._number(expression, Generator("opaque")))

    # --- generators

    def _number(self, key: Any, made: Generator) -> int:
        found = self._numbers.get(key)
        if found is None:
            found = len(self.table)
            self._numbers[key] = found
            self._keys.append(key)
            self.table.append(made)
            if made.modulus or made.inverse:
                self._rules.add(found)
            if made.inverse:
                lead = leading(made.inverse)
                self._leads[found] = lead, {m: c for m, c in made.inverse.items() if m != lead}
        return found

    def _constant(self, name: str) -> int:
        """Return e or π: each is transcendental, how the two are related is not known."""
        number = len(self.table)
        return self._number(name, Generator("constant", True, True, frozenset((number,))))

    def independent(self, poly: Poly) -> frozenset[int] | None:
        """Return the constants in a polynomial of independent generators, else None."""
        out: frozenset[int] = frozenset()
        for number in generators(poly):
            made = self.table[number]
            below = self.independent(made.inverse) if made.inverse else made.constants
            if below is None or not (made.independent or made.inverse):
                return None
            out |= below
        return out

    def _jet(self, name: str, args: list[Any], slots: tuple[int, ...]) -> Poly:
        """Return a value or partial derivative of an unknown function.

        At different points such values can be chosen freely, so they are independent where
        the points are certainly different.
        """
        values = [self.of(arg) for arg in args]
        key = ("unknown", name, tuple(map(_frozen, values)), slots)
        certain = all(self._is_plain(value) for value in values)
        return generator(self._number(key, Generator("unknown", independent=certain)))

    def _is_plain(self, poly: Poly) -> bool:
        return all(self.table[number].kind == "symbol" for number in generators(poly))

    def _exp(self, exponent: Poly) -> Poly:
        out = constant(1)
        for monomial, coefficient in exponent.items():
            out = self._product([out, self._exp_term(monomial, coefficient)])
        return out

    def _exp_term(self, monomial: Monomial, coefficient: Rational) -> Poly:
        if not monomial:
            return generator(self._constant("e"), coefficient)
        if len(monomial) == 1 and monomial[0][0] in self._values and monomial[0][1] == 1:
            return self.power(self._values[monomial[0][0]], coefficient)
        free = all(self.table[number].kind == "symbol" for number, _ in monomial)
        made = Generator("exp", positive=True, independent=free)
        return generator(self._number(("exp", monomial), made), coefficient)

    def _wave(self, expression: Any) -> Poly:
        key = _frozen(self.of(expression.args[0]))
        sine = self._number(("sin", key), Generator("function"))
        if isinstance(expression, self._sp.sin):
            return generator(sine)
        square = minus(constant(1), generator(sine, 2))
        return generator(self._number(("cos", key), Generator("function", modulus=(2, square))))

    # --- powers

    def power(self, base: Poly, exponent: Rational) -> Poly:
        """Return a rational power; raises `Unsupported` for 1/0 and for huge powers."""
        fraction = Fraction(exponent)
        if fraction.denominator != 1:
            return self._root(base, fraction)
        if fraction < 0:
            return self.power(self.inverse(base), -fraction)
        if len(base) == 1:
            ((monomial, coefficient),) = base.items()
            if abs(fraction) > MAX_POWER and abs(coefficient) != 1:
                raise Unsupported("too high a power")
            n = int(fraction)
            return self.reduced({tuple((g, e * n) for g, e in monomial): coefficient**n})
        if fraction > MAX_POWER:
            raise Unsupported("too high a power")
        return self._product([base] * int(fraction))

    def inverse(self, poly: Poly) -> Poly:
        """Return 1/poly; raises `Unsupported` where that is 1/0."""
        if not poly:
            raise Unsupported("division by zero")
        top, bottom = self.cleared(poly)
        common = content(top)
        core = {join(m, invert(common)): c for m, c in top.items()}
        lead = Fraction(core[leading(core)])
        factors = [self._inverse_monomial(join(common, bottom)), constant(1 / lead)]
        if len(core) > 1:
            monic = {m: c / lead for m, c in core.items()}
            factors.append(generator(self._inverse_of(monic)))
        return self._product(factors)

    def _inverse_of(self, core: Poly) -> int:
        made = Generator("inverse", self._is_positive(core), inverse=core)
        return self._number(("inverse", _frozen(core)), made)

    def _inverse_monomial(self, monomial: Monomial) -> Poly:
        out = constant(1)
        for number, exponent in monomial:
            made = self.table[number]
            if made.inverse is not None and exponent > 0:
                part = self.power(made.inverse, exponent)
            elif made.modulus is not None and exponent > 0:
                n, value = made.modulus
                inverse = self._product([generator(number, n - 1), self.inverse(value)])
                part = self.power(inverse, exponent)
            else:
                part = generator(number, -exponent)
            out = self._product([out, part])
        return out

    def _root(self, base: Poly, exponent: Fraction) -> Poly:
        """Return base^(a/n): positive monomials take it, for the rest r with r^n = rest is new."""
        if not base:
            return {}
        top, bottom = self.cleared(base)
        plain = self._plain_part(content(top))
        core = shifted(top, invert(plain), 1, self.budget)
        size = abs(Fraction(core[leading(core)]))
        inner = self._product([{m: c / size for m, c in core.items()}, {bottom: 1}])
        factors: list[Poly] = [{tuple((number, e * exponent) for number, e in plain): 1}]
        for part in (constant(size), inner):
            if part != constant(1):
                factors.append(self.power(self._new_root(part, exponent), exponent.numerator))
        return self._product(factors)

    def _new_root(self, value: Poly, exponent: Fraction) -> Poly:
        n = exponent.denominator
        if not value.keys() - {()}:
            exact = _exact_root(Fraction(value[()]), n)
            if exact is not None:
                return constant(exact)
        key = ("root", n, _frozen(value))
        return generator(self._number(key, Generator("root", modulus=(n, value))))

    def _plain_part(self, monomial: Monomial) -> Monomial:
        """Return the part of a monomial in positive generators without rules."""
        return tuple(
            (number, exponent)
            for number, exponent in monomial
            if self.table[number].positive and number not in self._rules
        )

    # --- logarithms

    def _log(self, value: Poly, expression: Any) -> Poly:
        """Return log value, with all factors that are proved positive split off."""
        if not value:
            raise Unsupported("the logarithm of zero")
        top, bottom = self.cleared(value)
        common = content(top)
        core = {join(m, invert(common)): c for m, c in top.items()}
        lead = core[leading(core)]
        core = {m: c / Fraction(lead) for m, c in core.items()}
        out = self._log_number(abs(Fraction(lead)))
        rest = constant(1 if lead > 0 else -1)
        for number, exponent in join(common, bottom):
            part = self._log_generator(number, exponent)
            if part is None:
                rest = self._product([rest, generator(number, exponent)])
            else:
                accumulate(out, part)
        if self._is_positive(core):
            accumulate(out, self._log_atom(core))
        else:
            rest = self._product([rest, core])
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
        key = self._keys[number]
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
        number = self._number(("log", _frozen(value)), Generator("log"))
        self._values[number] = value
        return generator(number)

    def _is_positive(self, poly: Poly) -> bool:
        """Whether a polynomial is certainly positive: no term is negative, one is positive."""
        if any(coefficient < 0 for coefficient in poly.values()):
            return False
        signs = [
            [self.table[g].positive or (None if e % 2 else False) for g, e in monomial]
            for monomial in poly
        ]
        return all(None not in sign for sign in signs) and any(all(sign) for sign in signs)

    # --- relations

    def reduced(self, poly: Poly) -> Poly:
        """Return the polynomial with all rules applied as far as they go."""
        rules = self._rules
        if not rules or not any(n in rules for monomial in poly for n, _ in monomial):
            return poly
        todo, out = dict(poly), dict[Monomial, Rational]()
        while todo:
            monomial, coefficient = todo.popitem()
            rewritten = self._rewrite(monomial)
            if rewritten is None:
                accumulate(out, {monomial: coefficient})
            else:
                self.budget.spend(len(rewritten))
                accumulate(todo, rewritten, coefficient)
        return out

    def _rewrite(self, monomial: Monomial) -> Poly | None:
        for number, exponent in monomial:
            if number not in self._rules:
                continue
            made = self.table[number]
            if made.modulus is not None and exponent >= made.modulus[0]:
                n, value = made.modulus
                return shifted(value, join(monomial, ((number, -n),)), 1, self.budget)
            if made.inverse is not None:
                lead, tail = self._leads[number]
                if divides(lead, monomial):
                    # q·(lead + tail) = 1
                    without = join(monomial, invert(lead))
                    out: Poly = {join(without, ((number, -1),)): 1}
                    accumulate(out, shifted(tail, without, 1, self.budget), -1)
                    return out
        return None

    def cleared(self, poly: Poly) -> tuple[Poly, Monomial]:
        """Return a numerator without inverses, and the monomial of inverses that it lacks."""
        bottom: dict[int, Rational] = {}
        while True:
            highest = {
                number: exponent
                for monomial in poly
                for number, exponent in monomial
                if self.table[number].inverse is not None
            }
            if not highest:
                return poly, tuple(sorted(bottom.items()))
            number = min(highest)
            most = max(dict(monomial).get(number, 0) for monomial in poly)
            bottom[number] = bottom.get(number, 0) + most
            poly = self._without(poly, number, most)

    def _without(self, poly: Poly, number: int, most: Rational) -> Poly:
        """Return poly·d^most, where d is the inverse of a generator, without that generator."""
        by_power: dict[Rational, Poly] = {}
        for monomial, coefficient in poly.items():
            power = dict(monomial).get(number, 0)
            rest = tuple(pair for pair in monomial if pair[0] != number)
            by_power.setdefault(power, {})[rest] = coefficient
        denominator = self.table[number].inverse
        assert denominator is not None
        out: Poly = {}
        for power, part in by_power.items():
            for _ in range(int(most - power)):
                part = self.reduced(times(part, denominator, self.budget))
            accumulate(out, part)
        return out


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


def _frozen(poly: Poly) -> frozenset[tuple[Monomial, Rational]]:
    return frozenset(poly.items())


def _exact_root(value: Fraction, n: int) -> Fraction | None:
    """Return the exact n-th root of a positive rational, if it is rational."""
    from sympy import integer_nthroot

    if value <= 0:
        return None
    top, exact = integer_nthroot(value.numerator, n)
    bottom, also = integer_nthroot(value.denominator, n)
    return Fraction(int(top), int(bottom)) if exact and also else None
