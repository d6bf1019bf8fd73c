"""Where several repairs hold, what follows in the part says which one is shown."""

import pytest

from derivcheck.check.finding import Slip
from derivcheck.diagnose.search import repair
from tests.diagnose.test_told import found, slips

SIGMOID = "\\frac{\\partial \\sigma(x)}{\\partial x} = \\sigma(x) \\sigma(x)"
LOG = "\\frac{\\partial \\log \\sigma(x)}{\\partial x} = \\sigma(x)"
START = "\\frac{\\partial J_{\\text{naive-softmax}}}{\\partial v_c}"


def told(text: str) -> dict[str, Slip]:
    return slips(found(text))


@pytest.mark.parametrize(
    ("follows", "code", "repaired"),
    [
        # nothing follows: the likelier kind of two that are as small
        ("", "complement", "(1 - \\sigma(x)) \\sigma(x)"),
        # what comes back shows what was meant, and in which order
        ("= \\sigma(x) \\sigma(-x)", "sign-in-argument", "\\sigma(x) \\sigma(-x)"),
        ("= \\sigma(-x) \\sigma(x)", "sign-in-argument", "\\sigma(-x) \\sigma(x)"),
        ("= \\sigma(x) (1 - \\sigma(x))", "complement", "\\sigma(x) (1 - \\sigma(x))"),
        ("= (1 - \\sigma(x)) \\sigma(x)", "complement", "(1 - \\sigma(x)) \\sigma(x)"),
        # what says nothing of either changes nothing
        ("= \\sigma(x) - \\sigma(x)^2", "complement", "(1 - \\sigma(x)) \\sigma(x)"),
    ],
)
def test_a_line_that_is_right_again_shows_what_was_meant(
    follows: str, code: str, repaired: str
) -> None:
    slip = told(f"$$ {SIGMOID} {follows} $$\n")["main.1"]
    assert (slip.code, slip.repair) == (code, repaired)


def test_a_line_that_carries_the_slip_shows_which_it_was() -> None:
    alone = told(f"$$ {LOG} $$\n")["main.1"]
    assert (alone.code, alone.repair) == ("complement", "(1 - \\sigma(x))")
    # a sign in e^{-x} explains this line as well, one minus it would need brackets of its own
    carried = told(f"$$ {LOG} = \\frac{{1}}{{1 + e^{{-x}}}} $$\n")["main.1"]
    assert (carried.code, carried.repair) == ("sign-in-argument", "\\sigma(-x)")


def test_lines_that_the_same_change_puts_right_are_named() -> None:
    text = "$$ x (1 - x) = x + x^2 = x^2 + x + x^2 - x^2 $$\n"
    assert "right too" not in told(text.replace("+ x^2 - x^2", ""))["main.1"].message
    later = "$$ x (1 - x) = x + x^2 $$\n\nand so\n\n$$ 2x - x - x^2 = x + x^2 $$\n"
    slip = told(later)["main.1"]
    assert slip.message.endswith("; the same change puts main.2 right too")


def test_no_line_is_named_that_is_not_proved_to_be_put_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later = "$$ x (1 - x) = x + x^2 $$\n\nand so\n\n$$ 2x - x - x^2 = x + x^2 $$\n"
    holds = repair.Search._holds
    monkeypatch.setattr(
        repair.Search,
        "_holds",
        lambda self, side, tree, line=None: line is None and holds(self, side, tree),
    )
    slip = told(later)["main.1"]
    assert slip.repair == "x - x^2" and "right too" not in slip.message


def test_a_line_that_comes_back_is_compared_with_what_it_came_from() -> None:
    wrong = f"(b)\n\n$$ {START} = U (\\hat y + y) = U \\hat y - U y - u_o"
    # it ends there: the second line is no step from the first, and the start is not what it says
    slip = told(f"{wrong} = U (\\hat y - y) $$\n")["b.2"]
    assert "compared with the chain's start" in slip.message
    assert slip.repair == "U \\hat y - U y"


@pytest.mark.parametrize(("variable", "meant"), [("u_o", "u_w"), ("u_c", "u_w")])
def test_where_the_line_answers_the_question_the_question_was_copied_wrongly(
    variable: str, meant: str
) -> None:
    def asked(by: str) -> str:
        return f"\\frac{{\\partial J_{{\\text{{naive-softmax}}}}}}{{\\partial {by}}}"

    slip = told(f"(c)\n\n$$ {asked(variable)} = (\\hat y_w - y_w) v_c $$\n")["c.1"]
    assert (slip.code, slip.repair) == ("wrong-variable", asked(meant))
    # where it does not, the line is wrong
    other = told(f"(c)\n\n$$ {asked('u_w')} = (\\hat y_w + y_w) v_c $$\n")["c.1"]
    assert other.repair == "(\\hat y_w - y_w) v_c"


def test_an_equals_sign_is_not_stray_that_holds() -> None:
    assert told("$$ 2x + 2x = 2x = x + x $$\n")["main.1"].code != "stray-equals"
