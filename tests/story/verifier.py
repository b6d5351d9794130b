"""Running counterfoil-verify, and what every run of it has to keep to whatever the record.

An exit code other than 0, 1 and 2, a report that is not one JSON value, a verdict that does not fit
the checks, a run that does not end, another report with hints than without: each is a failure of the
program, told apart from a verdict.
"""

import json
import os
import pathlib
import subprocess
import tempfile

TIMEOUT_S = 60
EXIT_OF = {"accept": 0, "reject": 1, "incomplete": 2, "unsupported": 2, "unreadable": 2}
CRASHED = (
    99  # what sanitizers exit with here; their own default is 1, which would look like a verdict
)


class Misbehaved(AssertionError):
    """The program broke its contract."""


class Result:
    def __init__(self, code, report):
        self.code, self.report = code, report
        self.verdict = report["verdict"]
        self.checks = {check["id"]: check for check in report["checks"]}
        self.tally = report.get("tally")

    def ids(self, status):
        return {id_ for id_, check in self.checks.items() if check["status"] == status}

    def findings(self):
        """A few lines for people: what failed, what is absent, what could not be read."""
        lines = []
        for id_, check in self.checks.items():
            if check["status"] in ("fail", "absent", "warning"):
                lines.append(f"{id_} {check['status']} ({check['count']} of {check['expected']})")
                lines += [f"    {f['where']}: {f['what']}" for f in check["findings"][:3]]
        lines += [
            f"fault {f['file']} at {f['offset']}: {f['what']}" for f in self.report["faults"][:5]
        ]
        return "\n".join(lines)


class Verifier:
    """hinted: every record is also verified with the hints that were just written for it."""

    def __init__(self, program, hinted=False):
        self.program, self.hinted = os.path.abspath(program), hinted
        self.environment = os.environ | {
            "ASAN_OPTIONS": f"exitcode={CRASHED}",
            "NO_COLOR": "1",
            "UBSAN_OPTIONS": f"exitcode={CRASHED}:halt_on_error=1",
        }

    def start(self, *arguments, cwd=None):
        """Run the program; the finished process."""
        try:
            return subprocess.run(
                [self.program, *map(str, arguments)],
                capture_output=True,
                cwd=cwd,
                env=self.environment,
                timeout=TIMEOUT_S,
                stdin=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            raise Misbehaved(f"still running after {TIMEOUT_S} s") from None

    def verify(self, record, *arguments, toy=True, jobs=1, hints=()):
        """Verify a record and hold the report against the contract; and, where they are given or made,
        against what the verifier says with each of these sidecars."""
        flags = (["--allow-toy"] if toy else []) + list(arguments)
        with tempfile.TemporaryDirectory() as scratch:
            made = pathlib.Path(scratch) / "hints"
            writing = ["--write-hints", made] if self.hinted else []
            done = self.report(record, "--jobs", jobs, *flags, *writing)
            for path in [*hints, *([made] if made.exists() else [])]:
                again = self.report(record, "--jobs", jobs + 1, *flags, "--hints", path)
                if (again.returncode, again.stdout) != (done.returncode, done.stdout):
                    raise Misbehaved(f"another report with hints: {again.stdout.decode()[:2000]}")
        return judge(done.returncode, done.stdout)

    def report(self, record, *arguments):
        done = self.start(record, "--json", "-", "--quiet", *arguments)
        if done.returncode not in (0, 1, 2):
            tail = done.stderr.decode(errors="replace")[-2000:]
            raise Misbehaved(f"exit code {done.returncode}\n{tail}")
        return done


def judge(code, text):
    try:
        report = json.loads(text.decode())
    except ValueError as error:
        raise Misbehaved(f"the report is not JSON: {error}: {text[:200]!r}") from None
    result = Result(code, report)
    if EXIT_OF.get(result.verdict) != code:
        raise Misbehaved(f"verdict {result.verdict} with exit code {code}")
    for id_, check in result.checks.items():
        judge_check(id_, check)
    failed, absent = bool(result.ids("fail")), bool(result.ids("absent"))
    if failed != (code == 1):
        raise Misbehaved(f"checks {'failed' if failed else 'did not fail'}, exit code {code}")
    if code == 0 and (absent or report["faults"]):
        raise Misbehaved("accepted with something absent or unread")
    return result


def judge_check(id_, check):
    """The status follows from the numbers: absent means fewer seen than there had to be."""
    status, expected, count = check["status"], check["expected"], check["count"]
    right = {
        "pass": expected > 0 and count >= expected and not check["findings"],
        "fail": bool(check["findings"]),
        "absent": count < expected,
        "warning": count >= expected and bool(check["findings"]),
        "not applicable": expected == 0 and count == 0 and not check["findings"],
    }
    if not right.get(status):
        raise Misbehaved(
            f"{id_} is \"{status}\" with {count} of {expected} and {len(check['findings'])} findings"
        )
