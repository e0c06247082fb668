"""Who gives where a clause does not say: whoever says so, made it, promised its like, pays, hosts or is credited."""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from extraction.reading.composing.thread import Thread
from extraction.reading.donors.adjective import by_adjective, of_holder
from extraction.reading.donors.by_and_from import attached, paid_by
from extraction.reading.donors.credited import credited, housed
from extraction.reading.donors.giver import Giver, Origin
from extraction.reading.donors.host import host_of
from extraction.reading.donors.joined import promised_by
from extraction.reading.donors.phrase import from_phrase
from extraction.reading.donors.position import sole_before
from extraction.reading.kinds.frame import Frame
from extraction.reading.kinds.triggers import trigger_row
from extraction.reading.phrases import ItemPhrase
from extraction.reading.rules import Rule, Table
from extraction.reading.scene import Scene
from extraction.reading.syntax import is_verb, passive, subject

_PROMISED = "donors.promised"


def _comes(frame: Frame) -> bool:
    """Whether a clause tells of coming or going, whose subject is what is given."""
    return frame.row.role in ("get", "arrive", "leave")


def _who_says(_thread: Thread, scene: Scene, frame: Frame, _phrase: ItemPhrase | None) -> Giver:
    """ "Norway said that the first tanks had arrived"."""
    for token in frame.chain[1:] if _comes(frame) else ():
        word = subject(token) if is_verb(token) else None
        if word is not None and (said := from_phrase(scene, word, "donors.said")).codes:
            return said.at(Origin.SAID)
    return Giver()


def _whose_it_was(_thread: Thread, scene: Scene, frame: Frame, phrase: ItemPhrase | None) -> Giver:
    """ "German tanks have arrived", "a planeload of British hardware", "the tanks promised by"."""
    moved = _comes(frame) or (is_verb(frame.trigger) and passive(frame.trigger))
    if not moved or phrase is None:
        return Giver()
    made = by_adjective(scene, min(phrase.first, phrase.head.left_edge.i), phrase.last)
    if not made.codes:
        made = of_holder(scene, phrase.head, frame.trigger)
    word = promised_by(scene, phrase.head) if not made.codes else None
    return from_phrase(scene, word, _PROMISED) if word is not None else made


def _who_gave_its_like(_thread: Thread, scene: Scene, frame: Frame, phrase: ItemPhrase | None) -> Giver:
    """ "The Lion tanks that Oslo promised are here: all eight Lion tanks have arrived": who gave the same system."""
    for head in _its_likes(scene, phrase) if _comes(frame) and phrase is not None else ():
        word = promised_by(scene, head)
        for found in (from_phrase(scene, word, _PROMISED) if word is not None else Giver(), attached(scene, head)):
            if found.codes:
                return found
    return Giver()


def _its_likes(scene: Scene, phrase: ItemPhrase) -> Iterator[Token]:
    """The heads of the phrases that name the same system elsewhere in a sentence."""
    for name in scene.mentions.names:
        first, last = scene.tokens(name.start, name.end)
        if name.kind == "system" and name.ref == phrase.slug and not phrase.first <= first <= phrase.last:
            head = scene.doc[last]
            while head.dep_ in ("compound", "nmod", "amod", "nummod") and head.head.i != head.i:
                head = head.head
            yield head


def _who_pays(_thread: Thread, scene: Scene, frame: Frame, _phrase: ItemPhrase | None) -> Giver:
    return paid_by(scene, frame.trigger)


def _who_gives_beside(thread: Thread, scene: Scene, frame: Frame, _phrase: ItemPhrase | None) -> Giver:
    return _of_main_clause(thread, scene) if frame.trigger.dep_ == "acl" else Giver()


def _who_alone_is_named(_thread: Thread, scene: Scene, frame: Frame, _phrase: ItemPhrase | None) -> Giver:
    return Giver() if _comes(frame) else sole_before(scene, frame)


def _who_hosts(_thread: Thread, scene: Scene, _frame: Frame, phrase: ItemPhrase | None) -> Giver:
    return host_of(scene) if phrase is not None and phrase.category == "training" else Giver()


def _who_is_credited(_thread: Thread, scene: Scene, _frame: Frame, _phrase: ItemPhrase | None) -> Giver:
    found = housed(scene)
    return found if found.codes else credited(scene)


def _who_draws_down(_thread: Thread, scene: Scene, frame: Frame, _phrase: ItemPhrase | None) -> Giver:
    """ "The new drawdown includes": only the United States gives by drawing down its stocks (22 U.S.C. 2318)."""
    words = [frame.trigger, *frame.nouns]
    if is_verb(frame.trigger) and (word := subject(frame.trigger)) is not None:
        words.append(word)
    drawn = next((word for word in words if word.lower_ in ("drawdown", "drawdowns")), None)
    if drawn is None:
        return Giver()
    start = scene.sentence.start + drawn.idx
    return Giver(codes=("US",), spans=((start, start + len(drawn)),), rule="donors.drawdown", first=drawn.i)


def _of_main_clause(thread: Thread, scene: Scene) -> Giver:
    """ "In addition to the 18 tanks sent in March, Norway will give": who gives in the sentence gave those too."""
    for token in scene.doc:
        if token.dep_ == "ROOT" and is_verb(token):
            row, word = trigger_row(token, thread.lexicon), subject(token)
            if row is not None and row.role in ("give", "promise", "ship") and word is not None:
                return from_phrase(scene, word, "donors.main")
    return Giver()


type _Way = Callable[[Thread, Scene, Frame, ItemPhrase | None], Giver]


def _naming(way: _Way) -> Callable[[Thread, Scene, Frame, ItemPhrase | None], Giver | None]:
    """A rule's `apply` from a way to find who gives."""

    def named(thread: Thread, scene: Scene, frame: Frame, phrase: ItemPhrase | None) -> Giver | None:
        found = way(thread, scene, frame, phrase)
        return found if found.codes else None

    return named


SILENT_GIVERS = Table(
    name="who gives where a clause does not say",
    rules=(
        Rule(
            id="whose it was",
            apply=_naming(_whose_it_was),
            examples=("Ten German tanks have arrived in Ukraine.",),
            counterexamples=("Ten German-made tanks have arrived in Ukraine.",),
        ),
        Rule(
            id="who says so",
            apply=_naming(_who_says),
            examples=("Norway said that the first tanks had arrived in Ukraine.",),
            counterexamples=("Norway said that it had sent Ukraine the first tanks.",),
        ),
        Rule(
            id="who gave its like",
            apply=_naming(_who_gave_its_like),
            examples=(
                "The Krab howitzers that Poland promised are in Ukraine: all eight Krab howitzers have arrived.",
                "Of the Leopard 2 tanks promised by Norway ten are late; four Leopard 2 tanks have reached Ukraine.",
            ),
            counterexamples=(
                "The Leopard 2 tanks that Norway promised are late, but four Krab howitzers have reached Ukraine.",
            ),
        ),
        Rule(
            id="who pays",
            apply=_naming(_who_pays),
            examples=("Rheinmetall will deliver 20 Marder vehicles to Ukraine, paid for by the Danish government.",),
            counterexamples=("Rheinmetall will deliver 20 Marder vehicles to Ukraine, praised by the Danish cabinet.",),
        ),
        Rule(
            id="who gives beside",
            apply=_naming(_who_gives_beside),
            examples=("In addition to the 18 tanks sent in March, Norway will give Ukraine ten.",),
            counterexamples=("In addition to the 18 tanks sent in March, ten will be given to Ukraine.",),
        ),
        Rule(
            id="who alone is named",
            apply=_naming(_who_alone_is_named),
            examples=("Norway's plan includes potentially providing Ukraine with 12 howitzers.",),
            counterexamples=("Norway plans to provide Ukraine with 12 howitzers.",),
        ),
        Rule(
            id="who draws down",
            apply=_naming(_who_draws_down),
            examples=("The new drawdown for Ukraine includes ten howitzers.",),
            counterexamples=("The new package for Ukraine includes ten howitzers.",),
        ),
        Rule(
            id="who hosts",
            apply=_naming(_who_hosts),
            examples=("The training of 200 Ukrainian soldiers in Spain has begun.",),
            counterexamples=("The training of 200 Ukrainian soldiers has begun.",),
        ),
        Rule(
            id="who is credited",
            apply=_naming(_who_is_credited),
            examples=("Ten howitzers have reached Ukraine courtesy of Norway.",),
            counterexamples=("Ten howitzers have reached Ukraine, a daily in Norway says.",),
        ),
    ),
)
