"""The scales that numbers are weighed against are seeds: YAML that loads whole, or names the file and row at fault."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from pledges.domain.catalogue import Catalogue
from pledges.domain.scales import EVERYBODY, OTHER, PIECES, STATE, Built, DonorScale, Scales, TypeScale, class_of
from pledges.seed_files import SEEDS, SeedError, load_catalogue
from pledges.seed_rows import Row, checked, read_rows

PIECES_SOURCE = "The Military Balance 2022"


@cache
def seeded_scales() -> Scales:
    """The scales of the product's own seeds, read once a process: they change with a release, and by no person."""
    return load_scales(catalogue=load_catalogue())


def load_scales(folder: Path = SEEDS, *, catalogue: Catalogue) -> Scales:
    """The scales of `folder` for a catalogue's donors, categories and systems.

    Raises SeedError on what the catalogue does not know, rows that stand twice, numbers that are none or not above
    zero, a type whose usual gift is above its ceiling, and where `everybody`, `a state` or `other` has no row.
    """
    donors = _keyed(_donor(row, catalogue) for row in _rows(folder, "donors", "code budget given largest source had"))
    types = _keyed(_type(row, catalogue) for row in _rows(folder, "types", "category unit usual ceiling beside source"))
    built = _keyed(_built(row, catalogue) for row in _rows(folder, "systems", "system built unit source"))
    dollars = _keyed(_rate(row) for row in _rows(folder, "currencies", "currency dollars"))
    if not {EVERYBODY, STATE} <= donors.keys() or (OTHER, PIECES) not in types:
        raise SeedError(f"scales: rows for {EVERYBODY}, {STATE} and {OTHER} are needed")
    return Scales(donors=donors, types=types, built=built, dollars=dollars, pieces_source=PIECES_SOURCE)


def _rows(folder: Path, name: str, keys: str) -> list[Row]:
    first, *_ = words = keys.split()
    return read_rows(folder / "scales" / f"{name}.yml", keys=frozenset(words), label=first)


def _keyed[Key, Value](rows: Iterable[tuple[Row, Key, Value]]) -> Mapping[Key, Value]:
    found: dict[Key, Value] = {}
    for row, key, value in rows:
        if key in found:
            raise row.wrong(f"{key!r} stands twice")
        found[key] = value
    return found


def _donor(row: Row, catalogue: Catalogue) -> tuple[Row, str, DonorScale]:
    code = row.text("code")
    if code not in (EVERYBODY, STATE) and code not in catalogue.donors:
        raise row.wrong(f"code {code!r} is no donor")
    had = checked(f"{row.where}, had", row.values.get("had", {}), frozenset(catalogue.categories))
    scale = DonorScale(
        code=code,
        budget=_number(row, "budget"),
        given=_number(row, "given") if "given" in row.values else None,
        largest=_number(row, "largest") if "largest" in row.values else None,
        source=row.text("source"),
        pieces={category: _number(had, category) for category in had.values},
    )
    return row, code, scale


def _type(row: Row, catalogue: Catalogue) -> tuple[Row, tuple[str, str], TypeScale]:
    category, unit = row.text("category"), row.text("unit")
    if category not in catalogue.categories:
        raise row.wrong(f"category {category!r} is unknown")
    if class_of(unit) != unit:
        raise row.wrong(f"unit {unit!r} is no class of units")
    usual, ceiling = _number(row, "usual"), _number(row, "ceiling")
    if usual > ceiling:
        raise row.wrong(f"usual {usual} is above ceiling {ceiling}")
    beside, source = _number(row, "beside"), row.text("source")
    scale = TypeScale(category=category, unit=unit, usual=usual, ceiling=ceiling, beside=beside, source=source)
    return row, (category, unit), scale


def _built(row: Row, catalogue: Catalogue) -> tuple[Row, str, Built]:
    system = row.text("system")
    if system not in catalogue.systems:
        raise row.wrong(f"system {system!r} is unknown")
    unit = row.optional("unit") or PIECES
    if class_of(unit) != unit:
        raise row.wrong(f"unit {unit!r} is no class of units")
    return row, system, Built(system=system, unit=unit, number=_number(row, "built"), source=row.text("source"))


def _rate(row: Row) -> tuple[Row, str, float]:
    return row, row.text("currency"), _above_zero(row, "dollars")


def _number(row: Row, key: str) -> int:
    return int(_above_zero(row, key))


def _above_zero(row: Row, key: str) -> float:
    """A number above zero, perhaps with underscores between its digits."""
    text = row.text(key)
    try:
        number = float(text)
    except ValueError as error:
        raise row.wrong(f"{key} {text!r} is no number") from error
    if not 0 < number < float("inf"):
        raise row.wrong(f"{key} {text!r} is not above zero")
    return number
