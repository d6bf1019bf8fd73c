"""One document's judge: the engine with its tools, and a memory of what was decided."""

import hashlib
from collections.abc import Callable

from derivcheck.check.options import Options
from derivcheck.engine.decide import Decision, Disagreement, Tools, decide, draw_fields
from derivcheck.engine.evaluate import BUDGET
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.statement import Statement, World
from derivcheck.term.context import Context

Witness = Callable[[Statement, World], Outcome]


def _no_time() -> None:
    return None


class Judge:
    """Decides statements; the same statement is decided once."""

    def __init__(self, seed: bytes, options: Options) -> None:
        self._seed = hashlib.sha256(options.salt.encode() + b"\0" + seed).digest()
        self._options = options
        # without a clock no time is read
        self.clock: Callable[[], float | None] = options.clock or _no_time
        self._known: dict[tuple[object, ...], Decision] = {}
        self._tools: dict[int, Tools] = {}
        self._contexts: list[Context] = []
        self._fields = draw_fields(self._seed)
        # one for all parts: the right side of one step is the left side of the next
        self._sympy: Witness | None = None

    def decide(self, statement: Statement) -> Decision:
        """Return what the engine says; a disagreement of witnesses is said as such."""
        key = (id(statement.context), statement.axes, statement.left, statement.right)
        done = self._known.get(key)
        if done is None:
            try:
                done = decide(statement, self._tools_for(statement.context))
            except Disagreement as error:
                done = Decision(None, str(error), "disagreement")
            self._known[key] = done
        return done

    def _tools_for(self, context: Context) -> Tools:
        found = self._tools.get(id(context))
        if found is None:
            self._contexts.append(context)  # keeps the id from being used again
            found = self._tools[id(context)] = self._make_tools(context)
        return found

    def _make_tools(self, context: Context) -> Tools:
        wanted = self._options.witnesses
        sympy: Witness | None = None
        numpy: Witness | None = None
        if "sympy" in wanted:
            from derivcheck.engine.sympy_compare import SympyWitness

            self._sympy = self._sympy or SympyWitness(context).compare
            sympy = self._sympy
        if "numpy" in wanted:
            from derivcheck.engine.numpy_compare import NumpyWitness

            numpy = NumpyWitness(context, self._seed).compare
        budget = self._options.budget or BUDGET
        return Tools(
            fields=self._fields,
            sympy=sympy,
            numpy=numpy,
            use_modular="modular" in wanted,
            fixed_sizes=self._options.sizes,
            budget=budget,
            exact=self._options.exact,
        )
