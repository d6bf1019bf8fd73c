"""What the formulas of a document declare: ``x ∈ ℝ^n``, ``x_1, …, x_n ∈ ℝ``, “let λ > 0”."""

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.names.by_their_entries import by_their_entries
from derivcheck.check.names.shapes import Axes, axes_of, is_name, noted_in
from derivcheck.document import outside_scripts, without_layout
from derivcheck.document.model import Document, Said
from derivcheck.elaborate.kinds import bare_key
from derivcheck.elaborate.names import ONES, is_bold_one
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

_NUMBER = later(r"\s*(?:is|are|be)\s+(?:a\s+|an\s+)?(?:real\b|scalars?\b|numbers?\b)")
# “let … and λ > 0”, “for μ ∈ ℝ and σ > 0”; “for x > 0 we have” is a condition
_LETS = later(r"\b(?:let|where|with)\b|\bfor\b[^.]*(?:\\in\b|∈)|其中|设|令", re.IGNORECASE)
# “we add a regularization parameter λ > 0”, but not “if a parameter λ > 0”, “a rate r > 0 exists”
_A_PARAMETER = later(
    r"\b(?:an?|some)\s+(?:[a-z\d-]+\s+){0,3}?(?:(?:hyper-?)?parameter|coefficient|strength|rate"
    r"|step[\s-]?size|temperature|bandwidth|margin)\s*$",
    re.IGNORECASE,
)
_NOT_FOR_ALL = later(
    r"\b(?:if|when\w*|unless|while|only|not?|n't|or|either|case|for|there|exist\w*|find|found|such"
    r"|that|so|which|some\w*times|until|satisf\w*|has|have|is|are)\b",
    re.IGNORECASE,
)
# “let $a > 0$, $b > 0$”
_GOES_ON = later(r"\s*(?:,|and|,\s*and|，|、|和)\s*\Z")
# “let λ > 0 or λ < 0”, “let λ > 0 be false”, “let λ > 0 fail”
_TAKEN_BACK = later(
    r"\W*(?:or|(?:be|is|were)\s+(?:false|wrong|violated|dropped)|fails?|only|sometimes|need|may)\b"
    r"|\W*或",
    re.IGNORECASE,
)
# “let λ ∈ ℝ, not necessarily λ > 0”, “let us see why λ > 0 matters”
_DOUBTED = later(
    r"\b(?:not?|necessar\w+|possibl[ey]|maybe|perhaps|without|instead|rather|unlike|neither|either"
    r"|why|whether|how|could|might|would|were|if|unless|except|violat\w+|fail\w*|drop\w*)\b|n't\b"
    r"|不|未必",
    re.IGNORECASE,
)
# “for any constant c”, “adding the scalar c”, “with a learning rate η”
_RATE = r"(?:learning[\s-]rate|step[\s-]?size|step[\s-]length)"
_CALLED_NUMBER = later(
    rf"\b(?:constants?|scalars?|real numbers?|{_RATE})(?:\s+of)?\s*$"
    r"|(?:常数|标量|常量|学习率|步长)\s*[为是]?\s*$",
    re.IGNORECASE,
)
_IS_NUMBER = later(
    r"\s*(?:is|are|be)\s+(?:a\s+|an\s+|any\s+|some\s+)?(?:real\s+)?(?:constant|scalar|number)s?\b"
    rf"|\s*(?:is|be|denotes|being)\s+(?:an?\s+|the\s+|our\s+|some\s+)?{_RATE}\b"
    r"|\s*[是为]\s*(?:常数|标量|常量|学习率|步长)",
    re.IGNORECASE,
)
# “for real x”, “x real”, “x being a scalar”: whoever writes so may mean numbers
_CALLED_REAL = later(r"\b(?:real|scalar)(?:\s+numbers?)?\s*$", re.IGNORECASE)
_IS_REAL = later(
    r"[\s,]*(?:(?:is|are|be|being|as)\s+)?(?:an?\s+|any\s+|all\s+|both\s+)?"
    r"(?:reals?|scalars?|(?:real\s+)?numbers?)\b",
    re.IGNORECASE,
)
# what a bold 1 may be besides the vector of ones
_NOT_OF_ONES = later(r"\bindicat|one-?hot|\bbasis|\bunit\b|zero|\bmask|\bnot?\b", re.IGNORECASE)
_OF_ONES = later(r"\bones\b|\ball-?\s*ones?\b|全\s*[1１一]", re.IGNORECASE)
# signs without which a formula declares nothing
_DOTS = frozenset({"\\dots", "\\ldots", "\\cdots", "\\vdots", "…", "...", "\\dotsc"})
_MARKS = frozenset({"\\in", "∈", "\\isin"})


def _is_marked(said: Said) -> bool:
    if _MARKS.isdisjoint(said.written):
        return False  # most formulas have none at all
    return any(token.text in _MARKS for token in outside_scripts(said.tokens))


class Declared(Struct, frozen=True):
    """A symbol as the document declares it: its axes by their size as written.

    ``member`` is the letter or the last number of ``x_i`` and ``x_1, …, x_n``, a family of
    such things; ``values`` are the only ones that a number takes.
    """

    name: t.Tree
    axes: tuple[t.Tree, ...]
    text: str
    member: t.Tree | None = None
    values: tuple[Fraction, ...] = ()
    at: int = 0  # where it stands in the document
    positive: bool = False
    row: bool = False  # of ℝ^{1×n}
    upright: bool = False  # of ℝ^{n×1}
    noted: bool = False  # in words and signs, which may not be meant as strictly as x ∈ ℝ^n
    worded: bool = False  # in words alone, “an n-dimensional vector”
    listed: bool = False  # by its entries, x = (x_1, …, x_n)


class _Space(Struct, frozen=True):
    """What may stand behind ∈: the axes of ℝ^n, or a set of numbers."""

    axes: Axes
    values: tuple[Fraction, ...] = ()


def declared_in(document: Document, words: frozenset[str]) -> Iterator[Declared]:
    """Yield what is declared, in order; notes of shapes where nothing else declares a symbol."""
    found: list[Declared] = []
    run: list[Declared] = []  # the “a > 0” of “let $a > 0$, $b > 0$”, right before a formula
    for said in document.formulas:
        goes_on = bool(run) and _GOES_ON.match(said.before) is not None
        new = list(_in_said(said, words, goes_on))
        if goes_on and _TAKEN_BACK.match(said.after):
            del found[len(found) - len(run) :]  # “… or both negative”
        run = [*(run if goes_on else ()), *new] if any(one.positive for one in new) else []
        found += (replace(one, at=said.tokens[0].span.start) for one in new)
    strict = {latex(one.name) for one in found if not one.noted}
    found = [one for one in found if not one.noted or latex(one.name) not in strict]
    for noted in noted_in(document.formulas, words):
        found += (
            replace(
                _of_shape(name, noted.axes, noted.text),
                at=noted.at,
                noted=True,
                worded=noted.worded,
            )
            for name in noted.names
            if latex(name) not in strict
        )
    yield from sorted(found, key=lambda one: one.at)


def _in_said(said: Said, words: frozenset[str], goes_on: bool) -> Iterator[Declared]:
    number = _NUMBER.match(said.after)
    marked = _is_marked(said)
    listed = "=" in said.written and not _DOTS.isdisjoint(said.written)
    signed = ">" in said.written
    lets = signed and (goes_on or _lets(said)) and not _TAKEN_BACK.match(said.after)
    tokens = without_layout(said.tokens) if number or marked or lets or listed else ()
    if not tokens:
        return
    tree = parse(tokens, words)
    if listed and (own := list(by_their_entries(tree))):
        yield from (
            Declared(one.name, (one.size,), said.latex, listed=True, noted=one.space is None)
            for one in own
            if one.space is None or _is_vector_of(one.space, one.size)
        )
        return
    if number:
        yield from (Declared(n, (), said.latex) for n in _names(tree))
    elif lets and not marked:
        yield from _positive(tree, said.latex)
    else:
        other = _NOT_OF_ONES.search(f"{said.before} {SENTENCE_END.split(said.after)[0]}")
        declared = _in_formula(tree, said.latex)
        yield from (one for one in declared if other is None or latex(one.name) != ONES)


def ones_otherwise(document: Document, words: frozenset[str]) -> frozenset[str]:
    """Return the bold 1 as a name where a sentence speaks of it, and not as a vector of ones."""
    for said in document.formulas:
        if said.display or "1" not in said.written:
            continue
        tree = parse(without_layout(said.tokens), words)
        first = tree.items[0] if isinstance(tree, t.Related) else tree
        name = first.base if isinstance(first, t.Scripts) else first
        if is_bold_one(name) or latex(name) == "\\bb{1}":
            sentence = f"{said.before} {SENTENCE_END.split(said.after)[0]}"
            if _NOT_OF_ONES.search(sentence) or not _OF_ONES.search(sentence):
                return frozenset((ONES,))
    return frozenset()


def _lets(said: Said) -> bool:
    """Whether words say that the λ of a formula λ > 0 is any such number."""
    lets = _LETS.search(said.before)
    if lets is not None:
        return _DOUBTED.search(said.before, lets.end()) is None
    parameter = _A_PARAMETER.search(said.before)
    others = (
        (said.before[: parameter.start()], SENTENCE_END.split(said.after)[0]) if parameter else ()
    )
    return parameter is not None and not any(map(_NOT_FOR_ALL.search, others))


def _positive(tree: t.Tree, text: str) -> Iterator[Declared]:
    """Yield the a and b of ``a, b > 0``."""
    *before, last = tree.items if isinstance(tree, t.Items) else (tree,)
    match last:
        case t.Related(items=(name, t.Numeral(text="0")), signs=(">",)):
            names = (*before, name)
            if all(is_name(one) for one in names):
                yield from (Declared(one, (), text, positive=True) for one in names)


def said_to_belong(document: Document, words: frozenset[str]) -> Iterator[str]:
    """Yield the names of which the text says to what set they belong, understood or not.

    Of a family of matrices, ``W^{(q)} ∈ ℝ^{m×n}``, it is the letter: its use tells nothing.
    """
    for said in document.formulas:
        tokens = without_layout(said.tokens) if _is_marked(said) else ()
        if not tokens:
            continue
        tree = parse(tokens, words)
        waiting: list[t.Tree] = []
        for item in tree.items if isinstance(tree, t.Items) else (tree,):
            waiting.append(item.items[0] if isinstance(item, t.Related) else item)
            if isinstance(item, t.Related) and item.signs[0] == "∈":
                yield from (latex(name) for name in waiting if is_name(name))
                space = _space(item.items[1])
                if space is not None and len(space.axes.sizes) > 1:
                    yield from (bare_key(name) for name in waiting if isinstance(name, t.Scripts))
                waiting = []


def said_to_be_numbers(document: Document) -> frozenset[str]:
    """Return the letters that the text calls constants or scalars, “for any constant c”.

    It says less than a declaration: they may be letters that the problem knows as something else.
    """
    out: set[str] = set()
    for said in document.formulas:
        if _CALLED_NUMBER.search(said.before) or _IS_NUMBER.match(said.after):
            tokens = without_layout(said.tokens)
            tree = parse(tokens) if tokens else None
            out |= {latex(name) for name in (_names(_compared(tree)) if tree is not None else ())}
    return frozenset(out)


def called_real(document: Document) -> frozenset[str]:
    """Return the letters that some words beside them may call real numbers, “for real x”.

    It is a doubt and no declaration: a real x may be a real vector as well.
    """
    out: set[str] = set()
    for said in document.formulas:
        if _CALLED_REAL.search(said.before) or _IS_REAL.match(said.after):
            tokens = without_layout(said.tokens)
            out |= {latex(name) for name in (_names(parse(tokens)) if tokens else ())}
    return frozenset(out)


def _compared(tree: t.Tree) -> t.Tree:
    """Return the letter that is compared with a number, ``η > 0``; anything else as it is."""
    if not isinstance(tree, t.Related) or len(tree.items) != 2 or tree.signs[0] not in "<>≤≥":
        return tree
    return tree.items[0] if isinstance(tree.items[1], t.Numeral) else tree


def _is_vector_of(space: t.Tree, size: t.Tree) -> bool:
    known = _space(space)
    return known is not None and list(map(latex, known.axes.sizes)) == [latex(size)]


def _names(tree: t.Tree) -> Iterator[t.Tree]:
    items = tree.items if isinstance(tree, t.Items) else (tree,)
    if all(is_name(item) for item in items):
        yield from items


def _in_formula(tree: t.Tree, text: str) -> Iterator[Declared]:
    """Yield what ``x, y ∈ ℝ^n`` declares; ``λ > 0`` may be a condition and declares nothing."""
    items = tree.items if isinstance(tree, t.Items) else (tree,)
    waiting: list[t.Tree] = []
    for item in items:
        if not isinstance(item, t.Related):
            waiting.append(item)
            continue
        names = [*waiting, item.items[0]]
        waiting = []
        space = _space(item.items[1]) if item.signs == ("∈",) else None
        if space is None:
            continue
        if is_bold_one(names[-1]) and len(names) == 1 and space.axes.sizes:
            names = [t.Name(names[-1].span, ONES)]
        listed = _listed(names)
        if listed is not None:
            name, member = listed
            yield Declared(name, space.axes.sizes, text, member, space.values)
        elif all(is_name(name) or has_a_word_below(name) for name in names):
            sizes, row = space.axes.sizes, space.axes.row
            yield from (Declared(name, sizes, text, values=space.values, row=row) for name in names)
        else:
            yield from _of_each(names, space, text)


def has_a_word_below(name: t.Tree) -> bool:
    """Whether a symbol has a word for its label, ``W_{\\text{out}}``."""
    match name:
        case t.Scripts(base=t.Name(), sub=t.Words(), sup=None, primes=0):
            return True
        case _:
            return False


def _of_each(names: list[t.Tree], space: _Space, text: str) -> Iterator[Declared]:
    """Yield what ``w, x_i ∈ ℝ^d`` declares: names and members of families beside one another."""
    runs = list(_runs(names))
    listed = [None if len(run) == 1 and is_name(run[0]) else _listed(run) for run in runs]
    if not all(one or is_name(run[0]) for run, one in zip(runs, listed, strict=True)):
        return
    for run, one in zip(runs, listed, strict=True):
        base, member = one if one is not None else (run[0], None)
        sizes, row = space.axes.sizes, space.axes.row and member is None
        yield Declared(base, sizes, text, member, space.values, row=row)


def _runs(names: list[t.Tree]) -> Iterator[list[t.Tree]]:
    """Yield ``x_1, …, x_n`` together, every other name alone."""
    run: list[t.Tree] = []
    for name in names:
        open_ = run and (isinstance(run[-1], t.Ellipsis_) or isinstance(name, t.Ellipsis_))
        if run and not (open_ or (len(run) == 1 and _begins(run[0], name))):
            yield run
            run = []
        run.append(name)
    yield from (run,) if run else ()


def _begins(first: t.Tree, name: t.Tree) -> bool:
    """Whether a name goes on from the ``x_1`` of a list: ``x_2``."""
    match first, name:
        case t.Scripts(sub=t.Numeral(text="1")), t.Scripts(sub=t.Numeral(text="2")):
            return latex(first.base) == latex(name.base)
        case _:
            return False


def _of_shape(name: t.Tree, axes: Axes, text: str) -> Declared:
    return Declared(name, axes.sizes, text, row=axes.row, upright=axes.upright)


def _listed(names: list[t.Tree]) -> tuple[t.Tree, t.Tree] | None:
    """Return the letter and the member of ``x_i`` or ``x_1, …, x_n``, or None."""
    last = names[-1]
    if not isinstance(last, t.Scripts) or not isinstance(last.base, t.Name) or last.primes:
        return None
    if last.sub is None or last.sup is not None or not isinstance(last.sub, t.Name):
        return None
    if len(names) == 1:
        return last.base, last.sub
    bases = {latex(n.base) if isinstance(n, t.Scripts) else latex(n) for n in names}
    dots = any(isinstance(name, t.Ellipsis_) for name in names)
    plain = bases == {latex(last.base), "\\dots"} and isinstance(names[0], t.Scripts)
    return (last.base, last.sub) if dots and plain else None


def _space(tree: t.Tree) -> _Space | None:
    """Return ``ℝ``, ``ℝ^n``, ``ℝ^{m×n}``, ``{0, 1}^n`` or ``(0, 1)``, or None for another set."""
    base, sup = (tree.base, tree.sup) if isinstance(tree, t.Scripts) else (tree, None)
    if isinstance(tree, t.Scripts) and (tree.sub is not None or tree.primes):
        return None
    values: tuple[Fraction, ...] | None = ()
    if isinstance(base, t.Group):
        values = () if _is_interval(base) else _values(base)
    elif not _is_reals(base, alone=sup is None):
        return None
    axes = Axes(()) if sup is None else _axes(sup)
    return None if axes is None or values is None else _Space(axes, values)


def _is_reals(base: t.Tree, alone: bool) -> bool:
    """Whether a letter means the reals; a plain R alone may be anything."""
    bold = isinstance(base, t.Name) and (
        base.text in "ℝℕℤℚ" or (base.accent == "bb" and base.text in "RNZQ")
    )
    return bold or (isinstance(base, t.Name) and base.text == "R" and not alone)


def _values(tree: t.Group) -> tuple[Fraction, ...] | None:
    """Return the numbers of ``{-1, 1}``."""
    if tree.open != "{" or not isinstance(tree.inner, t.Items):
        return None
    shown = [latex(item).replace(" ", "").lstrip("+") for item in tree.inner.items]
    if not all(re.fullmatch(r"-?\d{1,3}", one) for one in shown):
        return None
    return tuple(Fraction(int(one)) for one in shown)


def _is_interval(tree: t.Group) -> bool:
    """Whether a set is ``(0, 1)``, ``[-1, 1]`` or ``(0, \\infty)``: of real numbers."""
    if tree.open not in ("(", "[") or not isinstance(tree.inner, t.Items):
        return False
    ends = [latex(item).replace(" ", "").lstrip("+-") for item in tree.inner.items]
    return len(ends) == 2 and all(re.fullmatch(r"\d{1,6}|\\infty", one) for one in ends)


def _axes(sup: t.Tree) -> Axes | None:
    if isinstance(sup, t.Product) and set(sup.signs) == {"×"}:
        return axes_of(sup.factors)
    return axes_of((sup,))
