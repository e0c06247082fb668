"""Folds of an account follow each other under its lock, and each writes down the articles that it takes in.

A process that kept an account after one fold reads, at the next, the articles that were taken in since and those that
wait. Under READ COMMITTED that misses nothing: a row of `UnfoldedArticle` is committed with the claims that it tells
of, and is taken before the claims are read; what is committed later stays for the fold that follows.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID

import orjson
from django.db import connection

from pledges.models import AccountFold, UnfoldedArticle

REMEMBERED = 200  # folds of an account; who kept it before them reads it whole
MANY = 500  # articles of one fold; who kept the account before it reads it whole


class Turn(NamedTuple):
    """One fold of an account."""

    number: int
    token: UUID


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


def taken_in_since(turns: Mapping[int, Turn]) -> dict[int, list[set[int]]]:
    """The articles of each fold of some accounts after those at `turns`, in order; no account where it isn't known."""
    found: dict[int, list[set[int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT fold.account_id, fold.token, fold.articles
                FROM unnest(%s::bigint[], %s::bigint[]) AS known (account, number)
                JOIN {_table(AccountFold)} fold ON fold.account_id = known.account AND fold.number >= known.number
                ORDER BY fold.account_id, fold.number""",
            [list(turns), [turn.number for turn in turns.values()]],
        )
        folds: defaultdict[int, list[tuple[UUID, list[int] | None]]] = defaultdict(list)
        for account, token, articles in cursor:
            folds[account].append((token, articles))
    for account, ((token, _), *later) in folds.items():
        if token == turns[account].token and all(articles is not None for _, articles in later):
            found[account] = [set(articles or ()) for _, articles in later]
    return found


def write_down(taken: Mapping[int, Collection[int]]) -> dict[int, Turn]:
    """That some accounts are folded, each with the articles that it took in; the latest stay known."""
    rows = [
        {"account": account, "articles": sorted(articles) if len(articles) <= MANY else None}
        for account, articles in taken.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {_table(AccountFold)} (account_id, number, token, articles)
                SELECT account, coalesce((SELECT max(number) FROM {_table(AccountFold)} WHERE account_id = account), 0)
                    + 1, gen_random_uuid(), articles
                FROM jsonb_to_recordset(%s) AS folded (account bigint, articles bigint[])
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


def _table(model: type[AccountFold] | type[UnfoldedArticle]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
