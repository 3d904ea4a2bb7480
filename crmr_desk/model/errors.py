"""What can be refused, and how it is said. Anything else that is raised is a bug."""

from __future__ import annotations


class UserError(Exception):
    """A request that makes no sense now: one French sentence saying what, where and what to do."""


class Conflict(UserError):  # noqa: N818
    """A row was changed by somebody else meanwhile; the sentence names the row and the change."""


class NeedsConfirmation(Exception):  # noqa: N818
    """Allowed but serious: the caller asks the user, then repeats the call with ``key`` confirmed."""

    def __init__(self, key: str, sentence: str) -> None:
        super().__init__(sentence)
        self.key = key
