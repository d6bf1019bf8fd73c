"""The settings in which a document's parts are read, each made once."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from derivcheck.check.names.concluded import concluded_in
from derivcheck.check.names.declarations import half_declared
from derivcheck.check.names.declared import ones_otherwise
from derivcheck.check.names.denials import denied_beside
from derivcheck.check.names.one_hot_entries import Marked, marked_in
from derivcheck.check.names.reach import Reach, released
from derivcheck.check.names.shared import Shared
from derivcheck.check.names.spoken_words import depending_letters
from derivcheck.check.names.stacked import stacked_in
from derivcheck.check.names.taken import Taken, taken_by_parts
from derivcheck.check.names.unspoken import unspoken_letters
from derivcheck.check.names.whole_text import Text, counted_letters, one_hot_letters
from derivcheck.check.reading.choice import entries_for
from derivcheck.check.reading.definitions import customary_names
from derivcheck.check.reading.families import Families
from derivcheck.check.reading.left_sides import name_on_the_left, square_on_the_left
from derivcheck.check.reading.members import Setting, setting_for
from derivcheck.check.reading.named_behind import keys_behind
from derivcheck.check.reading.own_names import Names
from derivcheck.check.reading.part_kinds import Typed
from derivcheck.check.reading.upstream import UnknownLosses
from derivcheck.document.model import Chain, Document, Part
from derivcheck.problem.model import PartEntry, Problem
from derivcheck.term.tensor import Tensor

Entries = tuple[PartEntry | None, ...]
MOST_BARE = 200  # settings of one problem under several conventions


class Settings:
    """The settings of a document's parts, each made once: contexts are compared by identity."""

    def __init__(
        self,
        problem: Problem | None,
        conventions: dict[str, str],
        families: Families,
        own: Mapping[str, Problem | None] | None = None,
        local: Mapping[str, Mapping[str, str]] | None = None,
        reach: Reach | None = None,
    ) -> None:
        self.problem = problem
        own, local = own or {}, local or {}
        # of parts in which symbols mean something else, or that state a convention of their own
        self._own = {
            part: Settings(
                own.get(part, problem),
                {**conventions, **local.get(part, {})},
                families,
                reach=reach,
            )
            for part in sorted({*own, *local})
        }
        self._local = local
        self._reach = reach
        # by the id of a setting, which is kept, and what is free in it again
        self._released: dict[tuple[int, frozenset[str]], tuple[Setting, Setting]] = {}
        self._families = families
        self._conventions = conventions
        # by the ids of entries, which are kept so that the ids stay theirs
        self._bare: dict[int, tuple[PartEntry | None, Setting]] = {}
        # by the ids of a setting and of names, which are kept so that the ids stay theirs
        self._named: dict[tuple[int, int], tuple[Setting, Names, Setting]] = {}
        self._shared = Shared()
        self._half_declared: frozenset[str] | None = None
        self._unspoken: frozenset[str] | None = None
        self._losses: UnknownLosses | None = None
        self._marked: tuple[Marked, ...] | None = None
        self._said: Names | None = None
        self._concluded: dict[int, tuple[Part, dict[int, str]]] = {}  # by parts, as below
        self._taken: Taken | None = None
        # what undeclared letters are in a part; parts are kept so that their ids stay theirs
        self._typed: dict[int, tuple[Part, Typed]] = {}
        # for each part and chain, which are kept so that their ids stay theirs
        self._entries: dict[tuple[int, int], tuple[Part, Chain, Entries]] = {}

    def under(self, conventions: dict[str, str]) -> "Settings":
        """Return the settings of the same document under other conventions."""
        other = Settings(self.problem, conventions, self._families, reach=self._reach)
        # no convention has a say in these
        other._entries, other._typed, other._taken = self._entries, self._typed, self._taken
        other._unspoken, other._concluded = self._unspoken, self._concluded
        other._losses, other._marked, other._said = self._losses, self._marked, self._said
        other._own = {
            part: one.under({**conventions, **self._local.get(part, {})})
            for part, one in self._own.items()
        }
        other._local = self._local
        return other

    def in_part(self, part: Part) -> "Settings":
        """Return the settings of a part."""
        return self._own.get(part.id, self)

    def of(self, entry: PartEntry | None, names: Names) -> Setting:
        """Return the setting of an entry in which some names are known; raises `ProblemError`."""
        bare = self._of(entry)
        key = id(bare), id(names)
        if key not in self._named:
            self._named[key] = bare, names, self._shared.named(bare, names)
        return self._named[key][2]

    def at(self, chain: Chain, entry: PartEntry | None, names: Names) -> Setting:
        """Return the setting of a chain, in which symbols are free of what no longer holds."""
        setting = self.of(entry, names)
        ended = self._reach.ended_at(chain) if self._reach is not None else {}
        if not ended:
            return setting
        key = id(setting), frozenset(ended)
        if key not in self._released:
            self._released[key] = setting, released(setting, ended)
        return self._released[key][1]

    @property
    def words(self) -> frozenset[str]:
        """The words that formulas are read by."""
        return self.problem.words if self.problem else frozenset()

    def entries(self, part: Part, chain: Chain) -> Entries:
        """Return the parts of the problem that a chain may belong to."""
        key = id(part), id(chain)
        if key not in self._entries:
            spoken = replace(self._families, told=self._families.told.spoken())
            found = entries_for(part, chain, self.problem, spoken)
            self._entries[key] = part, chain, found
        return self._entries[key][2]

    def supposed(self, part: Part, chain: Chain) -> Entries | None:
        """Return those parts if samples are distinct because the text says nothing of it.

        None where it does say something.
        """
        if not self._families.told.silent:
            return None
        return entries_for(part, chain, self.problem, self._families)

    def apart(self, chain: Chain) -> bool:
        """Whether the document says that a chain is about distinct samples."""
        return self._families.told.spoken().apart(chain)

    def typed(self, part: Part, make: Callable[[], Typed]) -> Typed:
        """Return what undeclared letters are in a part, which is found out once."""
        if id(part) not in self._typed:
            self._typed[id(part)] = part, make()
        return self._typed[id(part)][1]

    def half_declared(self, document: Document) -> frozenset[str]:
        """Return the names of which the document says where they lie, and that are not declared."""
        if self._half_declared is None:
            self._half_declared = half_declared(document, self.problem)
        return self._half_declared

    def taken(self, document: Document) -> Taken:
        """Return the letters of the problem that parts of the document take for their own."""
        if self._taken is None:
            self._taken = taken_by_parts(Text(document, self.words), self.problem)
        return self._taken

    def unspoken(self, document: Document) -> frozenset[str]:
        """Return the letters of which the document says nothing.

        Beside a problem file there are none: an h may be what the problem calls v_c.
        """
        if self._unspoken is None:
            of_exercise = self.problem is not None and self.problem.path
            found = frozenset[str]() if of_exercise else unspoken_letters(document, self.words)
            self._unspoken = found
        return self._unspoken

    def losses(self, document: Document) -> UnknownLosses:
        """Return the losses of which the document says only what they are differentiated by."""
        if self._losses is None:
            self._losses = UnknownLosses(document, self.words)
        return self._losses

    def marked(self, document: Document) -> tuple[Marked, ...]:
        """Return the letters of which the document says at which entry they point."""
        if self._marked is None:
            self._marked = marked_in(document, self.problem)
        return self._marked

    def said(self, document: Document) -> Names:
        """Return what the document's words say of letters, wherever they stand."""
        if self._said is None:
            half = depending_letters(document, self.words) | ones_otherwise(document, self.words)
            self._said = Names(
                one_hot=one_hot_letters(document, self.problem),
                counted=counted_letters(document.prose),
                unspoken=self.unspoken(document),
                half_said=half,
                stacked=stacked_in(document, self.words, self.problem),
            )
        return self._said

    def concluded(self, part: Part) -> dict[int, str]:
        """Return the places of rows that conclude what a free symbol is, by that symbol."""
        if id(part) not in self._concluded:
            symbols = self.problem.symbols if self.problem else ()
            stated = frozenset(entry.name for entry in symbols if entry.stated)
            self._concluded[id(part)] = part, concluded_in(part.chains, stated, self.words)
        return self._concluded[id(part)][1]

    def may_define(self, chain: Chain) -> bool:
        """Whether a chain has a name in a place where it may say what that means."""
        if denied_beside(chain):
            return False
        if self.problem is None or keys_behind(chain, self.words):
            return True
        square = square_on_the_left(chain, self.words)
        return bool(square) or name_on_the_left(chain, self.words) is not None

    def customary(self) -> Names:
        """Return what the problem says that names mean by custom; raises `ProblemError`."""
        if self.problem is None or not self.problem.customary:
            return Names()
        return _BARE.customary(self._of(None), self.problem)

    def goal(self, entry: PartEntry | None) -> Tensor | None:
        """Return what a part of the problem asks for; raises `ProblemError`."""
        return self._of(entry).goal

    def _of(self, entry: PartEntry | None) -> Setting:
        if id(entry) not in self._bare:
            equal = (setting for known, setting in self._bare.values() if known == entry)
            setting = next(equal, None) or _BARE.of(self.problem, entry, self._conventions)
            self._bare[id(entry)] = entry, setting
        return self._bare[id(entry)][1]


class _Bare:
    """The settings that a problem alone gives, made once for all documents of a class."""

    def __init__(self) -> None:
        self._problem: Problem | None = None  # by identity; kept, so that it stays the same one
        self._known: list[tuple[PartEntry | None, dict[str, str], Setting]] = []
        self._customary: dict[int, tuple[Setting, Names]] = {}  # by the id of a setting, kept

    def of(
        self, problem: Problem | None, entry: PartEntry | None, conventions: dict[str, str]
    ) -> Setting:
        if problem is not self._problem or len(self._known) > MOST_BARE:
            self._problem, self._known, self._customary = problem, [], {}
        alike = None
        for known, under, setting in self._known:
            if known == entry:
                if under == conventions:
                    return setting
                alike = setting
        setting = setting_for(problem, entry, conventions, alike)
        self._known.append((entry, dict(conventions), setting))
        return setting

    def customary(self, setting: Setting, problem: Problem) -> Names:
        """Return what a problem says that names mean by custom; raises `ProblemError`."""
        held = self._customary.get(id(setting))
        if held is None:
            if len(self._customary) > MOST_BARE:
                self._customary.clear()
            held = self._customary[id(setting)] = setting, customary_names(setting, problem)
        return held[1]


_BARE = _Bare()
