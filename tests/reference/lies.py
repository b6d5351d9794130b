"""Planting one lie in a record that is honest otherwise.

A maker passes what it computes through `tell(point, value, ...)`.  An honest teller hands it back.
A liar changes it at one point and in one place, and everything made afterwards follows from the
lie: that is how a clever forger works, who repairs all that can be repaired.  A point whose name
ends in "said" changes only what the record says: the maker goes on with the truth.
"""

import dataclasses
import typing


@dataclasses.dataclass
class Lie:
    """At this point, and where the place agrees with all of `where`, change(value) is told."""

    point: str
    change: typing.Callable
    where: dict = dataclasses.field(default_factory=dict)


class Teller:
    def __init__(self, lies=()):
        self.lies = list(lies)
        self.told = set()

    def __call__(self, point, value, **place):
        for number, lie in enumerate(self.lies):
            if lie.point == point and all(place.get(name) == at for name, at in lie.where.items()):
                value = lie.change(value)
                self.told.add(number)
        return value
