"""How often a slip's name agrees with a label given by hand, over documents with labels.

    python tests/corpus/slips.py --docs DIR --labels DIR [--problem NAME] [--list] [NAME…]

``DIR/NAME.json`` lists a document's steps in reading order with ``lhs_latex``, ``rhs_latex``,
``verdict`` and ``kind_of_slip``.  Of the false steps that are refuted or ill-typed the share is
shown whose slip has a code that the table allows for the label's kind.
"""

import argparse
import difflib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import derivcheck
from derivcheck.report.model import StepReport

_SIGN = frozenset({"flipped-sign", "negated", "complement", "sign-in-argument"})
_SHAPE = frozenset(
    {"missing-transpose", "extra-transpose", "swapped-factors", "wrong-shape", "missing-index",
     "wrong-variable", "misplaced-transpose"}
)  # fmt: skip
_FACTOR = frozenset(
    {"missing-factor", "missing-inner-derivative", "extra-factor", "wrong-number", "wrong-power"}
)
_SUM = frozenset({"missing-sum", "extra-sum", "captured-index", "sum-not-collapsed", "wrong-range"})

AGREE: dict[str, frozenset[str]] = {
    "sign": _SIGN,
    "sign-global": _SIGN,
    "sign-in-argument": _SIGN,
    "compensating": frozenset({"compensates", "carried"}),
    "wrong-variable": frozenset({"wrong-variable", "missing-index", "wrong-subscript"}),
    "wrong-shape": _SHAPE,
    "missing-transpose": _SHAPE,
    "wrong-order": _SHAPE,
    "wrong-index": frozenset({"wrong-subscript", "wrong-name"}) | _SUM,
    "missing-index": frozenset({"missing-index", "missing-transpose", "wrong-variable"}),
    "missing-derivative-symbol": frozenset({"missing-d", "missing-derivative"}),
    "sum-not-collapsed": _SUM,
    "missing-sum": _SUM,
    "missing-function": frozenset({"missing-function", "extra-function"}),
    "missing-square": frozenset({"wrong-power"}),
    "missing-factor": _FACTOR,
    "wrong-value": frozenset({"wrong-number", "wrong-case"}),
    "wrong-algebra": _SIGN | _FACTOR | {"upside-down", "missing-term"},
    "wrong-operator": frozenset({"stray-sign", "flipped-sign", "missing-term", "extra-factor"}),
    "missing-bracket": frozenset({"misplaced-bracket"}),
    "typo": frozenset(
        {
            "stray-equals",
            "extra-d",
            "wrong-name",
            "wrong-subscript",
            "extra-derivative",
            "mistyped-symbol",
        }
    ),
}
"""For each kind that a label may name, the codes that say the same."""

_SPACE = re.compile(
    r"\\(?:[,;:!> ]|quad|qquad|left|right|bigl?|bigr|displaystyle|nonumber|notag)(?![a-zA-Z])"
    r"|\\(?:tag|label)\{[^}]*\}|\\\\|[\s&.,;:]"
)


@dataclass(frozen=True)
class Pair:
    """A label with the step that it is of."""

    document: str
    label: dict[str, Any]
    step: StepReport

    @property
    def agrees(self) -> bool:
        slip = self.step.slip
        if slip is None:
            return False
        allowed = AGREE.get(self.label["kind_of_slip"], frozenset())
        return bool({slip.code, *slip.also} & allowed)


def plain(latex: str | None) -> str:
    return _SPACE.sub("", latex or "")


def aligned(labels: list[dict[str, Any]], steps: list[StepReport]) -> Iterator[tuple[int, int]]:
    """Yield the labels and steps that belong together, both in reading order."""
    ours = [f"{plain(step.lhs)}={plain(step.rhs)}" for step in steps]
    at = 0
    for number, label in enumerate(labels):
        wanted = f"{plain(label['lhs_latex'])}={plain(label['rhs_latex'])}"
        scores = [
            (difflib.SequenceMatcher(None, wanted, text, autojunk=False).ratio(), -place)
            for place, text in enumerate(ours[at : at + 25], at)
        ]
        best, place = max(scores, default=(0.0, 0))
        if best >= 0.85:
            yield number, -place
            at = 1 - place


def pairs(name: str, docs: Path, labels: Path, problem: str) -> list[Pair]:
    report = derivcheck.verify(docs / name, problem=problem, witnesses=("modular", "balls"))
    steps = [step for doc in report.documents for part in doc.parts for step in part.steps]
    wanted = [
        label
        for label in json.loads((labels / f"{name}.json").read_text(encoding="utf-8"))
        if label["verdict"] != "not-a-statement"
    ]
    return [Pair(name, wanted[i], steps[j]) for i, j in aligned(wanted, steps)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--docs", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--problem", default="word2vec")
    parser.add_argument("--list", action="store_true", help="print the steps that do not agree")
    asked = parser.parse_args()
    agree, told, refuted = Counter[str](), Counter[str](), Counter[str]()
    for path in sorted(asked.labels.glob("*.json")):
        name = path.name.removesuffix(".json")
        if asked.names and not any(name.startswith(one) for one in asked.names):
            continue
        for pair in pairs(name, asked.docs, asked.labels, asked.problem):
            label, step = pair.label, pair.step
            wrong = step.verdict in ("refuted", "ill-typed")
            if label["verdict"] != "false" or label.get("doubt") or not wrong:
                continue
            kind = label["kind_of_slip"]
            refuted[kind] += 1
            told[kind] += step.slip is not None
            agree[kind] += pair.agrees
            if asked.list and not pair.agrees:
                said = step.slip and (step.slip.code, step.slip.also, step.slip.repair)
                print(f"{name} {step.id} line {step.line} [{kind}] {step.code}: {label['why']}")
                print(f"    {step.lhs}\n    = {step.rhs}\n    said: {said}")
    print("| kind | refuted | with a slip | agreeing |\n| --- | ---: | ---: | ---: |")
    for kind in [*sorted(refuted, key=lambda kind: -refuted[kind])]:
        print(f"| {kind} | {refuted[kind]} | {told[kind]} | {agree[kind]} |")
    total, share = refuted.total(), 100 * agree.total() / max(1, refuted.total())
    print(f"| all | {total} | {told.total()} | {agree.total()} ({share:.0f} %) |")


if __name__ == "__main__":
    main()
