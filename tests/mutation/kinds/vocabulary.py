"""The words in which slips are made: a problem's letters and names, grouped by what they are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """What may be taken for what."""

    indices: tuple[tuple[str, ...], ...]  # letters and elements of one sort each
    names: tuple[tuple[str, ...], ...]  # vectors and matrices that are easily confused
    variables: tuple[str, ...]  # by which one differentiates
    sizes: tuple[str, ...]  # upper bounds of sums
    sums: tuple[str, ...]  # sums as people write them
    probabilities: tuple[str, ...] = ()  # names whose complement 1 − p means something
    functions: tuple[str, ...] = (r"\log", r"\exp")
    losses: tuple[tuple[str, str], ...] = ()


WORD2VEC = Vocabulary(
    indices=(("o", "w", "x", "c"), ("k", "i", "l"), ("w_{t+j}", "o", "w"), ("w_{j,k}", "w_{t+j}")),
    names=(("u", "v"), (r"\hat y", "y"), ("U", "V"), ("u_o", "v_c"), (r"\hat{y}", "y")),
    variables=("v_c", "u_w", "u_o", "U", "u_k", "x"),
    sizes=("K", "|V|", "d"),
    sums=(r"\sum_{w \in \text{Vocab}}", r"\sum_{k=1}^K"),
    probabilities=(r"\hat y",),
    functions=(r"\log", r"\exp", r"\sigma"),
    losses=(("naive-softmax", "neg-sample"),),
)
MODELS = {
    "softmax-regression": Vocabulary(
        indices=(("i", "j", "l", "c", "c_k"), ("k",)),
        names=(("p", "t", "z"), ("w", "x"), ("p", "z")),
        variables=("z_j", "z_i", "w_i", "z", "w_j", "x_k"),
        sizes=("C", "n", "d"),
        sums=(r"\sum_{i=1}^C", r"\sum_{k=1}^n"),
        probabilities=("p",),
    ),
    "linear-regression": Vocabulary(
        indices=(("i", "j", "l"), ("k", "m")),
        names=(("t", "s"), ("w", "t"), ("x_k", "w")),
        variables=("w", "b", "w_i", "w_j", "t"),
        sizes=("n", "d"),
        sums=(r"\sum_{k=1}^n",),
    ),
    "logistic-regression": Vocabulary(
        indices=(("k",), ("i",)),
        names=(("t", "w"), ("x_k", "w")),
        variables=("w", "t"),
        sizes=("n", "d"),
        sums=(r"\sum_k",),
        functions=(r"\log", r"\exp", r"\sigma"),
    ),
    "two-layer-network": Vocabulary(
        indices=(("j", "l"), ("i",)),
        names=(("a", "b", "z", "h"), ("f", "t"), ("x", "a")),
        variables=("a_j", "b_j", "W_{ji}", "x_i", "a", "b_l"),
        sizes=("m", "d"),
        sums=(r"\sum_{j=1}^m", r"\sum_{l=1}^m"),
        probabilities=("h",),
        functions=(r"\log", r"\exp", r"\sigma", r"\tanh"),
    ),
    "attention": Vocabulary(
        indices=(("i", "j", "l"),),
        names=(("k", "v"), (r"\alpha", "s", "p"), ("K", "V")),
        variables=("q", "s_j", "k_j", "s_i", r"\tau", "v_i"),
        sizes=("n", "d", "e"),
        sums=(r"\sum_{i=1}^n", r"\sum_{j=1}^n"),
        probabilities=("p", r"\alpha"),
    ),
    "matrix-factorization": Vocabulary(
        indices=(("i", "l"), ("j", "k")),
        names=(("p", "q"), ("P", "Q"), ("b", "R")),
        variables=("p_i", "q_j", "P", "b_i", "Q", "p_l"),
        sizes=("m", "n", "r"),
        sums=(r"\sum_{j=1}^n", r"\sum_{l=1}^m"),
    ),
}


def vocabulary(folder: str) -> Vocabulary:
    return WORD2VEC if folder == "word2vec" else MODELS[folder]
