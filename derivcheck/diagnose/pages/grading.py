"""Pages of the reasons why nothing is graded."""

from derivcheck.diagnose.page import Example, Page

_CALL = "a call of the command"


def _refusal(code: str, means: str, advice: str, accepted: str, rejected: str) -> Page:
    good, bad = (Example(text, shown_only=_CALL) for text in (accepted, rejected))
    return Page(code, "file", means, advice, good, bad)


_GRADE = "derivcheck grade submissions/ --problem word2vec --out results/"

PAGES = (
    _refusal(
        "no-parts",
        "No part of the problem has a goal and points, so there is nothing to grade.",
        "give the parts a goal in the problem file.",
        'goal = "\\\\frac{\\\\partial L}{\\\\partial w}"',
        "a problem without any goal",
    ),
    _refusal(
        "no-reference",
        "The problem does not say which document is its reference solution, and there is not "
        "exactly one beside it.",
        "name it with --reference, or by “reference” in the rubric of the problem.",
        'reference = "corrected.md"',
        "two documents beside the problem, none of them called reference",
    ),
    _refusal(
        "reference",
        "The reference solution is graded first, and did not get full marks: then the rubric, "
        "the problem or the solution is not what it should be, and nothing is graded.",
        "read what is said of each part; derivcheck verify shows its steps.",
        _GRADE,
        "a reference solution with a slip",
    ),
    _refusal(
        "no-submissions",
        "There is nothing to grade in the folder or archive.",
        "name the folder that has one file or one folder for each student.",
        _GRADE,
        "derivcheck grade an-empty-folder/ --problem word2vec --out results/",
    ),
    _refusal(
        "unwritable",
        "The folder for the results cannot be written.",
        "name another one with --out.",
        _GRADE,
        "derivcheck grade submissions/ --problem word2vec --out /",
    ),
    _refusal(
        "executor",
        "The cluster that --executor names cannot be had: dask.distributed is not installed, or no "
        "scheduler answers at that address.",
        "install derivcheck[dask], start a scheduler (dask scheduler) and its workers.",
        f"{_GRADE} --executor dask://scheduler:8786",
        f"{_GRADE} --executor dask://nowhere:1",
    ),
    _refusal(
        "overrides",
        "The table of a person's decisions cannot be applied: it lacks a column, names a part that "
        "the problem does not have, or gives a mark that the part is not worth.",
        "correct the line that the message names; the columns are student, part, mark, comment.",
        f"{_GRADE} --overrides decisions.csv",
        "a mark of 5 for a part worth 4",
    ),
    _refusal(
        "roster",
        "The roster cannot be filled: which of its columns is meant is not clear, or nothing in it "
        "says who a student is.",
        "name the column with --column, as its first row has it.",
        f"{_GRADE} --roster roster.csv --column 'Homework 1 (4711)'",
        "a roster with two columns that end in a number in brackets, and no --column",
    ),
    _refusal(
        "shard",
        "Results cannot be joined: a folder has none, they are of another problem or version, or a "
        "submission is in two of them.",
        "name the folders that derivcheck grade --shard wrote, each once.",
        "derivcheck merge out1/ out2/ --problem word2vec --out results/",
        "derivcheck merge out1/ out1/ --problem word2vec --out results/",
    ),
)
