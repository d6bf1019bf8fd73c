"""Elaborating single formulas in the setting of one part of the word2vec problem.

Part e is the one in which x is a real number; all symbols of the problem are known there too.
"""

from functools import cache

from derivcheck.check.conventions.document import DEFAULTS
from derivcheck.check.reading.members import Setting, setting_of
from derivcheck.document import plain_member
from derivcheck.document.tokens.token import Token
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.scope import Scope
from derivcheck.syntax import parse
from derivcheck.term.tensor import Tensor, describe
from tests.check.support import problem


@cache
def setting(part: str, vectors: str = "columns") -> Setting:
    return setting_of(problem(), part, {**DEFAULTS, "vectors": vectors})


def scope(part: str, vectors: str = "columns") -> Scope:
    """Return the scope of a formula that opens a chain: it may bring in free letters."""
    out = setting(part, vectors).scope()
    out.opens = True
    return out


def meaning(
    formula: str | tuple[Token, ...], part: str = "e", vectors: str = "columns"
) -> Tensor | Failure:
    """Return what a formula means, or why it means nothing."""
    inside = scope(part, vectors)
    tokens = plain_member(formula).tokens if isinstance(formula, str) else formula
    return elaborate(parse(tokens, inside.signature.words), inside)


def shape(formula: str, part: str = "e", vectors: str = "columns") -> str:
    value = meaning(formula, part, vectors)
    assert isinstance(value, Tensor), value
    return describe(value.shape)


def failure(formula: str, part: str = "e") -> tuple[str, str, str]:
    """Return (verdict, code, pointed text) of a formula that has no meaning."""
    value = meaning(formula, part)
    assert isinstance(value, Failure), value
    return value.verdict, value.code, formula[value.span.start : value.span.end]


def remarks(formula: str, part: str = "e") -> list[tuple[str, str]]:
    inside = scope(part)
    elaborate(parse(plain_member(formula).tokens, inside.signature.words), inside)
    return [(one.code, formula[one.span.start : one.span.end]) for one in inside.remarks]
