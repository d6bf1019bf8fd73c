"""From LaTeX to what it means, with errors as ``ValueError``."""

from derivcheck.check.conventions.document import DEFAULTS
from derivcheck.check.reading.members import Setting, part_entry, setting_of
from derivcheck.document import plain_member
from derivcheck.document.model import Member
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.problem import Problem, ProblemError
from derivcheck.syntax import parse
from derivcheck.syntax import tree as t
from derivcheck.term.core import IndexVar
from derivcheck.term.tensor import Tensor


def setting_for_part(problem: Problem | None, part: str | None) -> Setting:
    """Return what formulas are read in; raises ``ValueError`` for an unknown part."""
    if part is not None and part_entry(problem, part) is None:
        known = ", ".join(entry.id for entry in problem.parts) if problem else "none"
        raise ValueError(f"there is no part “{part}”; known are: {known}")
    conventions = {**DEFAULTS, **dict(problem.conventions if problem else ())}
    try:
        return setting_of(problem, part or "", conventions)
    except ProblemError as error:
        raise ValueError(f"{error.path}: {error.message}") from error


def member(source: str) -> Member:
    """Return a formula's tokens; raises ``ValueError`` if there are none."""
    found = plain_member(source)
    if not found.tokens:
        raise ValueError("an empty formula")
    return found


def parsed(source: str, setting: Setting) -> t.Tree:
    """Return the tree of a formula; raises ``ValueError`` if it is empty."""
    return parse(member(source).tokens, setting.signature.words)


def value_of(tree: t.Tree, setting: Setting, free: frozenset[IndexVar] = frozenset()) -> Tensor:
    """Return what a formula means, new free letters allowed; raises ``ValueError`` if nothing."""
    scope = setting.scope()
    scope.free.update((index.name, index) for index in free)
    scope.opens = True
    value = elaborate(tree, scope)
    if isinstance(value, Failure):
        raise ValueError(f"{value.verdict}: {value.message}")
    return value
