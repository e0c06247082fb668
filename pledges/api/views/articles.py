"""Articles: what was published and stored, and how many claims it makes; the text itself is for editors."""

from collections.abc import Sequence
from functools import partial

from django.db.models import Q
from rest_framework.request import Request
from rest_framework.response import Response

from pledges.api import catalogue_parameters as names
from pledges.api import parameters, shapes
from pledges.api.doors import Detail, Listing
from pledges.api.paging import page_items, page_rows
from pledges.api.rendering import is_editor
from pledges.domain.notes import NoteKind
from pledges.queries import articles as queries
from pledges.queries.catalogue import current_catalogue
from pledges.queries.claims import ClaimFilter, Keyed
from pledges.queries.notes import counts_by_note

NOTE = parameters.choice("note", [kind.value for kind in NoteKind], "Only articles whose reading has such a note.")
FILTERS = ("article", "donor", "system", "category", "recipient", "known_at", "recorded_at", "role")


class Articles(Listing):
    """Articles as they read now, the newest first and those of an unknown day last; with a donor, system, category or
    recipient, those that say something of it which stands."""

    operation = "articles_list"
    shape = shapes.Article
    filters = (
        names.ARTICLE,
        names.DONOR,
        names.SYSTEM,
        names.CATEGORY,
        names.RECIPIENT,
        parameters.KNOWN_AT,
        parameters.RECORDED_AT,
        parameters.ROLE,
        NOTE,
    )
    orders = queries.ORDERS
    order = "-published"

    def get(self, request: Request) -> Response:
        values = self.read(request)
        order, cursor, size = self.way(values)
        wanted = ClaimFilter(**{name: values[name] for name in FILTERS if name in values})
        fetch = partial(_fetch, wanted, values.get("note"))
        found = page_rows(fetch, order=(queries.by_day(order), "article"), cursor=cursor, size=size)
        return Response(self.page(request, values, found))


def _fetch(wanted: ClaimFilter, note: str | None, beyond: Q, order: Sequence[str], limit: int) -> list[Keyed]:
    return queries.articles_at(wanted, current_catalogue(), note=note, beyond=beyond, order=order, limit=limit)


class OneArticle(Detail):
    """One article with all its versions and the copies of its text; the texts, and which answers of which addresses
    brought them, only to editors."""

    operation = "articles_read"
    shape = shapes.ArticleInFull

    def get(self, request: Request, article: int) -> Response:
        values = self.read(request)
        found = queries.article_of(article, with_text=is_editor(request))
        return self.answer(found, values, missing=f"There is no article {article}.")


class Notes(Listing):
    """How many articles, as they read now, have each kind of reading note, and how many things that were offered."""

    operation = "notes_list"
    shape = shapes.NoteCount
    orders = ("kind", "articles", "offers")
    order = "kind"

    def get(self, request: Request) -> Response:
        values = self.read(request)
        order, cursor, size = self.way(values)
        found = page_items(counts_by_note(), order=order, ident=lambda row: str(row["kind"]), cursor=cursor, size=size)
        return Response(self.page(request, values, found))
