"""Archives of a good record that are no plain ustar archives, and some that are."""

import io
import tarfile

from bases import writing
from outcomes import GOOD, NOTICED, UNREAD

BLOCK = 512
HEADER = {"name": 0, "size": 124, "checksum": 148, "kind": 156, "magic": 257, "version": 263}


def archives(files):
    """(what, octets, exit codes, why)"""
    good = writing.tar(files)
    yield "folders of their own", writing.tar(files, folders=True), GOOD, "folders are no files"
    yield "names with ./ before them", writing.tar(files, prefix="./"), GOOD, "the same names"
    yield "./ and folders", writing.tar(files, "./", True), GOOD, "the same names"
    yield "files in another order", writing.tar(dict(reversed(files.items()))), GOOD, "no order"
    yield "more zeros at the end", good + bytes(10 * BLOCK), GOOD, "writers fill up their records"
    yield "two mebioctets of zeros at the end", good + bytes(1 << 21), UNREAD, ""
    yield "something after the end", good + b"x", UNREAD, ""
    yield "a common folder at the top", writing.tar(files, prefix="record/"), UNREAD, ""
    yield "absolute names", writing.tar(files, prefix="/"), UNREAD, ""
    yield "names that leave", writing.tar(files, prefix="../"), UNREAD, ""
    yield "names with an empty part", writing.tar(files, prefix="a//"), UNREAD, ""
    yield "names with ./ twice", writing.tar(files, prefix="././"), UNREAD, ""
    yield "the headers of pax", remade(files, tarfile.PAX_FORMAT, pax=True), UNREAD, ""
    yield "GNU's own kind", remade(files, tarfile.GNU_FORMAT), UNREAD, ""
    for name, kind in (
        ("a hard link", tarfile.LNKTYPE),
        ("a symbolic link", tarfile.SYMTYPE),
        ("a character device", tarfile.CHRTYPE),
        ("a block device", tarfile.BLKTYPE),
        ("a pipe", tarfile.FIFOTYPE),
        ("a contiguous file", tarfile.CONTTYPE),
        ("a sparse file", tarfile.GNUTYPE_SPARSE),
        ("a long name", tarfile.GNUTYPE_LONGNAME),
        ("a kind that nobody knows", b"Z"),
    ):
        yield f"{name} as well", with_more(good, entry("more", kind)), UNREAD, ""
    first = next(iter(files))
    yield "a file twice", with_more(good, entry(first, content=files[first])), UNREAD, ""
    yield "a file twice, once with ./", with_more(
        good, entry("./" + first, content=files[first])
    ), UNREAD, ""
    yield "a folder and a file of one name", with_more(
        good, entry(first, tarfile.DIRTYPE)
    ), UNREAD, ""
    yield "a name in a file", with_more(good, entry("manifest.json/more")), UNREAD, ""
    yield "a file that nobody knows", with_more(good, entry("notes.txt")), GOOD, "it is ignored"
    end = len(good.rstrip(b"\0"))
    end += -end % BLOCK
    yield "without blocks of zeros", good[:end], UNREAD, ""
    yield "with one block of zeros", good[:end] + bytes(BLOCK), UNREAD, ""
    for part in range(1, 8):
        yield f"cut at {part} in 8", good[: len(good) * part // 8], UNREAD, ""
    yield from headers(good)


def headers(good):
    """Octets of the first header; but for the ones in which nobody is interested, with and without a
    checksum that fits."""
    for field, at in HEADER.items():
        for octet in (0x00, 0x20, 0x39, 0x80, 0xFF):
            if good[at] == octet:
                continue
            bad = good[:at] + bytes([octet]) + good[at + 1 :]
            yield f"{field}: an octet is {octet:#04x}", bad, UNREAD, ""
            if field not in ("checksum", "name", "kind"):
                yield f"{field}: an octet is {octet:#04x}, summed", summed(bad), NOTICED, ""


def summed(archive):
    header = bytearray(archive[:BLOCK])
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    return bytes(header) + archive[BLOCK:]


def entry(name, kind=tarfile.REGTYPE, content=b""):
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname = kind, len(content), "manifest.json"
    return info.tobuf(tarfile.USTAR_FORMAT) + content + bytes(-len(content) % BLOCK)


def with_more(good, more):
    return more + good


def remade(files, kind, pax=False):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=kind) as archive:
        for path, octets in files.items():
            info = tarfile.TarInfo(path)
            info.size = len(octets)
            if pax:
                info.pax_headers = {"comment": "hello"}
            archive.addfile(info, io.BytesIO(octets))
    return out.getvalue()
