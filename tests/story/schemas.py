#!/usr/bin/env python3
"""The schemas of doc/schema, held against records of the reference, line by line.

    schemas.py

Every line of every file fits the schema of what it says that it is; without a member that a schema
asks for, or with one of another type, it does not.  Exits 77, aloud, where the library jsonschema
(Debian: python3-jsonschema) is not installed.
"""
import copy
import json
import sys

from bases import TESTS, groups, make_record, plan, writing

try:
    import jsonschema
except ImportError:
    print("SKIPPED: the Python library jsonschema is not installed")
    sys.exit(77)

SCHEMA = TESTS.parent / "doc" / "schema"
ANOTHER_TYPE = (None, 17.5, {"x": 1}, ["x"], "not base16", True)


def validators():
    out = {}
    for path in sorted(SCHEMA.glob("*.json")):
        schema = json.loads(path.read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        out[path.stem] = jsonschema.Draft202012Validator(schema)
    return out


def lines():
    """(file, value) of every line of some records."""
    elections = [plan.small()] + [plan.drawn(seed, devices=seed % 3 + 1) for seed in range(4)]
    for election in elections:
        for name in ("toy-64-256",):
            files = make_record.maker("counterfoil", groups.load(name), election, batch=5).make()
            for path, value in files.items():
                if isinstance(value, writing.Lines):
                    yield from ((path, line) for line in value)


def members(schema, value, path=()):
    """(path, whether the schema asks for it) of each member that a schema names."""
    if "$ref" in schema:
        return
    if isinstance(value, list):
        for place, item in enumerate(value[:1]):
            yield from members(schema.get("items", {}), item, path + (place,))
    if isinstance(value, dict):
        for key, inner in schema.get("properties", {}).items():
            if key in value:
                yield path + (key,), key in schema["required"]
                yield from members(inner, value[key], path + (key,))


def changed(value, path, change):
    value = copy.deepcopy(value)
    at = value
    for step in path[:-1]:
        at = at[step]
    change(at, path[-1])
    return value


def complaints(validator, value):
    """What a schema lets pass and should not."""
    for path, required in members(validator.schema, value):
        without = changed(value, path, lambda at, key: at.pop(key))
        if validator.is_valid(without) == required:
            yield f"{path} left out: {'passes' if required else 'is refused'}"
        if all(
            validator.is_valid(changed(value, path, lambda at, key, new=new: at.update({key: new})))
            for new in ANOTHER_TYPE
        ):
            yield f"{path} of any type passes"


def main():
    schemas, met, wrong = validators(), set(), []
    for path, value in lines():
        kind = value["object"]
        if kind not in schemas:
            wrong.append(f"{path}: no schema for {kind}")
            continue
        wrong += [f"{path}: {e.json_path}: {e.message}"[:300] for e in schemas[kind].iter_errors(value)]
        if kind not in met:
            wrong += [f"{kind}: {what}" for what in complaints(schemas[kind], value)]
        met.add(kind)
    wrong += [f"{kind}: no line of any record is one" for kind in sorted(set(schemas) - met)]
    print(*wrong, f"{len(schemas)} schemas, {len(wrong)} complaints", sep="\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
