"""A text is English until it is surely another language: only that is kept unread, and it is told."""

import re
from functools import cache
from typing import Any

from pledges.domain.notes import Note, NoteKind

ENGLISH = "en"
ENOUGH = 100  # letters; a shorter text in Latin letters is taken as English
ENOUGH_OF_OTHERS = 20  # letters of another script, which are no names within an English text
SURE = 0.9  # probability; half of that where the page declares the same language
SOME_ENGLISH = 0.2  # share of the letters in English paragraphs, above which the text is read
LONGEST = 20_000  # characters that are looked at
_NO_LANGUAGE = frozenset({"zxx", "und"})  # tables of names and numbers
_WORD = re.compile(r"[^\W\d_]+")
_MARKUP = re.compile(r"https?://\S+|\]\([^)]*\)")

# What every English text of some length is full of, and no other language is: saves loading the model for most texts.
_COMMON = (
    "the of and to in that for on with is was it as by at from has have had be will said are were this which its not"
    " their would after been but they who"
)
COMMON = frozenset(_COMMON.split())
PLAINLY = 0.25  # share of such words, of which at least three are different


def language_of(text: str, *, declared: str = "") -> str:
    """ISO 639-1 code of the language of a text; "" where nobody can say (too short, no words).

    `declared` is what the page says (`lang`); it supports and never decides alone.
    """
    text = _MARKUP.sub(" ", text[:LONGEST])
    words = _WORD.findall(text.lower())
    if _is_plainly_english(words):
        return ENGLISH
    letters = sum(map(len, words))
    latin = sum(ch < "\u0250" for word in words for ch in word)
    other_script = letters - latin > max(ENOUGH_OF_OTHERS, letters / 2)
    if not other_script and letters < ENOUGH:
        return ""
    code, probability = _likeliest(text)
    needed = SURE / 2 if declared[:2].lower() == code[:2] else SURE
    if code in _NO_LANGUAGE:
        return ""
    if code == ENGLISH or (probability < needed and not other_script):
        return ENGLISH if code == ENGLISH else ""
    return ENGLISH if _english_share(text) > SOME_ENGLISH else code[:8]


def note_on_language(language: str) -> tuple[Note, ...]:
    """What is told of a text that is not read for its language."""
    if language in ("", ENGLISH):
        return ()
    detail = f"the text is not English ({language}) and was not read"
    return (Note(kind=NoteKind.NOT_ENGLISH, detail=detail),)


def _is_plainly_english(words: list[str]) -> bool:
    common = [word for word in words if word in COMMON]
    return len(set(common)) >= 3 and len(common) > PLAINLY * len(words)


def _english_share(text: str) -> float:
    """The share of letters in paragraphs that are English by themselves."""
    paragraphs = [(paragraph, _WORD.findall(paragraph.lower())) for paragraph in text.split("\n")]
    letters = [(paragraph, words, sum(map(len, words))) for paragraph, words in paragraphs]
    english = sum(
        count
        for paragraph, words, count in letters
        if count >= ENOUGH_OF_OTHERS * 2 and (_is_plainly_english(words) or _likeliest(paragraph)[0] == ENGLISH)
    )
    return english / max(1, sum(count for _, _, count in letters))


def _likeliest(text: str) -> tuple[str, float]:
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


@cache
def _identifier() -> Any:
    """py3langid's model with probabilities that add up to one: a second and 40 MB, for the texts that need it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
