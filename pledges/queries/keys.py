"""A list is read on from a key: the values of its order, of which the last is unique."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q


def rows_beyond(order: Sequence[str], key: Sequence[Any]) -> Q:
    """Rows after a key: the first field that differs decides."""
    condition, equal = Q(), Q()
    for name, value in zip(order, key, strict=True):
        field = name.lstrip("-")
        beyond = Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        condition |= equal & beyond
        equal &= Q(**{field: value})
    return condition
