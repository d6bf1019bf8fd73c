"""Numerals: digits as written, and what programs write, ``1e-3``."""

from itertools import pairwise

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.syntax import tree as t
from derivcheck.syntax.cursor import Cursor

# longer ones are no mathematics of any course, and Python makes no number of 5,000 digits
MAX_DIGITS = 40


def numeral(cursor: Cursor, token: Token) -> t.Tree:
    """Return the tree of a number that was just taken."""
    if _has_exponent(cursor, token):
        return _exponent(cursor, token)
    if len(token.text) > MAX_DIGITS:
        return t.Error(token.span, "too-large", f"a number of {len(token.text)} digits")
    return t.Numeral(token.span, token.text)


def _has_exponent(cursor: Cursor, number: Token) -> bool:
    """Whether ``e-3`` or ``e3`` stands right behind a number, as programs write 10^{-3}."""
    then = cursor.ahead()
    signed = then is not None and then.text in ("+", "-")
    run = [number, *(cursor.ahead(n) for n in range(3 if signed else 2))]
    known = [token for token in run if token is not None]
    if len(known) < len(run) or known[1].text != "e" or known[-1].kind is not Kind.NUMBER:
        return False
    return all(one.span.end == two.span.start for one, two in pairwise(known))


def _exponent(cursor: Cursor, number: Token) -> t.Tree:
    while not cursor.is_kind(Kind.NUMBER):
        cursor.take()
    cursor.take()
    message = "this may be a number as programs write it, or e times something: write 10^{-3}"
    return t.Error(cursor.since(number.span), "ambiguous-script", message)
