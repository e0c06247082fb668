"""A command reads with the model that it was given, or says in one line why that cannot be loaded."""

from django.conf import settings
from django.core.management.base import CommandError

from extraction.judging.judge import Judge, judge_of
from extraction.judging.weights import WeightsError
from extraction.reading import Reader
from extraction.reading.documents import LONGEST_TEXT
from pledges.domain.catalogue import Catalogue


def reader_with(*, model: str | None, catalogue: Catalogue, limit: int = LONGEST_TEXT) -> Reader:
    """The reader with a model by package name or path, None for the packaged one. Raises CommandError without it."""
    try:
        return Reader.build(catalogue=catalogue, model=model, limit=limit, judge=judge_in_use())
    except (OSError, ValueError, ImportError) as error:  # spaCy raises either, by what is missing or broken
        if model is None:
            raise
        reason = " ".join(str(error).split()) or type(error).__name__
        raise CommandError(f"--model {model}: cannot be loaded: {reason}") from error


def judge_in_use() -> Judge:
    """The judge by the weights that the setting names, else those of this version. Raises CommandError without them."""
    try:
        return judge_of(settings.JUDGE_WEIGHTS)
    except WeightsError as error:
        raise CommandError(str(error)) from error
