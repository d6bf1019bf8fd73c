"""What a formula means is kept for formulas that differ from it in their places only."""

from msgspec.structs import replace

from derivcheck.document import plain_member
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.memo import Memo
from derivcheck.syntax import parse
from derivcheck.term.tensor import Tensor
from tests.elaborate.support import scope


def read(formula: str, memo: Memo) -> Tensor | Failure:
    inside = replace(scope("b"), known=memo)
    return elaborate(parse(plain_member(formula).tokens, inside.signature.words), inside)


def test_of_an_edited_formula_only_what_was_not_read_before_is_read() -> None:
    memo = Memo()
    value = read("u_o^T v_c + \\sigma(u_w^T v_c)", memo)
    first = memo.read
    assert read("u_o^T  v_c + \\sigma(u_w^T v_c)", memo) == value
    assert memo.read == first
    assert isinstance(read("u_o^T v_c - \\sigma(u_w^T v_c)", memo), Tensor)
    assert memo.read == first + 1  # the sum itself


def test_what_means_nothing_is_read_once() -> None:
    memo = Memo()
    assert isinstance(read("u_o + u_o^T v_c", memo), Failure)
    first = memo.read
    assert isinstance(read("u_o  + u_o^T v_c", memo), Failure)
    assert memo.read == first


def test_what_a_letter_is_bound_to_and_what_is_bold_is_another_formula() -> None:
    memo = Memo()
    assert isinstance(read("\\sum_w u_w^T v_c", memo), Tensor)
    first = memo.read
    assert isinstance(read("u_w^T v_c", memo), Tensor)
    assert memo.read > first
    read("\\mathbf{1}", memo)
    between = memo.read
    read("1", memo)
    assert memo.read > between


def test_what_has_no_meaning_holds_no_frames() -> None:
    found = read("u_o + u_o^T v_c", Memo())
    assert isinstance(found, Failure) and found.__traceback__ is None
