"""A list is read on from a key: the values of its order, of which the last is unique."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q


def rows_beyond(order: Sequence[str], key: Sequence[Any]) -> Q:
    """Rows after a key: the first field that differs decides.

    That the first field lies not before the key's follows from it, and is said so that an index is entered there.
    """
    condition, equal, within = Q(), Q(), Q()
    for place, (name, value) in enumerate(zip(order, key, strict=True)):
        field, beyond = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{field}__{beyond}": value})
        equal &= Q(**{field: value})
        if place == 0:
            within = Q(**{f"{field}__{beyond}e": value})
    return within & condition
