"""The scales load whole and consistent, or an error names the file, the row and what is wrong with it."""

import shutil
from pathlib import Path

import pytest

from pledges.domain.scales import class_of
from pledges.domain.values import Unit
from pledges.scale_files import load_scales, seeded_scales
from pledges.seed_files import SEEDS, SeedError, load_catalogue

CATALOGUE = load_catalogue()


def with_row(path: Path, name: str, row: str) -> Path:
    """The product's scales with one more row."""
    shutil.copytree(SEEDS / "scales", path / "scales")
    file = path / "scales" / f"{name}.yml"
    file.write_text(file.read_text(encoding="utf-8") + f"- {{{row}}}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "row", "wrong"),
    [
        ("donors", "code: QQ, budget: 5, source: a", "code 'QQ' is no donor"),
        ("donors", "code: US, budget: 5, source: a", "'US' stands twice"),
        ("donors", "code: VN, budget: many, source: a", "budget 'many' is no number"),
        ("donors", "code: VN, budget: 5, source: a, had: {tanks: 4}", "unknown key 'tanks'"),
        ("types", "category: tanks, unit: item, usual: 1, ceiling: 2, beside: 1, source: a", "'tanks' is unknown"),
        ("types", "category: radar, unit: battery, usual: 1, ceiling: 2, beside: 1, source: a", "no class of units"),
        ("types", "category: radar, unit: round, usual: 3, ceiling: 2, beside: 1, source: a", "above ceiling"),
        ("systems", "system: bow, built: 5, source: a", "system 'bow' is unknown"),
        ("systems", "system: leopard-2a4, built: 0, source: a", "is not above zero"),
        ("systems", "system: leopard-2a4, built: 5", "source is missing"),
        ("currencies", "currency: XAU, dollars: nan", "is not above zero"),
    ],
)
def test_names_what_is_wrong(tmp_path: Path, name: str, row: str, wrong: str) -> None:
    with pytest.raises(SeedError, match=wrong) as caught:
        load_scales(with_row(tmp_path, name, row), catalogue=CATALOGUE)
    assert f"{name}.yml" in str(caught.value)


def test_every_type_is_weighed_in_pieces() -> None:
    scales = seeded_scales()
    weighed = {slug for slug in CATALOGUE.categories if scales.type_of(slug, class_of(Unit.BATTERY), CATALOGUE)}
    assert weighed == set(CATALOGUE.categories)


def test_a_variant_is_weighed_as_its_family() -> None:
    built = seeded_scales().built_of("leopard-2a4", CATALOGUE)
    assert built is not None
    assert built.system == "leopard-2"
