#!/usr/bin/env python3
"""`counterfoil bench` makes every row that it promises, as a table and as JSON.

    bench.py COUNTERFOIL

Smallest sizes: nothing here is about speed.
"""

import json
import subprocess
import sys

PROMISED = {
    "modmul_vs_gmp": "seconds",
    "modmul_vs_openssl": "seconds",
    "modexp_public_vs_openssl": "seconds",
    "modexp_secret_vs_openssl": "seconds",
    "verify_exact_vs_gmp": "seconds",
    "verify_batch_vs_gmp": "seconds",
    "encrypt_vs_gmp": "seconds",
    "fallback_modmul_vs_gmp": "seconds",
    "verify_record_vs_arithmetic": "seconds",
    "cores_vs_processes": "seconds",
    "memory_large_vs_small": "octets",
}
OURS_BY_THEIRS = {"verify_record_vs_arithmetic", "memory_large_vs_small"}


def check(condition, what):
    if not condition:
        sys.exit(what)


def check_row(row, unit):
    check(row["unit"] == unit, f"{row['name']}: unit {row['unit']}, expected {unit}")
    if row["ratio"] == "not here":
        return
    check(row["ours"] > 0 and row["theirs"] > 0, f"{row['name']}: a side that took nothing")
    ratio = row["theirs"] / row["ours"]
    if row["name"] in OURS_BY_THEIRS:
        ratio = 1 / ratio
    check(abs(row["ratio"] / ratio - 1) < 1e-2, f"{row['name']}: {row['ratio']} is not the ratio of its sides, {ratio}")


def main():
    run = subprocess.run(
        [sys.argv[1], "bench", "--quick", "--json", "-"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False
    )
    check(run.returncode == 0, run.stderr)
    result = json.loads(run.stdout)
    rows = {row["name"]: row for row in result["rows"]}
    check(result["machine"] != "" and result["kernel"] != "", "no machine, or no kernel")
    for name, unit in PROMISED.items():
        check(name in rows, f"{name} is missing")
        check(name in run.stderr, f"{name} is missing in the table for people")
        check_row(rows[name], unit)
    kinds = {row["with"] for row in result["growth"]}
    check(kinds == {"ballots", "selections", "cores"}, f"growth with {kinds}")

    refused = subprocess.run([sys.argv[1], "bench", "--rounds"], stderr=subprocess.PIPE, text=True, check=False)
    check(refused.returncode == 2 and "usage" in refused.stderr, "an unknown option is not refused")
    print(f"{len(rows)} rows")


if __name__ == "__main__":
    main()
