"""User macros: definitions read from tokens, calls expanded on tokens.

Argument tokens keep their own span, tokens of a body get the span of the call, so that
every message still points into the source.  Depth and length of expansion are bounded.
"""

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.document.tokens.token import Kind, Token
from derivcheck.document.tokens.tokenize import tokenize
from derivcheck.source import Diagnostic, Span

MAX_LEVELS = 50
MAX_TOKENS = 100_000
_NEW = {"\\newcommand", "\\renewcommand", "\\providecommand", "\\DeclareRobustCommand"}
_DEF = {"\\def", "\\gdef", "\\edef", "\\xdef"}
_OPERATOR = {"\\DeclareMathOperator"}
_XPARSE = {"\\NewDocumentCommand", "\\RenewDocumentCommand", "\\ProvideDocumentCommand"}
_ENVIRONMENT = {"\\newenvironment", "\\renewenvironment"}
DEFINERS = frozenset(_NEW | _DEF | _OPERATOR | _ENVIRONMENT | {"\\let"} | _XPARSE)


class Macro(Struct, frozen=True):
    """A macro: what a call looks like after its name, and what it stands for.

    ``pattern`` holds ``#1`` … for arguments and plain tokens for delimiters; ``default``
    is the first argument's value when it may be left out (in ``[…]``).
    """

    pattern: tuple[Token, ...]
    body: tuple[Token, ...]
    default: tuple[Token, ...] | None = None


class Macros(Struct):
    """The definitions in force, and what is left of the budget for expansion.

    ``read`` holds the texts that they were taken from, ``events`` counts what an expansion does
    beside its result: definitions taken over, calls refused.  ``twice`` are names that were
    defined in two ways.  Where a formula is a group, as in TeX, what it redefines is so in it only.
    """

    table: dict[str, Macro] = field(default_factory=dict)
    left: int = MAX_TOKENS
    diagnostics: list[Diagnostic] = field(default_factory=list)
    read: tuple[str, ...] = ()
    events: int = 0
    twice: set[str] = field(default_factory=set)
    grouped: bool = False
    hidden: list[dict[str, Macro]] = field(default_factory=list)  # by the groups that are open

    def define(self, text: str, offset: int = 0) -> None:
        """Take over all definitions that stand in a piece of source text."""
        tokens, _ = tokenize(text, offset)
        self.read = (*self.read, text) if tokens else self.read
        at = 0
        while at < len(tokens):
            end = self._definition(tokens, at)
            at = end if end is not None else at + 1

    def expand(self, tokens: Sequence[Token]) -> tuple[Token, ...]:
        """Return the tokens with calls expanded and definitions taken over and removed."""
        if not self.table and not any(t.text in DEFINERS for t in tokens):
            return tuple(tokens)
        result: list[Token] = []
        self.hidden = [{}]
        todo = [(token, 0) for token in reversed(tokens)]  # a stack: the next token is last
        while todo:
            token, level = todo.pop()
            if token.kind is not Kind.COMMAND:
                self._enter_or_leave(token.kind)
                result.append(token)
            elif token.text in DEFINERS:
                self._inner_definition(token, todo)
            elif token.text in self.table and self._affordable(token, level):
                self._call(token, level, todo)
            else:
                result.append(token)
        if self.grouped:
            self._enter_or_leave(Kind.END)
        self.hidden = []
        return tuple(result)

    def _enter_or_leave(self, kind: Kind) -> None:
        """Open a group, or close one: what it has redefined is what it was before."""
        if kind in (Kind.OPEN, Kind.BEGIN):
            self.hidden.append({})
        elif kind in (Kind.CLOSE, Kind.END) and self.hidden:
            before = self.hidden.pop()
            self.table.update(before)
            self.events += bool(before)

    def _set(self, name: str, macro: Macro, *, everywhere: bool = False) -> None:
        before = self.table.get(name)
        if before is not None and _spelling(before) != _spelling(macro):
            self.twice.add(name)
            if self.hidden and not everywhere:
                self.hidden[-1].setdefault(name, before)
        self.table[name] = macro

    def _affordable(self, token: Token, level: int) -> bool:
        if self.left <= 0 or level >= MAX_LEVELS:
            self.events += 1
            code = "macro-too-long" if self.left <= 0 else "macro-too-deep"
            if not any(d.code == code for d in self.diagnostics):
                message = f"{token.text} is not expanded: the limit for macros is reached"
                self.diagnostics.append(Diagnostic(code, message, token.span))
            return False
        return True

    def _call(self, token: Token, level: int, todo: list[tuple[Token, int]]) -> None:
        macro = self.table[token.text]
        arguments, end = _arguments(macro, todo, token.span.end)
        span = Span(token.span.start, max(token.span.end, end))
        self.left -= 1
        first = True
        produced: list[tuple[Token, int]] = []
        for part in macro.body:
            glued = token.glued if first else part.glued
            first = False
            if part.kind is Kind.SYMBOL and part.text in arguments:
                given = arguments[part.text]
                produced.extend(given)
                self.left -= len(given)
            else:
                text = _fill(part.text, arguments) if part.kind is Kind.TEXT else part.text
                produced.append((Token(part.kind, text, span, glued), level + 1))
                self.left -= 1
            if self.left <= 0:
                break
        todo.extend(reversed(produced))

    def _inner_definition(self, token: Token, todo: list[tuple[Token, int]]) -> None:
        self.left -= 50  # so that a flood of definitions ends, too
        self.events += 1
        if self.left <= 0:
            return
        tail = [token, *(t for t, _ in reversed(todo[-2000:]))]
        end = self._definition(tail, 0)
        if end is not None and end > 1:
            del todo[len(todo) - (end - 1) :]

    def _definition(self, tokens: Sequence[Token], at: int) -> int | None:
        """Read the definition that begins at ``at``; return where it ends, None if none does."""
        command = tokens[at].text if tokens[at].kind is Kind.COMMAND else ""
        if command not in DEFINERS:
            return None
        at = _skip_star(tokens, at + 1)
        if command == "\\let":
            return self._let(tokens, at)
        if command in _ENVIRONMENT:
            return _skip_groups(tokens, at, 3)
        name, at = _name(tokens, at)
        if name is None:
            return at
        if command in _DEF:
            start = at
            while at < len(tokens) and tokens[at].kind is not Kind.OPEN:
                at += 1
            pattern, default = tuple(tokens[start:at]), None
        elif command in _XPARSE:
            spec, at = _group(tokens, at)
            pattern, default = _specified(spec)
        elif command in _OPERATOR:
            pattern, default = (), None
        else:
            pattern, default, at = _signature(tokens, at)
        body, at = _group(tokens, at)
        if command in _OPERATOR:
            body = _operator(body)
        if command != "\\providecommand" or name not in self.table:
            everywhere = command in ("\\gdef", "\\xdef")
            self._set(name, Macro(pattern, body, default), everywhere=everywhere)
        return at

    def _let(self, tokens: Sequence[Token], at: int) -> int:
        name, at = _name(tokens, at)
        if at < len(tokens) and tokens[at].text == "=":
            at += 1
        if name is None or at >= len(tokens):
            return at
        old = tokens[at]
        self._set(name, self.table.get(old.text, Macro((), (old,))))
        return at + 1


def _spelling(macro: Macro) -> tuple[tuple[str, ...], ...]:
    """Return a macro without the places of its tokens."""
    texts = (macro.pattern, macro.body, macro.default or ())
    return tuple(tuple(token.text for token in tokens) for tokens in texts)


def _specified(
    spec: tuple[Token, ...],
) -> tuple[tuple[Token, ...], tuple[Token, ...] | None]:
    """Read the arguments of ``\\NewDocumentCommand``: ``m``, and first ``O{…}`` or ``o``."""
    first = spec[0].text if spec else ""
    default = _group(spec, 1)[0] if first == "O" else () if first == "o" else None
    rest = spec if default is None else spec[2 if first == "o" else _group(spec, 1)[1] :]
    return _hashes((default is not None) + sum(t.text == "m" for t in rest)), default


def _hashes(count: int) -> tuple[Token, ...]:
    return tuple(Token(Kind.SYMBOL, f"#{n + 1}", Span(0, 0)) for n in range(min(count, 9)))


def _operator(body: tuple[Token, ...]) -> tuple[Token, ...]:
    spot = Span(0, 0)
    head = (Token(Kind.COMMAND, "\\operatorname", spot), Token(Kind.OPEN, "{", spot, True))
    return (*head, *body, Token(Kind.CLOSE, "}", spot, True))


def _skip_star(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].text == "*" else at


def _skip_groups(tokens: Sequence[Token], at: int, count: int) -> int:
    for _ in range(count):
        while at < len(tokens) and tokens[at].text == "[":
            _, at = _bracket(tokens, at)
        _, at = _group(tokens, at)
    return at


def _name(tokens: Sequence[Token], at: int) -> tuple[str | None, int]:
    """Read ``\\name`` or ``{\\name}``."""
    if at < len(tokens) and tokens[at].kind is Kind.COMMAND:
        return tokens[at].text, at + 1
    group, end = _group(tokens, at)
    if len(group) == 1 and group[0].kind is Kind.COMMAND:
        return group[0].text, end
    return None, max(end, at + 1)


def _signature(
    tokens: Sequence[Token], at: int
) -> tuple[tuple[Token, ...], tuple[Token, ...] | None, int]:
    count, default = 0, None
    if at < len(tokens) and tokens[at].text == "[":
        number, at = _bracket(tokens, at)
        text = "".join(t.text for t in number)
        count = int(text) if text.isdecimal() and len(text) == 1 else 0
        if at < len(tokens) and tokens[at].text == "[":
            default, at = _bracket(tokens, at)
    return _hashes(count), default, at


def _bracket(tokens: Sequence[Token], at: int) -> tuple[tuple[Token, ...], int]:
    end = at + 1
    while end < len(tokens) and tokens[end].text != "]":
        end += 1
    return tuple(tokens[at + 1 : end]), min(end + 1, len(tokens))


def _group(tokens: Sequence[Token], at: int) -> tuple[tuple[Token, ...], int]:
    """Return the tokens inside the brace group at ``at`` (or the one token there)."""
    if at >= len(tokens) or tokens[at].kind is not Kind.OPEN:
        return tuple(tokens[at : at + 1]), min(at + 1, len(tokens))
    depth, end = 0, at
    while end < len(tokens):
        depth += (tokens[end].kind is Kind.OPEN) - (tokens[end].kind is Kind.CLOSE)
        if depth == 0:
            break
        end += 1
    return tuple(tokens[at + 1 : end]), min(end + 1, len(tokens))


_Found = dict[str, list[tuple[Token, int]]]


def _arguments(macro: Macro, todo: list[tuple[Token, int]], end: int) -> tuple[_Found, int]:
    """Take a call's arguments from the stack of tokens; say where in the source they end."""
    found: _Found = {}
    for n, part in enumerate(macro.pattern):
        before = len(todo)
        last = todo[-1][0].span.end if todo else end
        if not part.text.startswith("#"):
            if todo and todo[-1][0].text == part.text:
                todo.pop()
        elif n == 0 and macro.default is not None:
            found[part.text], last = _optional(macro.default, todo, last)
        else:
            stops = _delimiter(macro.pattern, n + 1)
            if not stops:
                found[part.text], last = _undelimited(todo)
            else:
                found[part.text] = _delimited(todo, stops)
                last = found[part.text][-1][0].span.end if found[part.text] else end
        end = last if len(todo) < before else end
    return found, end


def _optional(
    default: tuple[Token, ...], todo: list[tuple[Token, int]], end: int
) -> tuple[list[tuple[Token, int]], int]:
    if not todo or todo[-1][0].text != "[":
        # a default stands where the call stands, not where the macro was defined
        place = Span(max(0, end - 1), end)
        return [(replace(token, span=place), 0) for token in default], end
    todo.pop()
    found = _delimited(todo, ("]",))
    if todo and todo[-1][0].text == "]":
        end = todo.pop()[0].span.end
    return found, end


def _delimiter(pattern: tuple[Token, ...], at: int) -> tuple[str, ...]:
    """Return the tokens that end the argument before ``at``: ``over`` in ``#1over#2``."""
    end = at
    while end < len(pattern) and not pattern[end].text.startswith("#"):
        end += 1
    return tuple(token.text for token in pattern[at:end])


def _delimited(todo: list[tuple[Token, int]], stops: tuple[str, ...]) -> list[tuple[Token, int]]:
    found: list[tuple[Token, int]] = []
    depth = 0
    while todo and (depth or not _is_next(todo, stops)):
        item = todo.pop()
        depth += (item[0].kind is Kind.OPEN) - (item[0].kind is Kind.CLOSE)
        found.append(item)
    return found


def _is_next(todo: list[tuple[Token, int]], stops: tuple[str, ...]) -> bool:
    ahead = todo[-1 : -len(stops) - 1 : -1]
    return tuple(token.text for token, _ in ahead) == stops


def _undelimited(todo: list[tuple[Token, int]]) -> tuple[list[tuple[Token, int]], int]:
    """Take one token or one brace group; return it and where it ends."""
    if not todo or todo[-1][0].kind is Kind.CLOSE:
        return [], 0
    token, level = todo.pop()
    if token.kind is Kind.NUMBER and len(token.text) > 1:  # TeX takes one digit
        middle = token.span.start + 1
        todo.append((replace(token, text=token.text[1:], span=Span(middle, token.span.end)), level))
        digit = replace(token, text=token.text[0], span=Span(token.span.start, middle))
        return [(digit, level)], middle
    if token.kind is not Kind.OPEN:
        return [(token, level)], token.span.end
    found: list[tuple[Token, int]] = []
    depth, end = 1, token.span.end
    while todo:
        item = todo.pop()
        end = item[0].span.end
        depth += (item[0].kind is Kind.OPEN) - (item[0].kind is Kind.CLOSE)
        if depth == 0:
            break
        found.append(item)
    return found, end


def _fill(text: str, arguments: dict[str, list[tuple[Token, int]]]) -> str:
    for name, given in arguments.items():
        if name in text:
            text = text.replace(name, "".join(token.text for token, _ in given))
    return text
