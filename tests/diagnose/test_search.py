"""The search for a slip ends where no kind of slip has anything to propose."""

from types import SimpleNamespace

from derivcheck.diagnose.search.repair import Search


def test_kinds_that_propose_nothing_end_the_search() -> None:
    search = Search.__new__(Search)
    side = SimpleNamespace(more=0, number=0, target=0)
    slip = SimpleNamespace(cost=1, propose=lambda formula, around: ())
    search._desks = {(0, 0): SimpleNamespace(side=side, formula=None, around=None)}  # type: ignore[dict-item]
    search._kinds = lambda: iter([(side, slip), (side, slip)])  # type: ignore[assignment, method-assign, list-item]
    assert list(search._candidates()) == []
