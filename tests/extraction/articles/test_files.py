"""Only regular files are opened, and none through a link where a folder or manifest names it."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from extraction.articles.files import read_bytes
from extraction.articles.offers import Refused


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (os.mkfifo, "is a pipe (fifo), not a file"),
        (os.mkdir, "is a folder"),
        (a_socket, "is a socket, not a file"),
        (lambda path: path.symlink_to("/etc/hostname"), "is a link, and links are not followed"),
        (lambda path: path.symlink_to(path), "is a link, and links are not followed"),
        (lambda path: path.write_bytes(b"x" * 101), "is larger than 100 bytes"),
        (lambda path: None, "No such file"),
    ],
    ids=["fifo", "folder", "socket", "link", "link to itself", "large", "missing"],
)
def test_refuses_at_once_what_is_no_file(tmp_path: Path, make: Callable[[Path], object], says: str) -> None:
    path = tmp_path / "thing.txt"
    make(path)
    with pytest.raises(Refused) as refusal:
        read_bytes(path, below=tmp_path, largest=100)
    assert str(refusal.value).startswith(f"{path}: {says}")


def test_refuses_a_device_without_reading_it() -> None:
    with pytest.raises(Refused, match="/dev/zero: is a device, not a file"):
        read_bytes(Path("/dev/zero"))


def test_refuses_a_folder_on_the_way_that_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.txt").write_text("secret")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "way").symlink_to(tmp_path / "outside")
    with pytest.raises(Refused, match=r"way/a\.txt"):
        read_bytes(inbox / "way" / "a.txt", below=inbox)


def test_refuses_a_way_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("secret")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    with pytest.raises(Refused):
        read_bytes(inbox / ".." / "a.txt", below=inbox)


def test_follows_the_link_that_a_person_points_at(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert read_bytes(tmp_path / "b.txt") == b"words"


def test_leaves_no_descriptor_open(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words")
    os.mkfifo(tmp_path / "b.txt")
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - the count of what is open, not paths
    read_bytes(tmp_path / "a.txt", below=tmp_path)
    with pytest.raises(Refused):
        read_bytes(tmp_path / "b.txt", below=tmp_path)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208 - as above
