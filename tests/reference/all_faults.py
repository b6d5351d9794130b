"""All planted lies, by name."""

import faults20_ballots
import faults20_results
import faults20_setup
import faults21_ballots
import faults21_batches
import faults21_openings
import faults21_setup
import faults21_tallies

ALL = (
    faults21_setup.FAULTS
    + faults21_ballots.FAULTS
    + faults21_tallies.FAULTS
    + faults21_openings.FAULTS
    + faults21_batches.FAULTS
    + faults20_setup.FAULTS
    + faults20_ballots.FAULTS
    + faults20_results.FAULTS
)


def find(name):
    return next(fault for fault in ALL if fault.name == name)
