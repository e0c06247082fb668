"""A rule is a row of an ordered table, with sentences on which it fires and others that it must leave alone."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule[**Given, Found]:
    """What one reason or way makes of what it is given: None where it has nothing to say.

    A test reads every example and counterexample as an article of its own, and demands that the rule fires on each of
    the former and on none of the latter. The id is for people: nothing branches on it.
    """

    id: str
    apply: Callable[Given, Found | None]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table[**Given, Found]:
    """The rules of one stage in the order in which they are asked."""

    name: str
    rules: tuple[Rule[Given, Found], ...]

    def first(self, *given: Given.args, **named: Given.kwargs) -> Found | None:
        """What the first rule that has something to say makes of it."""
        for rule in self.rules:
            if (found := rule.apply(*given, **named)) is not None:
                return found
        return None


def says[**Given](why: str, holds: Callable[Given, bool]) -> Callable[Given, str | None]:
    """A rule's `apply` from a condition: the reason `why` where it holds."""

    def reason(*given: Given.args, **named: Given.kwargs) -> str | None:
        return why if holds(*given, **named) else None

    return reason
