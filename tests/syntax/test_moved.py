"""A formula that stands elsewhere already is the tree that reading it there would give."""

import pytest

from derivcheck.document import plain_member
from derivcheck.document.tokens.token import Kind, Token
from derivcheck.source import Span
from derivcheck.syntax import formula_of, formulas, latex, moved, parse, parse_anywhere
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula

FORMULAS = (
    r"-\sum_{w \in V} y_w \log \hat y_w",
    r"\frac{\partial}{\partial v} \left( \exp(u^\top v) \right) + x^2_{i}'",
    r"\begin{cases} a & w = o \\ 0 & w \neq o \end{cases}",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix} [x, y; z]",
    r"a + b)",
    r"\unknown{x} + ",
)


def tokens_at(formula: str, offset: int) -> tuple[Token, ...]:
    def there(span: Span) -> Span:
        return Span(span.start + offset, span.end + offset)

    found = plain_member(formula).tokens
    return tuple(Token(one.kind, one.text, there(one.span), one.glued) for one in found)


def read_afresh(tokens: tuple[Token, ...]) -> t.Tree:
    formulas._parse.cache_clear()
    formulas._parse_anywhere.cache_clear()
    moved._known.clear()
    return parse(tokens)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("printed", [False, True])
def test_a_formula_moved_is_the_formula_read_there(formula: str, printed: bool) -> None:
    wanted = read_afresh(tokens_at(formula, 70))
    first = read_afresh(tokens_at(formula, 3))
    if printed:
        latex(first)
    second = parse(tokens_at(formula, 70))
    assert second == wanted != first
    assert [latex(node) for node in second.walk()] == [latex(node) for node in wanted.walk()]
    assert formula_of(second) is formula_of(first) is not None


def test_blanks_and_kinds_tell_formulas_apart() -> None:
    letters = [(Kind.LETTER, "e"), (Kind.LETTER, "x"), (Kind.LETTER, "p")]
    apart, glued = (
        tuple(Token(kind, text, Span(i, i + 1), bool(i) and near) for i, (kind, text) in it)
        for near, it in ((False, enumerate(letters)), (True, enumerate(letters)))
    )
    assert formula_of(parse(apart)) is not formula_of(parse(glued))
    assert latex(parse(apart)) != latex(parse(glued))
    name = Token(Kind.LETTER, "x", Span(0, 1))
    said = Token(Kind.TEXT, "x", Span(0, 1))
    assert isinstance(parse((name,)), t.Name)
    assert not isinstance(parse((said,)), t.Name)


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moved, "MOST", 3)
    moved._known.clear()
    for at in range(10):
        assert latex(parse(plain_member(f"x + {at}").tokens)) == f"x + {at}"
    assert len(moved._known) <= 3


def test_who_asks_for_no_place_gets_the_first_tree() -> None:
    first = read_afresh(tokens_at(FORMULAS[0], 3))
    assert parse_anywhere(tokens_at(FORMULAS[0], 70)) is first
    assert parse(tokens_at(FORMULAS[0], 70)) is not first


def test_what_a_formula_tells_is_found_once_for_all_its_places() -> None:
    asked: list[t.Tree] = []

    @once_a_formula
    def names(tree: t.Tree) -> tuple[str, ...]:
        asked.append(tree)
        return tuple(latex(node) for node in tree.walk() if isinstance(node, t.Name))

    first = read_afresh(tokens_at("a + b", 3))
    assert names(first) == names(parse(tokens_at("a + b", 9))) == ("a", "b")
    assert asked == [first]
    # a part of it is another formula, and so is a formula that was changed
    assert names(first.children()[0]) == ("a",)
    changed = t.changed_below(first, lambda below: t.Name(below.span, "c"))
    assert names(changed) == ("c", "c")
    assert names(first) == ("a", "b")
