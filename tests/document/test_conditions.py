"""Words around formulas: conditions, ranges and remarks are no steps, and are not lost."""

import pytest

from tests.document.reading import line, read


def words(text: str) -> tuple[list[str], str]:
    """Return the chains of a document and all words that are kept with its first one."""
    chains = [c for part in read(text).parts for c in part.chains]
    first = chains[0]
    return [line(c) for c in chains], " | ".join([first.before, *first.remarks, first.after])


@pytest.mark.parametrize(
    ("text", "expected", "kept"),
    [
        (r"When $w = o$:" "\n\n" r"$$a = b$$", ["a = b"], "$w = o$"),
        (r"当 $w = o$ 时，$$a = b$$", ["a = b"], "$w = o$"),
        (r"## $w \neq o$" "\n\n" r"$$a = b$$", ["a = b"], r"$w \neq o$"),
        (r"1. $w = 0$:" "\n" r"$$a = b$$", ["a = b"], "$w = 0$"),
        (r"$$a = b$$ for $k = 1, \dots, K$.", ["a = b"], r"$k = 1, \dots, K$"),
        ("$$a = b$$\nwhere $w \\ne o$ and so on. Then", ["a = b"], "where $w \\ne o$ and so on"),
        (r"where $-m \le j \le m$ we have $a = b$", ["a = b"], r"$-m \le j \le m$"),
        (r"$$a = b \quad \text{if } w = o$$", ["a = b"], "if w = o"),
        (r"$$a = b \text{ (when } w = o \text{)}$$", ["a = b"], "w = o"),
        (r"$$a = b (\text{when } w \ne c)$$", ["a = b"], r"\text{when } w \ne c"),
        (r"$$a = b \qquad (w \ne c)$$", ["a = b"], r"w \ne c"),
        (r"$$f(a) = b, w \ne o$$", ["f(a) = b"], r"w \ne o"),
        (r"$$a_w = b_w, \quad w = o$$", ["a_w = b_w"], "w = o"),
        (r"$$a = b, \quad \forall k \in [1, K]$$", ["a = b"], r"\forall k \in [1, K]"),
        (r"$$a = b, \quad k = 1, \dots, K$$", ["a = b"], r"k = 1, \dots, K"),
        (r"$$a = b, \quad \text{for } k = 1, 2, \ldots, K$$", ["a = b"], r"k = 1, 2, \ldots, K"),
        (r"$$w = o时，a = b$$", ["a = b"], "w = o 时"),
        (r"$$if \quad w = o: \\ a = b$$", ["a = b"], "if w = o"),
        (r"\begin{align} a &= b && \text{by (a)} \end{align}", ["a = b"], "by (a)"),
        (r"$$a = b \qquad \text{(chain rule)}$$", ["a = b"], "(chain rule)"),
        ("$$a = b$$\n\nsince all is well\n\n$$= c$$", ["a = b = c"], "since all is well"),
        (r"$$\because a = b$$", ["a = b"], "∵"),
        (r"From (a) we know $a = b$", ["a = b"], "From (a) we know"),
        (r"$$a = b \text{ 其中 } c = f(d)$$", ["a = b", "c = f(d)"], ""),
    ],
)  # fmt: skip
def test_kept(text: str, expected: list[str], kept: str) -> None:
    chains, said = words(text)
    assert chains == expected
    assert kept in said


@pytest.mark.parametrize(
    "text",
    [
        "and so $y_o = 1$",
        "we have $w = o$",
        "that is, $y = 1$",
        "when $f(x) = g(x)$",  # not bare: judged as a quoted statement
        r"$$\text{then } y_w = 1$$",
    ],
)
def test_statements_stay_steps(text: str) -> None:
    chains, _ = words(text)
    assert len(chains) == 1


def test_prose_before_a_chain_begins_behind_the_last_one() -> None:
    document = read("One. $a = b$ Two. Three\n\n$$c = d$$")
    first, second = document.parts[0].chains
    assert (first.before, first.after) == ("One.", "Two")
    assert second.before == "Two. Three"


def test_words_that_introduce_the_next_display_do_not_follow_this_one() -> None:
    chains = read("$$a = b$$\n当 $w = o$ 时：\n$$c = d$$\nfor all $w$.").parts[0].chains
    assert [(c.before, c.after) for c in chains] == [("", ""), ("当 $w = o$ 时：", "for all $w$")]


def test_a_condition_belongs_to_the_rows_below() -> None:
    chains = read(r"$$\text{if } w = o \\ a = b \\ \text{else} \\ a = c$$").parts[0].chains
    assert [(line(c), c.remarks) for c in chains] == [
        ("a = b", ("if w = o",)), ("a = c", ("else",)),
    ]  # fmt: skip


TAILS = [
    (r"a = b, \quad \text{for all } k", r", \quad \text{for all } k"),
    (r"a = 0 \qquad (w \neq c)", r"(w \neq c)"),
    (r"a = 0(\text{ when } w \neq c)", r"(\text{ when } w \neq c)"),
    (r"a = b,\ \forall k \in [1, K]", r",\ \forall k \in [1, K]"),
    (r"a = b \tag{3}", ""),
    (r"a = b.", ""),
]


@pytest.mark.parametrize(("formula", "tail"), TAILS)
def test_what_stands_behind_a_member_is_kept_as_written(formula: str, tail: str) -> None:
    member = read(f"$$ {formula} $$").parts[0].chains[0].members[1]
    assert len(member.tokens) == 1
    assert member.tail.replace("  ", " ") == tail


def test_only_the_last_member_of_a_row_has_it() -> None:
    chain = read(r"$$ a = b = c \text{ if } w = o $$").parts[0].chains[0]
    assert [m.tail for m in chain.members] == ["", "", r"\text{ if } w = o"]


@pytest.mark.parametrize(
    "text",
    [
        r"\text{if $w = o$}",
        r"\text{if w = o}",
        r"\text{ when $w=o$ }",
        r"\text{$w = o$ 时}",
        r"\text{当 w = o 时}",
        r"\text{if } w = o",
        r"\mbox{for $w = o$}",
    ],
)
def test_a_condition_in_a_text_is_read_as_one(text: str) -> None:
    (chain,) = (
        read(rf"$$ f = \begin{{cases}} a & {text} \\ b & \text{{otherwise}} \end{{cases}} $$")
        .parts[0]
        .chains
    )
    said = [t.text for t in chain.members[1].tokens]
    assert said[said.index("w") : said.index("w") + 3] == ["w", "=", "o"]


@pytest.mark.parametrize(
    "text", [r"\text{if it is the word}", r"\text{if the word = o}", r"\text{a = b}"]
)
def test_other_texts_stay_texts(text: str) -> None:
    (chain,) = read(rf"$$ f = \begin{{cases}} a & {text} \\ b & c \end{{cases}} $$").parts[0].chains
    assert text.removeprefix(r"\text{").removesuffix("}") in [
        t.text for t in chain.members[1].tokens
    ]


def test_a_heading_is_a_paragraph_of_its_own() -> None:
    (chain,) = read("# Conditions\n\nWhen $w = o$:\n\n$$a = b$$").parts[0].chains
    assert [p.strip() for p in chain.before.split("\n\n")] == ["Conditions", "When $w = o$ :"]
    (chain,) = read("# When $w = o$\n\n$$a = b$$").parts[0].chains
    assert chain.before.strip() == "When $w = o$"
