"""Only what is surely no English is told and left unread."""

import pytest

from extraction.articles.languages import language_of, note_on_language

GERMAN = "Das Ministerium in Berlin hat am Dienstag mitgeteilt, dass sieben weitere Haubitzen geliefert werden sollen."
ENGLISH = "The ministry in Riga said on Tuesday that seven more howitzers would be sent to the border by the spring."


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        (ENGLISH, "", "en"),
        (ENGLISH, "de", "en"),
        (GERMAN * 2, "", "de"),
        (GERMAN * 2, "en", "de"),
        ("Уряд у Ризі повідомив у вівторок, що передасть сім гаубиць до весни.", "", "uk"),
        (("Le ministère a annoncé mardi que sept obusiers seront livrés à la frontière avant l'été, selon"
         " un porte-parole du gouvernement."), "fr", "fr"),
        (f"{ENGLISH}\n„{GERMAN}“\n„{GERMAN}“", "", "en"),
        (f"{ENGLISH} “Слава Україні”, he said.", "", "en"),
        ("Leopard 2A6, Marder, Gepard", "de", ""),
        ("Estonia: 24 FH70", "", ""),
        ("Item | Sent\nGepard | 5\nBiber | 7\n" * 20, "", ""),
        ("12 345 678", "de", ""),
    ],
)  # fmt: skip
def test_says_the_language_where_it_is_sure(text: str, declared: str, code: str) -> None:
    assert language_of(text, declared=declared) == code


@pytest.mark.parametrize(("code", "told"), [("", 0), ("en", 0), ("de", 1)])
def test_tells_what_is_not_read(code: str, told: int) -> None:
    assert len(note_on_language(code)) == told
