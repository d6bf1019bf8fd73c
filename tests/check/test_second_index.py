"""Names with an index and an element below, z_{w,c}, of which the text says what they are."""

import pytest

from tests.check.support import check, steps


def verdicts(text: str) -> list[str]:
    return [one.verdict.value for one in steps(check(text))]


@pytest.mark.parametrize(
    ("every", "one"), [("z_{w,c}", "z_{o,c}"), ("z_{wc}", "z_{oc}"), ("z_{c,w}", "z_{c, o}")]
)
def test_the_element_tells_the_names_and_the_index_runs(every: str, one: str) -> None:
    text = (
        f"Let ${every} = u_w^\\top v_c$.\n\n"
        rf"$$\frac{{\partial}}{{\partial v_c}} \log \frac{{\exp({one})}}{{\sum_w \exp({every})}}"
        r" = u_o %s \sum_w P(w|c) u_w$$"
        rf"$$\frac{{\partial {one}}}{{\partial u_o}} = %s$$"
    )
    assert verdicts(text % ("-", "v_c")) == ["given", "proved", "proved"]
    assert verdicts(text % ("+", "u_o")) == ["given", "refuted", "refuted"]


def test_another_element_is_another_name() -> None:
    text = r"Let $z_{w,c} = u_w^\top v_c$. $$z_{c,c} = u_c^\top v_c$$ $$z_{c,o} = u_c^\top v_o$$"
    assert verdicts(text)[1] == "proved"
    assert verdicts(text)[2] != "proved"


def test_a_letter_of_the_problem_keeps_its_meaning() -> None:
    text = r"$$U_{w,c} = u_w^\top v_c$$ $$\hat y_{w,c} = 1$$ $$P_{w,c} = 2$$"
    assert "given" not in verdicts(text) and "proved" not in verdicts(text)
