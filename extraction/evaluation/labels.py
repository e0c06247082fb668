"""Labels say what is known of an article: its claims, what was rejected, and whether all of it was read."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extraction.evaluation.corpus import Article, InputError
from extraction.evaluation.gold import GoldClaim, gold_claim, span_of
from pledges.domain.posts import Post, posts_from_json
from pledges.domain.values import Span

WHOLE, PART = "whole", "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """A phrase of which somebody said that it makes no such claim. `claim`: what was read there, where it is told."""

    at: Span
    claim: GoldClaim | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What somebody said of an article. `whole`: it was read to its end, and what is not listed is no claim; else
    only the phrases that are listed are decided. `file` is where it is said; `posts` and `media_type` are the text's.
    """

    article: str
    claims: tuple[GoldClaim, ...]
    rejected: tuple[Rejection, ...] = ()
    whole: bool = True
    file: str = ""
    posts: tuple[Post, ...] = ()
    media_type: str = "text/plain"

    @property
    def decided(self) -> tuple[Span, ...] | None:
        """The phrases that are decided; None: all."""
        if self.whole:
            return None
        accepted = [span for claim in self.claims for span in ([claim.at] if claim.at else claim.evidence)]
        return (*accepted, *(one.at for one in self.rejected))

    def of(self, article: Article) -> Article:
        """An article as it was read when these were said. Raises InputError for a place that its text has not."""
        spans = [(f"claim {number}", span) for number, one in enumerate(self.claims, 1) for span in places_of(one)]
        spans += [(f"rejected {number}", one.at) for number, one in enumerate(self.rejected, 1)]
        for what, span in spans:
            if span.end > len(article.text):
                raise InputError(
                    f"{self.file}: {what}: {span.start}..{span.end} lies outside the text of"
                    f" {len(article.text)} characters"
                )
        return replace(article, posts=self.posts, media_type=self.media_type)


def places_of(claim: GoldClaim) -> Sequence[Span]:
    """Its evidence, and its phrase where that is told."""
    return (*claim.evidence, claim.at) if claim.at else claim.evidence


def load_labels(folder: Path) -> dict[str, Labels]:
    """Article id to its labels, in the order of the ids. Raises InputError naming file and claim."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise InputError(f"{folder}: no gold files (*.json)")
    found: dict[str, Labels] = {}
    for path in files:
        labels = read_labels(path)
        if labels.article in found:
            raise InputError(f"{path}: a second gold file for article {labels.article!r}")
        found[labels.article] = labels
    return dict(sorted(found.items()))


def load_gold(folder: Path) -> dict[str, tuple[GoldClaim, ...]]:
    """Article id to its gold claims, to measure by. Raises InputError as `load_labels`, and for what was read in part:
    what is not listed there may be a claim, so that nothing can be counted."""
    found = load_labels(folder)
    for labels in found.values():
        if not labels.whole:
            raise InputError(f"{labels.file}: was read in part: it can teach (manage.py train --gold), not measure")
    return {article: labels.claims for article, labels in found.items()}


def read_labels(path: Path) -> Labels:
    """One gold file."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        article, rows, rejected = data["article"], list(data["claims"]), list(data.get("rejected") or ())
        if not isinstance(article, str):
            raise TypeError("article is not a string")
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{path}: not a gold file: {type(error).__name__}: {error}") from error
    return Labels(
        article=article,
        claims=_each(rows, gold_claim, where=f"{path}: claim"),
        rejected=_each(rejected, _rejection, where=f"{path}: rejected"),
        whole=_read(data, where=str(path)) == WHOLE,
        file=str(path),
        **_form(data, where=str(path)),
    )


def _each[T](rows: Sequence[Any], read: Callable[..., T], *, where: str) -> tuple[T, ...]:
    """Each row as a value; what is malformed is named by its number."""
    found = []
    for number, row in enumerate(rows, 1):
        named = f"{where} {number}"
        try:
            found.append(read(row, where=named))
        except InputError:
            raise
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError(f"{named}: {type(error).__name__}: {error}") from error
    return tuple(found)


def _rejection(row: Mapping[str, Any], *, where: str) -> Rejection:
    """A rejected claim, or only its phrase."""
    if "kind" not in row:
        return Rejection(at=span_of(row), claim=None)
    claim = gold_claim(row, where=where)
    return Rejection(at=claim.at or claim.evidence[0], claim=claim)


def _read(data: Mapping[str, Any], *, where: str) -> str:
    """How far it was read; absent: whole."""
    read = data.get("read", WHOLE)
    if read not in (WHOLE, PART):
        raise InputError(f"{where}: read is {read!r}, where {WHOLE!r} or {PART!r} is meant")
    return str(read)


def _form(data: Mapping[str, Any], *, where: str) -> dict[str, Any]:
    """The dated parts of the text, and its media type, where they are told."""
    try:
        posts = posts_from_json(data.get("posts") or ())
    except (TypeError, ValueError) as error:
        raise InputError(f"{where}: posts: {type(error).__name__}: {error}") from error
    return {"posts": posts, "media_type": str(data.get("media_type") or "text/plain")}
