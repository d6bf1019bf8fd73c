"""What the letters of one problem stand for, written down a second time, in NumPy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.mutation.oracle.values import Value
from tests.mutation.oracle.world import World


@dataclass(frozen=True)
class Symbol:
    """An array of the world, or what a function makes of the world; its axes' sorts."""

    sorts: tuple[str, ...]
    value: Callable[[World], Value]
    array: str | None = None  # only what is an array can be differentiated by


@dataclass(frozen=True)
class Map:
    """Elements that depend on other elements: ``w_k``."""

    sources: tuple[str, ...]
    target: str


@dataclass(frozen=True)
class Loss:
    """A function of a column, a word and a matrix: its value of arguments in a world."""

    value: Callable[..., Value]
    arguments: tuple[str, ...]
    bare: bool = False  # whether it may stand without arguments


@dataclass(frozen=True)
class Notation:
    """One problem's way of writing."""

    sizes: Mapping[str, str]  # how the size of a sort is written
    letters: Mapping[str, str]  # which sort a letter runs over
    arrays: Mapping[str, tuple[str, ...]]  # name -> sorts of its axes
    patterns: Mapping[str, tuple[tuple[int, ...], ...]] = field(default_factory=dict)
    ranges: Mapping[str, str] = field(default_factory=dict)
    elements: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)  # u -> U
    maps: Mapping[str, Map] = field(default_factory=dict)
    defined: Mapping[str, Symbol] = field(default_factory=dict)
    functions: Mapping[str, Callable[[Value], Value]] = field(default_factory=dict)
    losses: Mapping[str, Loss] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)  # of tokens
    rows: bool = False
