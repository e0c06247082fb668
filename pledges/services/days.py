"""A person gives an article its day: the act is appended, and the same text is stored as a version of that day."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import User
from django.utils import timezone

from pledges.domain.notes import ABOUT_THE_DAY, EARLIEST, KEEPS_UNREAD, DayFrom, Note, NoteKind
from pledges.domain.posts import posts_from_json
from pledges.models import Article, ArticleVersion, DayGiven
from pledges.queries.days import given_day
from pledges.services.articles import Offer, store
from pledges.services.asked_work import ask_to_read
from pledges.services.standing import refresh_article
from pledges.services.transactions import in_one_transaction


class NoSuchDay(ValueError):
    """A day that can't be the article's; the message says why."""


@in_one_transaction
def give_day(*, article: Article, published: date, by: User, why: str = "") -> ArticleVersion:
    """Say on which day an article was published, and have its text read with it. Doing it twice is once.

    Its claims count from that day on at once; what its times mean is known when the version that is returned has been
    read. Raises NoSuchDay for a day in the future or before there was such news, for an article of which no text is
    stored, and for a redacted one: a new version of it would forget what must not come back.
    """
    _refuse_impossible(published)
    article = Article.objects.select_for_update().get(pk=article.pk)
    newest = article.sightings.order_by("-id").select_related("version__article").first()
    if newest is None:
        raise NoSuchDay(f"{article.key}: no text of it is stored")
    version = newest.version
    if given_day(article=article.pk) == published and version.published == published:
        return version
    if version.redactions.exists():
        raise NoSuchDay(f"{article.key}: words of it were blanked, so it can't be stored again with another day")
    DayGiven.objects.create(article=article, published=published, by=by, why=why.strip())
    dated, _ = store(offer=_offer_of(version, published=published, by=by))
    refresh_article(article=article)
    if not dated.runs.exists() and not dated.notes.filter(kind__in=KEEPS_UNREAD).exists():
        ask_to_read(version=dated)
    return dated


def _refuse_impossible(published: date) -> None:
    today = timezone.now().date()
    if published > today:
        raise NoSuchDay(f"{published} lies in the future; today is {today}")
    if published < EARLIEST:
        raise NoSuchDay(f"{published} lies before {EARLIEST}, and no article here is as old")


def _offer_of(version: ArticleVersion, *, published: date, by: User) -> Offer:
    """A stored version offered again, with the day that a person gives it."""
    given = Note(kind=NoteKind.DAY_GIVEN, detail=f"{by.get_username()} gave {published} as its day")
    return Offer(
        key=version.article.key,
        text=version.text,
        published=published,
        title=version.title,
        publisher=version.publisher,
        url=version.article.url,
        media_type=version.media_type,
        day_from=DayFrom.PERSON,
        posts=posts_from_json(version.posts),
        language=version.language,
        notes=(*_others(version), given),
    )


def _others(version: ArticleVersion) -> Iterable[Note]:
    """The notes of a version that say nothing of its day."""
    for kind, detail in version.notes.values_list("kind", "detail"):
        if kind not in ABOUT_THE_DAY:
            yield Note(kind=NoteKind(kind), detail=detail)
