"""What `derivcheck problems show` prints of a problem."""

from derivcheck.problem import describe_problem, load_problem, parse_problem

TEXT = describe_problem(load_problem("word2vec"))


def block(title: str) -> list[str]:
    """Return the lines under a heading."""
    lines = TEXT.splitlines()
    start = lines.index(title) + 1
    end = next((at for at in range(start, len(lines)) if not lines[at]), len(lines))
    return lines[start:end]


def test_everything_that_the_file_says_is_shown() -> None:
    problem = load_problem("word2vec")
    for entry in problem.symbols:
        assert any(line.startswith(f"  {entry.written.latex} ") for line in block("Symbols"))
    for definition in problem.definitions:
        assert f"  {definition.head.latex} = {definition.body.latex}" in block("Definitions")
    for part in problem.parts:
        assert any(line.startswith(f"  {part.id}  ") for line in block("Parts"))
        for formula in (part.goal, part.closed_form):
            assert formula is None or any(
                line.endswith(f"  {formula.latex}") for line in block("Parts")
            )
        for text in part.assume:
            assert any(line.endswith(f"  {text}") for line in block("Parts"))


def test_types_are_said_in_words() -> None:
    said = {line.split()[0]: line for line in block("Symbols")}
    assert "a matrix Dim × Vocab; column w is written u_w or U_w" in said["U"]
    assert "an element of Vocab; also written 0" in said["o"]
    assert "a column over Vocab; 1 at o and 0 elsewhere" in said["y"]
    assert "for each Window and Sample an element of Vocab" in said["w_{j,k}"]
    window = next(line for line in block("Index sets") if line.startswith("  Window"))
    assert "2m elements; a multiple of 2; letters j" in window


def test_a_part_does_not_repeat_what_the_part_above_it_says() -> None:
    parts = block("Parts")
    at = parts.index("  f(1)  as f")
    assert [line.split()[0] for line in parts[at + 1 : at + 3]] == ["asks", "closed"]
    assert parts[at + 3] == "  f(2)  as f"
    assert sum("i \\neq k" in line for line in parts) == 1


def test_a_small_problem_has_no_empty_headings() -> None:
    text = '[symbols]\nx = { type = "positive" }\n[conventions]\nvectors = "rows"\nfixed = true\n'
    shown = describe_problem(parse_problem(text, "problem.toml", "small"))
    assert shown.startswith("small: small\n")
    assert "x  a real number; positive" in shown
    assert "vectors are rows" in shown and "cannot choose others" in shown
    assert not any(title in shown for title in ("Definitions", "Parts", "Index sets"))
