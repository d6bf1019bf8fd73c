"""A proof for every size stands on its own error bound, never on SymPy's look at one size."""

import derivcheck

HUGE = r"\sum_{w \in \text{Vocab}} y_w e^{1000000000 x} = e^{1000000000 x}"
SMALL = HUGE.replace("1000000000", "10")


def test_a_bound_that_is_too_weak_proves_nothing_for_every_size() -> None:
    assert derivcheck.equal(*SMALL.split(" = "), "word2vec").verdict == "proved"
    weak = derivcheck.equal(*HUGE.split(" = "), "word2vec")
    assert weak.verdict == "undecided"
    assert weak.message is not None and "error bound" in weak.message
