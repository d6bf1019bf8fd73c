"""Comments for derivcheck: found with their places, `off` and `on` obeyed."""

import pytest

from tests.document.reading import lines, read


@pytest.mark.parametrize(
    ("text", "format", "expected"),
    [
        ("<!-- derivcheck: problem word2vec -->", "md", ["problem word2vec"]),
        ("<!--derivcheck:expect refuted\nproved-->", "md", ["expect refuted proved"]),
        ("% derivcheck: expect refuted", "md", ["expect refuted"]),
        ("$$a\n% derivcheck: ignore x\n= b$$", "md", ["ignore x"]),
        ("text % derivcheck: off", "tex", ["off"]),
        (r"5\% derivcheck: off", "tex", []),
        ("`<!-- derivcheck: off -->` stays\n\n```\n<!-- derivcheck: off -->\n```", "md", ["off"]),
        ("---\nderivcheck: {problem: word2vec}\n---\n", "md", ["problem word2vec"]),
        ("---\nderivcheck:\n  problem: 'word2vec'\n---\n", "md", ["problem word2vec"]),
        ("---\ntitle: x\nproblem: word2vec\n---\n", "md", ["problem word2vec"]),
        ("<!-- no directive -->", "md", []),
    ],
)
def test_found(text: str, format: str, expected: list[str]) -> None:
    assert [d.text for d in read(text, format).directives] == expected


def test_places() -> None:
    text = "$a = b$\n<!-- derivcheck: expect proved -->\n"
    document = read(text)
    assert document.source.slice(document.directives[0].span) == text[8:-1]


def test_off_and_on() -> None:
    text = (
        "$a = b$\n<!-- derivcheck: off -->\n$$c = d$$\n<!-- derivcheck: on -->\n$e = f$\n\n"
        "% derivcheck: off\n$g = h$"
    )
    assert lines(text) == ["a = b", "e = f"]
    assert read(text).skipped == ()


def test_the_options_of_a_math_directive_are_no_formula() -> None:
    labelled = "```{math}\n:label: eq-a\n:nowrap:\na = b\n```\n"
    front = "```{math}\n---\nlabel: eq-b\n---\nc = d\n```\n"
    document = read(labelled + "\n" + front, "md")
    chains = [chain for part in document.parts for chain in part.chains]
    assert [[member.latex for member in chain.members] for chain in chains] == [
        ["a", "b"],
        ["c", "d"],
    ]
