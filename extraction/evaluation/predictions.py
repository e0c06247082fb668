"""Claims to be scored come from the reader, or as the extract command printed them; both are the same values."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from extraction.evaluation.corpus import Article, InputError, json_lines
from extraction.evaluation.notes import Note
from extraction.reading import Document, Reader, TextTooLong
from pledges.domain.claims import Claim, Place, claim_from_json


def read_claims(reader: Reader, articles: Sequence[Article]) -> dict[str, list[Claim]]:
    """What the reader makes of each article, by its id. Raises InputError for a text that it refuses."""
    return read_documents(reader, [document_of(article) for article in articles])


def document_of(article: Article) -> Document:
    """An article to measure on, as it is read."""
    return Document(
        article=article.id,
        text=article.text,
        published=article.published,
        title=article.title,
        publisher=article.publisher,
        posts=article.posts,
        media_type=article.media_type,
    )


def read_notes(reader: Reader, notes: Sequence[Note]) -> dict[str, list[Claim]]:
    """What the reader makes of each note, by its id. The donor is the analyst's column, not the note's publisher."""
    documents = [Document(article=note.id, text=note.text, published=note.published) for note in notes]
    return read_documents(reader, documents)


def read_documents(reader: Reader, documents: Sequence[Document]) -> dict[str, list[Claim]]:
    try:
        return dict(zip((document.article for document in documents), reader.read(documents), strict=True))
    except TextTooLong as error:
        raise InputError(str(error)) from error


def load_predictions(path: Path, articles: Sequence[Article]) -> Mapping[str, list[Claim]]:
    """Claims as printed by `extract`. Raises InputError naming the line of a claim that is malformed or unasked for."""
    known = {article.id for article in articles}
    claims: dict[str, list[Claim]] = {article: [] for article in known}
    for number, row in json_lines(path):
        try:
            place = Place(article=row["article"], sentence="", occurrence=0, ordinal=number)
            claim = claim_from_json(row, place=place)
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"{path}: line {number}: not a claim: {type(error).__name__}: {error}") from error
        if claim.article in known:
            claims[claim.article].append(claim)
    return claims
