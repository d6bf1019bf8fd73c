"""Read a problem file: TOML outside, LaTeX inside, every error with its line and reason."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from derivcheck.constructs import by_spelling
from derivcheck.document import plain_member
from derivcheck.problem.model import (
    DefinitionEntry,
    Formula,
    LossEntry,
    PartEntry,
    Problem,
    ProblemError,
    SortEntry,
    SymbolEntry,
)
from derivcheck.problem.rubric_table import CONVENTIONS, read_rubric
from derivcheck.problem.toml import Table
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax.tree import Error
from derivcheck.syntax.vocabulary import PREFIX_FUNCTIONS
from derivcheck.term.core import Sort

# (regular expression of a type, kind); the groups are the sorts of the axes
_TYPES = (
    (later(r"(real)"), "real"),
    (later(r"(positive)"), "real"),
    (later(r"(?:column|vector) (\w+)"), "column"),
    (later(r"matrix (\w+) ?[×x] ?(\w+)"), "matrix"),
    (later(r"element (\w+)"), "element"),
    (later(r"map (\w+)(?:, ?(\w+))? ?(?:→|->) ?(\w+)"), "map"),
    (later(r"(loss)"), "loss"),
)
_DOMAINS = later(r"real|positive|one-hot (\S+)")
# sets of fixed size are spelled out
MAX_FIXED = 64
_REVEAL = ("verdict", "place", "slip", "answer")


def load_problem(name: str) -> Problem:
    """Return a problem by its name or by the path of its file.

    Raises `ProblemError` when there is no such problem or its file is not right.
    """
    path = find_problem(name)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ProblemError(f"cannot read the file: {error.strerror}", str(path)) from error
    except UnicodeDecodeError as error:
        raise ProblemError("the file is not UTF-8", str(path)) from error
    own = path.stem if path.stem != "problem" else path.resolve().parent.name
    return parse_problem(text, str(path), own)


def find_problem(name: str) -> Path:
    """Return the file of a problem; raises `ProblemError` with the known names."""
    path = Path(name)
    if path.suffix == ".toml" or "/" in name:
        if path.is_dir():
            path = path / "problem.toml"
        if path.is_file():
            return path
        raise ProblemError("there is no such problem file", name)
    found = _shelf().get(name)
    if found is None:
        known = ", ".join(known_problems()) or "none"
        raise ProblemError(f"there is no problem “{name}”; known are: {known}", name)
    return found


def known_problems() -> tuple[str, ...]:
    """Return the names of the problems that come with derivcheck."""
    return tuple(sorted(_shelf()))


@cache
def _shelf() -> dict[str, Path]:
    # in an installed wheel the derivations lie inside the package, in a checkout beside it
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "derivations", package.parent / "derivations"):
        if folder.is_dir():
            return {file.parent.name: file for file in sorted(folder.glob("*/problem.toml"))}
    return {}


# a folder of documents asks for the same problem again and again
@lru_cache(maxsize=16)
def parse_problem(text: str, path: str, name: str) -> Problem:
    """Return the problem that a TOML text describes; raises `ProblemError`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise ProblemError(str(error), path, int(found.group(1)) if found else None) from error
    root = Table(data, path, text)
    root.only(
        "title",
        "reveal",
        "sorts",
        "symbols",
        "definitions",
        "customary",
        "aliases",
        "typos",
        "losses",
        "conventions",
        "rubric",
        "part",
    )
    reveal = root.string("reveal", "slip") or "slip"
    if reveal not in _REVEAL:
        raise root.fail(f"“reveal” is one of {', '.join(_REVEAL)}", "reveal")
    words = _words(text)
    sorts = _sorts(root.table("sorts"), words)
    names = {entry.sort.name for entry in sorts}
    conventions = root.table("conventions")
    return Problem(
        name=name,
        path=path,
        title=root.string("title") or name,
        reveal=reveal,
        sorts=sorts,
        symbols=_symbols(root.table("symbols"), names, words),
        definitions=_definitions(root.table("definitions"), words),
        customary=_definitions(root.table("customary"), words),
        aliases=_pairs(root.table("aliases"), words),
        typos=_pairs(root.table("typos"), words),
        losses=_losses(root.table("losses"), words),
        conventions=_conventions(conventions),
        fixed=conventions.flag("fixed"),
        parts=_parts(root.tables("part"), names, words),
        words=words,
        rubric=read_rubric(root),
    )


def _words(text: str) -> frozenset[str]:
    """Return the multi-letter names that the file writes as ``\\text{…}``, and functions' names."""
    spellings = {word for word in by_spelling() if not word.startswith("\\")}
    found = re.findall(r"\\\\?text\{([^{}]+)\}", text)
    return frozenset(spellings | {word for word in found if len(word) > 1 and " " not in word})


def formula(source: str, table: Table, words: frozenset[str], key: str | None = None) -> Formula:
    """Parse one formula of the file; raises `ProblemError` with the reason.

    ``key`` is what the formula stands at, for its place when it is empty.
    """
    member = plain_member(source)
    if not member.tokens:
        raise table.fail("an empty formula", source or key)
    tree = parse(member.tokens, words)
    for node in tree.walk():
        if isinstance(node, Error):
            raise table.fail(f"{node.message}, in “{source}”", source)
    return Formula(source, tree, member, table.line(source))


def _sorts(table: Table, words: frozenset[str]) -> tuple[SortEntry, ...]:
    out = []
    for name in table:
        entry = table.table(name)
        entry.only("size", "letters", "ranges", "range", "min", "multiple")
        size = entry.required("size")
        if size.isdecimal() and not 1 <= int(size) <= MAX_FIXED:
            message = f"a size that is a number is from 1 to {MAX_FIXED}; write a letter for others"
            raise entry.fail(message, "size")
        multiple = entry.integer("multiple", 1)
        minimum = entry.integer("min", 1)
        range_ = entry.string("range")
        out.append(
            SortEntry(
                Sort(name, size, max(minimum, multiple if minimum else 0), multiple),
                formula(size, entry, words),
                tuple(formula(item, entry, words) for item in entry.strings("ranges")),
                formula(range_, entry, words) if range_ else None,
                entry.strings("letters"),
            )
        )
    return tuple(out)


def _symbols(table: Table, sorts: set[str], words: frozenset[str]) -> tuple[SymbolEntry, ...]:
    return tuple(_symbol(name, table.table(name), sorts, words) for name in table)


def _symbol(name: str, entry: Table, sorts: set[str], words: frozenset[str]) -> SymbolEntry:
    entry.only("type", "aliases", "columns", "domain", "meaning")
    kind, axes = _type(entry, name)
    for axis in axes:
        if axis not in sorts:
            raise entry.fail(f"“{name}” has the unknown sort “{axis}”", name)
    written = formula(name, entry, words)
    domain = entry.string("domain", "positive" if entry.string("type") == "positive" else "real")
    found = _DOMAINS.fullmatch(domain or "")
    if not found:
        raise entry.fail(f"“{domain}” is no domain: real, positive or one-hot ELEMENT", name)
    canonical = latex(written.tree)
    return SymbolEntry(
        name=canonical,
        kind=kind,
        sorts=axes,
        written=written,
        aliases=tuple(formula(alias, entry, words) for alias in entry.strings("aliases")),
        columns=entry.strings("columns"),
        domain=found.group(0).split()[0],
        at=found.group(1),
        line=entry.line(name),
    )


def _type(entry: Table, name: str) -> tuple[str, tuple[str, ...]]:
    written = entry.string("type")
    if written is None:
        raise entry.fail(f"“{name}” has no type", name)
    for pattern, kind in _TYPES:
        found = pattern.fullmatch(written.strip())
        if found:
            groups = tuple(group for group in found.groups() if group)
            return kind, () if kind in ("real", "loss") else groups
    kinds = "real, positive, column SORT, matrix SORT × SORT, element SORT, map SORT → SORT, loss"
    raise entry.fail(f"“{written}” is no type; types are: {kinds}", name)


def _definitions(table: Table, words: frozenset[str]) -> tuple[DefinitionEntry, ...]:
    return tuple(
        DefinitionEntry(formula(head, table, words), formula(body, table, words, head))
        for head, body in table.pairs()
    )


def _pairs(table: Table, words: frozenset[str]) -> tuple[tuple[Formula, Formula], ...]:
    return tuple(
        (formula(left, table, words), formula(right, table, words)) for left, right in table.pairs()
    )


def _losses(table: Table, words: frozenset[str]) -> tuple[LossEntry, ...]:
    out = []
    for name in table:
        entry = table.table(name)
        entry.only("words", "symbols")
        symbols = tuple(
            s if s in PREFIX_FUNCTIONS else latex(formula(s, entry, words).tree)
            for s in entry.strings("symbols")
        )
        out.append(LossEntry(formula(name, table, words), entry.strings("words"), symbols))
    return tuple(out)


def _conventions(table: Table) -> tuple[tuple[str, str], ...]:
    table.only(*CONVENTIONS, "fixed")
    out = []
    for key, values in CONVENTIONS.items():
        value = table.string(key, values[0]) or values[0]
        if value not in values:
            raise table.fail(f"“{key}” is one of {', '.join(values)}", key)
        out.append((key, value))
    return tuple(out)


def _parts(
    tables: tuple[Table, ...], sorts: set[str], words: frozenset[str]
) -> tuple[PartEntry, ...]:
    out: dict[str, PartEntry] = {}
    for table in tables:
        table.only(
            "id",
            "title",
            "loss",
            "goal",
            "closed_form",
            "assume",
            "words",
            "definitions",
            "symbols",
            "points",
            "rubric",
        )
        name = table.required("id")
        if name in out:
            raise table.fail(f"there are two parts “{name}”", name)
        out[name] = _part(name, table, sorts, words, out.get(name.split("(")[0]))
    return tuple(out.values())


def _part(
    name: str, table: Table, sorts: set[str], words: frozenset[str], above: PartEntry | None
) -> PartEntry:
    def optional(key: str) -> Formula | None:
        source = table.string(key)
        return formula(source, table, words) if source else None

    own = _definitions(table.table("definitions"), words)
    own_assumptions = table.strings("assume")
    return PartEntry(
        id=name,
        title=table.string("title") or (above.title if above else None),
        loss=optional("loss") or (above.loss if above else None),
        goal=optional("goal"),
        closed_form=optional("closed_form"),
        assume=(above.assume if above else ()) + own_assumptions,
        assume_lines=(above.assume_lines if above else ())
        + tuple(table.line(text) for text in own_assumptions),
        definitions=(above.definitions if above else ()) + own,
        symbols=(above.symbols if above else ()) + _symbols(table.table("symbols"), sorts, words),
        line=table.line(f'"{name}"'),
        words=table.strings("words") or (above.words if above else ()),
        methods=_formulas("methods", table.table("rubric"), words),
        alternatives=_formulas("alternatives", table.table("rubric"), words),
    )


def _formulas(key: str, table: Table, words: frozenset[str]) -> tuple[Formula, ...]:
    return tuple(formula(source, table, words, key) for source in table.strings(key))
