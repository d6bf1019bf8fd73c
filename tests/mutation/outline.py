"""The outline of a LaTeX formula with spans: regions of terms, terms of factors.

Just enough structure to say where a slip of the pen may happen.  It is no reader: a formula
that it cannot outline raises ``ValueError`` and is not changed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]

TOKEN = re.compile(r"\\left(?![a-zA-Z])\s*\\?\S|\\right(?![a-zA-Z])\s*\\?\S|\\[a-zA-Z]+|\\.|\d+|\S")
FUNCTIONS = (r"\log", r"\exp", r"\sigma", r"\tanh")
JOINS = (r"\cdot", "/", r"\times")
BLANKS = (r"\,", r"\;", r"\!", r"\:", r"\ ", r"\quad")
LOSS = re.compile(r"J|\\text\{(?:Neg-sample|Skip-gram)\}")


@dataclass(frozen=True)
class Node:
    """One factor: its kind, its span with all scripts, and what is inside."""

    kind: str
    start: int
    end: int
    head: Span  # the name, the numeral, the opening bracket, the operator before its scripts
    sub: Span | None = None  # what is inside the subscript
    sup: Span | None = None
    regions: tuple["Region", ...] = ()
    conditions: tuple[Span, ...] = ()  # of cases


@dataclass(frozen=True)
class Term:
    """A product with the sign before it; ``sign`` is empty where none is written."""

    start: int
    end: int
    sign: str
    sign_at: Span
    factors: tuple[Node, ...]


@dataclass(frozen=True)
class Region:
    """What stands between two brackets, or a whole formula."""

    start: int
    end: int
    terms: tuple[Term, ...]

    def regions(self) -> Iterator["Region"]:
        """Yield this region and all inside it."""
        yield self
        for node in self.factors():
            for region in node.regions:
                yield from region.regions()

    def factors(self) -> Iterator[Node]:
        for term in self.terms:
            yield from term.factors

    def nodes(self) -> Iterator[Node]:
        """Yield all factors at any depth."""
        for region in self.regions():
            yield from region.factors()


def outline(text: str) -> Region:
    """Return the outline of a formula; raises ``ValueError`` for what has none."""
    scanner = _Scanner(text)
    return scanner.region(0, len(scanner.tokens), 0, len(text))


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [
            (found.start(), found.end(), found[0])
            for found in TOKEN.finditer(text)
            if found[0] not in BLANKS
        ]

    def token(self, at: int) -> str:
        return self.tokens[at][2] if at < len(self.tokens) else ""

    def closing(self, at: int) -> int:
        """Return the token that closes the bracket which opens at a token."""
        depth = 0
        for place in range(at, len(self.tokens)):
            token = self.token(place)
            opens = token in ("(", "[", "{", r"\{") or token.startswith(r"\left")
            closes = token in (")", "]", "}", r"\}") or token.startswith(r"\right")
            depth += (opens and token != r"\leq") - closes
            if not depth:
                return place
        raise ValueError("a bracket that is not closed")

    def region(self, first: int, last: int, start: int, end: int) -> Region:
        """Outline the tokens from ``first`` to before ``last``, cut at signs and commas."""
        terms: list[Term] = []
        at = first
        while at < last:
            sign, sign_at = "", (self.tokens[at][0], self.tokens[at][0])
            if self.token(at) in ("+", "-"):
                sign, sign_at = self.token(at), self.tokens[at][:2]
                at += 1
            factors: list[Node] = []
            while at < last and self.token(at) not in ("+", "-", ",", ";", "&"):
                node, at = self.factor(at, last)
                factors.append(node)
            if at < last and self.token(at) in (",", ";", "&"):
                at += 1
            if factors:
                spans = (factors[0].start, factors[-1].end)
                terms.append(Term(*spans, sign, sign_at, tuple(factors)))
        return Region(start, end, tuple(terms))

    def inside(self, opening: int, closing: int) -> Region:
        return self.region(opening + 1, closing, self.tokens[opening][1], self.tokens[closing][0])

    def factor(self, at: int, last: int) -> tuple[Node, int]:
        token = self.token(at)
        if token == r"\frac":
            return self.fraction(at)
        if token == r"\sum":
            return self.scripted("sum", at, at + 1, ())
        if token == r"\begin":
            return self.cases(at)
        if token in FUNCTIONS:
            return self.function(at, last)
        if token in ("(", "[", "{") or token.startswith(r"\left"):
            close = self.closing(at)
            return self.scripted("group", at, close + 1, (self.inside(at, close),))
        if token in JOINS:
            return Node("join", *self.tokens[at][:2], self.tokens[at][:2]), at + 1
        if token == r"\dots":
            return Node("dots", *self.tokens[at][:2], self.tokens[at][:2]), at + 1
        if token == r"\|":
            return self.norm(at, last)
        if token in (r"\partial", "=", "|") or token in (")", "]", "}"):
            raise ValueError(f"no factor: {token}")
        return self.name(at)

    def norm(self, at: int, last: int) -> tuple[Node, int]:
        close = next((n for n in range(at + 1, last) if self.token(n) == r"\|"), None)
        if close is None:
            raise ValueError("a norm that is not closed")
        return self.scripted("norm", at, close + 1, (self.inside(at, close),))

    def name(self, at: int) -> tuple[Node, int]:
        token = self.token(at)
        after = at + 1
        if token in (r"\hat", r"\mathbf", r"\text"):
            after = self.closing(at + 1) + 1 if self.token(at + 1) == "{" else at + 2
        kind = "numeral" if token.isdigit() else "name"
        if token == "e" and self.token(after) == "^":
            kind = "e"
        node, end = self.scripted(kind, at, after, ())
        written = self.text[node.start : node.end]
        if LOSS.match(written) and self.token(end) == "(":
            close = self.closing(end)
            return Node("loss", node.start, self.tokens[close][1], node.head, node.sub), close + 1
        if LOSS.match(written):
            node = Node("loss", node.start, node.end, node.head, node.sub)
        return node, end

    def scripted(
        self, kind: str, first: int, after: int, regions: tuple[Region, ...]
    ) -> tuple[Node, int]:
        """Take the scripts behind a factor whose tokens end before ``after``."""
        start, head_end = self.tokens[first][0], self.tokens[after - 1][1]
        sub: Span | None = None
        sup: Span | None = None
        found = list(regions)
        while self.token(after) in ("_", "^"):
            script = self.token(after)
            inner = after + 1
            if self.token(inner) == "{":
                close = self.closing(inner)
                span = (self.tokens[inner][1], self.tokens[close][0])
                if script == "^" and kind == "e":
                    found.append(self.inside(inner, close))
                after = close + 1
            else:
                span = self.tokens[inner][:2]
                after = inner + 1
            sub, sup = (span, sup) if script == "_" else (sub, span)
        end = self.tokens[after - 1][1]
        return Node(kind, start, end, (start, head_end), sub, sup, tuple(found)), after

    def fraction(self, at: int) -> tuple[Node, int]:
        if self.token(at + 1) != "{":
            raise ValueError("a fraction without braces")
        middle = self.closing(at + 1) + 1
        if self.token(middle) != "{":
            raise ValueError("a fraction without braces")
        close = self.closing(middle)
        head = self.tokens[at][:2]
        start, end = head[0], self.tokens[close][1]
        if self.token(at + 2) != r"\partial":
            regions = (self.inside(at + 1, middle - 1), self.inside(middle, close))
            return Node("fraction", start, end, head, regions=regions), close + 1
        variable = (self.tokens[middle + 1][1], self.tokens[close][0])
        if middle - 1 == at + 3:
            return Node("operator", start, end, head, sub=variable), close + 1
        first, stop = at + 3, middle - 1
        operand = self.region(first, stop, self.tokens[first][0], self.tokens[stop][0])
        return Node("derivative", start, end, head, sub=variable, regions=(operand,)), close + 1

    def function(self, at: int, last: int) -> tuple[Node, int]:
        head = self.tokens[at][:2]
        argument, after = self.factor(at + 1, last)
        if argument.kind in ("sum", "operator"):
            # the argument goes on to the end of the product
            return Node("prefix", *head, head), at + 1
        region = Region(argument.start, argument.end, ())
        if argument.kind == "group":
            region = argument.regions[0]
        else:
            term = Term(argument.start, argument.end, "", (argument.start,) * 2, (argument,))
            region = Region(argument.start, argument.end, (term,))
        sup = argument.sup if argument.kind == "group" else None
        return Node("function", head[0], argument.end, head, None, sup, (region,)), after

    def cases(self, at: int) -> tuple[Node, int]:
        stop = next((n for n in range(at, len(self.tokens)) if self.token(n) == r"\end"), None)
        if stop is None:
            raise ValueError("cases without an end")
        regions: list[Region] = []
        conditions: list[Span] = []
        first = self.closing(at + 1) + 1
        for n in range(first, stop + 1):
            if self.token(n) == "&":
                start, end = self.tokens[first][0], self.tokens[n - 1][1]
                regions.append(self.region(first, n, start, end))
                first = n + 1
            elif self.token(n) == r"\\" or n == stop:
                conditions.append((self.tokens[first][0], self.tokens[n - 1][1]))
                first = n + 1
        close = self.closing(stop + 1)
        span = (self.tokens[at][0], self.tokens[close][1])
        head = self.tokens[at][:2]
        return (
            Node("cases", *span, head, regions=tuple(regions), conditions=tuple(conditions)),
            close + 1,
        )
