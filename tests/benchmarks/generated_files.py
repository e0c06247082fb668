"""Short made-up news in files: mostly one recipient, some donors often and many seldom, as the news has it."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

DONORS = (
    "Germany", "Poland", "Norway", "Sweden", "France", "Denmark", "the Netherlands", "Canada", "Italy", "Spain",
    "Finland", "Estonia", "Latvia", "Lithuania", "Belgium", "Portugal", "Greece", "Romania", "Slovakia", "Australia",
)  # fmt: skip
THINGS = (
    "Leopard 2 tanks", "Marder fighting vehicles", "CV90 infantry fighting vehicles", "M113 armored vehicles",
    "Caesar howitzers", "M777 howitzers", "IRIS-T air defence systems", "Patriot batteries", "Gepard tanks",
    "Stinger missiles", "Javelin anti-tank missiles", "Mi-24 helicopters", "MiG-29 fighter jets", "F-16 fighter jets",
    "155mm shells", "Bayraktar drones", "patrol boats", "bridge layers", "night vision devices", "field hospitals",
)  # fmt: skip
RECIPIENTS = ("Ukraine",) * 18 + ("Moldova", "Georgia")
CLAIMS = (
    "{donor} will send {number} {thing} to {recipient}, its defence minister said on {day}.",
    "{donor} has delivered {number} {thing} to {recipient}.",
    "The government of {donor} pledged {number} more {thing} for {recipient} on {day}.",
    "{donor} handed over {number} {thing} to {recipient} last week.",
    "So far {donor} has supplied {number} {thing} to {recipient} in total.",
    "{donor} plans to hand {number} {thing} to {recipient} by the end of the year.",
)
FILLERS = (
    "The announcement followed a meeting of ministers in {place} that lasted until late in the evening.",
    "Parliament in {place} is to debate the budget of the ministry again before the summer.",
    "An opposition speaker in {place} asked how long stocks of spare parts would last.",
    "Training of the crews began {count} weeks ago at a range not far from {place}.",
    "A spokesman for the army said that roads near {place} had been repaired for the transport.",
    "Analysts in {place} called the decision overdue and pointed to {count} earlier requests.",
    "Workers of a plant near {place} have been on {count} shifts since the order was signed.",
    "The mayor of {place} welcomed the news and spoke of a day that people had waited for.",
)
PLACES = (
    "Bergen",
    "Turku",
    "Ghent",
    "Lublin",
    "Aarhus",
    "Graz",
    "Tartu",
    "Porto",
    "Utrecht",
    "Cluj",
    "Kaunas",
    "Lille",
)
FIRST_DAY = date(2022, 3, 1)


def write_files(folder: Path, *, number: int, seed: int) -> list[Path]:
    """So many text files, each with its day in its name."""
    folder.mkdir(parents=True, exist_ok=True)
    chance, paths = random.Random(seed), list[Path]()
    for place in range(number):
        day = FIRST_DAY + timedelta(days=chance.randrange(1000))
        path = folder / f"story-{seed}-{place:06}-{day.isoformat()}.txt"
        path.write_text("\n\n".join(paragraphs(chance, day)), encoding="utf-8")
        paths.append(path)
    return paths


def paragraphs(chance: random.Random, day: date) -> Iterator[str]:
    """One to three claims among filler."""
    for _ in range(chance.randint(1, 3)):
        told = chance.choice(CLAIMS).format(
            donor=often(chance, DONORS),
            number=chance.randint(2, 60),
            thing=often(chance, THINGS),
            recipient=chance.choice(RECIPIENTS),
            day=day.strftime("%A"),
        )
        said = [
            line.format(place=chance.choice(PLACES), count=chance.randint(2, 40))
            for line in chance.sample(FILLERS, chance.randint(1, 3))
        ]
        yield " ".join((told[0].upper() + told[1:], *said))


def often(chance: random.Random, values: Sequence[str]) -> str:
    """One of some values, the first ones much more often than the last."""
    return values[min(int(chance.expovariate(5.0 / len(values))), len(values) - 1)]
