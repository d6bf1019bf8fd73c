"""True identities: none is refuted, none is called ill-typed, nearly all are proved."""

from collections import Counter

import pytest

from tests.identities.library import Identity, files, identities, judged, known_gaps, library

LIBRARY = library()
KNOWN = known_gaps()


def test_the_library_is_large_and_half_of_it_is_hard() -> None:
    hard = sum(one.hard for one in LIBRARY)
    assert len(LIBRARY) >= 200 and hard >= len(LIBRARY) / 2
    assert len({(one.file, one.latex, one.part) for one in LIBRARY}) == len(LIBRARY)
    assert all(one.source for one in LIBRARY)


@pytest.mark.heavy
@pytest.mark.parametrize("one", LIBRARY, ids=lambda one: one.id)
def test_a_true_identity_gets_its_verdict(one: Identity) -> None:
    found = judged(one.file, one.latex, one.part)
    got = found.verdict.value
    assert got not in ("refuted", "ill-typed"), f"a true identity is called {got}: {found.message}"
    gap = KNOWN.get((one.file, one.latex))
    if gap is None:
        assert got == "proved", f"{got} {found.code}: {found.message}"
        assert "exact" in found.method or "modular" not in found.method
        return
    assert got != "proved", (
        "proved now: run `python -m tests.identities.library` and look at what it has deleted"
    )
    assert (got, found.code) == gap


def test_known_gaps_are_in_the_library() -> None:
    assert KNOWN.keys() <= {(one.file, one.latex) for one in LIBRARY}


def test_gaps_are_few() -> None:
    assert len(KNOWN) <= len(LIBRARY) / 5


@pytest.mark.slow
def test_counts(capsys: pytest.CaptureFixture[str]) -> None:
    lines = []
    for file in files():
        count = Counter(judged(o.file, o.latex, o.part).verdict.value for o in identities(file))
        lines.append(f"{file:12} " + ", ".join(f"{n} {verdict}" for verdict, n in count.items()))
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    assert not any("refuted" in line for line in lines)
