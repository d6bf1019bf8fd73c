"""A second opinion: a small evaluator of word2vec's LaTeX, with nothing of derivcheck in it.

It reads the LaTeX text itself into closures over a `World` of NumPy arrays.  It knows the
notation of these derivations and no more: anything else is `Unreadable`, a shape that does
not fit is `Untyped`, and such a formula is not judged.
"""

import math
import re

import numpy as np

from tests.mutation.world import (
    CONDITION,
    Env,
    Meaning,
    Numeral,
    Unreadable,
    Untyped,
    Value,
    World,
    add,
    bounds,
    component,
    condition,
    derivative,
    log,
    matrix,
    naive_softmax,
    neg_sample,
    negative,
    one_hot,
    over,
    predicted,
    real,
    sigmoid,
    times,
    transposed,
    unknown_loss,
    vector,
    word_of,
)

WINDOW = ["v_c", "w_{t-m}", r"\dots", "w_{t+m}", "U"]
TOKEN = re.compile(r"\\[a-zA-Z]+|\\[^a-zA-Z]|\d+|\S")


def read(latex: str, part: str) -> Meaning:
    """Return what a formula means; raises `Unreadable`."""
    reader = _Reader(TOKEN.findall(re.sub(r"\\left|\\right|(?<!\\)\\[,;! ]|&", " ", latex)), part)
    meaning = reader.sum()
    if reader.at < len(reader.tokens):
        raise Unreadable(reader.rest())
    return meaning


class _Reader:
    """One pass over the tokens; every method returns a closure."""

    def __init__(self, tokens: list[str], part: str) -> None:
        self.tokens = tokens
        self.part = part
        self.at = 0

    @property
    def here(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def rest(self) -> str:
        return " ".join(self.tokens[self.at :]) or "the end"

    def take(self, *wanted: str) -> str:
        token = self.here
        if not token or (wanted and token not in wanted):
            raise Unreadable(f"{wanted} before {self.rest()}")
        self.at += 1
        return token

    def braced(self) -> list[str]:
        """Take ``{…}`` or one token and return what is inside."""
        if self.here != "{":
            return [self.take()]
        start, depth = self.at + 1, 0
        while True:
            token = self.take()
            depth += (token == "{") - (token == "}")
            if not depth:
                return self.tokens[start : self.at - 1]

    def within(self, tokens: list[str]) -> Meaning:
        inner = _Reader(tokens, self.part)
        meaning = inner.sum()
        if inner.at < len(tokens):
            raise Unreadable(inner.rest())
        return meaning

    def sum(self) -> Meaning:
        start = self.at
        first = self.take("+", "-") if self.here in ("+", "-") else "+"
        terms = [(first, self.term())]
        while self.here in ("+", "-"):
            sign = self.take()
            if self.here == r"\dots":
                return self.dotted(start)
            terms.append((sign, self.term()))

        def value(world: World, env: Env) -> Value:
            out = None
            for sign, term in terms:
                part = term(world, env) if sign == "+" else negative(term(world, env))
                out = part if out is None else add(out, part)
            return out

        return value

    def dotted(self, start: int) -> Meaning:
        """Read ``f_1 + … + f_o + … + f_{|V|}`` as the sum over all words."""
        end = next((at for at in range(self.at, len(self.tokens)) if self.tokens[at] == ")"),
                   len(self.tokens))  # fmt: skip
        items = split(self.tokens[start:end], "+")
        self.at = end
        body = self.within(template(items))
        return lambda world, env: math.fsum(
            real(body(world, env | {"x": at})) for at in range(world.U.shape[1])
        )

    def term(self) -> Meaning:
        factors = [self.factor()]
        while self.here and self.here not in "+-)],}":
            if self.here in (r"\end", r"\\", "="):
                raise Unreadable(self.rest())
            if self.here == r"\cdot":
                self.take()
            factors.append(self.factor())

        def value(world: World, env: Env) -> Value:
            out = factors[0](world, env)
            for factor in factors[1:]:
                out = times(out, factor(world, env))
            return out

        return value

    def factor(self) -> Meaning:
        base = self.base()
        while self.here == "^":
            self.take()
            power = "".join(self.braced())
            inner = base
            if power == r"\top":
                base = lambda world, env, inner=inner: transposed(inner(world, env))  # noqa: E731
            elif power == "2":
                base = lambda world, env, inner=inner: real(inner(world, env)) ** 2  # noqa: E731
            else:
                raise Unreadable(f"the power {power}")
        return base

    def base(self) -> Meaning:
        token = self.take()
        if token.isdigit():
            return lambda world, env: Numeral(token)
        if token == "{":
            self.at -= 1
            return self.within(self.braced())
        if token in "([":
            return self.bracket(token)
        if token == r"\frac":
            return self.fraction()
        if token == r"\sum":
            return self.big()
        if token in (r"\log", r"\exp", r"\sigma"):
            return self.function(token)
        if token == r"\begin":
            return self.cases()
        if token == "e":
            self.take("^")
            power = self.within(self.braced())
            return lambda world, env: math.exp(real(power(world, env)))
        return self.name(token)

    def bracket(self, opening: str) -> Meaning:
        start, depth = self.at, 1
        while depth:
            token = self.take()
            depth += (token in ("(", "[")) - (token in (")", "]"))
        if self.tokens[self.at - 1] != {"(": ")", "[": "]"}[opening]:
            raise Unreadable("brackets of two kinds")
        inner = self.tokens[start : self.at - 1]
        items = split(inner, ",")
        if len(items) == 1:
            return self.within(inner)
        if [r"\dots"] not in items:
            raise Unreadable("a list")
        body = self.within(template(items))

        def columns(world: World, env: Env) -> Value:
            parts = [body(world, env | {"x": at}) for at in range(world.U.shape[1])]
            if any(np.ndim(part) and part.shape[1] != 1 for part in parts):
                raise Untyped("rows side by side")
            return np.hstack([np.reshape(part, (-1, 1)) for part in parts])

        return columns

    def fraction(self) -> Meaning:
        above, below = self.braced(), self.braced()
        if above[:1] != [r"\partial"]:
            top, bottom = self.within(above), self.within(below)
            return lambda world, env: over(top(world, env), bottom(world, env))
        if below[:1] != [r"\partial"] or len(below) == 1:
            raise Unreadable("half a derivative")
        variable = "".join(below[1:])
        operand = self.within(above[1:]) if above[1:] else self.swallow()
        return lambda world, env: derivative(operand, variable, world, env)

    def swallow(self) -> Meaning:
        """Read what an operator applies to: the rest of the product."""
        if self.here == "-":
            self.take()
            inner = self.term()
            return lambda world, env: negative(inner(world, env))
        return self.term()

    def big(self) -> Meaning:
        self.take("_")
        lower, upper = "".join(self.braced()), None
        if self.here == "^":
            self.take()
            upper = "".join(self.braced())
        over_ = bounds(lower, upper)
        body = self.swallow()

        def value(world: World, env: Env) -> Value:
            parts = [body(world, env | more) for more in over_(world, env)]
            if parts:
                return sum(parts[1:], start=parts[0])
            # an empty sum is a zero of the shape that the summands would have
            shape = np.shape(body(world, env | dict.fromkeys("wxkilj", 0)))
            return np.zeros(shape) if shape else 0.0

        return value

    def function(self, name: str) -> Meaning:
        if name == r"\sigma" and self.here != "(":
            raise Unreadable("σ without brackets")
        argument = self.swallow() if self.here == r"\sum" else self.base()
        apply = {r"\log": log, r"\exp": math.exp, r"\sigma": sigmoid}[name]
        return lambda world, env: apply(real(argument(world, env)))

    def cases(self) -> Meaning:
        if "".join(self.braced()) != "cases":
            raise Unreadable("an environment")
        end = self.tokens.index(r"\end", self.at)
        rows = split(self.tokens[self.at : end], r"\\")
        self.at = end + 1
        self.braced()
        branches = []
        for row in rows:
            # & was blanked out: the condition begins behind the last factor of the value
            text = next((n for n in range(len(row)) if CONDITION.fullmatch("".join(row[n:]))), None)
            if text is None:
                raise Unreadable("a case without a condition")
            branches.append((condition("".join(row[text:])), self.within(row[:text])))

        def value(world: World, env: Env) -> Value:
            for holds, branch in branches:
                if holds(world, env):
                    return branch(world, env)
            return math.nan

        return value

    def name(self, token: str) -> Meaning:
        hat = token == r"\hat"
        letter = self.take("y") if hat else token
        sub = None
        if self.here == "_":
            self.take()
            sub = "".join(self.braced())
        if letter == "J":
            return self.loss(sub)
        if letter == "y":
            return component(predicted if hat else one_hot, sub)
        if letter in ("u", "v") and sub is not None:
            word = sub
            return lambda world, env: getattr(world, letter.upper())[:, [word_of(word, world, env)]]
        if letter in ("U", "V") and sub is None:
            return lambda world, env: getattr(world, letter)
        if letter == "x" and sub is None and self.part == "e":
            return lambda world, env: world.x
        raise Unreadable(f"the name {token}")

    def loss(self, sub: str | None) -> Meaning:
        kind = {None: "any", r"\text{naive-softmax}": "naive", r"\text{neg-sample}": "neg",
                r"\text{skip-gram}": "skip"}.get(sub or None)  # fmt: skip
        items = self.arguments() or ([list("v_c"), ["o"], ["U"]] if kind == "naive" else [])
        if kind == "skip":
            if ["".join(item) for item in items] != WINDOW:
                raise Unreadable(f"the arguments {items}")
            items = [items[0], [], items[-1]]
        if kind is None or len(items) != 3:
            raise Unreadable(f"J {sub}")
        v, U = self.within(items[0]), self.within(items[2])
        word = "".join(items[1])

        def value(world: World, env: Env) -> float:
            arrays = vector(v(world, env), len(world.U)), matrix(U(world, env), world)
            if kind == "skip":
                losses = (unknown_loss(arrays[0], at, arrays[1], world) for at in world.window)
                return math.fsum(losses)
            at = word_of(word, world, env)
            if kind == "naive":
                return naive_softmax(arrays[0], at, arrays[1])
            if kind == "any":
                return unknown_loss(arrays[0], at, arrays[1], world)
            own = self.part.startswith("h") and word == "w_{t+j}"
            samples = world.drawn[env["j"]] if own else world.samples
            return neg_sample(arrays[0], at, arrays[1], samples)

        return value

    def arguments(self) -> list[list[str]]:
        """Take a list of arguments if one stands here."""
        if self.here != "(":
            return []
        self.take()
        start, depth = self.at, 1
        while depth:
            token = self.take()
            depth += (token == "(") - (token == ")")
        return split(self.tokens[start : self.at - 1], ",")


def split(tokens: list[str], separator: str) -> list[list[str]]:
    """Cut at a separator that stands in no bracket."""
    out: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token in ("(", "[", "{")) - (token in (")", "]", "}"))
        if token == separator and not depth:
            out.append([])
        else:
            out[-1].append(token)
    return out


def template(items: list[list[str]]) -> list[str]:
    """Return the general item, its word called x, of a list with dots from 1 to |V|."""

    def at(item: list[str], word: list[str]) -> list[str]:
        # only subscripts vary; other numerals are what they are
        out: list[str] = []
        for n, token in enumerate(item):
            out.extend(word if token == "1" and n and item[n - 1] == "_" else [token])
        return out

    first, last = items[0], items[-1]
    if "1" not in first or first == last:
        raise Unreadable("these dots")
    general = at(first, ["{", "x", "}"])
    if at(first, list("{|V|}")) != last or general == first:
        raise Unreadable("these dots")
    for n, item in enumerate(items[1:-1], 2):
        if item not in ([r"\dots"], at(first, [str(n)]), at(first, ["o"])):
            raise Unreadable("these dots")
    return general
