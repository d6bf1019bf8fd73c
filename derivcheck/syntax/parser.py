"""The precedence parser: tokens to a surface tree.

From loose to tight: lists, relations, ``+ −``, products (juxtaposition and ``· × ⊙ /``),
prefix operators, scripts.  ``Σ`` and ``∂/∂x`` take all that follows in their product.
Every token ends up in the tree or in an `Error` node; none is dropped.
"""

from msgspec.structs import replace

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.syntax import signs
from derivcheck.syntax import tree as t
from derivcheck.syntax.atoms import argument, atom, scripted, starts_atom
from derivcheck.syntax.bars import joined, parted
from derivcheck.syntax.braces import (
    UNSHOWN_ARGUMENT,
    goes_past_bracket,
    is_unshown_sum,
    of_sums,
)
from derivcheck.syntax.cursor import MAX_DEPTH, Cursor
from derivcheck.syntax.derivatives import out_of_brackets, primed_function, with_slashes
from derivcheck.syntax.vocabulary import (
    CASE_WORDS,
    KNOWN_COMMANDS,
    PREFIX_FUNCTIONS,
    SIZE_WORDS,
    WORD_FUNCTIONS,
    unknown_command,
)

# the longest formula that is read: ten thousand terms of a sum
MAX_TOKENS = 25_000


def read(tokens: tuple[Token, ...], words: frozenset[str]) -> t.Tree:
    """Return the tree of one formula; ``words`` are the multi-letter names that are known."""
    if not tokens:
        raise ValueError("a formula has at least one token")
    if len(tokens) > MAX_TOKENS:
        message = f"a formula of more than {MAX_TOKENS:,} tokens"
        return t.Error(tokens[0].span.to(tokens[-1].span), "too-large", message)
    return _read(tokens, words)


def _read(tokens: tuple[Token, ...], words: frozenset[str]) -> t.Tree:
    cursor = Cursor(parted(joined(tokens)), words | WORD_FUNCTIONS | SIZE_WORDS | CASE_WORDS)
    tree = items(cursor)
    if cursor.is_at("\\over"):
        cursor.take()
        below = items(cursor)
        tree = t.Fraction_(tree.span.to(below.span), tree, below)
    if cursor.here is not None:
        start = cursor.span()
        text = cursor.here.text
        while cursor.here is not None:
            cursor.take()
        code = "unbalanced-bracket" if text in ")]}\\}|\\right" else "unexpected-token"
        message = f"I did not expect “{text}” here"
        if code == "unbalanced-bracket":
            message += ": it closes nothing; it is one too many, or its opening bracket is missing"
        error = t.Error(cursor.since(start), code, message)
        return t.Product(tree.span.to(error.span), (tree, error), ("",))
    return tree


def items(cursor: Cursor) -> t.Tree:
    """Parse a list; a single item stands for itself."""
    start = cursor.span()
    out, separators = [related(cursor)], []
    while (separator := _separator(cursor)) is not None:
        cursor.take()
        if not (starts_term(cursor) or cursor.sign(signs.RELATIONS)):
            # a trailing separator belongs to the sentence, as in “w = o,”
            break
        separators.append(separator)
        out.append(related(cursor))
    if not separators:
        return out[0]
    return t.Items(cursor.since(start), tuple(out), tuple(separators))


def _separator(cursor: Cursor) -> str | None:
    if cursor.is_kind(Kind.BREAK, Kind.ALIGN):
        return ";"
    if cursor.is_at("|", "\\mid", "\\vert", "\\lvert") and not cursor.bars:
        return "|"
    return cursor.sign(signs.SEPARATORS)


def related(cursor: Cursor) -> t.Tree:
    """Parse formulas joined by relation signs, as conditions and ranges have them."""
    start = cursor.span()
    out, found = [summands(cursor)], []
    while (sign := _relation(cursor)) is not None:
        found.append(sign)
        out.append(summands(cursor))
    if not found:
        return out[0]
    return t.Related(cursor.since(start), tuple(out), tuple(found))


def _relation(cursor: Cursor) -> str | None:
    """Take a relation sign and return it, also one of two characters: ``!=``, ``<=``."""
    after = cursor.ahead()
    if cursor.is_at(*signs.IN_CODE) and after is not None and after.text == "=" and after.glued:
        first = cursor.take()
        cursor.take()
        return signs.IN_CODE[first.text]
    sign = cursor.sign(signs.RELATIONS)
    if sign is not None:
        cursor.take()
    return sign


def summands(cursor: Cursor) -> t.Tree:
    """Parse terms joined by + and −."""
    cursor.depth += 1
    if cursor.depth > MAX_DEPTH:
        cursor.depth -= 1
        return _give_up(cursor, "too-deep", "this formula is nested too deeply")
    try:
        return _summands(cursor)
    finally:
        cursor.depth -= 1


def _summands(cursor: Cursor) -> t.Tree:
    start = cursor.span()
    terms: list[t.Tree] = []
    found: list[str] = []
    sign = _term_sign(cursor)
    found.append(sign or "")
    terms.append(product(cursor))
    while (sign := _term_sign(cursor)) is not None:
        found.append(sign)
        terms.append(product(cursor))
    if found == [""]:
        return terms[0]
    return t.Summands(cursor.since(start), tuple(terms), tuple(found))


def _term_sign(cursor: Cursor) -> str | None:
    """Take a sign and return it; ``+ -`` is a minus, and ``- -`` in one row a plus."""
    sign = cursor.sign(signs.TERM_SIGNS)
    if sign is not None:
        end = cursor.span().end
        cursor.take()
        minus = cursor.sign(signs.TERM_SIGNS) == "-"
        if minus and (sign == "+" or 0 <= cursor.span().start - end <= 1):
            cursor.take()
            return "-" if sign == "+" else "+"
    return sign


def starts_term(cursor: Cursor) -> bool:
    """Whether a term may begin here."""
    return cursor.sign(signs.TERM_SIGNS) is not None or starts_factor(cursor)


def starts_factor(cursor: Cursor) -> bool:
    """Whether a factor may begin here."""
    here = cursor.here
    if here is None:
        return False
    if here.text in PREFIX_FUNCTIONS or here.text in signs.BIG:
        return True
    return starts_atom(cursor)


def product(cursor: Cursor, *, operand: bool = False) -> t.Tree:
    """Parse factors up to the next +, −, relation, separator or closing bracket.

    The ``operand`` of ``\\partial_x`` ends before the next one, ``\\partial_x f \\partial_y g``.
    """
    start = cursor.span()
    if not starts_factor(cursor) and not _is_unknown(cursor):
        return _missing(cursor)
    factors = [factor(cursor) if starts_factor(cursor) else _missing(cursor)]
    found: list[str] = []
    while True:
        sign = cursor.sign(signs.PRODUCTS)
        if operand and _is_operator(cursor, sign is not None):
            break
        if sign is not None:
            cursor.take()
            found.append(sign)
            if cursor.sign(signs.TERM_SIGNS) == "-" and cursor.ahead() is not None:
                factors.append(_signed(cursor))
            else:
                factors.append(factor(cursor) if starts_factor(cursor) else _missing(cursor))
        elif starts_factor(cursor):
            found.append("")
            factors.append(_in_braces(cursor, factors[-1]) or factor(cursor))
        elif _is_unknown(cursor):
            found.append("")
            factors.append(_missing(cursor))
        else:
            break
    factors, found = with_slashes(of_sums(factors, found), found)
    return t.Product(cursor.since(start), tuple(factors), tuple(found)) if found else factors[0]


# functions with a name that a letter may have too: ``\\sigma{x}`` is applied
_APPLIED = frozenset({"\\sigma", "sigmoid", "softmax"})


def _in_braces(cursor: Cursor, before: t.Tree) -> t.Tree | None:
    """Parse the braces behind a function's name as the bracket that they stand for."""
    named = isinstance(before, (t.Name, t.Words)) and before.text in _APPLIED
    if not named or not cursor.is_kind(Kind.OPEN):
        return None
    start = cursor.span()
    inner = script_of(cursor)
    span = cursor.since(start)
    if cursor.is_at("^", "_"):
        message = "this script may belong to the function or to its argument"
        return t.Error(span, "ambiguous-script", message)
    if is_unshown_sum(inner) or goes_past_bracket(inner):
        return t.Error(span, "ambiguous-scope", UNSHOWN_ARGUMENT)
    return inner if isinstance(inner, t.Group) else t.Group(span, "(", inner)


def _signed(cursor: Cursor) -> t.Tree:
    """Parse ``-x`` directly after a product sign, as in ``a · -b``."""
    start = cursor.span()
    cursor.take()
    inner = factor(cursor) if starts_factor(cursor) else _missing(cursor)
    return t.Summands(cursor.since(start), (inner,), ("-",))


def _is_unknown(cursor: Cursor) -> bool:
    here = cursor.here
    return (
        here is not None
        and here.kind is Kind.COMMAND
        and here.text[1:].isalpha()
        and here.text not in KNOWN_COMMANDS
    )


def _missing(cursor: Cursor) -> t.Tree:
    here = cursor.here
    if here is None:
        return cursor.error("incomplete-formula", "something is missing at the end of this formula")
    if _is_unknown(cursor):
        cursor.take()
        error = t.Error(here.span, "unknown-command", unknown_command(here.text))
        return scripted(cursor, error, items)
    if here.text in signs.TERM_SIGNS:
        message = "two signs in a row: put brackets around what the second one belongs to"
        return cursor.error("unexpected-token", message)
    return cursor.error("unexpected-token", f"something is missing before “{here.text}”")


def _give_up(cursor: Cursor, code: str, message: str) -> t.Error:
    start = cursor.span()
    while cursor.here is not None:
        cursor.take()
    return t.Error(cursor.since(start), code, message)


def factor(cursor: Cursor) -> t.Tree:
    """Parse one factor: a prefix operator with its operand, or an atom with scripts."""
    here = cursor.here
    assert here is not None
    if here.kind in (Kind.COMMAND, Kind.SYMBOL, Kind.LETTER) and here.text in signs.BIG:
        return _big(cursor)
    if here.text in PREFIX_FUNCTIONS or cursor.word() in WORD_FUNCTIONS:
        return primed_function(cursor) or _prefix(cursor)
    base = out_of_brackets(atom(cursor, items))
    if isinstance(base, t.Derive) and base.operand is None:
        operand = _operand(cursor, here.text in signs.PARTIAL | signs.NABLA)
        return replace(base, span=cursor.since(base.span), operand=operand)
    if isinstance(base, t.Differential) and base.operand is None and starts_factor(cursor):
        operand = factor(cursor)
        return t.Differential(cursor.since(base.span), base.symbol, operand)
    return base


def _is_operator(cursor: Cursor, behind_sign: bool) -> bool:
    """Whether ``\\partial_y`` stands here, or behind the sign here."""
    token, script = cursor.ahead(int(behind_sign)), cursor.ahead(behind_sign + 1)
    known = token is not None and token.text in signs.PARTIAL | signs.NABLA
    return known and script is not None and script.text == "_"


def _operand(cursor: Cursor, ends: bool = False) -> t.Tree | None:
    """Parse what an operator applies to: the rest of the product, a sign allowed first."""
    if cursor.sign(signs.TERM_SIGNS) == "-":
        start = cursor.span()
        cursor.take()
        inner = product(cursor, operand=ends)
        return t.Summands(cursor.since(start), (inner,), ("-",))
    return product(cursor, operand=ends) if starts_factor(cursor) else None


def _big(cursor: Cursor) -> t.Tree:
    token = cursor.take()
    kind = signs.BIG[token.text]
    lower = upper = None
    while cursor.is_at("_", "^"):
        which = cursor.take().text
        empty = cursor.ahead()
        if cursor.is_kind(Kind.OPEN) and empty is not None and empty.kind is Kind.CLOSE:
            # ``^{}``, as formula editors leave it
            cursor.take()
            cursor.take()
            continue
        script = script_of(cursor)
        if which == "_":
            lower = script
        else:
            upper = script
    body = _operand(cursor)
    if body is None:
        body = cursor.error("incomplete-formula", f"there is nothing under this {token.text}")
    return t.Big(cursor.since(token.span), kind, lower, upper, body)


def script_of(cursor: Cursor) -> t.Tree:
    """Parse what follows ``_`` or ``^``: a braced list or one atom."""
    return argument(cursor, items)


def _prefix(cursor: Cursor) -> t.Tree:
    start = cursor.span()
    word = cursor.word()
    if word in WORD_FUNCTIONS:
        for _ in word:
            cursor.take()
        name = f"\\{word}"
    else:
        name = cursor.take().text
    sup: t.Tree | None = None
    if cursor.is_at("^"):
        cursor.take()
        sup = script_of(cursor)
    if cursor.is_at("_"):
        error = cursor.error("unknown-notation", f"I do not read a subscript on {name}")
        cursor.take()
        script_of(cursor)
        return error
    if cursor.sign(signs.TERM_SIGNS) == "-" and not sup:
        # “\log -x” has one reading only
        operand = _operand(cursor)
        assert operand is not None
        return t.Prefix(cursor.since(start), name, sup, operand, None)
    if not starts_factor(cursor):
        return cursor.error("incomplete-formula", f"{name} has no argument here")
    braced = cursor.is_kind(Kind.OPEN)
    first = factor(cursor)
    if braced and goes_past_bracket(first):
        return t.Error(cursor.since(start), "ambiguous-scope", UNSHOWN_ARGUMENT)
    if sup is None and isinstance(first, t.Scripts) and _is_bracket(first.base):
        # “\exp(x)^2” is the power of the value, as “\sigma(x)^2” is
        inner = t.Prefix(start.to(first.base.span), name, None, first.base, None)
        return replace(first, span=cursor.since(start), base=inner)
    bracket = isinstance(first, t.Group) and first.open in "([{"
    rest = None
    if not bracket and not isinstance(first, (t.Big, t.Derive)) and _argument_goes_on(cursor):
        rest = _juxtaposed(cursor)
    return t.Prefix(cursor.since(start), name, sup, first, rest)


def _is_bracket(tree: t.Tree) -> bool:
    return isinstance(tree, t.Group) and tree.open in "(["


def _argument_goes_on(cursor: Cursor) -> bool:
    here = cursor.here
    if here is None or not starts_factor(cursor):
        return False
    return here.text not in PREFIX_FUNCTIONS and cursor.word() not in WORD_FUNCTIONS


def _juxtaposed(cursor: Cursor) -> t.Tree:
    start = cursor.span()
    factors = [factor(cursor)]
    while _argument_goes_on(cursor):
        factors.append(factor(cursor))
    if len(factors) == 1:
        return factors[0]
    return t.Product(cursor.since(start), tuple(factors), ("",) * (len(factors) - 1))
