"""What each code means, for ``derivcheck explain``."""

from importlib import import_module
from typing import Any

VERDICTS = {
    "proved": """\
The two sides are equal for all values that the problem admits and at which both sides as
written are defined. `scope` says for which sizes: all of them, or only those listed. A proof
names its conditions (x ≠ 0, a quoted assumption) and, where the argument is randomised, its
bound of error, at most 2^-100. Agreement of numbers alone is never called a proof.

accepted   (x + 1)^2 = x^2 + 2x + 1
rejected   (x + 1)^2 = x^2 + 1          (refuted)""",
    "refuted": """\
There is a concrete point, shown with sizes, values and both sides, at which both sides are
defined and differ. The point is confirmed by arithmetic with a rigorous bound of error, so it
can be checked by hand. A step whose condition may have been missed is not refuted.

accepted   \\sigma'(x) = \\sigma(x)(1 - \\sigma(x))
rejected   \\sigma'(x) = \\sigma(x)(1 + \\sigma(x))     at x = 0: 1/4 and 3/4""",
    "ill-typed": """\
The statement has no meaning: shapes do not match, an index is not bound, a matrix is added to
a scalar, or a side is defined nowhere. This is an error of the writer, found by types alone;
no numbers are needed.

accepted   v_c^\\top u_w + 1
rejected   v_c + u_w^\\top v_c          (a vector plus a scalar)""",
    "unread": """\
derivcheck could not read the formula and says where and at which token. It never guesses: a
missing bracket, index or transpose is not mended in silence. Declare the symbol in the problem
file, or write the formula out.

accepted   \\log(1 + x)
rejected   \\log(1 + H)                 (H is not a known symbol)""",
    "undecided": """\
The step was read, but it was neither proved nor refuted within the limits, or it cannot be
decided without knowing more: which J? which domain? The reason is shown. That both sides agree
at some sizes or at random points is told as evidence, never as proof. After a member without a
value the step out of it is undecided, code no-left-value; whether its right side equals the
chain's start is still said.

accepted   x^2 \\geq 0
rejected   a \\approx b                  (what would be claimed?)""",
    "given": """\
A definition, an update, or an assumption that could not be judged. It is taken into account,
and every later verdict that used it lists it in its conditions. It is never a part's answer.

accepted   \\theta = U^\\top v_c          (a new name: a definition)
rejected   \\theta = 0                   (defined before in this part: a claim, and checked)""",
}
"""One page for each verdict."""


def codes() -> tuple[str, ...]:
    """Return every code that has a page, verdicts first."""
    more = _more()
    return tuple(dict.fromkeys((*VERDICTS, *(more.codes() if more else ()))))


def page(code: str) -> str | None:
    """Return the page of a code as text, ``None`` if there is none."""
    if code in VERDICTS:
        return f"{code}\n\n{VERDICTS[code]}\n"
    more = _more()
    return more.page(code) if more else None


def _more() -> Any:
    try:  # the pages of slips and remarks; needs every slip, so only when asked for
        return import_module("derivcheck.diagnose.pages")
    except ModuleNotFoundError:
        return None
