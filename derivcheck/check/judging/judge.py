"""One document's judge: the engine with its tools, and a memory of what was decided."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from msgspec.structs import replace

from derivcheck.check.judging.memory import NOT_KEPT, Forgetful, key_of
from derivcheck.check.judging.options import Options
from derivcheck.check.judging.watch import over_budget
from derivcheck.check.reading.members import Reading, read_chain, read_none
from derivcheck.document.model import Chain
from derivcheck.elaborate.scope import Scope
from derivcheck.engine.decide import decide
from derivcheck.engine.decision import Decision, Disagreement, Tools, draw_fields
from derivcheck.engine.evaluate import BUDGET
from derivcheck.engine.modular.primes import Field
from derivcheck.engine.outcome import Outcome
from derivcheck.engine.statement import Statement, World
from derivcheck.term.context import Context

Witness = Callable[[Statement, World], Outcome]


def _no_time() -> None:
    return None


class Judge:
    """Decides statements; the same statement is decided once."""

    def __init__(self, seed: bytes, options: Options) -> None:
        seed = seed if options.seed is None else options.seed
        self._seed = hashlib.sha256(options.salt.encode() + b"\0" + seed).digest()
        self._options = options
        # without a clock no time is read
        self.clock: Callable[[], float | None] = options.clock or _no_time
        self._known: dict[tuple[object, ...], Decision] = {}
        self._tools: dict[int, Tools] = {}
        self._contexts: list[Context] = []
        self._free: dict[int, Context] = {}
        self._fields = draw_fields(self._seed)
        # one for all parts: the right side of one step is the left side of the next
        self._sympy: Witness | None = None
        self._onlooker = options.onlooker and options.onlooker(self._seed)
        self._chains = 0

    @property
    def field(self) -> Field:
        """The field of this document's first trial."""
        return self._fields[0]

    def decide(self, statement: Statement) -> Decision:
        """Return what the engine says; a disagreement of witnesses is said as such."""
        key = (id(statement.context), statement.axes, statement.left, statement.right)
        done = self._known.get(key)
        if done is None:
            done = self._known[key] = self._remembered(statement)
        return done

    def _remembered(self, statement: Statement) -> Decision:
        memory = self._options.memory
        if isinstance(memory, Forgetful):
            return self._watched(statement)
        key = key_of(statement, self._options.deciding, self._seed)
        done = memory.recall(key)
        if done is None:
            done = self._watched(statement)
            if done.code not in NOT_KEPT:
                memory.keep(key, done)
        return done

    def _watched(self, statement: Statement) -> Decision:
        watch, task = self._options.watch, ("statement", len(self._known), statement.fingerprint)
        done = watch.recall(task)
        if done is None:
            watch.begin(task)
            done = self._decide(statement)
            watch.end(task, done)
        return done

    def _decide(self, statement: Statement) -> Decision:
        try:
            done = decide(statement, self._tools_for(statement.context))
            if done.code != "no-proof" or not statement.context.constraints:
                return done
            # what holds of all values holds of those of a distribution, and may be plainer
            free = self._without_limits(statement.context)
            more = decide(replace(statement, context=free), self._tools_for(free))
            return more if more.equal is True else done
        except Disagreement as error:
            return Decision(None, str(error), "disagreement")
        except MemoryError:
            return over_budget("(memory): it needs more than is allowed")
        except RecursionError:
            return over_budget("(depth): it is nested too deeply")

    @contextmanager
    def reading(
        self, chain: Chain, scope: Scope, most: int | None = None
    ) -> Iterator[tuple[Reading, ...]]:
        """Give out how a chain's members are read: as nothing where that is over budget.

        Of so many members at most.
        """
        watch, task = self._options.watch, ("chain", self._chains, b"")
        self._chains += 1
        over = watch.recall(task)
        watch.begin(task)
        if over is None:
            try:
                readings = read_chain(chain, scope, most)
            except MemoryError:
                over = over_budget("(memory): it needs more than is allowed")
        if over is not None:
            readings = read_none(chain, over.reason or "")
        yield readings
        watch.end(task, over)

    def _without_limits(self, context: Context) -> Context:
        """Return a context in which no symbol is limited to what it is said to be."""
        if id(context) not in self._free:
            self._free[id(context)] = replace(context, constraints={})
        return self._free[id(context)]

    def _tools_for(self, context: Context) -> Tools:
        found = self._tools.get(id(context))
        if found is None:
            self._contexts.append(context)  # keeps the id from being used again
            found = self._tools[id(context)] = self._make_tools(context)
        return found

    def _make_tools(self, context: Context) -> Tools:
        budget = self._options.budget or BUDGET
        return Tools(
            fields=self._fields,
            sympy=self._slow("sympy", context),
            numpy=self._slow("numpy", context),
            use_modular="modular" in self._options.witnesses,
            fixed_sizes=self._options.sizes,
            budget=budget,
            exact=self._options.exact,
        )

    def _slow(self, name: str, context: Context) -> Witness | None:
        """Return SymPy or NumPy as a witness, if it is wanted; loaded only then."""
        if name not in self._options.witnesses:
            return None
        if self._onlooker is not None:
            return partial(self._onlooker, name)
        if name == "numpy":
            from derivcheck.engine.numeric.compare import NumpyWitness

            return NumpyWitness(context, self._seed).compare
        from derivcheck.engine.symbolic.compare import SympyWitness

        self._sympy = self._sympy or SympyWitness(context).compare
        return self._sympy
