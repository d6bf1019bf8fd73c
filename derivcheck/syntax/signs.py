"""Which tokens are the same sign: Unicode and TeX spellings of one thing."""

RELATIONS = {
    "=": "=", "\\neq": "≠", "\\ne": "≠", "≠": "≠", "<": "<", ">": ">",
    "\\lt": "<", "\\gt": ">", "\\le": "≤", "\\leq": "≤", "\\leqslant": "≤", "≤": "≤",
    "\\ge": "≥", "\\geq": "≥", "\\geqslant": "≥", "≥": "≥",
    "\\in": "∈", "∈": "∈", "\\isin": "∈", "\\notin": "∉", "\\sim": "∼",
}  # fmt: skip

# how programs write relations, each with a “=” behind it
IN_CODE = {"!": "≠", "=": "=", "<": "≤", ">": "≥"}
PRODUCTS = {
    "\\cdot": "·", "·": "·", "\\times": "×", "×": "×", "\\odot": "⊙", "⊙": "⊙",
    "\\circ": "∘", "∘": "∘", "*": "*", "\\ast": "*", "/": "/", "\\div": "/", "\\bullet": "·",
    "\\otimes": "⊗", "⊗": "⊗",
}  # fmt: skip

# above a name, w^⋆, these join nothing
STARS = {"*": "*", "\\ast": "*", "∗": "*", "\\star": "\\star", "⋆": "\\star"}

TERM_SIGNS = {"+": "+", "-": "-", "−": "-", "–": "-", "\\minus": "-"}

BIG = {"\\sum": "sum", "∑": "sum", "\\prod": "prod", "∏": "prod"}

PARTIAL = {"\\partial", "∂"}

NABLA = {"\\nabla", "∇"}

PRIMES = ("'", "′", "’", "\\prime")

DOTS = {"\\dots", "\\cdots", "\\ldots", "\\dotsc", "\\dotsb", "\\vdots", "\\ddots", "…", "⋯"}

FRACTIONS = {"\\frac", "\\dfrac", "\\tfrac", "\\cfrac"}

ACCENTS = {
    "\\hat": "hat", "\\widehat": "hat", "\\tilde": "tilde", "\\widetilde": "tilde",
    "\\bar": "bar", "\\overline": "bar", "\\dot": "dot", "\\ddot": "ddot",
    "\\underline": "underline",
}  # fmt: skip

# Type styles carry no meaning of their own here: bold, upright and slanted are one letter.
STYLES = {
    "\\mathbf", "\\boldsymbol", "\\bm", "\\pmb", "\\mathit", "\\vec", "\\mathsf", "\\bold",
    "\\mathbfit", "\\symbf", "\\bf", "\\rm", "\\it", "\\mathnormal",
}  # fmt: skip
# Except on a numeral: a bold 1 may be the vector of ones.
BOLD = {"\\mathbf", "\\boldsymbol", "\\bm", "\\pmb", "\\bold", "\\symbf", "\\bf"}
# whatever only styles a letter
LETTER_STYLES = STYLES | {"\\mathrm"}
UPRIGHT = {"\\mathrm", "\\operatorname", "\\textsc", "\\operatornamewithlimits"}
ALPHABETS = {"\\mathcal": "cal", "\\mathbb": "bb", "\\mathscr": "scr", "\\mathfrak": "frak",
             "\\mathbbm": "bb", "\\mathds": "bb"}  # fmt: skip

OPENING = {"(": "(", "[": "[", "\\{": "{", "\\lbrace": "{", "\\lbrack": "[", "\\langle": "⟨"}
CLOSING = {")": "(", "]": "[", "\\}": "{", "\\rbrace": "{", "\\rbrack": "[", "\\rangle": "⟨"}
BARS = {"|": "|", "\\vert": "|", "\\lvert": "|", "\\rvert": "|", "\\mid": "|",
        "\\|": "‖", "\\Vert": "‖", "\\lVert": "‖", "\\rVert": "‖", "‖": "‖"}  # fmt: skip
# how each bracket is closed
CLOSES = {"(": ")", "[": "]", "{": "\\}", "⟨": "\\rangle", "|": "|", "‖": "\\|"}
# A bar in these spellings can only open or only close.
OPEN_ONLY = {"\\lvert", "\\lVert"}
CLOSE_ONLY = {"\\rvert", "\\rVert"}

SEPARATORS = {
    ",": ",",
    "，": ",",
    ";": ";",
    "；": ";",
    ":": ":",
    "：": ":",
    "\\colon": ":",
    "\\&": ",",
}

# Unicode letters and signs, and the variants of TeX, that are one name
LETTERS = {
    "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\epsilon",
    "ζ": "\\zeta", "η": "\\eta", "θ": "\\theta", "κ": "\\kappa", "λ": "\\lambda", "μ": "\\mu",
    "ν": "\\nu", "ξ": "\\xi", "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma", "τ": "\\tau",
    "φ": "\\phi", "ϕ": "\\phi", "χ": "\\chi", "ψ": "\\psi",
    "ω": "\\omega", "Γ": "\\Gamma", "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Ω": "\\Omega",
    "Φ": "\\Phi", "Ψ": "\\Psi", "Ξ": "\\Xi", "ι": "\\iota", "υ": "\\upsilon",
    "ϵ": "\\epsilon", "ϑ": "\\theta", "ℓ": "\\ell",
    "\\varepsilon": "\\epsilon", "\\vartheta": "\\theta", "\\varphi": "\\phi",
    "⊤": "\\top", "∞": "\\infty",
}  # fmt: skip
LETTER_COMMANDS = {
    "\\alpha", "\\beta", "\\gamma", "\\delta", "\\epsilon", "\\zeta", "\\eta", "\\theta",
    "\\iota", "\\kappa", "\\lambda", "\\mu", "\\nu", "\\xi", "\\pi", "\\rho", "\\sigma", "\\tau",
    "\\upsilon", "\\phi", "\\chi", "\\psi", "\\omega", "\\Gamma", "\\Delta", "\\Theta",
    "\\Lambda", "\\Xi", "\\Pi", "\\Phi", "\\Psi", "\\Omega", "\\Sigma", "\\Upsilon", "\\ell",
}  # fmt: skip

# environments that only lay a formula out
ENVIRONMENTS_OF_LAYOUT = {"aligned", "split", "gathered", "alignedat", "align", "align*"}
ENVIRONMENTS_OF_CASES = {"cases", "cases*", "dcases", "rcases"}
ENVIRONMENTS_OF_MATRICES = {
    "matrix": "", "pmatrix": "(", "bmatrix": "[", "Bmatrix": "{", "vmatrix": "|",
    "smallmatrix": "", "array": "",
}  # fmt: skip
