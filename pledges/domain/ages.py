"""An age is told in the largest unit that it fills twice: "90 s", "15 min", "3 h", "12 d"."""

UNITS = (("d", 86_400), ("h", 3_600), ("min", 60))


def told(seconds: int | None) -> str:
    """An age in words; None is never."""
    if seconds is None:
        return "never"
    for name, size in UNITS:
        if seconds >= 2 * size:
            return f"{seconds // size} {name}"
    return f"{seconds} s"
