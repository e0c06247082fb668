"""A line every few seconds: how far it is, how fast, and how long it will take still."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

SECONDS = 10.0


@dataclass(slots=True, kw_only=True)
class Progress:
    """Prints to standard output; `share` runs from 0 to 1."""

    what: str
    began: float = field(default_factory=time.monotonic)
    told: float = 0.0

    def tell(self, share: float, counts: Mapping[str, int], *, now: str = "") -> None:
        """At most every `SECONDS` seconds."""
        at = time.monotonic()
        if at - self.told < SECONDS:
            return
        self.told = at
        passed = at - self.began
        left = f"{passed / share - passed:.0f} s left" if share > 0.01 else "no telling how long yet"
        told = ", ".join(f"{count} {name}" for name, count in counts.items())
        print(f"[{self.what}] {now} {share:.0%} after {passed:.0f} s, {left}: {told}", flush=True)


def table(rows: Mapping[str, object], *, title: str) -> None:
    """Names and values under a title."""
    print(f"\n{title}")
    for name, value in rows.items():
        print(f"  {name:<44} {value}", flush=True)
