"""Surface trees back to LaTeX, in one canonical spelling.

Two trees that differ only in spans, bold, spacing or Unicode print alike, so that the
printed form also serves to recognise a formula again (a name, a size, an argument list).
"""

from derivcheck.source.pattern import later
from derivcheck.syntax import tree as t

_CLOSE = {"(": ")", "[": "]", "{": "\\}", "|": "|", "‖": "\\|", "⟨": "\\rangle", "": ""}
_OPEN = {"{": "\\{", "‖": "\\|", "⟨": "\\langle"}
_SIGNS = {
    "≠": "\\neq", "≤": "\\leq", "≥": "\\geq", "∈": "\\in", "∉": "\\notin", "∼": "\\sim",
    "·": "\\cdot", "×": "\\times", "⊙": "\\odot", "∘": "\\circ", "⊗": "\\otimes", "…": "\\dots",
}  # fmt: skip

# a letter that stands for its own name, as the label of h_θ does, is shown as the letter; one
# that is another name than the letter alone in braces, which no page shows
_LETTER = later(r"\$((?:\w|\\[A-Za-z]+|\{(?:\w|\\[A-Za-z]+)\})(?:[-+]\d)?)\$")
_KEPT, _PRINTED = "_latex", "_printed"


def latex(node: t.Tree) -> str:
    """Return the canonical LaTeX of a tree; kept on the node, as names are looked up by it."""
    known: str | None = getattr(node, _KEPT, None)  # half the time that `node.__dict__` takes
    if known is None:
        known = node.__dict__[_KEPT] = " ".join(_print(node).split())
    return known


def _print(node: t.Tree) -> str:
    """Return a tree's LaTeX, its spaces as they come; kept, as nodes are printed above it too."""
    known: str | None = getattr(node, _PRINTED, None)
    if known is None:
        known = node.__dict__[_PRINTED] = _made(node)
    return known


def print_alike(node: t.Tree, other: t.Tree) -> None:
    """Let another tree be printed as one that differs from it in its spans only."""
    kept: dict[str, str] = node.__dict__
    other.__dict__.update((key, kept[key]) for key in (_KEPT, _PRINTED) if key in kept)


def _made(node: t.Tree) -> str:
    match node:
        case t.Numeral():
            return node.text
        case t.Words():
            letter = _LETTER.fullmatch(node.text)
            return letter[1] if letter else f"\\text{{{node.text}}}"
        case t.Name():
            plain = f"\\{node.accent}{{{node.text}}}" if node.accent else node.text
            return f"{plain}^{{{node.raised}{_CLOSE[node.raised]}}}" if node.raised else plain
        case t.Ellipsis_():
            return "\\dots"
        case t.Slice():
            return ":"
        case t.Scripts(base=t.Name(raised=bracket) as name, sub=t.Tree() as index) if bracket:
            sup = _print(node.sup) if node.sup else ""
            above = f"{bracket}{_print(index)}{_CLOSE[bracket]}{sup}"
            plain = _print(t.Name(name.span, name.text, name.accent))
            return f"{plain}{chr(39) * node.primes}^{{{above}}}"
        case t.Scripts():
            scripts = _script("_", node.sub) + _script("^", node.sup)
            return f"{_print(node.base)}{chr(39) * node.primes}{scripts}"
        case t.Group():
            return f"{_OPEN.get(node.open, node.open)}{_print(node.inner)}{_CLOSE[node.open]}"
        case t.Items():
            return _joined(node.items, node.separators)
        case t.Related():
            return _joined(node.items, node.signs)
        case t.Product():
            return _joined(node.factors, node.signs)
        case t.Summands():
            parts = zip(node.signs, node.terms, strict=True)
            return " ".join(f"{sign} {_print(term)}" for sign, term in parts)
        case t.Fraction_():
            return f"\\frac{{{_print(node.numerator)}}}{{{_print(node.denominator)}}}"
        case t.Root():
            degree = f"[{_print(node.degree)}]" if node.degree else ""
            return f"\\sqrt{degree}{{{_print(node.radicand)}}}"
        case t.Big():
            scripts = _script("_", node.lower) + _script("^", node.upper)
            return f"\\{node.kind}{scripts} {_print(node.body)}"
        case t.Prefix():
            rest = f" {_print(node.rest)}" if node.rest else ""
            return f"{node.function}{_script('^', node.sup)} {_print(node.argument)}{rest}"
        case t.Differential():
            return f"{node.symbol} {_print(node.operand) if node.operand else ''}"
        case t.Gradient():
            return f"\\nabla{_power_of(node.order)} {_print(node.operand)}"
        case t.Derive():
            return _derivative(node)
        case t.Cases():
            rows = (f"{_print(v)} & {_print(c) if c else ''}" for v, c in node.rows)
            return "\\begin{cases} " + " \\\\ ".join(rows) + " \\end{cases}"
        case t.Matrix():
            rows = (" & ".join(_print(cell) for cell in row) for row in node.rows)
            return "\\begin{matrix} " + " \\\\ ".join(rows) + " \\end{matrix}"
        case _:
            return "?"


def _script(mark: str, tree: t.Tree | None) -> str:
    return "" if tree is None else f"{mark}{{{_print(tree)}}}"


def _joined(items: tuple[t.Tree, ...], signs: tuple[str, ...]) -> str:
    out = [_print(items[0])] if items else []
    for sign, item in zip(signs, items[1:], strict=True):
        out.extend((_SIGNS.get(sign, sign), _print(item)))
    return " ".join(out)


def _power_of(order: int) -> str:
    return "" if order == 1 else f"^{{{order}}}"


def _derivative(node: t.Derive) -> str:
    operand = _print(node.operand) if node.operand else ""
    if node.kind == "nabla":
        bracket = operand if not isinstance(node.operand, t.Product) else f"({operand})"
        return f"\\nabla_{{{_print(node.variable)}}}{_power_of(node.order)} {bracket}"
    d = "\\partial" if node.kind == "partial" else "d"
    order = f"^{node.order}" if node.order > 1 else ""
    if node.further:
        by = " ".join(f"{d} {_print(one)}" for one in (node.variable, *node.further))
        return f"\\frac{{{d}^{1 + len(node.further)} {operand}}}{{{by}}}"
    return f"\\frac{{{d}{order} {operand}}}{{{d} {_print(node.variable)}{order}}}"
