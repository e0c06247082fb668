"""`manage.py audit` shows the largest lines with the sentence under each number, and needs no database."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command

PROMISE = "Norway will send Ukraine 20 M109 howitzers, the defence ministry said on Monday."
ARRIVAL = "Eight of the M109 howitzers that Norway promised have arrived in Ukraine."
MONEY = "Denmark on Monday announced a military aid package for Ukraine worth $70 million."


def audit(folder: Path, articles: list[dict[str, str]], **options: Any) -> tuple[int, str, str]:
    """The exit status, what is printed, and what is complained of."""
    manifest, printed, complained = folder / "manifest.jsonl", StringIO(), StringIO()
    manifest.write_text("".join(f"{json.dumps(line)}\n" for line in articles), encoding="utf-8")
    status = 0
    try:
        call_command("audit", manifest=[manifest], stdout=printed, stderr=complained, **options)
    except SystemExit as ended:
        status = int(str(ended.code))
    return status, printed.getvalue(), complained.getvalue()


def line(folder: Path, name: str, text: str, published: str) -> dict[str, str]:
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return {"id": name, "file": f"{name}.txt", "title": "", "publisher": "Reuters", "published": published}


def test_each_number_stands_over_its_sentence_and_the_lines_are_counted(tmp_path: Path) -> None:
    articles = [
        line(tmp_path, "promise", PROMISE, "2023-05-01"),
        line(tmp_path, "arrival", ARRIVAL, "2023-06-05"),
        line(tmp_path, "money", MONEY, "2023-05-01"),
    ]
    status, printed, complained = audit(tmp_path, articles, date=date(2023, 7, 1))
    assert status == 0, complained
    assert "NO -> UA: m109, in item" in printed
    assert "pledged 20, delivered 8" in printed
    assert "outstanding 12; partly_delivered" in printed
    assert "will send Ukraine 20 M109 howitzers" in printed
    assert "DK -> UA: funding, in USD" in printed
    assert "0 delivered above pledged, 0 outstanding unexplained" in printed.splitlines()[-1]


def test_only_so_many_lines_are_shown_and_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    articles = [
        line(tmp_path, "promise", PROMISE, "2023-05-01"),
        line(tmp_path, "money", MONEY, "2023-05-01"),
        {"id": "gone", "file": "gone.txt", "title": "", "publisher": "Reuters", "published": "2023-05-01"},
    ]
    status, printed, complained = audit(tmp_path, articles, lines=1)
    assert status == 1
    assert "gone" in complained
    assert "\n2. " not in printed
    assert printed.startswith("1. ")


def test_names_bookings_across_lines_and_sums_that_are_beside(tmp_path: Path) -> None:
    articles = [
        line(tmp_path, "joint", "Norway and Denmark will jointly send Ukraine 20 M109 howitzers.", "2023-05-01"),
        line(tmp_path, "arrival", "Norway has delivered eight M109 howitzers to Ukraine.", "2023-06-05"),
        line(tmp_path, "money", MONEY, "2023-05-01"),
        line(
            tmp_path,
            "all",
            "Denmark has provided Ukraine with $900 million in military, humanitarian and financial aid so far.",
            "2023-05-08",
        ),
    ]
    status, printed, complained = audit(tmp_path, articles, date=date(2023, 7, 1))
    assert status == 0, complained
    assert "   > 8, from NO: m109\n" in printed
    assert "   > 8, to DK + NO: m109\n" in printed
    (beside,) = [text for text in printed.splitlines() if "other_scope" in text]
    assert beside.endswith("; beside, in no figure")
