"""Layout: tokens that change how a formula looks and not what it says."""

from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.document.tokens.phrases import is_bare
from derivcheck.document.tokens.token import Kind, Token, group_end
from derivcheck.document.tokens.wordlist import wordlist
from derivcheck.source import Diagnostic

PAUSES = frozenset({"\\quad", "\\qquad", "\\hfill", "\\hfil", "\\enspace", "\\qedhere"})
SPACES = wordlist(
    r"\, \; \: \! \> \/ \- \thinspace \medspace \thickspace \negthinspace \negmedspace "
    r"\negthickspace \space \nobreakspace \mskip"
) | {"\\ ", "\\\n", "\\\t"}
_BARE = SPACES | wordlist(
    r"\displaystyle \textstyle \scriptstyle \scriptscriptstyle \limits \nolimits \nonumber "
    r"\notag \mathstrut \strut \allowbreak \nobreak \noindent \indent \centering \hline "
    r"\smallskip \medskip \bigskip \par \null \relax \middle \big \Big \bigg \Bigg \bigl "
    r"\Bigl \biggl \Biggl \bigr \Bigr \biggr \Biggr \bigm \Bigm \biggm \Biggm \small "
    r"\large \Large \footnotesize \normalsize \scriptsize \tiny \square \Box \blacksquare "
    r"\qed \QED \mathbin \mathord \mathpunct"
)
_WITH_ARGUMENT = {
    "\\label": 1, "\\tag": 1, "\\hspace": 1, "\\vspace": 1, "\\ref": 1, "\\eqref": 1,
    "\\cite": 1, "\\footnote": 1, "\\color": 1, "\\phantom": 1, "\\hphantom": 1,
    "\\vphantom": 1, "\\raisebox": 1, "\\kern": 0, "\\mkern": 0, "\\rule": 2, "\\label*": 1,
}  # fmt: skip
_WRAPPERS = {"\\textcolor": 1, "\\colorbox": 1, "\\boxed": 0, "\\bbox": 0, "\\mathclap": 0}
# in a box these part several formulas, which stand as if there were no box
_APART = frozenset(
    {"=", "\\neq", "\\ne", "≠", "\\approx", "\\equiv", "\\forall", "∀", "\\quad", "\\qquad"}
)
_COMPARES = frozenset(
    {"=", "\\neq", "\\ne", "≠", "<", ">", "\\in", "\\le", "\\leq", "\\ge", "\\geq"}
)
_FORCED = frozenset({"\\ ", "\\;", "\\:", "\\space"})  # spaces of which two may part equations
_BRACED = {"\\underbrace": "_", "\\overbrace": "^"}


def strip_layout(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], tuple[Diagnostic, ...]]:
    """Drop layout; ``\\quad``, ``&`` and ``\\\\`` stay, since they separate formulas.

    ``\\boxed{x}`` and ``\\textcolor{red}{x}`` become ``{x}``, or plain ``x`` when the box
    takes in a relation sign.  ``\\underbrace{x}_{…}`` becomes ``{x}``.
    """
    kept: list[Token] = []
    diagnostics: list[Diagnostic] = []
    dropped: set[int] = set()
    at = 0
    apart = False  # whether layout was dropped right before
    while at < len(tokens):
        token = tokens[at]
        end = at + 1
        size = len(kept)
        if at in dropped or (token.kind is Kind.SYMBOL and token.text in "~$"):
            pass
        elif token.kind is not Kind.COMMAND:
            kept.append(token)
        elif token.text in _WITH_ARGUMENT:
            end = _skip(tokens, at + 1, _WITH_ARGUMENT[token.text])
            if token.text == "\\tag" and tokens[end - 1].kind is not Kind.CLOSE:
                end = group_end(tokens, end)  # \tag 2
            if token.text == "\\tag":
                kept.extend(_condition(tokens[at + 1 : end]))
            if "phantom" in token.text:
                message = f"what {token.text} hides is not read"
                diagnostics.append(Diagnostic("phantom", message, token.span))
        elif token.text in _WRAPPERS:
            end = _skip(tokens, at + 1, _WRAPPERS[token.text])
            close = group_end(tokens, end) - 1
            if close > end and _relates(tokens[end + 1 : close]):
                dropped.update((end, close))
        elif token.text in _BRACED:
            close = group_end(tokens, end)
            if close < len(tokens) and tokens[close].text == _BRACED[token.text]:
                dropped.update(range(close, group_end(tokens, close + 1)))
        elif token.text == "\\operatorname":
            kept.append(token)
            end += end < len(tokens) and tokens[end].text == "*"
        elif token.text in _FORCED and (run := _forced(tokens, at)) > at:
            # two equations, or a product with room in it: nobody can tell
            kept.append(Token(Kind.TEXT, " ", token.span))
            end = run
        elif token.text not in _BARE:
            kept.append(token)
        if len(kept) > size and apart and kept[-1].glued:
            kept[-1] = replace(kept[-1], glued=False)
        apart = len(kept) == size
        at = end
    return tuple(kept), tuple(diagnostics)


def _condition(tokens: Sequence[Token]) -> list[Token]:
    """Return the condition that a tag holds, ``\\tag{$w \\neq o$}``, as one beside a formula."""
    marks = [at for at, token in enumerate(tokens) if token.text == "$"]
    inner = tokens[marks[0] + 1 : marks[-1]] if marks else ()
    if all(token.text not in _COMPARES for token in inner):
        return []
    first, last = inner[0].span, inner[-1].span
    # “also for $w \\neq o$” is no condition
    before, behind = (_words(part) for part in (tokens[: marks[0]], tokens[marks[-1] + 1 :]))
    return [
        Token(Kind.COMMAND, "\\quad", first),
        *([Token(Kind.TEXT, f"{before} {behind} ", first)] if before or behind else []),
        Token(Kind.SYMBOL, "(", first),
        *(token for token in inner if token.text != "$"),
        Token(Kind.SYMBOL, ")", last),
    ]


def _words(tokens: Sequence[Token]) -> str:
    """Return what is written in letters, and their spaces."""
    parts = [token.text for token in tokens if token.kind in (Kind.LETTER, Kind.TEXT)]
    glued = [token.glued for token in tokens if token.kind in (Kind.LETTER, Kind.TEXT)]
    return "".join(
        part if one else f" {part}" for part, one in zip(parts, glued, strict=True)
    ).strip()


def _forced(tokens: Sequence[Token], at: int) -> int:
    """Return the end of a run of spaces before ``name =``, ``at`` where there is none."""
    end = at
    while end < len(tokens) and tokens[end].text in _FORCED:
        end += 1
    sign = end
    while sign < len(tokens) and tokens[sign].kind not in (Kind.BREAK, Kind.ALIGN, Kind.END):
        if tokens[sign].text == "=":
            break
        sign += 1
    named = sign < len(tokens) and tokens[sign].text == "=" and is_bare(tokens[end:sign])
    stands_behind = at > 0 and tokens[at - 1].kind not in (Kind.BREAK, Kind.ALIGN, Kind.BEGIN)
    return end if end > at + 1 and named and stands_behind else at


def bearer(tokens: Sequence[Token], at: int) -> Token:
    """Return the letter that bears the script at ``at``, out of the braces of a font."""
    before = at - 1
    while before > 0 and tokens[before].kind is Kind.CLOSE:
        before -= 1
    return tokens[before]


def _skip(tokens: Sequence[Token], at: int, count: int) -> int:
    if at < len(tokens) and tokens[at].text == "*":
        at += 1
    for _ in range(count):
        if at < len(tokens) and tokens[at].text == "[":
            while at < len(tokens) and tokens[at].text != "]":
                at += 1
            at += 1
        if at < len(tokens) and tokens[at].kind is Kind.OPEN:
            at = group_end(tokens, at)
    return min(at, len(tokens))


def _relates(tokens: Sequence[Token]) -> bool:
    depth = 0
    for token in tokens:
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth == 0 and token.text in _APART:
            return True
    return False
