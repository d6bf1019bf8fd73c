"""Decisions as text, and back: JSON that builds nothing but the few classes of a decision."""

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct

from derivcheck.engine.decision import Decision
from derivcheck.engine.points.refute import Counterexample
from derivcheck.engine.statement import World
from derivcheck.term.core import IndexLiteral, IndexMap, IndexVar, Node, Sort

_PLAIN = {kind.__name__: kind for kind in (Decision, Counterexample, World)}
_NODES = {kind.__name__: kind for kind in (Sort, IndexVar, IndexLiteral, IndexMap)}


def to_text(decision: Decision) -> str:
    """Return a decision as text; raises ``TypeError`` for what is none."""
    return json.dumps(_data(decision), separators=(",", ":"))


def from_text(text: str) -> Decision:
    """Return the decision that a text holds; raises ``ValueError`` or ``TypeError``."""
    found = _value(json.loads(text))
    if not isinstance(found, Decision):
        raise ValueError("this is no decision")
    return found


def _data(value: object) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Fraction):
        return {"fraction": str(value)}
    if isinstance(value, tuple):
        return {"tuple": [_data(item) for item in value]}
    if isinstance(value, Mapping):
        return {"map": [[_data(key), _data(value[key])] for key in value]}
    name = type(value).__name__
    if isinstance(value, Node) and name in _NODES:
        return {name: [_data(getattr(value, field)) for field in type(value).fields]}
    if isinstance(value, Struct) and name in _PLAIN:
        return {name: [_data(getattr(value, field)) for field in value.__struct_fields__]}
    raise TypeError(f"a decision holds no {name}")


def _value(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    ((kind, inner),) = data.items()
    if kind == "fraction":
        return Fraction(inner)
    if kind == "map":
        return {_value(key): _value(item) for key, item in inner}
    items = tuple(_value(item) for item in inner)
    if kind == "tuple":
        return items
    made = _NODES.get(kind) or _PLAIN.get(kind)
    if made is None or len(items) != _size(made):
        raise ValueError(f"a decision holds no {kind} of {len(items)} fields")
    return made(*items)


def _size(made: Any) -> int:
    """Return how many fields a class has: text of an older version may have fewer."""
    return len(made.fields) if issubclass(made, Node) else len(made.__struct_fields__)
