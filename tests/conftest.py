"""What all tests share: a terminal that is none, whatever the machine's environment says."""

import pytest


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "DERIVCHECK_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
