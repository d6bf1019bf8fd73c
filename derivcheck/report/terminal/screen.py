"""Lines of styled text as they appear on a terminal, or as plain text."""

from collections.abc import Iterable
from io import StringIO

from rich.text import Text

from derivcheck.report.style import Style


def render_lines(lines: Iterable[Text], style: Style) -> str:
    """Return lines as one string; rich's own wrapping and its look at the environment are off."""
    if not style.color:  # what styles lines takes longer to load than they take to be written
        return "".join(f"{line.plain}\n" for line in lines)
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        width=style.width,
        force_terminal=True,
        color_system="standard",
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    for line in lines:
        console.print(line, soft_wrap=True)
    return out.getvalue()
