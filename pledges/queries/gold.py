"""What editors decided about claims is told as gold: labelled articles, in the format of `tests/golden/README.md`.

An accepted claim is a label, a correction the corrected values at the place of the claim that it corrects, a rejected
claim is told as rejected; "unsure" and what nobody judged leave their phrase open, so that every article is "read in
part". Left out are articles that are excluded, that words were taken from, of an unknown or guessed day, and registers,
which the reader does not read.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from pledges.domain.claims import number
from pledges.domain.notes import GUESSES
from pledges.models import ArticleVersion, Claim, ClaimState, Reading, Redaction, ReviewState, SourceKind

PHRASE = ("quantity", "item", "value")  # the first of these fields that has words says which phrase a claim is of
BATCH = 50  # articles whose texts are held at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A version with what was decided of it, each in the fields of gold."""

    version: ArticleVersion
    claims: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[dict[str, Any]] = field(default_factory=list)


class Read(NamedTuple):
    """Where a claim was read in a version, and the words behind its fields."""

    evidence: list[list[int]]
    words: dict[str, dict[str, Any]]


type Readings = dict[tuple[str, int], Read]  # by claim and version


def exported(*, articles: Collection[int] | None = None) -> Iterator[Exported]:
    """Every article with a decision, of these or of all, in the order of their numbers; some texts at a time."""
    numbers = (
        sorted(articles)
        if articles is not None
        else list(_decided().order_by("article").values_list("article", flat=True).distinct())
    )
    for first in range(0, len(numbers), BATCH):
        yield from _exported(numbers[first : first + BATCH])


def _decided() -> QuerySet[ClaimState]:
    """Claims that an editor accepted, wrote or rejected, of articles that may be told. A person's claim that was
    refused, or taken back, decides nothing: no reader proposed it, and a correction frees what it corrected."""
    decided = Q(review=ReviewState.ACCEPTED) | Q(review=ReviewState.REJECTED, claim__author=None)
    blanked = Redaction.objects.values("version__article")
    told = ClaimState.objects.filter(decided).exclude(version__source__kind=SourceKind.REGISTER)
    return told.exclude(article__in=blanked)


def _exported(articles: Sequence[int]) -> Iterator[Exported]:
    """Some articles with the decisions on the newest version that has any: offsets count in one text."""
    found: dict[int, list[Claim]] = defaultdict(list)
    rejected = set()
    for state in _decided().filter(article__in=articles).select_related("claim").order_by("article", "claim"):
        found[state.article_id].append(state.claim)
        if state.review == ReviewState.REJECTED:
            rejected.add(state.claim_id)
    readings = _readings(claim for claims in found.values() for claim in claims)
    newest = {article: _newest(claims, readings) for article, claims in found.items()}
    versions = ArticleVersion.objects.select_related("article").in_bulk(list(newest.values()))
    for article, claims in found.items():
        told = Exported(version=versions[newest[article]])
        for at, claim, evidence in _placed(claims, readings, newest[article]):
            rows = told.rejected if claim.pk in rejected else told.claims
            rows.append(gold_of(claim, evidence=evidence, at=at))
        if told.version.published is not None and told.version.day_from not in GUESSES:
            yield told


def _readings(claims: Iterable[Claim]) -> Readings:
    """Where claims, and those that they correct, were read; of several readings of one version the last."""
    wanted = {key for claim in claims for key in (claim.pk, claim.corrects_id) if key}
    rows = Reading.objects.filter(claim__in=wanted).order_by("id")
    columns = rows.values_list("claim", "version", "evidence", "words")
    return {(claim, version): Read(evidence, words) for claim, version, evidence, words in columns}


def _newest(claims: Sequence[Claim], readings: Readings) -> int:
    """The newest version in which one of the claims, or one that they correct, was read."""
    keys = {key for claim in claims for key in (claim.pk, claim.corrects_id)}
    return max(version for claim, version in readings if claim in keys)


def _placed(
    claims: Sequence[Claim], readings: Readings, version: int
) -> list[tuple[tuple[int, int], Claim, list[list[int]]]]:
    """The claims that were read in a version, in the order of their phrases. A correction has the phrase of what it
    corrects, and its own evidence where it was written for that version."""
    placed = []
    for claim in claims:
        own = readings.get((claim.pk, version))
        read = readings.get((claim.corrects_id or claim.pk, version), own)
        if read is not None:
            placed.append((_phrase(read), claim, (own or read).evidence))
    return sorted(placed, key=lambda one: (one[0], one[1].pk))


def _phrase(read: Read) -> tuple[int, int]:
    """The words that a claim counts."""
    for name in PHRASE:
        if name in read.words and read.words[name]["start"] is not None:
            return read.words[name]["start"], read.words[name]["end"]
    return read.evidence[0][0], read.evidence[0][1]


def gold_of(claim: Claim, *, evidence: Sequence[Sequence[int]], at: tuple[int, int]) -> dict[str, Any]:
    """A claim as gold: each field with the one alternative that was accepted."""
    told: dict[str, Any] = {
        "kind": [claim.kind],
        "donors": [sorted(claim.donors)],
        "item": {"names": [claim.item_name] if claim.item_name else [], "categories": [claim.category]},
        "quantity": [[claim.quantity_low, claim.quantity_high]],
        "unit": [claim.unit],
        "basis": [claim.basis],
        "window": [_window(claim)],
        "evidence": [{"start": start, "end": end} for start, end in evidence],
        "at": {"start": at[0], "end": at[1]},
    }
    if claim.value_amount is not None:
        told["value"] = [{"amount": number(claim.value_amount), "currency": claim.value_currency}]
    return told


def _window(claim: Claim) -> dict[str, str | None] | None:
    if claim.window_from is None and claim.window_to is None:
        return None
    ends = {"from": claim.window_from, "to": claim.window_to}
    return {name: day.isoformat() if day else None for name, day in ends.items()}


def gold_files(found: Iterable[Exported]) -> Iterator[tuple[str, bytes]]:
    """The files of an export by their names: for each article its text and its gold, at last the manifest of all."""
    lines = []
    for one in found:
        name = f"{one.version.article_id:09d}"
        text = f"texts/{name}.txt"
        yield text, one.version.text.encode()
        yield f"gold/{name}.json", _json(_labels(one), indent=1)
        lines.append(_json(_line(one.version, file=text)))
    yield "manifest.jsonl", b"".join(lines)


def _labels(one: Exported) -> dict[str, Any]:
    version = one.version
    return {
        "article": str(version.article_id),
        "published": version.published.isoformat() if version.published else None,
        "read": "part",
        "media_type": version.media_type,
        "posts": version.posts,
        "claims": one.claims,
        "rejected": one.rejected,
    }


def _line(version: ArticleVersion, *, file: str) -> dict[str, Any]:
    """The manifest's line of a version. A publisher stands on one line there; `key` is for people."""
    return {
        "id": str(version.article_id),
        "key": version.article.key,
        "file": file,
        "published": version.published.isoformat() if version.published else None,
        "title": version.title,
        "publisher": " ".join(version.publisher.split()),
    }


def _json(value: Any, indent: int | None = None) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=indent) + "\n").encode()
