"""Another name than the one that belongs."""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from derivcheck.diagnose.edits import Edit, Formula, Written, only_if
from derivcheck.diagnose.edits.around import Around
from derivcheck.diagnose.edits.formula import is_transpose
from derivcheck.diagnose.page import Example
from derivcheck.diagnose.slips.base import Slip
from derivcheck.syntax import latex
from derivcheck.syntax import tree as t


def _propose(formula: Formula, around: Around) -> Iterator[Edit]:
    for node in formula.nodes:
        if not isinstance(node, (t.Name, t.Scripts)) or not formula.is_value(node):
            continue
        if formula.is_function(node):
            continue
        name = node.base if isinstance(node, t.Scripts) else node
        if isinstance(name, t.Name) and name.text != "e":
            yield from _other_letter(node, name, formula, around)
            yield from _other_atom(node, formula, around)


def _other_letter(node: t.Tree, name: t.Name, formula: Formula, around: Around) -> Iterator[Edit]:
    """Yield the name with another letter, its index kept: ``ŷ_w`` for ``y_w``."""
    for far, other in enumerate(around.bases[:12]):
        new = replace(node, base=other.tree) if isinstance(node, t.Scripts) else other.tree
        if latex(other.tree) != latex(name):
            pieces = formula.fenced(name.span.start, other.pieces)
            edit = formula.replaced(name, Written(other.tree, pieces), node.span, more=far // 4)
            fits = partial(around.fitting.instead, node, new, formula)
            yield only_if(replace(edit, node=node, new=new), fits)


def _other_atom(node: t.Tree, formula: Formula, around: Around) -> Iterator[Edit]:
    """Yield another name with its index, a transpose kept: ``v_c`` for ``u_o``."""
    mark = node.sup if isinstance(node, t.Scripts) else None
    if mark is not None and not is_transpose(mark):
        return
    span = formula.script_span(mark) if mark is not None else None
    for far, atom in enumerate(around.atoms[:12]):
        if latex(atom.tree) == latex(node):
            continue
        tree, pieces = atom.tree, atom.pieces
        if mark is not None and span is not None:
            tree = (
                replace(tree, sup=mark)
                if isinstance(tree, t.Scripts)
                else t.Scripts(node.span, tree, None, mark, 0)
            )
            pieces = (*pieces, span)
        edit = formula.replaced(node, Written(tree, pieces), more=1 + far // 4)
        yield only_if(edit, partial(around.fitting.instead, node, tree, formula))


SLIP = Slip(
    code="wrong-name",
    says="another quantity belongs here",
    means="One quantity is written where another one is meant: u for v, y for ŷ.",
    advice="copy the line before symbol by symbol; a rule must say where each comes from.",
    cost=15,
    propose=_propose,
    accepted=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w} = (\hat y_w - y_w) v_c", part="c"
    ),
    rejected=Example(
        r"\frac{\partial J_{\text{naive-softmax}}}{\partial u_w} = (\hat y_w - \hat y_w) v_c",
        part="c",
    ),
)
