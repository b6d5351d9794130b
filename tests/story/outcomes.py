"""The exit codes that a mutation may lead to."""

GOOD = frozenset({0})  # nothing was bound by what changed
FALSE = frozenset({1})  # a false statement was found
UNREAD = frozenset({2})  # a file could not be read, which is not a false statement
NOTICED = frozenset({1, 2})
