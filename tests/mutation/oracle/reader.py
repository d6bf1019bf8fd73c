"""A second opinion: a small evaluator of LaTeX formulas, with nothing of derivcheck in it.

It reads LaTeX into closures over a `World` of NumPy arrays, by the problem's `Notation`.  Σ and
∂ reach to the end of their product.  What it does not know is `Unreadable`; what is no formula
is `Malformed`; what means nothing is `Untyped`, when it is read or when it is evaluated.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tests.mutation.oracle import calculus, indices, lists, names, ranges
from tests.mutation.oracle.notation import Notation
from tests.mutation.oracle.tokens import closing, split, tokenize
from tests.mutation.oracle.values import (
    Malformed,
    Numeral,
    Unbound,
    Unreadable,
    Value,
    add,
    dot,
    exp,
    log,
    negative,
    norm,
    over,
    power,
    product,
    root,
    scalar,
    sigmoid,
    softmax,
    tanh,
    times,
    transposed,
)
from tests.mutation.oracle.world import Env, World

Meaning = Callable[[World, Env], Value]

TRANSPOSES = (r"\top", "T", r"\intercal")
FUNCTIONS: dict[str, Callable[[Value], Value]] = {
    r"\log": log, r"\ln": log, r"\exp": exp, r"\tanh": tanh, r"\sin": np.sin, r"\cos": np.cos,
}  # fmt: skip
STOPS = ("+", "-", ")", "]", "}", ",", r"\}", "&", r"\\", r"\end", ";")


@dataclass
class Scope:
    """Which letters are bound, and which free ones were met."""

    notation: Notation
    bound: dict[str, str] = field(default_factory=dict)
    free: dict[str, str] = field(default_factory=dict)
    allowed: frozenset[str] | None = None  # the letters that may be free; None: all

    def bind(self, letter: str, sort: str) -> "Scope":
        return Scope(self.notation, {**self.bound, letter: sort}, self.free, self.allowed)

    def sort(self, letter: str) -> str | None:
        """Return the sort of a letter, or None if it is no index letter; raises `Untyped`."""
        if letter in self.bound:
            return self.bound[letter]
        if letter in self.notation.elements:
            return self.notation.elements[letter]
        sort = self.notation.letters.get(letter)
        if sort is None:
            return None
        if self.allowed is not None and letter not in self.allowed:
            raise Unbound(f"{letter} is not bound")
        self.free[letter] = sort
        return sort


def read(latex: str, scope: Scope) -> Meaning:
    """Return what a formula means; raises `Unreadable`, `Malformed`, `Untyped`."""
    return within([scope.notation.aliases.get(token, token) for token in tokenize(latex)], scope)


def within(tokens: list[str], scope: Scope) -> Meaning:
    """Read all of some tokens as one formula."""
    reader = Reader(aligned(tokens), scope)
    meaning = reader.sum()
    if reader.at < len(reader.tokens):
        raise Malformed(f"not read: {reader.rest()}")
    return meaning


def aligned(tokens: list[str]) -> list[str]:
    """Leave out the signs at which rows are aligned; those within cases stay."""
    out, depth = [], 0
    for token in tokens:
        depth += (token == r"\begin") - (token == r"\end")
        if token != "&" or depth:
            out.append(token)
    return out


class Reader:
    """One pass over tokens; every method returns a closure."""

    def __init__(self, tokens: list[str], scope: Scope) -> None:
        self.tokens = tokens
        self.scope = scope
        self.at = 0

    @property
    def here(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def rest(self) -> str:
        return " ".join(self.tokens[self.at :]) or "the end"

    def take(self, *wanted: str) -> str:
        token = self.here
        if not token or (wanted and token not in wanted):
            raise Malformed(f"{wanted} before {self.rest()}")
        self.at += 1
        return token

    def group(self) -> list[str]:
        """Take a bracket and return what is inside."""
        end = closing(self.tokens, self.at)
        inner = self.tokens[self.at + 1 : end]
        self.at = end + 1
        return inner

    def braced(self) -> list[str]:
        """Take ``{…}`` or one token and return what is inside."""
        return self.group() if self.here == "{" else [self.take()]

    def sum(self) -> Meaning:
        start = self.at
        terms = [("+", self.term())] if self.here not in ("+", "-") else []
        while self.here in ("+", "-"):
            sign = self.take()
            if self.here in (r"\dots", r"\cdots", r"\ldots"):
                return lists.dotted(self, start)
            terms.append((sign, self.term()))

        def value(world: World, env: Env) -> Value:
            out = None
            for sign, term in terms:
                part = term(world, env) if sign == "+" else negative(term(world, env))
                out = part if out is None else add(out, part)
            return out

        return value

    def term(self) -> Meaning:
        if not self.here or self.here in STOPS:
            raise Malformed(f"an operand is missing before {self.rest()}")
        out = self.run()
        while self.here in (r"\cdot", r"\times", r"\odot", "/", "*"):
            out = self.joined(out, self.take())
        return out

    def joined(self, left: Meaning, sign: str) -> Meaning:
        if sign == "/":
            below = self.factor()
            if self.here and self.here not in STOPS and self.here != "/":
                raise Unreadable("what a slash reaches over")
            return lambda world, env: over(left(world, env), below(world, env))
        if sign == r"\odot":
            raise Unreadable(sign)
        right = self.run()
        join = dot if sign == r"\cdot" else times
        return lambda world, env: join(left(world, env), right(world, env))

    def run(self) -> Meaning:
        """Read factors that stand side by side."""
        signs = (r"\cdot", r"\times", r"\odot", "/", "*")
        factors = [self.factor()]
        while self.here and self.here not in STOPS and self.here not in signs:
            factors.append(self.factor())
        if len(factors) == 1:
            return factors[0]
        return lambda world, env: product([factor(world, env) for factor in factors])

    def factor(self) -> Meaning:
        return self.raised(self.base())

    def raised(self, base: Meaning) -> Meaning:
        while self.here == "^":
            self.take()
            base = self.superscript(base, self.braced())
        return base

    def superscript(self, base: Meaning, script: list[str]) -> Meaning:
        if "".join(script) in TRANSPOSES:
            return lambda world, env: transposed(base(world, env))
        exponent = self.inside(script)
        return lambda world, env: power(base(world, env), exponent(world, env))

    def inside(self, tokens: list[str]) -> Meaning:
        return within(tokens, self.scope)

    def base(self) -> Meaning:
        token = self.here
        if token.isdigit():
            self.take()
            number = Numeral(token)
            return lambda world, env: number
        if token == "{":
            return self.inside(self.group())
        if token in ("(", "["):
            return lists.bracket(self)
        if token == r"\|":
            return self.norm()
        if token == r"\frac":
            return self.fraction()
        if token == r"\sum":
            return ranges.big(self)
        if token == r"\begin":
            return ranges.cases(self)
        if token == r"\sqrt":
            self.take()
            inner = self.inside(self.braced())
            return lambda world, env: root(scalar(inner(world, env)))
        if token in FUNCTIONS or token in self.scope.notation.functions:
            return self.function(self.take())
        if token == "e" and self.tokens[self.at + 1 : self.at + 2] == ["^"]:
            self.at += 2
            inner = self.inside(self.braced())
            return lambda world, env: exp(inner(world, env))
        if token in ("^", "_", "=", "|", r"\mid", r"\neq", ""):
            raise Malformed(f"{token or 'the end'} where a factor is expected")
        return names.name(self)

    def norm(self) -> Meaning:
        self.take()
        if r"\|" not in self.tokens[self.at :]:
            raise Malformed("a norm that is not closed")
        end = self.tokens.index(r"\|", self.at)
        inner = self.inside(self.tokens[self.at : end])
        self.at = end + 1
        if self.tokens[self.at : self.at + 2] == ["_", "2"]:
            self.at += 2
        return lambda world, env: norm(inner(world, env))

    def fraction(self) -> Meaning:
        self.take()
        above, below = self.braced(), self.braced()
        if above[:1] != [r"\partial"]:
            top, bottom = self.inside(above), self.inside(below)
            return lambda world, env: over(top(world, env), bottom(world, env))
        if below[:1] != [r"\partial"]:
            raise Malformed("half a derivative")
        if len(below) == 1:
            raise Malformed("a derivative by nothing")
        variable = indices.variable(below[1:], self.scope)
        operand = self.inside(above[1:]) if above[1:] else self.swallow()
        return lambda world, env: calculus.derivative(operand, variable, world, env)

    def swallow(self) -> Meaning:
        """Read what an operator applies to: the rest of the product, maybe with its sign."""
        if self.here != "-":
            return self.term()
        self.take()
        inner = self.term()
        return lambda world, env: negative(inner(world, env))

    def function(self, name: str) -> Meaning:
        apply = FUNCTIONS.get(name) or self.scope.notation.functions[name]
        outer: list[str] | None = None
        if self.here == "^":
            self.take()
            outer = self.braced()
        bracketed = self.here in ("(", "[")
        argument = self.argument(bracketed)
        out: Meaning = lambda world, env: apply(argument(world, env))  # noqa: E731
        if outer is not None:
            out = self.superscript(out, outer)
        if bracketed and self.here == "^" and name in (r"\log", r"\ln"):
            raise Unreadable("a power of a logarithm or of its argument")
        return out

    def argument(self, bracketed: bool) -> Meaning:
        """Read what a function applies to: a bracket, a sum, or one factor without brackets."""
        if bracketed:
            return self.inside(self.group())
        if self.here == r"\sum" or (self.here == r"\frac" and self.is_operator()):
            return self.swallow()
        if not self.here or self.here in STOPS or self.here in (r"\cdot", "^", "_"):
            raise Malformed("a function without an argument")
        inner = self.factor()
        if self.here and self.here not in STOPS and self.here != r"\cdot":
            if self.here in FUNCTIONS:
                return inner
            raise Unreadable("what a function without brackets reaches over")
        return inner

    def is_operator(self) -> bool:
        return self.tokens[self.at + 1 : self.at + 4] == ["{", r"\partial", "}"]


def constant(value: Any) -> Meaning:
    return lambda world, env: value


__all__ = ["Meaning", "Reader", "Scope", "constant", "read", "sigmoid", "softmax", "split"]
