"""Checking as the server asks for it, with what is kept from one edit to the next."""

from msgspec.structs import replace

from derivcheck.check import Options
from derivcheck.check.finding import DocumentFinding
from derivcheck.cli.decisions import Decisions
from derivcheck.cli.files import Unreadable, format_of
from derivcheck.cli.guard import check_guarded
from derivcheck.cli.lsp.marks import Mark, Severity, marks
from derivcheck.cli.lsp.quick import SEED, Quick
from derivcheck.cli.lsp.worker import Request
from derivcheck.cli.pipeline import Job, document_of, problem_errors, with_included
from derivcheck.cli.settings import Settings, settings_for
from derivcheck.cli.values import WITNESSES
from derivcheck.problem import Problem
from derivcheck.report.build import Selection

MOST_DOCUMENTS = 50  # whose findings are kept in mind


class Checking:
    """Checks documents; ``memory`` is the file that keeps decisions of complete checks."""

    def __init__(self, memory: str) -> None:
        self._memory = Decisions(memory)
        self._quick: dict[str, Quick] = {}

    def check(self, request: Request) -> tuple[Mark, ...]:
        """Return the marks of a document."""
        try:
            settings = settings_for([request.path])
            job = _job(request, settings)
            selection = _selection(request.path, settings)
            found = self._at_once(job) if request.kind == "quick" else self._complete(job)
            return marks(found, selection.of(request.path))
        except Unreadable as refused:
            said = refused.report.message
            return (Mark(0, 0, Severity.WARNING, refused.report.code, said, (0, 0)),)

    def _complete(self, job: Job) -> DocumentFinding:
        options = replace(job.options, memory=self._memory, seed=SEED)
        outcome = check_guarded(replace(job, options=options))
        if outcome.finding is None:
            error = outcome.error
            assert error is not None, "there is a finding or an error"
            raise Unreadable(job.path, error.code, error.message)
        return outcome.finding

    def _at_once(self, job: Job) -> DocumentFinding:
        text = job.text or ""
        document, problem = document_of(with_included(job, text), text, format_of(job.name))
        with problem_errors(job.name, problem.name if problem else ""):
            return self._session(job, problem).check(document)

    def _session(self, job: Job, problem: Problem | None) -> Quick:
        known = self._quick.pop(job.path, None)
        if known is None or known.problem is not problem or known.options != job.options:
            known = Quick(problem, job.options)
        self._quick[job.path] = known  # the one used last stands last
        while len(self._quick) > MOST_DOCUMENTS:
            del self._quick[next(iter(self._quick))]
        return known


def _job(request: Request, settings: Settings) -> Job:
    given = settings.options
    options = Options(
        witnesses=tuple(given.get("witness", WITNESSES)),
        sizes=tuple(given.get("sizes", ())),
        conventions=tuple(given.get("conventions", ())),
        budget=given.get("budget"),
    )
    # line ends of one character, so that places stay what they are in the editor
    text = request.text.replace("\r\n", " \n").replace("\r", "\n")
    return Job(
        *(request.path, request.path, None, options),
        macros=settings.macros,
        includes=True,
        fallback=settings.problem,
        assume=settings.assume,
        text=text,
    )


def _selection(path: str, settings: Settings) -> Selection:
    given = settings.options
    return Selection(
        select=frozenset(given.get("select", ())),
        ignore=frozenset(given.get("ignore", ())),
        ignored_in={path: settings.ignored(path)},
        reveal=given.get("reveal"),
    )
