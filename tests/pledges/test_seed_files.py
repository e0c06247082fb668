"""Seeds load whole and consistent, or an error names the file, the row and what is wrong with it."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from pledges.domain.catalogue import Trait, counting_from_json, counting_to_json
from pledges.seed_files import SeedError, fold, load_catalogue, load_counter_sentences, load_sources

CATEGORIES = """
- {slug: armoured-vehicle, name: Armoured vehicle, words: [armoured vehicle]}
- {slug: infantry-fighting-vehicle, name: Infantry fighting vehicle, parent: armoured-vehicle, words: [IFV]}
- {slug: radar, name: Radar, words: [radar]}
"""
DONORS = """
- {code: NO, name: Norway, kind: state, adjectives: [Norwegian], leaders: [Jonas Gahr Støre]}
- {code: FI, name: Finland, kind: state}
- code: NATO
  name: NATO
  kind: group
  members: [{member: NO, start: 1949-08-24}, {member: FI, start: 2023-04-04}]
"""
MARDER = (
    "{slug: marder, name: Marder, category: infantry-fighting-vehicle, item_is: vehicle, "
    "codes: {kiel: Marder}, example: Forty Marder left.}"
)
SOURCES = "- {slug: reuters, name: Reuters, kind: agency, domains: [reuters.com]}"


def folder_with(path: Path, **files: str) -> Path:
    """A folder of seeds with small valid files, but for those that are given."""
    texts = {"categories": CATEGORIES, "donors": DONORS, "systems": f"- {MARDER}", "sources": SOURCES} | files
    (path / "systems").mkdir()
    for name in ("categories", "donors", "sources"):
        (path / f"{name}.yml").write_text(texts[name], encoding="utf-8")
    (path / "systems" / "vehicles.yml").write_text(texts["systems"], encoding="utf-8")
    return path


def row(**changes: str) -> str:
    """The Marder's row with some values replaced, or left out where the new value is empty."""
    values = {
        "slug": "marder",
        "name": "Marder",
        "category": "infantry-fighting-vehicle",
        "item_is": "vehicle",
        "codes": "{kiel: Marder}",
        "example": "Forty Marder left.",
    } | changes
    return "- {" + ", ".join(f"{key}: {value}" for key, value in values.items() if value) + "}\n"


def test_reads_the_traits_of_a_type_in_one_order(tmp_path: Path) -> None:
    categories = CATEGORIES + "- {slug: sled, name: Sled, words: [sled], traits: [countable, carrier]}"
    catalogue = load_catalogue(folder_with(tmp_path, categories=categories))
    assert catalogue.categories["sled"].traits == (Trait.CARRIER, Trait.COUNTABLE)
    assert catalogue.has("sled", Trait.CARRIER)
    assert not catalogue.has("radar", Trait.CARRIER)
    assert not catalogue.has(None, Trait.CARRIER)


def test_refuses_a_trait_that_nothing_reads(tmp_path: Path) -> None:
    categories = CATEGORIES + "- {slug: sled, name: Sled, words: [sled], traits: [fast]}"
    with pytest.raises(SeedError, match="'fast' is no trait"):
        load_catalogue(folder_with(tmp_path, categories=categories))


def test_reads_a_small_catalogue_as_it_stands(tmp_path: Path) -> None:
    catalogue = load_catalogue(folder_with(tmp_path))
    assert catalogue.systems["marder"].codes == {"kiel": "Marder"}
    assert catalogue.top_category("infantry-fighting-vehicle") == "armoured-vehicle"
    assert catalogue.members_on("NATO", date(2022, 6, 1)) == {"NO"}
    assert catalogue.members_on("NATO", date(2023, 6, 1)) == {"NO", "FI"}


def test_reads_how_equipment_is_counted(tmp_path: Path) -> None:
    told = "{main: item, same: [system], why: one, converts: [{unit: battery, low: 4, high: 8, source: a book}]}"
    counting = load_catalogue(folder_with(tmp_path, systems=row(counting=told))).systems["marder"].counting
    assert counting is not None
    assert (counting.main, counting.same, counting.converts[0].high) == ("item", ("system",), 8)
    assert counting_from_json(counting_to_json(counting)) == counting


def test_reads_norways_code_as_text_and_not_as_false(tmp_path: Path) -> None:
    assert "NO" in load_catalogue(folder_with(tmp_path)).donors


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"systems": row(colour="green")}, r"vehicles.yml, row 1 \(marder\): unknown key 'colour'"),
        ({"systems": row(example="")}, r"row 1 \(marder\): example is missing"),
        ({"systems": row(codes="")}, r"row 1 \(marder\): codes must map"),
        ({"systems": row(codes="{nsn: 1}")}, r"row 1 \(marder\): codes must map"),
        ({"systems": row(category="tanks")}, r"row 1 \(marder\): category 'tanks' is unknown"),
        ({"systems": row(variant_of="leopard")}, r"row 1 \(marder\): variant_of 'leopard' is unknown"),
        ({"systems": row(variant_of="marder")}, r"row 1 \(marder\): variant_of 'marder' leads back"),
        ({"systems": row() + row(name="Marder 1")}, r"row 2 \(marder\): 'marder' stands twice"),
        ({"systems": row() + row(slug="other", name="MARDER")}, r"row 2 \(other\): 'MARDER' already names marder"),
        ({"systems": row() + row(slug="b", name="B", aliases="[Mar-der]")}, r"row 2 \(b\): 'Mar-der' already names"),
        ({"systems": row(counting="{main: vehicle}")}, r"row 1 \(marder\), counting: 'vehicle' is no unit"),
        ({"systems": row(counting="{main: item, same: [system]}")}, r"row 1 \(marder\), counting: why is missing"),
        ({"systems": row(counting="{main: item, same: [item], why: x}")}, r"counting: a unit stands twice"),
        (
            {"systems": row(counting="{main: item, converts: [{unit: battery, low: 8, high: 4, source: x}]}")},
            r"counting: battery: bounds from 1 up, low to high, and a source",
        ),
        (
            {"systems": row(counting="{main: item, converts: [{unit: battery, low: 4, high: 8}]}")},
            r"counting, converts 1: source is missing",
        ),
        (
            {"systems": f"- {MARDER}\n" + row(slug="b", name="B", variant_of="marder", counting="{main: item}")},
            r"row 2 \(b\): counting stands at the family",
        ),
        ({"systems": row(aliases="[SPz, SPz]")}, r"row 1 \(marder\): aliases repeats 'SPz'"),
        ({"systems": row(guarded="[{alias: SPz}]")}, r"row 1 \(marder\), guarded 1: not is missing"),
        ({"systems": row(guarded="[{alias: SPz, not: A lynx ran.}]")}, r"guarded 1: the sentence does not hold 'SPz'"),
        ({"systems": row(name="[Marder]")}, r"row 1 \(marder\): name is missing or no text"),
        (
            {"systems": row() + row(slug="eye", name="Eye", category="radar", variant_of="marder")},
            r"row 2 \(eye\): variant_of 'marder' is of another top category",
        ),
        ({"systems": "- [a"}, r"vehicles.yml: "),
        ({"systems": "a: b"}, r"vehicles.yml: must be a list"),
        ({"systems": "- {slug: a, slug: b}"}, r"vehicles.yml: line 1: key 'slug' stands twice"),
        ({"categories": "- {slug: a, name: A, parent: b}"}, r"categories.yml, row 1 \(a\): parent 'b' is unknown"),
        (
            {"categories": "- {slug: a, name: A, words: [w]}\n- {slug: b, name: B, words: [W]}"},
            r"categories.yml, row 2 \(b\): 'W' already names a",
        ),
        ({"donors": "- {code: NOR, name: Norway, kind: state}"}, r"donors.yml, row 1 \(NOR\): code 'NOR' of a state"),
        ({"donors": "- {code: NO, name: Norway, kind: land}"}, r"donors.yml, row 1 \(NO\): kind 'land' is none of"),
        (
            {"donors": "- {code: EU, name: EU, kind: group, members: [{member: NO}]}"},
            r"donors.yml, row 1 \(EU\): member 'NO' is no donor",
        ),
        (
            {"donors": "- {code: EU, name: EU, kind: group, members: [{member: EU, start: May}]}"},
            r"row 1 \(EU\), members 1: start 'May' is no date",
        ),
        (
            {"donors": "- {code: NO, name: Norway, kind: state}\n- {code: FI, name: Norway, kind: state}"},
            r"donors.yml, row 2 \(FI\): 'Norway' already names NO",
        ),
    ],
)
def test_names_the_file_and_row_that_is_wrong(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(SeedError, match=message):
        load_catalogue(folder_with(tmp_path, **files))


def test_finds_a_cycle_of_variants(tmp_path: Path) -> None:
    cycle = row(slug="a", name="A1", variant_of="b") + row(slug="b", name="B1", variant_of="a")
    with pytest.raises(SeedError, match="leads back"):
        load_catalogue(folder_with(tmp_path, systems=cycle))


def test_says_which_file_is_not_utf_8(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "donors.yml").write_bytes(b"- {code: NO, name: \xe6}")
    with pytest.raises(SeedError, match=r"donors\.yml"):
        load_catalogue(folder)


def test_says_which_file_is_missing(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "categories.yml").unlink()
    with pytest.raises(SeedError, match=r"categories\.yml"):
        load_catalogue(folder)


@pytest.mark.parametrize(
    ("second", "message"),
    [
        ("{slug: ap, name: AP, kind: rumour}", "kind 'rumour' is none of"),
        ("{slug: reuters, name: Other, kind: agency}", "'reuters' stands twice"),
        ("{slug: other, name: Other, kind: agency, domains: [Reuters.com]}", "'Reuters.com' already names reuters"),
    ],
)
def test_refuses_a_source_that_is_unclear(tmp_path: Path, second: str, message: str) -> None:
    with pytest.raises(SeedError, match=r"sources\.yml, row 2 .*" + message):
        load_sources(folder_with(tmp_path, sources=f"{SOURCES}\n- {second}"))


def test_the_seeds_hold_what_the_product_promises() -> None:
    catalogue = load_catalogue()
    assert len(catalogue.systems) >= 600
    assert len(catalogue.donors) >= 60
    assert len(load_sources()) >= 80
    without = set(catalogue.categories) - {system.category for system in catalogue.systems.values()}
    assert without == {"howitzer", "funding"}  # "howitzer" is what is not said, "funding" is no equipment


@pytest.mark.parametrize(
    ("slug", "chain"),
    [
        ("leopard-2a6", ["leopard-2a6", "leopard-2"]),
        ("leopard-1a5", ["leopard-1a5", "leopard-1"]),
        ("m1a1-abrams", ["m1a1-abrams", "m1-abrams"]),
        ("pac-3-mse", ["pac-3-mse", "pac-3", "patriot-missile"]),
        ("t-72b3", ["t-72b3", "t-72b", "t-72"]),
        ("mi-171", ["mi-171", "mi-17", "mi-8"]),
    ],
)
def test_the_seeds_chain_variants_to_their_family(slug: str, chain: list[str]) -> None:
    assert list(load_catalogue().ancestry(slug)) == chain


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Sunak", "GB"),
        ("Pistorius", "DE"),
        ("Błaszczak", "PL"),
        ("Pentagon", "US"),
        ("The Hague", "NL"),
        ("the Dutch", "NL"),
        ("EPF", "European Peace Facility"),
    ],
)
def test_the_seeds_know_who_stands_for_a_donor(word: str, code: str) -> None:
    donor = load_catalogue().donors[code]
    known = (donor.aliases, donor.adjectives, donor.capitals, donor.leaders, donor.institutions)
    assert word in {form for forms in known for form in forms}


def test_the_seeds_say_the_same_to_any_reader_of_yaml() -> None:
    text = (Path(__file__).parents[2] / "seeds" / "donors.yml").read_text(encoding="utf-8")
    codes = [donor["code"] for donor in yaml.load(text, Loader=yaml.CSafeLoader)]
    assert codes == list(load_catalogue().donors)


def test_each_counter_sentence_belongs_to_a_guarded_alias() -> None:
    catalogue = load_catalogue()
    assert all(case.alias in catalogue.systems[case.slug].guarded for case in load_counter_sentences())


@pytest.mark.parametrize("spelt", ["Leopard-2A4", "leopard 2 A4", "LEOPARD 2A4"])
def test_folds_the_spellings_of_a_name_to_one(spelt: str) -> None:
    assert fold(spelt) == "leopard2a4"


def test_no_name_of_a_system_is_a_word_of_a_category() -> None:
    catalogue = load_catalogue()
    words = {word.casefold() for category in catalogue.categories.values() for word in category.words}
    names = {name for system in catalogue.systems.values() for name in (system.name, *system.aliases)}
    assert not {name for name in names if name.casefold() in words}
