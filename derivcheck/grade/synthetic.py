"""Classes with known marks, made from the reference solution by known changes.

Each part of a student's work is the reference's chain with one thing done to it; `WORTH` says
by hand, and not by the code that grades, what that is worth under the default rubric.
"""

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random

from msgspec import Struct

from derivcheck.check.finding import PartFinding
from derivcheck.grade.facts import chain_of

WORTH: Mapping[str, Fraction | None] = {
    "right": Fraction(1),
    "rewritten": Fraction(1),  # a member multiplied and divided by a number
    "answer-only": Fraction(1),
    "slip": Fraction(3, 4),  # one member is wrong, the next one right again
    "carried": Fraction(3, 4),  # one member is wrong, and all that follow from it
    "wrong-end": Fraction(1, 2),
    "restated": Fraction(0),
    "missing": Fraction(0),
    "unreadable": None,  # for a person
}
"""What share of a part's points each change leaves; ``None`` where nobody but a person can say."""

# how often each change is made, of 100
_OFTEN = {
    "right": 38, "rewritten": 22, "answer-only": 5, "slip": 12, "carried": 8, "wrong-end": 6,
    "restated": 2, "missing": 4, "unreadable": 3,
}  # fmt: skip
_TRANSPOSES = (r"^\top", "^T", r"^{\top}", "^{T}", r"^\intercal")
_ENDINGS = ("md", "md", "tex")


class Model(Struct, frozen=True):
    """A part of the reference: its chain from what is asked for to the answer."""

    part: str
    members: tuple[str, ...]  # LaTeX


class Student(Struct, frozen=True):
    """A generated submission: its name, ending and text, and what was done to each part."""

    name: str
    ending: str
    text: str
    done: tuple[tuple[str, str], ...]  # part, change


def models_of(parts: Sequence[PartFinding]) -> tuple[Model, ...]:
    """Return the chains of the reference that lead to the answers."""
    found = []
    for part in parts:
        steps = chain_of(part, part.answer.step or "")
        if steps and steps[0].lhs is not None:
            first = steps[0].lhs
            members = (first, *(step.rhs for step in steps))
            if not any(member.tail for member in members):
                found.append(Model(part.part.id, tuple(m.latex for m in members)))
    return tuple(found)


def student(models: Sequence[Model], number: int, seed: str) -> Student:
    """Return one student's work: the same for the same number and seed."""
    random = _random(seed, number)
    ending = random.choice(_ENDINGS)
    transpose = random.choice(_TRANSPOSES)
    written, done = [], []
    for model in models:
        change = random.choices(tuple(_OFTEN), tuple(_OFTEN.values()))[0]
        change = change if _possible(change, model) else "right"
        done.append((model.part, change))
        members = changed(model, change, random)
        members = tuple(member.replace(r"^\top", transpose) for member in members)
        written.append((model.part, members))
    text = _whole(_parts(written, ending, random), ending)
    return Student(f"student{number:05}", ending, text, tuple(done))


def reference(models: Sequence[Model]) -> Student:
    """Return the reference as a student would write it: whatever is not right then is left out."""
    random = _random("", 0)
    written = [(model.part, model.members) for model in models]
    done = tuple((model.part, "right") for model in models)
    return Student("reference", "md", _whole(_parts(written, "md", random), "md"), done)


def _random(seed: str, number: int) -> Random:
    digest = hashlib.sha256(f"{seed}\0{number}".encode()).digest()
    return Random(int.from_bytes(digest, "big"))


def _possible(change: str, model: Model) -> bool:
    """Whether a change can be made: a slip needs a member between, and a value that is not 0."""
    between, last = model.members[1:-1], model.members[-1]
    if change in ("slip", "carried", "rewritten", "unreadable", "wrong-end"):
        return bool(between) and last.strip() != "0" and "0" not in map(str.strip, between)
    return True


def changed(model: Model, change: str, random: Random) -> tuple[str, ...]:
    """Return the members of a part after a change; none where nothing is handed in."""
    first, *others = model.members
    at = random.randrange(max(len(others) - 1, 1))
    factor = _factor(random)
    if change == "missing":
        return ()
    if change == "restated":
        return first, first
    if change == "answer-only":
        return first, others[-1]
    if change == "slip":
        others[at] = f"{factor} {_bracket(others[at])}"
    if change == "carried":
        others[at:] = [f"{factor} {_bracket(member)}" for member in others[at:]]
    if change == "wrong-end":
        others[-1] = f"{factor} {_bracket(others[-1])}"
    if change == "rewritten":
        number = random.randrange(2, 1000)
        others[at] = rf"\frac{{1}}{{{number}}} \cdot {number} {_bracket(others[at])}"
    if change == "unreadable":
        others[at] = rf"\unreadable{{{random.randrange(100)}}}"
    return first, *others


def _factor(random: Random) -> str:
    """Return a number that is not one."""
    number = random.choice((-1, *range(2, 200)))
    if number == -1:
        return "-"
    return str(number) if random.random() < 0.5 else rf"\frac{{{number}}}{{{number + 1}}}"


def _bracket(member: str) -> str:
    return rf"\left( {member} \right)"


def _part(part: str, members: Sequence[str], ending: str, random: Random, above: str) -> str:
    """Return a part under its label; ``above`` is the letter of the part before."""
    letter, _, number = part.partition("(")
    heading = rf"\section*{{({letter})}}" if ending == "tex" else f"## ({letter})"
    labels = [] if number and letter == above else [heading]
    if number:
        labels.append(f"({number} The next part:")
    work = _rows(members, ending, random) if members else "I did not get to this."
    return "\n\n".join((*labels, work))


def _parts(written: Sequence[tuple[str, Sequence[str]]], ending: str, random: Random) -> str:
    above = ("", *(part.partition("(")[0] for part, _ in written))
    texts = (
        _part(part, members, ending, random, before)
        for (part, members), before in zip(written, above, strict=False)
    )
    return "\n\n".join(texts)


def _rows(members: Sequence[str], ending: str, random: Random) -> str:
    """Return a chain in one of the layouts that people use."""
    first, second, *others = members
    layout = random.choice(("displays", "rows", "line"))
    if layout == "displays":
        return "\n\n".join((f"$$\n{first} = {second}\n$$", *(f"$$\n= {m}\n$$" for m in others)))
    if layout == "line":
        return f"$${' = '.join(members)}$$"
    rows = " \\\\\n".join((f"{first} &= {second}", *(f"&= {member}" for member in others)))
    if ending == "tex":
        return f"\\begin{{align*}}\n{rows}\n\\end{{align*}}"
    return f"$$\n\\begin{{aligned}}\n{rows}\n\\end{{aligned}}\n$$"


def _whole(text: str, ending: str) -> str:
    if ending == "md":
        return f"# Solution\n\n{text}\n"
    return (
        "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n"
        f"{text}\n\\end{{document}}\n"
    )
