"""Letters and numbers that may be meant for samples, and sums over samples that may be over words.

The u_1, u_n or u_w of a part may be the vector of a sample where the loss at hand has samples; the
k of a sum that ends at their number may be any word where it has none.  What fails only as it
was read is not refuted.
"""

from collections.abc import Iterator, Mapping
from typing import cast

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.meant import CODE
from derivcheck.check.reading.members import Setting
from derivcheck.elaborate.sizes import is_spoken_of
from derivcheck.engine.statement import Statement
from derivcheck.problem.model import SymbolEntry
from derivcheck.term.core import (
    ALWAYS,
    Condition,
    Entry,
    Index,
    IndexLiteral,
    IndexMap,
    IndexVar,
    Node,
    Size,
    Sort,
    Sum,
    Term,
)
from derivcheck.term.substitute import rebuild


def spare_samples(
    finding: StepFinding,
    statement: Statement,
    letters: frozenset[str],
    setting: Setting,
    judge: Judge,
) -> StepFinding:
    """Return what is said of a refuted step that does not fail as it may be meant.

    ``letters`` are the free letters that only their use tells the sort of.
    """
    if finding.verdict is not Verdict.REFUTED:
        return finding
    sample = _sample_meant(statement, letters, setting, judge)
    if sample is not None:
        message = f"it fails for any word {sample}; write u_k if it is that of a sample k"
        return undecided(finding, CODE, message)
    other = _words_meant(statement, setting, judge)
    if other is not None:
        message = f"{other.size} counts what the loss here has not; say what is summed over"
        return undecided(finding, CODE, message)
    element = _element_meant(statement, setting, judge)
    if element is not None:
        letter, name = element
        message = f"it fails for a general {letter}; say so if {letter} stands for {name}"
        return undecided(finding, CODE, message)
    return finding


def _element_meant(statement: Statement, setting: Setting, judge: Judge) -> tuple[str, str] | None:
    """Return the k of u_k that may be no sample but an element, o, where no loss has samples.

    “−Σ_i y_i log ŷ_i = −log ŷ_k” says elsewhere what k is; beside a column it is read as a sample.
    """
    scope = setting.scope()
    drawn = {
        node
        for node in _nodes(statement)
        if isinstance(node, IndexMap) and len(node.args) == 1 and node.args[0] in statement.free
        if not is_spoken_of(node.args[0].sort, scope)
    }
    for one in sorted(drawn, key=repr):
        for symbol in setting.signature.symbols.values():
            known = symbol.kind == "element" and setting.signature.sort(symbol.sorts[0])
            if known is not one.sort:
                continue
            places: dict[Index, Index] = {one: IndexVar(symbol.name, one.sort)}
            left, right = (_placed(side, places) for side in (statement.left, statement.right))
            if _may_hold(Statement(statement.axes, left, right, statement.context), judge):
                return repr(one.args[0]), symbol.name
    return None


def _may_hold(statement: Statement, judge: Judge) -> bool:
    return judge.decide(statement).equal is not False


def _sample_meant(
    statement: Statement, letters: frozenset[str], setting: Setting, judge: Judge
) -> str | None:
    """Return a letter or number below a vector of words that may be a sample's, or None."""
    for entry, sort in _samples(setting):
        words = setting.signature.sort(entry.sorts[1])
        custom = setting.signature.sort_of_letter
        named = [
            i
            for i in statement.free
            if i.sort is words and (i.name in letters or custom(i.name) in (words, sort))
        ]
        first = [
            one
            for one in _nodes(statement)
            if isinstance(one, IndexLiteral) and one.sort is words and one.position > 0
        ]
        if not (named or first):
            continue
        found: tuple[IndexVar | IndexLiteral, ...] = (*named, *first)
        places: dict[Index, Index] = {
            one: IndexMap(entry.name, (_counted(one, sort),), words) for one in found
        }
        left, right = (_placed(side, places) for side in (statement.left, statement.right))
        if _may_hold(Statement(statement.axes, left, right, statement.context), judge):
            return repr(found[0])
    return None


def _counted(word: IndexVar | IndexLiteral, samples: Sort) -> Index:
    """Return the sample that is called as a word was read: sample 1, or any sample."""
    if isinstance(word, IndexLiteral):
        return IndexLiteral(word.position, samples)
    return IndexVar(f"·{word.name}", samples)


def _samples(setting: Setting) -> Iterator[tuple[SymbolEntry, Sort]]:
    """Yield the maps from samples to words of which the loss at hand has samples."""
    scope = setting.scope()
    for entry in setting.signature.maps:
        if len(entry.sorts) == 2:
            sort = setting.signature.sort(entry.sorts[0])
            if is_spoken_of(sort, scope):
                yield entry, sort


def _nodes(statement: Statement) -> Iterator[Node]:
    yield from statement.left.walk()
    yield from statement.right.walk()


def _placed(side: Term, places: Mapping[Index, Index]) -> Term:
    """Return a term with other indices in some places; their names cannot be bound in it."""

    def walk(node: Node) -> Node:
        found = places.get(node) if isinstance(node, Index) else None
        return rebuild(node, walk) if found is None else found

    return cast(Term, walk(side))


def _words_meant(statement: Statement, setting: Setting, judge: Judge) -> Sort | None:
    """Return the samples that a row sums over where its loss has none, if words may be meant."""
    scope = setting.scope()
    for entry in setting.signature.maps:
        samples, words = (
            setting.signature.sort(name) for name in (entry.sorts[0], entry.sorts[-1])
        )
        sums = [n for n in _nodes(statement) if isinstance(n, Sum) and n.index.sort is samples]
        plain = bool(sums) and all(one.where is ALWAYS for one in sums)
        if len(entry.sorts) != 2 or not plain or is_spoken_of(samples, scope):
            continue
        if not any(isinstance(node, Entry) and _is_of(samples, node) for node in _nodes(statement)):
            continue
        left, right = (
            _over_words(side, samples, words) for side in (statement.left, statement.right)
        )
        meant = Statement(statement.axes, left, right, statement.context)
        if meant.free_set == statement.free_set and _may_hold(meant, judge):
            return samples
    return None


def _is_of(samples: Sort, entry: Entry) -> bool:
    """Whether an entry is that of a sample's column, u_k."""
    maps = (index for index in entry.indices if isinstance(index, IndexMap))
    return any(arg.sort is samples for one in maps for arg in one.args)


def _over_words(side: Term, samples: Sort, words: Sort) -> Term:
    """Return a term in which the words of all samples are all words."""

    def walk(node: Node) -> Node:
        match node:
            case IndexMap(args=(IndexVar() as index,)) if index.sort is samples:
                return IndexVar(f"·{index.name}", words)
            case Sum(index=index) if index.sort is samples:
                where, body = walk(node.where), walk(node.body)
                return Sum(
                    IndexVar(f"·{index.name}", words), cast(Condition, where), cast(Term, body)
                )
            case Size(sort=sort) if sort is samples:
                return Size(words)
        return rebuild(node, walk)

    return cast(Term, walk(side))
