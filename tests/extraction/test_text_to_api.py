"""From an article's words to the figure that the API serves, in one go: reading, recording, folding, answering."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from extraction.reading import EXTRACTOR_VERSION, Document, Reader
from pledges.models import Donor
from pledges.queries.catalogue import current_catalogue
from pledges.seed_files import load_catalogue, load_sources
from pledges.services.articles import Offer, store
from pledges.services.readings import record_run
from pledges.services.seeding import load_seeds


@dataclass(frozen=True, kw_only=True)
class Story:
    """Articles (day and text), what is asked, and for each line by its donors what it must show."""

    name: str
    told: list[tuple[str, str]]
    ask: str
    lines: dict[str, dict[str, Any]]


TEN_MORE = """Prague is to send ten more DANA howitzers to Ukraine this week, the Czech defence ministry said.
Czechia handed over four of the guns late last month. It had promised 14 of them in total."""
STORIES = [
    Story(
        name="ten_more_after_four_of_fourteen",
        told=[
            ("2023-05-16", TEN_MORE),
        ],
        ask="system=dana",
        lines={"CZ": {"pledged": (14, 14), "delivered": (4, 4), "outstanding": (10, 10)}},
    ),
    Story(
        name="a_retelling_adds_nothing",
        told=[
            ("2023-03-01", "Sweden will donate 8 Archer howitzers to Ukraine, the government in Stockholm announced."),
            ("2023-03-02", "Sweden will give Ukraine eight Archer howitzers, its defence minister said."),
        ],
        ask="system=archer",
        lines={"SE": {"pledged": (8, 8), "delivered": (0, 0)}},
    ),
    Story(
        name="a_joint_gift_stays_one_gift",
        told=[
            (
                "2023-02-09",
                "Germany, the Netherlands and Denmark will jointly send Ukraine at least 60 Leopard 1A5 tanks.",
            )
        ],
        ask="system=leopard-1",
        lines={"DE+DK+NL": {"pledged": (60, None), "delivered": (0, 0)}},
    ),
    Story(
        name="each_gives_that_number",
        told=[("2023-01-20", "Estonia and Latvia have each sent six FH70 howitzers to Ukraine.")],
        ask="system=fh70",
        lines={"EE": {"delivered": (6, 6)}, "LV": {"delivered": (6, 6)}},
    ),
    Story(
        name="an_up_to_is_no_floor",
        told=[("2023-06-01", "Spain will deliver up to ten Leopard 2A4 tanks to Ukraine.")],
        ask="system=leopard-2",
        lines={"ES": {"pledged": (0, 10)}},
    ),
    Story(
        name="an_undisclosed_number_stays_beside_the_total",
        told=[("2023-06-01", "Canada will send Leopard 2 tanks to Ukraine.")],
        ask="system=leopard-2",
        lines={"CA": {"pledged": (0, 0), "undisclosed": 1}},
    ),
    Story(
        name="an_intent_is_listed_and_not_counted",
        told=[("2023-01-10", "Poland is considering sending 14 Leopard 2 tanks to Ukraine.")],
        ask="system=leopard-2",
        lines={"PL": {"pledged": (0, 0), "status": "listed"}},
    ),
    Story(
        name="what_is_on_its_way_has_not_come",
        told=[
            ("2023-07-01", "Australia will send 30 Bushmaster vehicles to Ukraine."),
            ("2023-08-01", "Australia has shipped ten Bushmaster vehicles to Ukraine."),
        ],
        ask="system=bushmaster",
        lines={"AU": {"in_transit": (10, 10), "delivered": (0, 0)}},
    ),
    Story(
        name="as_of_hides_what_came_later",
        told=[
            ("2023-03-01", "Sweden will donate 8 Archer howitzers to Ukraine."),
            ("2023-11-01", "Sweden has delivered 8 Archer howitzers to Ukraine."),
        ],
        ask="system=archer&as_of=2023-06-01",
        lines={"SE": {"pledged": (8, 8), "delivered": (0, 0), "outstanding": (8, 8)}},
    ),
    Story(
        name="known_at_hides_what_was_published_later",
        told=[
            ("2023-03-01", "Sweden will donate 8 Archer howitzers to Ukraine."),
            ("2023-11-01", "Sweden has delivered 8 Archer howitzers to Ukraine."),
        ],
        ask="system=archer&known_at=2023-10-31",
        lines={"SE": {"delivered": (0, 0)}},
    ),
    Story(
        name="a_capital_stands_for_its_state",
        told=[("2023-01-14", "London will send 14 Challenger 2 tanks to Ukraine, Downing Street said.")],
        ask="system=challenger-2",
        lines={"GB": {"pledged": (14, 14)}},
    ),
    Story(
        name="a_package_gives_a_line_an_item",
        told=[
            (
                "2023-04-04",
                "The Pentagon said that the United States will send Ukraine four HIMARS launchers and 31 Abrams tanks.",
            )
        ],
        ask="system=m1-abrams",
        lines={"US": {"pledged": (31, 31)}},
    ),
    Story(
        name="an_increment_of_another_month_adds",
        told=[
            ("2023-01-25", "Germany will send Ukraine 14 Leopard 2 tanks."),
            ("2023-05-13", "Germany will send Ukraine another 30 Leopard 2 tanks, Berlin announced."),
        ],
        ask="system=leopard-2",
        lines={"DE": {"pledged": (44, 44)}},
    ),
    Story(
        name="the_aggressors_own_arms_are_no_aid",
        told=[("2023-03-06", "Russia has sent 40 T-72 tanks to the front near Bakhmut in Ukraine.")],
        ask="system=t-72",
        lines={},
    ),
    Story(
        name="an_arrival_nobody_announced_was_pledged",
        told=[("2023-04-21", "Slovakia has handed over 13 MiG-29 fighter jets to Ukraine.")],
        ask="system=mig-29",
        lines={"SK": {"pledged": (13, 13), "delivered": (13, 13), "outstanding": (0, 0)}},
    ),
    Story(
        name="a_refusal_is_listed_and_closes_nothing_later",
        told=[
            ("2023-01-10", "Portugal has ruled out sending Leopard 2 tanks to Ukraine."),
            ("2023-02-09", "Portugal will send three Leopard 2A6 tanks to Ukraine."),
        ],
        ask="system=leopard-2",
        lines={"PT": {"pledged": (3, 3), "outstanding": (3, 3)}},
    ),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.build(catalogue=load_catalogue())


@pytest.mark.django_db
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_tells(story: Story, reader: Reader, client: Client) -> None:
    if not Donor.objects.exists():
        load_seeds(catalogue=load_catalogue(), sources=load_sources())
    for number, (day, text) in enumerate(story.told):
        read(reader, key=f"{story.name}-{number}", day=date.fromisoformat(day), text=text)
    answer = client.get(f"/api/v1/reconciliation/?{story.ask}").json()
    found = {"+".join(line["donors"]): line for line in answer["results"]}
    assert set(found) == set(story.lines)
    for donors, wanted in story.lines.items():
        line = found[donors]
        shown = {
            name: line["status"]
            if name == "status"
            else line["pledged"]["undisclosed"]
            if name == "undisclosed"
            else (line[name]["low"], line[name]["high"])
            for name in wanted
        }
        assert shown == wanted
        for claim in line["claims"]:
            quoted = client.get(f"/api/v1/claims/{claim}/").json()["evidence"]
            assert all(any(part["text"] in text for _, text in story.told) for part in quoted)


def read(reader: Reader, *, key: str, day: date, text: str) -> None:
    """Store an article and record what the reader makes of it, as the worker does."""
    version, _ = store(offer=Offer(key=key, text=text, published=day, publisher="Sample Wire"))
    document = Document(article=key, text=version.text, published=day, publisher=version.publisher)
    (claims,) = reader.read([document])
    record_run(
        version=version,
        claims=claims,
        extractor=EXTRACTOR_VERSION,
        catalogue=current_catalogue().revision,
        started_at=timezone.now(),
    )
