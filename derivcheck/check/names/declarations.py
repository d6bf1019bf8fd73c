"""A document's own symbols as symbols of the problem, for all of it and for its parts.

What is declared holds for the whole document.  A symbol that the problem knows keeps the problem's
meaning.  What is declared in two ways has each meaning in its part, and none elsewhere.  Without a
problem the document also says what its index sets are, of which family ``x_i`` is a member, and
that σ is the logistic function.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import Convention
from derivcheck.check.names.any_functions import with_any_functions
from derivcheck.check.names.declared import Declared, declared_in, has_a_word_below, said_to_belong
from derivcheck.check.names.entries import (
    formula_of,
    logistic_sigma,
    no_problem,
    sort_entry,
    symbol_entries,
)
from derivcheck.check.names.found import Found, same_kind
from derivcheck.check.names.index_sets import IndexSet, index_sets, one_less, speaks_of_index_sets
from derivcheck.check.names.output_sizes import output_sizes
from derivcheck.check.names.properties import Property, properties_in
from derivcheck.check.names.spoken import said_not_positive
from derivcheck.check.names.targets import said_one_hot
from derivcheck.check.names.whole_text import Text
from derivcheck.document.model import Document, Part
from derivcheck.elaborate.signature import Signature, signature_of
from derivcheck.problem.model import Problem, SortEntry, SymbolEntry
from derivcheck.source import Span
from derivcheck.source.pattern import later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

# sets of which a real number may be no member
_ENDS = r"(?:\\in(?![a-z])|∈)\s*(?:\\left\s*)?[(\[]\s*[-+]?\s*(?:\d|\\infty)"
_INTERVAL = later(_ENDS)
_SPARSE = later(rf"\\mathbb\s*\{{?\s*[NZQ]\b|[ℕℤℚ]|{_ENDS}")
# the part in which a document begins that has others
PREAMBLE = "main"


class Declarations(Struct, frozen=True):
    """The problem with what a document declares; ``own`` for parts that say otherwise."""

    problem: Problem | None
    own: Mapping[str, Problem | None]  # by the part's id
    shown: tuple[Convention, ...]
    said: tuple[Declared, ...] = ()
    told: tuple[Property, ...] = ()  # of symbols, where no problem says what they are


def _said_not_positive(
    document: Document, parts: Iterable[Part], said: Iterable[Declared]
) -> frozenset[str]:
    """Return the symbols that parts behind the first ones say may be negative."""
    spans = [part.span for part in parts if part.id != PREAMBLE]
    inside = (x for x in document.formulas if x.tokens and _within(x.tokens[0].span.start, spans))
    positive = {latex(x.name) for x in said if x.positive and _within(x.at, spans)}
    return frozenset(said_not_positive(inside)) - positive


def reaching(document: Document, part: Part) -> tuple[Part, ...]:
    """Return the parts whose words reach a part: what stands before all parts, and itself."""
    first = document.parts[0]
    return (first, part) if first.id == PREAMBLE and first is not part else (part,)


def _within(at: int, spans: Iterable[Span]) -> bool:
    return any(span.start <= at < span.end for span in spans)


def declarations_of(document: Document, problem: Problem | None) -> Declarations:
    """Return what a document declares beside a problem, or without one."""
    alone = problem is None
    words = problem.words if problem else signature_of(None).words
    said = list(declared_in(document, words))
    real = frozenset(latex(x.name) for x in said if not x.axes and x.member is None and not x.row)
    problem = with_any_functions(problem, document, real)
    if not alone:
        # the n of “an n-dimensional vector” may be what the problem calls d
        signature = signature_of(problem)
        said = [x for x in said if not x.worded or _vector_over(latex(x.name), signature)]
        said = [x for x in said if not x.listed and not has_a_word_below(x.name)]
        # beside a problem nothing keeps what is said of a number's values from refuting
        said = [x for x in said if not _INTERVAL.search(x.text)]
    # “let σ > 0” is said of one part, the others may have another σ
    plain = [one for one in said if not one.positive or _before_parts(one.at, document)]
    text = Text(document, words)
    signed = {(latex(one.name), one.at) for one in said if one.positive}
    told = properties_in(document.formulas, words) if alone else ()
    told += tuple(_sparse(said) if alone else ())
    told = tuple(one for one in told if (one.name, one.at) not in signed)
    whole = _found(plain, document.parts if alone else (), text)
    whole = whole.told(one for one in told if _before_parts(one.at, document))
    if problem is not None and not alone:
        # a letter that is a number in the problem is another thing only where it is declared
        numbers = {entry.name for entry in problem.symbols if is_plain_number(entry)}
        others = {
            key: one for key, one in whole.symbols.items() if key not in numbers or one.at < 0
        }
        whole = replace(whole, symbols=others, sigma=None)
    counts = () if problem is None else _counts(document, said, problem)
    own: dict[str, Problem | None] = {}
    for part in document.parts:
        around = [one for one in document.parts if _holds(one, part)]
        inside = [x for x in said if any(p.span.start <= x.at < p.span.end for p in around)]
        found = _found(inside, around if alone else (), text)
        found = found.told(_holding(told, part, around, inside))
        if any(one.positive for one in found.symbols.values()):
            found = found.with_any_sign(_said_not_positive(document, around, inside))
        if found.says_otherwise(whole):
            own[part.id] = _merged(problem, words, found.over(whole), counts)
    merged = _merged(problem, words, whole, counts)
    return Declarations(merged, own, _shown(said, whole, problem), tuple(said), told)


def _sparse(said: Iterable[Declared]) -> Iterator[Property]:
    """Yield that symbols lie in ℕ, ℤ, ℚ or (0, 1): what holds in ℝ holds there, what fails may.

    So may that x = (x_1, …, x_n): nothing is said of its values.
    """
    for one in said:
        if _SPARSE.search(one.text) or (one.listed and one.noted):
            yield Property(latex(one.name), "", one.text.strip(), one.at)


def _holding(
    told: Iterable[Property], part: Part, around: list[Part], said: Iterable[Declared]
) -> Iterator[Property]:
    """Yield what is said of symbols in a part and around it; nothing rests on it for those that
    the part declares anew.
    """
    anew = {latex(one.name) for one in said if _within(one.at, [part.span])}
    for one in told:
        if _within(one.at, [part.span]):
            yield one
        elif any(_within(one.at, [other.span]) for other in around):
            yield replace(one, kind="") if one.name in anew else one


def _holds(outer: Part, part: Part) -> bool:
    """Whether what one part declares holds in another."""
    above = (PREAMBLE, *part.outer)
    return outer is part or outer.id in above or part.id.startswith(f"{outer.id}(")


def _before_parts(at: int, document: Document) -> bool:
    around = [p for p in document.parts if p.span.start <= at < p.span.end]
    return all(part.id == PREAMBLE for part in around)


def _found(said: Iterable[Declared], parts: Iterable[Part], text: Text) -> Found:
    """Return what is declared, with the index sets that formulas of some parts tell."""
    parts = tuple(parts)
    told = any(map(speaks_of_index_sets, text.trees(parts)))
    sets = index_sets(text.placed(parts), text.from_zero) if told else {}
    placed = (_placed(one, sets) for one in said)
    symbols = _consistent(one for one in placed if one is not None)
    lengths = {latex(axis) for one in symbols.values() for axis in one.axes}
    sets = {key: one for key, one in sets.items() if not _counts_twice(one.size, lengths)}
    sigma = None if "\\sigma" in symbols else text.sigma
    described = text.described & symbols.keys() if symbols else frozenset()
    vectors = any(len(one.axes) == 1 and one.member is None for one in symbols.values())
    targets = text.targets if vectors else frozenset()
    one_hot = said_one_hot(targets & symbols.keys(), text.document.prose)
    return Found(symbols, sets, sigma, described, targets, one_hot, {})


def _counts(
    document: Document, said: Iterable[Declared], problem: Problem
) -> tuple[tuple[t.Tree, str], ...]:
    """Return sizes of declared matrices that are the length of one of the problem's vectors."""
    signature = signature_of(problem)
    symbols = {latex(one.name): one for one in said}

    def counted(size: str) -> str | None:
        sort = signature.sort_of_size(size)
        return None if sort is None else sort.name

    def over(key: str) -> str | None:
        return _vector_over(key, signature)

    return tuple(output_sizes(document, problem.words, symbols, over, counted))


def _merged(
    problem: Problem | None,
    words: frozenset[str],
    found: Found,
    counts: tuple[tuple[t.Tree, str], ...],
) -> Problem | None:
    signature = signature_of(problem)
    base = problem or no_problem(words)
    replaced = {e.name for e in base.symbols if is_plain_number(e)} & found.symbols.keys()
    # p, which is P besides, is declared as a letter of its own: P it is where it has arguments
    known = frozenset(signature.known_names()) - _spellings_of_functions(signature)
    new = [one for key, one in found.symbols.items() if key not in known or key in replaced]
    others = _other_sizes(found, signature, counts)
    if problem is not None:
        base = replace(base, sorts=tuple(_counted_by(e, others, signature) for e in base.sorts))
    if not new and not found.sets and found.sigma is None:
        return base if problem is not None and base.sorts != problem.sorts else problem
    sorts = {latex(entry.size.tree): entry for entry in base.sorts}
    sorts.update(
        (key, sort_entry(one.size, one.letters, from_zero=one.from_zero))
        for key, one in found.sets.items()
    )
    sizes = {**others, **sorts}
    symbols: list[SymbolEntry] = []
    written = sizes.keys() | {latex(axis) for one in new for axis in one.axes}
    for one in new:
        if any(_counts_twice(axis, written.union(known)) for axis in one.axes):
            continue
        for axis in one.axes:
            if latex(axis) not in sizes:
                sizes[latex(axis)] = sorts[latex(axis)] = sort_entry(axis)
        axes = tuple(sizes[latex(axis)].sort.name for axis in one.axes)
        symbols += symbol_entries(one, axes, found)
    return replace(
        base,
        sorts=tuple(sorts.values()),
        symbols=(*(e for e in base.symbols if e.name not in replaced), *symbols),
        definitions=(*base.definitions, *((logistic_sigma(),) if found.sigma else ())),
    )


def _counts_twice(axis: t.Tree, known: Collection[str]) -> bool:
    """Whether an axis is of length n + 1 where n has a meaning, too: the two are not related."""
    letter = one_less(axis)
    return letter is not None and latex(letter) in known


def is_plain_number(entry: SymbolEntry) -> bool:
    """Whether a symbol is any real number by the problem, and not by the document."""
    return entry.is_any_number and not entry.stated


def _other_sizes(
    found: Found, signature: Signature, counts: Iterable[tuple[t.Tree, str]]
) -> dict[str, SortEntry]:
    """Return the index sets of the problem by sizes that the document writes for them.

    With “y ∈ ℝ^C” of the problem's y, a vector over its words, C is the number of words; so it is
    where ``counts`` say so.
    """
    entries = {entry.sort.name: entry for entry in signature.sorts}
    out: dict[str, SortEntry] = {}
    broken: set[str] = set()
    for key, one in found.symbols.items():
        sort = _vector_over(key, signature)
        if sort is None or len(one.axes) != 1 or one.member is not None:
            continue
        size = latex(one.axes[0])
        entry = entries[sort]
        if out.setdefault(size, entry) is not entry or isinstance(one.axes[0], t.Numeral):
            broken.add(size)
    for axis, sort in counts:
        size = latex(axis)
        if out.setdefault(size, entries[sort]) is not entries[sort]:
            broken.add(size)
    return {size: entry for size, entry in out.items() if size not in broken}


def _counted_by(
    entry: SortEntry, others: Mapping[str, SortEntry], signature: Signature
) -> SortEntry:
    """Return an index set that the document's new letters for its size may stand for in a sum."""
    new = tuple(
        formula_of(t.Name(Span(0, 0), size))
        for size, counted in others.items()
        if counted is entry and _may_be_new_size(size, signature)
    )
    return replace(entry, ranges=(*entry.ranges, *new)) if new else entry


def _may_be_new_size(size: str, signature: Signature) -> bool:
    """Whether a letter means nothing in the problem, so that it may be another size of a set."""
    known = (signature.symbols, signature.columns, signature.definitions, signature.aliases)
    return (
        len(size.lstrip("\\")) == 1
        and signature.sort_of_size(size) is None
        and signature.sort_of_range(size) is None
        and signature.sort_of_letter(size) is None
        and not any(size in table for table in known)
    )


def _spellings_of_functions(signature: Signature) -> frozenset[str]:
    """Return the single letters that are other spellings of functions."""
    return frozenset(
        key
        for key, meant in signature.aliases.items()
        if key.isalpha() and len(key) == 1 and latex(meant) in signature.definitions
    )


def _vector_over(key: str, signature: Signature) -> str | None:
    """Return the index set of a vector that the problem declares or defines by entries."""
    symbol = signature.symbols.get(key)
    if symbol is not None:
        return symbol.sorts[0] if symbol.kind == "column" else None
    variants = signature.definitions.get(key)
    indices = variants[-1].head.indices if variants else None
    sort = signature.sort_of_letter(latex(indices[0])) if indices and len(indices) == 1 else None
    return None if sort is None else sort.name


def _shown(said: list[Declared], found: Found, problem: Problem | None) -> tuple[Convention, ...]:
    """Return how a report shows what was taken from the text, in some part at least.

    What stands before the text is what the settings say.
    """
    known = signature_of(problem).known_names()
    sizes = {latex(axis) for one in said for axis in one.axes}
    new = [one for one in said if latex(one.name) not in (*known, *sizes)]
    pairs = [(latex(one.name), " ".join(one.text.split())) for one in new if one.at >= 0]
    pairs += found.one_hot.items()
    if found.sigma is not None:
        pairs.append(("\\sigma", found.sigma))
    own = [(latex(one.name), " ".join(one.text.split())) for one in new if one.at < 0]
    return (*_taken("settings", "option", own), *_taken("text", "stated", pairs))


def _taken(where: str, source: str, pairs: list[tuple[str, str]]) -> tuple[Convention, ...]:
    """Return how pairs of a name and the words that declare it are shown."""
    names = list(dict.fromkeys(name for name, _ in pairs))
    texts = tuple(dict.fromkeys(text for _, text in pairs))
    listed = ", ".join(names)
    message = f"taken from the {where}: what {listed} stand{'s' if len(names) == 1 else ''} for"
    return (Convention("declared-symbol", message, source, texts),) if names else ()


def half_declared(document: Document, problem: Problem | None) -> frozenset[str]:
    """Return names of which the text says to what set they belong, and that are not declared.

    So something was not understood, and their use does not tell what they are.
    """
    words = problem.words if problem else signature_of(None).words
    return frozenset(said_to_belong(document, words)) - signature_of(problem).symbols.keys()


def _consistent(declared: Iterable[Declared]) -> dict[str, Declared]:
    """Return the declarations by name, without those that contradict one another."""
    found: dict[str, Declared] = {}
    broken: set[str] = set()
    for one in declared:
        key = latex(one.name)
        known = found.setdefault(key, one)
        if not same_kind(known, one):
            broken.add(key)
        if one.values and not known.values:
            found[key] = one  # y ∈ ℝ^n whose entries are 0 and 1
        # s ∈ ℝ behind “let s > 0” is any number again
        found[key] = replace(found[key], positive=one.positive)
    # a letter that counts the entries of one symbol is no symbol itself
    sizes = {latex(axis) for one in found.values() for axis in one.axes}
    return {key: one for key, one in found.items() if key not in broken | sizes}


def _placed(one: Declared, sets: dict[str, IndexSet]) -> Declared | None:
    """Return a family with the set that its members are counted by, None if that is unknown.

    A family of numbers is the vector of them.
    """
    if one.member is None:
        return one
    key = latex(one.member)
    size = next((found.size for found in sets.values() if key in found.letters), None)
    size = sets[key].size if key in sets else size
    if size is None or len(one.axes) > 1:
        return None
    return replace(one, axes=(*one.axes, size), member=one.member if one.axes else None)
