"""Names are found in every print, and nowhere else."""

import time

import pytest

from extraction.mentions import Gazetteer
from extraction.mentions.stop_phrases import stop_phrases
from pledges.domain.catalogue import Catalogue, Donor, System
from pledges.seed_files import load_catalogue
from tests.extraction.mentions.small_catalogue import CATALOGUE

GAZETTEER = Gazetteer.build(CATALOGUE)


def found(text: str, kind: str = "system") -> list[tuple[str, str, bool]]:
    names = GAZETTEER.find(text)
    assert all(text[name.start : name.end] == name.text for name in names)
    return [(name.text, name.ref, name.plural) for name in names if name.kind == kind]


PRINTS = {
    "plain": ("An F-16 landed.", ("F-16", "f-16", False)),
    "joined": ("An F16 landed.", ("F16", "f-16", False)),
    "blank": ("An F 16 landed.", ("F 16", "f-16", False)),
    "non-breaking hyphen": ("An F\u201116 landed.", ("F\u201116", "f-16", False)),
    "en dash": ("An F\u201316 landed.", ("F\u201316", "f-16", False)),
    "non-breaking blank": ("Ten Leopard\u00a02 tanks", ("Leopard\u00a02", "leopard-2", False)),
    "plural": ("Ten F-16s landed.", ("F-16s", "f-16", True)),
    "possessive": ("The F-16's radar", ("F-16", "f-16", False)),
    "version letters": ("The F-16AM flew.", ("F-16AM", "f-16", False)),
    "variant wins over family": ("A Leopard 2A4 rolled off.", ("Leopard 2A4", "leopard-2a4", False)),
    "variant in pieces": ("Leopard-2 A4s rolled off.", ("Leopard-2 A4s", "leopard-2a4", True)),
    "variant in lower case": ("A Leopard 2a4 rolled off.", ("Leopard 2a4", "leopard-2a4", False)),
    "unknown variant is its family": ("A Leopard 2A5 rolled off.", ("Leopard 2A5", "leopard-2", False)),
    "acronym as a word": ("Two Himars fired.", ("Himars", "himars", False)),
    "long name in lower case": (
        "four high mobility artillery rocket systems",
        ("high mobility artillery rocket systems", "himars", True),
    ),
    "long name over a line end": (
        "four High Mobility Artillery\nRocket Systems",
        ("High Mobility Artillery\nRocket Systems", "himars", True),
    ),
    "hyphen dropped": ("An IrisT SLM arrived.", ("IrisT SLM", "iris-t", False)),
    "capitals of a headline": ("GERMANY SENDS GEPARD GUNS", ("GEPARD", "gepard", False)),
    "helicopter with a blank": ("Twenty Mi 17 helicopters", ("Mi 17", "mi-17", False)),
    "umlaut kept": ("The Möwe took off.", ("Möwe", "mobelwagen", False)),
    "umlaut lost": ("The Mowe took off.", ("Mowe", "mobelwagen", False)),
    "umlaut spelt out": ("The Moewe took off.", ("Moewe", "mobelwagen", False)),
    "digits run on": ("Seven PzH2000 guns", ("PzH2000", "pzh-2000", False)),
}


@pytest.mark.parametrize(("text", "expected"), PRINTS.values(), ids=PRINTS)
def test_finds_a_system_as_it_is_printed(text: str, expected: tuple[str, str, bool]) -> None:
    assert found(text) == [expected]


NOT_NAMES = {
    "an article and a number": "A 10 per cent cut is planned.",
    "part of a word": "The Gepardenfell was sold.",
    "a decimal": "Leopard 2.5 is the working title of the film.",
    "a bird": "A hawk circled over the field.",
    "a street": "They live on Hawk Street.",
    "a law": "The Patriot Act passed the Senate in 2001.",
    "a graduate": "The grad student wrote a thesis.",
    "a graduate with a capital": "Grad school is dear.",
    "an address": "See https://example.org/leopard-2-tanks for more.",
    "an athlete": "She won the Javelin final in Tokyo.",
}


@pytest.mark.parametrize("text", NOT_NAMES.values(), ids=NOT_NAMES)
def test_leaves_alone_what_is_no_system(text: str) -> None:
    assert found(text) == []


SEEDED = Gazetteer.build(load_catalogue())
NEAR_SPELLINGS = {
    "no plural after all": ("They sent 31 Abram tanks.", "m1-abrams"),
    "an acronym without its last letter": ("They sent four Himar systems.", "himars"),
    "a Roman numeral": ("They sent 14 Challenger II tanks.", "challenger-2"),
    "an Arabic numeral": ("They sent 14 Piranha 3 carriers.", "piranha-iii"),
    "two words in one": ("They sent StormShadow missiles.", "storm-shadow"),
    "a hyphen for a blank": ("They sent Storm-Shadow missiles.", "storm-shadow"),
    "letters and digits in one": ("They sent Leopard2 tanks.", "leopard-2"),
}


@pytest.mark.parametrize(("text", "slug"), NEAR_SPELLINGS.values(), ids=NEAR_SPELLINGS)
def test_finds_a_system_by_its_near_spelling(text: str, slug: str) -> None:
    assert [name.ref for name in SEEDED.find(text) if name.kind == "system"] == [slug]


def test_takes_no_person_for_what_lost_its_ending() -> None:
    assert not [name for name in SEEDED.find("Abram Novak wrote to Challenger Street.") if name.kind == "system"]


TYPES = {
    "the head decides an overlap": (
        "long-range rocket artillery",
        [("long-range rocket artillery", "rocket-artillery")],
    ),
    "the words of both belong to it": (
        "surface-to-air missile defence systems",
        [("surface-to-air missile defence systems", "air-defence-system")],
    ),
    "a battery of a type's system": (
        "missile defence batteries",
        [("missile defence batteries", "air-defence-system")],
    ),
    "three kinds of shells": (
        "mortar, tank and artillery shells",
        [("mortar", "ammunition"), ("tank", "ammunition"), ("artillery shells", "artillery-ammunition")],
    ),
    "a modifier that names nothing by itself": (
        "anti-aircraft and anti-tank weapons",
        [("anti-aircraft", "air-defence-system"), ("anti-tank weapons", "anti-tank-weapon")],
    ),
    "numbers of their own": (
        "20 mortar and 30 artillery rounds",
        [("mortar", "ammunition"), ("artillery rounds", "artillery-ammunition")],
    ),
    "plurals share nothing": (
        "tanks and mortar shells",
        [("tanks", "main-battle-tank"), ("mortar shells", "ammunition")],
    ),
    "no modifier, no sharing": ("trucks, radars", [("trucks", "logistics-vehicle"), ("radars", "radar")]),
}


@pytest.mark.parametrize(("text", "expected"), TYPES.values(), ids=TYPES)
def test_shares_heads_and_lets_them_decide(text: str, expected: list[tuple[str, str]]) -> None:
    names = [name for name in SEEDED.find(f"They sent {text}.") if name.kind == "category"]
    assert [(name.text, name.ref) for name in names] == expected


def test_tells_the_head_that_a_modifier_shares() -> None:
    text = "They sent mortar and artillery rounds."
    mortar, rounds = (name for name in SEEDED.find(text) if name.kind == "category")
    assert mortar.head is not None
    assert text[mortar.head.start : mortar.head.end] == "rounds"
    assert rounds.head is None


GUARDED = {
    "a word of its kind after": ("Spain offers Hawk launchers.", "hawk"),
    "a word of its kind before": ("air defence systems such as Hawk", "hawk"),
    "a count before": ("Madrid sends six Hawk to the front.", "hawk"),
    "a system beside it": ("They sent NASAMS-like kit, Gepard and Hawk to Kyiv.", "hawk"),
    "capitals": ("HAWKs came too, said the minister.", "hawk"),
    "given away": ("Berlin will send Leopards to Ukraine.", "leopard-2"),
    "lower case before its kind": ("They fired javelin missiles.", "javelin"),
    "the same name elsewhere": ("The Patriot battery came. Only Patriot stops these.", "patriot"),
}


@pytest.mark.parametrize(("text", "slug"), GUARDED.values(), ids=GUARDED)
def test_takes_a_guarded_name_in_company(text: str, slug: str) -> None:
    assert slug in [ref for _, ref, _ in found(text)]


SIBLINGS = {
    "a second variant": ("Leopard 2 A4 and A6 tanks", ["leopard-2a4", "leopard-2a6"]),
    "with a plural": ("the Leopard 2A4 or 2A6s", ["leopard-2a4", "leopard-2a6"]),
    "a bare digit before the noun": ("Leopard 1 and 2 tanks", ["leopard-1", "leopard-2"]),
    "a hyphen and a digit": ("BMP-1 and -2 vehicles", ["bmp-1", "bmp-2"]),
    "a count is none": ("Leopard 1 and 2 Gepard", ["leopard-1", "gepard"]),
    "an unknown tail is none": ("Leopard 2A4 and A9 tanks", ["leopard-2a4"]),
}


@pytest.mark.parametrize(("text", "slugs"), SIBLINGS.values(), ids=SIBLINGS)
def test_reads_siblings_by_their_tails(text: str, slugs: list[str]) -> None:
    assert [ref for _, ref, _ in found(text)] == slugs


DONOR_CASES = {
    "dots": ("The U.S. sent it.", [("U.S.", "US")]),
    "dots made up": ("The U.K. sent it.", [("U.K.", "GB")]),
    "pronoun": ("Give us more.", []),
    "leader by surname": ("President Biden agreed.", [("Biden", "US")]),
    "diacritics lost": ("Mariusz Blaszczak agreed.", [("Mariusz Blaszczak", "PL")]),
    "someone of that surname": ("Speaker Mike Johnson agreed.", []),
    "title before the surname": ("Prime Minister Johnson agreed.", [("Johnson", "GB")]),
    "institution": ("The Pentagon agreed.", [("Pentagon", "US")]),
    "alliance as a word": ("Nato agreed.", [("Nato", "NATO")]),
    "newspaper": ("The Washington Post said so.", []),
    "state of the Union": ("A plant in Atlanta, Georgia, makes them.", []),
    "country by the same name": ("Georgia sent medicine.", [("Georgia", "GE")]),
    "given name": ("Jordan Miller drove the truck.", []),
    "kingdom": ("Jordan and Norway sent them.", [("Jordan", "JO"), ("Norway", "NO")]),
    "people": ("The Germans agreed.", [("Germans", "DE")]),
    "possessive": ("Norway\u2019s army", [("Norway", "NO")]),
}


@pytest.mark.parametrize(("text", "expected"), DONOR_CASES.values(), ids=DONOR_CASES)
def test_finds_donors_and_not_their_namesakes(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(words, ref) for words, ref, _ in found(text, "donor")] == expected


CATEGORY_CASES = {
    "longest": ("main battle tanks", [("main battle tanks", "main-battle-tank", True)]),
    "other spelling": ("an air defense system", [("air defense system", "air-defence-system", False)]),
    "irregular plural": ("two air-defence batteries", [("air-defence batteries", "air-defence-system", True)]),
    "hyphen dropped": ("antitank missiles", [("antitank missiles", "anti-tank-weapon", True)]),
    "not inside anti-": ("anti-tank capability", []),
    "calibre of a gun": ("155mm rounds", [("155mm rounds", "artillery-ammunition", True)]),
    "calibre with a blank": ("122 mm shells", [("122 mm shells", "artillery-ammunition", True)]),
    "calibre of a rifle": ("7.62mm rounds", [("rounds", "ammunition", True)]),
    "think tank": ("a think tank in Paris", []),
    "system over type": ("IRIS-T SLM air defence systems", [("air defence systems", "air-defence-system", True)]),
}


@pytest.mark.parametrize(("text", "expected"), CATEGORY_CASES.values(), ids=CATEGORY_CASES)
def test_finds_types_by_their_nouns(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(text, "category") == expected


@pytest.mark.parametrize(("phrase", "example"), stop_phrases(), ids=[phrase for phrase, _ in stop_phrases()])
def test_a_stop_phrase_swallows_its_name(phrase: str, example: str) -> None:
    place = example.lower().index(phrase.lower())
    assert [name.text for name in GAZETTEER.find(example) if place <= name.start < place + len(phrase)] == []


def test_reads_by_names_of_800_systems_in_time_that_grows_with_the_text() -> None:
    systems = {
        f"s{n}": System(
            slug=f"s{n}", name=f"Type-{n}X", category="aircraft", aliases=tuple(f"Alias{n} Mark {k}" for k in range(4))
        )
        for n in range(800)
    }
    catalogue = Catalogue(donors={"DE": Donor(code="DE", name="Germany", kind="state")}, categories={}, systems=systems)
    gazetteer = Gazetteer.build(catalogue)
    sentence = "Germany sent Type-7X and Alias9 Mark 2 over a plain that nobody in the village knew by name. "

    def seconds(times: int) -> float:
        text, started = sentence * times, time.process_time()
        assert len(gazetteer.find(text)) == 3 * times
        return time.process_time() - started

    seconds(100)
    assert min(seconds(8000) for _ in range(3)) < 20 * min(seconds(1000) for _ in range(3))
