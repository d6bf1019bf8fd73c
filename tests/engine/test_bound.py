"""A proof for every size stands on its own error bound, never on SymPy's look at one size."""

import derivcheck

MANY = "1" + 30 * "0"
HUGE = rf"\sum_{{w \in \text{{Vocab}}}} y_w e^{{{MANY} x}} = e^{{{MANY} x}}"
SMALL = HUGE.replace(MANY, "10")


def test_a_bound_that_is_too_weak_proves_nothing_for_every_size() -> None:
    assert derivcheck.equal(*SMALL.split(" = "), "word2vec").verdict == "proved"
    weak = derivcheck.equal(*HUGE.split(" = "), "word2vec")
    assert weak.verdict == "undecided"
    assert weak.message is not None and "error bound" in weak.message
