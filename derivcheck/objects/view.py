"""A problem as an object: its losses and formulas."""

from collections.abc import Callable
from html import escape
from typing import Any

from msgspec import Struct

from derivcheck.check.reading.members import Setting
from derivcheck.elaborate.signature import take_apart
from derivcheck.objects.expression import Expression, read
from derivcheck.objects.reading import parsed, setting_for_part
from derivcheck.problem import Problem, describe_problem
from derivcheck.syntax import tree as t


class ProblemView(Struct, frozen=True):
    """A problem as a person uses it: its losses and formulas as objects.

    >>> import derivcheck
    >>> word2vec = derivcheck.load_problem("word2vec")
    >>> word2vec
    <problem word2vec: Understanding word2vec>
    >>> word2vec.defined
    ('sigma', 'hat y', 'CE', 'P', 'naive-softmax', 'neg-sample', 'skip-gram', 'CBOW')
    """

    problem: Problem

    def __repr__(self) -> str:
        return f"<problem {self.name}: {self.title}>"

    def __str__(self) -> str:
        return describe_problem(self.problem)

    def _repr_html_(self) -> str:
        return f"<pre>{escape(str(self))}</pre>"

    @property
    def name(self) -> str:
        """The name that ``--problem`` takes."""
        return self.problem.name

    @property
    def title(self) -> str:
        """What the problem is about, in a few words."""
        return self.problem.title

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that the problem knows."""
        return tuple(entry.id for entry in self.problem.parts)

    @property
    def defined(self) -> tuple[str, ...]:
        """What the problem defines, by the names that `loss` and `numpy` take."""
        return tuple(dict.fromkeys(_short(entry.key) for entry in self._heads()))

    def loss(self, name: str, part: str | None = None) -> Expression:
        """Return a loss, or anything else that the problem defines, by name.

        The name is matched leniently: ``neg-sample`` is ``J_{\\text{neg-sample}}``.  With a
        part its definitions come first and its assumptions hold.  Raises ``ValueError`` for an
        unknown name or part, with the known ones.

        >>> import derivcheck
        >>> loss = derivcheck.load_problem("word2vec").loss("neg-sample")
        >>> loss.sympy({"Vocab": 5, "Dim": 1, "Sample": 1})
        -log(1/(1 + exp(-U_1_2*V_1_1))) - log(1/(exp(U_1_3*V_1_1) + 1))
        """
        setting = setting_for_part(self.problem, part)
        wanted = _letters(self._unaliased(name))
        for entry in self._heads():
            if wanted in (_letters(entry.key), _letters(_short(entry.key))):
                return self._defined(entry, setting)
        known = ", ".join(self.defined) or "none"
        raise ValueError(f"{self.name} defines no “{name}”; it defines: {known}")

    def formula(self, latex: str, part: str | None = None) -> Expression:
        """Return what a formula means in this problem; raises ``ValueError`` if it means nothing.

        >>> import derivcheck
        >>> derivcheck.load_problem("word2vec").formula(r"U + v_c")
        Traceback (most recent call last):
        ValueError: ill-typed: the shapes do not fit: a d × |V| matrix plus a column of length d
        """
        setting = setting_for_part(self.problem, part)
        return read(parsed(latex, setting), setting)

    def numpy(self, name: str, part: str | None = None) -> Callable[..., Any]:
        """Return a defined loss as a NumPy function of its symbols (`Expression.numpy`).

        >>> import derivcheck
        >>> sigma = derivcheck.load_problem("word2vec").numpy("sigma")
        >>> sigma(x=0)
        0.5
        """
        return self.loss(name, part).numpy()

    def _heads(self) -> "tuple[_Head, ...]":

        return tuple(
            _Head(take_apart(entry.head.tree).key, entry.head.tree)
            for entry in self.problem.definitions
        )

    def _unaliased(self, name: str) -> str:
        for written, meant in self.problem.aliases:
            if _letters(written.latex) == _letters(name):
                return meant.latex
        return name

    def _defined(self, entry: "_Head", setting: Setting) -> Expression:
        try:
            return read(parsed(entry.key, setting), setting)
        except ValueError:  # a function of a mere letter: it needs its argument
            return read(entry.tree, setting)


class _Head(Struct, frozen=True):
    """A definition's name and its left side as a whole."""

    key: str
    tree: t.Tree


def _short(key: str) -> str:
    """Return the plain name of a defined thing: its label if it has one, ``neg-sample``."""
    _, found, label = key.partition("\\text{")
    text = label.partition("}")[0] if found else key
    return " ".join("".join(c if c.isalnum() or c in "-_" else " " for c in text).split())


def _letters(name: str) -> str:
    """Return what counts when names are compared: letters and digits."""
    bare = name.replace("\\text", "")
    return "".join(c for c in bare if c.isalnum()).casefold()
