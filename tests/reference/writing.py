"""Putting a record on disk."""

import io
import json
import pathlib
import tarfile


class Lines(list):
    """JSON values that are the lines of a file, each in canonical form."""


def compact(value):
    """JSON octets without white space, for files whose octets are hashed."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def canonical(value):
    """[RFC8785], for values without fractions and keys in ASCII."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def readable(value, ascii_only=False):
    return (json.dumps(value, ensure_ascii=ascii_only, indent=1) + "\n").encode()


def octets_of(value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, Lines):
        return b"".join(canonical(line) + b"\n" for line in value)
    return readable(value)


def write(target, files):
    """Write {path: octets or JSON value} below a folder that need not be there, or, where its name
    ends in .tar, into one archive."""
    target = pathlib.Path(target)
    if target.suffix == ".tar":
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(tar(files))
        return
    for path, value in files.items():
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(octets_of(value))


def tar(files, prefix="", folders=False):
    """The octets of a plain ustar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        if folders:
            for folder in sorted({path.rsplit("/", 1)[0] for path in files if "/" in path}):
                info = tarfile.TarInfo(prefix + folder)
                info.type = tarfile.DIRTYPE
                archive.addfile(info)
        for path, value in files.items():
            octets = octets_of(value)
            info = tarfile.TarInfo(prefix + path)
            info.size = len(octets)
            archive.addfile(info, io.BytesIO(octets))
    return out.getvalue()
