"""From a problem's declarations to the context that statements are judged in."""

from msgspec.structs import replace

from derivcheck.document import plain_member
from derivcheck.elaborate import formula, functions
from derivcheck.elaborate.conditions import condition
from derivcheck.elaborate.constraints import BEHIND, constraints_of, maps_behind
from derivcheck.elaborate.failure import Failure, ill_typed
from derivcheck.elaborate.indices import index_of
from derivcheck.elaborate.lookup import definition_scope
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import Defined, Signature, build
from derivcheck.problem.model import PartEntry, Problem, ProblemError
from derivcheck.syntax import parse
from derivcheck.syntax import tree as t
from derivcheck.term.context import Assumption, Context, Definition
from derivcheck.term.core import Any_, Condition, Index, IndexMap, IndexVar, Not, Sort
from derivcheck.term.tensor import describe


def context_of(problem: Problem | None, part: PartEntry | None) -> tuple[Signature, Context]:
    """Return the signature and context of one part; raises `ProblemError`."""
    if problem is not None and part is not None:
        problem = replace(problem, symbols=(*problem.symbols, *part.symbols))
    signature = build(problem, part.definitions if part else ())
    if problem is None:
        return signature, Context()
    limited = constraints_of(problem.symbols, signature)
    maps = maps_behind(problem.symbols, signature)
    free = {name + BEHIND: sorts for name, (_, sorts) in limited.items()}
    behind = {name: sorts for name, sorts in free.items() if name not in maps}
    positive = (e.name for e in problem.symbols if e.domain == "positive")
    context = Context(
        sorts=tuple(entry.sort for entry in problem.sorts),
        variables={**_variables(signature, problem), **behind},
        maps={**_maps(signature), **maps},
        constraints={name: definition for name, (definition, _) in limited.items()},
        positive=frozenset(positive),
        values={e.name: e.values for e in problem.symbols if e.values},
    )
    # a problem's own formulas are read as its types say, whatever a document does
    scope = Scope(signature, context, {"vectors": "columns"})
    one_hot = _one_hot(problem, scope)
    definitions = _definitions(signature, problem, scope)
    assumptions: tuple[Assumption, ...] = ()
    if part is not None:
        assumptions = tuple(
            _assumption(text, line, problem, part, scope)
            for text, line in zip(part.assume, part.assume_lines, strict=True)
        )
    full = Context(
        sorts=context.sorts,
        variables=context.variables,
        maps=context.maps,
        definitions=definitions,
        one_hot=one_hot,
        constraints=context.constraints,
        positive=context.positive,
        values=context.values,
        assumptions=assumptions,
    )
    return signature, full


def _variables(signature: Signature, problem: Problem) -> dict[str, tuple[Sort, ...]]:
    kinds = ("real", "column", "row", "matrix")
    return {
        entry.name: tuple(signature.sort(name) for name in entry.sorts)
        for entry in problem.symbols
        if entry.kind in kinds
    }


def _maps(signature: Signature) -> dict[str, tuple[tuple[Sort, ...], Sort]]:
    out = {}
    for entry in signature.maps:
        *source, target = (signature.sort(name) for name in entry.sorts)
        out[entry.name] = (tuple(source), target)
    return out


def _one_hot(problem: Problem, scope: Scope) -> dict[str, Index]:
    out: dict[str, Index] = {}
    for entry in problem.symbols:
        if entry.at is not None:
            element = parse(plain_member(entry.at).tokens, problem.words)
            sort = scope.signature.sort(entry.sorts[0])
            try:
                out[entry.name] = index_of(element, scope, sort)
            except Failure as failure:
                raise ProblemError(failure.message, problem.path, entry.line) from failure
    return out


def _definitions(signature: Signature, problem: Problem, scope: Scope) -> dict[str, Definition]:
    """Return the defined names that stand as themselves in terms: those without arguments."""
    out: dict[str, Definition] = {}
    for key, variants in signature.definitions.items():
        defined = variants[-1]
        if defined.head.arguments is not None:
            continue
        try:
            out[key] = _definition(key, defined, scope)
        except Failure as failure:
            raise ProblemError(failure.message, problem.path, defined.line) from failure
    return out


def _definition(key: str, defined: Defined, scope: Scope) -> Definition:
    axes = functions.family(key, defined, scope).indices
    letters = [letter.text for letter in defined.head.indices or () if isinstance(letter, t.Name)]
    inner = definition_scope(scope)
    inner.bound = dict(zip(letters, axes, strict=True))
    value = formula.value(defined.body, inner)
    if not value.is_scalar:
        message = f"the definition of {key} is a {describe(value.shape)}, not a scalar"
        raise ill_typed("shape-mismatch", message, defined.body.span)
    return Definition(axes, value.body)


def _assumption(
    text: str, line: int, problem: Problem, part: PartEntry, scope: Scope
) -> Assumption:
    try:
        return _read_assumption(text, scope)
    except Failure as failure:
        message = f"in the assumption “{text}” of part {part.id}: {failure.message}"
        raise ProblemError(message, problem.path, line) from failure


def _read_assumption(text: str, scope: Scope) -> Assumption:
    """Return an assumption, ``A ⇒ B`` or ``B``, with its letters quantified.

    A letter that occurs as the argument of a map (``w_k``) runs over all of its sort; any
    other is the free index of the part.
    """
    scope.opens = True
    sides = text.split("\\Rightarrow")
    conditions = [
        condition(parse(plain_member(side).tokens, scope.signature.words), scope) for side in sides
    ]
    scope.opens, scope.free = False, {}
    whole: Condition = conditions[-1]
    if len(conditions) == 2:
        whole = Any_((Not(conditions[0]), conditions[1]))
    arguments = {
        arg
        for node in whole.walk()
        if isinstance(node, IndexMap)
        for arg in node.args
        if isinstance(arg, IndexVar)
    }
    quantified = tuple(sorted(arguments, key=lambda index: index.name))
    return Assumption(text, quantified, whole)
