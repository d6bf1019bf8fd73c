"""Parts in which the document gives the problem's names, ŷ or J, a meaning of its own.

What is said there of such a name, and of those that rest on it, may be meant of the document's.
So it is not refuted where that meaning was not understood, or not that of another of these names;
nor proved, where the text says that it is otherwise: “Let J = −log ŷ_c”.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict, undecided
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.phrases import last_sentence, lets
from derivcheck.check.judging.undeclared import CODE
from derivcheck.check.names.losses_named import names_another_kind
from derivcheck.check.reading.own_names import Names
from derivcheck.check.reservations.conditional import as_supposition
from derivcheck.check.reservations.objectives import is_maximised
from derivcheck.document.model import Chain
from derivcheck.elaborate.signature import Signature, take_apart
from derivcheck.source.pattern import SENTENCE_END, later
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t

_ANEW = later(
    r"\b(?:defin(?:e|es|ing)|consider|instead|replac\w*|variants?|alternativ\w*|different|another"
    r"|modif\w*|chang\w*|no longer|rather than)\b"
    r"|\b(?:suppose|assume)(?:\s+that)?\W*\Z|定义|考虑|改为",
    re.IGNORECASE,
)
# “the second term is $J_{neg}$”: a name that is said to be part of a loss may not be all of it
_TERM = later(r"\b(?:terms?|parts?|summands?|pieces?|half|contribution)\b|项|部分", re.IGNORECASE)
# models of which P(o | c) is not the problem's, a softmax
_OTHER_MODEL = later(
    r"\bnegative[- ]sampl|\bSGNS\b|\bhierarchical\b|\bNCE\b|\bnoise[- ]contrastive|\bCBOW\b"
    r"|\bbinary\b|\blogistic\b|\bBernoulli\b|负采样|层次",
    re.IGNORECASE,
)
_BRACES = later(r"\\(?:text|mathrm|operatorname)\b|[{}\s]")

_MAY_BE_ANOTHER = (
    "it does not hold of the problem's {}; "
    "the document may mean one of its own here, which I did not understand"
)
_IS_ANOTHER = (
    "it holds of the problem's {}, of which the document says something else, "
    "which I did not understand"
)


def spare_own_meanings(
    written: Sequence[Chain], judged: Iterable[Judged], names: Names, signature: Signature
) -> list[Judged]:
    """Return the chains of a part, nothing refuted that may rest on the document's own ŷ or J."""
    probabilities = frozenset(_probabilities(signature))
    judged = list(judged)
    of_its_own = [
        _is_own(chain, one, signature, probabilities)
        for chain, one in zip(written, judged, strict=True)
    ]
    chains = [
        as_supposition(one) if own else one for own, one in zip(of_its_own, judged, strict=True)
    ]
    problems = {
        key
        for key, variants in signature.definitions.items()
        if not variants[-1].own and variants[-1].head.arguments is None
    } | signature.losses.keys()
    problems |= probabilities
    named = problems | frozenset(_named_losses(signature))
    anew = {key for key, place in names.places.items() if place >= 0} & problems
    anew -= probabilities - names.functions.keys()  # p_o = … is a name of its own
    out: list[Judged] = []
    unclear: set[str] = set()
    same: set[str] = set()  # names of which the part says what the problem says
    other: set[str] = set()  # … and what the problem does not say
    known = frozenset(signature.losses)
    behind_each = (*chains[1:], None)
    for chain, one, own, following in zip(written, chains, of_its_own, behind_each, strict=False):
        other |= known if names_another_kind(chain.before) else frozenset()
        known_here = named if _is_left_open(one) else problems
        not_understood = {key for key in _said_of(one, understood=False) if key in known_here}
        said = set(_said_of(one, understood=True))
        unclear = (unclear | not_understood) - said
        # J_{neg} may be a term of J_{neg-sample}
        other |= not_understood if _is_another_loss(one) else frozenset()
        terms = set(_called_terms(chain, signature))
        other |= terms
        unclear |= terms - said
        same = (same | _proved(one, said)) - not_understood
        # “J = …, where ŷ = …”: the meaning may come behind what rests on it
        behind = _said_of(following, understood=False) if following is not None else ()
        names_here = unclear | {key for key in behind if key in problems}
        shaky = names_here | (problems - anew - same if anew | names_here else set())
        one = _left_open(one, Verdict.REFUTED, frozenset(shaky), _MAY_BE_ANOTHER)
        out.append(_left_open(one, Verdict.PROVED, frozenset(other), _IS_ANOTHER))
        if own or _defines_anew(chain) or lets(chain.before) or is_maximised(chain.before):
            otherwise = set(_let_otherwise(one, problems, probabilities, signature))
            other |= otherwise
            unclear |= otherwise
        other -= said - not_understood
    return out


def _probabilities(signature: Signature) -> Iterator[str]:
    """Yield the letters of the problem's probabilities, P and p, of P(o | c)."""
    given = {
        key
        for key, variants in signature.definitions.items()
        if not variants[-1].own and "|" in variants[-1].head.separators
    }
    yield from given
    for key, meant in signature.aliases.items():
        if latex(meant) in given:
            yield key


def _is_own(
    chain: Chain, judged: Judged, signature: Signature, probabilities: frozenset[str]
) -> bool:
    """Whether words say that a chain defines a name anew, or a probability of another model."""
    if not _is_named(judged, signature, probabilities):
        return False
    other = "|" in take_apart(judged.readings[0].tree).separators
    return _defines_anew(chain) or (other and _OTHER_MODEL.search(chain.before) is not None)


def _named_losses(signature: Signature) -> Iterator[str]:
    """Yield the names of the problem's losses beside the bare one, J_{neg-sample} of J."""
    for key in (*signature.definitions, *signature.aliases):
        if any(key.startswith(f"{loss}_{{") for loss in signature.losses):
            yield key


def _called_terms(chain: Chain, signature: Signature) -> Iterator[str]:
    """Yield the other names of losses that a sentence before a chain calls a term."""
    sentences = [one for one in SENTENCE_END.split(chain.before) if _TERM.search(one)]
    for key in signature.aliases.keys() & set(_named_losses(signature)) if sentences else ():
        if any(f"${_BRACES.sub('', key)}$" in _BRACES.sub("", one) for one in sentences):
            yield key


def _is_left_open(judged: Judged) -> bool:
    """Whether a chain was read, and may say of a name what the problem does not."""
    first = judged.steps[0] if judged.steps else None
    open_ = first is not None and first.verdict is Verdict.UNDECIDED and first.code == CODE
    return open_ or _is_another_loss(judged)


def _is_another_loss(judged: Judged) -> bool:
    """Whether a chain may say of a name that is near to a loss's that it is another loss."""
    return bool(judged.steps) and judged.steps[0].code == "which-loss"


def _defines_anew(chain: Chain) -> bool:
    """Whether words or a sign say that a chain defines: “consider instead J = …”, J := …."""
    sign = chain.relations[0].written
    return (
        sign in (":=", r"\coloneqq", r"\propto", "∝")
        or _ANEW.search(last_sentence(chain.before)) is not None
    )


def _is_named(judged: Judged, signature: Signature, probabilities: frozenset[str]) -> bool:
    tree = judged.readings[0].tree
    known = signature.definitions.keys() | signature.losses.keys() | probabilities
    return not known.isdisjoint((latex(tree), take_apart(tree).key))


def _let_otherwise(
    judged: Judged, problems: set[str], probabilities: frozenset[str], signature: Signature
) -> Iterator[str]:
    """Yield the problem's name that a chain says to be something else, and what rests on it.

    What is refuted is a slip, and the problem's meaning stays.
    """
    first = judged.steps[0] if judged.steps else None
    if first is None or first.relation.left != 0 or first.relation.sign not in "=∝":
        return
    if first.verdict not in (Verdict.UNDECIDED, Verdict.UNREAD):
        return
    tree = judged.readings[0].tree
    head = take_apart(tree)
    names = {latex(tree), head.key} & problems
    if head.indices is not None:
        names -= probabilities  # p_o = … is a name of its own
    yield from names
    yield from probabilities if names & probabilities else ()
    if names - signature.losses.keys():
        yield from signature.losses


def _left_open(judged: Judged, verdict: Verdict, names: frozenset[str], why: str) -> Judged:
    """Return a chain in which nothing about some names has a verdict."""
    if not names:
        return judged
    steps = tuple(
        _open(step, found[0], why)
        if step.verdict is verdict and (found := _names_in(step, judged, names))
        else step
        for step in judged.steps
    )
    return replace(judged, steps=steps)


def _open(step: StepFinding, name: str, why: str) -> StepFinding:
    opened = undecided(step, CODE, why.format(name))
    if step.verdict is Verdict.REFUTED:
        return opened
    return replace(opened, scope=None, equals_start=None)


def _proved(judged: Judged, said: set[str]) -> set[str]:
    """Return names if what a chain says of them was proved of the problem's."""
    proved = bool(judged.steps) and judged.steps[0].verdict is Verdict.PROVED
    return said if proved else set()


def _said_of(judged: Judged, *, understood: bool) -> tuple[str, ...]:
    """Return the name of which a chain says what it is, if that was understood, or if not."""
    first = judged.steps[0] if judged.steps else None
    if first is None or first.relation.left != 0 or first.relation.sign != "=":
        return ()
    known = first.verdict in (Verdict.PROVED, Verdict.GIVEN)
    unread = first.verdict is Verdict.UNREAD or first.code in (CODE, "which-loss")
    if known if understood else unread:
        tree = judged.readings[0].tree
        return (latex(tree), take_apart(tree).key)
    return ()


def _names_in(step: StepFinding, judged: Judged, names: frozenset[str]) -> list[str]:
    sides = (side.tree for side in judged.sides(step))
    return sorted({key for side in sides for key in _keys(side)} & names)


def _keys(tree: t.Tree) -> Iterable[str]:
    for node in tree.walk():
        yield latex(node)
        if isinstance(node, t.Scripts):
            yield latex(node.base)
