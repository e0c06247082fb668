"""A seed file is one YAML list of mappings; what does not fit is an error that names the file and the row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml


class SeedError(ValueError):
    """A seed file that cannot be used; the text names the file, the row and what is wrong with it."""


class _Loader(yaml.CBaseLoader):
    """Every scalar stays the text that was written (NO is Norway, 155 a calibre); a repeated key an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) != len(keys):
            repeated = next(key for key in keys if keys.count(key) > 1)
            raise SeedError(f"line {node.start_mark.line + 1}: key {repeated!r} stands twice")
        return super().construct_mapping(node, deep=deep)


@dataclass(frozen=True, slots=True)
class Row:
    """One mapping of a seed file, and where it stands for the error that names it."""

    where: str
    values: Mapping[str, Any]

    def wrong(self, what: str) -> SeedError:
        return SeedError(f"{self.where}: {what}")

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{key} is missing or no text")
        return value

    def optional(self, key: str) -> str | None:
        return self.text(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of distinct texts, empty where the key is left out."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, str) and part.strip() for part in value):
            raise self.wrong(f"{key} must be a list of texts")
        if len(set(value)) != len(value):
            raise self.wrong(f"{key} repeats {next(part for part in value if value.count(part) > 1)!r}")
        return tuple(value)

    def rows(self, key: str, *, keys: frozenset[str]) -> list["Row"]:
        """A list of mappings below a key, each with known keys only."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"{key} must be a list")
        return [checked(f"{self.where}, {key} {number}", part, keys) for number, part in enumerate(value, 1)]

    def day(self, key: str) -> date | None:
        text = self.optional(key)
        if text is None:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise self.wrong(f"{key} {text!r} is no date (YYYY-MM-DD)") from error


def read_rows(file: Path, *, keys: frozenset[str], label: str) -> list[Row]:
    """The mappings of a file that is one list."""
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, SeedError) as error:
        raise SeedError(f"{file.name}: {error}") from error
    if not isinstance(content, list):
        raise SeedError(f"{file.name}: must be a list of rows")
    return [
        checked(f"{file.name}, row {number}{_label(part, label)}", part, keys) for number, part in enumerate(content, 1)
    ]


def _label(part: object, label: str) -> str:
    return f" ({part[label]})" if isinstance(part, dict) and label in part else ""


def checked(where: str, part: object, keys: frozenset[str]) -> Row:
    if not isinstance(part, dict):
        raise SeedError(f"{where}: must be a mapping")
    if unknown := sorted(part.keys() - keys):
        raise SeedError(f"{where}: unknown key {unknown[0]!r}")
    return Row(where, part)
