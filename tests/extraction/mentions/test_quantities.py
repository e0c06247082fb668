"""Every way to say how many is read, and no other number is."""

from datetime import date

import pytest

from extraction.mentions import Gazetteer, QuantityMention, find_mentions, find_singles
from tests.extraction.mentions.small_catalogue import CATALOGUE

GAZETTEER = Gazetteer.build(CATALOGUE)
PUBLISHED = date(2023, 2, 9)


def quantities(text: str) -> list[QuantityMention]:
    found = find_mentions(text, published=PUBLISHED, gazetteer=GAZETTEER).quantities
    assert all(text[q.start : q.end] == q.text for q in found)
    return list(found)


NUMBERS: dict[str, tuple[str, str, int | None, int | None]] = {
    "behind a sign of times": ("They sent mortars x20.", "20", 20, 20),
    "behind a sign of times in brackets": ("They sent mortars (x20).", "20", 20, 20),
    "before a sign of times": ("They sent 20x mortars.", "20", 20, 20),
    "up to what has no upper end": ("They sent up to several hundred drones.", "up to several hundred", 200, None),
    # id: text, words, low, high
    "digits": ("They sent 14 tanks.", "14", 14, 14),
    "thousands with commas": ("They sent 1,500 shells.", "1,500", 1500, 1500),
    "thousands with blanks": ("They sent 1 500 shells.", "1 500", 1500, 1500),
    "thousands with thin blanks": ("They sent 25\u202f000 helmets.", "25\u202f000", 25000, 25000),
    "no separator": ("They sent 7500 grenades.", "7500", 7500, 7500),
    "a year's digits before an item": ("They sent 2000 rounds.", "2000", 2000, 2000),
    "million in digits": ("They sent 1.5 million rounds of it.", "1.5 million rounds", 1500000, 1500000),
    "m of the British press": ("They sent 1m shells.", "1m", 1000000, 1000000),
    "words": ("They sent fourteen tanks.", "fourteen", 14, 14),
    "hyphened words": ("They sent twenty-five guns.", "twenty-five", 25, 25),
    "hundreds in words": ("They sent one hundred and fifty trucks.", "one hundred and fifty", 150, 150),
    "thousands in words": ("They sent two thousand five hundred radios.", "two thousand five hundred", 2500, 2500),
    "a dozen": ("They sent a dozen guns.", "a dozen", 12, 12),
    "two dozen": ("They sent two dozen guns.", "two dozen", 24, 24),
    "half a dozen": ("They sent half a dozen boats.", "half a dozen", 6, 6),
    "half a million": ("They sent half a million drones.", "half a million", 500000, 500000),
    "one and a half million": ("They sent one and a half million shells.", "one and a half million", 1500000, 1500000),
    "a couple": ("They sent a couple of guns.", "a couple of", 2, 2),
    "a pair": ("They sent a pair of launchers.", "a pair of", 2, 2),
    "a single": ("They sent a single howitzer.", "a single", 1, 1),
    "one": ("They sent one battery.", "one", 1, 1),
    "one that is delivered": ("They will deliver one battery.", "one", 1, 1),
    "one that is offered": ("They offer one battery.", "one", 1, 1),
    "dozens": ("They sent dozens of guns.", "dozens", 24, None),
    "several dozen": ("They sent several dozen guns.", "several dozen", 24, None),
    "a few dozen": ("They sent a few dozen guns.", "a few dozen", 24, None),
    "scores": ("They sent scores of trucks.", "scores", 40, None),
    "hundreds": ("They sent hundreds of trucks.", "hundreds", 200, None),
    "several hundred": ("They sent several hundred trucks.", "several hundred", 200, None),
    "thousands": ("They sent thousands of mines.", "thousands", 2000, None),
    "tens of thousands": ("They sent tens of thousands of mines.", "tens of thousands", 20000, None),
    "another dozen": ("They sent another dozen guns.", "another dozen", 12, 12),
    "a further hundred": ("They sent a further hundred guns.", "a further hundred", 100, 100),
    "two score": ("They sent two score guns.", "two score", 40, 40),
    "a baker's dozen": ("They sent a baker's dozen guns.", "a baker's dozen", 13, 13),
    "a brace": ("They sent a brace of guns.", "a brace of", 2, 2),
    "second-hand things": ("They sent six second-hand guns.", "six", 6, 6),
    "a range in hyphens": ("They sent five-to-six guns.", "five-to-six", 5, 6),
    "all but some": ("They sent all but two of their 12 guns.", "12", None, None),
    "loads of things": ("They sent three planeloads of guns.", "three", None, None),
    "companies of things": ("They sent two companies of guns.", "two", None, None),
    "several": ("They sent several trucks.", "several", None, None),
    "a number of": ("They sent a number of missiles.", "a number of", None, None),
    "a large number of": ("They sent a large number of trucks.", "a large number of", None, None),
    "undisclosed": ("They sent an undisclosed number of guns.", "an undisclosed number of", None, None),
    "a handful": ("They sent a handful of guns.", "a handful of", None, None),
    "range with a hyphen": ("They sent 90,000-100,000 shells.", "90,000-100,000", 90000, 100000),
    "range with an en dash": ("They sent 20\u201325 vehicles.", "20\u201325", 20, 25),
    "range with to": ("They sent 10 to 15 guns.", "10 to 15", 10, 15),
    "range with or": ("They sent five or six guns.", "five or six", 5, 6),
    "between": ("They sent between 20 and 30 guns.", "between 20 and 30", 20, 30),
    "range sharing its scale": ("They sent 1-2 million shells.", "1-2 million", 1000000, 2000000),
    "up to": ("Up to 178 tanks may go.", "Up to 178", None, 178),
    "as many as": ("As many as 30,000 troops may go.", "As many as 30,000", None, 30000),
    "a maximum of": ("A maximum of 20 guns may go.", "A maximum of 20", None, 20),
    "not more than": ("Not more than 20 guns may go.", "Not more than 20", None, 20),
    "at least": ("At least 60 guns went.", "At least 60", 60, None),
    "no fewer than": ("No fewer than 100 guns went.", "No fewer than 100", 100, None),
    "no less than": ("No less than 100 guns went.", "No less than 100", 100, None),
    "more than": ("More than 60 guns went.", "More than 60", 60, None),
    "over": ("Over 60 guns went.", "Over 60", 60, None),
    "upwards of": ("Upwards of 60 guns went.", "Upwards of 60", 60, None),
    "plus sign": ("They sent 100+ guns.", "100+", 100, None),
    "plus word": ("They sent 20-plus guns.", "20-plus", 20, None),
    "or more": ("They sent 20 or more guns.", "20 or more", 20, None),
    "over a line end": ("They sent more\nthan 60 guns.", "more\nthan 60", 60, None),
    "in a compound": ("the 14-tank pledge", "14", 14, 14),
}


@pytest.mark.parametrize(("text", "words", "low", "high"), NUMBERS.values(), ids=NUMBERS)
def test_reads_a_number(text: str, words: str, low: int | None, high: int | None) -> None:
    [quantity] = quantities(text)
    assert (quantity.text, quantity.low, quantity.high) == (words, low, high)


@pytest.mark.parametrize(
    "word", ["about", "around", "some", "roughly", "nearly", "almost", "approximately", "an estimated", "close to"]
)
def test_marks_an_approximation(word: str) -> None:
    [quantity] = quantities(f"They sent {word} 1600 helmets.")
    assert (quantity.low, quantity.high, quantity.approximate) == (1600, 1600, True)
    assert quantity.text == f"{word} 1600"


NOT_QUANTITIES = {
    "a designation with an x": "They sent the Typhoon Mx20.",
    "calibre": "The 155mm gun fires far.",
    "calibre with a blank": "The 155 mm gun fires far.",
    "calibre with a hyphen": "The 40-mm gun fires far.",
    "cartridge": "It is chambered in 7.62x39 and .50-cal.",
    "known designation": "The Leopard 2 is heavy.",
    "unknown designation": "The KA-52, the S-400 and the T90 are theirs.",
    "year": "Since 2014 they have trained; in 2023 they stopped.",
    "a year as an adjective": "The 2023 budget is thin.",
    "a year after a month": "It was in March 2022.",
    "date": "On 24 February they crossed the border.",
    "date after a month": "By March 7 they were gone.",
    "age": "A 22-year-old driver spoke.",
    "age between commas": "Olena Kovalenko, 50, said so.",
    "distance": "They stood 30 miles away, or 48 km.",
    "distance in words": "It is thousands of kilometres away.",
    "speed": "It flies at 250 km/h.",
    "percentage": "Some 80% and 12.5 percent were hit.",
    "time of day": "At 10:30 and at 5 p.m. the alarm rang.",
    "duration": "It took three days and 18 months.",
    "money": "It cost $3 million and 20 million euros.",
    "ordinal of a package": "the 45th package of this year",
    "ordinal of a day": "on the 350th day of the war",
    "brigade": "the 30th Mechanized Brigade",
    "numbered things": "Article 5, Resolution 2202, Type 26, day 116",
    "telephone": "Call 202-555-0147 now.",
    "vote": "It passed by 60 to 40.",
    "fraction of a page": "see 4.2.1 and 1/2",
    "pronoun one": "One of the best, and one can see why; no one knows.",
    "one another": "They help one another one day.",
    "a thousand or one": "It has 1.500 of them.",
    "an address": "https://example.org/2023/14-tanks",
    "an enumeration": "1. Skip the menu",
    "fiscal year": "in fiscal year 2023",
    "nation compound": "the 27-nation bloc and the six-month wait",
    "as many": "as many helmets as it could",
    "a list of ones": "1,1,1,1,1",
    "temperature": "at 20 degrees",
}


@pytest.mark.parametrize("text", NOT_QUANTITIES.values(), ids=NOT_QUANTITIES)
def test_reads_no_quantity(text: str) -> None:
    assert [quantity.text for quantity in quantities(text)] == []


UNITS = {
    "counter-battery radars are no batteries": ("They sent six counter-battery radars.", None),
    "rounds": ("100,000 rounds of ammunition", "round"),
    "shells": ("5,000 artillery shells", "round"),
    "thousands of rounds": ("thousands of rounds of it", "round"),
    "soldiers": ("1,600 Ukrainian servicemen", "person"),
    "personnel": ("150 military personnel", "person"),
    "carriers are none": ("14 armoured personnel carriers", None),
    "launchers": ("four launchers", "launcher"),
    "launchers of a system": ("four HIMARS launchers", "launcher"),
    "grenade launchers are items": ("400 grenade launchers", None),
    "batteries": ("two Patriot batteries", "battery"),
    "battalions of": ("two battalions of Leopard 2 tanks", "battalion"),
    "a squadron": ("one squadron of jets", "squadron"),
    "systems": ("three air defence systems", "system"),
    "rocket systems are items": ("38 artillery rocket systems", None),
    "litres": ("200,000 liters of diesel", "litre"),
    "tonnes": ("70 tons of food", "tonne"),
    "packages": ("two further packages", "package"),
    "items": ("14 tanks", None),
    "not beyond the phrase": ("14 tanks and two batteries", None),
}


@pytest.mark.parametrize(("text", "unit"), UNITS.values(), ids=UNITS)
def test_reads_the_unit(text: str, unit: str | None) -> None:
    assert quantities(text)[0].unit == unit


RATES = {
    "per month": ("90,000 artillery rounds per month", "month"),
    "a month": ("20,000 shells a month", "month"),
    "of and a month": ("100,000 rounds of ammunition a month", "month"),
    "each year": ("400 drones each year", "year"),
    "annually": ("400 drones annually", "year"),
    "none": ("400 drones last month", None),
}


@pytest.mark.parametrize(("text", "per"), RATES.values(), ids=RATES)
def test_reads_a_rate(text: str, per: str | None) -> None:
    assert quantities(text)[0].per == per


ADDITIVE = {
    "more": ("They send 10 more tanks.", "more"),
    "another": ("They send another ten tanks.", "another"),
    "an additional": ("They send an additional 15 tanks.", "an additional"),
    "a further": ("They send a further 15 tanks.", "a further"),
    "extra": ("They send 10 extra tanks.", "extra"),
    "additional after": ("They send four additional tanks.", "additional"),
    "a second batch of": ("They send a second batch of 20 tanks.", "a second batch of"),
    "with a bound": ("They send up to another ten tanks.", "another"),
    "of an open number": ("They send hundreds of additional trucks.", "additional"),
    "no number": ("They send additional tanks.", "additional"),
}


@pytest.mark.parametrize(("text", "marker"), ADDITIVE.values(), ids=ADDITIVE)
def test_marks_what_adds(text: str, marker: str) -> None:
    [quantity] = quantities(text)
    assert quantity.additive and not quantity.cumulative
    assert quantity.marker and text[quantity.marker.start : quantity.marker.end] == marker


CUMULATIVE = {
    "in total": ("It pledged 14 tanks in total.", "in total"),
    "a total of": ("It pledged a total of 14 tanks.", "a total of"),
    "so far": ("It has sent 40 guns so far.", "so far"),
    "has so far sent": ("It has so far sent 40 guns.", "so far sent"),
    "has now sent": ("It has now sent 40 guns.", "has now sent"),
    "bringing the total": ("They add guns, bringing the total to 40.", "bringing the total to"),
    "making their total number": (
        "They add guns, making their total number about eight.",
        "making their total number about",
    ),
    "altogether": ("It sent 40 guns altogether.", "altogether"),
    "all told": ("It sent 40 guns, all told.", "all told"),
    "since the war began": ("It has sent 40 guns since the start of the war.", "since the start"),
}


@pytest.mark.parametrize(("text", "marker"), CUMULATIVE.values(), ids=CUMULATIVE)
def test_marks_a_running_total(text: str, marker: str) -> None:
    [quantity] = quantities(text)
    assert quantity.cumulative and not quantity.additive
    assert quantity.marker and text[quantity.marker.start : quantity.marker.end] == marker


@pytest.mark.parametrize(
    "text",
    [
        "It sent 14 tanks.",
        "The largest gift to date held 14 tanks.",
        "More than 14 tanks went.",
        "More advanced tanks, 14 of them, went.",
    ],
)
def test_marks_neither_where_neither_is_said(text: str) -> None:
    assert not any(quantity.additive or quantity.cumulative for quantity in quantities(text))


def test_reads_the_first_three_of_fifteen_as_two_numbers() -> None:
    first, second = quantities("The first three of 15 guns have arrived.")
    assert (first.low, first.ordinal, first.partitive) == (3, True, True)
    assert (second.low, second.ordinal, second.partitive) == (15, False, False)


@pytest.mark.parametrize(
    "text", ["two of which arrived", "two of them arrived", "two of the 15 arrived", "two of the first 15"]
)
def test_marks_a_part(text: str) -> None:
    assert quantities(text)[0].partitive


@pytest.mark.parametrize(
    "text",
    ["They have each sent six howitzers.", "They sent six howitzers each.", "They will each send six howitzers."],
)
def test_marks_what_every_donor_gives(text: str) -> None:
    assert quantities(text)[0].distributive


def test_a_definite_group_is_no_bound() -> None:
    [quantity] = quantities("Over the two brigades hung smoke.")
    assert (quantity.low, quantity.high) == (2, 2)


@pytest.mark.parametrize(
    ("text", "words", "additive"),
    [
        ("It sends a Patriot battery.", "a", False),
        ("It sends another Biber.", "another", True),
        ("An additional system came.", "An additional", True),
    ],
)
def test_counts_an_article_only_when_asked(text: str, words: str, additive: bool) -> None:
    assert not any(quantity.low == 1 for quantity in quantities(text))
    [single] = find_singles(text)
    assert (single.text, single.low, single.high, single.additive) == (words, 1, 1, additive)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The first has arrived, the second is on its way.", ["the first", "the second"]),
        ("One was handed over in April.", ["one"]),
        ("So far one has reached Kyiv.", ["one"]),
        ("A second will follow in May.", ["a second"]),
        ("Norway handed over the first in April.", ["the first"]),
        ("Norway has so far sent one.", ["one"]),
        ("The first tank has arrived.", []),
        ("Norway sent the second minister.", []),
        ("No one was there.", []),
    ],
)
def test_counts_one_of_a_number_named_before(text: str, words: list[str]) -> None:
    found = [one for one in quantities(text) if one.rule == "quantity.ordinal"]
    assert [one.text.lower() for one in found] == words
    assert all((one.low, one.high) == (1, 1) for one in found)
