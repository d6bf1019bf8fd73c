"""Submissions out of folders and archives: complete, bounded, and never outside."""

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from derivcheck.cli.classes import archives
from derivcheck.cli.classes.submissions import Submission, submissions_in
from derivcheck.cli.files import Unreadable

pytestmark = pytest.mark.heavy

Pack = Callable[[dict[str, bytes]], bytes]


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
    return out.getvalue()


def found(path: Path) -> dict[str, Submission]:
    return {own.student: own for own in submissions_in(str(path))}


def texts(own: Submission) -> list[str]:
    return [paper.text for paper in own.papers]


@pytest.mark.parametrize(("pack", "name"), [(zipped, "s.zip"), (tarred, "s.tar.gz")])
def test_an_archive_is_read_like_its_folder(pack: Pack, name: str, tmp_path: Path) -> None:
    files = {
        "ann/hw.md": b"A",
        "bob.tex": b"B",
        "cleo/hw.pdf": b"%PDF",
        "__MACOSX/ann/._hw.md": b"x",
    }
    (tmp_path / name).write_bytes(pack(files))
    for path, data in files.items():
        (tmp_path / "in" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / path).write_bytes(data)
    assert found(tmp_path / name) == found(tmp_path / "in")
    assert sorted(found(tmp_path / name)) == ["ann", "bob", "cleo"]


def test_the_folder_around_an_export_is_no_student(tmp_path: Path) -> None:
    metadata = b"submission_7:\n  :submitters:\n  - :name: Jane Doe\n"
    files = {"export/submission_7/a.md": b"A", "export/submission_metadata.yml": metadata}
    (tmp_path / "s.zip").write_bytes(zipped(files))
    assert list(found(tmp_path / "s.zip")) == ["Jane Doe"]
    (tmp_path / "s.zip").write_bytes(zipped({"ann/a.md": b"A", "ann/b.md": b"B"}))
    assert list(found(tmp_path / "s.zip")) == ["ann"]


def test_an_archive_that_a_student_handed_in_is_theirs(tmp_path: Path) -> None:
    inner = zipped({"hw/a.md": b"A", "derivcheck.toml": b"x = 1"})
    files = {"doejane_12_34_hw.zip": inner, "libo_13_35_hw.md": b"B"}
    (tmp_path / "s.zip").write_bytes(zipped(files))
    own = found(tmp_path / "s.zip")
    assert texts(own["doejane"]) == ["A"]
    assert [notice.code for notice in own["doejane"].notices] == ["settings-file"]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize("name", ["../ann/hw.md", "/ann/hw.md", "ann/../../hw.md", "C:/ann/hw.md"])
def test_no_path_leaves_the_folder(pack: Pack, name: str, tmp_path: Path) -> None:
    path = tmp_path / "s.zip"
    path.write_bytes(pack({name: b"A", "bob.md": b"B"}))
    own = found(path)
    assert texts(own["bob"]) == ["B"]
    assert all(not papers.papers for student, papers in own.items() if student != "bob")
    assert any("leaves the folder" in n.text for o in own.values() for n in o.notices)


def test_links_in_archives_are_not_followed(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"ann/{kind.decode()}.md")
            info.type, info.linkname = kind, "/etc/passwd"
            packed.addfile(info)
    (tmp_path / "s.tar").write_bytes(out.getvalue())
    own = found(tmp_path / "s.tar")["ann"]
    assert own.papers == ()
    assert len(own.notices) == 3
    assert all(notice.open for notice in own.notices)


def test_a_bomb_costs_no_more_than_its_limit(tmp_path: Path) -> None:
    big = zipped({"ann/hw.md": b"0" * 30_000_000, "bob.md": b"B"})
    assert len(big) < 100_000
    (tmp_path / "s.zip").write_bytes(big)
    own = found(tmp_path / "s.zip")
    assert own["ann"].papers == ()
    assert "more than 4 MB" in own["ann"].notices[0].text
    assert texts(own["bob"]) == ["B"]


def test_all_files_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, small = archives._Reader, archives._Budget(files=3, bytes=9)
    monkeypatch.setattr(archives, "_Reader", lambda: reader(small))
    (tmp_path / "s.zip").write_bytes(zipped({f"{n}.md": b"123" for n in "abcd"}))
    own = found(tmp_path / "s.zip")
    assert sum(len(o.papers) for o in own.values()) == 3
    assert sum(n.open for o in own.values() for n in o.notices) == 1


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"no archive", b""])
def test_a_broken_archive(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ann.zip").write_bytes(data)
    (own,) = found(tmp_path / "in").values()
    assert own.papers == ()
    assert own.notices[0].open


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    data = b"A"
    name = "a.md"
    for _ in range(6):
        data, name = zipped({name: data}), "a.zip"
    (tmp_path / "s.zip").write_bytes(data)
    (own,) = found(tmp_path / "s.zip").values()
    assert own.papers == ()
    assert "archive in an archive" in own.notices[0].text


def test_nothing_there(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for path in (tmp_path / "in", tmp_path / "no"):
        with pytest.raises(Unreadable):
            submissions_in(str(path))
