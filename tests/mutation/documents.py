"""The true steps of the project's documents, and small documents in which a changed one stands."""

from dataclasses import dataclass
from functools import cache

from derivcheck.check import Options, check_document
from derivcheck.check.finding import StepFinding
from derivcheck.document import read_document
from tests.check.support import FAST, ROOT, problem
from tests.mutation.judge import Context, context, opinion
from tests.mutation.kinds.vocabulary import Vocabulary, vocabulary
from tests.mutation.oracle.notations import universe
from tests.mutation.oracle.values import Malformed, Unreadable, Untyped

# the document that says so judges by its own convention
SAID = {"rows.md": "In this document all vectors are rows.\n\n"}


@dataclass(frozen=True)
class Step:
    """One equality of a document: where it stands, and both sides as written."""

    folder: str
    document: str
    part: str
    number: int  # among the relation signs of its part, from 1
    left: str
    right: str

    @property
    def id(self) -> str:
        return f"{self.folder}/{self.document} {self.part}.{self.number}"

    @property
    def words(self) -> Vocabulary:
        return vocabulary(self.folder)

    @property
    def context(self) -> Context:
        """In what the step is judged; raises what `judge.context` raises."""
        return context(universe(self.folder, self.document), self.part, self.left, self.right)


@cache
def written_steps() -> tuple[Step, ...]:
    """Return every relation ``=`` of every document of ``derivations/``."""
    out = []
    for path in sorted((ROOT / "derivations").glob("*/*.md")):
        if not (path.parent / "problem.toml").is_file():
            continue  # tests of notations, with slips of their own
        for part in read_document(path.name, path.read_text(encoding="utf-8")).parts:
            relations = [(chain, sign) for chain in part.chains for sign in chain.relations]
            for number, (chain, sign) in enumerate(relations, 1):
                left, right = (
                    " ".join(chain.members[at].latex.split()) for at in (sign.left, sign.right)
                )
                if sign.sign == "=":
                    step = Step(path.parent.name, path.name, part.id, number, left, right)
                    out.append(step)
    return tuple(out)


@cache
def true_steps() -> tuple[Step, ...]:
    """Return the steps that the oracle can read and holds for true."""
    return tuple(step for step in written_steps() if _is_true(step))


def _is_true(step: Step) -> bool:
    try:
        where = step.context
    except (Malformed, Unreadable, Untyped):
        return False
    return opinion(step.left, step.right, where).verdict == "true"


def said(step: Step, left: str, right: str) -> StepFinding:
    """Return what derivcheck says of ``left = right`` in the place of a step."""
    part, _, inner = step.part.partition("(")
    heading = f"## ({part})\n\n" + (f"({inner}\n\n" if inner else "")
    text = SAID.get(step.document, "") + f"{heading}$$\n{left} = {right}\n$$\n"
    document = read_document("text.md", text, "md")
    options = Options(witnesses=FAST.witnesses)
    found = [
        one
        for part_ in check_document(document, problem(step.folder), options).parts
        for one in part_.steps
    ]
    assert len(found) == 1, f"{step.id}: {len(found)} steps in {text}"
    assert found[0].id == f"{step.part}.1"
    return found[0]
