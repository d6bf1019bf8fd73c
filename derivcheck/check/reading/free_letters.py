"""Settings in which letters that nobody has declared are free variables."""

from collections.abc import Mapping

from msgspec.structs import replace

from derivcheck.check.reading.members import Setting
from derivcheck.document import plain_member
from derivcheck.elaborate.kinds import Kind, Letter, letter
from derivcheck.problem.model import Formula, SortEntry
from derivcheck.source import Span
from derivcheck.syntax import tree as t
from derivcheck.term.core import IndexVar, Sort

Kinds = Mapping[str, Kind]


def with_letters(setting: Setting, kinds: Kinds, beneath: tuple[Letter, ...] = ()) -> Setting:
    """Return a setting in which some undeclared letters are free variables.

    ``beneath`` are letters that definitions rest on; they are not seen by their names.
    """
    if not kinds and not beneath:
        return setting
    beneath = tuple(dict.fromkeys((*setting.beneath, *beneath)))
    letters = {**setting.letters, **_letters(kinds, beneath, setting)}
    every = (*letters.values(), *beneath)
    sorts = list(dict.fromkeys(sort for one in every for sort in one.kind.sorts))
    known = {entry.sort for entry in setting.signature.sorts} - setting.fresh
    new = [sort for sort in sorts if sort not in known]
    entries = (*(e for e in setting.signature.sorts if e.sort in known), *map(_entry, new))
    variables = {one.symbol: one.kind.sorts for one in every}
    one_hot = {
        one.symbol: IndexVar(f"the one of {one.symbol}", one.kind.sorts[0])
        for one in every
        if one.one_hot
    }
    context = replace(
        setting.context,
        sorts=tuple(entry.sort for entry in entries),
        variables={**setting.context.variables, **variables},
        one_hot={**setting.context.one_hot, **one_hot},
    )
    signature = replace(setting.signature, sorts=entries)
    return replace(
        setting,
        signature=signature,
        context=context,
        letters=letters,
        beneath=beneath,
        fresh=frozenset(new),
    )


def _entry(sort: Sort) -> SortEntry:
    words = f"\\text{{{sort.size}}}"
    size = Formula(words, t.Words(Span(0, 0), sort.size), plain_member(words), None)
    return SortEntry(sort, size, (), None, ())


def _letters(kinds: Kinds, beneath: tuple[Letter, ...], setting: Setting) -> dict[str, Letter]:
    """Return letters of some kinds, whose names in terms no other thing has.

    One that is the same thing as a letter beneath is that letter.
    """
    rows = setting.conventions.get("vectors") == "rows"
    context = setting.context
    taken = {*context.variables, *context.definitions, *context.maps}
    taken |= {one.symbol for one in beneath}
    out: dict[str, Letter] = {}
    for key, kind in kinds.items():
        plain = (one for one in beneath if one.key == key and one.kind == kind)
        symbol = key
        while symbol in taken:
            symbol += "·"
        one_hot = key in setting.one_hot and len(kind.sorts) == 1
        new = replace(letter(key, kind, symbol, rows=rows), one_hot=one_hot)
        out[key] = next(plain, None) or new
    return out


def ranks(kinds: Kinds) -> dict[str, int]:
    """Return what kind of thing each name is, whatever its lengths."""
    return {key: kind.rank for key, kind in kinds.items()}
