"""The folder for films that are played: nothing of it stays, not even after a kill."""

import subprocess
import sys
from pathlib import Path

from presenter.media_folder import MediaFolder, remove_abandoned

KILLED = """
import os, signal, sys
from pathlib import Path
from presenter.media_folder import MediaFolder

folder = MediaFolder(Path(sys.argv[1]))
(folder.path / "film.mp4").write_bytes(b"film")
os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
"""


def test_what_a_killed_presenter_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], timeout=60, check=False)
    (left,) = tmp_path.iterdir()
    assert (left / "film.mp4").exists()
    in_use = MediaFolder(tmp_path)
    others = tmp_path / "handsup-media-of-somebody"
    others.mkdir()
    remove_abandoned(tmp_path)
    assert {*tmp_path.iterdir()} == {in_use.path, others}
    in_use.remove()
    assert [*tmp_path.iterdir()] == [others]


def test_a_cleared_folder_stays_in_use(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path)
    (folder.path / "film.mp4").write_bytes(b"film")
    folder.clear()
    remove_abandoned(tmp_path)
    assert folder.path.is_dir()
    assert not (folder.path / "film.mp4").exists()
