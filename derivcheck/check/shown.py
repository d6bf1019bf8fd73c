"""How each formula of a document was read, with the names that the document itself defines."""

from msgspec import Struct

from derivcheck.check.conventions.document import conventions_of
from derivcheck.check.conventions.parts import local_conventions
from derivcheck.check.names.declarations import declarations_of
from derivcheck.check.names.scopes import names_of_parts
from derivcheck.check.names.settings import Settings
from derivcheck.check.reading.families import families_of
from derivcheck.check.reading.members import Reading, part_entry, read_chain, referent_of
from derivcheck.check.reading.own_names import PartNames
from derivcheck.document.model import Document, Part
from derivcheck.problem.model import Problem
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.term.printer import text
from derivcheck.term.tensor import describe


class ReadLine(Struct, frozen=True):
    """How one formula was read, for ``derivcheck show``."""

    span: Span
    latex: str
    text: str
    shape: str
    problem: str | None


def show_document(document: Document, problem: Problem | None) -> tuple[ReadLine, ...]:
    """Return how each formula of a document was read; nothing is checked, no convention inferred.

    Raises `ProblemError` when the problem's own formulas have no meaning.
    """
    conventions = conventions_of(document, problem)
    families = families_of(document, problem)
    declared = declarations_of(document, problem)
    fixed = problem is not None and problem.fixed
    stated = conventions.sources.get("vectors") is not None
    local = local_conventions(document, declared.said, problem, fixed=fixed, stated=stated)
    settings = Settings(declared.problem, conventions.values, families, declared.own, local.values)
    return tuple(
        line
        for part, names in zip(document.parts, names_of_parts(document, settings), strict=True)
        for line in _lines(part, names, settings.in_part(part))
    )


def _lines(part: Part, names: PartNames, settings: Settings) -> list[ReadLine]:
    referent = referent_of(part, settings.of(part_entry(settings.problem, part.id), names.end))
    out: list[ReadLine] = []
    for chain, known in zip(part.chains, names.at, strict=True):
        entry = settings.entries(part, chain)[0]
        scope = settings.of(entry, known).scope()
        scope.referent = referent
        out.extend(map(_line, read_chain(chain, scope)))
    return out


def _line(reading: Reading) -> ReadLine:
    failure, value = reading.failure, reading.tensor
    return ReadLine(
        reading.member.span,
        reading.member.latex,
        (text(value) if value is not None else latex(reading.tree))
        + "".join(f"  [{remark.message}]" for remark in reading.remarks),
        describe(value.shape) if value is not None else "",
        failure.message if failure else None,
    )
