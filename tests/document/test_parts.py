"""Parts: the ways people number them, and what only looks like a number."""

import pytest

from tests.document.reading import ids, read

STEP = "\n\n$$x = y$$\n\n"


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["(a)", "(b)"], ["a", "b"]),
        (["a.", "b."], ["a", "b"]),
        (["a)", "b)"], ["a", "b"]),
        (["**(a)**", "**(b)** more"], ["a", "b"]),
        (["### (a)", "### (b) (5 points)"], ["a", "b"]),
        (["## a.) First", "## b.) Second"], ["a", "b"]),
        (["# 1a", "# 1b"], ["a", "b"]),
        (["#### 1 (a)", "#### 1 (b)"], ["a", "b"]),
        (["## 1(g)(i)", "## 1(g)(ii)", "## 1(h)", "## 1(i)"], ["g(1)", "g(2)", "h", "i"]),
        (["- (a): words", "- (b): words"], ["a", "b"]),
        (["Question a", "question b"], ["a", "b"]),
        (["Part (a)", "Part (b)"], ["a", "b"]),
        (["1.", "2."], ["1", "2"]),
        (["## Problem 1", "(a)", "(b)", "## Problem 2", "(a)"], ["a", "b", "a~2"]),
        (["## 1 One", "### (a)", "## 2 Two", "### (a)"], ["a", "a~2"]),
        (["(f)", "(1)", "(2)", "(g)"], ["f", "f(1)", "f(2)", "g"]),
        (["f. (1)", "(2)", "g."], ["f(1)", "f(2)", "g"]),
        (["(e)", "(e)"], ["e", "e~2"]),
        (["(f)", "(i)", "(ii)"], ["f", "f(1)", "f(2)"]),
        (["(h)", "(i)", "(j)"], ["h", "i", "j"]),
        (["(c)", "1.", "2."], ["c", "c(1)", "c(2)"]),
        (["2. Two", "a.", "b.", "3. Three", "a."], ["2", "a", "b", "3", "a~2"]),
        (["Preamble", "(a)"], ["main", "a"]),
        (["## (a)", "### more", "## Appendix"], ["a", "main"]),
    ],
)
def test_labels_in_prose(labels: list[str], expected: list[str]) -> None:
    text = "".join(label + STEP for label in labels)
    if labels[0].startswith(("## Problem", "## 1 ")):
        text = text.replace(labels[0] + STEP, labels[0] + "\n\n").replace(
            "Problem 2" + STEP, "Problem 2\n\n"
        )
        text = text.replace("## 2 Two" + STEP, "## 2 Two\n\n")
    assert list(ids(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"$$a. \quad x = y$$", {"a": ["x = y"]}),
        (r"$$(a) \quad x = y$$", {"a": ["x = y"]}),
        (r"$$\text{(a)} \quad x = y$$", {"a": ["x = y"]}),
        ("$$f. \\quad (1) \\quad x = y$$\n\n$$(2) \\quad z = w$$",
         {"f(1)": ["x = y"], "f(2)": ["z = w"]}),
        (r"g. $x = y$", {"g": ["x = y"]}),
        (r"h. (1) $x = y$" "\n\n" r"(2) $z = w$", {"h(1)": ["x = y"], "h(2)": ["z = w"]}),
        (r"\begin{aligned} a. \quad x &= y \end{aligned}", {"a": ["x = y"]}),
        # these are no labels
        (r"$$(a+b) \quad = c$$", {"main": ["(a+b) = c"]}),
        (r"$$(1) x = y$$", {"main": ["(1) x = y"]}),
        (r"$$x = y \quad (1)$$", {"main": ["x = y"]}),
        (r"$$a.b = c$$", {"main": ["a.b = c"]}),
        (r"$$f(1) = c$$", {"main": ["f(1) = c"]}),
        ("e.g. $x = y$", {"main": ["x = y"]}),
        ("A simple one: $x = y$", {"main": ["x = y"]}),
        ("as in (a) and\n(b) we get $x = y$", {"main": ["x = y"]}),
        ("It is $x = y$ (a) or so", {"main": ["x = y"]}),
        ("# A note on losses\n\n$x = y$", {"main": ["x = y"]}),
    ],
)  # fmt: skip
def test_labels_in_math_and_what_is_none(text: str, expected: dict[str, list[str]]) -> None:
    assert ids(text) == expected


def test_the_next_label_may_stand_inside_a_paragraph() -> None:
    text = "(f)\n\ni. first $x = y$\nii. then $z = w$\nthe (iii) rest\nb. not next $p = q$"
    assert ids(text) == {"f(1)": ["x = y"], "f(2)": ["z = w", "p = q"]}


def test_question_and_answer_are_one_part() -> None:
    text = "Question a: show $x = y$\n\n**Answer a**: $z = w$\n\nQuestion b\n\n$p = q$"
    assert ids(text) == {"a": ["x = y", "z = w"], "b": ["p = q"]}


def test_a_part_that_only_holds_smaller_ones() -> None:
    parts = read("(f) With negative samples.\n\n(1) $x = y$\n\n(2) $z = w$").parts
    assert [p.id for p in parts] == ["f(1)", "f(2)"]
    assert "negative samples" in parts[0].prose


def test_a_part_in_words_only_is_a_part() -> None:
    first = read("(a) It is obvious.\n\n(b)\n\n$$x = y$$").parts[0]
    assert (first.id, first.chains, first.prose) == ("a", (), "(a) It is obvious.")


def test_numbers_without_formulas_are_no_parts() -> None:
    assert list(ids("(b)\n\n$$x = y$$\n\nReasons:\n\n1. It is fast.\n\n2. It is small.")) == ["b"]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("## (b) Gradient by $v_c$, at last", "Gradient by $v_c$, at last"),
        ("## (b) $v_c$", "$v_c$"),
        ("## (b)", None),
        ("## (b) 对 $v_c$ 求导", "对 $v_c$ 求导"),
    ],
)
def test_a_title_holds_its_formulas(heading: str, title: str | None) -> None:
    (part,) = read(f"{heading}\n\n$$x = y$$\n\n### Proof of $x = 1$\n\n$$x = z$$\n").parts
    assert part.title == title


def test_titles_and_spans() -> None:
    text = "## (a) The loss\n\n$$x = y$$\n\n## (b)\n\n$$z = w$$\n"
    first, second = read(text).parts
    assert (first.title, second.title) == ("The loss", None)
    assert text[first.span.start : first.span.end].startswith("(a) The loss")
    assert text[second.span.start : second.span.end] == "(b)\n\n$$z = w$$\n"


def test_a_chain_does_not_run_over_parts() -> None:
    assert ids("(a)\n\n$$x = y$$\n\n(b)\n\n$$= z$$") == {"a": ["x = y"], "b": [" = z"]}


def test_a_formula_that_is_a_label_begins_a_part() -> None:
    text = "- $(a)$ First:\n  $$ x = y $$\n- $(b)$ Then $z = w$.\n\n$(c)$\n$$ u = v $$\n"
    assert ids(text) == {"a": ["x = y"], "b": ["z = w"], "c": ["u = v"]}
    assert list(ids("We have\n\n$(x)$ and $(ab)$ as $x = y$.\n")) == ["main"]


def test_a_label_before_rows_opens_a_part() -> None:
    rows = r"\begin{aligned} a &= b \\ &= c \end{aligned}"
    found = read(f"## (f)\n\n$(i) {rows}$\n\n$$(ii) {rows}$$\n")
    assert [part.id for part in found.parts] == ["f(1)", "f(2)"]
    matrix = r"\begin{pmatrix} a \\ b \end{pmatrix} = c"
    assert [part.id for part in read(f"## (f)\n\n$$(i) {matrix}$$\n").parts] == ["f"]
