"""Answers that are kept as long as what they are about: some are asked for once a call, and about the same loop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

Subject = TypeVar("Subject")
Answer = TypeVar("Answer")


def remembered(function: Callable[[Subject], Answer]) -> Callable[[Subject], Answer]:
    """`function` asked once for each call, loop or file; which are compared by identity.

    The answer must not hold its subject, or neither would ever go.
    """
    known: WeakKeyDictionary[Subject, Answer] = WeakKeyDictionary()

    def answer(subject: Subject) -> Answer:
        if subject not in known:
            known[subject] = function(subject)
        return known[subject]

    return answer
