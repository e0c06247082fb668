"""Folds of an account follow each other under its lock, and each writes down what it takes in and where it wrote.

A process that kept an account after one fold reads, at the next, the articles that were taken in since and those that
wait, and looks at the rows that others wrote meanwhile. Under READ COMMITTED that misses nothing: a row of
`UnfoldedArticle` is committed with the claims that it tells of, and is taken before the claims are read; what is
committed later stays for the fold that follows.
"""

from collections.abc import Collection, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

import orjson
from django.db import connection

from pledges.domain.judgements import Standing
from pledges.models import AccountFold, UnfoldedArticle
from pledges.services.places import Places

REMEMBERED = 200  # folds of an account; who kept it before them reads it whole
MANY = 500  # articles of one fold; who kept the account before it reads it whole
MANY_PLACES = 3000  # rows that one fold looked at; who kept the account before it looks at all


type PlacesByStanding = Mapping[Standing, Places]


class Turn(NamedTuple):
    """One fold of an account."""

    number: int
    token: UUID


class Fold(NamedTuple):
    """What a fold took in, and where it wrote; None where that was too much to write down."""

    articles: Collection[int]
    places: PlacesByStanding | None


def take_unfolded(*, accounts: Collection[int]) -> dict[int, set[int]]:
    """The articles that wait to be taken in by the accounts; the caller holds their locks, and folds them."""
    found: dict[int, set[int]] = {account: set() for account in accounts}
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {_table(UnfoldedArticle)} WHERE account_id = ANY(%s) RETURNING account_id, article_id",
            [list(accounts)],
        )
        for account, article in cursor:
            found[account].add(article)
    return found


def folds_since(turns: Mapping[int, Turn]) -> dict[int, list[Fold]]:
    """The folds of some accounts after those at `turns`, in order; no account where it isn't known what they took."""
    found: dict[int, list[Fold]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT fold.account_id, fold.token, fold.articles, fold.places::text
                FROM unnest(%s::bigint[], %s::bigint[]) AS known (account, number)
                JOIN {_table(AccountFold)} fold ON fold.account_id = known.account AND fold.number >= known.number
                ORDER BY fold.account_id, fold.number""",
            [list(turns), [turn.number for turn in turns.values()]],
        )
        rows = cursor.fetchall()
    for account, folds in groupby(rows, key=itemgetter(0)):
        (_, token, *_), *later = folds
        if token == turns[account].token and all(articles is not None for _, _, articles, _ in later):
            found[account] = [Fold(articles, _places(text)) for _, _, articles, text in later]
    return found


def write_down(folds: Mapping[int, Fold]) -> dict[int, Turn]:
    """That some accounts are folded, each with what it took in and where it wrote; the latest stay known."""
    rows = [
        {"account": account, "articles": sorted(articles) if len(articles) <= MANY else None, "places": _text(places)}
        for account, (articles, places) in folds.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {_table(AccountFold)} (account_id, number, token, articles, places)
                SELECT account, coalesce((SELECT max(number) FROM {_table(AccountFold)} WHERE account_id = account), 0)
                    + 1, gen_random_uuid(), articles, places
                FROM jsonb_to_recordset(%s) AS folded (account bigint, articles bigint[], places jsonb)
                RETURNING account_id, number, token""",
            [orjson.dumps(rows).decode()],
        )
        turns = {account: Turn(number, token) for account, number, token in cursor.fetchall()}
        cursor.execute(
            f"""DELETE FROM {_table(AccountFold)} fold
                USING unnest(%s::bigint[], %s::bigint[]) AS past (account, number)
                WHERE fold.account_id = past.account AND fold.number <= past.number""",
            [list(turns), [turn.number - REMEMBERED for turn in turns.values()]],
        )
    return turns


def _text(places: PlacesByStanding | None) -> dict[str, dict[str, list[str]]] | None:
    if places is None or sum(map(len, places.values())) > MANY_PLACES:
        return None
    return {standing.value: one.to_json() for standing, one in places.items()}


def _places(text: str | None) -> PlacesByStanding | None:
    if text is None:
        return None
    return {Standing(standing): Places.from_json(keys) for standing, keys in orjson.loads(text).items()}


def _table(model: type[AccountFold] | type[UnfoldedArticle]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
