"""What pages load: the styles, scripts and fonts that set their formulas."""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from derivcheck.report.html.markup import Html, element, joined
from derivcheck.report.sanitize import clean

STYLES = ("temml.css", "style.css")
SCRIPTS = ("temml.min.js", "render.js")
OTHERS = ("Temml.woff2", "TEMML-LICENSE")
"""Files of pages that share a folder of assets."""

_TEMML_FONT = ("Temml.woff2", "url('Temml.woff2')")
_MATH_FONT = "STIXTwoMath.woff2"
_FACE = '@font-face { font-family: "STIX Two Math Report"; src: url("%s") format("woff2"); }\n'


def asset(name: str) -> bytes:
    """Return a file that is vendored or made for pages of HTML."""
    return (files("derivcheck.report.html") / "assets" / name).read_bytes()


def linked(folder: str) -> Html:
    """Return what a page loads from a folder of assets."""
    styles = (element("link", rel="stylesheet", href=f"{folder}/{name}") for name in STYLES)
    scripts = (element("script", src=f"{folder}/{name}") for name in SCRIPTS)
    return joined(styles, scripts)


def inlined(contents: Mapping[str, str]) -> Html:
    """Return the same with everything in the page; ``contents`` holds the files by name."""
    styles = (element("style", Html(contents[name])) for name in STYLES)
    scripts = (element("script", Html(contents[name])) for name in SCRIPTS)
    return joined(styles, scripts)


@cache
def self_contained() -> Html:
    """Return the head of a report: a policy that lets nothing else in, styles, fonts, scripts."""
    name, url = _TEMML_FONT
    temml = asset("temml.css").decode().replace(url, f"url('{_data(name)}')")
    style = f"{temml}\n{_FACE % _data(_MATH_FONT)}{asset('report.css').decode()}"
    scripts = [_spelled(asset(name).decode()) for name in (*SCRIPTS, "report.js")]
    policy = (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; "
        f"style-src {_hash(style)}; style-src-attr 'unsafe-inline'; "  # Temml sets some
        "font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return joined(
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("style", Html(style)),
        (element("script", Html(script)) for script in scripts),
    )


def _spelled(script: str) -> str:
    """Return a script without invisible characters: they stand in its strings by number."""
    return "".join(c if clean(c) == c else f"\\u{ord(c):04x}" for c in script)


def _data(name: str) -> str:
    return f"data:font/woff2;base64,{b64encode(asset(name)).decode()}"


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
