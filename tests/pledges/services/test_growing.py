"""An account that is folded again and again by what changed holds the rows that a fold of everything would write."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from pledges.domain.claims import Claim as ClaimValue
from pledges.domain.claims import Item
from pledges.domain.values import Basis, Kind, Quantity, Sharing
from pledges.models import (
    Account,
    ArticleVersion,
    Claim,
    Decision,
    EntryClaim,
    HeldClaim,
    LedgerEntry,
    LedgerLine,
    LedgerProblem,
    Link,
    Relation,
    Rollup,
)
from pledges.services import ledger
from pledges.services.judging import judge, link, undo, withdraw_link
from pledges.services.kept import Store
from pledges.services.rebuilding import rebuild_accounts
from pledges.services.redaction import exclude, include_again, redact
from tests.pledges.stories import DAY, article, claim, read

pytestmark = pytest.mark.usefixtures("seeded")

NUMBERS = ("two", "four", "six", "ten", "fourteen", "twenty", "ninety")
QUANTITIES = (2, 4, 6, 10, 14, 20, 90_000)  # the last is held
DONORS = (("DE",), ("PL",), ("DE", "PL"), ("EU",), ())
ITEMS = (*(Item(name=name, category="main-battle-tank") for name in ("Leopard 2", "Leopard 1", None)),)
ROWS = ((LedgerEntry, "entry"), (LedgerLine, "line"), (LedgerProblem, "problem"), (Rollup, "rollup"), (HeldClaim, "pk"))


class Newsroom:
    """Does one thing after another at random, as the doors of the service do them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.versions: list[ArticleVersion] = []
        self.readings = 0
        self.editor = User.objects.create(username=f"editor-{seed}")
        self.acts: tuple[Callable[[], object], ...] = (
            *([self.add] * 5), self.reread, self.accept, self.reject, self.undo, self.join, self.join, self.part,
            self.exclude, self.redact, self.copy, self.roll_back,
        )  # fmt: skip

    def act(self) -> str:
        done = self.chance.choice(self.acts)
        done()
        return done.__name__

    def add(self) -> None:
        number = len(self.versions)
        words = [f"Report {number} tells of {word} tanks" for word in NUMBERS]
        text = ". ".join(words) + "."
        day = DAY + timedelta(days=self.chance.randint(0, 400))
        publisher = self.chance.choice(("Reuters", "The Courier", "The Ministry"))
        version = article(key=f"growing-{number}", text=text, published=day, publisher=publisher)
        self.versions.append(version)
        self.read(version)

    def read(self, version: ArticleVersion) -> None:
        self.readings += 1
        told = self.chance.sample(range(len(NUMBERS)), self.chance.randint(1, 4))
        read(version, [self.claim(version, at) for at in told], extractor=f"reading-{self.readings}")

    def claim(self, version: ArticleVersion, at: int) -> ClaimValue:
        chance, number = self.chance, QUANTITIES[at]
        donors = chance.choice(DONORS)
        known = Quantity(low=number, high=chance.choice((number, number, None)))
        return claim(
            version,
            f"tells of {NUMBERS[at]} tanks",
            kind=chance.choices((Kind.PLEDGE, Kind.DELIVERY, Kind.DISPATCH, Kind.CANCELLATION), (6, 3, 1, 1))[0],
            donors=donors,
            sharing=chance.choice((Sharing.JOINT, Sharing.EACH)) if len(donors) > 1 else None,
            item=chance.choice(ITEMS),
            quantity=known if chance.random() < 0.85 else Quantity(),
            basis=chance.choices((Basis.UNSTATED, Basis.INCREMENT, Basis.CUMULATIVE), (6, 3, 2))[0],
        )

    def any_claim(self) -> Claim | None:
        return self.chance.choice(list(Claim.objects.filter(state__isnull=False).order_by("pk")) or [None])

    def reread(self) -> None:
        if self.versions:
            self.read(self.chance.choice(self.versions))

    def accept(self) -> None:
        self.judge(Decision.ACCEPTED)

    def reject(self) -> None:
        self.judge(Decision.REJECTED)

    def judge(self, decision: Decision) -> None:
        if (one := self.any_claim()) is not None:
            judge(claim=one, decision=decision, by=self.editor)

    def undo(self) -> None:
        if (one := self.any_claim()) is not None:
            undo(claim=one, by=self.editor)

    def join(self) -> None:
        one, other = self.any_claim(), self.any_claim()
        if one is not None and other is not None and one != other:
            link(one=one, other=other, relation=self.chance.choice((Relation.SAME, Relation.DIFFERENT)), by=self.editor)

    def part(self) -> None:
        standing = Link.objects.filter(withdraws__isnull=True, withdrawn_by__isnull=True).order_by("pk").first()
        if standing is not None:
            withdraw_link(link=standing, by=self.editor)

    def exclude(self) -> None:
        if self.versions:
            version = self.chance.choice(self.versions)
            done = self.chance.choice((exclude, include_again))
            done(version=version, by=self.editor, why="a test")

    def redact(self) -> None:
        if self.versions:
            version = self.chance.choice(self.versions)
            redact(version=version, start=0, end=6, by=self.editor, why="a test")

    def copy(self) -> None:
        """The same text of another publisher."""
        if self.versions:
            told = self.chance.choice(self.versions)
            version = article(key=f"copy-{self.readings}", text=told.text, published=DAY, publisher="The Copier")
            self.versions.append(version)
            self.read(version)

    def roll_back(self) -> None:
        """What another transaction would have seen is undone before it ends."""
        before = list(self.versions)
        with transaction.atomic():
            self.add()
            transaction.set_rollback(True)
        self.versions = before


def rows() -> dict[str, Any]:
    """Everything projected, by content."""
    stored: dict[str, Any] = {
        model.__name__: sorted(model._default_manager.values_list("standing" if key != "pk" else "line", "digest"))
        for model, key in ROWS
    }
    return stored | {"claims": sorted(EntryClaim.objects.values_list("entry__standing", "entry__entry", "claim"))}


@pytest.mark.parametrize("seed", range(6))
def test_rows_that_grew_are_those_made_afresh(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """By one process, or (the even seeds) by two in turn, of which each keeps what it folded last."""
    newsroom = Newsroom(seed)
    stores = [Store(settings.CLAIMS_KEPT) for _ in range(1 if seed % 2 else 2)]
    done = []
    for _ in range(24):
        monkeypatch.setattr(ledger, "STORE", newsroom.chance.choice(stores))
        done.append(newsroom.act())
        grown = rows()
        if newsroom.chance.random() < 0.4:
            rebuild_accounts(accounts=list(Account.objects.values_list("pk", flat=True)), afresh=True)
            assert rows() == grown, done
    rebuild_accounts(accounts=list(Account.objects.values_list("pk", flat=True)), afresh=True)
    assert rows() == grown, done
    assert grown["LedgerEntry"]


def test_what_another_process_wrote_and_a_change_undid_is_written_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that undoes it kept the account from before, when all was as it will be."""
    one, other = Store(settings.CLAIMS_KEPT), Store(settings.CLAIMS_KEPT)
    newsroom = Newsroom(0)
    for store in (one, other):
        monkeypatch.setattr(ledger, "STORE", store)
        newsroom.add()
    monkeypatch.setattr(ledger, "STORE", one)
    newsroom.add()
    before, claims = rows(), list(Claim.objects.filter(state__live=True))
    monkeypatch.setattr(ledger, "STORE", other)
    for told in claims:
        judge(claim=told, decision=Decision.REJECTED, by=newsroom.editor)
    assert not rows()["LedgerEntry"]
    monkeypatch.setattr(ledger, "STORE", one)
    for told in claims:
        undo(claim=told, by=newsroom.editor)
    assert rows() == before
