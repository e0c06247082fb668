"""What commands are given is a value, or refused in one clear line."""

from argparse import ArgumentTypeError
from datetime import date


def day(text: str) -> date:
    """An ISO date for an argument."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date (YYYY-MM-DD)") from None
