"""What a worker records of an article is what the extract command prints of it."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from extraction.articles.manifest import read_manifest
from extraction.ingestion import take_in
from extraction.tasks import read
from pledges.domain.claims import claim_to_json
from pledges.models import Job, JobState, Reading
from pledges.models.claim_rows import claim_from_row
from pledges.seed_files import SEEDS, load_catalogue, load_sources
from pledges.services.seeding import load_seeds

MANIFEST = SEEDS / "articles" / "manifest.jsonl"


@pytest.mark.django_db
def test_worker_and_command_agree_on_every_sample() -> None:
    load_seeds(catalogue=load_catalogue(), sources=load_sources())
    for offered in read_manifest(MANIFEST):
        take_in(offered=offered)
    read()
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
    recorded = [
        claim_to_json(
            claim_from_row(
                reading.claim, key=reading.claim.article.key, evidence=reading.evidence, confidence=reading.confidence
            )
        )
        for reading in Reading.objects.select_related("claim__article")
    ]
    printed = StringIO()
    call_command("extract", manifest=MANIFEST, stdout=printed)
    told = [json.loads(line) for line in printed.getvalue().splitlines()]
    assert told
    assert sorted(map(json.dumps, recorded)) == sorted(json.dumps(claim) for claim in told)
