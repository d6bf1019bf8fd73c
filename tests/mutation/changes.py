"""One-place changes of a formula's LaTeX, by kind: what slips of the pen look like."""

import re
from collections.abc import Callable, Iterator

Change = Callable[[str], Iterator[str]]

SCRIPT = r"_(?:\{(?:[^{}]|\{[^{}]*\})*\}|\w)"
ATOM = rf"(?:\\hat ?y(?:{SCRIPT})?|[uvy]{SCRIPT}|\bU\b)(?:\^\\top)?"
OPERATOR = r"\\frac\{\\partial\}\{\\partial [^{}]+\} ?"
# a sign between or before terms; not one of a name, of dots, of a window, of a numeral's own
SIGN = (
    r"(?<![-+(\[{]) ?(?<!\d)([-+])(?!softmax|sample|gram)"
    r" ?(?!\\dots)(?!m)(?![jm1]\})"
)
SUM = rf"\\sum{SCRIPT}(?:\^K)? ?"


def swap(pattern: str, *replacements: str) -> Change:
    """Return the change that puts each replacement for each match, one at a time."""

    def change(latex: str) -> Iterator[str]:
        for found in re.finditer(pattern, latex):
            for replacement in replacements:
                yield latex[: found.start()] + found.expand(replacement) + latex[found.end() :]

    return change


def _closing(latex: str, start: int) -> int:
    """Return the end of the bracket that opens at ``start``."""
    pairs = {"(": ")", "[": "]", "{": "}"}
    opening, depth = latex[start], 0
    for at in range(start, len(latex)):
        depth += (latex[at] == opening) - (latex[at] == pairs[opening])
        if not depth:
            return at + 1
    return len(latex)


def drop_brackets(latex: str) -> Iterator[str]:
    """Leave out a factor in brackets, with the function in front of it if there is one."""
    for found in re.finditer(r"(?:\\exp|\\sigma|\\log ?\\sigma|\\log)? ?\((?!v_c,)", latex):
        end = _closing(latex, found.end() - 1)
        yield latex[: found.start()] + " " + latex[end:]


def unbracket(latex: str) -> Iterator[str]:
    """Leave out a pair of brackets that no function needs."""
    for found in re.finditer(r"\((?!v_c,)", latex):
        if not latex[: found.start()].rstrip().endswith((r"\sigma", r"\exp", r"\log", r"\left")):
            end = _closing(latex, found.start())
            yield latex[: found.start()] + latex[found.end() : end - 1] + latex[end:]


def complement(latex: str) -> Iterator[str]:
    """Write 1 − σ for σ, and σ for 1 − σ."""
    for found in re.finditer(r"(1 - )?\\sigma\(", latex):
        end = _closing(latex, found.end() - 1)
        inner = latex[found.end() - 1 : end]
        new = rf"\sigma{inner}" if found[1] else rf"(1 - \sigma{inner})"
        yield latex[: found.start()] + new + latex[end:]


def swap_fraction(latex: str) -> Iterator[str]:
    """Turn a fraction upside down, or leave out what is below the line."""
    for found in re.finditer(r"\\frac\{(?!\\partial)", latex):
        middle = _closing(latex, found.end() - 1)
        end = _closing(latex, middle)
        above, below = latex[found.end() - 1 : middle], latex[middle:end]
        yield latex[: found.start()] + r"\frac" + below + above + latex[end:]
        yield latex[: found.start()] + above + latex[end:]


def swap_cases(latex: str) -> Iterator[str]:
    """Exchange the values of two cases."""
    found = re.search(r"(\\begin\{cases\})(.*?)&(.*?)(\\\\)(.*?)&", latex)
    if found:
        start, one, when, row, two = found.groups()
        yield latex[: found.start()] + f"{start}{two}&{when}{row}{one}&" + latex[found.end() :]


def plus_one(latex: str) -> Iterator[str]:
    yield latex + " + 1"
    yield latex + " - 1"


def scaled(latex: str) -> Iterator[str]:
    if latex == "0":
        return
    yield rf"2 \left({latex}\right)"
    yield rf"-\left({latex}\right)"


def leading_sign(latex: str) -> Iterator[str]:
    yield latex[1:] if latex.startswith("-") else "-" + latex


CHANGES: dict[str, Change] = {
    "flipped-sign": swap(SIGN, " + ", " - "),
    "flipped-leading-sign": leading_sign,
    "flipped-argument": swap(r"\\(sigma|exp)\(-?(?!x)", r"\\\1(", r"\\\1(-"),
    "dropped-factor": swap(ATOM, " "),
    "doubled-factor": swap(ATOM, r"\g<0> \g<0>"),
    "dropped-bracket-factor": drop_brackets,
    "dropped-brackets": unbracket,
    "dropped-transpose": swap(r"\^\\top", " "),
    # the arguments of J(v_c, o, U) are left alone
    "inserted-transpose": swap(
        rf"(?:{ATOM}|\))(?!\^|\()(?!, ?[ow])(?!\)(?:\}}|$| *\{{))", r"\g<0>^\\top"
    ),
    "complement-sigmoid": complement,
    "index-to-o": swap(r"_[wxki](?!\w)", "_o"),
    "index-to-w": swap(r"_(?:[xoki]|\{w_\{t\+j\}\})(?!\w)", "_w"),
    "index-to-x": swap(r"(?<=u)_(?:[wo]|\{w_\{t\+j\}\})", "_x"),
    "index-to-i": swap(r"_[k](?!\w)", "_i"),
    "index-to-k": swap(r"_(?:[io]|\{w_\{j,k\}\})(?!\w)", "_k"),
    "word-to-o": swap(r"w_\{t\+j\}(?!,? ?\\)", "o"),
    "column-to-other": swap(r"(?<![a-z\\])([uv])_([oc])", r"u_c", r"v_o", r"u_o", r"v_c"),
    "hat-lost": swap(r"\\hat ?y", "y"),
    "hat-put": swap(r"(?<![a-z] )(?<!hat )(?<!hat)\by(?![a-z])", r"\\hat y"),
    "dropped-sum": swap(SUM, " "),
    "inserted-sum": swap(rf"(?<![_^{{\w]){ATOM}", r"\\sum_{w \\in \\text{Vocab}} \g<0>"),
    "dropped-derivative": swap(OPERATOR, " "),
    "swapped-fraction": swap_fraction,
    "swapped-cases": swap_cases,
    "swapped-condition": swap(r"(?<=w_[ik]|. [wi]) ?(?:=|\\neq) ?(?=[wo])", " = ", r" \\neq "),
    "dropped-condition": swap(r": w_i (?:=|\\neq) w_k", ""),
    "changed-range": swap(r"k=1", "k=2", "k=0"),
    "dropped-exclusion": swap(r" *\\\\ j \\neq 0", ""),
    "swapped-function": swap(r"\\log|\\exp|\\sigma", r"\\log", r"\\exp", r"\\sigma"),
    "swapped-loss": swap(r"naive-softmax|neg-sample", "naive-softmax", "neg-sample"),
    "changed-numeral": swap(r"(?<![_{=^])(?<!\w)[01](?!\}?\^)(?!,)", "0", "1", "2"),
    "plus-one": plus_one,
    "scaled": scaled,
}


def mutants(latex: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, changed formula) for every change that changes something, each text once."""
    plain = " ".join(latex.split())
    seen = {plain}
    for kind, change in CHANGES.items():
        for changed in change(plain):
            text = " ".join(changed.split())
            if text not in seen:
                seen.add(text)
                yield kind, text
