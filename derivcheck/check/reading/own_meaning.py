"""What a document means by a name that the problem has defined otherwise."""

from collections.abc import Iterator

from derivcheck.check.reading.members import Setting
from derivcheck.check.reading.named_values import family, occurs, plain
from derivcheck.check.reading.own_names import OWN, Names
from derivcheck.elaborate.einstein import definition_with_sums
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.kinds import names_in
from derivcheck.elaborate.letters import sorts_by_use
from derivcheck.elaborate.scope import Scope
from derivcheck.elaborate.signature import Head, take_apart
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import unfold
from derivcheck.term.tensor import Tensor


def own_meaning(tree: t.Tree, body: t.Tree, setting: Setting) -> Names | None:
    """Return what the document means by a name that the problem has defined otherwise.

    ``ŷ = softmax(hW + b)`` or ``J = CE(y, ŷ)``, where the right side rests on letters of the
    document's own, or by its names on what the problem's meaning does not rest on: it cannot be a
    claim about what the problem means.
    """
    signature = setting.signature
    key, letter = latex(tree), None
    if isinstance(tree, t.Scripts) and (entry := _entry(tree, setting)) is not None:
        key, letter = entry
    variants = signature.definitions.get(key)
    defined = variants is not None and variants[0].head.arguments is None
    whole = tree.base if letter is not None and isinstance(tree, t.Scripts) else tree
    own = _own(setting)
    if not (defined or key in signature.losses) or occurs(key, body):
        return None
    if not own and not setting.names.keys() - setting.customary:
        return None
    scope = setting.scope()
    meant = definition_with_sums(body, () if letter is None else (letter,), scope)
    if meant is None:
        return None
    if letter is not None:
        scope.opens = True
        scope.sorts.update(sorts_by_use((tree, body), scope, defining=True))
    value = elaborate(meant, scope)
    if isinstance(value, Failure):
        return None
    if not unfold(value.body, setting.context).symbols & own and not _speaks_of_more(
        whole, key, meant, setting
    ):
        return None
    name = key if defined else key + OWN
    if letter is not None:
        return _of_entries(whole, key, letter, value, scope)
    if defined:
        before = elaborate(tree, setting.scope())
        if isinstance(before, Failure) or before.shape != value.shape:
            return None
    elif not value.is_scalar:
        return None
    return plain(key, name, value, scope)


def _entry(tree: t.Tree, setting: Setting) -> tuple[str, str] | None:
    """Return the name and the letter of ``ŷ_i``, any entry of a vector that the problem defines."""
    head = take_apart(tree)
    letters = letters_below(head, setting)
    variants = setting.signature.definitions.get(head.key)
    entries = variants is not None and len(variants[0].head.indices or ()) == 1
    return (head.key, letters[0]) if entries and letters is not None and len(letters) == 1 else None


def _of_entries(whole: t.Tree, key: str, letter: str, value: Tensor, scope: Scope) -> Names | None:
    """Return the vector of the problem whose entries are said to be others: ``ŷ_i = …``."""
    found = family(key, key, (letter,), value, scope)
    before = elaborate(whole, scope)
    if found is None or isinstance(before, Failure):
        return None
    return found if found.values[key].shape == before.shape else None


def _own(setting: Setting) -> frozenset[str]:
    """Return the letters that the problem does not have, by their names in terms."""
    stated = {entry.name for entry in setting.signature.symbols.values() if entry.stated}
    return frozenset((*stated, *setting.inferred))


def _speaks_of_more(tree: t.Tree, key: str, body: t.Tree, setting: Setting) -> bool:
    """Whether names that the text has defined bring in elements that the problem's meaning has not.

    The mean of a window's vectors, v̂, rests on words that no loss J(v_c, o, U) knows of.  Another
    variable in its place may be a slip.
    """
    used = set(names_in(body)) - setting.customary
    brought = [setting.names[name] for name in setting.names if name in used]
    if not brought:
        return False
    meant = [elaborate(one, setting.scope()) for one in _meanings(tree, key, setting)]
    known = [_beneath(value, setting) for value in meant if isinstance(value, Tensor)]
    if not known or len(known) != len(meant):
        return False
    symbols = frozenset[str]().union(*known)
    new = frozenset[str]().union(*(_beneath(value, setting) for value in brought)) - symbols
    return bool(new & setting.context.maps.keys())


def _meanings(tree: t.Tree, key: str, setting: Setting) -> Iterator[t.Tree]:
    """Yield what the problem says of a name; of a loss that may be any, what it may be."""
    signature = setting.signature
    if key in signature.definitions:
        yield tree
        return
    count = len(signature.losses[key][1].arguments or ())
    for variants in signature.definitions.values():
        if count and len(variants[-1].head.arguments or ()) == count and not variants[-1].own:
            yield variants[-1].body


def _beneath(value: Tensor, setting: Setting) -> frozenset[str]:
    return unfold(value.body, setting.context).symbols


def letters_below(head: Head, setting: Setting) -> tuple[str, ...] | None:
    """Return the index letters of ``z_w``, none for a mere label; None if they are mixed."""
    subs: list[t.Tree] = []
    for sub in head.indices or ():
        subs.extend(sub.factors if isinstance(sub, t.Product) else (sub,))
    free = [
        sub.text
        for sub in subs
        if isinstance(sub, t.Name) and not sub.accent and sub.text not in setting.signature.symbols
    ]
    if len(free) == len(subs) > 2 and len(set(free)) != len(free):
        return ()  # L_{NLL}: letters that spell a label
    if len(free) not in (0, len(subs)) or len(set(free)) != len(free):
        return None
    return tuple(free)
