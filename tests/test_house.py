"""The rules of the house that a program can check: lint, types, layout, what may import what."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "derivcheck"
FILES = sorted(PACKAGE.rglob("*.py"))

# Low to high: a file imports only from its own folder and from folders before it.
LAYERS = (
    *("source", "document", "syntax", "term", "constructs", "problem", "elaborate", "engine"),
    *("check", "objects", "diagnose", "report", "grade", "cli"),
)
# The rooms of a folder, low to high; files beside them may import all, `finding` and `model` none.
ROOMS = {
    "check": ("finding", "reading", "names", "judging", "reservations", "conventions"),
    "document": ("tokens", "model", "containers"),
}
FREE = {"api", "pytest_plugin", "__init__", "__main__"}  # the package's own doors may import all
LEAVES = {"__version__"}  # what every folder may take from the package itself

LONGEST = 400  # lines of a file

# Nothing that a document says may reach one of these.
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "S"}  # S("…") is sympify
FORBIDDEN_NAMES = {"sympify", "parse_expr", "parse_latex", "literal_eval", "system", "popen"}
FORBIDDEN_MODULES = {"pickle", "marshal", "shelve", "subprocess", "ctypes", "socket"}
OUTSIDE = {"time", "os", "shutil"}  # the clock, the environment, the disk
MAY_LOOK_OUTSIDE = {"cli", "api"}


def tool(*arguments: str) -> None:
    """Run a tool of this environment in the repository and fail with what it says."""
    ran = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=600
    )
    assert ran.returncode == 0, f"{' '.join(arguments)}\n{ran.stdout}{ran.stderr}"


def test_ruff_check() -> None:
    tool("ruff", "check", ".")


def test_ruff_format() -> None:
    tool("ruff", "format", "--check", ".")


@pytest.mark.heavy
def test_mypy_strict() -> None:
    tool("mypy", "--strict", "derivcheck")


def layer(file: Path) -> str:
    """Return the folder of the package that a file is in, or its own name at the top."""
    inside = file.relative_to(PACKAGE).parts
    return inside[0] if len(inside) > 1 else file.stem


def imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield ``(module, name)`` of each import, the name empty for ``import module``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield from ((node.module or "", alias.name) for alias in node.names)


def layers_used(tree: ast.AST) -> Iterator[str]:
    """Yield the layers of the package that a file imports from."""
    for module, name in imports(tree):
        path = [*module.split("."), name]
        if path[0] == "derivcheck" and path[1] not in LEAVES:
            yield path[1]


def wrong_layers(own: str, tree: ast.AST) -> list[str]:
    """Return the layers that a file of layer ``own`` imports from and must not."""
    if own in FREE:
        return []
    allowed = LAYERS[: LAYERS.index(own) + 1]
    return sorted({used for used in layers_used(tree) if used not in allowed})


def forbidden(tree: ast.AST) -> list[str]:
    """Return what a file uses that could run what a document says."""
    found = [f"import {m}" for m, _ in imports(tree) if m.split(".")[0] in FORBIDDEN_MODULES]
    found += [f"import {name}" for _, name in imports(tree) if name in FORBIDDEN_NAMES]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in FORBIDDEN_CALLS | FORBIDDEN_NAMES:
                found.append(node.func.id)
        elif isinstance(node, ast.Attribute) and node.attr in FORBIDDEN_NAMES:
            found.append(node.attr)
    return found


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_a_file_keeps_the_rules(file: Path) -> None:
    own, tree = layer(file), parsed(file)
    assert own in LAYERS or own in FREE, f"{own} has no place in the order of layers"
    assert wrong_layers(own, tree) == [], "imports from a folder further down"
    assert forbidden(tree) == []
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("folder", ROOMS)
def test_a_room_imports_only_from_rooms_before_it(folder: str) -> None:
    rooms = ROOMS[folder]
    wrong = []
    for file in sorted((PACKAGE / folder).rglob("*.py")):
        own = file.relative_to(PACKAGE / folder).parts[0].removesuffix(".py")
        used = {
            module.split(".")[2] for module, _ in imports(parsed(file)) if _inside(module, folder)
        }
        allowed = rooms[: rooms.index(own) + 1] if own in rooms else used
        wrong += [f"{file.name} imports from {one}" for one in sorted(used.difference(allowed))]
    assert wrong == []


def _inside(module: str, folder: str) -> bool:
    return module.startswith(f"derivcheck.{folder}.")


def test_only_the_command_line_looks_outside() -> None:
    looking = {
        layer(file)
        for file in FILES
        for module, _ in imports(parsed(file))
        if module.split(".")[0] in OUTSIDE
    }
    assert looking <= MAY_LOOK_OUTSIDE


def test_lambdify_is_used_in_one_module_at_most() -> None:
    users = {file for file in FILES if re.search(r"\blambdify\(", file.read_text("utf-8"))}
    assert len(users) <= 1


@pytest.mark.parametrize(
    ("source", "own", "wrong"),
    [
        ("from derivcheck.cli import main", "report", ["cli"]),
        ("def f():\n    from derivcheck.check.finding import Scope", "engine", ["check"]),
        ("import derivcheck.report.model", "check", ["report"]),
        ("from derivcheck import api", "report", ["api"]),
        ("from derivcheck.source import Span", "report", []),
        ("from derivcheck import __version__", "source", []),
        ("from derivcheck.cli import main", "api", []),
    ],
)
def test_the_order_of_layers_is_really_checked(source: str, own: str, wrong: list[str]) -> None:
    assert wrong_layers(own, ast.parse(source)) == wrong


@pytest.mark.parametrize(
    "source",
    [
        "eval('1')",
        "import pickle",
        "from sympy import sympify",
        "sympy.sympify('x')",
        "from sympy.parsing.sympy_parser import parse_expr",
        "def f():\n    exec('x')",
        "import os\nos.system('x')",
    ],
)
def test_what_is_forbidden_is_really_found(source: str) -> None:
    assert forbidden(ast.parse(source))


def test_the_top_level_holds_what_it_may() -> None:
    allowed = {"pyproject.toml", "README.md", "derivcheck", "tests", "derivations", "LICENSE",
               "CHANGELOG.md"}  # fmt: skip
    built = {"build", "dist"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert {name for name in found - allowed - built if not name.endswith(".egg-info")} == set()


def test_no_path_of_a_machine_is_named() -> None:
    pattern = re.compile(r"(?<![\w.])/(?:home|work|root|Users)/")
    named = [
        str(file.relative_to(ROOT))
        for folder in ("derivcheck", "tests", "derivations", ".ci")
        for file in sorted((ROOT / folder).rglob("*"))
        if file.is_file()
        and file != Path(__file__).resolve()
        and file.suffix in {".py", ".md", ".toml", ".tex", ".ipynb", ".json", ""}
        and pattern.search(file.read_text(encoding="utf-8", errors="replace"))
    ]
    assert named == []
