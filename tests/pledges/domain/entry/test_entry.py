"""What an editor types is read as meant, shown again as typed, or refused with the forms that are taken."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledges.domain.catalogue import Catalogue
from pledges.domain.entry import days, names, numbers
from pledges.domain.entry.errors import EntryError
from pledges.domain.entry.fields import (
    BY_NAME,
    FIELDS,
    Around,
    Values,
    money_text,
    quantity_text,
    read_over,
    window_text,
)
from pledges.domain.entry.nonsense import contradictions, made_contradictions
from pledges.domain.values import Basis, Certainty, Kind, Qualifier, Terms, Unit, Window
from pledges.seed_files import load_catalogue

BEFORE = {"low": 1, "high": 1, "unit": "item", "per": None, "approximate": False, "vague": False}
DAY = date(2023, 3, 9)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def said(phrase: str, published: date) -> Window | None:
    return Window(start=None, end=date(2023, 3, 31)) if phrase == "by the end of March" else None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12", 12, 12), ("1,200", 1200, 1200), ("1 200", 1200, 1200), ("1.5m", 1_500_000, 1_500_000),
        ("10-12", 10, 12), ("10 – 12", 10, 12), ("10 to 12", 10, 12), ("10..12", 10, 12), ("12+", 12, None),
        ("12 or more", 12, None), ("at least 12", 12, None), (">=12", 12, None), ("up to 12", None, 12),
        ("10-12 million", 10_000_000, 12_000_000), ("10k-12k", 10_000, 12_000), ("900k to 1.5m", 900_000, 1_500_000),
        ("~12+", 12, None), ("about up to 12", None, 12),
        ("<12", None, 12), ("~12", 12, 12), ("about 12", 12, 12), ("?", None, None), ("0", 0, 0),
    ],
)  # fmt: skip
def test_reads_a_number(text: str, low: int | None, high: int | None) -> None:
    found = numbers.quantity(text, before=BEFORE)
    assert (found["low"], found["high"]) == (low, high)
    assert found["approximate"] == text.startswith(("~", "about"))


@pytest.mark.parametrize(
    "text",
    [
        "", "lots", "-5", "3.5", "12-10", "12 foos", "10-12-14", "9" * 30, "up to 12+", "1,2", "up to 10-12",
        "at least 10-12", "<=10 to 12", "500-1 million", "10k-12", "1.000", "12.000-14.000",
    ],
)  # fmt: skip
def test_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(EntryError):
        numbers.quantity(text, before=BEFORE)


@pytest.mark.parametrize(
    ("text", "unit"), [("3 batteries", "battery"), ("3 launchers", "launcher"), ("3 round", "round"), ("3", "system")]
)
def test_reads_a_unit_or_keeps_the_one_before(text: str, unit: str) -> None:
    assert numbers.quantity(text, before=BEFORE | {"unit": "system"})["unit"] == unit


@given(
    low=st.none() | st.integers(0, 10**9),
    more=st.none() | st.integers(0, 10**9),
    unit=st.sampled_from(Unit),
    approximate=st.booleans(),
)
def test_shows_a_number_as_it_is_typed(low: int | None, more: int | None, unit: Unit, approximate: bool) -> None:
    high = more if low is None or more is None else low + more
    known = (low is not None) or (high is not None)
    value = BEFORE | {"low": low, "high": high, "unit": unit.value, "approximate": approximate and known}
    assert numbers.quantity(quantity_text(value), before=value) == value


@pytest.mark.parametrize(
    ("text", "amount", "currency", "qualifier"),
    [
        ("150m EUR", 150_000_000, "EUR", "exact"), ("EUR 1.2bn", 1_200_000_000, "EUR", "exact"),
        ("~2 billion USD", 2_000_000_000, "USD", "about"), ("500,000+ USD", 500_000, "USD", "at_least"),
        ("up to 3 million GBP", 3_000_000, "GBP", "up_to"), ("99.5 CHF", 99.5, "CHF", "exact"),
        ("1.255bn EUR", 1_255_000_000, "EUR", "exact"), ("EUR at least 1.5bn", 1_500_000_000, "EUR", "at_least"),
    ],
)  # fmt: skip
def test_reads_a_sum(text: str, amount: float, currency: str, qualifier: str) -> None:
    found = numbers.money(text)
    assert found == {"amount": amount, "currency": currency, "qualifier": qualifier}
    assert numbers.money(money_text(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "20", "12 EUR USD", "much EUR", "10-12 EUR", "EUR", "5 USD 000", "EUR 5 EUR", "5 ABC", "5 XXX", "1.255 EUR",
        "1.500 EUR", "1.00000001bn EUR 5", "1.000001k EUR", "about 1.5bn EUR or more", "about 1.5bn or more EUR",
        "~5m+ EUR", "~up to 5m EUR", "EUR -5",
    ],
)  # fmt: skip
def test_refuses_what_is_no_sum(text: str) -> None:
    with pytest.raises(EntryError):
        numbers.money(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [("nl", ["NL"]), ("Holland", ["NL"]), ("UK", ["GB"]), ("ger", ["DE"]), ("Sweden, Norway", ["NO", "SE"]), ("-", [])],
)
def test_reads_donors_by_any_name(catalogue: Catalogue, text: str, codes: list[str]) -> None:
    assert names.donors_of(text, catalogue) == codes


@pytest.mark.parametrize(
    ("text", "name", "category"),
    [
        ("Leopard 2 A4", "Leopard 2A4", "main-battle-tank"), ("himars", "HIMARS", "rocket-artillery"),
        ("tanks", None, "main-battle-tank"), ("howitzer", None, "howitzer"),
    ],
)  # fmt: skip
def test_the_type_follows_the_system(catalogue: Catalogue, text: str, name: str | None, category: str) -> None:
    assert names.item_of(text, catalogue) == {"name": name, "category": category}


def test_names_what_a_beginning_may_mean(catalogue: Catalogue) -> None:
    with pytest.raises(EntryError, match="may be Leopard 2, Leopard 1"):
        names.item_of("leo", catalogue)
    with pytest.raises(EntryError, match="no donor 'Ruritania'"):
        names.donors_of("Ruritania", catalogue)


def test_every_name_of_the_catalogue_means_its_own_row(catalogue: Catalogue) -> None:
    for system in catalogue.systems.values():
        named = {"name": system.name, "category": system.category}
        assert names.item_of(system.name, catalogue) == named
    for slug in catalogue.categories:
        assert names.item_of(slug, catalogue) == {"name": None, "category": slug}
    for donor in catalogue.donors.values():
        for text in (donor.code, donor.name):
            assert names.donors_of(text, catalogue) == [donor.code]
            assert names.recipient_of(text, catalogue) == donor.code


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Igla-S", "Igla-S"), ("igla-s", "Igla-S"), ("Tornado-S", "Tornado-S"), ("Tornado", "Tornado"),
        ("T-55S", "M-55S"), ("HIMARS", "HIMARS"), ("Gepards", "Gepard"),
    ],
)  # fmt: skip
def test_an_s_behind_a_name_is_no_plural_where_another_has_it(catalogue: Catalogue, text: str, name: str) -> None:
    assert names.item_of(text, catalogue)["name"] == name


@pytest.mark.parametrize(
    ("text", "several"), [("Tornados", "Tornado, Tornado-S"), ("T-55s", "T-55, M-55S"), ("light gun", "L118")]
)
def test_refuses_what_names_two_alike(catalogue: Catalogue, text: str, several: str) -> None:
    with pytest.raises(EntryError, match=f"may be {several}"):
        names.item_of(text, catalogue)


@pytest.mark.parametrize(
    ("text", "code"), [("uk", "GB"), ("U.K.", "GB"), ("us", "US"), ("ua", "UA"), ("th", "TH"), ("Poles", "PL")]
)
def test_reads_who_receives(catalogue: Catalogue, text: str, code: str) -> None:
    assert names.recipient_of(text, catalogue) == code


@pytest.mark.parametrize("text", ["", "xx", "ZZ", "Ruritania"])
def test_refuses_who_is_no_state(catalogue: Catalogue, text: str) -> None:
    with pytest.raises(EntryError):
        names.recipient_of(text, catalogue)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023-03-07", "2023-03-07", "2023-03-07"), ("7.3.2023", "2023-03-07", "2023-03-07"),
        ("13/4/2023", "2023-04-13", "2023-04-13"), ("2023-03-01 to 2023-04-01", "2023-03-01", "2023-04-01"),
        ("by 2023-12-31", None, "2023-12-31"), ("since 2022-02-24", "2022-02-24", None),
        ("by the end of March", None, "2023-03-31"),
    ],
)  # fmt: skip
def test_reads_a_window(text: str, start: str | None, end: str | None) -> None:
    found = days.window(text, published=DAY, phrases=said)
    assert found == {"from": start, "to": end}
    assert days.window(window_text(found), published=DAY, phrases=said) == found


@pytest.mark.parametrize("text", ["03/04/2023", "2023-13-01", "soon", "2023-04-01 to 2023-03-01", "31.2.2023"])
def test_refuses_what_is_no_time(text: str) -> None:
    with pytest.raises(EntryError):
        days.window(text, published=DAY, phrases=said)


def test_a_day_of_announcing_is_one_day() -> None:
    assert days.day("7.3.2023", published=DAY, phrases=said) == "2023-03-07"
    assert days.day("", published=DAY, phrases=said) is None
    with pytest.raises(EntryError, match="no single day"):
        days.day("by the end of March", published=DAY, phrases=said)


def test_every_field_is_opened_by_a_key_of_its_own_and_takes_what_it_shows(catalogue: Catalogue) -> None:
    claim: dict[str, Any] = {
        "kind": "pledge", "donors": ["NO", "SE"], "sharing": "joint", "recipient": "UA", "quantity": BEFORE,
        "item": {"name": "Leopard 2", "category": "main-battle-tank"}, "basis": "increment", "announced": "2023-03-07",
        "value": {"amount": 5, "currency": "EUR", "qualifier": "about"}, "terms": "loan", "certainty": "reported",
        "window": {"from": "2023-03-06", "to": "2023-03-12"},
    }  # fmt: skip
    around = Around(catalogue=catalogue, published=DAY, phrases=said)
    digits = [field.digit for field in FIELDS if field.digit]
    assert len(set(digits)) == len(digits)
    for field in FIELDS:
        assert claim | field.read(field.shown(claim), claim, around) == claim, field.name


def shared(claim: dict[str, Any]) -> dict[str, Any]:
    """Several donors share, one doesn't."""
    return {**claim, "sharing": "joint" if len(claim["donors"]) > 1 else None}


COUNTS = st.none() | st.integers(0, 10**9)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat)
CLAIMS = st.fixed_dictionaries({
    "kind": st.sampled_from([one.value for one in Kind]),
    "basis": st.sampled_from([one.value for one in Basis]),
    "terms": st.sampled_from([one.value for one in Terms]),
    "certainty": st.sampled_from([one.value for one in Certainty]),
    "donors": st.lists(st.sampled_from(["DE", "GB", "NATO", "Visegrad Group"]), unique=True).map(sorted),
    "recipient": st.sampled_from(["UA", "GB", "TH", "XK"]),
    "item": st.sampled_from([("Igla-S", "manpads"), ("Leopard 2", "main-battle-tank"), (None, "howitzer")]).map(
        lambda one: {"name": one[0], "category": one[1]}
    ),
    "quantity": st.fixed_dictionaries({
        "low": COUNTS, "high": COUNTS, "unit": st.sampled_from([one.value for one in Unit]),
        "per": st.none() | st.just("month"), "approximate": st.booleans(), "vague": st.booleans(),
    }),
    "value": st.none() | st.fixed_dictionaries({
        "amount": st.integers(0, 10**12) | st.integers(0, 10**10).map(lambda cents: cents / 100),
        "currency": st.sampled_from(["EUR", "USD", "UAH"]), "qualifier": st.sampled_from([q.value for q in Qualifier]),
    }),
    "window": st.none() | st.fixed_dictionaries({"from": st.none() | DAYS, "to": st.none() | DAYS}),
    "announced": st.none() | DAYS,
}).map(shared)  # fmt: skip


def sayable(name: str, value: Any) -> bool:
    """Whether a short text says all of a value."""
    if name == "quantity":
        low, high = value["low"], value["high"]
        ordered = low is None or high is None or low <= high
        return ordered and not value["vague"] and not (low is None and high is None and value["approximate"])
    if name == "window" and value is not None:
        first, last = value["from"], value["to"]
        return bool(first or last) and (first is None or last is None or first <= last)
    return True


@given(claim=CLAIMS)
def test_what_is_shown_is_read_as_it_was(catalogue: Catalogue, claim: Values) -> None:
    around = Around(catalogue=catalogue, published=DAY, phrases=said)
    for field in FIELDS:
        shown = field.shown(claim)
        assert {**claim, **read_over(field, f" {shown} ", claim, around)} == claim, field.name
        if sayable(field.name, claim[field.name]):
            assert {**claim, **field.read(shown, claim, around)} == claim, field.name


def test_a_vague_number_stays_vague_until_it_is_changed(catalogue: Catalogue) -> None:
    around = Around(catalogue=catalogue, published=DAY, phrases=said)
    claim = {"quantity": BEFORE | {"low": 24, "high": None, "vague": True}}
    assert read_over(BY_NAME["quantity"], "24+", claim, around) == claim
    changed = read_over(BY_NAME["quantity"], "25+", claim, around)
    assert changed == {"quantity": BEFORE | {"low": 25, "high": None}}


def test_two_faults_are_mended_one_after_the_other(catalogue: Catalogue) -> None:
    claim = {"item": {"name": "Leopard 22", "category": "main-battle-tank"}, "quantity": BEFORE | {"unit": "litre"}}
    item = {"item": {"name": "Leopard 2", "category": "main-battle-tank"}}
    number = {"quantity": BEFORE | {"unit": "item"}}
    assert set(contradictions(claim, catalogue)) == {"item", "unit"}
    for first, then in ((item, number), (number, item)):
        assert not made_contradictions(claim, first, catalogue)
        assert not made_contradictions({**claim, **first}, then, catalogue)
    assert set(made_contradictions({**item, **number}, claim, catalogue)) == {"item", "unit"}


@pytest.mark.parametrize(
    ("item", "quantity", "wrong"),
    [
        (("Leopard 2", "main-battle-tank"), (14, "item"), None),
        (("Leopard 2", "ammunition"), (14, "item"), "item"),
        (("Leopard 22", "main-battle-tank"), (14, "item"), "item"),
        ((None, "funding"), (77, "item"), "quantity"),
        ((None, "funding"), (None, "item"), None),
        ((None, "main-battle-tank"), (5, "litre"), "unit"),
        ((None, "main-battle-tank"), (1, "battalion"), None),
        (("MIM-104 Patriot", "air-defence-system"), (2, "battery"), None),
    ],
)
def test_no_claim_says_nonsense(catalogue: Catalogue, item: Any, quantity: Any, wrong: str | None) -> None:
    number = BEFORE | {"low": quantity[0], "high": quantity[0], "unit": quantity[1]}
    values = {"item": {"name": item[0], "category": item[1]}, "quantity": number}
    assert set(contradictions(values, catalogue)) == ({wrong} if wrong else set())
