"""A publisher is known by its name or domain: which state it speaks for, and whose dollar it counts in."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from extraction.mentions import MoneyMention, NameMention
from pledges.seed_files import SourceSeed, load_sources

DOLLARS: Mapping[str, str] = {"AU": "AUD", "CA": "CAD", "NZ": "NZD"}  # states whose press writes "$" for its own
_AT_HOME = frozenset({"official", "newspaper", "broadcaster"})
_OWN_HOUSES = frozenset({"Defence Department", "Department of Defence", "Ministry of Defence", "MoD"})
_BARE = re.compile(r"(?<![\w.$])(?<!U\.S\. )\$ ?\d|\bdollars?\b", re.IGNORECASE)
_SAID = re.compile(r"\b(?:US|USD|AUD|CAD|NZD|American|Canadian|Australian|New Zealand)\b|U\.S\.|\$[A-Z]", re.IGNORECASE)


def known(publisher: str) -> SourceSeed | None:
    """The source that a publisher's name, alias or domain means, None where we know none."""
    return _by_name().get(_key(publisher))


def speaks_for(publisher: str) -> str | None:
    """The state whose official house publishes, by the table of sources; else None."""
    source = known(publisher)
    return source.country if source is not None and source.kind == "official" else None


def country_of(publisher: str) -> str | None:
    """Whose government "the government" is in this press: of a newspaper, broadcaster or official house we know; an
    agency writes for everybody."""
    source = known(publisher)
    return source.country if source is not None and source.kind in _AT_HOME else None


def home_of(publisher: str, names: list[NameMention]) -> str | None:
    """The state whose dollar a publisher counts in: by the table, else by the country in its name; else None."""
    source = known(publisher)
    if source is not None:
        return source.country if source.country in DOLLARS else None
    said = {name.ref for name in names if name.kind == "donor" and name.how in ("name", "adjective")}
    return next(iter(said)) if len(said) == 1 and said <= DOLLARS.keys() else None


def in_own_dollars(
    money: tuple[MoneyMention, ...], names: tuple[NameMention, ...], home: str
) -> tuple[MoneyMention, ...]:
    """Sums with a bare "$" in the dollar of their publisher's country, unless the sentence tells of the US alone."""
    if {name.ref for name in names if name.kind == "donor"} - {"UA", "RU"} == {"US"}:
        return money
    return tuple(
        replace(found, money=replace(found.money, currency=DOLLARS[home])) if _is_bare(found) else found
        for found in money
    )


def of_own_state(names: tuple[NameMention, ...], home: str) -> tuple[NameMention, ...]:
    """ "the Defence Department" in the press of a country that spells it so is its own, not the Pentagon."""
    return tuple(
        replace(name, ref=home) if name.kind == "donor" and name.text in _OWN_HOUSES else name for name in names
    )


def _is_bare(found: MoneyMention) -> bool:
    """Whether a sum is in dollars without a word of whose."""
    first = re.split(r"[(\[]", found.text)[0]  # a conversion in brackets says nothing of the first sum
    return found.money.currency == "USD" and bool(_BARE.search(first)) and not _SAID.search(first)


@cache
def _by_name() -> Mapping[str, SourceSeed]:
    return {_key(form): source for source in load_sources() for form in (source.name, *source.aliases, *source.domains)}


def _key(name: str) -> str:
    return name.casefold().strip().removeprefix("www.").removeprefix("the ")
