"""The pytest plugin: ``pytest --derivcheck`` checks the steps of documents beside the tests.

Without the option it costs the import of this file: what checks is imported when it is given.
"""

import pytest

FILES = ("*.md", "*.tex", "*.ipynb")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option, and what a project sets once."""
    group = parser.getgroup("derivcheck", "derivations")
    group.addoption(
        "--derivcheck",
        action="store_true",
        help="check the steps of documents (.md, .tex, .ipynb), one item each",
    )
    parser.addini(
        "derivcheck_files",
        f"patterns of the documents that --derivcheck collects (default {' '.join(FILES)})",
        type="args",
        default=list(FILES),
    )
    parser.addini(
        "derivcheck_options",
        "options of derivcheck verify for --derivcheck, such as --fail-on refuted,ill-typed",
        type="args",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let documents be collected if that is asked for."""
    config.addinivalue_line("markers", "derivcheck: a step of a document (pytest --derivcheck)")
    if config.getoption("derivcheck"):
        from derivcheck.cli.pytest_items import Documents

        config.pluginmanager.register(Documents(config), "derivcheck-documents")
