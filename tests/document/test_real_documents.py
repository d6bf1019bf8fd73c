"""Documents as people wrote them, where they are at hand beside the repository."""

import json
from collections import Counter
from pathlib import Path

import pytest

from derivcheck.document import read_document

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEED = SHARED / "seed" / "word2vec_handwritten.md"
CORPUS = SHARED / "corpus" / "word2vec"


@pytest.mark.skipif(
    not SEED.exists(), reason="the handwritten document is not beside the repository"
)
def test_the_handwritten_derivation() -> None:
    document = read_document(str(SEED), SEED.read_text(encoding="utf-8"))
    signs = {p.id: "".join(r.sign for c in p.chains for r in c.relations) for p in document.parts}
    assert {name: Counter(found) for name, found in signs.items()} == {
        "a": {"=": 4}, "b": {"=": 9}, "c": {"=": 8}, "d": {"=": 1}, "e": {"=": 3},
        "f(1)": {"=": 4}, "f(2)": {"=": 5, "≠": 1}, "f(3)": {"=": 3}, "g": {"=": 6},
        "h(1)": {"=": 1}, "h(2)": {"=": 1}, "h(3)": {"=": 1},
    }  # fmt: skip
    assert document.diagnostics == () and document.skipped == ()
    for part in document.parts:
        for chain in part.chains:
            for token in (t for member in chain.members for t in member.tokens):
                written = document.source.slice(token.span)
                assert token.text in written and written.startswith(("\\", token.text))


def squeezed(latex: str) -> str:
    return "".join(c for c in latex if c not in " \n\t&.,;:")


@pytest.mark.heavy
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside the repository")
def test_most_labelled_steps_are_found() -> None:
    wanted = found = 0
    for path in sorted((CORPUS / "labels").glob("*.json")):
        name = path.name.removesuffix(".json")
        text = (CORPUS / "docs" / name).read_text(encoding="utf-8")
        document = read_document(name, text)
        members = {
            squeezed(member.latex)
            for part in document.parts
            for chain in part.chains
            for member in chain.members
        }
        for label in json.loads(path.read_text(encoding="utf-8")):
            if label["verdict"] != "not-a-statement" and label["delim"] != "manual":
                wanted += 1
                sides = squeezed(label["lhs_latex"]), squeezed(label["rhs_latex"])
                found += all(side in members for side in sides)
    assert wanted > 500
    assert found >= 0.85 * wanted  # the labels drop layout that members keep, and the reverse
