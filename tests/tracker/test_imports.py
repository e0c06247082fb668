"""The domain stands on the standard library alone, whatever the import contracts leave out."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = sorted((ROOT / "pledges" / "domain").rglob("*.py"))


def imported(source: str) -> set[str]:
    """The modules that a source names in its imports, in whole."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", DOMAIN, ids=[path.stem for path in DOMAIN])
def test_the_domain_imports_the_standard_library_only(path: Path) -> None:
    foreign = {
        name
        for name in imported(path.read_text(encoding="utf-8"))
        if name.split(".")[0] not in sys.stdlib_module_names
        and name != "pledges.domain"
        and not name.startswith("pledges.domain.")
    }
    assert foreign == set()


def test_every_package_says_that_it_is_one() -> None:
    packages = {path.parent for top in ("pledges", "extraction", "tracker") for path in (ROOT / top).rglob("*.py")}
    assert sorted(str(folder.relative_to(ROOT)) for folder in packages if not (folder / "__init__.py").exists()) == []
