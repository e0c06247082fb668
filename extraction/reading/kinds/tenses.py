"""Tense and modality alone: what is done is no promise, what is ahead is one, what may be is but an intent."""

DONE = frozenset({"past", "perfect", "participle"})

AHEAD = frozenset({"future", "progressive", "present"})

MODAL = frozenset({"may", "would", "should"})

OPEN = frozenset({"infinitive", "gerund"})


def by_modality(time: str) -> tuple[str | None, bool]:
    if time == "would":
        return "would", True
    if time in ("may", "should"):
        return "intent", True
    if time in AHEAD:
        return "pledge", True
    return None, False
