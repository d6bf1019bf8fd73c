"""A counterexample as a line of plain NumPy, with which a reader can recompute both values.

Both sides are written out with derivatives carried out and constraints imposed
(`Statement.ready`): arithmetic, ``np.exp`` and the like, sums over ``range``.  Elements count
from 0.  Of the document nothing but the letters and digits of its names gets into the code.
"""

import keyword
import re
from collections.abc import Mapping
from fractions import Fraction
from itertools import product

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.constructs import scalar
from derivcheck.engine.points.refute import Counterexample
from derivcheck.engine.statement import Statement, World
from derivcheck.term.core import (
    ALWAYS,
    MINUS_ONE,
    Abstraction,
    Add,
    All,
    Any_,
    Call,
    Choice,
    Compare,
    Condition,
    Constant,
    Entry,
    Index,
    IndexLiteral,
    IndexMap,
    IndexVar,
    Mul,
    Not,
    Number,
    Power,
    Prod,
    Same,
    Size,
    Sum,
    Term,
    Unknown,
)

# functions that NumPy has under the same name, with the same meaning
SAME_NAME = frozenset({"exp", "log", "sqrt", "sin", "cos", "tan", "tanh", "abs", "sign"})
# longer code than this is nothing that a reader would look at
LONGEST = 8000
# what the code itself uses
TAKEN = frozenset({"np", "sum", "range", "float", "print", "left", "right"})
# how tightly an expression binds; a condition or a case stands in brackets of its own
_SUM, _PRODUCT, _POWER, _ATOM = range(4)

Written = tuple[str, int]


class NoText(Exception):
    """Something cannot be written in plain NumPy."""


def recomputation(statement: Statement, found: Counterexample) -> str | None:
    """Return a command that prints both values of a counterexample, or None if there is none."""
    axes = dict(zip(statement.axes, found.component, strict=True))
    world = replace(found.world, indices={**found.world.indices, **axes})
    try:
        names = _Names()
        for symbol in dict.fromkeys([key[0] for key in found.values] + list(found.world.maps)):
            names.of(symbol)
        writer = _Writer(world, names, {index: names.of(index) for index in world.indices})
        sides = [writer.at(side, _SUM) for side in statement.ready]
        used = frozenset().union(*(side.free for side in statement.ready))
        lines = [
            "import numpy as np",
            *_arrays(found, names),
            *(f"{names.of(index)} = {at}" for index, at in world.indices.items() if index in used),
            f"left = {sides[0]}",
            f"right = {sides[1]}",
            "print(float(left), float(right))",
        ]
    except (NoText, RecursionError):
        return None
    command = f'python -c "{"; ".join(lines)}"'
    return command if len(command) <= LONGEST else None


def _arrays(found: Counterexample, names: "_Names") -> list[str]:
    """Return the values of the symbols and maps that the sides were found to use."""
    entries: dict[str, dict[tuple[int, ...], str]] = {}
    for symbol, at, value in found.values:
        entries.setdefault(symbol, {})[at] = _number(value)[0]
    for map_, values in found.world.maps.items():
        entries[map_] = {at: str(value) for at, value in values.items()}
    out = []
    for symbol in entries:
        if symbol not in names.written:
            continue
        kind = ", int" if symbol in found.world.maps else ", float"
        nested = _nested(entries[symbol], ())
        shown = f"np.array({nested}{kind})" if nested[0] == "[" else f"float({nested})"
        out.append(f"{names.of(symbol)} = {shown}")
    return out


def _nested(entries: Mapping[tuple[int, ...], str], at: tuple[int, ...]) -> str:
    """Return entries as nested lists; one that no side uses is 0."""
    depth = len(next(iter(entries)))
    if len(at) == depth:
        return entries.get(at, "0")
    size = 1 + max(key[len(at)] for key in entries)
    return f"[{', '.join(_nested(entries, (*at, k)) for k in range(size))}]"


class _Names:
    """Identifiers for symbols and indices, pairwise different."""

    def __init__(self) -> None:
        self.used: dict[object, str] = {}
        self.written: set[object] = set()  # what the code refers to

    def write(self, symbol: str) -> str:
        """Return the name of a symbol that the code refers to."""
        self.written.add(symbol)
        return self.of(symbol)

    def of(self, thing: object) -> str:
        """Return the name of a symbol (its LaTeX) or of an index."""
        if thing not in self.used:
            self.used[thing] = self.fresh(thing.name if isinstance(thing, IndexVar) else thing)
        return self.used[thing]

    def fresh(self, latex: object) -> str:
        """Return a new identifier that looks like a name."""
        name = "_".join(re.findall(r"[A-Za-z]+|[0-9]+", str(latex))) or "i"
        name = name if name[0].isalpha() else f"x_{name}"
        while keyword.iskeyword(name) or name in TAKEN or name in self.used.values():
            name += "_"
        return name


class _Writer(Struct, frozen=True):
    """Writes terms; ``bound`` gives the names of the indices that have a value."""

    world: World
    names: _Names
    bound: Mapping[IndexVar, str] = field(default_factory=dict)

    def at(self, term: Term, outer: int) -> str:
        """Return a term as an operand of something that binds as tightly as ``outer``."""
        text, own = self._written(term)
        return f"({text})" if own < outer else text

    def _written(self, term: Term) -> Written:
        match term:
            case Number():
                return _number(term.value)
            case Constant(name="pi"):
                return "np.pi", _ATOM
            case Size():
                return str(self.world.sizes[term.sort]), _ATOM
            case Entry():
                return self._entry(term.symbol, [self.index(i) for i in term.indices]), _ATOM
            case Add():
                return self._sum(term), _SUM
            case Mul():
                return self._product(term)
            case Power():
                return self._power(term)
            case Call():
                return self._call(term)
            case Sum() | Prod():
                return self._over(term)
            case Choice():
                return self._choice(term), _ATOM
            case Unknown():
                return self._unknown(term), _PRODUCT
            case _:
                raise NoText(type(term).__name__)

    def _entry(self, symbol: str, at: list[str]) -> str:
        return self.names.write(symbol) + (f"[{', '.join(at)}]" if at else "")

    def _sum(self, term: Add) -> str:
        out = self.at(term.args[0], _SUM)
        for arg in term.args[1:]:
            if isinstance(arg, Mul) and arg.args[0] is MINUS_ONE and len(arg.args) > 1:
                rest = arg.args[1] if len(arg.args) == 2 else Mul(arg.args[1:])
                out += f" - {self.at(rest, _PRODUCT)}"
            else:
                out += f" + {self.at(arg, _PRODUCT)}"
        return out

    def _product(self, term: Mul) -> Written:
        sign, args = ("-", term.args[1:]) if term.args[0] is MINUS_ONE else ("", term.args)
        above = [arg for arg in args if not _is_inverse(arg)]
        text = " * ".join(self.at(arg, _POWER) for arg in above) or "1"
        for arg in args:
            if isinstance(arg, Power) and _is_inverse(arg):
                text += f" / {self.at(arg.base, _POWER)}"
        return sign + text, _SUM if sign else _PRODUCT

    def _power(self, term: Power) -> Written:
        if term.exponent is MINUS_ONE:
            return f"1 / {self.at(term.base, _POWER)}", _PRODUCT
        return f"{self.at(term.base, _ATOM)}**{self.at(term.exponent, _ATOM)}", _POWER

    def _call(self, term: Call) -> Written:
        (argument,) = term.args
        if term.function in SAME_NAME:
            return f"np.{term.function}({self.at(argument, _SUM)})", _ATOM
        expansion = scalar(term.function).expansion
        if expansion is None:
            raise NoText(term.function)
        return self._written(expansion(argument))

    def _over(self, term: Sum | Prod) -> Written:
        columns = self._inner_product(term)
        if columns is not None:
            return columns, _SUM  # @ binds no tighter than *
        # a name of its own: what the index shadows may still be used inside
        inner, name = self._under(term.index)
        condition = "" if term.where is ALWAYS else f" if {inner.condition(term.where)}"
        size = self.world.sizes[term.index.sort]
        each = f"{inner.at(term.body, _SUM)} for {name} in range({size}){condition}"
        return f"sum({each})" if isinstance(term, Sum) else f"np.prod([{each}])", _ATOM

    def _under(self, index: IndexVar) -> "tuple[_Writer, str]":
        name = self.names.fresh(index.name)
        while name in self.bound.values():
            name += "_"
        return replace(self, bound={**self.bound, index: name}), name

    def _inner_product(self, term: Sum | Prod) -> str | None:
        """Return ``A[:, w] @ B[:, c]`` for a sum over all products of two entries."""
        body = term.body
        if not isinstance(term, Sum) or term.where is not ALWAYS or not isinstance(body, Mul):
            return None
        if len(body.args) != 2 or not all(_runs_once(arg, term.index) for arg in body.args):
            return None
        out = []
        for arg in body.args:
            assert isinstance(arg, Entry)
            at = [":" if i is term.index else self.index(i) for i in arg.indices]
            out.append(self._entry(arg.symbol, at))
        return " @ ".join(out)

    def _choice(self, term: Choice) -> str:
        out = "np.nan"
        for when, value in reversed(term.branches):
            text = self.at(value, _SUM)
            out = text if when is ALWAYS else f"{text} if {self.condition(when)} else {out}"
        return f"({out})"

    def condition(self, condition: Condition) -> str:
        """Return a condition in brackets of its own."""
        match condition:
            case Same():
                return f"({self.index(condition.left)} == {self.index(condition.right)})"
            case Not(inner=Same(left=left, right=right)):
                return f"({self.index(left)} != {self.index(right)})"
            case Not():
                return f"(not {self.condition(condition.inner)})"
            case Compare():
                sign = {"=": "==", "<": "<", "≤": "<="}[condition.sign]
                below, above = self.at(condition.left, _SUM), self.at(condition.right, _SUM)
                return f"({below} {sign} {above})"
            case All():
                return f"({' and '.join(map(self.condition, condition.parts))})"
            case Any_():
                return f"({' or '.join(map(self.condition, condition.parts))})"
            case _:
                return "True"

    def index(self, index: Index) -> str:
        """Return an element, counted from 0."""
        match index:
            case IndexVar():
                if index not in self.bound:
                    raise NoText(f"{index} has no value")
                return self.bound[index]
            case IndexMap():
                return f"{self.names.write(index.map)}[{', '.join(map(self.index, index.args))}]"
            case IndexLiteral():
                return str(index.position - (index.position > 0))
            case _:
                raise NoText(repr(index))

    def _unknown(self, term: Unknown) -> str:
        """Return what stands for an unknown function: the sine of a linear form (`balls`)."""
        at = [self.index(arg) for arg in term.args if not isinstance(arg, Abstraction)]
        parts = [self._entry(f"·phase {term.function}", at)]
        for slot, arg in enumerate(term.args):
            if isinstance(arg, Abstraction):
                parts.extend(self._weighted(term.function, slot, arg, at))
        turned = ("np.sin", "np.cos", "-np.sin", "-np.cos")[len(term.slots) % 4]
        factors = [
            self._entry(f"·weight {term.function} {slot}", [*at, *map(self.index, indices)])
            for slot, indices in term.slots
        ]
        return " * ".join([f"({turned}({' + '.join(parts)}))", *factors])

    def _weighted(self, function: str, slot: int, arg: Abstraction, at: list[str]) -> list[str]:
        ranges = [range(self.world.sizes[index.sort]) for index in arg.indices]
        out = []
        for elements in product(*ranges):
            chosen = dict(zip(arg.indices, map(str, elements), strict=True))
            inner = replace(self, bound={**self.bound, **chosen})
            weight = self._entry(f"·weight {function} {slot}", [*at, *map(str, elements)])
            out.append(f"{weight} * {inner.at(arg.body, _POWER)}")
        return out


def _runs_once(term: Term, index: IndexVar) -> bool:
    """Whether a term is an entry along one of whose axes an index runs, and nothing else."""
    where = [i for i in term.indices if index in i.free] if isinstance(term, Entry) else []
    return where == [index]


def _is_inverse(term: Term) -> bool:
    return isinstance(term, Power) and term.exponent is MINUS_ONE


def _number(value: Fraction) -> Written:
    if max(abs(value.numerator), value.denominator) > 10**300:
        raise NoText("a number beyond the range of doubles")
    if value.denominator != 1:
        return str(value), _SUM if value < 0 else _PRODUCT
    return str(value.numerator), _SUM if value < 0 else _ATOM
