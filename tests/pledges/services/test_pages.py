"""What asking for a page led to is told by one intake."""

import pytest
from django.utils import timezone

from pledges.models import Intake, IntakeOutcome, Page
from pledges.services.pages import record_folded
from tests.pledges import stories

pytestmark = pytest.mark.django_db
ADDRESS = "https://news.example/a/amp"


def test_an_intake_that_was_broken_off_is_closed_by_what_follows() -> None:
    page = Page.objects.create(address=ADDRESS, host="news.example:443")
    broken_off = Intake.objects.create(locator=ADDRESS, key="https://news.example/a")
    article = stories.article(key="https://news.example/a").article
    record_folded(page=page, now=timezone.now(), article=article, given={"url": ADDRESS}, notes=[])
    assert list(Intake.objects.values_list("pk", "outcome")) == [(broken_off.pk, IntakeOutcome.UNCHANGED)]
