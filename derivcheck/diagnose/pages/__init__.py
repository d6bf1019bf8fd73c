"""The pages of ``derivcheck explain``: one for each code that a report can hold.

A page is data in one of the modules beside this, by where its code comes from; the tests find
every code in the sources, ask for its page and run the examples.
"""

from derivcheck.diagnose.page import KINDS, Example, Page, layout
from derivcheck.diagnose.pages import (
    chains,
    conventions,
    deciding,
    documents,
    files,
    grading,
    letters,
    reading,
    remarks,
    verdicts,
)
from derivcheck.diagnose.slips import slips
from derivcheck.source.pattern import later

__all__ = ["ALL", "Example", "Page", "codes", "listed", "page"]

_MODULES = (
    *(verdicts, reading, deciding, chains),
    *(remarks, letters, conventions, documents, files, grading),
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

# where a page's first clause ends
_SENTENCE_END = later(r"[.;:](?= )|\.\Z")
# the convention that says whose columns u_w are is named after the letter
_COLUMNS = later(r".+-columns")


def codes() -> tuple[str, ...]:
    """Return every code that has a page, verdicts first."""
    return tuple(_BY_CODE)


def listed() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return what there are codes of, each with its codes and what they say in one line."""
    kinds = dict.fromkeys(page.kind for page in ALL)
    return tuple(
        (KINDS[kind], tuple((one.code, _brief(one)) for one in ALL if one.kind == kind))
        for kind in kinds
    )


def _brief(page: Page) -> str:
    """Return what a page says in one line: of a slip what a reader is told, else its beginning."""
    slip = slips().get(page.code) if page.kind == "slip" else None
    return slip.says if slip else _SENTENCE_END.split(page.means, 1)[0]


def page(code: str) -> str | None:
    """Return the page of a code as plain text, ``None`` if there is none."""
    found = _BY_CODE.get(code)
    if found is None and _COLUMNS.fullmatch(code):
        found = _BY_CODE["u-columns"]
    return None if found is None else layout(found)
