"""No token is lost: of all formulas of the derivations, printed and read again or changed."""

import random

import pytest

from derivcheck.document import plain_member
from derivcheck.document.tokens.token import Token
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from tests.syntax.support import formulas, shows, words

FORMULAS = formulas()


def tree_of(tokens: tuple[Token, ...]) -> t.Tree:
    return parse(tokens, words())


def shape(tree: object) -> object:
    """Return a tree without its places."""
    if isinstance(tree, t.Tree):
        fields = (name for name in tree.__struct_fields__ if name != "span")
        return (type(tree).__name__, *(shape(getattr(tree, name)) for name in fields))
    return tuple(map(shape, tree)) if isinstance(tree, tuple) else tree


def test_there_are_formulas_to_look_at() -> None:
    assert len(FORMULAS) > 110


def test_all_formulas_parse() -> None:
    for _, formula, tokens in FORMULAS:
        errors = [node for node in tree_of(tokens).walk() if isinstance(node, t.Error)]
        assert errors == [], formula


def test_printing_and_reading_again_gives_the_same_tree() -> None:
    compared = 0
    for _, formula, tokens in FORMULAS:
        tree = tree_of(tokens)
        compared += 1
        again = tree_of(plain_member(latex(tree)).tokens)
        assert shape(again) == shape(tree), formula
        assert latex(again) == latex(tree)
    assert compared > 100


def test_a_derivative_does_not_swallow_a_factor_when_printed() -> None:
    one, other = (
        latex(tree_of(plain_member(formula).tokens))
        for formula in (
            r"\frac{\partial f}{\partial x} g",
            r"\frac{\partial}{\partial x} f g",
        )
    )
    assert one != other


def test_a_tree_covers_its_formula() -> None:
    for _, formula, tokens in FORMULAS:
        tree = tree_of(tokens)
        assert tree.span.start <= min(token.span.start for token in tokens), formula
        assert tree.span.end >= max(token.span.end for token in tokens if shows(token)), formula


def test_every_node_lies_within_its_parent() -> None:
    for _, formula, tokens in FORMULAS:
        for node in tree_of(tokens).walk():
            for child in node.children():
                inside = node.span.start <= child.span.start and child.span.end <= node.span.end
                assert inside, f"{latex(child)} in {latex(node)} of {formula}"


@pytest.mark.heavy
def test_leaving_out_any_token_changes_the_tree() -> None:
    for _, formula, tokens in FORMULAS[::2]:
        whole = shape(tree_of(tokens))
        for at, token in enumerate(tokens):
            if shows(token) and len(tokens) > 1:
                rest = (*tokens[:at], *tokens[at + 1 :])
                assert shape(tree_of(rest)) != whole, f"{token.text} at {at} of {formula}"


def edits(count: int) -> list[tuple[str, str, tuple[Token, ...]]]:
    """Return formulas with some tokens dropped, doubled, exchanged or replaced."""
    chance = random.Random(2)
    pool = [token for _, _, tokens in FORMULAS for token in tokens]
    out = []
    for _ in range(count):
        part, _, tokens = chance.choice(FORMULAS)
        changed = list(tokens)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(changed))
            match chance.randrange(4):
                case 0 if len(changed) > 1:
                    del changed[at]
                case 1:
                    changed.insert(at, changed[at])
                case 2:
                    other = chance.randrange(len(changed))
                    changed[at], changed[other] = changed[other], changed[at]
                case _:
                    changed[at] = chance.choice(pool)
        out.append((part, " ".join(token.text for token in changed), tuple(changed)))
    return out


def test_edited_formulas_are_parsed_without_a_crash() -> None:
    for _, formula, tokens in edits(1500):
        tree = tree_of(tokens)
        assert isinstance(latex(tree), str), formula


@pytest.mark.slow
def test_many_edited_formulas_are_parsed_without_a_crash() -> None:
    for _, _, tokens in edits(60_000):
        assert isinstance(latex(tree_of(tokens)), str)
