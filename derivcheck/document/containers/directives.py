"""``derivcheck:`` comments and front matter, collected and not interpreted."""

import re

from derivcheck.document.model import Directive
from derivcheck.source import Span
from derivcheck.source.pattern import later

_DIRECTIVE = later(r"\s*derivcheck\s*:\s*(.*?)\s*\Z", re.S)
_INLINE = later(r"^derivcheck:\s*\{[^}\n]*?\bproblem:\s*([^,}\s]+)", re.M)
_NESTED = later(r"^derivcheck:[ \t]*\n(?:[ \t]+.*\n)*?[ \t]+problem:\s*(\S+)", re.M)
_PLAIN = later(r"^problem:\s*(\S+)", re.M)


def directive(comment: str, span: Span) -> Directive | None:
    """Return the directive that a comment's text holds, if it is one."""
    found = _DIRECTIVE.match(comment)
    return Directive(" ".join(found.group(1).split()), span) if found else None


def front_matter_directive(text: str, offset: int) -> Directive | None:
    """Return ``problem NAME`` when the front matter names a problem."""
    for pattern in (_INLINE, _NESTED, _PLAIN):
        found = pattern.search(text)
        if found:
            name = found.group(1).strip("\"'")
            return Directive(f"problem {name}", Span(offset + found.start(), offset + found.end()))
    return None


def silenced(directives: list[Directive] | tuple[Directive, ...], size: int) -> list[Span]:
    """Return the ranges between ``off`` and ``on`` (or the end of the text)."""
    ranges: list[Span] = []
    start: int | None = None
    for item in sorted(directives, key=lambda d: d.span.start):
        if item.text == "off" and start is None:
            start = item.span.start
        elif item.text == "on" and start is not None:
            ranges.append(Span(start, item.span.end))
            start = None
    if start is not None:
        ranges.append(Span(start, size))
    return ranges
