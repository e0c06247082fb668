"""The ladder from wish to arrival: tense, modality, negation, condition, reports, leave and refusal."""

import pytest

from tests.extraction.reading.conftest import Read

KINDS = {
    "will send": ("Norway will send eight Leopard 2 tanks to Ukraine.", "pledge"),
    "is sending": ("Norway is sending eight Leopard 2 tanks to Ukraine.", "pledge"),
    "sends in a headline": ("Norway sends eight Leopard 2 tanks to Ukraine", "pledge"),
    "to send in a headline": ("Norway to send eight Leopard 2 tanks to Ukraine", "pledge"),
    "has agreed to": ("Norway has agreed to send eight Leopard 2 tanks to Ukraine.", "pledge"),
    "plans to": ("Norway plans to send eight Leopard 2 tanks to Ukraine.", "pledge"),
    "intends to": ("Norway intends to send eight Leopard 2 tanks to Ukraine.", "pledge"),
    "said it would": ("Norway said it would send eight Leopard 2 tanks to Ukraine.", "pledge"),
    "pledged": ("Norway pledged eight Leopard 2 tanks for Ukraine.", "pledge"),
    "approved the transfer": ("Norway approved the transfer of eight Leopard 2 tanks to Ukraine.", "pledge"),
    "are to be delivered": ("Eight Leopard 2 tanks from Norway are to be delivered to Ukraine in May.", "pledge"),
    "expected to arrive": ("Eight Leopard 2 tanks from Norway are expected to arrive in Ukraine in May.", "pledge"),
    "has sent": ("Norway has sent eight Leopard 2 tanks to Ukraine.", "delivery"),
    "donated": ("Norway donated eight Leopard 2 tanks to Ukraine.", "delivery"),
    "were handed over": ("Eight Leopard 2 tanks were handed over to Ukraine by Norway.", "delivery"),
    "have arrived": ("Eight Leopard 2 tanks from Norway have arrived in Ukraine.", "delivery"),
    "confirmed that they had arrived": (
        "Norway confirmed that its eight Leopard 2 tanks had arrived in Ukraine.",
        "delivery",
    ),
    "received": ("Ukraine received eight Leopard 2 tanks from Norway.", "delivery"),
    "has completed the training": ("Norway has completed training 300 Ukrainian soldiers.", "delivery"),
    "has shipped": ("Norway has shipped eight Leopard 2 tanks to Ukraine.", "dispatch"),
    "have left": ("Eight Leopard 2 tanks have left Norway for Ukraine.", "dispatch"),
    "are on their way": ("Eight Leopard 2 tanks from Norway are on their way to Ukraine.", "dispatch"),
    "is considering": ("Norway is considering sending eight Leopard 2 tanks to Ukraine.", "intent"),
    "may send": ("Norway may send eight Leopard 2 tanks to Ukraine.", "intent"),
    "could": ("Norway could send eight Leopard 2 tanks to Ukraine.", "intent"),
    "if": ("If parliament agrees, Norway would send eight Leopard 2 tanks to Ukraine.", "intent"),
    "expected to announce": ("Norway is expected to announce eight Leopard 2 tanks for Ukraine.", "intent"),
    "set to announce": ("Norway is set to announce eight Leopard 2 tanks for Ukraine.", "intent"),
    "set to send": ("Norway is set to send eight Leopard 2 tanks to Ukraine.", "pledge"),
    "ready to": ("Norway is ready to send eight Leopard 2 tanks to Ukraine.", "intent"),
    "discussed": ("Norway discussed sending eight Leopard 2 tanks to Ukraine.", "intent"),
    "close to agreeing": ("Norway is close to agreeing to send eight Leopard 2 tanks to Ukraine.", "intent"),
    "refused": ("Norway refused to send Leopard 2 tanks to Ukraine.", "cancellation"),
    "will not": ("Norway will not send Leopard 2 tanks to Ukraine.", "cancellation"),
    "ruled out": ("Norway ruled out sending Leopard 2 tanks to Ukraine.", "cancellation"),
    "halted": ("Norway has halted deliveries of Leopard 2 tanks to Ukraine.", "cancellation"),
    "resisted calls": ("Norway has resisted calls to send Leopard 2 tanks to Ukraine.", "cancellation"),
    "balked at": ("Norway has balked at sending Leopard 2 tanks to Ukraine.", "cancellation"),
    "asked for": ("Ukraine has asked Norway for 20 Leopard 2 tanks.", "request"),
    "urged to send": ("Kyiv urged Norway to send 20 Leopard 2 tanks.", "request"),
    "an order for the recipient": ("Germany has ordered 18 RCH 155 howitzers for Ukraine.", "contract"),
    "lifted its objections": (
        "Germany has lifted its objections to the transfer of eight Leopard 2 tanks to Ukraine by Norway.",
        "intent",
    ),
    "dropped its opposition": ("Norway dropped its opposition to sending Leopard 2 tanks to Ukraine.", "intent"),
    "a ban stands": ("Norway maintains its ban on sending Leopard 2 tanks to Ukraine.", "cancellation"),
    "out of its stock": ("Norway will donate its entire stock of Leopard 2 tanks to Ukraine.", "pledge"),
    "to the border": ("Eight Leopard 2 tanks left Norway for Poland on Monday.", "dispatch"),
    "a letter of intent": ("Norway signed a letter of intent to send eight Leopard 2 tanks to Ukraine.", "intent"),
    "pushed back": ("Norway has pushed back delivery of its eight Leopard 2 tanks to Ukraine to 2028.", "pledge"),
    "thanked for a package": (
        "Zelensky thanked Norway for a package that includes eight Leopard 2 tanks.",
        "pledge",
    ),
    "announced a pause": ("Norway announced a pause in deliveries of Leopard 2 tanks to Ukraine.", "cancellation"),
    "was the first to": ("Norway was the first country to send Leopard 2 tanks to Ukraine.", "delivery"),
    "started shipping": ("Norway has started shipping the eight Leopard 2 tanks to Ukraine.", "dispatch"),
    "would include": (
        "Norway's minister told Kyiv that the package would include eight Leopard 2 tanks for Ukraine.",
        "pledge",
    ),
    "said no to": ("Norway's prime minister has said no to giving up its Leopard 2 tanks.", "cancellation"),
    "hopes that another will": ("Kyiv hopes that Norway will send eight Leopard 2 tanks next year.", "intent"),
    "has not paused": ("Norway has not paused the delivery of eight Leopard 2 tanks to Ukraine.", "intent"),
    "never stopped": ("The transfer of eight Leopard 2 tanks from Norway to Ukraine was never stopped.", "intent"),
    "nobody would freeze": (
        "Nobody in Norway asked to freeze the transfer of eight Leopard 2 tanks to Ukraine.",
        "intent",
    ),
    "no plan to end": ("Norway has no plans to stop sending eight Leopard 2 tanks to Ukraine.", "intent"),
    "short of vetoing": ("Norway stopped short of vetoing the transfer of eight Leopard 2 tanks to Ukraine.", "intent"),
    "declined to withhold": ("Norway declined to withhold the eight Leopard 2 tanks from Ukraine.", "intent"),
    "wants to halt": ("Norway wants to halt the delivery of eight Leopard 2 tanks to Ukraine.", "cancellation"),
    "leave to re-export": ("Germany allowed Poland to send 14 Leopard 2 tanks to Ukraine.", "intent"),
}

NOTHING = {
    "has not yet sent": "Norway has not yet sent the eight Leopard 2 tanks.",
    "a question": "Will Norway send eight Leopard 2 tanks to Ukraine?",
    "seen in battle": "Ukrainian crews fired eight Leopard 2 tanks near Robotyne.",
    "failed to": "Norway failed to send eight Leopard 2 tanks to Ukraine.",
}


@pytest.mark.parametrize(("text", "kind"), KINDS.values(), ids=KINDS.keys())
def test_reads_the_kind(read: Read, text: str, kind: str) -> None:
    assert [claim.kind.value for claim in read(text)] == [kind]


BESIDE_A_REFUSAL = {
    "and promised": "Norway refused to send tanks to Ukraine and promised it 700 helmets.",
    "but offered": "Norway declined to send tanks to Ukraine but offered it 700 helmets.",
    "promising instead": "Norway has refused to send tanks to Ukraine, promising instead to give it 700 helmets.",
    "and instead gives": "Norway does not want to send tanks to Ukraine and instead gives it 700 helmets.",
}


@pytest.mark.parametrize("text", BESIDE_A_REFUSAL.values(), ids=BESIDE_A_REFUSAL.keys())
def test_a_refusal_does_not_spread_over_the_promise_joined_to_it(read: Read, text: str) -> None:
    kinds = {claim.item.category: claim.kind.value for claim in read(text)}
    assert kinds["protective-equipment"] == "pledge"


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_makes_no_claim_of_what_is_none(read: Read, text: str) -> None:
    assert read(text) == []
