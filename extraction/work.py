"""A version is read with the catalogue as it stands; the reader is built once and follows the catalogue."""

from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from extraction.reading import EXTRACTOR_VERSION, Document, Reader
from pledges.models import ArticleVersion, Run
from pledges.queries.catalogue import current_catalogue
from pledges.services.readings import record_run


def extract_version(*, version_id: int) -> Run:
    """Read one version and record the run; claims that were read before keep their rows and verdicts."""
    started_at = timezone.now()
    version = ArticleVersion.objects.select_related("article").get(pk=version_id)
    catalogue = current_catalogue()
    document = Document(
        article=version.article.key,
        text=version.text,
        published=version.published,
        title=version.title,
        publisher=version.publisher,
    )
    (claims,) = reader_for(catalogue.revision).read([document])
    return record_run(
        version=version,
        claims=claims,
        extractor=EXTRACTOR_VERSION,
        catalogue=catalogue.revision,
        started_at=started_at,
    )


@lru_cache(maxsize=1)
def reader_for(revision: str) -> Reader:
    """The reader for a revision of the catalogue. The language model itself is loaded once a process."""
    return Reader.build(catalogue=current_catalogue(), model=settings.SPACY_MODEL or None)


def warm_up() -> None:
    """Load the model and the catalogue before the workers fork, so that they share the memory."""
    reader_for(current_catalogue().revision)
