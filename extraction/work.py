"""A version is read with the catalogue as it stands; the model is loaded once a process, at its first use."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from django.conf import settings
from django.utils import timezone

from extraction.explain import Explanation, explain
from extraction.judging.judge import judge_of
from extraction.reading import Document, Reader
from extraction.reading.reader import Trace
from pledges.domain.catalogue import Catalogue
from pledges.domain.notes import GUESSES, Note, NoteKind
from pledges.domain.posts import posts_from_json
from pledges.models import ArticleVersion, Run
from pledges.queries.catalogue import current_catalogue
from pledges.services.readings import record_runs
from pledges.services.stale import Folding


def extract_version(*, version_id: int) -> Run:
    """Read one version and record the run; claims that were read before keep their rows and verdicts."""
    (run,) = extract_versions(version_ids=[version_id])
    return run


def extract_versions(*, version_ids: Sequence[int], folding: Folding = Folding.NOW) -> list[Run]:
    """Read some versions and record their runs in one transaction: all of them, or none where one can't be read."""
    started_at = timezone.now()
    versions = ArticleVersion.objects.select_related("article").in_bulk(version_ids)
    if missing := set(version_ids) - versions.keys():
        raise ArticleVersion.DoesNotExist(f"there is no version {min(missing)}")
    catalogue = current_catalogue()
    reader = reader_for(catalogue)
    with _HELD.reading:
        traces = {pk: reader.trace(document_of(versions[pk])) for pk in version_ids}
    return record_runs(
        readings=[(versions[pk], traced.claims) for pk, traced in traces.items()],
        notes={pk: notes_of(traced) for pk, traced in traces.items()},
        extractor=reader.version,
        catalogue=catalogue.revision,
        started_at=started_at,
        folding=folding,
    )


def notes_of(traced: Trace) -> list[Note]:
    """What has to be known of a reading: tables of gifts that were not read in full."""
    return [Note(kind=NoteKind.TABLE_NOT_READ, detail=left) for left in traced.tables_left]


def explain_version(version: ArticleVersion) -> tuple[Explanation, str, str]:
    """How a version reads today, by which extractor, and with which revision of the catalogue. Nothing is stored."""
    catalogue = current_catalogue()
    return explain(trace(document_of(version), catalogue)), reader_for(catalogue).version, catalogue.revision


def trace(document: Document, catalogue: Catalogue) -> Trace:
    """All that is found, made and left out in a document. Threads may call it at once."""
    reader = reader_for(catalogue)
    with _HELD.reading:
        return reader.trace(document)


def document_of(version: ArticleVersion) -> Document:
    """A stored version, to be read. From a day that is a guess no time is counted."""
    return Document(
        article=version.article.key,
        text=version.text,
        published=None if version.day_from in GUESSES else version.published,
        title=version.title,
        publisher=version.publisher,
        posts=posts_from_json(version.posts),
        media_type=version.media_type,
    )


@dataclass(slots=True)
class _Held:
    """What this process has loaded: nothing, or one reader with the catalogue that was asked for last.

    One text is read at a time: the threads of a web process share the model, which makes no promise to threads.
    """

    reader: Reader | None = None
    loading: Lock = field(default_factory=Lock)
    reading: Lock = field(default_factory=Lock)


_HELD = _Held()


def reader_for(catalogue: Catalogue) -> Reader:
    """The reader with a catalogue; where only the catalogue has moved, the model stays loaded."""
    with _HELD.loading:
        if _HELD.reader is None:
            _HELD.reader = Reader.build(
                catalogue=catalogue, model=settings.SPACY_MODEL or None, judge=judge_of(settings.JUDGE_WEIGHTS)
            )
        elif _HELD.reader.catalogue.revision != catalogue.revision:
            _HELD.reader = _HELD.reader.with_catalogue(catalogue)
        return _HELD.reader


def warm_up() -> None:
    """Load the model and the catalogue before the workers fork, so that they share the memory."""
    reader_for(current_catalogue())
