"""Who may judge may take the verdicts on some articles away as gold, in one archive."""

import io
import json
import zipfile
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from pledges.models import ArticleVersion, Claim, Decision
from pledges.services.judging import judge
from tests.pledges import stories


def ask(client: Client) -> Any:
    articles = ArticleVersion.objects.values_list("article", flat=True)
    data = {"action": "export_gold", "_selected_action": list(articles)}
    return client.post(reverse("admin:pledges_article_changelist"), data)


def test_hands_out_the_files_of_the_export(story: Any, desk: Client, editor: User) -> None:
    judge(claim=Claim.objects.get(quote__contains="four"), decision=Decision.ACCEPTED, by=editor)
    number = ArticleVersion.objects.get().article_id
    answer = ask(desk)
    assert answer["Content-Type"] == "application/zip"
    content = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [f"texts/{number:09d}.txt", f"gold/{number:09d}.json", "manifest.jsonl"]
        assert archive.namelist() == names
        assert archive.read(names[0]).decode() == stories.TEXT
        assert json.loads(archive.read(names[1]))["claims"][0]["quantity"] == [[4, 4]]
        assert json.loads(archive.read(names[2]))["id"] == str(number)
    assert b"".join(ask(desk).streaming_content) == content, "the same decisions give the same bytes"


def test_says_so_where_nobody_decided(story: Any, desk: Client) -> None:
    answer = desk.get(ask(desk).url)
    assert "Nobody has accepted, corrected or rejected" in answer.content.decode()


def test_is_for_those_who_may_judge(story: Any, reader: Client, editor: User) -> None:
    judge(claim=Claim.objects.get(quote__contains="four"), decision=Decision.ACCEPTED, by=editor)
    answer = ask(reader)
    assert answer.get("Content-Type") != "application/zip"
    assert "export_gold" not in reader.get(reverse("admin:pledges_article_changelist")).content.decode()
