"""What all tests share: a terminal that is none, whatever the machine's environment says."""

import gc
import os
import sys

import pytest

from derivcheck.cli import COLLECT_AFTER

# without compiled modules each of the many child processes would compile all of them again
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# as the command does
gc.set_threshold(COLLECT_AFTER, *gc.get_threshold()[1:])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fast", action="store_true", help="leave out the tests marked heavy")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--fast"):
        left_out = [item for item in items if item.get_closest_marker("heavy")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "DERIVCHECK_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
