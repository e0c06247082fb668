"""What the made-up news is made of: names and phrases that are drawn, never grammar."""

from __future__ import annotations

DONORS = (
    ("Denmark", "Copenhagen"),
    ("Norway", "Oslo"),
    ("Sweden", "Stockholm"),
    ("Finland", "Helsinki"),
    ("The Netherlands", "The Hague"),
    ("Germany", "Berlin"),
    ("France", "Paris"),
    ("Poland", "Warsaw"),
    ("Spain", "Madrid"),
    ("Portugal", "Lisbon"),
    ("Italy", "Rome"),
    ("Greece", "Athens"),
    ("Canada", "Ottawa"),
    ("Australia", "Canberra"),
    ("Lithuania", "Vilnius"),
    ("Latvia", "Riga"),
    ("Estonia", "Tallinn"),
    ("Slovakia", "Bratislava"),
    ("Croatia", "Zagreb"),
    ("Bulgaria", "Sofia"),
)
"""Each giver as a sentence begins with it, and where its ministry sits."""

SYSTEMS = (
    "CAESAR howitzers",
    "M777 howitzers",
    "M109 howitzers",
    "PzH 2000 howitzers",
    "AHS Krab howitzers",
    "Leopard 2A4 tanks",
    "Leopard 1A5 tanks",
    "T-72 tanks",
    "PT-91 tanks",
    "CV90 infantry fighting vehicles",
    "Marder infantry fighting vehicles",
    "BMP-1 infantry fighting vehicles",
    "M113 armoured personnel carriers",
    "Patria armoured personnel carriers",
    "Bushmaster vehicles",
    "Gepard anti-aircraft guns",
    "NASAMS launchers",
    "IRIS-T SLM systems",
    "Patriot launchers",
    "Stinger missiles",
    "Piorun missiles",
    "Javelin missiles",
    "NLAW missiles",
    "F-16 fighters",
    "MiG-29 fighters",
    "Mi-8 helicopters",
    "Sea King helicopters",
    "Mi-24 helicopters",
    "Bayraktar TB2 drones",
    "Vector drones",
    "Switchblade 600 drones",
    "Harpoon missiles",
    "120mm mortars",
    "M270 rocket launchers",
    "HIMARS launchers",
    "Biber bridge layers",
    "Wisent mine clearers",
    "155mm shells",
    "120mm mortar rounds",
    "MAN trucks",
)

TELLINGS = (
    "{donor} will send {number} {system} to Ukraine, the defence ministry in {capital} said.",
    "{donor} will send {number} {system} to Ukraine.",
    "{donor} has delivered {number} {system} to Ukraine.",
    "{donor} has promised Ukraine {number} {system}.",
    "{donor} pledged {number} more {system} for Ukraine.",
    "{donor} delivered {number} {system} to Ukraine last month.",
    "{donor} may send {number} {system} to Ukraine, a spokesman in {capital} said.",
    "{donor} will give Ukraine {number} {system} by the end of the year.",
    "{donor} has shipped {number} {system} to Ukraine.",
    "{donor} will no longer send the {number} {system} that it had promised Ukraine.",
)
"""Sentences that tell of a gift. Each is drawn with its weight of `WEIGHTS`."""

WEIGHTS = (20, 20, 18, 12, 6, 8, 5, 6, 4, 1)

WHO = (
    "a clerk at the harbour office", "the mayor", "an engineer from the depot", "two retired officers", "a teacher",
    "the owner of the bakery", "a spokeswoman for the railway", "the night watchman", "an aide to the governor",
    "a farmer from the next valley", "the head of the hospital", "a driver", "a surveyor", "three witnesses",
    "the parish priest", "a student of law", "the chief of the fire brigade", "a translator", "the town's archivist",
    "an economist", "a pilot on leave", "the deputy minister for roads", "a nurse", "the librarian",
)  # fmt: skip
PLACES = (
    "Odesa", "the old quarter", "Lutsk", "a village by the river", "the northern suburbs", "Zhytomyr", "the station",
    "Uzhhorod", "a school gymnasium", "the market hall", "Poltava", "the customs yard", "a hotel near the border",
    "Chernivtsi", "the regional council", "a workshop outside the city", "Rivne", "the ferry landing", "Sumy",
    "the university", "Ternopil", "the press room", "a field behind the mill", "Vinnytsia",
)  # fmt: skip
SAID = (
    "said", "recalled", "told reporters", "wrote in a letter", "explained", "remarked", "insisted", "admitted",
    "noted with a shrug", "said in a low voice", "conceded", "repeated", "told a hearing", "guessed",
)  # fmt: skip
WHAT = (
    "the bridge had been closed since spring", "nobody had counted the empty seats", "prices of bread rose again",
    "the power came back before noon", "the road was open in one direction", "the winter had been mild so far",
    "most families had returned by autumn", "the choir would sing anyway", "the timetable was still provisional",
    "the wells had been tested twice", "the harvest looked better than feared", "there were too few doctors",
    "the theatre would reopen next season", "the old maps were of little use", "trains ran on every second day",
    "the archive had moved to the cellar", "the windows were covered with boards", "the fog lasted until evening",
    "children had painted the shelter walls", "the council met behind closed doors", "the phones worked only at night",
    "the museum had lent its lamps", "the river stood higher than usual", "volunteers had cleared the yard",
    "the factory hired again", "the last bus left at seven", "the clock on the tower had stopped",
    "the bakery sold out by eight", "the nets were mended on the quay", "the lawyers disagreed about it",
)  # fmt: skip
WHEN = (
    "on a grey morning", "after the meeting", "late in the evening", "before the vote", "during a short walk",
    "over tea", "as the sirens ended", "at the weekend", "between two calls", "in front of the gate",
    "while the rain went on", "shortly after dawn", "on the way home", "at the end of a long day",
)  # fmt: skip
AND = (
    "and that few had noticed", "although others remember it differently", "which surprised no one in the room",
    "but asked not to be named", "and showed a photograph", "and pointed at the hills", "while the queue grew",
    "and nobody contradicted", "which the office later confirmed", "but gave no figures", "and laughed",
    "and went back to work", "as far as anybody could tell", "and left it at that",
)  # fmt: skip

GERMAN = (
    "Der Hafen blieb am Montag geschlossen, weil der Nebel sich erst am Abend lichtete.",
    "Die Bürgermeisterin sagte, dass die Brücke im kommenden Frühjahr wieder geöffnet werde.",
    "Viele Familien sind inzwischen zurückgekehrt, doch es fehlen Ärzte und Lehrer.",
    "Im Rathaus wurde bis spät in die Nacht über den Haushalt gestritten.",
    "Der letzte Bus fährt um sieben Uhr, danach bleibt nur der Weg zu Fuß.",
    "Am Fluss haben Freiwillige die Netze geflickt und den Hof geräumt.",
    "Die Fabrik stellt wieder ein, wie der Leiter des Werks am Rande einer Feier erklärte.",
    "Für das kommende Jahr rechnet der Stadtrat mit höheren Preisen für Brot und Strom.",
    "Das Museum hat seine Lampen der Schule geliehen, bis das Kraftwerk wieder läuft.",
)
PUBLISHERS = (
    "Courier", "Gazette", "Herald", "Observer", "Tribune", "Mail", "Post", "Chronicle", "Journal", "Dispatch",
)  # fmt: skip
TOWNS = ("Fenwick", "Ashby", "Marlow", "Thornton", "Kelso")
