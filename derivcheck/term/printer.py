"""Terms as one line of text, for people: which index is bound where, which component is meant."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

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
    Derivative,
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
from derivcheck.term.inverse import plain_symbol
from derivcheck.term.tensor import Tensor

_LETTERS = "ijpqrabefghlmnstuvwxyz"
# how tightly a term binds
_SUM, _PRODUCT, _POWER, _ATOM = range(4)
_PLAIN = {"\\hat{": "^", "\\text{": "", "\\": "", "{": "", "}": ""}


def text(tensor: Tensor) -> str:
    """Return a tensor as ``[i] ↦ Σ_w∈Vocab U[i, w]·(^y[w] − y[w])``."""
    return _text(tensor.indices, tensor.body)


@lru_cache(maxsize=1024)  # a member is shown on either side, and in the lines of a whole class
def _text(indices: tuple[IndexVar, ...], body: Term) -> str:
    used = frozenset(i.name for i in body.walk() if isinstance(i, IndexVar))
    printer = _Printer({}, used).binding(indices)
    axes = ", ".join(printer.index(axis) for axis in indices)
    shown = printer.term(body, _SUM)
    return f"[{axes}] ↦ {shown}" if axes else shown


class _Printer:
    def __init__(self, names: Mapping[IndexVar, str], used: frozenset[str]) -> None:
        self._names = names
        self._used = used

    def binding(self, indices: Sequence[IndexVar]) -> "_Printer":
        """Return a printer for what stands under a binder: axes' own names cannot be written."""
        names, used = dict(self._names), self._used
        for index in indices:
            if "·" in index.name:
                letter = next((x for x in _LETTERS if x not in used), index.name)
                names[index], used = letter, used | {letter}
        return _Printer(names, used)

    def index(self, index: Index) -> str:
        if isinstance(index, IndexVar):
            return self._names.get(index, _plain(index.name))
        if isinstance(index, IndexMap):
            return f"{_plain(index.map).replace(' ', '')}({', '.join(map(self.index, index.args))})"
        assert isinstance(index, IndexLiteral)
        return repr(index)

    def term(self, term: Term, outer: int) -> str:
        shown, own = self._term(term)
        return f"({shown})" if own < outer else shown

    def _term(self, term: Term) -> tuple[str, int]:
        match term:
            case Number():
                if term.value < 0:
                    return str(term.value), _SUM
                return str(term.value), _ATOM if term.value.denominator == 1 else _PRODUCT
            case Constant():
                return "π", _ATOM
            case Size():
                return term.sort.size, _ATOM
            case Entry():
                at = ", ".join(map(self.index, term.indices))
                return _plain(plain_symbol(term.symbol).rstrip("·")) + (
                    f"[{at}]" if at else ""
                ), _ATOM
            case Add():
                return self._sum(term), _SUM
            case Mul():
                return self._product(term)
            case Power():
                if term.exponent is MINUS_ONE:
                    return f"1/{self.term(term.base, _POWER)}", _PRODUCT
                base, exponent = self.term(term.base, _ATOM), self.term(term.exponent, _ATOM)
                return f"{base}^{exponent}", _POWER
            case Call():
                return f"{term.function}({self.term(term.args[0], _SUM)})", _ATOM
            case Sum() | Prod():
                sign = "Σ" if isinstance(term, Sum) else "Π"
                under = self.binding((term.index,))
                where = "" if term.where is ALWAYS else f": {under._condition(term.where)}"
                over = f"{sign}_{{{under.index(term.index)}∈{term.index.sort.name}{where}}}"
                return f"{over} {under.term(term.body, _PRODUCT)}", _PRODUCT
            case Choice():
                rows = (
                    f"{self.term(value, _SUM)} {self._when(condition)}"
                    for condition, value in term.branches
                )
                return "{" + "; ".join(rows) + "}", _ATOM
            case Derivative():
                by = self.term(term.variable, _SUM)
                return f"∂/∂{by} ({self.term(term.body, _SUM)})", _PRODUCT
            case Unknown():
                return self._unknown(term), _ATOM
            case _:
                raise AssertionError(term)

    def _sum(self, term: Add) -> str:
        out = ""
        for arg in term.args:
            if isinstance(arg, Mul) and arg.args[0] is MINUS_ONE:
                rest = Mul(arg.args[1:]) if len(arg.args) > 2 else arg.args[1]
                out += (" − " if out else "−") + self.term(rest, _PRODUCT)
            elif isinstance(arg, Number) and arg.value < 0 and out:
                out += f" − {-arg.value}"
            else:
                out += (" + " if out else "") + self.term(arg, _PRODUCT)
        return out

    def _product(self, term: Mul) -> tuple[str, int]:
        args = term.args
        negative = args[0] is MINUS_ONE
        if negative:
            args = args[1:]
        above = [a for a in args if not _is_inverse(a)]
        below = [a.base for a in args if isinstance(a, Power) and _is_inverse(a)]
        shown = "·".join(self.term(a, _POWER) for a in above) or "1"
        for base in below:
            shown += f" / {self.term(base, _ATOM)}"
        return (f"−{shown}", _SUM) if negative else (shown, _PRODUCT)

    def _unknown(self, term: Unknown) -> str:
        args = []
        for arg in term.args:
            if isinstance(arg, Abstraction):
                under = self.binding(arg.indices)
                axes = ", ".join(map(under.index, arg.indices))
                args.append(f"[{axes}] ↦ {under.term(arg.body, _SUM)}")
            else:
                args.append(self.index(arg))
        slots = "".join(
            f"∂{slot + 1}[{', '.join(map(self.index, at))}] " for slot, at in term.slots
        )
        return f"{slots}{_plain(term.function)}({', '.join(args)})"

    def _when(self, condition: Condition) -> str:
        return "else" if condition is ALWAYS else f"if {self._condition(condition)}"

    def _condition(self, condition: Condition) -> str:
        match condition:
            case Same():
                return f"{self.index(condition.left)} = {self.index(condition.right)}"
            case Not(inner=Same(left=left, right=right)):
                return f"{self.index(left)} ≠ {self.index(right)}"
            case Not():
                return f"not ({self._condition(condition.inner)})"
            case Compare():
                sides = (self.term(side, _SUM) for side in (condition.left, condition.right))
                return f" {condition.sign} ".join(sides)
            case All():
                return " and ".join(map(self._condition, condition.parts))
            case Any_():
                return " or ".join(f"({self._condition(part)})" for part in condition.parts)
            case _:
                return "always"


def _is_inverse(term: Term) -> bool:
    return isinstance(term, Power) and term.exponent is MINUS_ONE


def _plain(name: str) -> str:
    for written, shown in _PLAIN.items():
        name = name.replace(written, shown)
    return name
