"""Names of the catalogue are read as the catalogue has them now; one that it does not know is refused by name."""

import difflib
import re
from collections.abc import Iterable

from pledges.api.parameters import Parameter, Wrong
from pledges.queries.articles import article_id
from pledges.queries.catalogue import current_catalogue
from pledges.queries.claims import gives, receives

STATE = re.compile(r"[A-Za-z]{2}")


def donor(value: str) -> str:
    """A donor's code from its code or name, in any case; a giver that the catalogue lacks, as claims name it."""
    donors = current_catalogue().donors
    found = _match(value, ((one.code, one.name) for one in donors.values()))
    if found is None and gives(value):
        return value
    return found or _unknown(value, "donor", [*donors, *(one.name for one in donors.values())])


def system(value: str) -> str:
    """A system's slug from its slug or name, in any case."""
    systems = current_catalogue().systems
    found = _match(value, ((one.slug, one.name) for one in systems.values()))
    return found or _unknown(value, "system", systems)


def category(value: str) -> str:
    """A category's slug from its slug or name, in any case."""
    categories = current_catalogue().categories
    found = _match(value, ((one.slug, one.name) for one in categories.values()))
    return found or _unknown(value, "category", categories)


def recipient(value: str) -> str:
    """A state's code, a code or name of the catalogue, or a recipient as claims name it."""
    donors = current_catalogue().donors
    found = _match(value, ((one.code, one.name) for one in donors.values()))
    if found is None and STATE.fullmatch(value):
        return value.upper()
    if found is None and receives(value):
        return value
    return found or _unknown(value, "recipient", donors)


def article(value: str) -> int:
    """An article's number, from its number or its key."""
    found = article_id(value)
    if found is None:
        raise Wrong(f"There is no article {value!r}.")
    return found


def _match(value: str, names: Iterable[tuple[str, str]]) -> str | None:
    wanted = value.casefold()
    return next((code for code, name in names if wanted in (code.casefold(), name.casefold())), None)


def _unknown(value: str, what: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(value, list(known), n=3)
    hint = f" Near it are {', '.join(near)}." if near else ""
    raise Wrong(f"There is no {what} {value!r}.{hint}")


DONOR = Parameter(
    name="donor",
    parse=donor,
    accepts="a donor's code or name, as /api/v1/donors/ lists them",
    about="Who gives: whatever names this donor, alone or with others.",
)
SYSTEM = Parameter(
    name="system",
    parse=system,
    accepts="a system's id or name, as /api/v1/systems/ lists them",
    about="What is given; variants are included.",
)
CATEGORY = Parameter(
    name="category",
    parse=category,
    accepts="a category's id or name, as /api/v1/categories/ lists them",
    about="What kind of thing is given; the categories below it are included.",
)
RECIPIENT = Parameter(
    name="recipient",
    parse=recipient,
    accepts="an ISO 3166-1 alpha-2 code, or a recipient that a claim names",
    about="Who receives.",
)
ARTICLE = Parameter(
    name="article",
    parse=article,
    accepts="an article's id or key, as /api/v1/articles/ lists them",
    about="Where it is said.",
)
