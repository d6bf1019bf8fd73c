"""Settings of a project: ``derivcheck.toml``, or ``[tool.derivcheck]`` in ``pyproject.toml``.

They belong to whoever runs derivcheck, as the command line does, which wins over them.  They
are plain data: nothing in them is run, and files that they name are only read.
"""

import argparse
import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, field

from derivcheck.cli.files import STDIN, Unreadable, decode
from derivcheck.cli.includes import read_macros
from derivcheck.cli.patterns import matches
from derivcheck.cli.terminal import reason_of
from derivcheck.cli.values import (
    REVEAL,
    WITNESSES,
    Target,
    convention,
    count,
    listed,
    one_of,
    positive,
    sizes,
)
from derivcheck.report.verdicts import FAILING
from derivcheck.report.writers import formats
from derivcheck.source.nearest import did_you_mean

if TYPE_CHECKING:
    from derivcheck.problem.toml import Table

T = TypeVar("T")

NAMES = ("derivcheck.toml", ".derivcheck.toml", "pyproject.toml")
"""Where settings are looked for in each folder, the first that is there wins."""

_LIMIT = 1_000_000  # bytes
_COMMAND = re.compile(r"\\?([A-Za-z]+)")
_PLACE = re.compile(r"#([1-9])")


class Settings(Struct, frozen=True):
    """What a settings file says; ``options`` by the names that the command line gives them."""

    path: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    problem: str | None = None
    macros: str = ""
    assume: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    exclude: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The folder that patterns and files are relative to."""
        return os.path.dirname(self.path or "") or "."

    def ignored(self, path: str) -> frozenset[str]:
        """Return the codes that are not to be told of a file."""
        return frozenset(
            code
            for pattern, codes in self.per_file_ignores
            if matches(pattern, path, self.folder)
            for code in codes
        )

    def excludes(self, path: str) -> bool:
        """Return whether a file found in a folder is left out."""
        return any(matches(pattern, path, self.folder) for pattern in self.exclude)


def settings_of(arguments: argparse.Namespace) -> Settings:
    """Return the settings that a command is to take; raises ``Unreadable``."""
    if arguments.isolated:
        return Settings()
    if arguments.config is not None:
        return read_settings(arguments.config)
    paths = arguments.paths if hasattr(arguments, "paths") else [arguments.path]
    return settings_for([arguments.stdin_filename if path == STDIN else path for path in paths])


def settings_for(paths: Sequence[str]) -> Settings:
    """Return the settings nearest to the folder that holds all of some files and folders.

    Raises ``Unreadable`` where there are some that are not right.
    """
    folder = _common(paths)
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                found = _read(path)
                if found is not None:
                    return found
        above = os.path.dirname(folder)
        if above == folder:
            return Settings()
        folder = above


def read_settings(path: str) -> Settings:
    """Return the settings of one file; raises ``Unreadable``."""
    found = _read(path)
    if found is None:
        raise Unreadable(path, "settings", f"{path}: there is no [tool.derivcheck] in it")
    return found


def settled(arguments: argparse.Namespace, settings: Settings) -> argparse.Namespace:
    """Return the arguments, with settings and then defaults for what was not given."""
    given = {name: value for name, value in vars(arguments).items() if value is not None}
    options = dict(settings.options)
    if "fail_on" in given or "allow" in given:  # they answer one question
        options.pop("fail_on", None)
        options.pop("allow", None)
    conventions = dict([*options.get("conventions", ()), *given.get("conventions", ())])
    merged = {**dict.fromkeys(vars(arguments)), **_defaults(), **options, **given}
    return argparse.Namespace(**{**merged, "conventions": tuple(conventions.items())})


def _defaults() -> dict[str, Any]:
    return {
        "select": (),
        "ignore": (),
        "witness": WITNESSES,
        "sizes": (),
        "salt": "",
        "exact": False,
        "allow": (),
        "output_format": (),
    }


def _common(paths: Sequence[str]) -> str:
    """Return the folder that holds all paths."""
    whole = [os.path.abspath(path) for path in paths] or [os.getcwd()]
    folders = [path if os.path.isdir(path) else os.path.dirname(path) for path in whole]
    try:
        return os.path.commonpath(folders)
    except ValueError:  # on several drives
        return folders[0]


def _read(path: str) -> Settings | None:
    """Return the settings of a file, None for a ``pyproject.toml`` that has none."""
    text = _text(path)
    shared = os.path.basename(path) == "pyproject.toml"
    if shared and "derivcheck" not in text:
        return None
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Unreadable(path, "settings", f"{path}: {error}") from None
    start = 0
    if shared:
        tool = data.get("tool", {})
        if not isinstance(tool, dict) or "derivcheck" not in tool:
            return None
        data = tool["derivcheck"]
        header = re.search(r"^[ \t]*\[tool\.derivcheck\b", text, re.MULTILINE)
        start = text.count("\n", 0, header.start()) if header else 0
    return _settings(data, path, text, start)


def _text(path: str) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read(_LIMIT + 1)
    except OSError as error:
        reason = reason_of(error)
        raise Unreadable(path, "settings", f"{path}: cannot be read: {reason}") from None
    if len(data) > _LIMIT:
        raise Unreadable(path, "settings", f"{path}: larger than 1 MB")
    try:
        return decode(path, data)
    except Unreadable as refused:
        raise Unreadable(path, "settings", f"{path}: {refused.report.message}") from None


def _settings(data: dict[str, Any], path: str, text: str, start: int) -> Settings:
    from derivcheck.problem import ProblemError
    from derivcheck.problem.toml import Table

    try:
        if not isinstance(data, dict):
            raise ProblemError("“derivcheck” must be a table", path, start + 1)
        return _from_table(Table(data, path, text, "", start))
    except ProblemError as error:
        at = f"{error.path}:{error.line}" if error.line else error.path
        raise Unreadable(path, "settings", f"{at}: {error.message}") from None


def _from_table(table: "Table") -> Settings:
    own = ("problem", "macros", "assume", "per-file-ignores", "exclude")
    table.only(*own, *_READERS)
    ignores = table.table("per-file-ignores")
    macros = _macros(table)
    return Settings(
        path=table.path,
        options={
            key.replace("-", "_"): read(table, key)
            for key, read in _READERS.items()
            if key in list(table)
        },
        problem=_problem(table),
        macros=macros,
        assume=_assume(table, macros),
        per_file_ignores=tuple((pattern, ignores.strings(pattern)) for pattern in ignores),
        exclude=table.strings("exclude"),
    )


def _problem(table: "Table") -> str | None:
    """Return the name of a problem, or its file, which is relative to the settings."""
    named = table.string("problem")
    if named is None or not ("/" in named or named.endswith(".toml")):
        return named
    return _beside(table, named)


def _beside(table: "Table", name: str) -> str:
    return os.path.relpath(os.path.join(os.path.dirname(table.path), name))


def _macros(table: "Table") -> str:
    """Return definitions as TeX: of files that are listed, or of a table of commands."""
    if isinstance(table.value("macros", []), list):
        files = table.strings("macros")
        return "\n\n".join(_of_file(table, name) for name in files)
    own = table.table("macros")
    return "\n".join(_definition(own, name, body) for name, body in own.pairs())


def _assume(table: "Table", macros: str) -> tuple[str, ...]:
    """Return declarations as LaTeX; what would not be understood would not be assumed either."""
    texts = table.strings("assume")
    if texts:
        from derivcheck.check.names.preface import is_declaration
    for text in texts:
        if not is_declaration(text, macros):
            example = r"'x \in \mathbb{R}^n' or '\lambda > 0'"
            raise table.fail(f"“assume”: “{text}” is no declaration such as {example}", text)
    return texts


def _of_file(table: "Table", name: str) -> str:
    path = _beside(table, name)
    try:
        return read_macros(path)
    except Unreadable as refused:
        message = refused.report.message.removeprefix("--macros: ").replace(path, name)
        raise table.fail(f"“macros”: {message}", name) from None


def _definition(table: "Table", name: str, body: str) -> str:
    found = _COMMAND.fullmatch(name)
    if found is None:
        raise table.fail(f"“{name}” is no command; commands look like \\\\R", name)
    if body.count("{") != body.count("}"):
        raise table.fail(f"the braces of “{name}” do not match", name)
    places = max((int(number) for number in _PLACE.findall(body)), default=0)
    arguments = f"[{places}]" if places else ""
    return f"\\newcommand{{\\{found[1]}}}{arguments}{{{body}}}"


def _one(table: "Table", key: str, text: str, read: Callable[[str], T]) -> T:
    try:
        return read(text)
    except argparse.ArgumentTypeError as error:
        raise table.fail(f"“{key}”: {error}", key) from None


def _names(read: Callable[[str], Sequence[T]]) -> Callable[["Table", str], tuple[T, ...]]:
    """Return the reader of a list of strings."""

    def value(table: "Table", key: str) -> tuple[T, ...]:
        return tuple(x for text in table.strings(key) for x in _one(table, key, text, read))

    return value


def _whole(read: Callable[[str], int]) -> Callable[["Table", str], int]:
    def value(table: "Table", key: str) -> int:
        return _one(table, key, str(table.integer(key, 0)), read)

    return value


def _pairs(read: Callable[[str], T]) -> Callable[["Table", str], tuple[T, ...]]:
    """Return the reader of a table, by what reads ``KEY=VALUE`` on the command line."""

    def value(table: "Table", key: str) -> tuple[T, ...]:
        own = table.table(key)
        return tuple(_one(own, name, f"{name}={own.value(name)}", read) for name in own)

    return value


def _format(table: "Table", key: str) -> Target:
    """Return a format; which files are written is said by whoever runs the command."""
    name = table.required(key)
    if name not in formats():
        hint = did_you_mean(name, formats()) or f"; formats are {', '.join(formats())}"
        raise table.fail(f"“{key}”: there is no format “{name}”{hint}", key)
    return Target(name, None)


_READERS: dict[str, Callable[["Table", str], Any]] = {
    "conventions": _pairs(convention),
    "select": _names(lambda code: (code,)),
    "ignore": _names(lambda code: (code,)),
    "fail-on": _names(listed(FAILING)),
    "allow": _names(listed(FAILING)),
    "min-steps": _whole(count),
    "witness": _names(listed(WITNESSES)),
    "exact": lambda table, key: table.flag(key),
    "sizes": lambda table, key: tuple(x for pair in _pairs(sizes)(table, key) for x in pair),
    "budget": _whole(positive),
    "salt": lambda table, key: table.string(key),
    "jobs": _whole(positive),
    "baseline": lambda table, key: _beside(table, table.required(key)),
    "reveal": lambda table, key: _one(table, key, table.required(key), one_of(REVEAL)),
    "output-format": lambda table, key: (_format(table, key),),
}
"""What is also an option of ``verify``, each with the reader of its value."""
