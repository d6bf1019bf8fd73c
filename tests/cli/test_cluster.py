"""``--executor dask://…`` on a real cluster of two workers, one of which is killed."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from derivcheck.cli import main
from tests.cli.classroom import command, left_behind, run, write_class


@pytest.mark.slow
def test_a_worker_that_is_killed_takes_nothing_with_it(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    write_class(tmp_path, 10)
    run(tmp_path, "alone", "--jobs", "2")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as cluster:
        with distributed.Client(cluster, set_as_default=False) as client:
            pids = list(client.run(os.getpid).values())
        assert len(set(pids)) == 2

        def kill() -> None:
            state = tmp_path / "spread" / "state"
            while not list(state.glob("*.json")):
                time.sleep(0.01)
            os.kill(pids[0], signal.SIGKILL)

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        address = cluster.scheduler_address.replace("tcp://", "dask://")
        assert main(command(tmp_path, "spread", "--executor", address)[3:]) == 0
        killer.join(10)
    assert not killer.is_alive()
    assert left_behind(tmp_path / "spread") == left_behind(tmp_path / "alone")


def test_another_executor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(tmp_path, "out", "--executor", "ray://here:1")[3:]) == 2
    assert "not like dask://" in capsys.readouterr().err
