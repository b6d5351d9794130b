"""What an election is before anybody encrypts: contests, styles, ballots, devices and how people
voted.

The makers turn the same plan into any record format.  `drawn` makes one from a seed; `small` is
always the same and has one of everything, so that a planted lie knows where to go.
"""

import dataclasses
import random

NAMES = [
    "Alice",
    "Bob",
    "Zoë Ünal",
    "佐藤 花子",
    "Ægir Þórsson",
    'Jürgen "Jo" O\'Neill',
    "Нет",
    "🗳 Ja",
    "Dörte",
    "back\\slash",
    "tab\tinside",
    "e\u0301 (two code points)",
    "é (one code point)",
    "x" * 90,
    "אבג",
]
TITLES = [
    "Mayor",
    "Council — Größe",
    "Question № 7",
    "市長",
    "Sheriff/Coroner",
    "Clerk",
    "Bond \u00a7 4",
]


@dataclasses.dataclass
class Option:
    label: str
    index: int


@dataclasses.dataclass
class Contest:
    label: str
    index: int
    selection_limit: int
    option_limit: int
    data_blocks: int
    options: list


@dataclasses.dataclass
class Style:
    label: str
    contests: list  # indices


@dataclasses.dataclass
class Vote:
    """One contest of one ballot: a value for every option, and what goes into the contest data."""

    values: list
    text: str = ""
    overvoted: list = dataclasses.field(default_factory=list)  # option indices
    status: str = "normal"


@dataclasses.dataclass
class Ballot:
    number: int
    style: int  # position from 1
    state: str
    weight: int
    device: int  # position from 0
    votes: dict  # contest index -> Vote


@dataclasses.dataclass
class Device:
    name: str
    chained: bool


@dataclasses.dataclass
class Plan:
    label: str
    n: int
    k: int
    contests: list
    styles: list
    ballots: list
    devices: list
    seed: int

    def contest(self, index):
        return next(c for c in self.contests if c.index == index)

    def contests_of(self, ballot):
        return [self.contest(i) for i in self.styles[ballot.style - 1].contests]

    def tally(self):
        """What the decrypted tally has to say: weights times values over cast ballots."""
        out = {c.label: {o.label: 0 for o in c.options} for c in self.contests}
        for ballot in self.ballots:
            if ballot.state != "cast":
                continue
            for contest in self.contests_of(ballot):
                for option, value in zip(contest.options, ballot.votes[contest.index].values):
                    out[contest.label][option.label] += ballot.weight * value
        return out

    def counts(self):
        return {
            state: sum(b.state == state for b in self.ballots)
            for state in ("cast", "challenged", "spoiled")
        }

    def weights(self):
        """What a report says of weights: nothing where every cast ballot weighs 1."""
        cast = [b.weight for b in self.ballots if b.state == "cast"]
        weighted = sum(weight != 1 for weight in cast)
        return {"ballots": weighted, "total": sum(cast)} if weighted else {}


def vote(rng, contest):
    """A vote as people vote: full, short, empty, or too full and then counted as blank."""
    kind = rng.choice(["full", "short", "short", "null", "over"])
    values = [0] * len(contest.options)
    if kind == "null":
        return Vote(values, status="null_vote")
    if kind == "over":
        chosen = sorted(o.index for o in rng.sample(contest.options, min(len(values), 2)))
        return Vote(values, overvoted=chosen, status="over_vote")
    left = contest.selection_limit if kind == "full" else rng.randint(0, contest.selection_limit)
    for place in rng.sample(range(len(values)), len(values)):
        values[place] = rng.randint(0, min(left, contest.option_limit))
        left -= values[place]
    text = rng.choice(["", "Ada Lovelace", "Écrite à la main"])
    return Vote(values, text, status="under_vote" if left else "normal")


def drawn(
    seed,
    n=3,
    k=2,
    contests=3,
    ballots=12,
    devices=2,
    chained=1,
    challenged=0.2,
    spoiled=0.1,
    weighted=True,
    gaps=False,
):
    """A plan out of a seed.  gaps leaves holes between indices, for formats that have sequence
    numbers."""
    rng = random.Random(seed)
    step = (lambda: rng.randint(1, 3)) if gaps else (lambda: 1)
    plan = Plan(f"Drawn election {seed}", n, k, [], [], [], [], seed)
    index = 0
    for title in rng.sample(TITLES * (1 + contests // len(TITLES)), contests):
        index += step()
        options, at = [], 0
        for name in rng.sample(NAMES, rng.randint(1, 5)):
            at += step()
            options.append(Option(name, at))
        repeated = title in (c.label for c in plan.contests)
        plan.contests.append(
            Contest(
                f"{title} {index}" if repeated else title,
                index,
                rng.randint(1, 4),
                rng.randint(1, 3),
                rng.randint(0, 3),
                options,
            )
        )
    every = [c.index for c in plan.contests]
    plan.styles.append(Style("All of it", every))
    for i in range(rng.randint(1, 3)):
        plan.styles.append(
            Style(f"Part {i + 1}", sorted(rng.sample(every, rng.randint(1, len(every)))))
        )
    plan.devices = [Device(f"Device {i + 1} № {seed}", i < chained) for i in range(devices)]
    for number in range(1, ballots + 1):
        fate = rng.random()
        state = (
            "challenged"
            if fate < challenged
            else "spoiled" if fate < challenged + spoiled else "cast"
        )
        style = 1 if number == 1 else rng.randint(1, len(plan.styles))
        ballot = Ballot(
            number,
            style,
            "cast" if number == 1 else state,
            rng.choice([1, 1, 1, 2, 5]) if weighted else 1,
            (number - 1) % devices,
            {},
        )
        ballot.votes = {c.index: vote(rng, c) for c in plan.contests_of(ballot)}
        plan.ballots.append(ballot)
    return plan


def small(n=3, k=2, chained=True, weighted=True, states=True):
    """The same small election every time: three contests, three styles, ten ballots, two devices.

    Ballot 2 weighs 2.  Ballots 3 and 8 are challenged, 5 is spoiled.  Odd ballots come from the
    first device, which chains, even ones from the second, which does not."""

    def options(*labels):
        return [Option(label, i) for i, label in enumerate(labels, 1)]

    contests = [
        Contest("Mayor", 1, 1, 1, 1, options("Alice", "Bob", "Zoë Ünal")),
        Contest("Council — Größe", 2, 3, 2, 0, options("佐藤 花子", "Dörte", "Eve", "Frank")),
        Contest("Question № 7", 3, 2, 1, 2, options("Yes", "No")),
    ]
    styles = [Style("Town", [1, 2, 3]), Style("Village", [1, 3]), Style("Farm", [2])]
    plan = Plan(
        "Small election",
        n,
        k,
        contests,
        styles,
        [],
        [Device("Device 1 № 7", chained), Device("Device 2", False)],
        0,
    )
    votes = {
        1: [[1, 0, 0], [0, 1, 0], [0, 0, 0]],
        2: [[2, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]],
        3: [[1, 0], [1, 1], [0, 0]],
    }
    for number in range(1, 11):
        state = (
            {3: "challenged", 8: "challenged", 5: "spoiled"}.get(number, "cast")
            if states
            else "cast"
        )
        ballot = Ballot(
            number,
            {4: 2, 7: 3, 8: 2}.get(number, 1),
            state,
            2 if number == 2 and weighted else 1,
            (number - 1) % 2,
            {},
        )
        for contest in plan.contests_of(ballot):
            values = votes[contest.index][number % 3]
            ballot.votes[contest.index] = Vote(
                list(values),
                f"write-in {number} é" if contest.data_blocks else "",
                status="normal" if sum(values) else "null_vote",
            )
        plan.ballots.append(ballot)
    return plan
