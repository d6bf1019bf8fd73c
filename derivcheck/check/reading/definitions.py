"""Which ``=`` introduces a name instead of claiming something, and what the name stands for."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from derivcheck.check.reading.function_heads import function_in
from derivcheck.check.reading.in_passing import number_in_passing, only_spoken_of
from derivcheck.check.reading.left_sides import is_head, left_side, within_logarithm
from derivcheck.check.reading.members import Reading, Setting
from derivcheck.check.reading.named_values import family, occurs, plain, unbound
from derivcheck.check.reading.own_meaning import letters_below, own_meaning
from derivcheck.check.reading.own_names import OWN, Names
from derivcheck.check.reading.rivals import ends_with_number, in_a_row
from derivcheck.constructs import by_spelling
from derivcheck.document.model import Chain
from derivcheck.elaborate.by_entries import vector_of
from derivcheck.elaborate.einstein import definition_with_sums
from derivcheck.elaborate.failure import Failure
from derivcheck.elaborate.formula import elaborate
from derivcheck.elaborate.indices import try_index
from derivcheck.elaborate.kinds import names_in
from derivcheck.elaborate.letters import sorts_by_use
from derivcheck.elaborate.names import symbol_value, vector_shape
from derivcheck.elaborate.signature import Head, take_apart
from derivcheck.elaborate.spelling import nearest
from derivcheck.problem.model import Problem, ProblemError, SymbolEntry
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t
from derivcheck.term.core import Entry, IndexVar
from derivcheck.term.tensor import Tensor


def customary_names(setting: Setting, problem: Problem) -> Names:
    """Return what a problem says that names mean by custom; raises `ProblemError`.

    A problem writes vectors as columns; where the document's are rows, so are these.
    """
    names = Names()
    columns = replace(setting, conventions={"vectors": "columns"})
    for at, entry in enumerate(problem.customary):
        head = take_apart(entry.head.tree)
        if setting.signature.symbols.get(head.key) is not None:
            continue  # the document itself declares it
        if head.arguments is not None:
            found = _function(head, entry.head.tree, entry.body.tree, columns)
        else:
            found = _value(head, entry.head.tree, entry.body.tree, columns)
        if found is None:
            message = f"“{entry.head.latex}” cannot be a customary name for “{entry.body.latex}”"
            raise ProblemError(message, problem.path, entry.head.line)
        (key,) = (*found.functions, *found.values)
        values = {key: _upright(value, setting) for key, value in found.values.items()}
        names = names.joined(replace(found, values=values, places={key: -1 - at}))
    return names


def _upright(value: Tensor, setting: Setting) -> Tensor:
    """Return a vector that stands as the document's vectors do; other values as they are."""
    if len(value.indices) != 1:
        return value
    return replace(value, shape=vector_shape(value.indices[0], setting.scope()))


def new_function(chain: Chain, setting: Setting) -> bool:
    """Whether a chain begins like the definition ``f(w) = …`` of a function nobody knows yet."""
    tree = left_side(chain, setting.signature.words)
    if not isinstance(tree, t.Product) or _is_construct(tree):
        return False
    key = take_apart(tree).key
    return key not in setting.signature.definitions and not _known(key, setting)


def restates_constraint(left: Reading, setting: Setting) -> bool:
    """Whether a left side is a constrained symbol, ``y`` or ``y_w``, that the row describes."""
    value = left.tensor
    if value is None or not isinstance(value.body, Entry):
        return False
    return value.body.symbol in setting.context.one_hot and isinstance(
        left.tree, (t.Name, t.Scripts, t.Words)
    )


def definition_in(
    chain: Chain, setting: Setting, part: Names, waiting: frozenset[str]
) -> Names | None:
    """Return the name that a chain's first ``=`` defines, or None if it defines none.

    A bare name, a family ``z_w`` or a function ``f(x)`` of plain letters, that neither the
    problem nor this part of the document has defined before, that does not occur on the
    right and that the part does not ask for.  ``waiting`` are names whose meaning is said elsewhere
    in the same place and not known yet: nothing rests on them before it is.
    """
    relation = chain.relations[0]
    left, right = chain.members[relation.left], chain.members[relation.right]
    if not may_tell(chain) or not left.tokens or not right.tokens:
        return None
    tree = parse(left.tokens, setting.signature.words)
    body = parse(right.tokens, setting.signature.words)
    if (inner := within_logarithm(tree)) is not None:
        tree, body = inner, _exponential(body)
    if waiting & set(names_in(body)):
        return None
    if number_in_passing(chain, body):
        return None
    found = own_meaning(tree, body, setting) or new_name(tree, body, setting)
    if found is None:
        return None
    key = next(iter((*found.values, *found.functions)))
    place = relation.span.start
    # a second definition in one part is a claim
    if key in part.places and key not in part.claimed:
        return None
    if ends_with_number(body) and not in_a_row(chain, relation.right):
        return Names(places={key: place})  # a + b (2) may be a + b
    beneath = (*setting.beneath, *setting.letters.values())
    return replace(found, places={key: place}, beneath=beneath)


def may_tell(chain: Chain) -> bool:
    """Whether the first ``=`` of a chain stands as one that says in general what a name is."""
    relation = chain.relations[0]
    plain = relation.sign == "=" and relation.left == 0 and chain.spoken is None
    return plain and not _in_one_case(chain) and not only_spoken_of(chain)


def _exponential(tree: t.Tree) -> t.Tree:
    argument = t.Group(tree.span, "(", tree)
    return t.Prefix(tree.span, "\\exp", None, argument, rest=None)


_OTHERWISE = later(r"\botherwise\b|否则", re.IGNORECASE)


def _in_one_case(chain: Chain) -> bool:
    """Whether a sentence says what a name is in one case, and what it is otherwise."""
    found = (_OTHERWISE.search(words) for words in (chain.before[-40:], chain.after[:60]))
    return any(one is not None for one in found)


def new_name(tree: t.Tree, body: t.Tree, setting: Setting) -> Names | None:
    """Return what a left side is defined to be, if it is a new name."""
    head = take_apart(tree)
    if not is_head(tree) or _asked_for(tree, setting) or _is_construct(tree):
        return None
    letters = [latex(index) for index in head.indices or ()]
    meant = definition_with_sums(body, letters, setting.scope())
    if meant is None:
        return None
    body = meant
    found = _function(head, tree, body, setting)
    if found is None and head.arguments is None:
        found = _value(head, tree, body, setting)
    return found


def _is_construct(tree: t.Tree) -> bool:
    """Whether the name on the left is that of a function that is known everywhere."""
    name = tree.factors[0] if isinstance(tree, t.Product) else tree
    return isinstance(name, t.Words) and name.text in by_spelling()


def _is_spelt_construct(tree: t.Tree) -> bool:
    """Whether a product begins with a known function, however its name is written."""
    name = tree.factors[0] if isinstance(tree, t.Product) else tree
    text = name.text if isinstance(name, t.Words) else ""
    return "".join(filter(str.isalpha, text)).lower() in by_spelling()


def _asked_for(tree: t.Tree, setting: Setting) -> bool:
    goal = setting.entry.goal if setting.entry else None
    if goal is None or latex(tree) in setting.taken:
        return False
    return latex(tree) in {latex(node) for node in goal.tree.walk()}


def _function(head: Head, tree: t.Tree, body: t.Tree, setting: Setting) -> Names | None:
    """Return ``f(x) = …`` for a new function of plain letters, or of symbols as they are."""
    if head.arguments is None or _known(head.key, setting) or occurs(head.key, body):
        return None
    if _is_entry(tree, setting):
        return None
    if head.key in setting.signature.aliases:
        return None
    if head.indices is not None:
        if head.key in setting.signature.definitions or _is_spelt_construct(tree):
            return None  # an entry of what a known function gives: a claim
        index, *_ = head.indices
        assert isinstance(index, t.Name)
        head, body = replace(head, indices=None), vector_of(body, index)
    return function_in(head, tree, body, setting)


def _is_entry(tree: t.Tree, setting: Setting) -> bool:
    """Whether the x_1 of ``x_1(t) = …`` is an entry of a known x, and no function."""
    name = tree.factors[0] if isinstance(tree, t.Product) else tree
    if not isinstance(name, t.Scripts) or not isinstance(name.sub, t.Numeral):
        return False
    key = latex(name.base)
    return key in setting.signature.symbols or key in setting.names or key in setting.letters


def _value(head: Head, tree: t.Tree, body: t.Tree, setting: Setting) -> Names | None:
    letters = letters_below(head, setting)
    key = head.key if letters else latex(tree)
    declared = None if key in setting.taken else setting.signature.symbols.get(key)
    base = None if head.key in setting.taken else setting.signature.symbols.get(head.key)
    if letters is None or occurs(key, body) or _is_partial(tree, setting):
        return None
    if head.indices and _known(head.key, setting) and not _may_be_defined(base):
        return None
    if head.indices and base is not None and base.stated and base.kind != "real" and not letters:
        return None  # a component of a declared vector
    if head.indices and head.key in setting.names and not letters:
        known = setting.names[head.key].indices
        counted = any(axis.sort.fixed is not None for axis in known)
        entry = bool(known) and not _is_of_another_set(head, known, setting)
        if counted or (entry and not _numbered(head)):
            return None  # a component of a defined vector: a claim
    if declared is None:
        if _known(key, setting) or (letters and _known(latex(tree), setting)):
            return None
        own = key in setting.taken
        if not letters and setting.signature.sort_of_letter(key) is not None:
            return None
        if not own and try_index(tree, setting.scope()) is not None:
            return None
    elif not _may_be_defined(declared):
        return None
    if isinstance(body, t.Numeral) and (declared is not None or key in setting.names):
        return None
    scope = setting.scope()
    scope.opens = True
    scope.sorts.update(sorts_by_use((tree, body), scope, defining=True))
    value = elaborate(body, scope)
    if isinstance(value, Failure) or _is_constant(head, value):
        return None
    known = setting.names[head.key].indices if _is_vector(head.key, setting) else ()
    if (
        known
        and head.indices
        and not letters
        and value.is_scalar
        and (not _is_of_another_set(head, known, setting))
    ):
        return None  # an entry of a defined vector: a claim
    new = head.key not in setting.names and base is None
    if letters and new and not any(occurs(letter, body) for letter in letters):
        if unbound(value.body.free - set(value.indices), scope):
            return None  # p_j = e^{a_i}: a slip in one of the letters
        # g_i = Σ_k e^{θ_k}: the same for every i, so that i is no more than a label
        key, letters = latex(tree), ()
    name = key + OWN if declared is not None or key in setting.signature.symbols else key
    make = family(key, name, letters, value, scope) if letters else plain(key, name, value, scope)
    return make if make is None or _as_declared(make.values[key], declared, setting) else None


def _is_vector(key: str, setting: Setting) -> bool:
    return key in setting.names and len(setting.names[key].indices) == 1


def _is_constant(head: Head, value: Tensor) -> bool:
    """Whether ``e = …`` or ``π = …`` claims what a number is, ``e_i = …`` what a basis vector is.

    The error of a regression is called e, too, its entries e_i; a policy is called π.
    """
    if head.key == "e":
        return not value.is_scalar if head.indices else not value.body.symbols
    return head.key == "\\pi" and not head.indices and value.is_scalar


def _is_partial(tree: t.Tree, setting: Setting) -> bool:
    """Whether ``f_x`` may stand for the derivative of a defined f(x, y) by x."""
    if not isinstance(tree, t.Scripts) or tree.sub is None:
        return False
    by = {latex(node) for node in tree.sub.walk() if isinstance(node, t.Name)}
    variants = setting.signature.definitions.get(latex(tree.base), ())
    arguments = (one for defined in variants for one in defined.head.arguments or ())
    return any(latex(one) in by for one in arguments)


def _may_be_defined(symbol: SymbolEntry | None) -> bool:
    """Whether a document may say what a symbol is: it has only declared it, or it is a number."""
    return symbol is not None and (symbol.kind == "real" or symbol.stated)


def _as_declared(value: Tensor, symbol: SymbolEntry | None, setting: Setting) -> bool:
    """Whether a value has the shape that the document has declared for its name."""
    if symbol is None or not symbol.stated:
        return True
    return value.shape == symbol_value(symbol, setting.scope()).shape


def _is_of_another_set(head: Head, axes: Sequence[IndexVar], setting: Setting) -> bool:
    """Whether p_o is no component of the p_k that a text has for samples k: o is a word."""
    found = [try_index(index, setting.scope()) for index in head.indices or ()]
    return len(found) == len(axes) == 1 and found[0] is not None and found[0].sort != axes[0].sort


def _numbered(head: Head) -> bool:
    """Whether the subscripts are numbers: h_1 and h_2 may be two vectors beside a vector h."""
    return all(isinstance(index, t.Numeral) for index in head.indices or ())


def _known(key: str, setting: Setting) -> bool:
    """Whether a name has a meaning that the document has not given it."""
    signature = setting.signature
    if key in setting.taken:
        return False
    return (
        key in signature.symbols
        or any(not defined.own for defined in signature.definitions.get(key, ()))
        or key in signature.columns
        or (key in signature.losses and signature.losses[key][1].key == key)
        or (key in signature.aliases and not _spells_function(key, setting))
        or key in signature.typos
        or signature.sort_of_size(key) is not None
        or key == "CE"
        or nearest(key, signature.definitions) is not None
    )


def _spells_function(key: str, setting: Setting) -> bool:
    """Whether a name is another spelling of a function, as the p of p(o|c): a value may have it."""
    meant = latex(setting.signature.aliases[key])
    variants = setting.signature.definitions.get(meant, ())
    return bool(variants) and all(one.head.arguments is not None for one in variants)
