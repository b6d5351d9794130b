"""Putting a record on disk."""

import json
import pathlib


def compact(value):
    """JSON octets without white space, for files whose octets are hashed."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def readable(value, ascii_only=False):
    return (json.dumps(value, ensure_ascii=ascii_only, indent=1) + "\n").encode()


def write(folder, files):
    """Write {path: octets or JSON value} below a folder that need not be there."""
    folder = pathlib.Path(folder)
    for path, value in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(value if isinstance(value, bytes) else readable(value))
