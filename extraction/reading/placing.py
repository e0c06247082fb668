"""A draft becomes a claim at its place in the stored text: the hash of its sentence, the occurrence, the ordinal."""

import hashlib
from collections import Counter
from typing import Any

from extraction.reading.confidence import confidence
from extraction.reading.documents import Document
from extraction.reading.drafts import Draft
from extraction.reading.readable import Readable
from extraction.reading.segments import Sentence
from pledges.domain.claims import Claim, Item, Place, Words
from pledges.domain.values import Sharing, Span


def place(document: Document, shown: Readable, pieces: list[Sentence], drafts: list[Draft]) -> list[Claim]:
    """Drafts as claims, each at its place: the hash of its sentence, the occurrence and the ordinal in it."""
    hashes = [sentence_hash(piece.text) for piece in pieces]
    seen: Counter[str] = Counter()
    occurrence = []
    for digest in hashes:
        occurrence.append(seen[digest])
        seen[digest] += 1
    ordinals: Counter[int] = Counter()
    claims = []
    for draft in drafts:
        number = draft.scene.sentence.ordinal
        where = Place(
            article=document.article, sentence=hashes[number], occurrence=occurrence[number], ordinal=ordinals[number]
        )
        ordinals[number] += 1
        claims.append(_claim(document, shown, draft, where))
    return claims


def sentence_hash(text: str) -> str:
    """SHA-256 of a sentence, case-folded and with its white space made single."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


def _claim(document: Document, shown: Readable, draft: Draft, where: Place) -> Claim:
    fields: dict[str, Any] = {name: _stored(words, document.text, shown) for name, words in draft.words.items()}
    return Claim(
        article=document.article,
        place=where,
        kind=draft.kind,
        donors=draft.donors,
        item=Item(name=draft.name, category=draft.category),
        quantity=draft.quantity,
        recipient=draft.recipient,
        sharing=(draft.sharing or Sharing.UNCLEAR) if len(draft.donors) > 1 else None,
        parties=draft.parties,
        basis=draft.basis,
        value=draft.value,
        scope=draft.scope,
        replaces=draft.replaces,
        window=draft.window,
        announced=draft.announced,
        terms=draft.terms,
        certainty=draft.certainty,
        evidence=tuple(shown.span(span.start, span.end) for span in _tidy([*draft.spans, *_proving(draft)])),
        confidence=confidence(draft.marks) if draft.chance is None else round(draft.chance, 2),
        words=fields,
    )


def _stored(words: Words, text: str, shown: Readable) -> Words:
    """The words of a field as they are stored, with the marks that stand in them."""
    if words.span is None:
        return words
    span = shown.span(words.span.start, words.span.end)
    return Words(text=text[span.start : span.end], span=span, rule=words.rule)


def _proving(draft: Draft) -> list[Span]:
    """The words of donors, worth and times that stand outside the clause but prove a field."""
    spans = (
        draft.words[name].span
        for name in ("donors", "value", "scope", "replaces", "window", "announced")
        if name in draft.words
    )
    return [span for span in spans if span is not None]


def _tidy(spans: list[Span]) -> list[Span]:
    """Spans in text order, those that overlap joined."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(start=out[-1].start, end=max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
