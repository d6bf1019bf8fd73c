"""What a text says in words of its vectors, and of which no step is called meaningless.

The problem's x may be a number where the document's is a vector; a bare u may be any column of U.
A step that has no meaning with the problem's reading of such a letter may have one with the
writer's: it is not read.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.undeclared import CODE
from derivcheck.check.names.declared import called_real
from derivcheck.check.names.whole_text import Text
from derivcheck.check.reading.left_sides import left_side
from derivcheck.check.reading.members import Setting
from derivcheck.constructs.cross_entropy import OF_NUMBERS
from derivcheck.constructs.softmax import OF_A_NUMBER
from derivcheck.document.model import Document
from derivcheck.elaborate.kinds import names_in
from derivcheck.problem.model import Problem, SymbolEntry
from derivcheck.source import Span
from derivcheck.source.pattern import later, unstyled
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula

Doubts = Mapping[str, str]

_VECTORS = (
    r"\s*(?:(?:is|are|be|denotes?)\s+(?:an?\s+|the\s+)?(?:\w+\s+)?vectors?\b"
    r"|[是为]\s*(?:一个|任意)?\s*(?:\w维)?(?:列|行)?向量)"
)

# p(1 − p) of vectors, which many write within a diag
_TWO_COLUMNS = later(r"\ba column of length (?P<size>.+) times a column of length (?P=size)(?!\w)")


class Layouts(Struct, frozen=True):
    """What a document says of layouts beyond what is understood, by the names it speaks of."""

    numbers: Doubts  # numbers of the problem that may be vectors here
    columns: Doubts  # matrices' other names that it uses for any column, or for something else
    heads: frozenset[str]  # letters of columns, v_c, that mean nothing without a subscript
    twofold: frozenset[str] = frozenset()  # x where both x = … and x_k = … say what they are
    real: frozenset[str] = frozenset()  # letters that words beside them may call numbers
    scores: frozenset[str] = frozenset()  # letters of columns that are exponents: e^{u_j}


def layouts_of(document: Document, problem: Problem | None) -> Layouts:
    """Return what a document says in words of the problem's names, and of its own."""
    if problem is None:
        return Layouts({}, {}, frozenset(), real=called_real(document))
    text = Text(document, problem.words)
    trees = tuple(text.trees(document.parts))
    plain = unstyled(document.prose)
    numbers = {e.name: e for e in problem.symbols if e.is_any_number and not e.stated}
    return Layouts(
        dict(_vectors_among(numbers, trees, plain)),
        {**dict(_own_letters(problem, document, text)), **dict(_any_columns(problem, trees))},
        _heads(problem),
        frozenset(_twofold(document, text)),
        called_real(document),
        frozenset(_scores(problem, trees)),
    )


def _vectors_among(
    numbers: Mapping[str, SymbolEntry], trees: Iterable[t.Tree], prose: str
) -> Iterator[tuple[str, str]]:
    """Yield numbers of the problem that have entries here, or are called vectors."""
    trees = tuple(trees)
    for key in numbers:
        entry = next((found[key] for one in trees if key in (found := _entries_in(one))), None)
        said = re.search(rf"(?<![A-Za-z\\]){re.escape(key)}{_VECTORS}", prose)
        if entry is not None:
            yield key, f"it has the entries {latex(entry)}"
        elif said is not None:
            yield key, f"“{' '.join(said.group().split())}”"


@once_a_formula
def _entries_in(tree: t.Tree) -> Mapping[str, t.Tree]:
    """Return the first entry of each letter that has some in a formula."""
    out: dict[str, t.Tree] = {}
    for node in tree.walk():
        if isinstance(node, t.Scripts) and node.sub is not None:
            out.setdefault(latex(node.base), node)
    return out


def _any_columns(problem: Problem, trees: Iterable[t.Tree]) -> Iterator[tuple[str, str]]:
    """Yield other names of matrices that the document uses for any of their columns.

    So it is where ``u^⊤ v_c`` stands, or ``u = u_o``.
    """
    trees = tuple(trees)
    for key in sorted(_letters(problem)):
        use = next((found[key] for one in trees if key in (found := _columns_in(one))), None)
        if use is not None:
            yield key, f"it may be any column: it is one vector in {latex(use)}"


def _letters(problem: Problem) -> set[str]:
    """Return the letters that are other names of matrices, and those of their columns."""
    return {
        latex(name.tree)
        for entry in problem.symbols
        for name in entry.aliases
        if len(entry.sorts) == 2 and latex(name.tree) in entry.columns
    }


def _heads(problem: Problem) -> frozenset[str]:
    names = {latex(name.tree) for entry in problem.symbols for name in entry.aliases}
    letters = {letter for entry in problem.symbols for letter in entry.columns}
    return frozenset(letters - names - {entry.name for entry in problem.symbols})


def _scores(problem: Problem, trees: Iterable[t.Tree]) -> Iterator[str]:
    """Yield letters of columns that are exponents, ``e^{u_j}``, and stand in no inner product."""
    trees = tuple(trees)
    columns = {letter for entry in problem.symbols for letter in entry.columns}
    exponents = columns & frozenset().union(*map(_exponents_in, trees))
    yield from sorted(exponents - frozenset().union(*map(_multiplied_in, trees)))


@once_a_formula
def _exponents_in(tree: t.Tree) -> frozenset[str]:
    """Return the letters of which an entry is an exponent in a formula."""
    return frozenset(filter(None, map(_letter_of_entry, map(_exponent, tree.walk()))))


def _exponent(node: t.Tree) -> t.Tree | None:
    """Return the x of ``e^x`` and ``exp(x)``."""
    if isinstance(node, t.Scripts) and latex(node.base) == "e":
        return node.sup
    if isinstance(node, t.Prefix) and node.function == "\\exp":
        return node.argument.inner if isinstance(node.argument, t.Group) else node.argument
    return None


@once_a_formula
def _multiplied_in(tree: t.Tree) -> frozenset[str]:
    """Return the letters of which a column is turned, or stands behind what is: ``v^⊤ u_j``."""
    nodes = tree.walk()
    turned = [x for x in nodes if isinstance(x, t.Scripts) and x.sup is not None]
    behind = [
        right
        for node in nodes
        if isinstance(node, t.Product)
        for left, right in pairwise(node.factors)
        if isinstance(left, t.Scripts) and left.sup is not None
    ]
    return frozenset(filter(None, map(_letter_of_entry, (*turned, *behind))))


def _letter_of_entry(node: t.Tree | None) -> str | None:
    """Return the u of ``u_j``, None for anything else."""
    return latex(node.base) if isinstance(node, t.Scripts) and node.sub is not None else None


def _twofold(document: Document, text: Text) -> Iterator[str]:
    """Yield names that are given a meaning alone and with an index: two things, or a vector."""
    chains = document.chains()
    sides = {side for chain in chains if (side := left_side(chain, text.words)) is not None}
    alone = {latex(side) for side in sides if isinstance(side, (t.Name, t.Words))}
    for side in sides:
        if isinstance(side, t.Scripts) and side.sub is not None and latex(side.base) in alone:
            yield latex(side.base)


def _own_letters(problem: Problem, document: Document, text: Text) -> Iterator[tuple[str, str]]:
    """Yield such letters that the document gives a meaning, ``u = …``, or takes for a function."""
    letters = _letters(problem)
    for chain in document.chains():
        tree = parse(chain.members[0].tokens, text.words) if chain.members[0].tokens else None
        head = tree.factors[0] if isinstance(tree, t.Product) and _is_call(tree) else tree
        if head is not None and latex(head) in letters:
            yield latex(head), f"it may be a name of its own: {latex(head)} is said to be something"


def _is_call(tree: t.Product) -> bool:
    """Whether a product of two is ``u(v_c)``: a name before a bracket that holds one name."""
    plain = len(tree.factors) == 2 and isinstance(tree.factors[1], t.Group)
    inner = tree.factors[1].inner if plain and isinstance(tree.factors[1], t.Group) else None
    return isinstance(inner, (t.Name, t.Scripts))


@once_a_formula
def _columns_in(tree: t.Tree) -> Mapping[str, t.Tree]:
    """Return where a formula first has a bare letter for a column, by these letters."""
    out: dict[str, t.Tree] = {}
    for node in tree.walk():
        for key in _as_columns(node):
            out.setdefault(key, node)
    return out


def _as_columns(node: t.Tree) -> Iterator[str]:
    """Yield the bare letters that a formula compares with a column of theirs, ``u = u_o``, and
    the one that it turns and multiplies with a column, ``u^⊤ v_c``."""
    match node:
        case t.Related():
            for left, right in pairwise(node.items):
                if isinstance(right, t.Scripts) and right.sub is not None:
                    yield from {latex(left)} & {latex(right.base)}
        case t.Product(
            factors=(t.Scripts(sub=None, sup=t.Tree()) as left, t.Scripts(sub=t.Tree(), sup=None))
        ):
            yield latex(left.base)


def spare_layouts(judged: Sequence[Judged], layouts: Callable[[], Layouts]) -> list[Judged]:
    """Return chains in which nothing is meaningless that may have a meaning with such letters.

    ``layouts`` goes through the whole document; it is called where a step fails.
    """
    if all(step.verdict not in _FAILING for one in judged for step in one.steps):
        return list(judged)
    known = layouts()
    # x = … that does not fit what x_k = … has made of x
    apart = {latex(one.readings[0].tree) for one in judged if _is_ill_typed(one.steps[:1])}
    known = replace(known, twofold=known.twofold & apart)
    return [
        replace(one, steps=tuple(_spared(step, one, known) for step in one.steps)) for one in judged
    ]


def _is_ill_typed(steps: Sequence[StepFinding]) -> bool:
    return any(step.verdict is Verdict.ILL_TYPED for step in steps)


_FAILING = (Verdict.ILL_TYPED, Verdict.REFUTED)


def _spared(step: StepFinding, judged: Judged, layouts: Layouts) -> StepFinding:
    if step.verdict not in _FAILING:
        return step
    sides = tuple(side.tree for side in judged.sides(step))
    doubt = next(_doubts(step, sides, judged, layouts), None)
    if doubt is None:
        return step
    if step.verdict is Verdict.REFUTED:
        return replace(undecided(step, CODE, f"it does not hold as it was read; {doubt}"),
                       equals_start=None)  # fmt: skip
    message = f"{step.message}; {doubt}"
    return replace(step, verdict=Verdict.UNREAD, code=CODE, message=message)


def _doubts(
    step: StepFinding, sides: tuple[t.Tree, ...], judged: Judged, layouts: Layouts
) -> Iterator[str]:
    """Yield why a step may mean another thing than was read."""
    keys = {key for tree in sides for key in (*names_in(tree), *map(_key, tree.walk()))}
    shaky = layouts.columns.keys() - judged.setting.names.keys()
    for key in sorted(key for key in shaky if any(_is_bare(x, key) for x in sides)):
        yield f"{key} is read as the matrix; {layouts.columns[key]}"
    alone = layouts.heads - judged.setting.names.keys()
    for key in sorted(key for key in alone if any(key in _entries_in(x) for x in sides)):
        if any(_is_bare(reading.tree, key) for reading in judged.readings):
            yield f"{key} stands alone here too: what has a subscript may be its entry"
    setting = judged.setting
    for key in sorted(layouts.real & keys):
        entry = setting.signature.symbols.get(key)
        if entry is not None and entry.sorts and key not in setting.names:
            yield f"{key} may be a number here: somewhere it is called one"
    if step.verdict is not Verdict.ILL_TYPED:
        return
    for key in sorted(layouts.twofold & keys & setting.names.keys()):
        yield f"{key} and what it has below may be two things: both are said to be something"
    for key in sorted(key for key in layouts.scores if any(key in _entries_in(x) for x in sides)):
        yield f"{key} with an index may be a number here: it is an exponent"
    for key in sorted(key for key in _numbers(setting) if any(_is_value(x, key) for x in sides)):
        if key in layouts.numbers:
            yield f"{key} may be a vector here: {layouts.numbers[key]}"
        elif any(_in_diagonal(x, key) for x in sides) and any(_is_varied(x, key) for x in sides):
            yield f"{key} may be a vector here: the derivative by it is a diag"
    if _TWO_COLUMNS.search(step.message or "") and any(_is_within(x, step.span) for x in sides):
        yield "the product entry by entry may be meant, with ∘ between them"
    if (step.message or "").startswith(OF_A_NUMBER) and any(map(_has_softmax_of_entries, sides)):
        yield "one entry of the softmax of a vector may be meant"
    if (step.message or "").startswith(OF_NUMBERS):
        yield "one term of the cross-entropy of vectors may be meant"
    rows = setting.conventions.get("vectors") == "rows"
    for key in sorted(keys & setting.customary) if rows else ():
        # custom writes it in columns, and the part's vectors alone are rows
        if setting.names[key].shape[1:] == (None,):
            yield f"say what {key} is where vectors are rows"


def _is_bare(tree: t.Tree, key: str) -> bool:
    """Whether a letter stands somewhere without an index."""
    if isinstance(tree, t.Scripts) and tree.sub is not None:
        return any(_is_bare(one, key) for one in tree.children() if one is not tree.base)
    return latex(tree) == key or any(_is_bare(one, key) for one in tree.children())


def _is_value(tree: t.Tree, key: str) -> bool:
    """Whether a letter, or its entry x_i, stands for a value: not where it is an index, u_x."""
    if isinstance(tree, t.Scripts):
        above = () if tree.sup is None else (tree.sup,)
        return any(_is_value(one, key) for one in (tree.base, *above))
    if isinstance(tree, t.Big):
        return _is_value(tree.body, key)
    return latex(tree) == key or any(_is_value(one, key) for one in tree.children())


def _key(node: t.Tree) -> str:
    return latex(node) if isinstance(node, (t.Name, t.Words, t.Scripts)) else ""


def _numbers(setting: Setting) -> frozenset[str]:
    """Return the problem's plain numbers that nothing in the document says to be such."""
    symbols = setting.signature.symbols.items()
    plain = frozenset(key for key, entry in symbols if entry.is_any_number and not entry.stated)
    return plain - setting.names.keys() - setting.letters.keys()


def _has_softmax_of_entries(tree: t.Tree) -> bool:
    """Whether the softmax of what has an index is written: ``softmax(x_i)``."""
    return any(
        isinstance(left, t.Words)
        and left.text.lower() == "softmax"
        and any(isinstance(x, t.Scripts) and x.sub is not None for x in right.walk())
        for node in tree.walk()
        if isinstance(node, t.Product)
        for left, right in pairwise(node.factors)
    )


def _is_varied(tree: t.Tree, key: str) -> bool:
    """Whether a derivative by a letter is written."""
    return any(isinstance(x, t.Derive) and latex(x.variable) == key for x in tree.walk())


def _in_diagonal(tree: t.Tree, key: str) -> bool:
    """Whether a letter stands within ``diag(…)``."""
    return any(key in names_in(inner) for inner in _diagonals(tree))


def _is_within(tree: t.Tree, span: Span | None) -> bool:
    """Whether a place lies within ``diag(…)``."""
    inner = (one.span for one in _diagonals(tree))
    return span is not None and any(x.start <= span.start and span.end <= x.end for x in inner)


def _diagonals(tree: t.Tree) -> Iterator[t.Tree]:
    """Yield what stands within each ``diag(…)``."""
    for node in tree.walk():
        for left, right in pairwise(node.factors) if isinstance(node, t.Product) else ():
            if isinstance(left, t.Words) and left.text == "diag":
                yield right
