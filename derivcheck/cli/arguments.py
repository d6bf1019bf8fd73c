"""The command line as a grammar: commands, options, and what each may be."""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, NoReturn

from derivcheck.cli.grade_options import add_generate_class, add_grade, add_init, add_merge
from derivcheck.cli.told import add_settings, add_told
from derivcheck.cli.values import (
    WITNESSES,
    convention,
    count,
    listed,
    positive,
    sizes,
)
from derivcheck.report.verdicts import FAILING


class Parser(argparse.ArgumentParser):
    """An argument parser that names the nearest option or command when one is unknown."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def format_help(self) -> str:
        """Return the help, in colour where it goes to a terminal."""
        # argparse makes a formatter for every option that is added, to look at its metavar
        from derivcheck.cli.help import Help

        self.formatter_class = Help
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Leave with status 2 after one line that says what was wrong."""
        from derivcheck.cli.terminal import complain

        owners = dict(reversed([*_options(self)]))  # the first that has it is named
        complain(f"{message}{_advice(message, owners)} (see {self.prog} --help)")
        self.exit(2)


def _advice(message: str, owners: dict[str, str]) -> str:
    """Return the nearest name for what an error message of argparse calls unknown.

    An option that another command has is not misspelt: that command is named.
    """
    import re

    from derivcheck.source.nearest import did_you_mean

    unknown = re.search(r"unrecognized arguments: (\S+)", message)
    if unknown:
        name = unknown[1].partition("=")[0]
        return f"; {owners[name]} has it" if name in owners else did_you_mean(name, owners)
    choice = re.search(r"invalid choice: '([^']*)' \(choose from (.*)\)", message)
    if choice:
        return did_you_mean(choice[1], re.findall(r"[\w-]+", choice[2]))
    return ""


def _options(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """Yield the options of a parser and of its commands, any may have been meant, and whose."""
    for action in parser._actions:
        for option in action.option_strings:
            yield option, parser.prog
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _options(command)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; ``run`` is the function of the command.

    Raises ``SystemExit``: 0 after help or version, 2 after a wrong call.
    """
    parser = _parser()
    arguments = parser.parse_args(list(argv))
    if arguments.run is None:
        parser.print_help(sys.stderr)
        parser.exit(2)
    return arguments


def _parser() -> Parser:
    parser = Parser(
        prog="derivcheck",
        description="Checks mathematical derivations as people write them: every equals sign, "
        "step by step.",
        epilog="Exit status: 0 every step is proved, given or as expected; 1 at least one is "
        "not; 2 the call was wrong or a file could not be read; 3 internal error.",
    )
    parser.add_argument(
        "--version",
        action=_Version,
        help="show the versions of derivcheck and of the packages that compute, and leave",
    )
    parser.add_argument(
        "--print-completion",
        action=_Completion,
        choices=("bash", "zsh", "tcsh"),
        metavar="SHELL",
        help="write what completes commands and options in bash, zsh or tcsh, and leave",
    )
    parser.set_defaults(run=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    _verify(
        commands.add_parser(
            "verify",
            help="check every step of documents",
            description="Check every step of documents: each relation sign gets a verdict.",
        )
    )
    add_grade(
        commands.add_parser(
            "grade",
            help="mark a class's submissions",
            description="Mark a class's submissions by the rubric of their problem.",
        )
    )
    add_merge(
        commands.add_parser(
            "merge",
            help="join the results of shards",
            description="Join the results of shards to those of one class.",
        )
    )
    add_generate_class(
        commands.add_parser(
            "generate-class",
            help="a synthetic class with known marks",
            description="Make a class from the reference solution by known changes.",
        )
    )
    add_init(
        commands.add_parser(
            "init",
            help="write the files that set derivcheck up elsewhere",
            description="Write the files that set derivcheck up elsewhere.",
        )
    )
    _show(
        commands.add_parser(
            "show",
            help="show how each formula was read; nothing is checked",
            description="Show how each formula of a document was read; nothing is checked.",
        )
    )
    _problems(
        commands.add_parser(
            "problems",
            help="the problems that are known",
            description="List the known problems, show one, or check a problem file.",
        )
    )
    _explain(
        commands.add_parser(
            "explain",
            help="the page of a verdict, slip or remark code",
            description="Explain a code, with an accepted and a rejected example.",
        )
    )
    _lsp(
        commands.add_parser(
            "lsp",
            help="language server, for editors",
            description="Serve editors by the language server protocol, on standard input and "
            "output: findings while you type, hovers, repairs.",
        )
    )
    return parser


def _lsp(parser: Parser) -> None:
    # what clients of language servers add by themselves
    parser.add_argument("--stdio", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=_command("lsp"))


def _verify(parser: Parser) -> None:
    add = parser.add_argument
    add(
        "paths",
        nargs="+",
        metavar="PATH",
        help="a file or folder (.md, .tex, .ipynb, .html); - reads standard input",
    )
    add(
        "--stdin-filename",
        metavar="NAME",
        default="stdin.md",
        help="the name, and by its ending the format, of standard input",
    )
    _problem_option(parser)

    add(
        "--macros",
        action="append",
        default=[],
        metavar="FILE",
        help="take the macros of a TeX file, as if the documents began with it; may be repeated",
    )

    what = parser.add_argument_group("what is checked, and how")
    what.add_argument(
        "--part",
        action="append",
        default=[],
        metavar="ID",
        dest="parts",
        help="check only this part, such as b or 'f(1)'; may be repeated",
    )
    what.add_argument(
        "--sizes",
        type=sizes,
        metavar="SORT=N,…",
        help="check at these sizes, such as Vocab=4,Dim=2",
    )
    what.add_argument(
        "--convention",
        type=convention,
        action="append",
        metavar="KIND=VALUE",
        dest="conventions",
        help="take this convention, such as gradients=rows, whatever the document does",
    )
    what.add_argument(
        "--witness",
        type=listed(WITNESSES),
        metavar="NAME,…",
        help=f"the witnesses to ask: {', '.join(WITNESSES)} (default all)",
    )
    what.add_argument(
        "--exact",
        action=argparse.BooleanOptionalAction,
        help="certify each proof by exact rational functions as well, without a chance of error",
    )
    what.add_argument(
        "--budget",
        type=positive,
        metavar="N",
        help="how much work a step may take before it is undecided",
    )
    what.add_argument(
        "--salt",
        metavar="TEXT",
        help="changes the random points, so that nobody can fit a step to them",
    )
    what.add_argument(
        "--jobs", type=positive, metavar="N", help="how many documents to check at the same time"
    )

    what.add_argument(
        "--watch", "-w", action="store_true", help="check again whenever a document is changed"
    )

    fails = parser.add_argument_group("what fails")
    fails.add_argument(
        "--fail-on",
        type=listed(FAILING),
        metavar="VERDICT,…",
        help=f"the verdicts that make the exit status 1 (default {','.join(FAILING)})",
    )
    fails.add_argument(
        "--allow",
        type=listed(FAILING),
        metavar="VERDICT,…",
        help="verdicts to let pass; the summary says so",
    )
    fails.add_argument(
        "--min-steps", type=count, metavar="N", help="fail when fewer steps are found"
    )

    fails.add_argument(
        "--baseline",
        metavar="FILE",
        help="let pass what this file lists: only what is new fails",
    )
    fails.add_argument(
        "--update-baseline",
        action="store_true",
        help="write all that is found now to the baseline",
    )

    add_told(parser)
    add_settings(parser)
    parser.set_defaults(run=_command("verify"))


def _show(parser: Parser) -> None:
    parser.add_argument("path", metavar="PATH", help="a file; - reads standard input")
    parser.add_argument(
        "--stdin-filename",
        metavar="NAME",
        default="stdin.md",
        help="the name, and by its ending the format, of standard input",
    )
    _problem_option(parser)
    add_settings(parser)
    parser.add_argument("--no-color", action="store_true", help="plain text (as with NO_COLOR)")
    parser.set_defaults(run=_command("show"))


def _problems(parser: Parser) -> None:
    parser.set_defaults(run=_command("problems"), action="list", problem=None)
    actions = parser.add_subparsers(title="what to do", metavar="ACTION", parser_class=Parser)
    for action, text in (
        ("show", "show a problem's sorts, symbols, definitions and parts"),
        ("check", "prove its closed forms and check its assumptions and aliases"),
    ):
        sub = actions.add_parser(action, help=text, description=f"{text[0].upper()}{text[1:]}.")
        sub.add_argument("problem", metavar="NAME|FILE")
        sub.set_defaults(action=action)


def _explain(parser: Parser) -> None:
    parser.add_argument(
        "code",
        nargs="?",
        metavar="CODE",
        help="such as refuted or flipped-sign; without one, all are listed",
    )
    parser.add_argument(
        "--list", action="store_true", help="list all codes, each with what it is a code of"
    )
    parser.set_defaults(run=_command("explain"))


def _problem_option(parser: Parser) -> None:
    parser.add_argument(
        "--problem",
        metavar="NAME|FILE",
        help="what the symbols mean (default: what the document names, else the "
        "problem.toml beside it)",
    )


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    def run(arguments: argparse.Namespace) -> int:
        status: int = import_module(f"derivcheck.cli.{name}").run(arguments)
        return status

    return run


class _Version(argparse.Action):
    """``--version``, asked of the installed packages only when it is given."""

    def __init__(self, option_strings: Sequence[str], dest: str, **settings: Any) -> None:
        super().__init__(option_strings, dest=argparse.SUPPRESS, nargs=0, **settings)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from derivcheck.cli.version import version_line

        print(version_line())
        parser.exit()


class _Completion(argparse.Action):
    """``--print-completion``."""

    def __init__(self, option_strings: Sequence[str], dest: str, **settings: Any) -> None:
        super().__init__(option_strings, dest=argparse.SUPPRESS, **settings)

    def __call__(
        self, parser: argparse.ArgumentParser, _: object, shell: Any, __: str | None = None
    ) -> None:
        from derivcheck.cli.completion import INSTALL, completion

        try:
            print(completion(parser, shell))
        except ImportError:
            parser.error(INSTALL)
        parser.exit()
