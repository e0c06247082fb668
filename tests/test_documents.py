"""What the documents say is there is there: links, settings, commands, tables, and the walk-through's own figures."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from extraction.articles.documents import read_file
from extraction.articles.manifest import read_manifest
from extraction.reading import Document, Reader
from pledges.domain import problems, values
from pledges.domain.accounts import LedgerClaim
from pledges.domain.ledger import fold
from pledges.domain.reconciliation import reconcile
from pledges.models import Decision, Relation, ReviewState, Settling
from pledges.seed_files import SEEDS, load_catalogue

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
DOCUMENTS = sorted({*ROOT.glob("*.md"), *DOCS.rglob("*.md"), SEEDS / "articles" / "README.md"})
LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
READ_FROM_ENVIRONMENT = re.compile(r"\b(?:env\.\w+|environ\.get)\(\s*\"([A-Z][A-Z0-9_]*)\"")
PATH = re.compile(r"`((?:pledges|extraction|tracker|tests|seeds|docs)/[\w./-]*)`")
MODULE = re.compile(r"`((?:pledges|extraction|tracker)(?:\.[a-z_]+)+)(?:\.[A-Za-z_]+)*`")
SAMPLE = "s08-partial-delivery"


def of(path: Path) -> str:
    """A document's name in a test's id."""
    return str(path.relative_to(ROOT))


def told(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def anchor(heading: str) -> str:
    """The fragment that GitHub and GitLab give a heading."""
    plain = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", heading).replace("`", "").strip().lower()
    kept = (letter for letter in plain if letter in "-_ " or unicodedata.category(letter)[0] in "LNM")
    return "".join(kept).replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=of)
def test_links_lead_somewhere(document: Path) -> None:
    lost = []
    for target in LINK.findall(FENCE.sub("", told(document))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, fragment = target.partition("#")
        there = (document.parent / name).resolve() if name else document
        headings = HEADING.findall(FENCE.sub("", told(there))) if there.suffix == ".md" and there.exists() else []
        if not there.exists() or (fragment and fragment not in {anchor(one) for one in headings}):
            lost.append(target)
    assert not lost


@pytest.mark.parametrize("document", DOCUMENTS, ids=of)
def test_files_and_modules_that_are_named_exist(document: Path) -> None:
    text = told(document)
    made = told(ROOT / "Makefile")  # a file that a target writes need not be there yet
    lost = [name for name in PATH.findall(text) if not (ROOT / name).exists() and name not in made]
    for name in MODULE.findall(text):
        place = ROOT.joinpath(*name.split("."))
        # The last part may be a function of the module before it.
        candidates = (place, place.with_suffix(".py"), place.parent, place.parent.with_suffix(".py"))
        if not any(one.exists() for one in candidates):
            lost.append(name)
    assert not lost


@pytest.mark.parametrize("document", DOCUMENTS, ids=of)
def test_commands_that_are_named_exist(document: Path) -> None:
    text = told(document)
    commands = set(re.findall(r"manage\.py ([a-z_]+)", text)) - set(get_commands()) - {"createsuperuser"}
    rules = set(re.findall(r"^([a-z-]+):", told(ROOT / "Makefile"), re.MULTILINE))
    targets = set(re.findall(r"`make ([a-z-]+)|^make ([a-z-]+)", text, re.MULTILINE))
    assert not commands
    assert not {one or other for one, other in targets} - rules


def test_every_name_that_the_environment_may_set_is_in_the_table() -> None:
    read = {name for file in (ROOT / "tracker").rglob("*.py") for name in READ_FROM_ENVIRONMENT.findall(told(file))}
    rows = [line.split("|")[1] for line in told(DOCS / "operations.md").splitlines() if line.startswith("| `")]
    listed = {name for row in rows for name in re.findall(r"`([A-Z][A-Z0-9_]*)`", row)}
    assert {"SECRET_KEY", "STATE_DIR", "WEB_THREADS"} <= read
    assert listed == read


@pytest.mark.parametrize("model", [one.__name__ for one in apps.get_app_config("pledges").get_models()])
def test_every_table_is_explained(model: str) -> None:
    assert any(f"`{model}`" in told(page) for page in (DOCS / "models").glob("*.md"))


@pytest.mark.parametrize(
    "words",
    [
        *(values.Kind, values.Basis, values.Sharing, values.Terms, values.Certainty, values.Unit),
        *(values.Qualifier, values.Role, problems.ProblemType, ReviewState),
        *(Decision, Relation, Settling),
    ],
    ids=lambda words: str(words.__name__),
)
def test_the_glossary_has_every_word(words: type[values.Kind]) -> None:
    assert not {one.value for one in words} - set(re.findall(r"`([a-z_]+)`", told(DOCS / "glossary.md")))


def test_the_glossary_has_every_category() -> None:
    named = set(re.findall(r"`([a-z-]+)`", told(DOCS / "glossary.md")))
    categories = set(load_catalogue().categories)
    assert not categories - named
    assert f"a tree of {len(categories)}" in told(DOCS / "glossary.md")


@cache
def walked() -> list[LedgerClaim]:
    """The claims of the walk-through's line, read as `extract` reads them."""
    catalogue = load_catalogue()
    (offered,) = (one for one in read_manifest(SEEDS / "articles" / "manifest.jsonl") if one.key == SAMPLE)
    assert offered.published is not None
    document = Document(
        article=offered.key,
        text=read_file(Path(offered.file)).text,
        published=offered.published,
        title=offered.title,
        publisher=offered.publisher,
    )
    (claims,) = Reader.build(catalogue=catalogue).read([document])
    return [
        LedgerClaim(claim=one, claim_id=one.id, published=offered.published, source="wire", system="gepard")
        for one in claims
        if one.item.name == "Gepard"
    ]


def test_the_walk_through_shows_the_claims_that_are_read() -> None:
    page = told(DOCS / "walkthrough.md")
    assert len(walked()) == 2
    for one in walked():
        low = one.claim.quantity.low
        assert f"{one.claim_id} {one.claim.kind} {low} pending" in page
        for span in one.claim.evidence if low == 15 else ():
            assert f"evidence [{span.start}:{span.end}]" in page
        for words in one.claim.words.values():
            assert words.rule in page or words.span is None or low == 3


def test_the_walk_through_shows_the_figures_that_are_folded() -> None:
    page = told(DOCS / "walkthrough.md")
    ledger = fold(walked(), catalogue=load_catalogue())
    (line,) = ledger.lines
    assert all(entry.id in page for entry in line.entries)
    (figures,) = reconcile(ledger, today=date(2022, 9, 1))
    pledged, delivered, left = figures.pledged.stated, figures.delivered.stated, figures.outstanding.low
    assert f"{pledged} pledged, {delivered} delivered, {left} outstanding" in page
    assert f'"outstanding":{{"low":{left},"high":{figures.outstanding.high}}},"status":"{figures.status}"' in page
