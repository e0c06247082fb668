"""A language for tests: one short call says what an article says, and one reads what the ledger makes of it."""

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pledges.domain.accounts import LedgerClaim
from pledges.domain.catalogue import Catalogue, Category, Conversion, Counting, Donor, Membership, System
from pledges.domain.claims import CORRECTION, Claim, Item, Place, Words
from pledges.domain.values import (
    Basis,
    Certainty,
    Extent,
    Kind,
    Money,
    Party,
    Qualifier,
    Quantity,
    Replaced,
    Role,
    Scope,
    Sharing,
    Span,
    Stage,
    Terms,
    Unit,
    Whose,
    Window,
)

BASES = {"+": Basis.INCREMENT, "=": Basis.CUMULATIVE, "": Basis.UNSTATED}


COUNTED = {  # as the seeds have it
    "rocket-artillery": Counting(main="item", same=("launcher", "system"), why="one vehicle"),
    "air-defence-system": Counting(main="item", same=("system",), why="the type is a system"),
    "howitzer": Counting(
        main="item",
        same=("system",),
        why="one gun",
        converts=(Conversion(unit="battery", low=4, high=8, source="a handbook"),),
    ),
    "patriot": Counting(
        main="item",
        same=("system", "battery"),
        why="one gift under both names",
        holds=(Conversion(unit="launcher", low=4, high=8, source="a handbook"),),
    ),
}


def _systems() -> dict[str, System]:
    rows = [
        ("leopard-2", "Leopard 2", "main-battle-tank", None),
        ("leopard-2a4", "Leopard 2A4", "main-battle-tank", "leopard-2"),
        ("leopard-2a6", "Leopard 2A6", "main-battle-tank", "leopard-2"),
        ("leopard-1", "Leopard 1", "main-battle-tank", None),
        ("leopard-1a5", "Leopard 1A5", "main-battle-tank", "leopard-1"),
        ("t-72", "T-72", "main-battle-tank", None),
        ("challenger-2", "Challenger 2", "main-battle-tank", None),
        ("caesar", "CAESAR", "self-propelled-howitzer", None),
        ("zuzana-2", "Zuzana 2", "self-propelled-howitzer", None),
        ("m777", "M777", "towed-howitzer", None),
        ("pzh-2000", "PzH 2000", "self-propelled-howitzer", None),
        ("ahs-krab", "AHS Krab", "self-propelled-howitzer", None),
        ("himars", "HIMARS", "rocket-artillery", None),
        ("patriot", "Patriot", "air-defence-system", None),
        ("iris-t", "IRIS-T SLM", "air-defence-system", None),
    ]
    return {
        slug: System(slug=slug, name=name, category=cat, variant_of=up, counting=COUNTED.get(slug))
        for slug, name, cat, up in rows
    }


def _categories() -> dict[str, Category]:
    parents = {"self-propelled-howitzer": "howitzer", "towed-howitzer": "howitzer"}
    slugs = ["main-battle-tank", "howitzer", "rocket-artillery", "air-defence-system", "funding"]
    slugs += ["protective-equipment", *parents]
    return {
        slug: Category(slug=slug, name=slug, parent=parents.get(slug), counting=COUNTED.get(slug)) for slug in slugs
    }


def _donors() -> dict[str, Donor]:
    states = ["PL", "DE", "CA", "DK", "NL", "NO", "SK", "FR", "US", "GB", "SE", "IT", "PT"]
    donors = {code: Donor(code=code, name=code, kind="state") for code in states}
    members = tuple(Membership(member=code) for code in ("PL", "DE", "DK", "NL", "SK", "FR", "SE", "IT", "PT"))
    donors["EPF"] = Donor(code="EPF", name="European Peace Facility", kind="fund", members=members)
    donors["EU"] = Donor(
        code="EU", name="EU", kind="group", members=(*members, Membership(member="GB", end=date(2020, 1, 31)))
    )
    return donors


CATALOGUE = Catalogue(donors=_donors(), categories=_categories(), systems=_systems())


def day(text: str) -> date:
    """`03-07` is 7 March 2023; a full ISO date is itself."""
    return date.fromisoformat(text if len(text) == 10 else f"2023-{text}")


def window(text: str | None) -> Window | None:
    """`03-06..03-12`; either end may be missing."""
    if text is None:
        return None
    start, end = text.split("..")
    return Window(start=day(start) if start else None, end=day(end) if end else None)


def quantity(text: str | int | None, unit: str = "item") -> tuple[Quantity, Basis]:
    """`14`, `+10` (increment), `=14` (total), `>=100`, `<=8`, `20-25`, `~40`, None (no number); `+`, `=` go first.

    `*24` is "dozens": at least 24, and a guess.
    """
    said = "" if text is None else str(text)
    basis = Basis.UNSTATED
    if said[:1] in ("+", "="):
        basis, said = BASES[said[0]], said[1:]
    per = None
    if said.endswith("/month"):
        said, per = said.removesuffix("/month"), "month"
    approximate = said.startswith("~")
    said = said.removeprefix("~")
    vague = said.startswith("*")
    said = said.removeprefix("*") if not vague else f">={said[1:]}"
    if not said:
        low, high = None, None
    elif said.startswith(">="):
        low, high = int(said[2:]), None
    elif said.startswith("<="):
        low, high = None, int(said[2:])
    elif "-" in said:
        low, high = (int(part) for part in said.split("-"))
    else:
        low = high = int(said)
    return Quantity(low=low, high=high, unit=Unit(unit), per=per, approximate=approximate, vague=vague), basis


def says(
    kind: str,
    donors: str,
    number: str | int | None,
    item: str = "Leopard 2",
    *,
    on: str = "03-07",
    article: str | None = None,
    when: str | None = None,
    announced: str | None = None,
    unit: str = "item",
    source_kind: str = "newspaper",
    copy_of: str | None = None,
    sharing: str | None = None,
    parties: str = "",
    terms: str = "donation",
    certainty: str = "stated",
    money: str | None = None,
    reviewed: bool = False,
    late: bool | None = None,
    suspends: bool | None = None,
    confidence: float = 0.9,
    scope: str | None = None,
    replaces: int | str | None = None,
    called: str = "",
    sentence: str | None = None,
    source: str = "tester",
    note: str = "",
) -> LedgerClaim:
    """What an article says: `says("pledge", "PL DE", "+10", "Leopard 2", on="03-07", when="03-06..03-12")`.

    `item` is a catalogue name or a category slug. `parties` is like `DE:financier:1/3 SK:supplier`. Articles differ
    by day unless named; `note` makes two otherwise equal claims of one article differ in their place, or, with the
    same `sentence`, their ordinal in it. `scope` is like `all_aid donor 2022-02-24.. requested`; `called` are the words
    for the item.
    """
    amount, basis = quantity(number, unit)
    named = item not in CATALOGUE.categories
    slug = CATALOGUE.slug_by_name.get(item) if named else None
    category = CATALOGUE.systems[slug].category if slug else item
    text = article or f"article-{on}"
    givers = tuple(sorted(donors.split()))
    words = "|".join(
        str(part)
        for part in (kind, givers, number, item, when, note, unit, terms, money, parties, announced, sharing, certainty)
        + ((scope, replaces, called) if scope or replaces or called else ())
    )
    value = None
    if money is not None:
        sum_of, currency = money.split()
        qualifier = {">": Qualifier.AT_LEAST, "<": Qualifier.UP_TO, "~": Qualifier.ABOUT}.get(sum_of[0])
        value = Money(amount=Decimal(sum_of.lstrip("<>~")), currency=currency, qualifier=qualifier or Qualifier.EXACT)
    claim = Claim(
        article=text,
        place=Place(
            article=text,
            sentence=hashlib.sha256((sentence or words).encode()).hexdigest(),
            occurrence=0,
            ordinal=int(hashlib.sha256(words.encode()).hexdigest()[:4], 16) if sentence else 0,
        ),
        kind=Kind(kind),
        donors=givers,
        item=Item(name=item if named else None, category=category),
        quantity=amount,
        basis=basis,
        sharing=Sharing(sharing) if sharing else (Sharing.JOINT if len(givers) > 1 else None),
        parties=tuple(_party(one) for one in parties.split()),
        value=value,
        window=window(when),
        announced=day(announced) if announced else None,
        terms=Terms(terms),
        certainty=Certainty(certainty),
        evidence=(Span(start=0, end=1),),
        confidence=confidence,
        scope=scope_of(scope),
        replaces=None if replaces is None else Replaced(number=None if replaces == CORRECTION else int(replaces)),
        words={"item": Words(text=called, span=None, rule="test")} if called else {},
    )
    return LedgerClaim(
        claim=claim,
        claim_id=claim.id,
        published=day(on),
        source=source,
        source_kind=source_kind,
        copy_of=copy_of,
        system=slug,
        reviewed=reviewed,
        recorded_at=datetime.combine(day(on), datetime.min.time(), tzinfo=UTC),
        late=late,
        suspends=suspends,
    )


def scope_of(text: str | None) -> Scope | None:
    """`all_aid`, `group`, `2022-02-24..2023-01-31`, `requested`, in any order."""
    if text is None:
        return None
    found: dict[str, Any] = {}
    for word in text.split():
        if ".." in word:
            time = window(word)
            assert time is not None
            found |= {"start": time.start, "end": time.end}
        for name, words in (("of", Extent), ("whose", Whose), ("stage", Stage)):
            if word in set(words):
                found[name] = words(word)
    return Scope(**found)


def _party(text: str) -> Party:
    who, role, *share = text.split(":")
    return Party(who=who, role=Role(role), share=Fraction(share[0]) if share else None)


def show(low: int, high: int | None, stated: int | None = None) -> str:
    """`14` for 14..14, `18..32(18)`, `100..`."""
    if low == high and stated in (None, low):
        return str(low)
    end = "" if high is None else str(high)
    return f"{low}..{end}" + (f"({stated})" if stated is not None else "")


def figure(one: Any) -> str:
    """A figure as scenarios write it, with `+1?` for one entry of no number."""
    text = show(one.low, one.high, one.stated)
    return text + (f"+{one.undisclosed}?" if one.undisclosed else "")
