"""Training: told by who teaches or by who learns, with its persons, and given by who teaches, hosts or leads it."""

import pytest

from tests.extraction.reading.conftest import Read, told

TAUGHT = {
    "taught": ("Irish officers have taught 120 Ukrainian sappers to clear mines.", "delivery IE 120 training"),
    "taught to them": ("Spanish instructors taught first aid to 60 Ukrainian medics.", "delivery ES 60 training"),
    "being taught": ("Our soldiers are teaching some 40 Ukrainians, the Danish army said.", "pledge DK 40 training"),
    "intend to teach": ("Latvian instructors intend to teach 3,000 Ukrainians.", "pledge LV 3000 training"),
    "put through courses": (
        "Operation Unifier has put 40,000 Ukrainian soldiers through courses.",
        "delivery CA 40000 training",
    ),
    "trained by": ("Ukrainian crews were trained in Spain by Dutch instructors.", "delivery NL ? training"),
    "trained under": (
        "Under Operation Interflex, 30,000 Ukrainian recruits have been trained.",
        "delivery GB 30000 training",
    ),
    "hosted": ("Romania will host the training of 50 Ukrainian pilots.", "pledge RO 50 training"),
}
COMING = {
    "arrived for training": ("A group of Ukrainian crews arrived in Poland for training.", "pledge PL ? training"),
    "arrived to begin": ("Ukrainian troops have arrived in Britain to begin training.", "pledge GB ? training"),
    "a mission extended": (
        "Canada extended Operation Unifier, its training mission for Ukraine.",
        "pledge CA ? training",
    ),
    "wants to train": ("Germany wants to train 9,000 Ukrainian soldiers.", "intent DE 9000 training"),
    "who are to train": ("Up to 90 New Zealand soldiers will train Ukrainian recruits.", "pledge NZ ? training"),
}
LEARNT = {
    "are learning": ("Nine Ukrainian pilots are learning to fly in Denmark.", "pledge DK 9 training"),
    "have passed courses": (
        "More than 900 Ukrainian soldiers have passed courses at Swedish ranges.",
        "delivery SE 900.. training",
    ),
    "have graduated": ("The first 200 Ukrainian marines have graduated in Britain.", "delivery GB 200 training"),
    "are undergoing": ("Ukrainian crews are undergoing training in Spain.", "pledge ES ? training"),
    "received training": (
        "More than 400 soldiers from Ukraine received training in Britain, France and Poland.",
        "delivery FR+GB+PL 400.. training",
    ),
    "units are no persons": ("Two Ukrainian battalions are being trained in Poland.", "pledge PL ? training"),
}
NOT = {
    "at home": "Ukrainian soldiers are training near Kharkiv.",
    "by their own": "Ukraine's army has taught 500 recruits to fly drones.",
    "of another state": "Polish soldiers have completed their training in Germany. Ukraine was not invited.",
    "civilians": "Polish schools have taught 2,000 Ukrainians the language.",
    "at a university": "Ukrainian women graduate from universities in Poland.",
    "what they learn to use": "Nobody knows where Ukrainian pilots learn to fly F-16 jets.",
    "lessons": "The lessons learned by Ukrainian troops are being studied in Germany.",
}
AFTER = "\n\nThe weather stayed cold.\n\nOfficials met again on Friday.\n\nThe talks go on."
TITLE = "A day in the life of Ukraine"


@pytest.mark.parametrize(
    ("text", "expected"), (TAUGHT | COMING | LEARNT).values(), ids=(TAUGHT | COMING | LEARNT).keys()
)
def test_reads_training(read: Read, text: str, expected: str) -> None:
    assert [told(claim) for claim in read(text + AFTER, title=TITLE)] == [expected]


@pytest.mark.parametrize("text", NOT.values(), ids=NOT.keys())
def test_makes_no_training_of_what_is_none(read: Read, text: str) -> None:
    assert [told(claim) for claim in read(text + AFTER, title=TITLE)] == []


def test_takes_those_named_before_for_the_trainees(read: Read) -> None:
    text = "Six Ukrainian pilots are in Denmark. The pilots will learn the basics in Skrydstrup, Denmark."
    assert [told(claim) for claim in read(text + AFTER, title=TITLE)] == ["pledge DK ? training"]


COURSES = {
    "concluded": ("Training for 60 Ukrainian soldiers on the systems concluded last week.", ["delivery - 60 training"]),
    "to be completed": (
        "The EU intends to complete training as many as 30,000 Ukrainian troops by the end of the year.",
        ["pledge EU ..30000 training"],
    ),
    "not concluded": ("Training for 60 Ukrainian soldiers has not begun.", []),
}


@pytest.mark.parametrize(("text", "expected"), COURSES.values(), ids=COURSES.keys())
def test_a_course_has_its_own_verb(read: Read, text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in read(text, title="What happened in the war in Ukraine on this day")] == expected
