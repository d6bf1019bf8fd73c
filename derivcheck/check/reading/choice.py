"""Which part of the problem a chain belongs to, and which loss a bare J is in it.

In this order (`semantics.md`, section 4): the loss that the formula names, the one that the
words name, the one whose symbols the formulas use, the part's letter.  Whether the claim
would hold is never consulted.
"""

import re

from msgspec.structs import replace

from derivcheck.check.reading.families import Families, is_denied, letter_of, narrowed, placed
from derivcheck.check.reading.members import part_entry
from derivcheck.document.model import Chain, Member, Part
from derivcheck.elaborate.signature import take_apart
from derivcheck.elaborate.spelling import nearest
from derivcheck.problem.model import DefinitionEntry, Formula, LossEntry, PartEntry, Problem
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula

# “in practice one uses negative sampling” may be said of what comes later, or not at all
_ELSEWHERE = later(
    r"\b(?:later|in\s+practice|below|unlike|in\s+contrast|instead\s+of|alternativ\w*|next\s+(?:section|part)"
    r"|expensive|costly|slow|another|other\s+(?:loss|model|method)\w*)\b",
    re.IGNORECASE,
)

# “for negative sampling”, “the loss of …”; so few words are a title: “Negative sampling loss:”
_OF_IT = (
    r"\b(?:for|with|under|by|via|us(?:e|ing)|in|of|is|be|consider|take|now)\s+(?:[\w-]+\s+){0,2}"
)
_SHORT = 4
_WORD = later(r"[\w-]+")


def entries_for(
    part: Part, chain: Chain, problem: Problem | None, families: Families
) -> tuple[PartEntry | None, ...]:
    """Return the parts of the problem that a chain may belong to, its loss filled in.

    Several when they differ in what they assume and nothing tells them apart.
    """
    if problem is None:
        return (None,)
    found = _entries_by_part(part, chain, problem, families)
    if len(found) < 2 or not families.told.apart(chain):
        return found
    plain = [one for one in found if one in about_samples(problem) and not one.words]
    own = part_entry(problem, letter_of(part.id))
    return tuple(plain) if len(plain) == 1 and (own is None or not own.words) else found


def _entries_by_part(
    part: Part, chain: Chain, problem: Problem, families: Families
) -> tuple[PartEntry | None, ...]:
    """Return the parts that a chain may belong to, by its own part."""
    by_id = part_entry(problem, part.id)
    written = names = _names_meant(part, chain, problem)
    spelt = {
        latex(left.tree): latex(right.tree) for left, right in (*problem.aliases, *problem.typos)
    }
    names = names | {spelt[name] for name in names if name in spelt}
    names |= _nearest_losses(names, problem)
    named = [loss for loss in problem.losses if latex(loss.name.tree) in names]
    bare = _bare_losses(problem) & names
    chosen = named or ([found] if bare and (found := _which(part, chain, written, problem)) else [])
    about = _about(part, chain, chosen, problem, families)
    if not chosen and not bare and (by_id is None or not by_id.assume):
        unnamed = _with_samples(_names_in(chain, problem), problem)
        return tuple(dict.fromkeys((by_id, *_about(part, chain, unnamed, problem, families))))
    if by_id is not None and (not chosen or _fits(by_id, chosen, bare, problem)):
        loss = by_id.loss
        if bare and chosen and not named:
            loss = chosen[0].name
        rivals = [entry.assume for found in chosen for entry in _by_loss(found, problem)]
        meant = [entry for entry in about if entry.assume == by_id.assume]
        is_meant = bool(meant) and not (len(about) > 1 and is_denied(meant[0], part))
        elsewhere = by_id.assume not in rivals and not placed(part, rivals, families)
        if elsewhere or is_meant:
            return (replace(by_id, loss=loss),)
    if by_id is not None and not named and _only_letters_tell(part, chain, by_id, chosen, problem):
        return (by_id, *about)
    return about or (None if by_id is None else by_id,)


def _with_samples(names: set[str], problem: Problem) -> list[LossEntry]:
    """Return the losses with samples where a chain that names none counts or names samples.

    A line of such an answer may be right under what is assumed of the samples.
    """
    sources = {entry.sorts[0] for entry in problem.symbols if entry.kind == "map"}
    counts = {latex(one.size.tree) for one in problem.sorts if one.sort.name in sources}
    letters = counts | {name for one in problem.sorts for name in one.letters}
    return [
        one
        for one in problem.losses
        if names & counts & set(one.symbols) and set(one.symbols) - letters <= names
    ]


def about_samples(problem: Problem) -> tuple[PartEntry, ...]:
    """Return the parts that assume something of samples, one for each set of assumptions."""
    maps = {entry.sorts[0] for entry in problem.symbols if entry.kind == "map"}
    counts = {latex(one.size.tree) for one in problem.sorts if one.sort.name in maps}
    losses = [one for one in problem.losses if counts & set(one.symbols)]
    return tuple(entry for one in losses for entry in _by_loss(one, problem) if entry.assume)


def _only_letters_tell(
    part: Part, chain: Chain, entry: PartEntry, chosen: list[LossEntry], problem: Problem
) -> bool:
    """Whether nothing but an index tells that a chain is not about its part's own loss.

    The k of ``\\sum_{k=1}^K e^{u_k^T v}`` is a sample in the problem, and any class elsewhere.
    """
    if entry.loss is None or _said_in_words(part, chain, problem):
        return False
    names = _names_meant(part, chain, problem)
    used = names & {name for loss in chosen for name in loss.symbols}
    indices = {name for sort in problem.sorts for name in (*sort.letters, latex(sort.size.tree))}
    return bool(used) and used <= indices


def _nearest_losses(names: set[str], problem: Problem) -> set[str]:
    """Return the names of the losses that misspelt ones stand for."""
    heads = [take_apart(entry.head.tree).key for entry in problem.definitions]
    known = {*heads, *(latex(written.tree) for written, _ in problem.aliases)}
    found = {nearest(name, heads) for name in names - known}
    return {name for name in found if name is not None}


def _is_name(node: t.Tree) -> bool:
    return isinstance(node, (t.Name, t.Scripts, t.Words))


def _bare_losses(problem: Problem) -> set[str]:
    losses = (e for e in problem.symbols if e.kind == "loss" and not e.stated)
    return {take_apart(e.written.tree).key for e in losses}


def _which(part: Part, chain: Chain, names: set[str], problem: Problem) -> LossEntry | None:
    """Return the one loss that the words name, else the one whose symbols are used."""
    used = [x for x in problem.losses if names & set(x.symbols)]
    if (said := _said_in_words(part, chain, problem)) is not None:
        agreed = not used or said in used
        return said if agreed or not _is_mentioned(said, chain.before) else None
    if len(used) > 1 and (restated := _restated(part, problem)) is not None:
        return restated
    if len(used) > 1:
        used = _not_by_letters(used, names, part, problem)
    if used:
        sure = len(used) == 1 and not _after_another(part, chain, problem)
        return used[0] if sure else None
    return _of_other_chains(part, problem)


def _said_in_words(part: Part, chain: Chain, problem: Problem) -> LossEntry | None:
    """Return the one loss that the words before a chain, or its part's title, speak of."""
    for text in (chain.before, part.title or ""):
        said = [x for x in problem.losses if any(w in text.lower() for w in x.words)]
        if len(said) == 1:
            return said[0]
    return None


def _is_mentioned(loss: LossEntry, before: str) -> bool:
    """Whether words before a chain may speak of a loss without saying that the chain is of it.

    “Negative sampling sums over few words, which is faster” says nothing of what follows.
    """
    if _ELSEWHERE.search(before):
        return True
    sentences = SENTENCE_END.split(before.lower())
    return not any(
        words in one
        and (re.search(rf"{_OF_IT}{re.escape(words)}", one) or len(_WORD.findall(one)) <= _SHORT)
        for one in sentences
        for words in loss.words
    )


def _not_by_letters(
    used: list[LossEntry], names: set[str], part: Part, problem: Problem
) -> list[LossEntry]:
    """Return losses without those of which only an index tells, in a part that speaks of one other.

    The k of ``ŷ_k − y_k`` tells of samples where anything else of the part does.
    """
    letters = {letter for sort in problem.sorts for letter in sort.letters}
    rest = [
        x
        for x in used
        if not names & set(x.symbols) <= letters or _speaks_of(x, letters, part, problem)
    ]
    return rest if len(rest) == 1 else used


def _speaks_of(loss: LossEntry, letters: set[str], part: Part, problem: Problem) -> bool:
    """Whether the words of a part name a loss, or its formulas use more of it than an index."""
    texts = (part.title or "", *(words for one in part.chains for words in (one.before, one.after)))
    if any(words in text.lower() for words in loss.words for text in texts):
        return True
    more = set(loss.symbols) - letters
    return any(more & _names_in(chain, problem) for chain in part.chains)


def _restated(part: Part, problem: Problem) -> LossEntry | None:
    """Return the one loss whose symbols a part uses where it says what its J is, ``J = -\\log …``.

    Where a document has no parts it may speak of several losses.
    """
    if part.id.split("~")[0] == "main":
        return None
    found: set[str] = set()
    for chain in part.chains:
        left = _head(chain.members[0], problem) if chain.members else None
        if left in _bare_losses(problem):
            names = _names_in(chain, problem)
            found |= {latex(x.name.tree) for x in problem.losses if names & set(x.symbols)}
    return next((x for x in problem.losses if {latex(x.name.tree)} == found), None)


def _after_another(part: Part, chain: Chain, problem: Problem) -> bool:
    """Whether the loss said last before a chain is one that no symbols tell, ``J_{CBOW} = …``."""
    untold = {latex(one.name.tree) for one in problem.losses if not one.symbols}
    known = {latex(one.name.tree) for one in problem.losses} | _bare_losses(problem)
    above = part.chains[: next((n for n, x in enumerate(part.chains) if x is chain), 0)]
    heads = (_head(one.members[0], problem) for one in reversed(above) if one.members)
    last = next((head for head in heads if head in known), None)
    return last in untold


def _of_other_chains(part: Part, problem: Problem) -> LossEntry | None:
    """Return the one loss whose symbols the other chains of a part use, or None.

    A document that has no parts may speak of several losses, of some in words only.
    """
    if part.id == "main" or part.id.startswith("main~"):
        return None
    found: set[str] = set()
    for chain in part.chains:
        names = _names_in(chain, problem)
        if names & _bare_losses(problem):
            found |= {latex(x.name.tree) for x in problem.losses if names & set(x.symbols)}
    return next((x for x in problem.losses if {latex(x.name.tree)} == found), None)


def _names_in(chain: Chain, problem: Problem) -> set[str]:
    """Return the names and functions that a chain is written with."""
    trees = [parse(member.tokens, problem.words) for member in chain.members if member.tokens]
    return set().union(*map(_names_and_functions, trees))


@once_a_formula
def _names_and_functions(tree: t.Tree) -> frozenset[str]:
    names = {latex(node) for node in tree.walk() if _is_name(node)}
    return frozenset(names | {node.function for node in tree.walk() if isinstance(node, t.Prefix)})


def _names_meant(part: Part, chain: Chain, problem: Problem) -> set[str]:
    """Return the names of a chain, and of what its part says above that some of them are.

    After ``s_k = \\sigma(u_k^\\top v)`` the σ is in ``s_k v`` as well.
    """
    names = _names_in(chain, problem)
    above = part.chains[: next((n for n, x in enumerate(part.chains) if x is chain), 0)]
    for one in reversed(above):
        trees = [parse(member.tokens, problem.words) for member in one.members if member.tokens]
        head = trees[0] if one.members[0].tokens else None
        known = head is not None and _is_name(head) and latex(head) in names
        if not known or head is None or latex(head) in _bare_losses(problem):
            continue
        # what δ = ∂J/∂z is tells of J no more than the line itself
        if not any(isinstance(node, t.Derive) for tree in trees for node in tree.walk()):
            names |= _names_in(one, problem)
    return names


def _head(member: Member, problem: Problem) -> str | None:
    """Return the name that a member is, with its arguments left out."""
    tree = parse(member.tokens, problem.words) if member.tokens else None
    return take_apart(tree).key if isinstance(tree, (t.Name, t.Words, t.Product)) else None


def _fits(entry: PartEntry, chosen: list[LossEntry], bare: set[str], problem: Problem) -> bool:
    """Whether a part of the problem is about one of these losses.

    One about any loss is about those, too, that are not asked for under assumptions of their own.
    """
    mentioned = _mentioned(entry)
    if any(latex(loss.name.tree) in mentioned for loss in chosen):
        return True
    about_any = entry.loss is None and mentioned & (bare or {"J"})
    asked = [one for loss in chosen for one in _by_loss(loss, problem)]
    return bool(about_any) and not (asked and all(one.assume for one in asked))


def _mentioned(entry: PartEntry) -> set[str]:
    formulas: list[Formula] = [
        f for f in (entry.loss, entry.goal, entry.closed_form) if f is not None
    ]
    formulas.extend(_heads(entry.definitions))
    return {latex(node) for f in formulas for node in f.tree.walk() if _is_name(node)}


def _heads(definitions: tuple[DefinitionEntry, ...]) -> list[Formula]:
    return [definition.head for definition in definitions]


def _about(
    part: Part, chain: Chain, chosen: list[LossEntry], problem: Problem, families: Families
) -> tuple[PartEntry, ...]:
    """Return the parts of the problem about these losses that a chain of this part may be in."""
    return tuple(
        entry
        for loss in chosen
        for entry in narrowed(_by_loss(loss, problem), part, chain, families)
    )


def _by_loss(loss: LossEntry, problem: Problem) -> tuple[PartEntry, ...]:
    """Return one part for each set of assumptions under which a loss is asked for."""
    out: dict[tuple[str, ...], PartEntry] = {}
    for entry in problem.parts:
        if entry.loss is not None and latex(entry.loss.tree) == latex(loss.name.tree):
            plain = replace(entry, loss=loss.name, goal=None, closed_form=None)
            out.setdefault(entry.assume, plain)
    return tuple(out.values())
