"""Atoms: names, numerals, brackets, fractions, roots, environments, with their scripts."""

from collections.abc import Callable

from msgspec.structs import replace

from derivcheck.document.tokens.token import Kind
from derivcheck.source import Span
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t
from derivcheck.syntax.braces import took_empty, with_scripts
from derivcheck.syntax.cursor import Cursor, is_letter
from derivcheck.syntax.environments import cases_in_brace, environment
from derivcheck.syntax.numerals import numeral
from derivcheck.syntax.subscripts import hyphened, label, sliced
from derivcheck.syntax.superscripts import is_letter_above, star, with_index_above

Items = Callable[[Cursor], t.Tree]

# commands that are one sign, as letters are
_SINGLE = {"\\top", "\\intercal", "\\infty", "\\prime"}

ATOM_COMMANDS = (
    signs.FRACTIONS | signs.PARTIAL | signs.NABLA | signs.DOTS | signs.STYLES | signs.UPRIGHT
    | signs.LETTER_COMMANDS | _SINGLE | {"\\sqrt", "\\left", "\\substack", "\\boxed", "\\binom",
    "\\mathbb", "\\emptyset", "\\lfloor", "\\dim"}
    | set(signs.ACCENTS) | set(signs.ALPHABETS) | set(signs.OPENING) | set(signs.LETTERS)
)  # fmt: skip


def starts_atom(cursor: Cursor) -> bool:
    """Whether an atom may begin here."""
    here = cursor.here
    if here is None:
        return False
    if here.kind in (Kind.NUMBER, Kind.TEXT, Kind.OPEN, Kind.BEGIN) or typed_dots(cursor):
        return True
    if here.kind is Kind.LETTER:
        return here.text not in ("^", "_")
    if here.text in signs.BARS:
        if here.text == "\\mid" or here.text in signs.CLOSE_ONLY:
            return False
        return signs.BARS[here.text] not in cursor.bars and _bar_opens(cursor)
    return here.text in ATOM_COMMANDS


def typed_dots(cursor: Cursor) -> int:
    """Return how many full stops in a row stand here, if they are dots: ``...`` or ``..``."""
    count = 0
    while (token := cursor.ahead(count)) is not None and token.text == ".":
        count += 1
    return count if count > 1 else 0


def _bar_opens(cursor: Cursor) -> bool:
    """Whether a bar has a partner further on at this level; ``P(o|c)`` has none."""
    here = cursor.here
    assert here is not None
    only_opens = here.text in signs.OPEN_ONLY
    depth, offset = 0, 1
    while (token := cursor.ahead(offset)) is not None and offset < 200:
        if token.kind is Kind.OPEN or token.text in signs.OPENING:
            depth += 1
        elif token.kind is Kind.CLOSE or token.text in signs.CLOSING:
            depth -= 1
            if depth < 0:
                # ``P(o \\lvert c)``: a bar that divides, in a spelling that is meant to open
                return False
        elif depth == 0 and token.text in signs.BARS:
            same = signs.BARS[token.text] == signs.BARS[here.text] and offset > 1
            return same or only_opens
        offset += 1
    return only_opens


def argument(cursor: Cursor, items: Items) -> t.Tree:
    """Parse a command's or script's argument: a braced list or a single token."""
    if cursor.is_kind(Kind.OPEN):
        return _braced(cursor, items)
    here = cursor.here
    if here is None:
        return cursor.error("incomplete-formula", "something is missing at the end of this formula")
    if is_letter(here) or here.kind is Kind.NUMBER:
        return _single(cursor)
    if here.text == "*" or here.text in signs.TERM_SIGNS:
        cursor.take()
        return t.Words(here.span, here.text)
    if starts_atom(cursor):
        return _unscripted(cursor, items)
    return cursor.error("unexpected-token", f"I did not expect “{here.text}” here")


def _single(cursor: Cursor) -> t.Tree:
    """Parse one letter, or one digit of a numeral: TeX's ``x^23`` is x²·3, which nobody means."""
    here = cursor.here
    assert here is not None
    if here.kind is Kind.NUMBER and len(here.text) > 1:
        cursor.take()
        return t.Error(
            here.span,
            "ambiguous-script",
            f"put braces around “{here.text}”: TeX takes its first digit only",
        )
    return _name(cursor)


def _name(cursor: Cursor) -> t.Tree:
    token = cursor.take()
    if token.kind is Kind.NUMBER:
        return numeral(cursor, token)
    return t.Name(token.span, signs.LETTERS.get(token.text, token.text))


def _braced(cursor: Cursor, items: Items) -> t.Tree:
    """Parse ``{…}``; braces group but do not show, so the inner tree stands for itself."""
    start = cursor.take().span
    if cursor.is_kind(Kind.CLOSE):
        cursor.take()
        return t.Error(cursor.since(start), "incomplete-formula", "these braces are empty")
    outer, cursor.bars = cursor.bars, []
    inner = items(cursor)
    if cursor.is_at("\\over", "\\atop"):
        inner = _infix(cursor, inner, items)
    if not cursor.is_kind(Kind.CLOSE):
        inner = _skip_to_close(cursor, inner)
    if cursor.is_kind(Kind.CLOSE):
        cursor.take()
    cursor.bars = outer
    return inner


def _infix(cursor: Cursor, left: t.Tree, items: Items) -> t.Tree:
    kind = cursor.take().text
    right = items(cursor)
    span = left.span.to(right.span)
    if kind == "\\over":
        from derivcheck.syntax.derivatives import quotient

        return quotient(span, left, right)
    return t.Items(span, (left, right), (";",))


def _skip_to_close(cursor: Cursor, inner: t.Tree) -> t.Tree:
    """Take what could not be parsed up to the closing brace into an error node."""
    start, depth = cursor.span(), 0
    text = cursor.here.text if cursor.here else "the end"
    while cursor.here is not None and not (depth == 0 and cursor.is_kind(Kind.CLOSE)):
        depth += cursor.is_kind(Kind.OPEN) - cursor.is_kind(Kind.CLOSE)
        cursor.take()
    error = t.Error(cursor.since(start), "unexpected-token", f"I did not expect “{text}” here")
    return t.Product(inner.span.to(error.span), (inner, error), ("",))


def atom(cursor: Cursor, items: Items) -> t.Tree:
    """Parse an atom with its scripts and primes."""
    base = _unscripted(cursor, items)
    if isinstance(base, t.Derive) and base.operand is not None and is_letter_above(cursor):
        # ∂L/∂x as a fraction with a transpose: that of the whole
        return scripted(cursor, t.Group(base.span, "(", base), items)
    if isinstance(base, (t.Derive, t.Differential)):
        return base
    return scripted(cursor, base, items)


def scripted(cursor: Cursor, base: t.Tree, items: Items) -> t.Tree:
    """Parse the scripts that follow a base; a second superscript applies to the whole."""
    while True:
        sub = sup = None
        primes = 0
        while True:
            if cursor.is_at(*signs.PRIMES):
                cursor.take()
                primes += 1
            elif cursor.is_at("^") and (raised := _raised_primes(cursor)):
                primes += raised
            elif cursor.is_at("_") and sub is None:
                cursor.take()
                sub = label(cursor) or sliced(cursor, items) or argument(cursor, items)
                if isinstance(sub, t.Words):
                    sub = t.Words(sub.span, hyphened(sub.text))
            elif cursor.is_at("^") and sup is None:
                cursor.take()
                sup = star(cursor) or argument(cursor, items)
                if isinstance(sup, t.Name) and sup.text == "\\prime":
                    sup, primes = None, primes + 1
            elif cursor.is_at("⊤") and sup is None:
                sup = t.Name(cursor.take().span, "\\top")
            elif not took_empty(cursor):
                break
        if sub is None and sup is None and not primes:
            return base
        if isinstance(base, t.Scripts) and base.sup is not None and sup is not None:
            message = "two superscripts in a row: put braces around what belongs together"
            return t.Error(cursor.since(base.span), "ambiguous-script", message)
        span = cursor.since(base.span)
        above = with_index_above(span, base, sub, sup, primes)
        base = above or with_scripts(t.Scripts(span, base, sub, sup, primes))


def _raised_primes(cursor: Cursor) -> int:
    """Take ``^{'}`` and return how many primes it has; take nothing if it has more in it."""
    if (after := cursor.ahead()) is None or after.kind is not Kind.OPEN:
        return 0
    offset = 2
    while (token := cursor.ahead(offset)) is not None and token.text in signs.PRIMES:
        offset += 1
    if token is None or token.kind is not Kind.CLOSE or offset == 2:
        return 0
    for _ in range(offset + 1):
        cursor.take()
    return offset - 2


def _unscripted(cursor: Cursor, items: Items) -> t.Tree:
    here = cursor.here
    assert here is not None
    word = cursor.word()
    if word is not None:
        for _ in word:
            cursor.take()
        return t.Words(cursor.since(here.span), word)
    match here.kind:
        case Kind.OPEN:
            return _braced(cursor, items)
        case Kind.BEGIN:
            return environment(cursor, items)
        case Kind.TEXT:
            cursor.take()
            return t.Words(here.span, " ".join(here.text.split()))
        case Kind.NUMBER:
            return _name(cursor)
        case _:
            return _command(cursor, items)


def _command(cursor: Cursor, items: Items) -> t.Tree:
    here = cursor.here
    assert here is not None
    text = here.text
    if dots := typed_dots(cursor):
        for _ in range(dots):
            cursor.take()
        return t.Ellipsis_(cursor.since(here.span))
    if text in signs.PARTIAL or text in signs.NABLA:
        from derivcheck.syntax.derivatives import nabla, partial

        return partial(cursor, items) if text in signs.PARTIAL else nabla(cursor, items)
    if text in signs.FRACTIONS:
        from derivcheck.syntax.derivatives import fraction

        return fraction(cursor, items)
    if text in signs.DOTS:
        return t.Ellipsis_(cursor.take().span)
    if text in signs.STYLES:
        cursor.take()
        if cursor.here is None:
            return t.Error(here.span, "incomplete-formula", f"{text} has no argument")
        styled = argument(cursor, items)
        bold = text in signs.BOLD and isinstance(styled, t.Numeral) and styled.text == "1"
        return replace(styled, bold=True) if bold else styled
    if text in signs.UPRIGHT:
        cursor.take()
        return _upright(cursor, here.span, items)
    if text in signs.ALPHABETS or text in signs.ACCENTS:
        cursor.take()
        mark = signs.ALPHABETS.get(text) or signs.ACCENTS[text]
        return _accent(cursor.since(here.span), mark, argument(cursor, items))
    if text == "\\sqrt":
        return _root(cursor, items)
    if text == "\\dim":
        cursor.take()
        return t.Words(here.span, "dim")
    if text in ("\\boxed", "\\substack"):
        cursor.take()
        return argument(cursor, items)
    if text == "\\left" or text in signs.OPENING or text in signs.BARS:
        return _bracket(cursor, items)
    if is_letter(here) or text in signs.LETTERS or text in _SINGLE:
        return _name(cursor)
    cursor.take()
    return t.Error(here.span, "unknown-command", f"I do not know “{text}”")


def _accent(start: Span, mark: str, base: t.Tree) -> t.Tree:
    """Put an accent on a name; ``\\hat{y_w}`` is ``\\hat{y}_w``."""
    span = start.to(base.span)
    match base:
        case t.Name() if not base.accent:
            return t.Name(span, base.text, mark)
        case t.Scripts() if isinstance(base.base, t.Name) and not base.base.accent:
            name = t.Name(base.base.span, base.base.text, mark, base.base.raised)
            return t.Scripts(span, name, base.sub, base.sup, base.primes)
        case t.Numeral() | t.Words():
            return t.Name(span, base.text, mark)
        case t.Group(open="(", inner=t.Name(accent="", text=text)):
            return t.Name(span, text, mark)
        case t.Error():
            return base
        case _:
            return t.Error(span, "unknown-notation", f"I do not read a {mark} over a formula")


def _upright(cursor: Cursor, start: Span, items: Items) -> t.Tree:
    """Parse ``\\mathrm{exp}``: letters become a word, anything else is parsed as it stands."""
    if not cursor.is_kind(Kind.OPEN):
        return argument(cursor, items)
    letters, offset = "", 1
    while (token := cursor.ahead(offset)) is not None and token.kind is not Kind.CLOSE:
        if token.kind not in (Kind.LETTER, Kind.NUMBER) and token.text not in "-_ ":
            letters = ""
            break
        letters += token.text
        offset += 1
    if len(letters) < 2:
        return argument(cursor, items)
    for _ in range(offset + 1):
        if cursor.here is not None:
            cursor.take()
    return t.Words(cursor.since(start), letters)


def _root(cursor: Cursor, items: Items) -> t.Tree:
    start = cursor.take().span
    degree = None
    if cursor.is_at("["):
        cursor.take()
        degree = items(cursor)
        if cursor.is_at("]"):
            cursor.take()
    radicand = argument(cursor, items)
    return t.Root(cursor.since(start), radicand, degree)


def _bracket(cursor: Cursor, items: Items) -> t.Tree:
    start = cursor.span()
    sized = cursor.is_at("\\left")
    if sized:
        cursor.take()
    here = cursor.here
    if here is None:
        return cursor.error("unbalanced-bracket", "\\left has no bracket")
    opening = signs.OPENING.get(here.text) or signs.BARS.get(here.text) or ""
    if not opening and here.text != ".":
        return cursor.error("unbalanced-bracket", f"“{here.text}” is no bracket")
    cursor.take()
    if sized and opening == "{" and cursor.is_kind(Kind.BEGIN):
        found = cases_in_brace(cursor, start, items)
        if found is not None:
            return found
    outer, cursor.bars = cursor.bars, ([opening] if opening in "|‖" and opening else [])
    inner = items(cursor)
    cursor.bars = outer
    return _closed(cursor, start, opening, inner, "\\right" if sized else "")


def _closed(cursor: Cursor, start: Span, opening: str, inner: t.Tree, right: str) -> t.Tree:
    here = cursor.here
    if right and not cursor.is_at(right):
        return _unclosed(cursor, start, opening, inner)
    if right:
        cursor.take()
        here = cursor.here
    if here is None:
        return _unclosed(cursor, start, opening, inner)
    closing = signs.CLOSING.get(here.text) or signs.BARS.get(here.text) or ""
    if closing == opening or (right and here.text == "."):
        cursor.take()
        return t.Group(cursor.since(start), opening, inner)
    return _unclosed(cursor, start, opening, inner)


def _unclosed(cursor: Cursor, start: Span, opening: str, inner: t.Tree) -> t.Tree:
    """Say which bracket is open, and before what it would have to be closed at the latest."""
    first = Span(start.start, start.start + 1)
    place = f"before “{cursor.here.text}”" if cursor.here is not None else "at the end"
    message = f"the bracket “{opening or '.'}” that opens here is not closed"
    message += f"; a “{signs.CLOSES[opening]}” is missing {place}" if opening else ""
    error = t.Error(first, "unbalanced-bracket", message)
    return t.Product(cursor.since(start), (error, inner), ("",))
