"""The pages of ``derivcheck explain``: one for each code that a report can hold.

A page is data in one of the modules beside this, by where its code comes from; the tests find
every code in the sources, ask for its page and run the examples.
"""

import re

from derivcheck.diagnose.page import KINDS, Example, Page, layout
from derivcheck.diagnose.pages import (
    chains,
    conventions,
    deciding,
    documents,
    files,
    grading,
    meaning,
    reading,
    remarks,
    verdicts,
)
from derivcheck.diagnose.slips import slips

__all__ = ["ALL", "Example", "Page", "codes", "listed", "page"]

_MODULES = (
    *(verdicts, reading, meaning, deciding, chains),
    *(remarks, conventions, documents, files, grading),
)

ALL: tuple[Page, ...] = (
    *(page for module in _MODULES for page in module.PAGES),
    *(
        Page(slip.code, "slip", slip.means, slip.advice, slip.accepted, slip.rejected)
        for slip in slips().values()
    ),
)
"""Every page, verdicts first, slips last."""

_BY_CODE = {page.code: page for page in ALL}
if len(_BY_CODE) != len(ALL):
    raise AssertionError("two pages have one code")

# the convention that says whose columns u_w are is named after the letter
_COLUMNS = re.compile(r".+-columns")


def codes() -> tuple[str, ...]:
    """Return every code that has a page, verdicts first."""
    return tuple(_BY_CODE)


def listed() -> tuple[tuple[str, str], ...]:
    """Return every code with what it is a code of, in columns."""
    wide = max(map(len, _BY_CODE))
    return tuple((code.ljust(wide), KINDS[page.kind]) for code, page in _BY_CODE.items())


def page(code: str) -> str | None:
    """Return the page of a code as plain text, ``None`` if there is none."""
    found = _BY_CODE.get(code)
    if found is None and _COLUMNS.fullmatch(code):
        found = _BY_CODE["u-columns"]
    return None if found is None else layout(found)
