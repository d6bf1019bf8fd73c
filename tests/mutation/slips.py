"""What is said of a mutant's slip: the place, the repair and the kind, against the inverse edit."""

import difflib
import gc
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from derivcheck.check import Options, check_document
from derivcheck.check.finding import StepFinding
from derivcheck.diagnose.search import diagnose
from derivcheck.document import read_document
from tests.check.support import FAST, problem
from tests.mutation.documents import SAID
from tests.mutation.trial import Case

TOKEN = re.compile(r"\\[A-Za-z]+|\S")

# which names of a slip say rightly what a mutation did: a lost minus may be put back in several
# ways that are equally small
SIGNS = {"flipped-sign", "negated", "complement", "sign-in-argument"}
FACTORS = {
    "missing-factor",
    "missing-inner-derivative",
    "extra-factor",
    "wrong-number",
    "wrong-power",
    "upside-down",
    "half-fraction",
}
SHAPES = {
    "misplaced-transpose",
    "missing-transpose",
    "extra-transpose",
    "swapped-factors",
    "wrong-shape",
}
INDICES = {"wrong-subscript", "missing-index", "extra-index", "wrong-name", "wrong-variable"}
SUMS = {"missing-sum", "extra-sum", "captured-index", "sum-not-collapsed", "wrong-range"}
FUNCTIONS = {"missing-function", "extra-function"}
TERMS = {"missing-term", "extra-term"}
KINDS: dict[str, set[str]] = {
    "flipped-sign": SIGNS,
    "lost-sign": SIGNS,
    "flipped-argument": SIGNS,
    "complement": SIGNS,
    "swapped-terms": SIGNS,
    "dropped-term": TERMS | {"complement", "missing-factor", "wrong-name", "flipped-sign"},
    "doubled-term": TERMS,
    "plus-one": TERMS | {"complement"},
    "dropped-brackets": {"misplaced-bracket", "flipped-sign"},
    "moved-bracket": {"misplaced-bracket"},
    "dropped-factor": FACTORS,
    "doubled-factor": FACTORS,
    "changed-coefficient": FACTORS,
    "changed-power": FACTORS,
    "changed-fraction": FACTORS,
    "swapped-factors": SHAPES,
    "dropped-transpose": SHAPES,
    "inserted-transpose": SHAPES,
    "moved-transpose": SHAPES,
    "lost-function": FUNCTIONS,
    "swapped-function": FUNCTIONS,
    "inserted-function": FUNCTIONS,
    "changed-index": INDICES,
    "index-to-position": INDICES,
    "dropped-index": INDICES,
    "swapped-indices": INDICES,
    "wrong-name": INDICES,
    "changed-numeral": FACTORS | {"wrong-case", "wrong-range"},
    "dropped-sum": SUMS,
    "inserted-sum": SUMS,
    "moved-sum": SUMS | {"swapped-factors"},
    "changed-bound": SUMS,
    "changed-range": SUMS,
    "changed-bound-letter": SUMS | INDICES,
    "dropped-derivative": {"missing-derivative", "missing-d"},
    "inserted-derivative": {"extra-derivative"},
    "changed-variable": {"wrong-variable"} | INDICES,
    "swapped-case": {"wrong-case"},
}


@dataclass(frozen=True)
class Told:
    """A mutant of a right side that is called wrong, and what was said of its slip."""

    case: Case
    verdict: str
    code: str | None
    repair: str | None
    place: tuple[int, int] | None  # in the mutant's text
    seconds: float

    @property
    def place_is_right(self) -> bool:
        """Whether what is pointed at meets what was changed."""
        if self.place is None:
            return False
        edit = self.case.mutant.edit
        start, end = edit.start, edit.start + len(edit.new)
        return self.place[0] <= end + 1 and start <= self.place[1] + 1

    @property
    def repair_is_small(self) -> bool:
        """Whether the repair is the inverse edit, or changes no more of the text."""
        if self.repair is None:
            return False
        mutant, original = self.case.mutant.text, self.case.mutant.original
        return distance(mutant, self.repair) <= distance(mutant, original)

    @property
    def kind_is_right(self) -> bool:
        return self.code in KINDS[self.case.mutant.kind]


def distance(one: str, two: str) -> int:
    """Return how many tokens differ."""
    a, b = TOKEN.findall(one), TOKEN.findall(two)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return sum(
        max(i2 - i1, j2 - j1) for op, i1, i2, j1, j2 in matcher.get_opcodes() if op != "equal"
    )


def told(case: Case, clock: object = None) -> Told | None:
    """Return what is said of a mutant's slip; None if the step is not called wrong."""
    from time import process_time

    step = case.step
    left, right = case.sides
    part, _, inner = step.part.partition("(")
    heading = f"## ({part})\n\n" + (f"({inner}\n\n" if inner else "")
    text = SAID.get(step.document, "") + f"{heading}$$\n{left} = {right}\n$$\n"
    document = read_document("text.md", text, "md")
    options = Options(witnesses=FAST.witnesses)
    spent = 0.0

    def timed(*arguments):  # type: ignore[no-untyped-def]
        nonlocal spent
        # no user's search goes through the garbage of thousands of mutants before it
        gc.disable()
        began = process_time()
        found = diagnose(*arguments)
        spent = process_time() - began
        gc.enable()
        return found

    parts = check_document(document, problem(step.folder), options, timed).parts
    found: list[StepFinding] = [one for part_ in parts for one in part_.steps]
    if len(found) != 1 or found[0].verdict.value not in ("refuted", "ill-typed"):
        return None
    slip = found[0].slip
    at = found[0].rhs.span.start
    place = (slip.span.start - at, slip.span.end - at) if slip and slip.span else None
    return Told(
        case, found[0].verdict.value, slip.code if slip else None, slip.repair if slip else None,
        place, spent,
    )  # fmt: skip


def table(results: Iterable[Told]) -> str:
    """Return, kind by kind, how often place, repair and name are right, in Markdown."""
    rows = ["| kind | told | with a slip | place | repair | name |", "| --- |" + " ---: |" * 5]
    results = list(results)
    kinds = [*dict.fromkeys(one.case.mutant.kind for one in results), "all"]
    for kind in kinds:
        own = [one for one in results if kind in ("all", one.case.mutant.kind)]
        counts = Counter(
            slip=sum(one.code is not None for one in own),
            place=sum(one.place_is_right for one in own),
            repair=sum(one.repair_is_small for one in own),
            name=sum(one.kind_is_right for one in own),
        )
        shares = (
            f"{100 * counts[key] / len(own):.0f} %" for key in ("slip", "place", "repair", "name")
        )
        rows.append(f"| {kind} | {len(own)} | " + " | ".join(shares) + " |")
    return "\n".join(rows)
