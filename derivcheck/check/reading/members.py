"""Members and how they were read."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from derivcheck.check.reading.again import read_again
from derivcheck.check.reading.rivals import NUMBER, Rival, in_a_row, rivals_of
from derivcheck.document.model import Chain, Member, Part
from derivcheck.elaborate import einstein, powers
from derivcheck.elaborate.carets import writes_transposes
from derivcheck.elaborate.context import context_of
from derivcheck.elaborate.failure import Failure, unread
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.kinds import Letter, bare_key
from derivcheck.elaborate.kronecker import indicated_letters
from derivcheck.elaborate.left_out import arguments_left_out
from derivcheck.elaborate.letters import sorts_by_use
from derivcheck.elaborate.names import REFERENTS
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import Signature
from derivcheck.problem.model import Formula, PartEntry, Problem, ProblemError
from derivcheck.source import Diagnostic
from derivcheck.syntax import parse
from derivcheck.syntax import tree as t
from derivcheck.syntax.once import once_a_formula
from derivcheck.term.context import Assumption, Context
from derivcheck.term.core import Condition, IndexVar, Sort
from derivcheck.term.tensor import Tensor


class Reading(Struct, frozen=True):
    """A member with its tree and what it means, or why it means nothing."""

    member: Member
    tree: t.Tree
    value: Tensor | Failure
    remarks: tuple[Diagnostic, ...]
    conditions: tuple[str, ...] = ()  # what must hold for it to be defined
    squared: Tensor | None = None  # the value if a square of a vector, x^2, is the number x·x
    rivals: tuple[Rival, ...] = ()  # what it may mean instead

    @property
    def tensor(self) -> Tensor | None:
        """The value, or None where there is none."""
        return None if isinstance(self.value, Failure) else self.value

    @property
    def failure(self) -> Failure | None:
        """Why there is no value, or None where there is one."""
        return self.value if isinstance(self.value, Failure) else None


class Setting(Struct, frozen=True):
    """What the members of one part are read in."""

    signature: Signature
    context: Context
    conventions: dict[str, str]
    entry: PartEntry | None
    goal: Tensor | None
    closed_form: Tensor | None
    free: dict[str, IndexVar]
    given: tuple[Assumption, ...] = ()  # the problem's own assumptions
    names: Mapping[str, Tensor] = field(default_factory=dict)  # defined by the document
    customary: frozenset[str] = frozenset()  # those of the names that only custom defines
    letters: Mapping[str, Letter] = field(default_factory=dict)  # read by their use
    beneath: tuple[Letter, ...] = ()  # those that only definitions rest on
    fresh: frozenset[Sort] = frozenset()  # index sets that only such letters have
    # those of the letters of which a place that was not read says what they are
    half_said: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()  # names of which two kinds fit
    # symbols said beside the chain to be positive or symmetric: the words
    said: Mapping[str, str] = field(default_factory=dict)
    guards: tuple[tuple[str, Condition], ...] = ()  # what is said to hold of real values here
    # letters that the text ties to an element of the problem, “y_k = 1”
    elements: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()  # letters of the problem that the part takes for its own
    carried: frozenset[str] = frozenset()  # names that a part before has defined
    counted: frozenset[str] = frozenset()  # letters that the text says to count something
    unspoken: frozenset[str] = frozenset()  # letters of which the text says nothing
    one_hot: frozenset[str] = frozenset()  # undeclared letters that the text calls one-hot
    # gradients of losses of which nothing else is said, by their names in terms: the loss, and
    # what it is taken to be a function of
    upstream: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    # matrices that consist of vectors: “rows”, “columns”, “” where only their shapes tell
    stacked: Mapping[str, str] = field(default_factory=dict)
    # names of which only a later member of a chain tells what they are, and what it says
    claimed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    methods: tuple[Tensor | None, ...] = ()  # of the part's rubric
    alternatives: tuple[Tensor | None, ...] = ()

    @property
    def inferred(self) -> dict[str, str]:
        """The undeclared letters by their names in terms, those beneath definitions too."""
        beneath = {one.symbol: one.symbol.rstrip("·") for one in self.beneath}
        return {**beneath, **{one.symbol: key for key, one in self.letters.items()}}

    def scope(self) -> Scope:
        """Return a fresh scope."""
        loss = self.entry.loss.tree if self.entry and self.entry.loss else None
        own = {**{key: letter.value for key, letter in self.letters.items()}, **self.names}
        free = dict(self.free)
        scope = Scope(self.signature, self.context, self.conventions, free, locals=own, loss=loss)
        scope.customary = self.customary
        scope.letters, scope.fresh, scope.unsure = self.letters, self.fresh, self.unsure
        scope.inferred, scope.half_said = self.inferred, self.half_said
        scope.counted, scope.unspoken = self.counted, self.unspoken
        scope.upstream = {symbol: loss for symbol, (loss, _) in self.upstream.items()}
        scope.elements, scope.taken, scope.carried = self.elements, self.taken, self.carried
        return scope


def setting_of(problem: Problem | None, part_id: str, conventions: dict[str, str]) -> Setting:
    """Return the setting of one part by its id; raises `ProblemError`."""
    return setting_for(problem, part_entry(problem, part_id), conventions)


def setting_for(
    problem: Problem | None,
    entry: PartEntry | None,
    conventions: dict[str, str],
    alike: Setting | None = None,
) -> Setting:
    """Return the setting that an entry of the problem gives; raises `ProblemError`.

    ``alike`` is its setting under other conventions, which have no say in what a problem declares.
    """
    signature, context = (
        (alike.signature, alike.context) if alike is not None else context_of(problem, entry)
    )
    bare = Setting(signature, context, conventions, entry, None, None, {}, context.assumptions)
    if entry is None:
        return bare
    scope = bare.scope()
    scope.opens = True
    goal = _formula(entry.goal, scope)
    closed = _formula(entry.closed_form, scope)
    methods, others = (_named(each, scope, problem) for each in (entry.methods, entry.alternatives))
    return replace(
        bare,
        goal=goal,
        closed_form=closed,
        free=scope.free,
        methods=methods,
        alternatives=others,
    )


def _named(
    formulas: tuple[Formula, ...], scope: Scope, problem: Problem | None
) -> tuple[Tensor | None, ...]:
    """Return what formulas of a rubric mean, None where conventions leave one without meaning.

    Raises `ProblemError` where it has none under the problem's own.
    """
    found: list[Tensor | None] = []
    for formula in formulas:
        value = elaborate(formula.tree, scope)
        own = problem.conventions if problem is not None else ()
        stands = all(scope.conventions.get(kind) == one for kind, one in own)
        if isinstance(value, Failure) and stands:
            message = f"“{formula.latex}” of the rubric: {value.message}"
            raise ProblemError(message, problem.path if problem else "", formula.line)
        found.append(None if isinstance(value, Failure) else value)
    return tuple(found)


def _formula(formula: Formula | None, scope: Scope) -> Tensor | None:
    if formula is None:
        return None
    value = elaborate(formula.tree, scope)
    return None if isinstance(value, Failure) else value


def part_entry(problem: Problem | None, part_id: str) -> PartEntry | None:
    """Return what the problem says of a part: by its id, or by that of the part above it."""
    if problem is None:
        return None
    plain = part_id.split("~")[0]
    by_id = {entry.id: entry for entry in problem.parts}
    return by_id.get(plain) or by_id.get(plain.split("(")[0])


def _tree(member: Member, scope: Scope) -> t.Tree:
    if not member.tokens:
        message = "there is nothing on this side of the sign"
        return t.Error(member.span, "incomplete-formula", message)
    return parse(member.tokens, scope.signature.words)


def _read(member: Member, tree: t.Tree, scope: Scope) -> Reading:
    scope.remarks, scope.conditions = list(member.remarks), []
    if not member.tokens and isinstance(tree, t.Error):
        return Reading(member, tree, unread(tree.code, tree.message, member.span), ())
    # what was not read might have changed the meaning of the rest: no shape is blamed before it
    errors = (node for node in tree.walk() if isinstance(node, t.Error))
    meant = next(errors) if _broken(tree) else tree
    scope.guesses = []
    value, squared = read_again(meant, scope, member.remarks, _both_powers)
    said = tuple(scope.remarks), tuple(scope.conditions)
    return Reading(member, tree, value, *said, squared, rivals_of(meant, scope))


def _unlikely(reading: Reading) -> Reading:
    """Return a member that no number of an equation ends, so that this is less likely."""
    rivals = (replace(one, likely=one.likely and one.code != NUMBER) for one in reading.rivals)
    return replace(reading, rivals=tuple(rivals))


def _both_powers(tree: t.Tree, scope: Scope) -> tuple[Tensor | Failure, Tensor | None]:
    """Return what a formula means, and what it means if squares of vectors are numbers, x·x.

    Where there are none, and where they cannot be numbers, the second is None.
    """
    before, scope.powers = scope.powers, ""
    value = elaborate(tree, scope)
    if not isinstance(value, Failure) or value.code != powers.CODE:
        scope.powers = before
        return value, None
    trial = replace(scope, remarks=[], conditions=[], powers=powers.PRODUCTS)
    rival = elaborate(tree, trial)
    scope.powers = powers.ENTRIES
    return elaborate(tree, scope), None if isinstance(rival, Failure) else rival


def read_chain(chain: Chain, scope: Scope, most: int | None = None) -> tuple[Reading, ...]:
    """Return the readings of a chain's members; the first one may bring in free letters.

    Of so many members at most: no later one changes what those before it mean.
    """
    trees = [_tree(member, scope) for member in chain.members]
    return read_trees(chain, trees, scope, most=most)


def trees_of(chain: Chain, setting: Setting) -> list[t.Tree]:
    """Return the trees of a chain's members."""
    scope = setting.scope()
    return [_tree(member, scope) for member in chain.members]


def read_trees(
    chain: Chain,
    trees: list[t.Tree],
    scope: Scope,
    *,
    defining: int = 0,
    most: int | None = None,
) -> tuple[Reading, ...]:
    """Return the readings of a chain's members, whose trees are known.

    Members up to number ``defining`` say what a name is, and may bring in free letters as well.
    """
    scope.sorts.update(sorts_by_use((*trees, *scope.primes.values()), scope))
    scope.transposes = writes_transposes(trees)
    scope.indicated = indicated_letters(trees, scope)
    scope.left_out = arguments_left_out(trees, scope)
    if einstein.convention(scope) != "written" and trees:
        return _read_with_sums(chain.members[:most], trees[:most], scope)
    out: list[Reading] = []
    for member, tree in zip(chain.members[:most], trees[:most], strict=True):
        # what was not read may have brought in letters
        scope.opens = len(out) <= defining or all(_unparsed(before) for before in out)
        known = frozenset(scope.free)
        reading = _with_hint(_misfit(_read(member, tree, scope), scope), scope)
        out.append(_unlikely(reading) if in_a_row(chain, len(out)) else reading)
        if scope.opens and len(out) > 1:
            scope.late |= frozenset(scope.free) - known
    return tuple(out)


def _unparsed(reading: Reading) -> bool:
    """Whether a member could not be parsed, so that what its letters are is not known."""
    return reading.tensor is None and _broken(reading.tree)


@once_a_formula
def _broken(tree: t.Tree) -> bool:
    return any(isinstance(node, t.Error) for node in tree.walk())


def _misfit(reading: Reading, scope: Scope) -> Reading:
    """Return a member that means nothing whatever its unbound index is: a row plus a column u_k."""
    failure, tree = reading.failure, reading.tree
    unbound = failure is not None and (failure.verdict, failure.code) == ("unread", "unbound-index")
    if not unbound or not isinstance(tree, t.Summands):
        return reading
    trial = replace(scope, opens=True, free=dict(scope.free), remarks=[], conditions=[])
    values = [elaborate(term, trial) for term in tree.terms]
    shapes = {value.shape for value in values if isinstance(value, Tensor) and value.indices}
    vectors = [shape for shape in shapes if len(shape) == 2 and None in shape]
    if not any(shape[::-1] in shapes for shape in vectors):
        return reading
    value = elaborate(tree, trial)
    return replace(reading, value=value) if isinstance(value, Failure) else reading


def _with_hint(reading: Reading, scope: Scope) -> Reading:
    """Say what to write where an index that nothing binds is one that Einstein would sum over."""
    failure = reading.failure
    if failure is None or failure.code != "unbound-index":
        return reading
    letters = einstein.repeated_indices(reading.tree, scope)
    if not letters:
        return reading
    message = (
        f"{failure.message}; if it is summed over, write Σ_{min(letters)}, "
        "or say that repeated indices are summed"
    )
    return replace(reading, value=Failure(failure.verdict, failure.code, message, failure.span))


def _read_with_sums(
    members: Sequence[Member], trees: list[t.Tree], scope: Scope
) -> tuple[Reading, ...]:
    """Return the readings of a chain in which sums over repeated indices are not written."""
    free = einstein.free_indices(trees[0], scope)
    out = []
    for at, (member, tree) in enumerate(zip(members, trees, strict=True)):
        scope.opens = at == 0
        meant = einstein.with_sums(tree, scope, free, first=at == 0)
        if isinstance(meant, Failure):
            out.append(Reading(member, tree, meant, ()))
        else:
            reading = _not_blamed(_read(member, meant, scope))
            remarks = (*reading.remarks, *einstein.other_ranges(meant, scope))
            out.append(replace(reading, tree=tree, remarks=remarks))
    return tuple(out)


def _not_blamed(reading: Reading) -> Reading:
    """Do not call an index unbound where the sums over it are not all written."""
    failure = reading.failure
    if failure is None or failure.code != "unbound-index":
        return reading
    return replace(reading, value=unread(failure.code, failure.message, failure.span))


def read_none(chain: Chain, why: str) -> tuple[Reading, ...]:
    """Return the readings of a chain none of whose members could be read."""
    return tuple(
        Reading(
            member,
            t.Error(member.span, "over-budget", why),
            unread("over-budget", why, member.span),
            (),
        )
        for member in chain.members
    )


def referent_of(part: Part, setting: Setting) -> t.Tree | None:
    """Return what 原式 stands for: the first member of the part's first chain."""
    if not part.chains or not part.chains[0].members[0].tokens:
        return None
    tree = parse(part.chains[0].members[0].tokens, setting.signature.words)
    own = any(isinstance(node, t.Words) and node.text in REFERENTS for node in tree.walk())
    # what y is, said before “LHS = … = RHS”, is not the claim that is shown
    symbol = setting.signature.symbols.get(bare_key(tree))
    restated = symbol is not None and symbol.domain == "one-hot"
    return None if own or restated else tree
