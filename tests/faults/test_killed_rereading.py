"""Killing `manage.py reread` at any moment loses nothing: batches stand whole, and the next run queues the rest."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from extraction import rereading
from pledges.models import Article, ArticleVersion, Job, JobState, Run, Sighting, Source
from tests.workers import ROOT, environment_of_tests

BATCHES = 20


def archive() -> None:
    """Articles that an earlier extractor read, stored in bulk."""
    number = BATCHES * rereading.BATCH
    source = Source.objects.create(slug="paper", name="Paper")
    articles = Article.objects.bulk_create([Article(key=f"a{n}") for n in range(number)])
    versions = ArticleVersion.objects.bulk_create(
        [
            ArticleVersion(
                article=article, sha256=f"{n:064}", text_sha256=f"{n:064}", text=f"Text {n}.", source=source,
                published=date(2023, 3, 7), characters=len(f"Text {n}."),
            )
            for n, article in enumerate(articles)
        ]
    )  # fmt: skip
    Sighting.objects.bulk_create([Sighting(article_id=one.article_id, version=one) for one in versions])
    now = "2023-03-07T00:00:00Z"
    Run.objects.bulk_create([Run(version=one, extractor="0", catalogue="c", started_at=now) for one in versions])


def kill_while_queueing(pause: float) -> None:
    """Start the command, and kill it that many seconds after its first batch."""
    command = [sys.executable, "-u", "manage.py", "reread"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment_of_tests(), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("queued") and not line.startswith("queued 0 "):
            break
    time.sleep(pause)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL, "it had ended before it was killed"


@pytest.mark.django_db(transaction=True)
def test_a_killed_command_leaves_whole_batches_and_the_next_one_queues_the_rest() -> None:
    archive()
    queued = 0
    for pause in (0.03, 0.11, 0.19):
        kill_while_queueing(pause)
        before, queued = queued, Job.objects.count()
        assert before < queued < BATCHES * rereading.BATCH
        assert queued % rereading.BATCH == 0

    said = StringIO()
    call_command("reread", stdout=said)
    assert said.getvalue().splitlines()[-1] == f"{queued} waited to be read already"
    subjects = Counter(Job.objects.filter(state=JobState.WAITING).values_list("subject", flat=True))
    assert set(subjects) == {f"version:{pk}" for pk in ArticleVersion.objects.values_list("pk", flat=True)}
    assert set(subjects.values()) == {1}
