"""Names of a part before that a part goes on with."""

from tests.check.support import check, steps

LAYER = "(b)\n\n$$ s = \\sigma(B g + a) $$\n\n$$ h = M s + f $$\n\n(c)\n\n"
RIGHT = "$$ \\frac{\\partial h}{\\partial s} = M $$\n\n"
WRONG = "$$ \\frac{\\partial h}{\\partial s} = -M $$\n\n"


def last(text: str) -> tuple[str, list[str]]:
    found = steps(check(text))[-1]
    return found.verdict.value, [remark.code for remark in found.remarks]


def test_a_derivative_of_a_name_by_one_of_its_part_goes_on_with_them() -> None:
    verdict, codes = last(LAYER + RIGHT)
    assert verdict == "proved" and "earlier-definition" in codes
    assert last(LAYER + WRONG)[0] == "undecided"


def test_other_steps_of_that_part_know_the_names_too() -> None:
    assert last(LAYER + RIGHT + "$$ M s = M \\sigma(B g + a) $$\n")[0] == "proved"
    # nothing is said of what rests on a name from elsewhere but that it does not hold so
    assert last(LAYER + RIGHT + "$$ M s = M \\sigma(B g - a) $$\n")[0] == "undecided"


def test_a_name_that_the_part_defines_itself_is_its_own() -> None:
    verdict, codes = last(LAYER + "$$ s = q $$\n\n" + RIGHT)
    assert verdict in ("undecided", "unread") and "earlier-definition" not in codes


def test_of_two_meanings_none_is_taken() -> None:
    other = LAYER.replace("(c)", "(d)") + "$$ h = 2 x $$\n\n(e)\n\n"
    verdict, codes = last(other + RIGHT)
    assert verdict != "proved" and "earlier-definition" not in codes


def test_without_such_a_derivative_a_name_ends_with_its_part() -> None:
    verdict, codes = last(LAYER + "$$ s = \\sigma(B g + a) $$\n")
    assert "earlier-definition" not in codes
    assert verdict == "given"


def test_what_is_refuted_of_declared_letters_is_not_so_in_another_part() -> None:
    declared = "(b)\n\nLet $A \\in \\mathbb{R}^{m \\times n}$, $z \\in \\mathbb{R}^n$, $r = A z$."
    wrong = "\n\n$$ \\frac{\\partial r}{\\partial z} = 2 A $$\n"
    assert last(declared + wrong)[0] == "refuted"
    assert last(declared + "\n\n(c)" + wrong)[0] == "undecided"


def test_lengths_that_claims_tell_become_one_but_no_matrix_square() -> None:
    told = "(b)\n\n$$ q^\\top q = q^\\top q $$\n\n$$ M^\\top M = M^\\top M $$\n\n"
    assert last(told + "$$ (M q)^\\top = q^\\top M^\\top $$\n")[0] == "proved"
    square = told + "$$ M q = M q $$\n\n$$ r^\\top M q = q^\\top M^\\top r $$\n\n"
    assert last(square)[0] == "proved"
    assert last(square + "$$ M^\\top q = M^\\top q $$\n")[0] == "unread"


def test_a_customary_name_keeps_the_meaning_that_it_has_in_every_part() -> None:
    defined = "(b)\n\n$$ \\theta = U^\\top v_c $$\n\n$$ z = 2 \\theta $$\n\n(c)\n\n"
    verdict, codes = last(
        defined + "$$ \\frac{\\partial \\hat y}{\\partial \\theta} = 0 \\theta $$\n"
    )
    assert verdict in ("refuted", "ill-typed") and "earlier-definition" not in codes


SETUP = (
    "## 1. Setup\n\nThe loss is $\\mathcal{L} = -\\log "
    "\\frac{\\exp(u_o^\\top v_c)}{\\sum_{w} \\exp(u_w^\\top v_c)}$.\n\n## 2. Gradients\n\n"
)


def test_a_loss_of_its_own_is_differentiated_by_a_column_of_the_problem_further_down() -> None:
    by = "$$ \\frac{\\partial \\mathcal{L}}{\\partial v_c} ="
    verdict, codes = last(f"{SETUP}{by} -u_o + \\sum_w \\hat y_w u_w $$\n")
    assert verdict == "proved" and "earlier-definition" in codes
    assert last(f"{SETUP}{by} -u_o - \\sum_w \\hat y_w u_w $$\n")[0] == "undecided"
    # of another loss by words that were not understood, nothing is refuted
    other = "## 3. Another one\n\nIts gradient is\n\n"
    assert last(f"{SETUP}{other}{by} (\\sigma(u_o^\\top v_c) - 1) u_o $$\n")[0] == "undecided"


def test_what_the_problem_calls_a_loss_is_not_carried_on() -> None:
    own = "(b)\n\n$$ J = -\\log \\hat y_o $$\n\n(f)\n\nWith negative sampling,\n\n"
    verdict, codes = last(
        own + "$$ \\frac{\\partial J}{\\partial u_o} = (\\sigma(u_o^\\top v_c) - 1) v_c $$\n"
    )
    assert verdict == "proved" and "earlier-definition" not in codes


OWN_LOSS = "(b)\n\n$$ \\ell = \\tfrac12 v_c^\\top v_c $$\n\n"
ITS_SLOPE = "$$ \\frac{\\partial \\ell}{\\partial v_c} = v_c $$\n"


def test_where_another_loss_is_spoken_of_or_asked_for_a_loss_is_not_carried_on() -> None:
    assert last(f"{OWN_LOSS}(c)\n\n{ITS_SLOPE}")[0] == "proved"
    # the problem asks of negative samples in (g)
    assert last(f"{OWN_LOSS}(g)\n\n{ITS_SLOPE}")[0] in ("undecided", "unread")
    for words in ("Here $\\ell$ is the cross-entropy.", "We use another loss."):
        found = last(f"{OWN_LOSS}(c)\n\n{words}\n\n{ITS_SLOPE}")[0]
        assert found in ("undecided", "unread")
