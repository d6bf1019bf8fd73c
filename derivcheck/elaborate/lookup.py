"""Which function a name denotes, and in which scope what defines it is read."""

from msgspec import Struct

from derivcheck.constructs import Construct, by_spelling
from derivcheck.elaborate.kinds import names_in
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import Defined, Head
from derivcheck.elaborate.spelling import nearest
from derivcheck.problem.model import SymbolEntry
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


class Named(Struct, frozen=True):
    """A function of the problem: its definitions, the more special ones first."""

    variants: tuple[Defined, ...]


class Loss(Struct, frozen=True):
    """A function of which nothing is known but its arguments."""

    entry: SymbolEntry
    head: Head


Function = Named | Loss | Construct


def lookup(tree: t.Tree, scope: Scope) -> Function | None:
    """Return the function that a name denotes, or None if it denotes none."""
    if not isinstance(tree, (t.Name, t.Words, t.Scripts)):
        return None
    key = latex(tree)
    if key in scope.locals:
        return None
    typo = scope.signature.typos.get(key)
    if typo is not None:
        scope.remark("misspelt-name", f"{key} is read as {latex(typo)}", tree.span)
        return lookup(typo, scope)
    spelling = scope.signature.aliases.get(key)
    if spelling is not None:
        return lookup(spelling, scope)
    variants = scope.signature.definitions.get(key)
    if variants and variants[0].head.arguments is not None:
        return Named(variants)
    loss = scope.signature.losses.get(key)
    if loss is not None:
        return Loss(*loss)
    if isinstance(tree, t.Words):
        plain = "".join(filter(str.isalpha, tree.text)).lower()
        return by_spelling().get(tree.text) or by_spelling().get(plain)
    if key == "CE":
        return by_spelling()["CE"]
    near = nearest(key, scope.signature.definitions)
    if near is not None:
        scope.remark("misspelt-name", f"{key} is read as {near}", tree.span)
        return Named(scope.signature.definitions[near])
    return None


def is_placeholder(argument: t.Tree, scope: Scope, defined: Defined | None = None) -> bool:
    """Whether a head's argument is a mere letter rather than a symbol of the problem.

    What the document declares is no symbol for the problem's definitions.
    """
    if isinstance(argument, t.Ellipsis_) or (defined is not None and defined.named):
        return False
    key = latex(argument)
    if defined is not None and key in defined.numbers:
        return True
    if isinstance(argument, t.Name):
        letters = scope.letters
        if defined is not None and defined.own and key in names_in(defined.body):
            # what it was where the function was defined; the w of J(w) = Σ log ŷ is in the ŷ
            letters = {letter.key: letter for letter in defined.letters}
        symbol, letter = scope.signature.symbols.get(key), letters.get(key)
        if symbol is None and letter is not None:
            return not letter.kind.sorts
        problems = defined is not None and not defined.own
        return symbol is None or symbol.kind == "real" or (symbol.stated and problems)
    return False


def definition_scope(scope: Scope, defined: Defined | None = None) -> Scope:
    """Return the scope in which a definition is read: a problem's own knows no other names."""
    if defined is not None and defined.own:
        letters = {letter.key: letter for letter in defined.letters}
        own = {**scope.locals, **{key: letter.value for key, letter in letters.items()}}
        inner = Scope(
            scope.signature, scope.context, scope.conventions, locals=own, loss=scope.loss
        )
        inner.letters = {**scope.letters, **letters}
        inner.fresh, inner.inferred, inner.taken = scope.fresh, scope.inferred, scope.taken
        inner.upstream = scope.upstream
        return inner
    return Scope(scope.signature, scope.context, {"vectors": "columns"})
