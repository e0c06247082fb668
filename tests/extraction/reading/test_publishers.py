"""A government's house speaks for its state: its "we" gives."""

from datetime import date

import pytest

from extraction.reading import Document, Reader

TEXT = "We are donating 14 more field ambulances to Ukraine."


@pytest.mark.parametrize(
    ("publisher", "donors"),
    [
        ("Ministry of Defence of Norway", ("NO",)),
        ("Government of the Netherlands", ("NL",)),
        ("The White House", ("US",)),
        ("The Norway Gazette and Shipping News", ()),
        ("Sample Wire", ()),
    ],
)
def test_reads_who_we_are_from_the_publisher(reader: Reader, publisher: str, donors: tuple[str, ...]) -> None:
    document = Document(article="a", text=TEXT, published=date(2023, 5, 2), publisher=publisher)
    ((claim,),) = reader.read([document])
    assert claim.donors == donors
