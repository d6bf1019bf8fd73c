"""What a text says in words of its vectors and matrices."""

import pytest

import derivcheck
from tests.check.support import check, steps


def _steps(text: str, problem: str | None = "word2vec") -> list[tuple[str, str]]:
    """Return the verdict of each step with its message."""
    report = derivcheck.verify_text(text, problem=problem, witnesses=("modular",))
    steps = (step for part in report.documents[0].parts for step in part.steps)
    return [(str(step.verdict), step.message or "") for step in steps]


def _verdicts(text: str, problem: str | None = "word2vec") -> list[str]:
    return [verdict for verdict, _ in _steps(text, problem)]


JACOBIAN = r"""
$$ \frac{\partial \sigma(x)}{\partial x} = \text{diag}(\sigma(x)(1-\sigma(x))) $$
"""


def test_a_number_of_the_problem_that_is_called_a_vector_is_not_read() -> None:
    ((verdict, message),) = _steps(f"## (d)\n\nHere $x$ is a vector.\n{JACOBIAN}")
    assert verdict == "unread"
    assert "x is a vector" in message
    assert _verdicts(f"## (d)\n\n其中 $x$ 是一个向量。\n{JACOBIAN}") == ["unread"]
    assert _verdicts(f"## (d)\n{JACOBIAN}") == ["unread"]


def test_a_number_is_ill_typed_as_a_vector_where_the_text_has_no_entries_of_it() -> None:
    text = "## (d)\n\n$$ \\frac{\\partial \\sigma(x)}{\\partial x} = \\hat y - y $$\n"
    assert _verdicts(text) == ["ill-typed"]
    assert _verdicts(text.replace("\n\n", "\n\nEach $x_i$ is an entry.\n\n", 1)) == ["unread"]


GRADIENTS = r"""
## (b)

$$ -u_o + \sum_w \hat y_w u_w = U^\top (\hat y - y) $$

$$ -u_o + \sum_w \hat y_w u_w = U (\hat y - y) $$

$$ -u_o + \sum_w \hat y_w u_w = U^\top (y - \hat y) $$

$$ \frac{\partial J_{\text{naive-softmax}}(v_c, o, U)}{\partial v_c} = U^\top (\hat y - y) $$
"""


def test_a_matrix_is_stored_as_words_say_and_wrong_shapes_and_signs_stay_wrong() -> None:
    for said in (
        "$U$, matrix of shape (vocab_size, embedding_dim). $V$, matrix of shape (vocab_size, n).",
        r"We agree on $U \in \R^{|V| \times n}$.",
        r"$U∈R^{|V|*n}$",
        "矩阵$U$维数为|V|×d，每行是$u^T$。",
        "其中$U$的每一行对应一个词。",
        "Here $U$ is a row-matrix of outer-word vectors.",
    ):
        found = _verdicts(f"# Notation\n\n{said}\n{GRADIENTS}")
        assert found == ["proved", "ill-typed", "refuted", "proved"], said


def test_a_square_shape_says_nothing_of_how_vectors_are_stored() -> None:
    found = _verdicts(f"# Notation\n\n$U \\in R^{{|V| \\times |V|}}$\n{GRADIENTS}")
    assert found[:3] == ["ill-typed", "proved", "ill-typed"]


def test_vectors_that_are_called_rows_in_words_are_not_read_as_columns() -> None:
    text = "## (b)\n\n{}\n\n$$ -u_o + \\sum_w \\hat y_w u_w = (\\hat y - y) U^\\top $$\n"
    assert _verdicts(text.format("Note: $y, \\hat y$ contain $\\hat y_w$ in row.")) == ["unread"]
    assert _verdicts(text.format("$y$ 是行向量。")) == ["unread"]
    assert _verdicts(text.format("")) == ["ill-typed"]


def test_a_name_by_custom_is_not_held_against_a_part_in_rows() -> None:
    said = "$U \\in \\mathbb{R}^{V \\times N}$; $y, \\hat y, v_c$ are row vectors."
    step = "$$ \\frac{\\partial J}{\\partial \\theta} = \\hat y - y $$"
    text = f"## (b)\n\n{said}\n\n{step}\n\n## (c)\n\n$$ LEFT = 2 U $$\n"
    first, *_, last = _verdicts(text.replace("LEFT", "U + U"))
    assert first != "ill-typed"
    assert last == "proved"
    assert _verdicts(text.replace("LEFT", "v_c"))[-1] == "ill-typed"


def test_a_bare_letter_that_is_any_column_is_not_the_matrix() -> None:
    one = "The score is $s = \\mathbf{u}^\\top \\mathbf{v}_c$, so"
    step = "\n\n$$ \\frac{\\partial s}{\\partial \\mathbf{v}_c} = \\mathbf{u} $$\n"
    assert _verdicts(f"## (b)\n\n{one}{step}")[-1] == "unread"
    case = "## (c)\n\nFirst the case $$ u = u_o $$\n\n$$ \\frac{\\partial J}{\\partial u} = v_c $$"
    assert _verdicts(case) == ["unread"]
    assert _verdicts(case.replace("u = u_o", "v = v_o")) == ["ill-typed"]
    wrong = "\n\n$$ \\frac{\\partial u_o^\\top v_c}{\\partial v_c} = U $$\n"
    assert _verdicts(f"## (b)\n\n{one}{wrong}")[-1] == "ill-typed"


def test_the_softmax_of_an_entry_is_not_called_meaningless() -> None:
    for name in ("softmax", "Softmax"):
        one = f"## (b)\n\n$$ \\hat y_o = \\text{{{name}}}(u_o^\\top v_c) $$\n"
        assert _verdicts(one) == ["unread"]


def test_a_name_that_is_said_to_differ_in_two_cases_is_not_defined_by_the_first() -> None:
    claim = "$$ \\frac{\\partial}{\\partial u_w} u_o^\\top v_c = b $$"
    for said in (
        "where $b = v_c$ if $w = o$, otherwise $b = 0$.",
        "其中，当 $w = o$ 时，$b = v_c$，否则 $b = 0$。",
    ):
        found = _verdicts(f"## (c)\n\n{claim}\n\n{said}\n")
        assert "refuted" not in found, said
        assert "proved" not in found, said


def test_a_loss_that_is_maximised_is_the_writers_own() -> None:
    gain = "\\log \\sigma(u_o^\\top v_c) + \\sum_{k=1}^K \\log \\sigma(-u_{w_k}^\\top v_c)"
    loss = f"\n\n$$ J = {gain} $$\n"
    assert _verdicts(f"## (e)\n\nThe objective maximises the likelihood:{loss}") == ["undecided"]
    assert _verdicts(f"## (e)\n\nThe loss of negative sampling is{loss}") == ["refuted"]


def test_the_left_hand_side_of_a_proof_is_not_what_was_said_of_y() -> None:
    text = (
        "## (a)\n\n$$ y_w = \\begin{cases} 1 & w = o \\\\ 0 & w \\neq o \\end{cases} $$\n\n"
        "so $$ \\text{LHS} = -\\sum_w y_w \\log \\hat y_w = -\\log \\hat y_o = \\text{RHS} $$\n"
    )
    found = _verdicts(text)
    assert "refuted" not in found
    assert "proved" in found


def test_entries_of_a_vector_that_stands_alone_are_no_columns() -> None:
    assert _verdicts("## (b)\n\n$$ u^T v = \\sum_i u_i v_i $$\n") == ["unread"]
    assert _verdicts("## (b)\n\n$$ u^T v = v^T u = \\sum_i u_i v_i $$\n")[-1] == "unread"
    columns = _verdicts("## (b)\n\n$$ u_o^T v_c = \\sum_i u_i v_i $$\n")
    assert columns == ["ill-typed"]


def test_the_cross_entropy_of_two_entries_is_not_read() -> None:
    ((verdict, message),) = _steps(r"$$ CE(y_o, \hat y_o) = -\log \hat y_o $$")
    assert verdict == "unread"
    assert "one term" in message
    assert _verdicts(r"$$ CE(y_o, \hat y) = -\log \hat y_o $$") == ["ill-typed"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("$$\\hat y_j = \\frac{\\exp(u_j)}{\\sum_k \\exp(u_k)}$$", "unread"),
        ("$$\\hat y_j = \\frac{e^{u_j}}{\\sum_k e^{u_k}}$$", "unread"),
        # where it is a vector elsewhere, a factor is missing
        ("$$\\hat y_j = \\frac{\\exp(u_j)}{\\sum_k \\exp(u_k^\\top v_c)}$$", "ill-typed"),
        ("$$\\hat y_j = \\frac{\\exp(v_c^\\top u_j)}{\\sum_k \\exp(u_k)}$$", "ill-typed"),
        ("$$\\frac{\\partial J}{\\partial u_j} = \\hat y_j - y_j$$", "ill-typed"),
    ],
)
def test_a_column_that_is_an_exponent_may_be_a_number(text: str, verdict: str) -> None:
    assert [one.verdict.value for one in steps(check(f"{text}\n"))] == [verdict]
