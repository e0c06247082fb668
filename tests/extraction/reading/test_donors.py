"""Who gives, in every form that news has for it."""

import pytest

from tests.extraction.reading.conftest import Read, told

GIVERS = {
    "by name": ("Norway has sent 22 M109 howitzers to Ukraine.", ["delivery NO 22 M109"]),
    "by its capital": ("Oslo will send eight Leopard 2 tanks to Ukraine.", ["pledge NO 8 Leopard 2"]),
    "by a leader": ("Macron promised Ukraine 12 more CAESAR howitzers.", ["pledge FR 12 CAESAR"]),
    "by a minister with his state": (
        "Estonia's defence minister said his country would give Ukraine all nine of its FH-70 howitzers.",
        ["pledge EE 9 FH70"],
    ),
    "by a ministry": ("The Spanish defence ministry will ship six Leopard 2 tanks to Kyiv.", ["pledge ES 6 Leopard 2"]),
    "by the Pentagon": ("The Pentagon announced 31 Abrams tanks for Ukraine.", ["pledge US 31 M1 Abrams"]),
    "by a house of government": (
        "Downing Street confirmed it would send 14 Challenger 2 tanks to Ukraine.",
        ["pledge GB 14 Challenger 2"],
    ),
    "a joint pledge": (
        "Germany, the Netherlands and Denmark will jointly give Ukraine 100 Leopard 1 tanks.",
        ["pledge DE+DK+NL 100 Leopard 1"],
    ),
    "a pair": ("Denmark and Sweden will supply Ukraine with 19 Archer howitzers.", ["pledge DK+SE 19 Archer"]),
    "in the passive with by": (
        "Fourteen Krab howitzers were handed over to Ukraine by Poland.",
        ["delivery PL 14 AHS Krab"],
    ),
    "by a noun of giving": (
        "Greece's delivery of 40 BMP-1 vehicles to Ukraine was completed.",
        ["delivery GR 40 BMP-1"],
    ),
    "by a donation of": (
        "The donation of 20 Mastiff vehicles to Ukraine was announced by Britain.",
        ["pledge GB 20 Mastiff"],
    ),
    "by a pronoun in the sentence": (
        "Latvia said it would give Ukraine four Mi-17 helicopters.",
        ["pledge LV 4 Mi-17"],
    ),
    "by a pronoun after its sentence": (
        "Slovakia is a neighbour of Ukraine. It has handed over 13 MiG-29 fighter jets.",
        ["delivery SK 13 MiG-29"],
    ),
    "by the country": (
        "Portugal will help Ukraine. The country will send three Leopard 2A6 tanks.",
        ["pledge PT 3 Leopard 2A6"],
    ),
    "received from": ("Ukraine has received 12 Su-25 jets from Bulgaria.", ["delivery BG 12 Su-25"]),
    "X-supplied": (
        "Ukrainian gunners fired Polish-supplied Krab howitzers near the front.",
        ["delivery PL ? AHS Krab"],
    ),
    "a fund": (
        "The International Fund for Ukraine has committed £200 million to military aid.",
        ["pledge International Fund for Ukraine funding 200000000 GBP"],
    ),
    "the EU": (
        "The EU has approved a further €500 million in military aid for Ukraine.",
        ["pledge EU funding 500000000 EUR"],
    ),
    "a speaker who says we": (
        '"We will be sending 20 Bushmasters to Ukraine," Prime Minister Anthony Albanese told reporters.',
        ["pledge AU 20 Bushmaster"],
    ),
    "credited beside an arrival": (
        "Denmark gave Ukraine 19 CAESAR howitzers. Eight Archer howitzers arrived in Ukraine, courtesy of Stockholm.",
        ["delivery DK 19 CAESAR", "delivery SE 8 Archer"],
    ),
    "a partner to a deal": (
        "Denmark gave Ukraine 19 CAESAR howitzers. Ukraine will get eight Archer howitzers under a deal with Sweden.",
        ["delivery DK 19 CAESAR", "pledge SE 8 Archer"],
    ),
    "the package's": (
        "Denmark gave Ukraine 19 CAESAR howitzers. Eight Archer howitzers are included in Stockholm's new package.",
        ["delivery DK 19 CAESAR", "pledge SE 8 Archer"],
    ),
    "the source of a report, but no newspaper": (
        (
            "Denmark gave Ukraine 19 CAESAR howitzers. Two Leopard 2 tanks have been delivered to Ukraine as well, "
            "according to the German newspaper Bild."
        ),
        ["delivery DK 19 CAESAR", "delivery DK 2 Leopard 2"],
    ),
    "a government in its capital": (
        (
            "Denmark gave Ukraine 19 CAESAR howitzers. In Stockholm, the government said it would send eight Archer "
            "howitzers to Ukraine."
        ),
        ["delivery DK 19 CAESAR", "pledge SE 8 Archer"],
    ),
    "each with its own source": (
        (
            "The first Challenger 2 tanks from Britain, Strykers and Cougars from the United States and Marders from "
            "Germany have arrived in Ukraine."
        ),
        ["delivery DE ? Marder", "delivery GB ? Challenger 2", "delivery US ? Cougar", "delivery US ? Stryker"],
    ),
    "whose the shipment is": (
        "Shipments of American weapons, including Javelins, have arrived in Ukraine.",
        ["delivery US ? FGM-148 Javelin"],
    ),
    "both of those named before": (
        "Poland and Slovakia have been in talks. Both governments said they are open to giving Ukraine MiG-29s.",
        ["intent PL+SK ? MiG-29"],
    ),
    "the two countries": (
        "Denmark and Norway met on Monday. The two countries will donate 8,000 artillery shells to Ukraine.",
        ["pledge DK+NO 8000 artillery-ammunition"],
    ),
    "who pays": (
        "Rheinmetall will deliver 20 Marder vehicles to Ukraine, paid for by the German government.",
        ["pledge DE 20 Marder"],
    ),
    "who closes the quotation": (
        '"We will deliver 12 more howitzers to Ukraine. They will come soon," said Boris Pistorius.',
        ["pledge DE 12 howitzer"],
    ),
    "whose decision it is": (
        "A decision by Norway to provide Ukraine with F-16 jets drew praise.",
        ["pledge NO ? F-16 Fighting Falcon"],
    ),
    "its verb said once": (
        "Germany sent seven Panzerhaubitze 2000 howitzers to Ukraine and the Netherlands five.",
        ["delivery DE 7 Panzerhaubitze 2000", "delivery NL 5 Panzerhaubitze 2000"],
    ),
    "nobody named": ("Western countries have delivered 230 tanks to Ukraine.", ["delivery - 230 main-battle-tank"]),
    "who is joined": (
        "Portugal, whose prime minister announced the transfer of three Leopard 2A6 tanks to Ukraine, joined.",
        ["pledge PT 3 Leopard 2A6"],
    ),
    "allies, said by another": (
        "Western allies have given Ukraine 230 tanks, NATO's chief said.",
        ["delivery - 230 main-battle-tank"],
    ),
    "a drawdown": (
        "The new drawdown for Ukraine includes ten Strykers to replace vehicles lost in May.",
        ["pledge US 10 Stryker"],
    ),
    "took delivery": ("Kyiv has taken delivery of ten howitzers from Estonia.", ["delivery EE 10 howitzer"]),
    "it, after a subject in the sentence": (
        "Israel limits itself to vests: it sent 2,000 helmets to Ukraine in May 2022.",
        ["delivery IL 2000 protective-equipment"],
    ),
    "it has also trained": (
        "The U.S. has given Ukraine 20 HIMARS. It has also trained some 4,000 troops in Germany.",
        ["delivery US 20 HIMARS", "delivery US 4000 training"],
    ),
    "who gives together, not who tells": (
        (
            "The first four of the 24 CV90s that Sweden and Denmark are jointly giving Ukraine have arrived there, "
            "Defence Minister Pål Jonson said."
        ),
        ["delivery DK+SE 4 CV90", "pledge DK+SE 24 CV90"],
    ),
    "whose they were, not who tells": (
        "Berlin said that five of the 14 Leopard 2 tanks which Spain and Norway are giving Ukraine had arrived.",
        ["pledge ES+NO 14 Leopard 2", "delivery ES+NO 5 Leopard 2"],
    ),
    "whose tanks they were, not who tells": (
        "Berlin said that two Swedish Leopard 2 tanks had arrived in Ukraine.",
        ["delivery SE 2 Leopard 2"],
    ),
    "all taken together, not who tells": (
        "The allies taken together have given Ukraine 600 tanks, Boris Pistorius said.",
        ["delivery - 600 main-battle-tank"],
    ),
    "both taken together": (
        "Norway and Denmark taken together have given Ukraine 60 tanks, Boris Pistorius said.",
        ["delivery DK+NO 60 main-battle-tank"],
    ),
    "by whom a package was announced": (
        "A $275 million package of military aid for Ukraine was announced by the Pentagon on Friday.",
        ["pledge US funding 275000000 USD"],
    ),
}

NOT_GIVERS = {
    "the recipient": "Ukraine has sent 30 tanks to the front near Bakhmut.",
    "the aggressor": "Russia sent 200 tanks to Donetsk in eastern Ukraine.",
    "a swap partner": "Germany will deliver 14 Leopard 2 tanks to the Czech Republic.",
    "a buyer for itself": "Poland has ordered 116 Abrams tanks for its army.",
    "a deployer of its own troops": "The United States sent 3,000 soldiers to Poland after the invasion of Ukraine.",
}


@pytest.mark.parametrize(("text", "expected"), GIVERS.values(), ids=GIVERS.keys())
def test_finds_who_gives(read: Read, text: str, expected: list[str]) -> None:
    assert sorted(told(claim) for claim in read(text)) == sorted(expected)


@pytest.mark.parametrize("text", NOT_GIVERS.values(), ids=NOT_GIVERS.keys())
def test_takes_nobody_else_for_a_giver(read: Read, text: str) -> None:
    assert [told(claim) for claim in read(text)] == []


def test_we_in_an_official_release_is_the_donor(read: Read) -> None:
    claims = read("We will provide Ukraine with 100 Stryker vehicles.", publisher="The White House")
    assert [told(claim) for claim in claims] == ["pledge US 100 Stryker"]


def test_we_in_a_newspaper_is_nobody_it_knows(read: Read) -> None:
    claims = read("We will provide Ukraine with 100 Stryker vehicles.", publisher="The Guardian")
    assert [claim.donors for claim in claims] == [()]
