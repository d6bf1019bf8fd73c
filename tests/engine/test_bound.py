"""A proof for every size stands on its own error bound, never on SymPy's look at one size."""

import pytest

import derivcheck
from derivcheck.engine.exact import certificate
from derivcheck.engine.outcome import Outcome

MANY = "1" + 30 * "0"
HUGE = rf"\sum_{{w \in \text{{Vocab}}}} y_w e^{{{MANY} x}} = e^{{{MANY} x}}"
SMALL = HUGE.replace(MANY, "10")


def test_a_bound_that_is_too_weak_proves_nothing_for_every_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(certificate, "certify", lambda *_: (Outcome.NO_ANSWER, "over budget"))
    assert derivcheck.equal(*SMALL.split(" = "), "word2vec").verdict == "proved"
    weak = derivcheck.equal(*HUGE.split(" = "), "word2vec")
    assert weak.verdict == "undecided"
    assert weak.message is not None and "error bound" in weak.message


def test_a_certificate_needs_no_bound() -> None:
    assert derivcheck.equal(*HUGE.split(" = "), "word2vec").verdict == "proved"
    wrong = HUGE.replace(MANY, MANY[:-1] + "1", 1)
    assert derivcheck.equal(*wrong.split(" = "), "word2vec").verdict != "proved"
