"""Seeds are plain YAML that either loads whole and consistent, or names the file and row that is wrong."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pledges.domain.catalogue import (
    CONVERTING,
    Catalogue,
    Category,
    Counting,
    Donor,
    Membership,
    System,
    Trait,
    counting_from_json,
)
from pledges.seed_rows import Row, SeedError, checked, read_rows

__all__ = [
    "SEEDS",
    "CounterSentence",
    "PolledSeed",
    "SeedError",
    "SourceSeed",
    "fold",
    "load_catalogue",
    "load_counter_sentences",
    "load_polled_sources",
    "load_sources",
]

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

DONOR_KINDS = frozenset({"state", "group", "fund", "organisation"})
SOURCE_KINDS = frozenset({"official", "agency", "newspaper", "broadcaster", "think_tank", "aggregator", "register"})
POLLED_FORMS = frozenset({"feed", "sitemap", "link_page", "watched_page"})
CODE_SCHEMES = frozenset({"sipri", "unroca", "kiel", "wikidata", "nato", "grau", "us", "uk", "maker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterSentence:
    """A sentence in which a guarded alias of a system means something else and must not be found."""

    slug: str
    alias: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSeed:
    """A publisher. `domains` are host names that it publishes under, without "www."."""

    slug: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolledSeed:
    """A place that is polled. `publisher` is a source's slug; the filters are words (`pledges.domain.wanted`)."""

    name: str
    publisher: str
    form: str
    address: str
    link_pattern: str = ""
    title_any: tuple[str, ...] = ()
    title_none: tuple[str, ...] = ()
    text_any: tuple[str, ...] = ()
    text_none: tuple[str, ...] = ()
    longest_hours: int = 24


def load_catalogue(folder: Path = SEEDS) -> Catalogue:
    """Donors, categories and systems of `folder` as one value; raises SeedError naming file and row."""
    categories = _categories(folder)
    donors = _donors(folder)
    systems = _systems(folder, categories)
    return Catalogue(donors=donors, categories=categories, systems=systems)


def load_counter_sentences(folder: Path = SEEDS) -> tuple[CounterSentence, ...]:
    """For every guarded alias the sentence that must not match it."""
    return tuple(
        CounterSentence(slug=row.text("slug"), alias=guard.text("alias"), sentence=guard.text("not"))
        for row in _system_rows(folder)
        for guard in _guards(row)
    )


def load_sources(folder: Path = SEEDS) -> tuple[SourceSeed, ...]:
    """Publishers with their kind; raises SeedError on a repeated slug, name, alias or domain."""
    keys = frozenset({"slug", "name", "kind", "aliases", "domains", "country"})
    sources: dict[str, SourceSeed] = {}
    taken: dict[str, str] = {}
    for row in read_rows(folder / "sources.yml", keys=keys, label="slug"):
        source = SourceSeed(
            slug=row.text("slug"),
            name=row.text("name"),
            kind=_one_of(row, "kind", SOURCE_KINDS),
            aliases=row.texts("aliases"),
            domains=row.texts("domains"),
            country=row.optional("country"),
        )
        _new(row, sources, source.slug)
        _claim_forms(row, source.slug, (source.name, *source.aliases, *source.domains), taken, str.casefold)
        sources[source.slug] = source
    return tuple(sources.values())


def load_polled_sources(folder: Path = SEEDS) -> tuple[PolledSeed, ...]:
    """Places to poll, none where there is no such file; raises SeedError on a repeated name or address, an unknown
    publisher and what is no http(s) URL."""
    file = folder / "polled_sources.yml"
    if not file.exists():
        return ()
    publishers = {source.slug for source in load_sources(folder)}
    words = ("title_any", "title_none", "text_any", "text_none")
    keys = frozenset({"name", "publisher", "form", "address", "link_pattern", "longest_hours", *words})
    seeds: dict[str, PolledSeed] = {}
    taken: dict[str, str] = {}
    for row in read_rows(file, keys=keys, label="name"):
        seed = PolledSeed(
            name=row.text("name"),
            publisher=row.text("publisher"),
            form=_one_of(row, "form", POLLED_FORMS),
            address=row.text("address"),
            link_pattern=row.optional("link_pattern") or "",
            longest_hours=_hours(row),
            **{key: row.texts(key) for key in words},
        )
        if seed.publisher not in publishers:
            raise row.wrong(f"publisher {seed.publisher!r} is no source")
        if not seed.address.startswith(("http://", "https://")):
            raise row.wrong(f"address {seed.address!r} is no http(s) URL")
        _new(row, seeds, seed.name)
        _claim_forms(row, seed.name, (seed.address,), taken, str.casefold)
        seeds[seed.name] = seed
    return tuple(seeds.values())


def _hours(row: Row) -> int:
    text = row.optional("longest_hours") or "24"
    if not text.isdecimal() or not 1 <= int(text) <= 24 * 31:
        raise row.wrong(f"longest_hours {text!r} is no number of hours from 1 to {24 * 31}")
    return int(text)


def fold(text: str) -> str:
    """A name without case, accents, spaces and punctuation: "Leopard-2 A4" is "leopard2a4"."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^\w+]|_", "", "".join(c for c in plain if not unicodedata.combining(c)))


def _categories(folder: Path) -> dict[str, Category]:
    keys = frozenset({"slug", "name", "parent", "words", "unroca", "sipri", "kiel", "counting", "traits"})
    categories: dict[str, Category] = {}
    taken: dict[str, str] = {}
    rows = read_rows(folder / "categories.yml", keys=keys, label="slug")
    for row in rows:
        category = Category(
            slug=row.text("slug"),
            name=row.text("name"),
            parent=row.optional("parent"),
            words=row.texts("words"),
            unroca=row.optional("unroca"),
            sipri=row.texts("sipri"),
            kiel=row.texts("kiel"),
            counting=_counting(row),
            traits=_traits(row),
        )
        _new(row, categories, category.slug)
        _claim_forms(row, category.slug, category.words, taken, str.casefold)
        categories[category.slug] = category
    _check_parents(rows, {slug: category.parent for slug, category in categories.items()}, "parent")
    return categories


def _donors(folder: Path) -> dict[str, Donor]:
    named = ("aliases", "adjectives", "capitals", "leaders", "institutions")
    keys = frozenset({"code", "name", "kind", "members", *named})
    donors: dict[str, Donor] = {}
    taken: dict[str, str] = {}
    rows = read_rows(folder / "donors.yml", keys=keys, label="code")
    for row in rows:
        donor = Donor(
            code=row.text("code"),
            name=row.text("name"),
            kind=_one_of(row, "kind", DONOR_KINDS),
            aliases=row.texts("aliases"),
            adjectives=row.texts("adjectives"),
            capitals=row.texts("capitals"),
            leaders=row.texts("leaders"),
            institutions=row.texts("institutions"),
            members=_members(row),
        )
        if donor.kind == "state" and not re.fullmatch(r"[A-Z]{2}", donor.code):
            raise row.wrong(f"code {donor.code!r} of a state must be two capital letters (ISO 3166-1)")
        _new(row, donors, donor.code)
        forms = (
            donor.name,
            *donor.aliases,
            *donor.adjectives,
            *donor.capitals,
            *donor.leaders,
            *donor.institutions,
        )
        _claim_forms(row, donor.code, forms, taken, str.strip)
        donors[donor.code] = donor
    for row in rows:
        for member in donors[row.text("code")].members:
            if member.member not in donors:
                raise row.wrong(f"member {member.member!r} is no donor")
    return donors


def _members(row: Row) -> tuple[Membership, ...]:
    parts = row.rows("members", keys=frozenset({"member", "start", "end"}))
    return tuple(Membership(member=part.text("member"), start=part.day("start"), end=part.day("end")) for part in parts)


def _systems(folder: Path, categories: Mapping[str, Category]) -> dict[str, System]:
    systems: dict[str, System] = {}
    taken: dict[str, str] = {}
    rows = list(_system_rows(folder))
    for row in rows:
        system = _system(row, categories)
        _new(row, systems, system.slug)
        _claim_forms(row, system.slug, (system.name, *system.aliases, *system.guarded), taken, fold)
        systems[system.slug] = system
    _check_parents(rows, {slug: system.variant_of for slug, system in systems.items()}, "variant_of")
    for row in rows:
        system = systems[row.text("slug")]
        parent = systems[system.variant_of] if system.variant_of else system
        if _top(parent.category, categories) != _top(system.category, categories):
            raise row.wrong(f"variant_of {parent.slug!r} is of another top category")
        if system.variant_of and system.counting is not None:
            raise row.wrong("counting stands at the family: its variants are counted with it")
    return systems


def _top(slug: str, categories: Mapping[str, Category]) -> str:
    """The root of the tree above a category: a family of systems lives in one account."""
    while (parent := categories[slug].parent) is not None:
        slug = parent
    return slug


def _system(row: Row, categories: Mapping[str, Category]) -> System:
    category = row.text("category")
    if category not in categories:
        raise row.wrong(f"category {category!r} is unknown")
    codes = row.values.get("codes")
    if not isinstance(codes, dict) or not codes or not codes.keys() <= CODE_SCHEMES:
        raise row.wrong(f"codes must map at least one of {', '.join(sorted(CODE_SCHEMES))}")
    name, guarded = row.text("name"), tuple(guard.text("alias") for guard in _guards(row))
    return System(
        slug=row.text("slug"),
        name=name,
        category=category,
        variant_of=row.optional("variant_of"),
        aliases=row.texts("aliases"),
        guarded=guarded,
        item_is=row.text("item_is"),
        codes=dict(codes),
        example=row.text("example"),
        counting=_counting(row),
    )


def _traits(row: Row) -> tuple[Trait, ...]:
    """What the type is like, in the order of `Trait`, so that equal content has an equal revision."""
    told = row.texts("traits")
    if unknown := [one for one in told if one not in set(Trait)]:
        raise row.wrong(f"{unknown[0]!r} is no trait; there are {', '.join(Trait)}")
    return tuple(trait for trait in Trait if trait in told)


def _counting(row: Row) -> Counting | None:
    """How the row's equipment is counted. Units that count the same need a reason, those that convert a source."""
    if "counting" not in row.values:
        return None
    keys = frozenset({"main", "same", "why", "converts", "holds"})
    part = checked(f"{row.where}, counting", row.values["counting"], keys)
    factors = frozenset({"unit", "low", "high", "source"})
    body: dict[str, Any] = {"main": part.text("main"), "same": part.texts("same"), "why": part.optional("why") or ""}
    for name in CONVERTING:
        body[name] = [{key: one.text(key) for key in factors} for one in part.rows(name, keys=factors)]
    if body["same"] and not body["why"]:
        raise part.wrong("why is missing: what shows that these units count the same?")
    try:
        return counting_from_json(body)
    except ValueError as error:
        raise part.wrong(str(error)) from error


def _system_rows(folder: Path) -> Iterator[Row]:
    keys = frozenset({"slug", "name", "category", "variant_of", "aliases", "guarded", "item_is", "codes", "example"})
    keys |= {"counting"}
    files = sorted((folder / "systems").glob("*.yml"))
    if not files:
        raise SeedError(f"{folder / 'systems'}: no file of systems")
    for file in files:
        yield from read_rows(file, keys=keys, label="slug")


def _guards(row: Row) -> list[Row]:
    """The ambiguous aliases of a system; each needs a sentence in which it must not match."""
    guards = row.rows("guarded", keys=frozenset({"alias", "not"}))
    for guard in guards:
        if fold(guard.text("alias")) not in fold(guard.text("not")):
            raise guard.wrong(f"the sentence does not hold {guard.text('alias')!r}")
    return guards


def _one_of(row: Row, key: str, allowed: frozenset[str]) -> str:
    value = row.text(key)
    if value not in allowed:
        raise row.wrong(f"{key} {value!r} is none of {', '.join(sorted(allowed))}")
    return value


def _new(row: Row, known: Mapping[str, object], key: str) -> None:
    if key in known:
        raise row.wrong(f"{key!r} stands twice")


def _claim_forms(
    row: Row, owner: str, forms: Iterable[str], taken: dict[str, str], normal: Callable[[str], str]
) -> None:
    """A form belongs to one owner: what two could mean would be read at random."""
    for form in forms:
        if taken.setdefault(normal(form), owner) != owner:
            raise row.wrong(f"{form!r} already names {taken[normal(form)]}")


def _check_parents(rows: Iterable[Row], parents: Mapping[str, str | None], key: str) -> None:
    """Every parent exists and no chain of parents comes back to its start."""
    for row in rows:
        slug = row.text("slug")
        seen = {slug}
        current = parents[slug]
        while current is not None:
            if current not in parents:
                raise row.wrong(f"{key} {current!r} is unknown")
            if current in seen:
                raise row.wrong(f"{key} {current!r} leads back to itself")
            seen.add(current)
            current = parents[current]
