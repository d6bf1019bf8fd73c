"""The functions, words and commands that a formula may be written with."""

from derivcheck.syntax import signs
from derivcheck.syntax.atoms import ATOM_COMMANDS

PREFIX_FUNCTIONS = frozenset(
    {"\\log", "\\ln", "\\exp", "\\sin", "\\cos", "\\tan", "\\tanh", "\\cosh", "\\sinh",
     "\\max", "\\min", "\\det", "\\arg"}
)  # fmt: skip
WORD_FUNCTIONS = frozenset({"log", "ln", "exp", "sin", "cos", "tanh"})
# the number of entries of a vector: dim(x)
SIZE_WORDS = frozenset({"dim", "len"})
# words that a case may have for its condition, also where they are typed as letters
CASE_WORDS = frozenset({"otherwise", "others", "else", "elsewhere"})
# commands that have a meaning of their own, whatever a document's other files define
KNOWN_COMMANDS = frozenset().union(
    PREFIX_FUNCTIONS, ATOM_COMMANDS, signs.BIG, signs.RELATIONS, signs.PRODUCTS, signs.TERM_SIGNS,
    signs.SEPARATORS, signs.CLOSING, signs.BARS, ("\\right", "\\over", "\\atop"),
)  # fmt: skip
# commands whose meaning is well known, and outside of what is read
_OUTSIDE = {
    **dict.fromkeys(("\\int", "\\iint", "\\iiint", "\\oint"), "integrals"),
    **dict.fromkeys(("\\lim", "\\limsup", "\\liminf"), "limits"),
    **dict.fromkeys(("\\sup", "\\inf"), "suprema and infima"),
}


def unknown_command(command: str) -> str:
    """Return what is said of a command that is not read, and what can be done about it."""
    if command in _OUTSIDE:
        return f"derivcheck does not read {_OUTSIDE[command]} (“{command}”)"
    return f"I do not know the command “{command}”; define it here, or in a file for --macros"
