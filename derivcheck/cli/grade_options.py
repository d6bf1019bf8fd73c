"""The options of ``derivcheck grade``, ``merge``, ``generate-class`` and ``init``."""

import argparse

from derivcheck.cli.values import WITNESSES, executor, listed, positive, shard


def add_grade(parser: argparse.ArgumentParser) -> None:
    """Add what the command takes."""
    add = parser.add_argument
    add(
        "submissions",
        metavar="SUBMISSIONS",
        help="a folder or archive, one file or folder for each student",
    )
    add("--problem", metavar="NAME|FILE", required=True, help="what is asked, and its rubric")
    add("--out", metavar="DIR", required=True, help="the folder that gets marks and feedback")
    add(
        "--reference",
        metavar="FILE",
        help="the reference solution, which is graded first and must get full marks (default: "
        "the one beside the problem)",
    )
    add(
        "--one",
        choices=("gradescope", "prairielearn", "classroom50"),
        help="SUBMISSIONS is the work of one student, and --out the result file of this service",
    )
    add_results(parser)
    add(
        "--shard",
        type=shard,
        default=(1, 1),
        metavar="I/N",
        help="grade only every Nth submission from the Ith on; derivcheck merge joins the results",
    )
    add(
        "--executor",
        type=executor,
        metavar="dask://HOST:PORT",
        help="grade on the workers of this Dask scheduler, which have derivcheck installed",
    )
    add("--resume", action="store_true", help="take over what an earlier run has finished")
    add("--cache", metavar="FILE", help="keep decisions here, for this and other runs")
    add("--no-cache", action="store_true", help="decide everything anew")
    add("--jobs", type=positive, metavar="N", help="how many submissions at the same time")
    add(
        "--witness",
        type=listed(WITNESSES),
        default=WITNESSES,
        metavar="NAME,…",
        help=f"the witnesses to ask: {', '.join(WITNESSES)} (default all)",
    )
    add("--salt", default="", metavar="TEXT", help="changes the random points")
    parser.set_defaults(run=_run)


def add_init(parser: argparse.ArgumentParser) -> None:
    """Add what ``derivcheck init`` takes."""
    add = parser.add_argument
    add(
        "what",
        choices=("pre-commit", "github", "gitlab", "gradescope"),
        help="pre-commit: a hook; github, gitlab: a job that checks each push; gradescope: an "
        "autograder to upload there",
    )
    add("--problem", metavar="NAME|FILE", help="gradescope: what is asked, and its rubric")
    add(
        "--path",
        metavar="PATH",
        default=".",
        help="github, gitlab: the file or folder to check (default .)",
    )
    add("--out", metavar="FILE", help="default where the service looks for it; - shows it")
    add(
        "--install",
        metavar="WHEEL|REQUIREMENT",
        help="what pip is to install there (default this version of derivcheck)",
    )
    parser.set_defaults(run=_init)


def add_results(parser: argparse.ArgumentParser) -> None:
    """Add what is to become of the marks of a class."""
    add = parser.add_argument
    add("--overrides", metavar="FILE", help="a person's decisions: queue.csv, marks filled in")
    add("--roster", metavar="FILE", help="fill a column of this export of Canvas or Moodle")
    add("--column", metavar="TITLE", help="the column of the roster to fill")
    add("--self-contained", action="store_true", help="pages that load nothing from beside them")


def add_merge(parser: argparse.ArgumentParser) -> None:
    """Add what ``derivcheck merge`` takes."""
    add = parser.add_argument
    add("folders", nargs="+", metavar="OUT", help="the --out of a shard")
    add("--problem", metavar="NAME|FILE", required=True, help="what was asked, and its rubric")
    add("--out", metavar="DIR", required=True, help="the folder that gets marks and feedback")
    add_results(parser)
    parser.set_defaults(run=_merge)


def _merge(arguments: argparse.Namespace) -> int:
    from derivcheck.cli.merge import run

    return run(arguments)


def add_generate_class(parser: argparse.ArgumentParser) -> None:
    """Add what ``derivcheck generate-class`` takes."""
    add = parser.add_argument
    add("--problem", metavar="NAME|FILE", required=True, help="the problem that is solved")
    add("--students", type=positive, metavar="N", default=30, help="how many (default 30)")
    add("--seed", metavar="TEXT", default="1", help="another seed gives another class")
    add("--out", metavar="DIR", required=True, help="gets submissions/ and truth.csv")
    parser.set_defaults(run=_generate_class)


def _generate_class(arguments: argparse.Namespace) -> int:
    from derivcheck.cli.generate_class import run

    return run(arguments)


def _init(arguments: argparse.Namespace) -> int:
    from derivcheck.cli.init import run

    return run(arguments)


def _run(arguments: argparse.Namespace) -> int:
    from derivcheck.cli.grade import run

    return run(arguments)
