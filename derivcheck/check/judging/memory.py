"""What was decided before, in this document or in others of a class.

A decision may be used again where all that it depends on is the same: the statement, what its
names mean, what is assumed, the options, the randomness.  `key_of` is a hash of these; whoever
keeps decisions between runs adds the versions of what computes.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Protocol

from msgspec import Struct

from derivcheck.engine.decision import Decision
from derivcheck.engine.statement import Statement
from derivcheck.term.context import Context
from derivcheck.term.core import Node

# what depends on the machine, or is a fault, is decided anew
NOT_KEPT = frozenset({"over-budget", "disagreement"})
# parts of a context in which only the names count that a statement reaches
_BY_NAME = frozenset({"variables", "maps", "definitions", "positive"})


class Memory(Protocol):
    """Keeps decisions by their keys."""

    def recall(self, key: bytes) -> Decision | None:
        """Return a decision that was kept."""

    def keep(self, key: bytes, decision: Decision) -> None:
        """Keep a decision."""


class Forgetful:
    """Keeps nothing."""

    def recall(self, key: bytes) -> Decision | None:
        """Know of nothing."""
        return None

    def keep(self, key: bytes, decision: Decision) -> None:
        """Do nothing."""


def key_of(statement: Statement, settings: tuple[object, ...], seed: bytes) -> bytes:
    """Return a hash of all that the decision of a statement depends on.

    ``settings`` are the options that have a say in it, ``seed`` gives the random choices.
    """
    context = statement.context
    names = _reached(statement)
    whole = hashlib.sha256(repr(settings).encode() + b"\0" + seed)
    whole.update(statement.fingerprint)
    for field in context.__struct_fields__:
        if field not in _BY_NAME:
            whole.update(_whole_field(context, field))
            continue
        value = getattr(context, field)
        if isinstance(value, Mapping):
            value = {name: value[name] for name in names & value.keys()}
        else:
            value = value & names
        whole.update(_field(field, value))
    return whole.digest()


def _whole_field(context: Context, field: str) -> bytes:
    """Return the hash of a field that counts as a whole, found once for all statements."""
    kept: dict[str, bytes] = context.__dict__
    key = f"_hash of {field}"
    if key not in kept:
        kept[key] = _field(field, getattr(context, field))
    return kept[key]


def _field(name: str, value: object) -> bytes:
    return hashlib.sha256(name.encode() + _bytes(value)).digest()


def _reached(statement: Statement) -> frozenset[str]:
    """Return the names that a statement speaks of, also through what is said of them."""
    context = statement.context
    todo = set(statement.left.symbols | statement.right.symbols)
    for name, index in context.one_hot.items():
        todo |= {name, *index.symbols}
    for assumption in context.assumptions:
        todo |= assumption.condition.symbols
    found: set[str] = set()
    while todo:
        name = todo.pop()
        found.add(name)
        definition = context.definitions.get(name)
        if definition is not None:
            todo |= definition.body.symbols - found
    return frozenset(found)


def _bytes(value: object) -> bytes:
    """Return bytes that tell a value from every other one, the same in every process."""
    if isinstance(value, Node):
        return b"n" + value.digest
    if isinstance(value, frozenset):
        return b"s" + _joined(iter(sorted(map(_bytes, value))))
    if isinstance(value, tuple):
        return b"t" + _joined(map(_bytes, value))
    if isinstance(value, Struct):
        return b"d" + _joined(_bytes(getattr(value, name)) for name in value.__struct_fields__)
    # an abstract class is asked last, as that is slow, and not of names
    if not isinstance(value, str) and isinstance(value, Mapping):
        pairs = sorted(_bytes(key) + b":" + _bytes(value[key]) for key in value)
        return b"m" + _joined(iter(pairs))
    return b"r" + repr(value).encode()


def _joined(parts: Iterator[bytes]) -> bytes:
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)
