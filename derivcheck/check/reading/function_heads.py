"""Functions that a document defines: their arguments are letters, or things that have names."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from derivcheck.check.reading.free_letters import with_letters
from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.own_names import Names
from derivcheck.document.model import Chain
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.kinds import Kind, Letter, letter
from derivcheck.elaborate.lookup import is_placeholder
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import Defined, Head, take_apart
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.core import Entry, Sort
from derivcheck.term.tensor import Tensor, scalar

# marks the argument of a function of vectors; it cannot be written
MEMBER = "·"


def function_in(head: Head, tree: t.Tree, body: t.Tree, setting: Setting) -> Names | None:
    """Return what ``f(x) = …`` says of a new f, or ``L(\\hat y) = …`` where ŷ has a meaning."""
    keys = [latex(argument) for argument in head.arguments or ()]
    if len(set(keys)) != len(keys):
        return None
    shown = f"{latex(tree)} = {latex(body)}"
    defined = Defined(head, body, shown, None, own=True, letters=tuple(setting.letters.values()))
    # the x of p(x) is a number, whatever x is outside, where nothing else has a meaning
    shadowing = frozenset(key for key in keys if key in setting.signature.symbols)
    named = replace(defined, named=True)
    members = tuple(_members(keys, setting))
    number = _body_of(defined, setting)
    if not members and number is not None and _is_row(number, setting):
        members = _making_a_number(defined, keys, number, setting)
    if members and (number is None or not number.is_scalar):
        defined = replace(defined, letters=(*defined.letters, *members))
    for one in (defined, replace(defined, numbers=shadowing), named):
        if has_a_meaning(one, setting):
            return Names(functions={head.key: one})
    return None


def with_members(keys: Iterable[str], setting: Setting) -> Setting:
    """Return a setting in which a function's arguments are vectors, where a text has such."""
    kinds = {one.key: one.kind for one in _members(keys, setting)}
    return with_letters(setting, kinds) if kinds else setting


def with_arguments(chain: Chain, setting: Setting) -> Setting:
    """Return a setting in which the x of a chain with ``f(x)`` is what the text's own f takes."""
    taken = {
        known.key: known.kind
        for variants in setting.signature.definitions.values()
        for one in variants
        if one.own and any(known.symbol.endswith(MEMBER) for known in one.letters)
        if any(_is_head(tree, one) for tree in _trees(chain, setting))
        for known in one.letters
        if known.symbol.endswith(MEMBER) and _is_free(known.key, setting)
    }
    return with_letters(setting, taken) if taken else setting


def _trees(chain: Chain, setting: Setting) -> Iterator[t.Tree]:
    for member in chain.members:
        if member.tokens:
            yield from parse(member.tokens, setting.signature.words).walk()


def _is_head(tree: t.Tree, defined: Defined) -> bool:
    """Whether a tree is the f(x) of ``f(x) = …``."""
    if not isinstance(tree, t.Product):
        return False
    head = take_apart(tree)
    return head.key == defined.head.key and tuple(map(latex, head.arguments or ())) == tuple(
        map(latex, defined.head.arguments or ())
    )


def _members(keys: Iterable[str], setting: Setting) -> Iterator[Letter]:
    """Yield the x of ``h(x)`` as a vector where a text has vectors x_i, and no x."""
    signature = setting.signature
    for key in keys:
        family = signature.columns.get(key) or signature.columns.get(f"{key}^{{()}}")
        if family is None or not family.stated or key in setting.taken:
            continue
        if _is_free(key, setting):
            yield _member(key, signature.sort(family.sorts[0]), setting)


def _member(key: str, sort: Sort, setting: Setting) -> Letter:
    rows = setting.conventions.get("vectors") == "rows"
    return letter(key, Kind((sort,)), f"{key}{MEMBER}", rows=rows)


def _is_free(key: str, setting: Setting) -> bool:
    """Whether nothing says what a letter is."""
    tables = (setting.names, setting.letters, setting.signature.symbols)
    return not any(key in table for table in tables)


def _is_row(value: Tensor, setting: Setting) -> bool:
    rows = setting.conventions.get("vectors") == "rows"
    return not rows and len(value.indices) == 1 and value.shape[0] is None


def _making_a_number(
    defined: Defined, keys: Iterable[str], row: Tensor, setting: Setting
) -> tuple[Letter, ...]:
    """Return the one argument that is a vector where numbers would make a row: no h(x) = θ^T x."""
    made = []
    for key in keys:
        vector = _member(key, row.indices[0].sort, setting)
        tried = replace(defined, letters=(*defined.letters, vector))
        if _is_free(key, setting) and _is_number(tried, setting):
            made.append(vector)
    return tuple(made) if len(made) == 1 else ()


def has_a_meaning(defined: Defined, setting: Setting) -> bool:
    """Whether the body of a function can be read with its arguments as free letters."""
    return _body_of(defined, setting) is not None


def _is_number(defined: Defined, setting: Setting) -> bool:
    """Whether the body of a function is a number where its new arguments are numbers."""
    body = _body_of(defined, setting)
    return body is not None and body.is_scalar


def _body_of(defined: Defined, setting: Setting) -> Tensor | None:
    scope = setting.scope()
    own = {one.key: one.value for one in defined.letters}
    scope.locals = {**own, **scope.locals}
    scope.letters = {**{one.key: one for one in defined.letters}, **scope.letters}
    known = scope.signature.symbols.keys() | scope.letters.keys()
    for argument in defined.head.arguments or ():
        key = latex(argument)
        if defined.named:
            if not isinstance(elaborate(argument, scope), Tensor):
                return None
        elif is_placeholder(argument, scope, defined):
            scope.locals[key] = scalar(Entry(f"·{key}", ()))
        elif key not in known and not _is_column(argument, scope):
            return None
    body = elaborate(defined.body, scope)
    return None if isinstance(body, Failure) else body


def _is_column(argument: t.Tree, scope: Scope) -> bool:
    """Whether an argument is one of the vectors that a symbol holds: v_c, or u_w for every w."""
    scope.opens = True
    value = elaborate(argument, scope) if isinstance(argument, t.Scripts) else None
    scope.opens = False
    known = scope.signature.symbols
    return (
        isinstance(value, Tensor) and isinstance(value.body, Entry) and value.body.symbol in known
    )
