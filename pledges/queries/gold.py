"""What editors decided about claims is told as gold: labelled articles, in the format of `tests/golden/README.md`.

An accepted claim is a label, a correction the corrected values at the place of the claim that it corrects, a rejected
claim is told as rejected; "unsure" and what nobody judged leave their phrase open, so that every article is "read in
part". Left out are articles that are excluded, that words were taken from, of an unknown or guessed day, and registers,
which the reader does not read.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

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


def exported(*, articles: Collection[int] | None = None) -> Iterator[Exported]:
    """Every article with a decision, of these or of all, in the order of their numbers."""
    wanted = Q() if articles is None else Q(article__in=articles)
    judged = ClaimState.objects.filter(wanted, _decided())
    numbers = list(judged.order_by("article").values_list("article", flat=True).distinct())
    for first in range(0, len(numbers), BATCH):
        yield from _exported(numbers[first : first + BATCH])


def _decided() -> Q:
    """Claims that an editor accepted, wrote or rejected, of articles that may be told. A correction that was refused
    decides nothing: it frees the claim that it corrected."""
    decided = Q(review=ReviewState.ACCEPTED) | Q(review=ReviewState.REJECTED, claim__corrects=None)
    blanked = Redaction.objects.values("version__article")
    told = Q(version__published__isnull=False) & ~Q(version__day_from__in=GUESSES)
    return decided & told & ~Q(version__source__kind=SourceKind.REGISTER) & ~Q(article__in=blanked)


def _exported(articles: Sequence[int]) -> Iterator[Exported]:
    """Some articles with the decisions on the newest version that has any: offsets count in one text."""
    states = ClaimState.objects.filter(_decided(), article__in=articles).select_related("claim")
    by_version: dict[int, dict[int, list[ClaimState]]] = defaultdict(lambda: defaultdict(list))
    for state in states.order_by("pk"):
        by_version[state.article_id][state.version_id].append(state)
    newest = {max(versions): versions[max(versions)] for _, versions in sorted(by_version.items())}
    versions = ArticleVersion.objects.select_related("article").in_bulk(list(newest))
    phrases = _phrases([state.claim for found in newest.values() for state in found], newest)
    for version, found in newest.items():
        told = Exported(version=versions[version])
        for state in sorted(found, key=lambda one: (phrases[one.pk], one.pk)):
            rows = told.rejected if state.review == ReviewState.REJECTED else told.claims
            rows.append(gold_of(state.claim, evidence=state.evidence, at=phrases[state.pk]))
        yield told


def _phrases(claims: Iterable[Claim], versions: Collection[int]) -> dict[str, tuple[int, int]]:
    """For each claim where the words stand that it counts; of a correction, those of the claim that it corrects."""
    source = {claim.pk: claim.corrects_id or claim.pk for claim in claims}
    own = {claim: claim for claim in source}
    readings = Reading.objects.filter(claim__in={*source.values(), *own}, version__in=versions).order_by("id")
    read = {claim: (words, evidence) for claim, words, evidence in readings.values_list("claim", "words", "evidence")}
    return {claim: _phrase(*(read[read_as] if read_as in read else read[claim])) for claim, read_as in source.items()}


def _phrase(words: Mapping[str, Mapping[str, Any]], evidence: Sequence[Sequence[int]]) -> tuple[int, int]:
    for name in PHRASE:
        if name in words and words[name]["start"] is not None:
            return words[name]["start"], words[name]["end"]
    return evidence[0][0], evidence[0][1]


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
