"""Steps over letters that nobody has declared: what may be said of them.

A proof holds for every value of such a letter, whatever it stands for.  A point at which a step
fails refutes nothing, since the letter may abbreviate something that was said elsewhere; except
where it is the argument of the very function that the chain is about, σ(z) = …, and so any number.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from derivcheck.check.finding import WRONG, StepFinding, Verdict, not_wrong, undecided
from derivcheck.check.judging.judge import Judge
from derivcheck.check.judging.met import is_met
from derivcheck.check.names import loss_letters, parametrised, superscripts
from derivcheck.check.names.any_functions import other_slopes
from derivcheck.check.names.plain_words import only_made
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.constructs import by_spelling
from derivcheck.elaborate import argument_named, calculus, indices, left_out, names, pointed, sizes
from derivcheck.elaborate.arrays import LISTED
from derivcheck.elaborate.kinds import bare_key, names_in, only_indexed
from derivcheck.engine.statement import Statement
from derivcheck.problem.model import SymbolEntry
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import unfold
from derivcheck.term.core import Derivative, Entry, IndexVar, Term
from derivcheck.term.tensor import ANY, Tensor

# of what is undecided because of such a letter
CODE = "undeclared-symbol"
# of what is undecided because of a letter that was taken for a size
SIZE = sizes.CODE
# of what is undecided because of a prime that does not say by what
PRIME = calculus.PRIME
# remarks on readings that only suggest themselves: what rests on one is not refuted
_SUPPOSED = (
    SIZE,
    PRIME,
    left_out.SUPPOSED,
    argument_named.CODE,
    pointed.SUPPOSED,
    names.CAPTURED,
    names.SPELLED,
    indices.NUMBERED,
    superscripts.CODE,
    loss_letters.CODE,
    parametrised.CODE,
)


def letters_in(tensors: tuple[Tensor, ...], setting: Setting) -> tuple[str, ...]:
    """Return the undeclared letters that values depend on, definitions unfolded."""
    losses = {symbol: loss for symbol, (loss, _) in setting.upstream.items()}
    letters = {**setting.inferred, **losses}
    if not letters:
        return ()
    found = frozenset[str]().union(*(unfold(x.body, setting.context).symbols for x in tensors))
    return tuple(sorted({key for symbol, key in letters.items() if symbol in found}))


def suppositions(tensors: tuple[Tensor, ...], setting: Setting) -> tuple[str, ...]:
    """Return what is supposed of the losses in some values of which nothing is said."""
    if not setting.upstream:
        return ()
    found = frozenset[str]().union(*(unfold(x.body, setting.context).symbols for x in tensors))
    used = sorted(found & setting.upstream.keys())
    return tuple("{} is a real function of {}".format(*setting.upstream[symbol]) for symbol in used)


def spare(
    finding: StepFinding,
    statement: Statement,
    sides: tuple[Tensor, Tensor],
    trees: tuple[t.Tree, t.Tree, t.Tree],
    setting: Setting,
    judge: Judge,
) -> StepFinding:
    """Return what is said of a refuted step, where undeclared letters occur in it.

    ``trees`` are the chain's first member and the two sides.
    """
    start, *written = trees
    letters = letters_in(sides, setting)
    if finding.verdict is not Verdict.REFUTED or not letters:
        return finding
    bound = frozenset(_arguments(start, setting))
    everywhere = all(set(letters_in((side,), setting)) == set(letters) for side in sides)
    varied = _defined_variables(start, setting)
    free = set(letters) <= bound or _only_beneath(varied, written, setting)
    free = free and not setting.half_said & set(letters)
    if everywhere and free and _fails_for_positive(statement, setting, judge):
        return finding
    supposed = suppositions(sides, setting)
    if supposed:
        message = f"it does not hold for every loss such that {supposed[0]}; say what the loss is"
        return undecided(finding, CODE, message)
    names, one = ", ".join(letters), len(letters) == 1
    message = (
        f"it does not hold for every {names}, and nothing says what {names} "
        f"{'is' if one else 'are'}; say so, as in “{_declaration(letters, setting)}”, or declare "
        f"{'it' if one else 'them'} in the problem"
    )
    return undecided(finding, CODE, message)


def _declaration(letters: tuple[str, ...], setting: Setting) -> str:
    """Return words that would declare the first of some letters that is no number, else all."""
    for key in letters:
        if key in names.SAID:  # read as a factor, σ(x), it is mostly meant as a function
            return names.SAID[key]
        found = setting.letters.get(key)
        if found is not None and found.kind.sorts:
            family = found.kind.members
            axes = 1 if family else len(found.kind.sorts)
            return f"where {key}{'_i' if family else ''} \\in {names.SPACES[axes]}"
    return f"let {', '.join(letters)} \\in {names.SPACES[0]}"


def _defined_variables(start: t.Tree, setting: Setting) -> frozenset[str]:
    """Return the defined names that a chain's first member differentiates by: these vary."""
    nodes = (node.variable for node in start.walk() if isinstance(node, t.Derive))
    return frozenset(latex(node) for node in nodes if bare_key(node) in setting.names)


def _only_beneath(variables: frozenset[str], trees: Iterable[t.Tree], setting: Setting) -> bool:
    """Whether undeclared letters occur beneath defined variables only, z = w^⊤x with ∂/∂z.

    Such a step speaks of z alone, and z takes every value near some value.
    """
    return bool(variables) and all(_is_clear(tree, variables, setting) for tree in trees)


def _is_clear(tree: t.Tree, variables: frozenset[str], setting: Setting) -> bool:
    """Whether no name in a tree but some rests on an undeclared letter."""
    key = latex(tree)
    if key in variables:
        return True
    value = setting.names.get(key)
    shaky = key in setting.letters or (value is not None and letters_in((value,), setting))
    return not shaky and all(_is_clear(child, variables, setting) for child in tree.children())


def spare_described(
    finding: StepFinding, statement: Statement, setting: Setting, judge: Judge
) -> StepFinding:
    """Return what is said of a refuted step about a symbol of which the document says more.

    It has declared z, and says z = Wx where that is not known to hold here; or y stands in a
    cross-entropy, so that its entries may add up to 1.
    """
    if finding.verdict is not Verdict.REFUTED:
        return finding
    left, right = (unfold(side, setting.context) for side in (statement.left, statement.right))
    sides = (left, right)
    symbols = frozenset[str]().union(*(side.symbols for side in sides))
    signature = setting.signature.symbols
    entries = [e for e in signature.values() if e.name in symbols]
    described = sorted(entry.name for entry in entries if entry.described)
    limited = [
        (entry.name, entry.limited)
        for entry in entries
        if entry.limited
        and not is_met(entry.limited, entry.name, finding.witness)
        and not _in_force(entry, setting)
        and (not only_made(entry.limited) or _may_be_made(entry.name, *sides))
    ]
    # a derivative by a symmetric matrix is a convention
    limited += ((name, signature[name].domain) for name in sorted(statement.varied))
    targets = sorted(entry.name for entry in entries if entry.target)
    if limited:
        name, words = limited[0]
        message = f"it does not hold for every {name}; “{words}” may be a condition on it"
    elif described:
        message = f"it fails for some {described[0]}, of which the document says more elsewhere"
    elif targets and not _fails_for_one_hot(statement, targets, setting, judge):
        message = f"it fails for some {targets[0]}; say that {targets[0]} is one-hot, if it is"
    else:
        return finding
    return undecided(finding, CODE, message)


def _may_be_made(name: str, left: Term, right: Term) -> bool:
    """Whether a step may use what a symbol is computed from: ‖z‖² = ‖Wx‖² of “the logits z”."""
    nodes = (node for side in (left, right) for node in side.walk())
    by = {node.variable.symbol for node in nodes if isinstance(node, Derivative)}
    pairs = ((left, right), (right, left))
    return name not in by and any(
        name in side.symbols and not other.symbols <= side.symbols for side, other in pairs
    )


def _in_force(entry: SymbolEntry, setting: Setting) -> bool:
    """Whether what limits a symbol is all that the words beside the chain say of it."""
    said = setting.said.get(entry.name, "")
    return entry.name in setting.context.constraints and said.endswith(f" {entry.limited.lower()}")


def _fails_for_one_hot(
    statement: Statement, targets: list[str], setting: Setting, judge: Judge
) -> bool:
    """Whether a step fails at distributions already that are 1 at one element."""
    symbols, context = setting.signature.symbols, statement.context
    places = {
        name: IndexVar(f"the one of {name}", setting.signature.sort(symbols[name].sorts[0]))
        for name in targets
    }
    context = replace(context, one_hot={**context.one_hot, **places})
    return judge.decide(replace(statement, context=context)).equal is False


def spare_supposed(finding: StepFinding, readings: tuple[Reading, ...]) -> StepFinding:
    """Return what is said of a refuted step with a name whose reading only suggests itself.

    A sum up to a letter that was taken for a size may be meant to end before its set does; a
    letter without an argument may be no function, a p no P; a prime may be by another variable; a
    W whose superscript is left out may be another layer's.
    """
    every = [remark for one in readings for remark in one.remarks]
    unsure = (LISTED, superscripts.CODE, names.SPELLED)
    code = next((r.code for r in every if r.code in unsure), None)
    if finding.verdict is Verdict.ILL_TYPED and code is not None:
        return replace(finding, verdict=Verdict.UNREAD, code=code)
    remarks = [remark for remark in every if remark.code in _SUPPOSED]
    if finding.verdict is not Verdict.REFUTED or not remarks:
        return finding
    message = f"it does not hold as it was read: {remarks[0].message}; say what is meant"
    return undecided(finding, remarks[0].code, message)


def spare_custom(
    finding: StepFinding, left: Tensor, right: Tensor, setting: Setting
) -> StepFinding:
    """Return what is said of a refuted step from a defined name to what rests on mere custom.

    The document may give both names a meaning of its own that was not understood.
    """
    defined = isinstance(left.body, Entry) and left.body.symbol in setting.context.definitions
    if finding.verdict is not Verdict.REFUTED or not defined:
        return finding
    name = next(iter(sorted(_rests_on(right, setting) & setting.customary)), None)
    if name is None:
        return finding
    message = f"it does not hold if {name} is what it is by custom; say what {name} is"
    code, undecided = "customary-name", Verdict.UNDECIDED
    return replace(finding, verdict=undecided, code=code, message=message, witness=None)


def spare_carried(finding: StepFinding, trees: tuple[t.Tree, ...], setting: Setting) -> StepFinding:
    """Return what is said of a step that fails with a name as an earlier part has defined it."""
    wrong = finding.verdict in WRONG
    if not wrong or not setting.carried:
        return finding
    keys = {key for tree in trees for key in names_in(tree)}
    keys |= {bare_key(node) for tree in trees for node in tree.walk()}
    name = next(iter(sorted(keys & setting.carried)), None)
    if name is None:
        return finding
    message = f"it does not hold if {name} is what a part above has defined; say what {name} is"
    return not_wrong(finding, CODE, message)


def spare_customary_loss(
    finding: StepFinding, trees: tuple[t.Tree | None, ...], setting: Setting
) -> StepFinding:
    """Return what is said of a refuted step about a loss that only custom says what it is."""
    losses = setting.customary & setting.signature.losses.keys()
    if finding.verdict is not Verdict.REFUTED or not losses:
        return finding
    names = {latex(node) for tree in trees if tree is not None for node in tree.walk()}
    name = next(iter(sorted(losses & names)), None)
    if name is None:
        return finding
    message = f"it does not hold if {name} is the cross-entropy; say what {name} is"
    code, undecided = "customary-name", Verdict.UNDECIDED
    return replace(finding, verdict=undecided, code=code, message=message, witness=None)


def _rests_on(value: Tensor, setting: Setting) -> frozenset[str]:
    """Return the names that a value rests on, by definitions too."""
    found: set[str] = set()
    waiting = set(value.body.symbols)
    while waiting:
        symbol = waiting.pop()
        found.add(symbol)
        definition = setting.context.definitions.get(symbol)
        waiting |= (definition.body.symbols if definition is not None else set()) - found
    return frozenset(found)


def _arguments(start: t.Tree, setting: Setting) -> Iterator[str]:
    """Yield the real letters that a known function is taken of in a chain's first member."""
    for node in start.walk():
        argument: t.Tree | None = None
        if isinstance(node, t.Prefix):
            inner = _is_function(node.argument, setting)
            argument = node.rest if inner else node.argument if node.rest is None else None
        elif isinstance(node, t.Product) and len(node.factors) == 2 and node.signs == ("",):
            argument = node.factors[1] if _is_function(node.factors[0], setting) else None
        while isinstance(argument, t.Group):
            argument = argument.inner
        items = argument.items if isinstance(argument, t.Items) else (argument,)
        for key in (latex(item) for item in items if item is not None):
            if key in setting.letters and not setting.letters[key].kind.sorts:
                yield key


def _is_function(name: t.Tree, setting: Setting) -> bool:
    name = name.base if isinstance(name, t.Scripts) and name.sub is None else name
    variants = setting.signature.definitions.get(latex(name))
    known = bool(variants) and variants is not None and variants[0].head.arguments is not None
    return known or (isinstance(name, t.Words) and name.text in by_spelling())


def _fails_for_positive(statement: Statement, setting: Setting, judge: Judge) -> bool:
    """Whether a step fails at positive values already: no more is known of such a letter."""
    symbols = frozenset(setting.inferred)
    context = replace(statement.context, positive=statement.context.positive | symbols)
    return judge.decide(replace(statement, context=context)).equal is False


def _beneath(value: Tensor, setting: Setting) -> frozenset[str]:
    return unfold(value.body, setting.context).symbols


def not_ill_typed(finding: StepFinding, trees: tuple[t.Tree, ...], setting: Setting) -> StepFinding:
    """Return what is said of a step that means nothing with undeclared letters as they were read.

    The writer may mean another thing by such a letter, so it is no error; nor is it where shapes
    are only noted in words, and of x_i in a step without the declared vector x: it may be one of
    several vectors, as the x_1 of f(x_1) is.
    """
    symbols = setting.signature.symbols
    if finding.verdict is Verdict.ILL_TYPED and (constant := _own_constant(trees, setting)):
        message = f"{finding.message}, as {constant} is read here; it is also a number everywhere"
        return replace(finding, verdict=Verdict.UNREAD, code=CODE, message=message)
    noted = frozenset(entry.name for entry in symbols.values() if entry.noted)
    noted |= {names.ONES}
    if finding.verdict is not Verdict.ILL_TYPED:
        return finding
    vectors = {key for key, one in symbols.items() if one.stated and len(one.sorts) == 1}
    nodes = [node for tree in trees for node in tree.walk()]
    noted |= vectors & (
        only_indexed(trees) | frozenset(_numbered_arguments(nodes)) | _at_times(nodes)
    )
    keys = {latex(node) for node in nodes}
    keys |= {key for tree in trees for key in names_in(tree)}  # W_2 of W_2^T
    sized = {node.base for node in nodes if isinstance(node, t.Scripts) and node.sub is not None}
    if any(names.is_bold_one(node) and node not in sized for node in nodes):
        keys |= {names.ONES}  # of another length, where it does not fit
    # I_n has the size that it says, whatever I alone may be
    bare = {latex(node) for node in nodes if isinstance(node, t.Name) and node not in sized}
    fixed = {key for key, x in setting.letters.items() if ANY in x.kind.sorts and key not in bare}
    shaky = [key for key in sorted((*setting.letters, *noted)) if key in keys - fixed]
    shaky += [
        key
        for key, x in setting.names.items()
        if key in keys and (letters_in((x,), setting) or noted & _beneath(x, setting))
    ]
    shaky += other_slopes(trees, setting.signature)
    if not shaky:
        return finding
    message = f"{finding.message}, as {shaky[0]} is read here; say what {shaky[0]} is"
    return replace(finding, verdict=Verdict.UNREAD, code=CODE, message=message)


def _numbered_arguments(nodes: Iterable[t.Tree]) -> Iterator[str]:
    """Yield the x of ``f(x_1)``."""
    for node in nodes:
        match node:
            case t.Group(open="(", inner=t.Scripts(base=base, sub=t.Numeral())):
                yield latex(base)


def _at_times(nodes: Sequence[t.Tree]) -> frozenset[str]:
    """Return the c of ``c_t = f ∘ c + …``, which may be c at a time; Σ_t runs over entries."""
    ends = (node.lower for node in nodes if isinstance(node, t.Big) and node.lower is not None)
    if any(latex(one) == "t" for end in ends for one in end.walk()):
        return frozenset()
    scripts = (node for node in nodes if isinstance(node, t.Scripts) and node.sub is not None)
    return frozenset(latex(x.base) for x in scripts if x.sub is not None and latex(x.sub) == "t")


def _own_constant(trees: tuple[t.Tree, ...], setting: Setting) -> str | None:
    """Return π or e where the text has given it a meaning of its own, and it stands alone."""
    keys = {latex(node) for tree in trees for node in tree.walk() if isinstance(node, t.Name)}
    own = setting.names.keys() | setting.signature.symbols.keys()
    return next((one for one in ("\\pi", "e") if one in keys and one in own), None)
