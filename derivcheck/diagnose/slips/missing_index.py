"""A name without the index that it needs."""

from collections.abc import Iterator

from msgspec.structs import replace

from derivcheck.diagnose.edits import Change, Edit, Formula
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.source import Span
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        bare = node.base if isinstance(node, t.Scripts) and node.sub is None else node
        if not isinstance(bare, t.Name) or formula.is_function(bare):
            continue
        if bare is node and formula.role(node) == "base":
            continue  # looked at with its scripts
        if formula.is_value(node) and not formula.is_function(node):
            for far, letter in enumerate(around.letters[:8]):
                yield _with_index(node, bare, letter, far // 2, formula)
    yield from _everywhere(formula, around)


def _everywhere(formula: Formula, around: Around) -> Iterator[Edit]:
    """Yield the index put to every name that stands with an index elsewhere."""
    bare = [
        node
        for node in formula.nodes
        if isinstance(node, t.Name)
        and not formula.is_function(node)
        and formula.is_value(_scripted(node, formula))
        and not _has_index(node, formula)
    ]
    indexed = {latex(atom.tree.base) for atom in around.atoms if isinstance(atom.tree, t.Scripts)}
    chosen = [node for node in bare if latex(node) in indexed]
    if len(chosen) < 2:
        return
    for far, letter in enumerate(around.letters[:8]):
        ends = [formula.braced(node).end for node in chosen]
        changes = tuple(Change(Span(end, end), (_subscript(letter),)) for end in ends)
        yield Edit(formula.tree, None, changes, chosen[0].span.to(chosen[-1].span), far // 2)


def _subscript(letter: str) -> str:
    return f"_{letter}" if len(letter) == 1 else f"_{{{letter}}}"


def _scripted(node: t.Tree, formula: Formula) -> t.Tree:
    above = formula.parent(node)
    whole = isinstance(above, t.Scripts) and formula.role(node) == "base"
    return above if whole and above is not None else node


def _has_index(node: t.Tree, formula: Formula) -> bool:
    above = _scripted(node, formula)
    return isinstance(above, t.Scripts) and above.sub is not None


def _with_index(node: t.Tree, bare: t.Name, letter: str, more: int, formula: Formula) -> Edit:
    sub = t.Name(bare.span, letter)
    new = (
        replace(node, sub=sub)
        if isinstance(node, t.Scripts)
        else t.Scripts(node.span, node, sub, None, 0)
    )
    end = formula.braced(bare).end
    return Edit(node, new, (Change(Span(end, end), (_subscript(letter),)),), node.span, more)


SLIP = Slip(
    code="missing-index",
    says="an index is missing here",
    means="The whole vector stands where one of its entries is meant: ŷ for ŷ_w. The shapes of the "
    "line do not fit, or it says something else.",
    advice="write the index wherever one entry is meant.",
    cost=14,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w} = (\hat y_w - y_w) v_c", part="c"
    ),
    rejected=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w} = (\hat y - y_w) v_c", part="c"
    ),
    joins="shape",
)
