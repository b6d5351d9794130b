"""A copy of a record on disk that is changed, verified, and put right again.

One workspace serves one process of the verifier at a time; a change touches the few files that it
is about, so that ten thousand changes do not copy ten thousand records.
"""

import os
import pathlib
import shutil

from documents import binary


def a_link(path):
    path.symlink_to("../elsewhere.json")


def a_link_to_a_device(path):
    path.symlink_to("/dev/zero")


def a_folder(path):
    path.mkdir()


def a_pipe(path):
    os.mkfifo(path)


INSTEAD = {
    "a dangling link": a_link,
    "a link to a device": a_link_to_a_device,
    "a folder": a_folder,
    "a pipe": a_pipe,
}


def with_line(octets, path, new):
    """The file in which a line ("codes/all.jsonl:3") or a binary ballot is another."""
    file, number = path.split(":")
    if file.endswith(".cfb"):
        return binary.with_ballot(octets, int(number) - 1, new)
    lines = octets.splitlines(keepends=True)
    lines[int(number) - 1] = new + b"\n" if new is not None else b""
    return b"".join(lines)


class Workspace:
    def __init__(self, folder, files):
        self.folder = self.record = pathlib.Path(folder)
        self.files = files
        for path, octets in files.items():
            self.put(path, octets)

    def put(self, path, what):
        if ":" in path:
            path, what = self.with_line(path, what)
        target = self.folder / path
        self.clear(target)
        if callable(what):
            what(target)
        elif what is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(what)

    def with_line(self, path, octets):
        file = path.split(":")[0]
        return file, with_line((self.folder / file).read_bytes(), path, octets)

    def clear(self, target):
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        elif target.is_symlink() or target.exists():
            target.unlink()

    def change(self, changes):
        for path, what in changes.items():
            self.put(path, what)

    def undo(self, changes):
        for path in {path.split(":")[0] for path in changes}:
            self.put(path, self.files.get(path))
            self.leave_no_folder((self.folder / path).parent)

    def leave_no_folder(self, folder):
        """Folders that a change brought along go with it."""
        while folder != self.folder and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


class TarWorkspace:
    """The same of a record that is one archive, which is written anew for each change."""

    def __init__(self, folder, files, tar):
        self.record, self.files, self.tar = pathlib.Path(f"{folder}.tar"), files, tar
        self.undo({})

    def change(self, changes):
        """A change of "" is a whole archive; else of some of its files."""
        files = dict(self.files)
        for path, what in changes.items():
            file = path.split(":")[0]
            files[file] = with_line(files[file], path, what) if ":" in path else what
        octets = changes.get("") or self.tar({p: x for p, x in files.items() if x is not None})
        self.record.write_bytes(octets)

    def undo(self, changes):
        self.record.write_bytes(self.tar(self.files))
