"""Terms as products, sums among their factors factored over the rationals."""

from collections.abc import Mapping
from fractions import Fraction

from derivcheck.engine.cases.tidy import Monomial, Polynomial, factors, polynomial, term_of
from derivcheck.term.core import Add, Term

# polynomials beyond this are not factored
MAX_TERMS = 40
MAX_GENERATORS = 6
MAX_DEGREE = 12


def factored(term: Term) -> tuple[Fraction, Monomial]:
    """Return a term as a rational times powers of bases, as far as these are found."""
    coefficient, monomial = factors(term)
    exponents: dict[Term, int] = {}
    for base, n in monomial:
        scale, parts = _of_base(base)
        coefficient *= scale**n
        for part, m in parts:
            exponents[part] = exponents.get(part, 0) + n * m
    return coefficient, tuple((base, n) for base, n in exponents.items() if n)


def _of_base(base: Term) -> tuple[Fraction, Monomial]:
    whole: tuple[Fraction, Monomial] = (Fraction(1), ((base, 1),))
    if not isinstance(base, Add):
        return whole
    poly = polynomial(base)
    if poly is None or not 1 <= len(poly) <= MAX_TERMS:
        return whole
    nodes = list(dict.fromkeys(node for monomial in poly for node, _ in monomial))
    if len(nodes) > MAX_GENERATORS:
        return whole
    least = {node: min(dict(m).get(node, 0) for m in poly) for node in nodes}
    if sum(_spread(node, poly) for node in nodes) > MAX_DEGREE:
        return whole
    scale, parts = _by_flint(poly, nodes, least)
    common = tuple((node, n) for node, n in least.items() if n)
    if not common and len(parts) == 1 and parts[0][1] == 1:
        return whole
    return scale, (*common, *parts)


def _spread(node: Term, poly: Polynomial) -> int:
    exponents = [dict(monomial).get(node, 0) for monomial in poly]
    return max(exponents) - min(exponents)


def _by_flint(
    poly: Polynomial, nodes: list[Term], least: Mapping[Term, int]
) -> tuple[Fraction, Monomial]:
    from flint import Ordering, fmpq, fmpq_mpoly_ctx

    ring = fmpq_mpoly_ctx.get([f"g{at}" for at in range(len(nodes))], Ordering.lex)
    content = {
        tuple(dict(monomial).get(node, 0) - least[node] for node in nodes): fmpq(
            value.numerator, value.denominator
        )
        for monomial, value in poly.items()
    }
    scale, parts = ring.from_dict(content).factor()
    out = tuple((term_of(_read(part.to_dict(), nodes)), int(n)) for part, n in parts)
    return Fraction(int(scale.p), int(scale.q)), out


def _read(content: Mapping[tuple[int, ...], object], nodes: list[Term]) -> Polynomial:
    out: Polynomial = {}
    for exponents, value in content.items():
        monomial = tuple((node, int(n)) for node, n in zip(nodes, exponents, strict=True) if n)
        out[monomial] = Fraction(int(value.p), int(value.q))  # type: ignore[attr-defined]
    return out
