"""The search for a slip: in which order edits are tried, and that it ends."""

from types import SimpleNamespace

import pytest

from derivcheck.check import check_document
from derivcheck.diagnose.edits import Formula
from derivcheck.diagnose.search import diagnose
from derivcheck.diagnose.search.candidates import Candidate, candidates
from derivcheck.diagnose.search.following import Following
from derivcheck.diagnose.search.repair import DEAREST_FIRST, Search
from derivcheck.document import read_document
from derivcheck.document.tokens.tokenize import tokenize
from derivcheck.source import Span
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from tests.check.support import FAST, problem


def test_kinds_that_propose_nothing_end_the_search() -> None:
    side = SimpleNamespace(more=0, number=0, target=0)
    desk = SimpleNamespace(side=side, formula=None, around=None)
    slip = SimpleNamespace(cost=1, propose=lambda formula, around: ())
    assert list(candidates([(desk, slip), (desk, slip)])) == []  # type: ignore[list-item]


def test_two_edits_of_one_tree_meet_only_where_neither_stands_in_the_other() -> None:
    formula = Formula(parse(tokenize("a + b c")[0]), ())
    whole, a, b = (node for node in formula.nodes if latex(node) in ("a", "b", "a + b c"))
    c, d = (t.Name(Span(0, 0), letter) for letter in "cd")
    both = formula.with_all([(a, c), (b, d)])
    assert both is not None and latex(both) == "c + d c"
    assert formula.with_all([(whole, c), (b, d)]) is None
    assert formula.with_all([(a, c), (a, d)]) is None


def test_two_slips_that_come_together_are_found_before_dear_single_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    costs: list[int] = []
    tree = Search._tree

    def counted(search: Search, candidate: Candidate) -> t.Tree | None:
        costs.append(candidate.cost)
        return tree(search, candidate)

    monkeypatch.setattr(Search, "_tree", counted)
    text = "$$ x^2 (1 - \\sigma(x)) - \\log x = x^2 \\sigma(x) + \\log x $$\n"
    document = read_document("text.md", text, "md")
    (part,) = check_document(document, problem(), FAST, diagnose).parts
    slip = part.steps[0].slip
    assert slip is not None and {slip.code, *slip.also} == {"flipped-sign", "complement"}
    assert max(costs) <= DEAREST_FIRST


def told(text: str) -> list[tuple[str, str | None]]:
    finding = check_document(read_document("x.md", text), problem(), FAST, diagnose)
    found = (step.slip for part in finding.parts for step in part.steps)
    return [(slip.code, slip.repair) for slip in found if slip is not None]


@pytest.mark.parametrize("number", ["7", r"\frac{1}{2}", "(12)"])
def test_a_number_before_all_of_a_member_is_looked_at_first(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise AssertionError("there is no need to look further")

    monkeypatch.setattr(Search, "_of_two", none)
    monkeypatch.setattr("derivcheck.diagnose.search.repair.MOST", 0)
    found = told(f"$$ \\frac{{d \\sigma(x)}}{{d x}} = {number} \\sigma(x) (1 - \\sigma(x)) $$\n")
    assert found == [("extra-factor", r"\sigma(x) (1 - \sigma(x))")]


def test_a_number_is_not_weighed_against_other_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise AssertionError("no other change of one place gives the same")

    monkeypatch.setattr(Following, "possible", none)
    # the last line goes on from the wrong one, and the same change does not put it right
    found = told(r"$$ x^2 + 1 = 7 (x^2 + 1) = 7 x^2 + 7 $$")
    assert found == [("extra-factor", "(x^2 + 1)")]


def test_a_number_that_belongs_there_is_kept() -> None:
    ((code, repair),) = told(r"$$ 2 x - x^2 + x^2 = 2 x \sigma(x) $$")
    assert (code, repair) == ("extra-factor", "2 x")


def test_a_lost_vector_is_not_put_before_the_number_of_a_product() -> None:
    square = r"\frac{\partial}{\partial x} (b^\top x)^2"
    text = rf"Let $x, b \in \mathbb{{R}}^n$. $$ {square} = 2 (b^\top x) $$"
    finding = check_document(read_document("x.md", text), None, FAST, diagnose)
    slips = [step.slip for part in finding.parts for step in part.steps if step.slip is not None]
    assert [(slip.code, slip.repair) for slip in slips] == [("missing-factor", r"2 b (b^\top x)")]


@pytest.mark.parametrize(
    ("matrix", "says"),
    [
        (r"\mathbb{R}^{n \times n}", "the order and the transposes of these factors are mixed up"),
        (r"\mathbb{R}^{n \times m}", "the shapes of these factors do not fit as they stand"),
    ],
)
def test_shapes_are_blamed_only_where_they_do_not_fit(matrix: str, says: str) -> None:
    text = (
        rf"Let $A \in {matrix}$ and $b \in \mathbb{{R}}^n$. Let $x \in \mathbb{{R}}^{matrix[-2]}$."
        r" $$ \frac{\partial}{\partial A} b^\top A x = x b^\top $$"
    )
    finding = check_document(read_document("x.md", text), None, FAST, diagnose)
    slips = [step.slip for part in finding.parts for step in part.steps if step.slip is not None]
    assert [(slip.code, slip.repair, slip.message) for slip in slips] == [
        ("wrong-shape", r"b x^\top", says)
    ]


def test_what_no_side_of_was_read_is_not_searched() -> None:
    text = r"The softmax, with a real $a$: $$ \frac{d s(a)}{d a} = s(a)(1 - s(a)) H $$"
    finding = check_document(read_document("x.md", text), None, FAST, diagnose)
    assert [step.verdict.value for part in finding.parts for step in part.steps] == ["unread"]
