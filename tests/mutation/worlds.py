"""The worlds in which a step of one part is looked at, all coincidences among them."""

from collections.abc import Iterator
from functools import cache
from itertools import product

import numpy as np

from tests.mutation.world import World

# |V|, d, K and the number of window words, pairwise different or nearly so
SIZES = ((4, 2, 3, 2), (5, 3, 2, 2), (3, 2, 1, 4))
# the window and its samples have too many patterns: some are drawn
DRAWN_WORLDS = 5
# a part with few patterns is looked at with several values
LEAST_WORLDS = 6


@cache
def worlds(part: str) -> tuple[World, ...]:
    """Return worlds of every pattern of coincidences that the part's assumptions admit."""
    return tuple(world for number, _ in enumerate(SIZES) for world in _at(number, part))


def _at(number: int, part: str) -> Iterator[World]:
    n, d, k, m = SIZES[number]
    chance = np.random.default_rng([number, *part.encode()])
    patterns = list(_patterns(part, n, k))
    for turn, (o, w, sample, words) in enumerate(patterns * -(-LEAST_WORLDS // len(patterns))):
        for window, drawn in _windows(part, chance, n, m, k):
            # the centre word may be any word: o, a sample, another one
            c = turn % n
            if part.startswith("h(3)") and c == w:
                c = (w + 1) % n
            # some worlds have positive vectors only, so that logarithms of products exist
            least, greatest = ((-1.5, 1.5), (0.2, 1.5), (-1.5, -0.2))[turn % 3]
            yield World(
                U=chance.uniform(least, greatest, (d, n)),
                V=chance.uniform(min(least, 0.2), 1.5, (d, n)),
                x=float(chance.uniform(-2, 2)),
                letters={"o": o, "c": c} | _letters(part, w, sample),
                samples=words,
                window=window,
                drawn=drawn,
                weights={
                    "v": chance.uniform(-1, 1, d),
                    "U": chance.uniform(-1, 1, (d, n)),
                    "word": chance.uniform(-3, 3, n),
                },
            )


def _letters(part: str, w: int, sample: int) -> dict[str, int]:
    """Only where a part asks for a derivative by u_w or u_k is that a letter of its own."""
    if part.startswith(("c", "h")):
        return {"w": w}
    return {"k": sample} if part.startswith(("f(3)", "g")) else {}


def _patterns(part: str, n: int, k: int) -> Iterator[tuple[int, int, int, tuple[int, ...]]]:
    samples = range(k) if part.startswith(("f(3)", "g")) else range(1)
    words = range(2) if part.startswith(("c", "h")) else range(1)
    for drawn in product(range(n), repeat=k):
        if part.startswith(("f", "g")) and 0 in drawn:
            continue
        if part.startswith("f") and len(set(drawn)) < k:
            continue
        if not part.startswith(("f", "g")) and drawn != (1,) * k:
            continue
        # only patterns matter: the first new word is 1, the next one 2, …
        if any(word > max(drawn[:at], default=0) + 1 for at, word in enumerate(drawn)):
            continue
        for w, sample in product(words, samples):
            yield 0, w, sample, drawn


def _windows(
    part: str, chance: np.random.Generator, n: int, m: int, k: int
) -> Iterator[tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]]:
    if not part.startswith("h"):
        yield (0,) * m, ((1,) * k,) * m
        return
    yield (0,) * m, ((1,) * k,) * m
    for _ in range(DRAWN_WORLDS):
        window = tuple(int(word) for word in chance.integers(0, n, m))
        drawn = tuple(
            tuple(int((word + 1 + step) % n) for step in chance.integers(0, n - 1, k))
            for word in window
        )
        yield window, drawn
