"""A file spoilt as text: cut, doubled, misspelt, or only written in another way."""

import json

from documents import general
from outcomes import GOOD, NOTICED, UNREAD


def texts(document, octets, table):
    """(what, new octets, exit codes) for a file whose fields are in the table."""
    end = len(octets.rstrip())
    for part in (0, 1, end // 4, end // 2, 3 * end // 4, end - 1):
        yield f"cut at {part * 100 // end} in 100", octets[:part], UNREAD
    first = octets.index(b"{") + 1
    member = first_member(octets, first)
    yield "first member twice", octets[:first] + member + b"," + octets[first:], UNREAD
    yield "first member twice, once escaped", octets[:first] + escaped(member) + b"," + octets[
        first:
    ], UNREAD
    yield "100000 brackets", b"[" * 100000 + b"]" * 100000, UNREAD
    yield "100000 brackets in a member", octets[
        :first
    ] + b'"x_deep":' + b"[" * 100000 + b"]" * 100000 + b"," + octets[first:], UNREAD
    yield "a byte order mark", b"\xef\xbb\xbf" + octets, UNREAD
    yield "UTF-16", octets.decode().encode("utf-16"), UNREAD
    for name, tail in (
        ("a letter", b"x"),
        ("a second value", b"{}"),
        ("a zero octet", b"\0"),
        ("a bracket", b"]"),
    ):
        yield f"{name} at the end", octets + tail, UNREAD
    for name, bad in (
        ("a lone continuation octet", b"\x80"),
        ("an overlong form", b"\xc0\xaf"),
        ("a surrogate in UTF-8", b"\xed\xa0\x80"),
        ("past U+10FFFF", b"\xf5\x80\x80\x80"),
        ("a raw control character", b"\x01"),
        ("a lone surrogate escape", b"\\ud800"),
        ("a bad escape", b"\\x41"),
    ):
        yield name, octets[:first] + b'"x_text":"' + bad + b'",' + octets[first:], UNREAD
    for name, bad in (
        ("a leading zero", b"01"),
        ("a plus sign", b"+1"),
        ("a bare point", b"1."),
        ("NaN", b"NaN"),
        ("a hex number", b"0x1"),
        ("a comment", b"/**/1"),
        ("single quotes", b"'1'"),
        ("a missing value", b""),
    ):
        yield name, octets[:first] + b'"x_number":' + bad + b"," + octets[first:], UNREAD
    yield "a comma too many", octets[: end - 1].rstrip() + b"," + octets[end - 1 :], UNREAD
    yield "null instead", b"null", UNREAD
    yield "an empty object", b"{}", NOTICED
    yield "an empty list", b"[]", NOTICED
    yield "white space around", b" \r\n\t" + octets + b"\n\n", GOOD
    if octets.rstrip() == document.write(document.value).rstrip():
        if compact(document.value) != octets:
            yield "no white space", compact(document.value), GOOD
        yield "members in another order", reordered(document.value), GOOD
        yield "every letter escaped", all_escaped(document.value), GOOD
    for path, value in document.leaves():
        field = table.get(general(path))
        if field and field.kind == "number" and "" not in field.nothing:
            yield from numbers(document, path)
            break


def numbers(document, path):
    """A number that is no whole number, or one that fits nowhere."""
    marker = document.with_value(path, 987654321987654321)
    for name, new in (
        ("a float", b"1.0"),
        ("an exponent", b"1e0"),
        ("minus one", b"-1"),
        ("minus zero", b"-0"),
        ("2^64", b"18446744073709551616"),
        ("2^63", b"9223372036854775808"),
        ("a string", b'"1"'),
        ("a thousand digits", b"9" * 1000),
        ("1e999", b"1e999"),
        ("true", b"true"),
        ("null", b"null"),
    ):
        yield f"{general(path)} is {name}", marker.replace(b"987654321987654321", new), NOTICED


def first_member(octets, at):
    """The text of a small member after this brace, key and value."""
    return (
        octets[at : at + octets[at:].index(b'"', octets[at:].index(b'"') + 1) + 1].strip() + b":1"
    )


def escaped(member):
    """The same key with its first letter as an escape."""
    at = member.index(b'"') + 1
    return member[:at] + f"\\u{member[at]:04x}".encode() + member[at + 1 :]


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def reordered(value):

    def turn(x):
        if isinstance(x, dict):
            return {k: turn(x[k]) for k in reversed(x)}
        return [turn(v) for v in x] if isinstance(x, list) else x

    return json.dumps(turn(value), ensure_ascii=False, indent=3).encode()


def all_escaped(value):

    def escape(text):
        units = text.encode("utf-16-be")
        return (
            '"'
            + "".join(f"\\u{units[i]:02x}{units[i + 1]:02X}" for i in range(0, len(units), 2))
            + '"'
        )

    def write(x):
        if isinstance(x, dict):
            return "{" + ",".join(f"{escape(k)}:{write(v)}" for k, v in x.items()) + "}"
        if isinstance(x, list):
            return "[" + ",".join(map(write, x)) + "]"
        return escape(x) if isinstance(x, str) else json.dumps(x)

    return write(value).encode()


def huge(octets):
    first = octets.index(b"{") + 1
    return octets[:first] + b'"x_huge":"' + b"a" * 20_000_000 + b'",' + octets[first:]
