"""Patterns that are compiled when they are first used are right, all of them."""

import pkgutil
import re
import sys
from collections.abc import Iterator
from importlib import import_module

import pytest

import derivcheck
from derivcheck.source.pattern import Later, later


def test_it_finds_what_the_pattern_finds() -> None:
    lazy, plain = later("A(b+)", re.IGNORECASE), re.compile("A(b+)", re.IGNORECASE)
    text = "xabbb and ab"
    assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert lazy.sub(r"\1", text) == plain.sub(r"\1", text)
    assert lazy.split(text) == plain.split(text)
    assert lazy.findall(text) == plain.findall(text)
    assert lazy.search(text, 4) is not None and lazy.match(text) is None
    assert lazy.fullmatch("abb") is not None and lazy.groups == 1


def test_what_is_wrong_is_told_at_the_first_use() -> None:
    wrong = later("(")
    for _ in range(2):
        with pytest.raises(re.error):
            wrong.search("x")


def found(value: object) -> Iterator[Later]:
    if isinstance(value, Later):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from found(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from found(one)


def all_patterns() -> list[Later]:
    """Return the patterns of the package that are compiled when they are first used."""
    for folder in ("source", "document", "syntax", "problem", "elaborate", "check", "diagnose"):
        package = import_module(f"derivcheck.{folder}")
        for module in pkgutil.walk_packages(package.__path__, f"derivcheck.{folder}."):
            import_module(module.name)
    modules = [one for name, one in sys.modules.items() if name.startswith(derivcheck.__name__)]
    return [one for module in modules for value in vars(module).values() for one in found(value)]


def test_all_patterns_of_the_package_compile() -> None:
    patterns = all_patterns()
    assert len(patterns) > 300
    for pattern in patterns:
        pattern.pattern  # noqa: B018
