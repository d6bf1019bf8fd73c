"""Braces that do not show in print, where what is printed reads otherwise than what they group.

``\\exp{(u^T}v)`` prints as exp(uᵀv), ``{a + b} c`` as a + b c, ``{\\sum_x a_x} b_x`` as
Σ a_x b_x: what a reader sees is read, and said.  Braces that are a command's argument, a script or
behind a function's name stay.
"""

from collections.abc import Sequence

from derivcheck.document.tokens.structure import Structure, match
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.source import Diagnostic

_ARITY = {"\\frac": 2, "\\dfrac": 2, "\\tfrac": 2, "\\cfrac": 2, "\\binom": 2}
_FUNCTIONS = wordlist("\\exp \\log \\ln \\sigma \\tanh \\sin \\cos \\tan \\max \\min")
_NO_ARGUMENT = _FUNCTIONS | wordlist(
    "\\cdot \\times \\div \\odot \\circ \\ast \\bullet \\leq \\geq \\le \\ge \\neq \\ne \\equiv "
    "\\approx \\in \\isin \\dots \\ldots \\cdots \\quad \\qquad \\alpha \\beta \\gamma \\delta "
    "\\theta \\lambda \\mu \\phi \\psi \\omega \\Omega \\Theta \\top \\intercal \\prime \\mid"
)
_SIGNS = frozenset({"+", "-", "−", "–"})
# what stands in braces behind these is all that is under them in print, and no argument
_OPERATORS = wordlist("\\sum \\prod \\partial \\nabla")
_PRODUCTS = wordlist("\\cdot \\times \\div \\odot \\circ \\ast \\bullet * / · × ⊙")
_BOUND = wordlist("\\sum \\prod")
_ENDS = _SIGNS | {"=", "<", ">", "&", ",", ";"}
_BRACKETS = frozenset("()[]")
_NO_FACTOR = _PRODUCTS | wordlist(
    "\\leq \\geq \\le \\ge \\neq \\ne \\equiv \\approx \\in \\isin \\right \\quad \\qquad \\mid "
    "\\rvert \\rVert \\rangle \\} \\Rightarrow \\implies \\to"
)


def drop_invisible(
    tokens: Sequence[Token], shape: Structure
) -> tuple[tuple[Token, ...], tuple[Diagnostic, ...]]:
    """Return the tokens without the braces that print otherwise than they group."""
    if not any(t.kind is Kind.OPEN for t in tokens):
        return tuple(tokens), ()
    free = _free(tokens, shape)
    loose = [at for at, _ in free] + _under_operators(tokens, shape)
    cut = sorted(at for at in loose if _cuts_brackets(tokens, shape, at))
    if cut and not _heals(tokens, shape, cut):
        cut = []
    cut += [at for at, called in free if not called and _reaches_out(tokens, shape, at)]
    cut += [at for at, called in free if called and _goes_on(tokens, shape, at) and at not in cut]
    cut += [at for at, _ in free if _binds_behind(tokens, shape, at) and at not in cut]
    dropped = {end for at in cut for end in (at, shape.partner[at])}
    kept = tuple(t for n, t in enumerate(tokens) if n not in dropped)
    message = "these braces do not show in print; the formula is read as it is printed"
    found = tuple(Diagnostic("invisible-braces", message, tokens[at].span) for at in cut)
    return kept, found


def _free(tokens: Sequence[Token], shape: Structure) -> list[tuple[int, bool]]:
    """Return where groups begin that are no arguments, and whether a function stands before."""
    arguments: set[int] = set()
    free: list[tuple[int, bool]] = []
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        if token.kind is Kind.OPEN and at not in arguments and shape.partner[at] > at:
            called = before is not None and before.text in _FUNCTIONS
            if not (before is not None and before.kind is Kind.TEXT and "|" in before.text):
                free.append((at, called))
        elif token.text in ("^", "_") and token.kind is Kind.SYMBOL:
            arguments.add(at + 1)
        elif token.kind is Kind.COMMAND and token.text not in _NO_ARGUMENT:
            arguments.update(_arguments(tokens, at))
        elif token.kind is Kind.BEGIN:
            arguments.add(at + 1)
    return free


def _under_operators(tokens: Sequence[Token], shape: Structure) -> list[int]:
    """Return where the groups begin that stand behind Σ and its range, ∂ or ∇."""
    found: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind is not Kind.COMMAND or token.text not in _OPERATORS:
            continue
        here = at + 1
        while here < len(tokens) and tokens[here].text in ("^", "_"):
            here = group_end(tokens, here + 1)
        if here < len(tokens) and tokens[here].kind is Kind.OPEN and shape.partner[here] > here:
            found.append(here)
    return found


def _arguments(tokens: Sequence[Token], at: int) -> list[int]:
    """Return where the arguments of a command begin; an unknown one may take all that follow."""
    found: list[int] = []
    left = _ARITY.get(tokens[at].text, 9)
    here = at + 1
    while left > 0 and here < len(tokens):
        token = tokens[here]
        if token.kind is Kind.OPEN:
            found.append(here)
            here = group_end(tokens, here)
            left -= 1
        elif tokens[at].text in _ARITY and token.kind is not Kind.CLOSE:
            left -= len(token.text) if token.kind is Kind.NUMBER else 1
            here += 1
        elif token.text == "[":
            while here < len(tokens) and tokens[here].text != "]":
                here += 1
            here += 1
        elif token.text in ("^", "_"):
            here = group_end(tokens, here + 1)
        else:
            break
    return found


def _cuts_brackets(tokens: Sequence[Token], shape: Structure, at: int) -> bool:
    """Whether brackets inside a group have no partner inside it, braces left out of account."""
    opened: list[str] = []
    for n in range(at + 1, shape.partner[at]):
        token = tokens[n]
        if token.text not in _BRACKETS or token.kind is not Kind.SYMBOL or _is_sized(tokens, n):
            continue
        if token.text in "([":
            opened.append(token.text)
        elif opened and opened[-1] + token.text in ("()", "[]"):
            opened.pop()
        else:
            return True
    return bool(opened)


def _is_sized(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].text in ("\\left", "\\right")


def _heals(tokens: Sequence[Token], shape: Structure, cut: list[int]) -> bool:
    """Whether every bracket finds its partner once the braces at ``cut`` are gone."""
    gone = {end for at in cut for end in (at, shape.partner[at])}
    rest = [t for n, t in enumerate(tokens) if n not in gone]
    again = match(rest)
    return all(
        again.partner[n] >= 0
        for n, token in enumerate(rest)
        if token.text in _BRACKETS and token.kind is Kind.SYMBOL and not _is_sized(rest, n)
    )


def _reaches_out(tokens: Sequence[Token], shape: Structure, at: int) -> bool:
    """Whether a sum stands in braces that print as none, next to a factor or behind a minus."""
    end = shape.partner[at]
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    if after is not None and after.text in ("^", "_", "'", "′"):
        return False
    if _is_label(tokens[at + 1 : end]):
        return False
    depth = 0
    sums = False
    for n in range(at + 1, end):
        token = tokens[n]
        if token.text in ("\\over", "\\atop", "\\choose") and depth == 0:
            return False
        sums = sums or (depth == 0 and n > at + 1 and token.text in _SIGNS)
        depth += shape.partner[n] > n
        depth -= 0 <= shape.partner[n] < n
    return sums and (_binds_left(tokens, at) or (after is not None and _is_factor(after)))


def _goes_on(tokens: Sequence[Token], shape: Structure, at: int) -> bool:
    """Whether a function's braces begin with a bracket and go on with a sum: ``\\exp{(x) - 1}``.

    It prints as exp(x) − 1.
    """
    first, end = at + 1, shape.partner[at]
    sized = tokens[first].text == "\\left"
    after = shape.partner[first] + 1 + sized
    opens = sized or tokens[first].text in ("(", "[")
    return opens and first < after < end and tokens[after].text in _SIGNS


def _binds_behind(tokens: Sequence[Token], shape: Structure, at: int) -> bool:
    """Whether a Σ fills the braces whose index stands in the factors behind them, too.

    Where a Σ further out has the same index, the factors behind may mean that one.
    """
    end = shape.partner[at]
    letter = _index_of(tokens, at + 1)
    if letter is None or letter in _bound_around(tokens, shape, at):
        return False
    here = end + 1
    while here < len(tokens) and (here > end + 1 or _is_factor(tokens[here])):
        token = tokens[here]
        if token.text == letter:
            return True
        if token.text in _ENDS or 0 <= shape.partner[here] < at:
            return False
        here += 1
    return False


def _index_of(tokens: Sequence[Token], at: int) -> str | None:
    """Return the letter under the Σ that stands at a place, None if there is none."""
    if at + 2 >= len(tokens) or tokens[at].text not in _BOUND or tokens[at + 1].text != "_":
        return None
    below = tokens[at + 2 : group_end(tokens, at + 2)]
    return next((t.text for t in below if t.kind is Kind.LETTER), None)


def _bound_around(tokens: Sequence[Token], shape: Structure, at: int) -> set[str | None]:
    """Return the indices of the sums before a place that no group has ended."""
    levels: list[set[str | None]] = [set()]
    for n in range(at):
        if shape.partner[n] > n:
            levels.append(set())
        elif shape.partner[n] >= 0 and len(levels) > 1:
            levels.pop()
        levels[-1].add(_index_of(tokens, n))
    return set().union(*levels)


def _is_label(tokens: Sequence[Token]) -> bool:
    """Whether tokens are a word such as ``neg-sample``, and no difference."""
    letters = sum(t.kind is Kind.LETTER for t in tokens)
    return letters >= 4 and all(t.kind is Kind.LETTER or t.text in "-_" for t in tokens)


def _binds_left(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    if before is None:
        return False
    if before.text in ("-", "−", "–") or before.text in _PRODUCTS:
        return True
    return before.kind in (Kind.LETTER, Kind.NUMBER, Kind.CLOSE) or before.text in (")", "]")


def _is_factor(token: Token) -> bool:
    """Whether a token behind a group binds to its last term."""
    if token.text in _PRODUCTS or token.text in ("(", "["):
        return True
    if token.kind is Kind.COMMAND:
        return token.text not in _NO_FACTOR
    return token.kind in (Kind.LETTER, Kind.NUMBER, Kind.OPEN)
