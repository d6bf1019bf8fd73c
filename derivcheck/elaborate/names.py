"""Names without scripts: symbols, letters, sizes, words, and the nearest known one."""

import difflib

from msgspec.structs import replace

from derivcheck.elaborate import formula, functions
from derivcheck.elaborate.failure import Failure, unread
from derivcheck.elaborate.kinds import Usage, bare_key, ranks_of
from derivcheck.elaborate.scope import Scope
from derivcheck.problem.model import SymbolEntry
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t
from derivcheck.term.context import Definition, unfold
from derivcheck.term.core import ONE, Call, Constant, Entry, IndexVar, Size, add, number, quotient
from derivcheck.term.substitute import substitute
from derivcheck.term.tensor import Shape, Tensor, scalar

# words that stand for the first member of the part's first chain
REFERENTS = {
    "原式",
    "上式",
    "LHS",
    "the original expression",
    "original expression",
    "original",
    "origin",
}

# where a letter may be declared to lie, by how many axes it has
SPACES = ("\\mathbb{R}", "\\mathbb{R}^n", "\\mathbb{R}^{m \\times n}")
# words that say what a letter is which mostly stands for a function
SAID = {"\\sigma": "where \\sigma is the sigmoid", **{f: f"{f}(x) = …" for f in "fgh"}}


# the code of the remark on a letter that is another spelling of a function
SPELLED = "other-spelling"


def named(tree: t.Name | t.Words, scope: Scope) -> Tensor:
    """Return the value of a bare name; raises `Failure`."""
    key = latex(tree)
    if key in scope.locals:
        return own_value(key, tree, scope)
    if isinstance(tree, t.Words) and tree.text in REFERENTS:
        return _referent(tree, scope)
    symbol = scope.signature.symbols.get(key)
    spelling = scope.signature.aliases.get(key)
    if spelling is not None:
        own = symbol is not None and symbol.stated
        if key.isalpha() and latex(spelling) in scope.signature.definitions:
            said = f"the {key} of the text" if own else latex(spelling)
            message = f"{key}, another spelling of {latex(spelling)}, is read as {said}"
            scope.remark(SPELLED, message, tree.span)
        if not own:
            return formula.value(spelling, scope)
    if symbol is not None and symbol.kind != "element":
        return symbol_value(symbol, scope)
    found = functions.bare(key, tree.span, scope)
    if found is not None:
        return found
    sort = scope.signature.sort_of_size(key)
    if sort is not None:
        return scalar(Size(sort))
    part = _part_of_size(key, scope)
    if part is not None:
        return part
    if key == "e":
        return scalar(Call("exp", (number(1),)))
    if key == "\\pi":
        return scalar(Constant("pi"))
    raise unknown(tree, key, scope)


def _part_of_size(key: str, scope: Scope) -> Tensor | None:
    """Return the m of a set of size 2m or m + 1, or None for any other name."""
    for entry in scope.signature.sorts:
        match entry.size.tree:
            case t.Product(factors=(t.Numeral(text=count), t.Name() as letter), signs=("",)):
                if latex(letter) == key and count.isdecimal() and int(count):
                    return scalar(quotient(Size(entry.sort), number(int(count))))
            case t.Summands(terms=(t.Name() as letter, t.Numeral(text="1")), signs=("", "+")):
                if latex(letter) == key:
                    return scalar(add(Size(entry.sort), number(-1)))
    return None


# the code of the remark on a name that stands for another thing at each value of a Σ's index
CAPTURED = "name-under-sum"


def _under_sum(key: str, value: Tensor, index: IndexVar, tree: t.Tree, scope: Scope) -> Tensor:
    """Return what a name defined for one k is at the k of a Σ around it; raises `Failure`."""
    bound = scope.bound[index.name]
    if not isinstance(bound, IndexVar) or bound.sort is not index.sort:
        message = f"{key} was defined for one {index.name}; here {index.name} is bound"
        raise unread("unbound-index", message, tree.span)
    message = f"{key} was defined for one {index.name}; here it is that of each {index.name}"
    scope.remark(CAPTURED, message, tree.span)
    return replace(value, body=substitute(unfold(value.body, scope.context), {index: bound}))


def own_value(key: str, tree: t.Tree, scope: Scope) -> Tensor:
    """Return what the document has defined a name to be; raises `Failure`.

    A letter that the definition leaves free, ``b = u_k^T v``, is free where the name stands, and
    the one of the Σ where the name stands below one over it.
    """
    value = scope.locals[key]
    scope.note_origin(key, tree.span)
    noted(key, tree, scope)
    if key in scope.letters and scope.letters[key].kind.members:
        message = f"{key} is read as {scope.letters[key].words}; here it has no index"
        raise Failure("unread", "wrong-index", message, tree.span)
    definition = scope.context.definitions.get(getattr(value.body, "symbol", ""))
    for index in () if definition is None else _left_free(definition):
        if index.name in scope.bound:
            value = _under_sum(key, value, index, tree, scope)
            continue
        if index.name not in scope.signature.symbols.keys() - scope.taken:
            scope.free.setdefault(index.name, index)
    return value


def noted(key: str, tree: t.Tree, scope: Scope) -> None:
    """Note what a letter that nobody has declared is read as."""
    if key in scope.letters:
        message = f"nobody says what {key} is; it is read as {scope.letters[key].words}"
        scope.remark("inferred-symbol", message, tree.span)


def _left_free(definition: Definition) -> tuple[IndexVar, ...]:
    return tuple(i for i in definition.body.free_in_order if i not in definition.indices)


def unknown(tree: t.Tree, key: str, scope: Scope) -> Failure:
    """Return the failure of a name that has no value here."""
    letter = scope.letter(key)
    if letter is not None or (
        (entry := scope.signature.symbols.get(key)) is not None and entry.kind == "element"
    ):
        # the writer may mean another thing by this letter, so it is not called an error
        message = f"{key} is an index; it has no value of its own"
        name = key if letter is None else None
        return Failure("unread", "index-as-value", message, tree.span, name=name)
    if scope.signature.sort_of_letter(key) is not None:
        return scope.unbound(key, tree.span)
    if scope.only_kinds:
        return Failure("unread", "unknown-symbol", "", tree.span, name=bare_key(tree))
    shown = tree.text if isinstance(tree, t.Words) and not tree.text.startswith("$") else key
    message = f"I do not know what {shown} stands for here"
    known = [name for name in scope.signature.known_names() if not name.endswith(("()}", "[]}"))]
    near = difflib.get_close_matches(key, known, 1, 0.75)
    if near and len(key) > 2:
        message += f"; did you mean {near[0]}?"
    elif bare_key(tree) in scope.unsure:
        message += "; a number and a vector or matrix would both fit, so write which"
    elif ranks := ranks_of(key, Usage()):
        said = SAID.get(key) or f"where {key} \\in {SPACES[2 if 2 in ranks else 1]}"
        message += f"; write e.g. “{said}”, or declare it in the problem"
    return Failure("unread", "unknown-symbol", message, tree.span, name=bare_key(tree))


def axis(sort_name: str, scope: Scope, ordinal: int = 0) -> IndexVar:
    """Return the axis of a symbol; its name cannot be written in a formula."""
    sort = scope.signature.sort(sort_name)
    return IndexVar(f"·{sort_name}" + "'" * ordinal, sort)


def symbol_value(symbol: SymbolEntry, scope: Scope) -> Tensor:
    """Return a declared symbol as a tensor."""
    if symbol.kind == "real":
        return scalar(Entry(symbol.name, ()))
    if symbol.kind == "column":
        return vector(symbol.name, axis(symbol.sorts[0], scope), scope)
    if symbol.kind == "row":
        index = axis(symbol.sorts[0], scope)
        return Tensor((None, index.sort), (index,), Entry(symbol.name, (index,)))
    if symbol.kind == "matrix":
        same = symbol.sorts[0] == symbol.sorts[1]
        row, column = axis(symbol.sorts[0], scope), axis(symbol.sorts[1], scope, int(same))
        entry = Entry(symbol.name, (row, column))
        if stored_by_rows(symbol.name, scope):
            return Tensor((column.sort, row.sort), (column, row), entry)
        return Tensor((row.sort, column.sort), (row, column), entry)
    raise AssertionError(f"{symbol.name} is a {symbol.kind}")


# the name under which a text may declare a bold 1
ONES = "\\mathbf{1}"


def ones(tree: t.Tree, scope: Scope) -> Tensor | None:
    """Return the vector of ones that a bold 1 is where its length is declared, or None."""
    symbol = scope.signature.symbols.get(ONES)
    if symbol is None or not is_bold_one(tree):
        return None
    return replace(symbol_value(symbol, scope), body=ONE)


def is_bold_one(tree: t.Tree) -> bool:
    """Whether a tree is a bold 1."""
    return isinstance(tree, t.Numeral) and tree.bold and tree.text == "1"


def stored_by_rows(name: str, scope: Scope) -> bool:
    """Whether the document's matrix of this name is the transpose of the problem's."""
    return scope.conventions.get(f"storage {name}") == "rows"


def vector(name: str, index: IndexVar, scope: Scope) -> Tensor:
    """Return a vector symbol, standing as the convention has it."""
    return Tensor(vector_shape(index, scope), (index,), Entry(name, (index,)))


def vector_shape(index: IndexVar, scope: Scope) -> Shape:
    """Return the shape of a vector under the convention in force."""
    return (None, index.sort) if scope.conventions.get("vectors") == "rows" else (index.sort, None)


def _referent(tree: t.Words, scope: Scope) -> Tensor:
    referent = scope.referent
    if referent is None:
        raise unread("no-referent", f"{tree.text} has nothing before it to stand for", tree.span)
    if scope.derived is not None and isinstance(referent, t.Derive):
        if latex(referent.variable) != latex(scope.derived) or referent.operand is None:
            message = f"I cannot tell what {tree.text} stands for under this derivative"
            raise unread("ambiguous-referent", message, tree.span)
        referent = referent.operand
    return formula.value(referent, scope)
