"""The small models: regression, softmax, attention, a network, a factorization."""

import numpy as np

from tests.mutation.oracle.notation import Map, Notation, Symbol
from tests.mutation.oracle.values import Array, Value, log, sigmoid, softmax
from tests.mutation.oracle.world import World
from tests.mutation.oracle.worlds import Universe

Sizes = tuple[dict[str, int], ...]


def _sizes(*names: str) -> Sizes:
    """Three tuples of sizes, different from one another; the last beyond every cutoff."""
    rows = ((4, 2, 3), (2, 3, 5), (11, 7, 9))
    return tuple(dict(zip(names, row, strict=False)) for row in rows)


def _softmax_loss(world: World) -> Value:
    scores = world.arrays["W"].T @ world.arrays["X"]
    chosen = sum(scores[c, k] for k, c in enumerate(world.maps["c1"]))
    return np.log(np.exp(scores).sum(axis=0)).sum() - chosen


def _true_class(world: World) -> Array:
    out = np.zeros((world.sizes["Class"], 1))
    out[world.letters["c"]] = 1
    return out


SOFTMAX = Universe(
    Notation(
        sizes={"C": "Class", "d": "Dim", "n": "Batch"},
        letters={**dict.fromkeys("ijl", "Class"), "a": "Dim", **dict.fromkeys("km", "Batch")},
        arrays={
            "z": ("Class",), "W": ("Dim", "Class"), "X": ("Dim", "Batch"), r"\lambda": (),
        },
        elements={"c": "Class"},
        columns={"w": "W", "x": "X"},
        maps={"c1": Map(("Batch",), "Class")},
        defined={
            "p": Symbol(("Class",), lambda world: softmax(world.arrays["z"])),
            "t": Symbol(("Class",), _true_class),
            r"\ell": Symbol(
                (), lambda world: -np.log(softmax(world.arrays["z"])[world.letters["c"], 0])
            ),
            "L": Symbol((), _softmax_loss),
        },
    ),
    sizes=_sizes("Class", "Dim", "Batch"),
    active=lambda part: ("c1",) if part[0] in "cd" else (),
    positive=frozenset({r"\lambda"}),
)  # fmt: skip


def _residuals(world: World) -> Array:
    return world.arrays["X"].T @ world.arrays["w"] - world.arrays["t"]


LINEAR = Universe(
    Notation(
        sizes={"d": "Dim", "n": "Batch"},
        letters={**dict.fromkeys("ijl", "Dim"), **dict.fromkeys("km", "Batch")},
        arrays={
            "X": ("Dim", "Batch"), "w": ("Dim",), "t": ("Batch",), "s": ("Batch",), "b": (),
            r"\lambda": (),
        },
        columns={"x": "X"},
        defined={"L": Symbol((), lambda world: (_residuals(world) ** 2).sum() / 2)},
    ),
    sizes=_sizes("Dim", "Batch"),
    positive=frozenset({r"\lambda"}),
)  # fmt: skip


def _logistic_loss(world: World) -> Value:
    scores, t = world.arrays["X"].T @ world.arrays["w"], world.arrays["t"]
    return -(t * log(sigmoid(scores)) + (1 - t) * log(sigmoid(-scores))).sum()


LOGISTIC = Universe(
    Notation(
        sizes={"d": "Dim", "n": "Batch"},
        letters={"i": "Dim", "k": "Batch"},
        arrays={"X": ("Dim", "Batch"), "w": ("Dim",), "t": ("Batch",), r"\lambda": ()},
        columns={"x": "X"},
        defined={"L": Symbol((), _logistic_loss)},
        functions={r"\sigma": sigmoid},
    ),
    sizes=_sizes("Dim", "Batch"),
    positive=frozenset({r"\lambda"}),
)


def _inputs(world: World) -> Array:
    out: Array = world.arrays["W"] @ world.arrays["x"] + world.arrays["b"]
    return out


def _output(world: World) -> Value:
    return (world.arrays["a"] * sigmoid(_inputs(world))).sum()


NETWORK = Universe(
    Notation(
        sizes={"d": "Input", "m": "Hidden"},
        letters={"i": "Input", **dict.fromkeys("jl", "Hidden")},
        arrays={
            "x": ("Input",), "W": ("Hidden", "Input"), "b": ("Hidden",), "a": ("Hidden",), "t": (),
        },
        defined={
            "z": Symbol(("Hidden",), _inputs),
            "h": Symbol(("Hidden",), lambda world: sigmoid(_inputs(world))),
            "f": Symbol((), _output),
            "E": Symbol((), lambda world: (_output(world) - world.number("t")) ** 2 / 2),
        },
        functions={r"\sigma": sigmoid},
    ),
    sizes=_sizes("Input", "Hidden"),
)  # fmt: skip


def _attention(world: World) -> Array:
    return softmax(world.arrays["K"].T @ world.arrays["q"] / world.number(r"\tau"))


ATTENTION = Universe(
    Notation(
        sizes={"d": "Dim", "e": "Value", "n": "Token"},
        letters={"a": "Dim", "b": "Value", **dict.fromkeys("ijl", "Token")},
        arrays={
            "K": ("Dim", "Token"), "V": ("Value", "Token"), "q": ("Dim",), "s": ("Token",),
            r"\tau": (),
        },
        columns={"k": "K", "v": "V"},
        defined={
            r"\alpha": Symbol(("Token",), _attention),
            "r": Symbol(("Value",), lambda world: world.arrays["V"] @ _attention(world)),
            "p": Symbol(("Token",), lambda world: softmax(world.arrays["s"])),
        },
    ),
    sizes=_sizes("Token", "Dim", "Value"),
    positive=frozenset({r"\tau"}),
)  # fmt: skip

FACTORIZATION = Universe(
    Notation(
        sizes={"r": "Rank", "m": "User", "n": "Item"},
        letters={"a": "Rank", **dict.fromkeys("il", "User"), **dict.fromkeys("jk", "Item")},
        arrays={
            "P": ("Rank", "User"), "Q": ("Rank", "Item"), "R": ("User", "Item"), "b": ("User",),
            r"\lambda": (),
        },
        columns={"p": "P", "q": "Q"},
        defined={
            "L": Symbol(
                (),
                lambda world: (
                    (world.arrays["R"] - world.arrays["P"].T @ world.arrays["Q"]) ** 2
                ).sum(),
            )
        },
    ),
    sizes=_sizes("User", "Rank", "Item"),
    positive=frozenset({r"\lambda"}),
)  # fmt: skip

UNIVERSES = {
    "softmax-regression": SOFTMAX,
    "linear-regression": LINEAR,
    "logistic-regression": LOGISTIC,
    "two-layer-network": NETWORK,
    "attention": ATTENTION,
    "matrix-factorization": FACTORIZATION,
}
