"""What all tests share: a terminal that is none, whatever the machine's environment says."""

import os
import sys

import pytest

# without compiled modules each of the many child processes would compile all of them again
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "DERIVCHECK_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
