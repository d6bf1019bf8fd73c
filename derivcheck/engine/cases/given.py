"""What the domain of a step says: both sides as written are defined, and so is all that is
differentiated in them.

A quantity whose sign follows is given it, as a case is (`cases`); a case that contradicts its
domain is empty.
"""

from msgspec.structs import replace

from derivcheck.engine.cases.domain import Requirement, is_defined_nowhere, requirements
from derivcheck.engine.cases.sign_sets import NONZERO, POSITIVE, Known, Signs
from derivcheck.engine.cases.simplify import reduced, resolved
from derivcheck.engine.cases.split import Case, assigned, lone_atom, shown
from derivcheck.engine.cases.tidy import factors
from derivcheck.term.core import Call, Choice, Entry, Term

# rounds of drawing facts from the domain; each finds at least one
MAX_ROUNDS = 12
# conditions that are listed
MOST_SAID = 8


def said_of_domain(case: Case) -> tuple[str, ...]:
    """Return in words what must hold for all that is evaluated to be defined."""
    out: dict[str, None] = {}
    for term in case.plain:
        for requirement in requirements(resolved(term, case.known)):
            if not case.known.signs(requirement.term) <= requirement.signs:
                relation = {POSITIVE: "> 0", NONZERO: "≠ 0"}.get(requirement.signs, "≥ 0")
                out[f"{shown(requirement.term)} {relation}"] = None
    return tuple(out)[:MOST_SAID]


def settled(case: Case) -> Case | None:
    """Return the case with what follows from its domain put in, None if that is empty."""
    for _ in range(MAX_ROUNDS):
        case = _simplified(case)
        found = _learnt(case)
        if found is None:
            return None
        if found is case:
            return case
        case = found
    return case


def _simplified(case: Case) -> Case:
    known = case.known
    left, right = (reduced(side, known) for side in case.sides)
    return replace(case, left=left, right=right)


def _learnt(case: Case) -> Case | None:
    """Return the case with one fact of its domain put in, itself if there is no new one."""
    facts: list[Requirement] = []
    for term in case.plain:
        plain = resolved(term, case.known)
        if is_defined_nowhere(plain):
            return None
        for requirement in requirements(plain):
            signs = case.known.signs(requirement.term)
            if not signs & requirement.signs:
                return None
            if not signs <= requirement.signs:
                facts.append(requirement)
    # what is said of all entries of a symbol says most
    for requirement in sorted(facts, key=lambda fact: not fact.bound):
        found = _with_fact(case, requirement)
        if found is not None:
            return found
    return case


def _with_fact(case: Case, requirement: Requirement) -> Case | None:
    """Return the case with a requirement's consequence, None if there is nothing new in it."""
    if requirement.bound:
        return _with_positive_family(case, requirement)
    if any(isinstance(node, Choice) for node in requirement.term.walk()):
        return None  # what it means is known once its conditions are
    term, wanted = _essence(requirement.term, requirement.signs, case.known)
    signs = case.known.signs(term)
    now = signs & wanted
    if now == signs or not now:
        return None
    if len(now) == 1 and lone_atom(term, case.known.positive) is not None:
        return assigned(case, term, next(iter(now)))
    known = case.known.with_signs(term, now)
    if known.signs(term) == signs:
        return None
    return replace(case, known=known, claims=(*case.claims, (term, now)))


def _essence(term: Term, wanted: Signs, known: Known) -> tuple[Term, Signs]:
    """Return the factor of a term that a requirement speaks of, the others having a sign."""
    if isinstance(term, Call) and term.function == "sqrt" and 0 not in wanted:
        return _essence(term.args[0], POSITIVE, known)
    coefficient, monomial = factors(term)
    unsure = [(base, n) for base, n in monomial if len(known.signs(base)) > 1]
    if wanted == NONZERO:
        # none of the factors is zero
        for base, n in unsure:
            if n > 0 and 0 in known.signs(base):
                return base, NONZERO
    if len(unsure) != 1:
        return term, wanted
    ((base, n),) = unsure
    sign = 1 if coefficient > 0 else -1
    for other, exponent in monomial:
        if other is not base:
            (own,) = known.signs(other) or {0}
            sign *= own if exponent % 2 else own * own
    if not sign:
        return term, wanted
    if n % 2 == 0:
        return (base, NONZERO) if wanted == POSITIVE and sign > 0 else (term, wanted)
    return base, frozenset(sign * s for s in wanted)


def _with_positive_family(case: Case, requirement: Requirement) -> Case | None:
    """Use that all entries of a symbol are positive, as Σ_w log a_w says."""
    term, bound = requirement.term, requirement.bound
    if requirement.signs != POSITIVE or not isinstance(term, Entry):
        return None
    if len(set(term.indices)) != len(term.indices) or not set(term.indices) <= set(bound):
        return None
    known = Known(case.known.positive | {term.symbol}, case.known.quantities)
    return replace(case, known=known)
