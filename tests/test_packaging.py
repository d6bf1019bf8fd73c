"""What is built installs into a clean environment and works there, far from this checkout."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
UNPACKED = {"__pycache__"}


def run(*command: str | Path, cwd: Path, status: int = 0) -> str:
    """Run a command and return what it printed; fail with all of it on another status."""
    ran = subprocess.run(
        [str(word) for word in command], cwd=cwd, capture_output=True, text=True, timeout=600
    )
    assert ran.returncode == status, f"{command}\n{ran.stdout}{ran.stderr}"
    return ran.stdout


def environment(folder: Path) -> Path:
    """Return the folder of commands of a new environment."""
    venv.create(folder, with_pip=True)
    return folder / ("Scripts" if sys.platform == "win32" else "bin")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and from it the wheel: so the sdist holds all that is needed."""
    folder = tmp_path_factory.mktemp("build")
    commands = environment(folder / "venv")
    run(commands / "pip", "install", "-q", "build", cwd=folder)
    run(commands / "python", "-m", "build", "--outdir", folder / "dist", ROOT, cwd=folder)
    return folder / "dist"


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own."""
    commands = environment(tmp_path_factory.mktemp("clean") / "venv")
    (wheel,) = built.glob("*.whl")
    run(commands / "pip", "install", "-q", wheel, cwd=built)
    run(commands / "pip", "check", cwd=built)
    return commands


def kept(folder: Path) -> set[str]:
    """Return the files of a folder of this checkout that are to be in what is built."""
    return {
        str(file.relative_to(ROOT))
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and not UNPACKED & set(file.parts)
    }


def test_the_wheel_holds_code_and_data(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = kept(Path("derivcheck"))
    wanted |= {f"derivcheck/{name}" for name in kept(Path("derivations"))}
    assert wanted <= names and "derivcheck/py.typed" in names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_sdist_holds_the_tests_too(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert kept(Path("tests")) | kept(Path("derivations")) | kept(Path("derivcheck")) <= names
    assert {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml"} <= names


def test_it_works_where_it_is_installed(installed: Path, tmp_path: Path) -> None:
    said = run(installed / "derivcheck", "--version", cwd=tmp_path)
    assert all(engine in said for engine in ("sympy 1.", "python-flint 0.", "numpy 2."))
    where = "import derivcheck, pathlib; print(pathlib.Path(derivcheck.__file__).parent)"
    package = Path(run(installed / "python", "-c", where, cwd=tmp_path).strip())
    assert ROOT not in package.parents
    example = package / "derivations" / "word2vec" / "corrected.md"
    said = run(installed / "derivcheck", "verify", example, cwd=tmp_path)
    assert "refuted" not in said and "proved" in said
    assert run(installed / "python", "-m", "derivcheck", "verify", example, cwd=tmp_path) != ""

    own = tmp_path / "own.md"
    own.write_text(r"$$\sigma(x) = 1 - \sigma(x)$$", encoding="utf-8")
    page = tmp_path / "page.html"
    format_ = f"html:{page}"
    run(
        installed / "derivcheck", "verify", own, "--problem", "word2vec",
        "--output-format", format_, cwd=tmp_path, status=1,
    )  # fmt: skip
    assert "refuted" in page.read_text(encoding="utf-8")
    assert "flipped" in run(installed / "derivcheck", "explain", "flipped-sign", cwd=tmp_path)
