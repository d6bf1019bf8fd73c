"""Functions: constructs, definitions of the problem, losses of which nothing is known."""

from msgspec.structs import replace

from derivcheck.constructs import Construct, by_spelling
from derivcheck.elaborate import application, bodies, calculus, diagonal, formula, left_out, scripts
from derivcheck.elaborate import arguments as others
from derivcheck.elaborate.built_in import apply_construct, note_extremes, require_domain
from derivcheck.elaborate.failure import Failure, unread
from derivcheck.elaborate.indices import index_of, try_index
from derivcheck.elaborate.kinds import names_in
from derivcheck.elaborate.lookup import (
    Function,
    Loss,
    Named,
    definition_scope,
    is_placeholder,
    lookup,
)
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import Defined
from derivcheck.elaborate.spelling import nearest
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.core import Abstraction, Entry, Index, IndexVar, Unknown
from derivcheck.term.tensor import Tensor, scalar


def bare(key: str, span: Span, scope: Scope) -> Tensor | None:
    """Return the value of a defined name that stands without arguments, or None."""
    variants = scope.signature.definitions.get(key)
    if variants is not None:
        return _bare_definition(variants[-1], key, span, scope)
    typo = scope.signature.typos.get(key)
    if typo is not None:
        scope.remark("misspelt-name", f"{key} is read as {latex(typo)}", span)
        return bare(latex(typo), span, scope)
    if key in scope.signature.losses:
        # another name of the loss, F for J, says which one it is by its arguments only
        if scope.loss is None or scope.signature.losses[key][1].key != key:
            message = f"which loss is {key} here? its arguments or a name would tell"
            raise Failure("undecided", "which-loss", message, span)
        return formula.value(scope.loss, scope)
    near = nearest(key, scope.signature.definitions)
    if near is not None:
        scope.remark("misspelt-name", f"{key} is read as {near}", span)
        return bare(near, span, scope)
    return None


def _bare_definition(defined: Defined, key: str, span: Span, scope: Scope) -> Tensor:
    head = defined.head
    if head.arguments is None:
        return family(key, defined, scope)
    inner = definition_scope(scope, defined)
    known = {*scope.signature.symbols, *inner.letters, *inner.locals} - defined.numbers
    # the ℓ of ℓ(μ, σ) = …, also where w is in ŷ only; of one argument, s(1 − s) may be applied
    open_keys = set(map(latex, head.arguments)) - known
    several = defined.own and len(head.arguments) > 1
    named = defined.named or (several and open_keys.isdisjoint(names_in(defined.body)))
    bracket = left_out.meant(key, span, scope)
    if bracket is not None:
        return application.apply_named(Named((defined,)), (bracket.inner,), 0, span, scope)
    if not named and any(is_placeholder(argument, inner, defined) for argument in head.arguments):
        message = f"{key} is a function; its argument is missing"
        raise unread("missing-argument", message, span)
    return bodies.body_of(defined, inner, span)


def family(key: str, defined: Defined, scope: Scope) -> Tensor:
    """Return a defined scalar, vector or matrix ``name_{indices}``."""
    letters = defined.head.indices or ()
    axes: list[IndexVar] = []
    for letter in letters:
        sort = scope.signature.sort_of_letter(latex(letter))
        if sort is None:
            message = f"{latex(letter)} in the definition of {key} runs over no known sort"
            raise unread("unknown-symbol", message, letter.span)
        axes.append(IndexVar(f"·{sort.name}" + "'" * len(axes), sort))
    entry = Entry(key, tuple(axes))
    if not axes:
        return scalar(entry)
    if len(axes) == 1:
        rows = scope.conventions.get("vectors") == "rows"
        shape = (None, axes[0].sort) if rows else (axes[0].sort, None)
        return Tensor(shape, tuple(axes), entry)
    return Tensor(tuple(axis.sort for axis in axes), tuple(axes), entry)


def apply(
    function: Function, arguments: tuple[t.Tree, ...], primes: int, span: Span, scope: Scope
) -> Tensor:
    """Return a function's value; raises `Failure`."""
    if isinstance(function, (Named, Loss)) and not primes:
        other = others.loss_with(_key(function), arguments, scope)
        if other is not None and not _accepts(function, arguments, scope):
            message = f"the arguments are those of {_key(other)}, and it is read as that"
            scope.remark("loss-by-arguments", message, span)
            function = other
    if isinstance(function, Named):
        return application.apply_named(function, arguments, primes, span, scope)
    if primes and isinstance(function, Loss):
        return _primed(_apply_loss(function, arguments, span, scope), primes, span)
    if primes:
        values = tuple(formula.value(argument, scope) for argument in arguments)
        return calculus.prime_of_construct(function, values, primes, span)
    if isinstance(function, Loss):
        return _apply_loss(function, arguments, span, scope)
    column = diagonal.column_written(function, arguments, span, scope)
    if column is not None:
        return apply_construct(function, (column,), span)
    values = tuple(formula.argument(argument, scope) for argument in arguments)
    note_extremes(function, values, span, scope)
    for argument, value in zip(arguments, values, strict=True):
        require_domain(function, argument, value, scope)
    try:
        return apply_construct(function, values, span, scope)
    except Failure as failure:
        if any(
            _is_letter_within(a, scope) and v.is_scalar
            for a, v in zip(arguments, values, strict=True)
        ):
            # a letter that is a number in the problem may be a vector of the document's own
            raise unread("wrong-argument", failure.message, span) from failure
        raise


def _key(function: Named | Loss) -> str:
    return (function.variants[-1] if isinstance(function, Named) else function).head.key


def _accepts(function: Named | Loss, arguments: tuple[t.Tree, ...], scope: Scope) -> bool:
    """Whether a loss can be applied to these arguments, in whatever order."""
    heads = [one.head for one in function.variants] if isinstance(function, Named) else []
    heads = heads or [function.head] if isinstance(function, Loss) else heads
    return any(others.arranged(h.arguments or (), arguments, scope) is not None for h in heads)


def _is_letter_within(tree: t.Tree, scope: Scope) -> bool:
    """Whether an argument is a letter, or functions of one and no more: ``σ'(x)``."""
    if isinstance(tree, t.Group):
        return _is_letter_within(tree.inner, scope)
    if isinstance(tree, t.Product) and len(tree.factors) == 2:
        head = tree.factors[0]
        name = head.base if isinstance(head, t.Scripts) and head.primes else head
        return lookup(name, scope) is not None and _is_letter_within(tree.factors[1], scope)
    return isinstance(tree, t.Name)


def powered(
    value: Tensor, sup: t.Tree | None, power: t.Tree | None, span: Span, scope: Scope
) -> Tensor:
    """Return ``f^2(x)`` or ``f(x)^2``: a power, or a transpose, of the value."""
    if sup is not None and latex(sup).startswith("-"):
        message = "this superscript may be a power or an inverse"
        raise unread("ambiguous-script", message, sup.span)
    for script in (sup, power):
        if script is not None:
            whole = t.Group(span, "(", script)
            value = scripts.superscripted(value, script, whole, scope)
    return value


def prefix(tree: t.Prefix, scope: Scope) -> Tensor:
    """Return ``\\log x`` and the like; an argument without brackets must be plain."""
    construct = by_spelling().get(tree.function)
    if construct is None:
        raise unread("unknown-notation", f"I do not read {tree.function} yet", tree.span)
    if isinstance(tree.argument, t.Group) and isinstance(tree.argument.inner, t.Items):
        return _of_several(construct, tree, tree.argument.inner, scope)
    tree = _with_application(tree, scope)
    argument = formula.argument(tree.argument, scope)
    if tree.rest is not None:
        argument = _longer_argument(tree, argument, scope)
    require_domain(construct, tree.argument, argument, scope)
    if tree.sup is not None:
        return scripts.inverse_or_power(tree.function, tree.sup, argument, tree, scope)
    return apply_construct(construct, (argument,), tree.span, scope)


def _of_several(construct: Construct, tree: t.Prefix, written: t.Items, scope: Scope) -> Tensor:
    """Return ``\\max(a, b)``: a function that is known by its command, of a list."""
    if tree.sup is not None:
        raise unread("ambiguous-script", "put the power behind the bracket", tree.sup.span)
    if set(written.separators) != {","}:
        raise unread("unexpected-list", "I read a list with commas here only", written.span)
    values = tuple(formula.value(item, scope) for item in written.items)
    note_extremes(construct, values, tree.span, scope)
    return apply_construct(construct, values, tree.span)


def _with_application(tree: t.Prefix, scope: Scope) -> t.Prefix:
    """Read ``\\log \\sigma(x)``: the bracket is the argument of the inner function."""
    if tree.rest is None or lookup(_bare_name(tree.argument), scope) is None:
        return tree
    factors = tree.rest.factors if isinstance(tree.rest, t.Product) else (tree.rest,)
    inner = t.Product(tree.argument.span.to(factors[0].span), (tree.argument, factors[0]), ("",))
    rest: t.Tree | None = None
    if len(factors) > 1:
        span = factors[1].span.to(tree.rest.span)
        rest = (
            t.Product(span, factors[1:], ("",) * (len(factors) - 2)) if factors[2:] else factors[1]
        )
    return replace(tree, argument=inner, rest=rest)


def _bare_name(tree: t.Tree) -> t.Tree:
    if isinstance(tree, t.Scripts) and tree.sub is None:
        return tree.base
    return tree


def _longer_argument(tree: t.Prefix, first: Tensor, scope: Scope) -> Tensor:
    """Read ``\\exp u^T v``: the factors belong together as the first has no value to take."""
    assert tree.rest is not None
    factors = tree.rest.factors if isinstance(tree.rest, t.Product) else (tree.rest,)
    span = tree.argument.span.to(tree.rest.span)
    whole = t.Product(span, (tree.argument, *factors), ("",) * len(factors))
    if not first.is_scalar:
        value = formula.value(whole, scope)
        if value.is_scalar:
            return value
    shown = latex(whole)
    message = f"{tree.function} {shown}: put brackets around the argument of {tree.function}"
    raise unread("ambiguous-scope", message, span)


def _apply_loss(loss: Loss, arguments: tuple[t.Tree, ...], span: Span, scope: Scope) -> Tensor:
    """Return an unknown function of the arguments that are written."""
    try:
        return _unknown_of(loss, arguments, span, scope)
    except Failure as failure:
        meant = others.arranged(loss.head.arguments or (), arguments, scope)
        if failure.verdict == "undecided" or meant is None:
            raise
        value = _unknown_of(loss, meant, span, scope)
        others.said_of(loss.head.key, arguments, meant, span, scope)
        return value


def _unknown_of(loss: Loss, arguments: tuple[t.Tree, ...], span: Span, scope: Scope) -> Tensor:
    formal = loss.head.arguments or ()
    if len(arguments) != len(formal):
        message = f"{loss.head.key} takes ({', '.join(map(latex, formal))})"
        raise unread("wrong-arity", message, span)
    if loss.entry.domain == others.ENTRYWISE:
        value = formula.value(arguments[0], scope)
        return others.entry_by_entry(loss.head.key, value, span, scope)
    if loss.entry.stated:
        others.note_any(loss.head.key, span, scope)
    elif scope.loss is not None and list(map(latex, formal)) == [
        _plain(a, scope) for a in arguments
    ]:
        return formula.value(scope.loss, scope)
    definition = definition_scope(scope)
    given: list[Index | Abstraction] = []
    for pattern, written in zip(formal, arguments, strict=True):
        index = try_index(pattern, definition)
        if index is not None:
            given.append(index_of(written, scope, index.sort))
            continue
        expected, value = formula.value(pattern, definition), formula.value(written, scope)
        value = application.as_stored(expected, value, scope)
        application.same_way(expected, value, pattern, written, scope)
        given.append(Abstraction(value.indices, value.body))
    return scalar(Unknown(loss.head.key, tuple(given), ()))


def _primed(value: Tensor, primes: int, span: Span) -> Tensor:
    """Return ``f'(x)`` of an unknown function of one real number."""
    unknown = value.body
    if isinstance(unknown, Unknown) and len(unknown.args) == 1:
        (argument,) = unknown.args
        if isinstance(argument, Abstraction) and not argument.indices:
            return replace(value, body=Unknown(unknown.function, unknown.args, ((0, ()),) * primes))
    raise unread("unknown-notation", "I do not read a prime here", span)


def _plain(tree: t.Tree, scope: Scope) -> str:
    """Return an argument's canonical spelling, aliases of declared symbols put right."""
    key = latex(tree)
    symbol = scope.signature.symbols.get(key)
    if symbol is not None:
        return symbol.name
    if isinstance(tree, t.Scripts) and isinstance(tree.base, t.Name) and tree.sub is not None:
        column = scope.column(tree.base.text)
        if column is not None and not tree.primes and tree.sup is None:
            return f"{column.columns[0]}_{{{latex(tree.sub)}}}"
    return key
