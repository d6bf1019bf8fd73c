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


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "DERIVCHECK_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
