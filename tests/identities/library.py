"""The library: true identities of this field in TOML files, read as documents are read.

A file has a `problem` (the text of a problem file) or the `name` of one, and groups of
identities with their source and part.  `known_gaps.toml` lists those that are not proved yet.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from derivcheck.check import Options, check_document
from derivcheck.check.finding import StepFinding
from derivcheck.document import read_document
from derivcheck.problem import Problem, load_problem, parse_problem
from tests.check.support import FAST, steps

HERE = Path(__file__).parent
EXACT = replace(FAST, exact=True)
GAPS = HERE / "known_gaps.toml"


@dataclass(frozen=True)
class Identity:
    """One identity as written, with the file that gives its symbols, its part and its source."""

    file: str
    latex: str
    part: str | None
    hard: bool
    source: str

    @property
    def id(self) -> str:
        return f"{self.file}: {self.latex}"


def files() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.toml") if path != GAPS)


@cache
def _data(file: str) -> dict[str, object]:
    return tomllib.loads((HERE / f"{file}.toml").read_text(encoding="utf-8"))


def identities(file: str) -> list[Identity]:
    groups = _data(file)["group"]
    assert isinstance(groups, list)
    return [
        Identity(file, latex, group.get("part"), level == "hard", group["source"])
        for group in groups
        for level in ("easy", "hard")
        for latex in group.get(level, ())
    ]


def library() -> list[Identity]:
    return [one for file in files() for one in identities(file)]


@cache
def problem_of(file: str) -> Problem:
    data = _data(file)
    if "name" in data:
        return load_problem(str(data["name"]))
    return parse_problem(str(data["problem"]), f"{file}.toml", file)


@cache
def judged(file: str, latex: str, part: str | None = None) -> StepFinding:
    """Return the finding about a formula with one relation sign, in a document of its own."""
    return judge(problem_of(file), latex, part, EXACT)


def judge(problem: Problem, latex: str, part: str | None, options: Options = FAST) -> StepFinding:
    """Return the finding about a formula, read as the only display of a document."""
    text = (f"## ({part}) Part\n\n" if part else "") + f"$$\n{latex}\n$$\n"
    found = check_document(read_document("formula.md", text, "md"), problem, options)
    (only,) = steps(found)
    return only


def known_gaps() -> dict[tuple[str, str], tuple[str, str]]:
    """Return (verdict, code) of the identities that are known not to be proved."""
    gaps = tomllib.loads(GAPS.read_text(encoding="utf-8")).get("gap", [])
    return {(gap["file"], gap["latex"]): (gap["verdict"], gap["code"]) for gap in gaps}


def write_gaps() -> None:
    """Write the gaps as they are now; reasons are written by hand and kept."""
    reasons = (
        {
            (gap["file"], gap["latex"]): gap.get("why", "")
            for gap in tomllib.loads(GAPS.read_text(encoding="utf-8")).get("gap", [])
        }
        if GAPS.exists()
        else {}
    )
    lines = [HEAD]
    for one in library():
        found = judged(one.file, one.latex, one.part)
        if found.verdict.value in ("undecided", "unread"):
            why = reasons.get((one.file, one.latex), "")
            lines.append("[[gap]]")
            lines.append(f'file = "{one.file}"')
            lines.append(f"latex = '{one.latex}'")
            lines.append(f'verdict = "{found.verdict.value}"')
            lines.append(f'code = "{found.code}"')
            lines.extend([f'why = "{why}"'] if why else [])
            lines.append("")
    GAPS.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


HEAD = """\
# True identities that are not proved yet.  This table may only shrink: a test fails when one of
# them is proved.  `python -m tests.identities.library` writes it anew.
"""

if __name__ == "__main__":
    write_gaps()
