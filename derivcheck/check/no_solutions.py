"""Wrong solutions of an equation: “setting ∇J to zero gives w = …” of a w at which ∇J is not 0.

Such a row is refuted by a point at which the equation has one solution, and that is another one.
That is done only where nothing is in doubt: the equation is the slope that the text has found, all
that stands above was proved, it has one unknown, and the words beside the row say no more than that
it follows.  In all other places the row stays undecided.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from derivcheck.check.finding import StepFinding, Verdict
from derivcheck.check.judging.chains import Judged
from derivcheck.check.judging.decided import with_decision
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.undeclared import spare, spare_described
from derivcheck.check.judging.unique_solution import solution_of
from derivcheck.check.names.concluded import varied_in
from derivcheck.check.reading.relate import statement_of
from derivcheck.check.reservations.solutions import NO_SOLUTION
from derivcheck.constructs.signs import is_positive
from derivcheck.document.model import Chain, Document
from derivcheck.elaborate.kinds import names_in
from derivcheck.source import Span
from derivcheck.source.pattern import later
from derivcheck.syntax import parse_anywhere
from derivcheck.term.context import unfold
from derivcheck.term.core import Entry, Term
from derivcheck.term.inverse import plain_symbol
from derivcheck.term.tensor import Tensor, same_shape

# all that may stand beside such a row: what follows, and from what; formulas that relate nothing
_FOLLOWS = later(
    r"(?:[^\w$]"
    r"|\$(?:[^$=<>\\]|\\(?:nabla|partial|frac|hat|theta|mu|lambda|beta|ell|math\w+)\b)*\$"
    r"|\b(?:so|hence|thus|therefore|then|and|now|we|it|this|that|which|get|gives?|obtain|find"
    r"|yields?|follows|implies|setting|set|equating|solving|solve|for|to|zero|the|is|has|its|at"
    r"|by|from|in|a|given|finally|rearranging|result|results|leads|equal|gradient|derivative|slope"
    r"|equations?|normal|solution|closed|form|unique|minimi[sz]er|maximi[sz]er|minimum|maximum"
    r"|optimum|optimal|estimates?|estimator|likelihood|least|squares|mle|ols|ridge)\b"
    r"|令|为|零|得|得到|解得|可得|因此|所以|于是)*",
    re.IGNORECASE,
)
# “setting $f(x)$ to zero”, where a slope was found
_SETS_OTHER = later(
    r"(?:\b(?:set|setting|put|putting|equat\w+|solv\w+)|令)\s*"
    r"\$(?![^$]*(?:\\nabla|\\partial|'|\\prime|\\frac\s*\{\s*(?:\\mathrm\s*\{)?d))[^$]*\$",
    re.IGNORECASE,
)
_FOR = later(r"\bfor\b", re.IGNORECASE)
_SOLVING = later(r"\b(?:solving|solve|solution)\b", re.IGNORECASE)
# by which an optimum is none of all values, or letters are not as free as they are read
_LIMITED = later(
    r"\bconstrain|\bsubject to\b|\bs\.\s?t\.|\bfeasib|\bLagrang|\bmultiplier|\bKKT\b|\bproject"
    r"|\bclip|\bapprox|\bsmall\b|\blarge\b|\bcent(?:er|re)(?:d|ing)\b|\bmean[- ]zero|\bzero[- ]mean"
    r"|\babsor|\bre-?scal|\bre-?defin|\bup to\b|\bflip|\bswap|\bconvention|normali[sz]"
    r"|standardi[sz]|whiten|\bortho|\buncorrelated|\bunit\b|\bboundary"
    r"|约束|拉格朗日|正交|归一",
    re.IGNORECASE,
)
_ASSUMES = later(r"\b(?:assum|suppos|provided|if|when|case)[^.$]*\$[^$]*=", re.IGNORECASE)
# what the sentence behind a row may say of it
_TELLS = later(
    r"\b(?:here|where|we(?:['’]ve)?\s+(?:have|used?|assum\w*|took|take|write|wrote|set)|assum\w*"
    r"|provided|if|when|after|note|using|since|because|with|this|which|that)\b",
    re.IGNORECASE,
)
# how a display ends
_CLOSES = later(r"\A(?:\\end\s*\{[^}]*\}|\\\]|\\\)|[ \t$.,;])*")


class Claim(Struct, frozen=True):
    """A row that says what an unknown is, which its equation was not found to bear out."""

    name: Entry
    residue: Tensor
    text: str
    line: Span  # where the equation stands


class WrongSolutions:
    """Which rows of a part are refuted by the equation above them."""

    def __init__(self, document: Document | None, judge: Judge) -> None:
        self._judge = judge
        self._document = document
        self._sure = document is not None
        self._claims: dict[Span, Claim] = {}
        self.known: set[Span] = set()  # where equations stand, which hold at the solution only
        self.used: set[Span] = set()  # where those stand by which rows were refuted

    def found(self, step: StepFinding, claim: Claim) -> None:
        """Note a row of an unknown that was not proved by an equation that is sure."""
        self._claims[step.relation.span] = claim

    def refuted(self, chain: Chain, one: Judged) -> Judged:
        """Return a chain, its claims refuted that are no solutions."""
        for at, step in enumerate(one.steps):
            claim = self._claims.get(step.relation.span)
            if self._sure and claim is not None and _follows(chain) and self._ends(chain):
                # looked for in the whole text, where it is asked for
                self._sure = self._document is not None and not _is_limited(self._document.prose)
                one = self._without_solution(at, one, claim) if self._sure else one
            self._sure = self._sure and self._is_sure(at, one)
        return one

    def _ends(self, chain: Chain) -> bool:
        """Whether the sentence behind a row says nothing more of it."""
        text = self._document.source.text if self._document is not None else ""
        behind = _CLOSES.sub("", text[chain.end :], 1).split("\n\n")[0]
        return _TELLS.search(re.split(r"[.$]", behind)[0]) is None

    def _is_sure(self, at: int, one: Judged) -> bool:
        """Whether a step leaves no doubt in what stands below it; “let λ > 0” leaves none."""
        step = one.steps[at]
        if step.verdict is Verdict.PROVED or step.relation.span in self.known:
            return True
        names = set(names_in(one.readings[step.relation.left].tree))
        declares = step.relation.sign == ">" and names <= one.setting.context.positive
        return step.verdict is Verdict.GIVEN and (step.code == "definition" or declares)

    def _without_solution(self, at: int, one: Judged, claim: Claim) -> Judged:
        step = one.steps[at]
        right = one.readings[step.relation.right].tensor
        if right is None or step.relation.left != 0 or self._document is None:
            return one
        setting, name = one.setting, claim.name
        value = replace(right, body=unfold(right.body, setting.context), numeral=False)
        symbols, used = _letters(claim.residue.body), _letters(value.body)
        others = (symbols | used) - {name.symbol}
        varied = frozenset(_varied(self._document, setting.signature.words))
        known = {setting.inferred.get(x, x) for x in others}
        if name.symbol in used or not used <= symbols:
            return one
        if known & varied or name.symbol not in symbols or len(name.indices) > 1:
            return one
        if name.indices and len(value.indices) != 1:
            return one
        context = replace(setting.context, definitions={})
        solution = solution_of(claim.residue, name, value, context, self._judge)
        if solution is None or not same_shape(solution, value):
            return one
        if name.symbol in context.positive and not is_positive(solution.body, context.positive):
            return one
        statement = statement_of(solution, value, context)
        decision = None if statement is None else self._judge.decide(statement)
        if statement is None or decision is None or decision.equal is not False:
            return one
        wrong = with_decision(replace(step, equals_start=None), statement, decision, setting)
        left = one.readings[step.relation.left]
        trees = (left.tree, left.tree, one.readings[step.relation.right].tree)
        wrong = spare(wrong, statement, (solution, value), trees, setting, self._judge)
        wrong = spare_described(wrong, statement, setting, self._judge)
        if wrong.verdict is not Verdict.REFUTED:
            return one
        wrong = replace(wrong, message=f"{NO_SOLUTION} of {claim.text}")
        self.used.add(claim.line)
        steps = (*one.steps[:at], wrong, *one.steps[at + 1 :])
        # the slip is looked for in what should be the solution
        readings = (replace(left, value=solution), *one.readings[1:])
        return replace(one, steps=steps, readings=readings)


def spared_alike(
    before: Sequence[Judged],
    after: Sequence[Judged],
    spare_all: Callable[[Sequence[Judged]], Sequence[Judged]],
) -> list[Judged]:
    """Return the chains after rows were refuted, these spared as what was refuted before is."""
    new = {
        step.id
        for one, was in zip(after, before, strict=True)
        for step, old in zip(one.steps, was.steps, strict=True)
        if step.verdict is Verdict.REFUTED and old.verdict is not Verdict.REFUTED
    }
    if not new:
        return list(after)
    kept = {step.id: step for one in spare_all(after) for step in one.steps if step.id in new}
    return [
        replace(one, steps=tuple(kept.get(step.id, step) for step in one.steps)) for one in after
    ]


def _is_limited(prose: str) -> bool:
    return _LIMITED.search(prose) is not None or _ASSUMES.search(prose) is not None


def _follows(chain: Chain) -> bool:
    """Whether the words beside a row say that it follows, and no more."""
    before = chain.before
    plain = all(
        _FOLLOWS.fullmatch(words)
        for words in (before, chain.after, *chain.remarks)
        if words not in ("⇔", "⇒")
    )
    plain = plain and _SETS_OTHER.search(before) is None
    return plain and (_FOR.search(before) is None or _SOLVING.search(before) is not None)


def _letters(term: Term) -> frozenset[str]:
    """Return the symbols of a term, those in inverses among them."""
    return frozenset(x for x in term.symbols if plain_symbol(x) == x)


def _varied(document: Document, words: frozenset[str]) -> Iterator[str]:
    """Yield all that a text differentiates by, and the arguments of what it defines."""
    for chain in (chain for part in document.parts for chain in part.chains):
        trees = [parse_anywhere(one.tokens, words) for one in chain.members if one.tokens]
        yield from varied_in(trees[0] if trees else None, trees)
