"""Comments to derivcheck that say what is not to be told, and those that change nothing."""

import re
from collections.abc import Collection, Iterator

from derivcheck.document.model import Directive, Document
from derivcheck.document.tokens.token import span_of
from derivcheck.source import Diagnostic
from derivcheck.source.nearest import did_you_mean


def ignored_codes(document: Document) -> frozenset[str]:
    """Return the codes of remarks and conventions that the document does not want to see."""
    return frozenset(code for _, code in _ignored(document))


def unused_comments(document: Document, told: Collection[str]) -> tuple[Diagnostic, ...]:
    """Return the comments without an effect.

    ``told`` holds the codes that are told of the document when nothing is ignored.
    """
    return (*_vain_ignores(document, told), *_vain_switches(document), *_vain_problems(document))


def _ignored(document: Document) -> Iterator[tuple[Directive, str]]:
    for directive in document.directives:
        word, _, rest = directive.text.partition(" ")
        if word == "ignore":
            yield from ((directive, code) for code in re.split(r"[\s,]+", rest.strip()) if code)


def _vain_ignores(document: Document, told: Collection[str]) -> Iterator[Diagnostic]:
    for directive, code in _ignored(document):
        if code not in told:
            hint = did_you_mean(code, told)
            yield _unused(f"nothing is told here under the code “{code}”{hint}", directive)


def _vain_switches(document: Document) -> Iterator[Diagnostic]:
    silent = False
    for directive in document.directives:
        if directive.text not in ("on", "off"):
            continue
        if _is_in_formula(directive, document):
            message = f"“{directive.text}” inside a formula changes nothing in it; put it before"
            yield _unused(message, directive)
        elif silent is (directive.text == "off"):
            yield _unused(f"it is {directive.text} already", directive)
        silent = directive.text == "off"


def _is_in_formula(directive: Directive, document: Document) -> bool:
    at = directive.span.start
    spans = (span_of(said.tokens) for said in document.formulas if said.tokens)
    return any(span.start < at < span.end for span in spans)


def _vain_problems(document: Document) -> Iterator[Diagnostic]:
    named = [one for one in document.directives if one.text.partition(" ")[0] == "problem"]
    for directive in named[1:]:
        yield _unused(f"the problem is named before: {named[0].text.partition(' ')[2]}", directive)


def _unused(message: str, directive: Directive) -> Diagnostic:
    return Diagnostic("unused-comment", message, directive.span)
