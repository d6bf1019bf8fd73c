"""word2vec: centre vectors V, outside vectors U, one outside word o, samples, a window."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tests.mutation.oracle.notation import Loss, Map, Notation, Symbol
from tests.mutation.oracle.values import Array, Value, log, sigmoid, softmax
from tests.mutation.oracle.world import Env, World
from tests.mutation.oracle.worlds import Universe


def predicted(world: World) -> Array:
    return softmax(world.arrays["U"].T @ world.arrays["V"][:, [world.letters["c"]]])


def one_hot(world: World) -> Array:
    out = np.zeros((world.sizes["Vocab"], 1))
    out[world.letters["o"]] = 1
    return out


def naive_softmax(world: World, env: Env, v: Array, word: int, U: Array, own: bool) -> Value:
    scores = U.T @ v
    return np.log(np.exp(scores).sum()) - scores[word]


def neg_sample(world: World, env: Env, v: Array, word: int, U: Array, own: bool) -> Value:
    # each word of the window has samples of its own
    at = env.get("j", world.letters.get("j"))
    samples: Sequence[int] = world.maps["w2"][at] if own else world.maps["w1"]
    return -log(sigmoid(U[:, word] @ v)) - sum(log(sigmoid(-U[:, s] @ v)) for s in samples)


def any_loss(world: World, env: Env, v: Array, word: int, U: Array, own: bool) -> Value:
    """A loss of which nothing is known: one without any symmetry."""
    inner = world.arrays["of v"][:, 0] @ v + (world.arrays["of U"] * U).sum()
    return np.sin(inner + world.arrays["of word"][word, 0]) + 0.3 * (v @ U[:, word])


def skip_gram(world: World, env: Env, v: Array, word: int, U: Array, own: bool) -> Value:
    return sum(any_loss(world, env, v, at, U, own) for at in world.maps["w_t1"])


NAIVE, NEG = Loss(naive_softmax, (), bare=True), Loss(neg_sample, ())
SKIP = Loss(skip_gram, ("w_{t-m}", r"\dots", "w_{t+m}"))

NOTATION = Notation(
    sizes={"|V|": "Vocab", "K": "Sample", "d": "Dim"},
    letters={**dict.fromkeys("wx", "Vocab"), **dict.fromkeys("kil", "Sample"), "j": "Window"},
    arrays={
        "U": ("Dim", "Vocab"), "V": ("Dim", "Vocab"), "x": (),
        "of v": ("Dim",), "of U": ("Dim", "Vocab"), "of word": ("Vocab",),
    },
    ranges={r"\text{Vocab}": "Vocab"},
    elements={"o": "Vocab", "c": "Vocab", "0": "Vocab"},
    columns={"u": "U", "U": "U", "v": "V", "V": "V"},
    maps={
        "w1": Map(("Sample",), "Vocab"),
        "w_t1": Map(("Window",), "Vocab"),
        "w2": Map(("Window", "Sample"), "Vocab"),
    },
    defined={
        r"\hat y": Symbol(("Vocab",), predicted),
        "y": Symbol(("Vocab",), one_hot),
        "u": Symbol(("Dim", "Vocab"), lambda world: world.arrays["U"], array="U"),
    },
    functions={r"\sigma": sigmoid},
    losses={
        r"J_\text{naive-softmax}": NAIVE,
        r"J_\text{neg-sample}": NEG,
        r"\text{Neg-sample}": NEG,
        r"J_\text{skip-gram}": SKIP,
        r"\text{Skip-gram}": SKIP,
        "J": Loss(any_loss, ()),
    },
)  # fmt: skip


def active(part: str) -> tuple[str, ...]:
    """Return the maps whose coincidences matter in a part."""
    if part.startswith("h"):
        return ("w_t1", "w2")
    return ("w1",) if part.startswith(("f", "g")) else ()


def admits(part: str, world: World) -> bool:
    samples = list(world.maps["w1"])
    if part.startswith(("f", "g")) and world.letters["o"] in samples:
        return False
    if part.startswith("f") and len(set(samples)) < len(samples):
        return False
    if part.startswith("h(3)") and world.letters.get("w") == world.letters["c"]:
        return False
    own = zip(world.maps["w_t1"], world.maps["w2"], strict=True)
    return not part.startswith("h") or all(word not in drawn for word, drawn in own)


UNIVERSE = Universe(
    NOTATION,
    sizes=(
        {"Vocab": 4, "Dim": 2, "Sample": 3, "Window": 2},
        {"Vocab": 5, "Dim": 3, "Sample": 1, "Window": 4},
        {"Vocab": 14, "Dim": 6, "Sample": 8, "Window": 6},
    ),
    active=active,
    admits=admits,
    same={"0": "o"},
)
ROWS = replace(UNIVERSE, notation=replace(NOTATION, rows=True))
