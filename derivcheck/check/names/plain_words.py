"""Whether the sentence that declares a symbol says no more of it than what it is.

“Let x ∈ ℝ^n be an input” leaves x free; “a dropout mask”, “perpendicular”, “±1” may not.  Every
word beside a declaration that is not known to be harmless may limit the symbol: then a point at
which a step fails refutes nothing.  Proofs never rest on any of this.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from derivcheck.document import without_layout
from derivcheck.document.model import Said
from derivcheck.source.pattern import later
from derivcheck.syntax import latex, parse
from derivcheck.syntax import tree as t

# what a sentence may say of a symbol that leaves it as free as its set
_WORDS = """
    a also an and are as assume be by call called column columns component components consider
    consist consisting contain containing contains define defined denote denotes denoted denoting
    each element elements entries entry every fix fixed for given has have having hence here i.e
    in into is it its let matrices matrix name namely notation now number numbers of on our
    respectively real real-valued row rows say scalar scalars set sets size so space square some
    stack stacks stacked stored suppose symbol symbols take that the their them then there these
    they this those thus to two three us use using value values variable variables vector vectors
    we where which with write written any arbitrary general both all many dimension dimensions
    dimensional m-dimensional n-dimensional d-dimensional k-dimensional constant constants index
    indices indexed th i-th j-th k-th t-th n-th function functions derivative derivatives gradient
    gradients expression parameter parameters hyperparameter coefficient coefficients weight
    weights bias biases offset intercept threshold input inputs output outputs feature features
    attribute attributes data dataset design point points sample samples example examples instance
    instances observation observations observed response responses label labels labelled labeled
    target targets class classes category categories training test minibatch mini-batch batch
    learn learned learnt trainable model models network networks neural layer layers hidden unit
    units neuron neurons activation activations pre-activation preactivation pre-activations
    preactivations logit logits score scores prediction predictions predicted predictor loss
    losses objective cost regularizer regulariser recurrent feedforward feed-forward linear affine
    map maps mapping transformation transform operator state states cell cells gate gates
    input-to-hidden hidden-to-hidden hidden-to-output embedding embeddings embedded word words
    context center centre outside vocabulary token tokens query queries key keys attention head
    heads user users item items factor factors latent code image images pixel pixels signal
    residual residuals error errors regression classification logistic softmax ridge least squares
    lasso quadratic bilinear form forms block blocks first second third last next previous current
    old new same different other others following above below respective corresponding associated
    time step steps sequence sequences position positions argument arguments generic known unknown
    free direction directions displacement perturbation perceptron mlp rnn lstm gru cnn
    convolution filter filters channel channels node nodes document documents rating ratings
    similarity similarities window triplet margin soft-margin action actions policy bandit
    hold holds show shows find look whose invertible nonsingular non-singular matter
"""
_HARMLESS = frozenset(_WORDS.split())
# what is computed from other symbols: “the residual”, “the output of the softmax”
_COMPUTED = later(
    r"\b(?:residuals?|errors?|predict(?:ed|ions?))\b"
    r"|\b(?:outputs?|gradients?|derivatives?|loss(?:es)?|cost|scores?|activations?)"
    r" (?:of|at|with|under)\b"
    r"|\b(?:softmax|sigmoid|network|model) (?:outputs?|scores?|activations?|values?)\b"
    r"|\b(?:softmax|sigmoid|image|direction) of\b"
    r"|\bits (?!(?:[ijkn]-?th )?(?:entr|elem|comp|col|row|coord|ind|siz|dim|lab|targ|class|resp))",
    re.I,
)
# what is computed from other symbols, if the text has them, and else is as free as its set
_MADE = later(
    r"\b(?:pre-?activations?|logits?|scores?|activations?|linear (?:form|map|score|predictor)s?"
    r"|hidden (?:states?|units?|layers?|vectors?))\b",
    re.I,
)
_CHINESE = later(
    r"设|令|记|为|是|有|的|和|与|及|以及|其中|这里|表示|分别|均|都|个|一个|给定|假设|考虑|对于|对"
    r"|任意|列向量|行向量|向量|矩阵|标量|实数|变量|参数|权重|偏置|输入|输出|特征|样本|数据|标签|类别"
    r"|模型|网络|隐藏层|层|维|列|行|词|单词|词向量|中心词|上下文词|损失|函数|参数矩阵"
)
_FORMULA = later(r"\$\$.*?\$\$|\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\]", re.S)
_WORD = later(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*|\d+(?:\.\d+)?")
# where a sentence ends
STOP = later(r"[.?!。；;](?:\s|$)|\n\s*\n")
# what opens a sentence that declares: what stands before is another one, or a title
_OPENS = later(
    r"\b(?:let|suppose|assume|given|denote|consider|take|fix|write|where|with|here)\b|设|令|记|其中",
    re.I,
)
_LETS = later(r"\b(?:let|suppose|assume|given|consider|take|fix)\b|设|令|给定|假设", re.I)

# what an inequality says behind these is said of one formula
_CONDITION = later(
    r"\b(?:if|when(?:ever)?|for|case|unless|provided|otherwise|until|while)\b|当|若|如果|对",
    re.I,
)
_ORDER = frozenset("<>≤≥≠")


class Unplain(Struct, frozen=True):
    """What may limit a symbol: words, numbers or a formula of the sentence that declares it."""

    name: str
    words: str
    at: int


def unplain_in(
    formulas: Iterable[Said], words: frozenset[str], understood: re.Pattern[str]
) -> Iterator[Unplain]:
    """Yield what declaring sentences say of symbols beside their sets.

    ``words`` are those that formulas are read by, ``understood`` matches what is dealt with
    elsewhere.
    """
    declared: tuple[str, ...] = ()
    before = ""
    for said in formulas:
        tokens = without_layout(said.tokens)
        tree = parse(tokens, words) if tokens else None
        if tree is None:
            continue
        if not (said.before.startswith(before) and len(said.before) > len(before)):
            declared = ()
        before = said.before
        at = said.tokens[0].span.start
        if not said.display and not _CONDITION.search(said.before):
            yield from (Unplain(name, said.latex.strip(), at) for name in _compared(tree))
        here = tuple(_declared(tree, said.before))
        if here:
            declared = here
            for text in _pieces(said):
                computed = _COMPUTED.search(text)
                found = (
                    computed[0].strip() if computed else first_unplain(understood.sub(" ", text))
                )
                made = _MADE.search(text)
                found = found or (made[0] if made else "")
                yield from (Unplain(name, found, at) for name in here if found)
        elif declared and not said.display:
            yield from (
                Unplain(name, said.latex.strip(), at) for name in _limited_by(tree, declared)
            )


def only_made(words: str) -> bool:
    """Whether words limit a symbol only where it is computed from others: “the logits”."""
    return _MADE.fullmatch(words) is not None


def _declared(tree: t.Tree, before: str) -> Iterator[str]:
    """Yield the symbols that a formula declares: of ``x, y ∈ ℝ^n``, of “let x, y”."""
    items = tree.items if isinstance(tree, t.Items) else (tree,)
    belongs = any(isinstance(item, t.Related) and "∈" in item.signs for item in items)
    if not belongs and not _LETS.search(STOP.split(before)[-1]):
        return
    yield from names_of(tree, "∈")


def names_of(tree: t.Tree, signs: str) -> Iterator[str]:
    """Yield the names that a formula is about: A and B of ``A, B ∈ ℝ^{n×n}``, of ``A``.

    ``signs`` are those behind which it says what they are.
    """
    for item in tree.items if isinstance(tree, t.Items) else (tree,):
        name = item.items[0] if isinstance(item, t.Related) and item.signs[0] in signs else item
        if isinstance(name, (t.Name, t.Scripts)):
            yield latex(name)


def _compared(tree: t.Tree) -> Iterator[str]:
    """Yield the names that an inequality is about: x of ``x > 0``, and of ``0 < x < 1``."""
    for item in tree.items if isinstance(tree, t.Items) else (tree,):
        if isinstance(item, t.Related) and all(sign in _ORDER for sign in item.signs):
            names = (node for one in item.items for node in one.walk())
            yield from (latex(node) for node in names if isinstance(node, (t.Name, t.Scripts)))


def _pieces(said: Said) -> Iterator[str]:
    """Yield the words between a formula and its neighbours, within its sentence."""
    before = _FORMULA.split(STOP.split(said.before)[-1])[-1]
    opened = list(_OPENS.finditer(before))
    yield before[opened[0].start() :] if opened else before
    yield STOP.split(said.after)[0]


def first_unplain(text: str, plain: frozenset[str] = frozenset()) -> str:
    """Return the first word that may say something, if it is none of those given; else nothing."""
    for match in _WORD.finditer(_CHINESE.sub(" ", text)):
        word = match[0].lower().replace("’", "'")
        if (len(word) > 1 or word.isdigit()) and word not in _HARMLESS | plain:
            return match[0]
    return ""


def _limited_by(tree: t.Tree, declared: tuple[str, ...]) -> tuple[str, ...]:
    """Return the symbols of a sentence that another formula in it may limit.

    ``±1``, ``{0, 1}`` and ``0`` name nothing and are said of what was declared before; an equation
    is of every declared symbol in it, unless it says what a name is: “and y = Wx”.
    """
    names = {latex(node) for node in tree.walk() if isinstance(node, (t.Name, t.Scripts))}
    if not names:
        return declared
    if (
        not isinstance(tree, t.Related)
        or "=" not in tree.signs
        or _defines(tree.items[0], declared)
    ):
        return ()
    return tuple(name for name in declared if name in names)


def _defines(left: t.Tree, declared: tuple[str, ...]) -> bool:
    """Whether a left side is a name by itself, or a function of what was declared: f(x)."""
    match left:
        case t.Name() | t.Scripts(sup=None):
            return True
        case t.Product(factors=((t.Name() | t.Scripts()) as head, t.Group())):
            return latex(head) not in declared
    return latex(left) in declared
