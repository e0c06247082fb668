"""`python -m tests.scenarios`: how many stories of each kind come out right, and what is wrong with the others.

`python -m tests.scenarios kept`: of those that are kept for measuring, the numbers alone.
"""

import os
import sys

import django

from .expected import FOLDER, KEPT, complaints, scenarios

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
django.setup()

from .serving import served_lines  # noqa: E402 - the settings come first

MEASURING = sys.argv[1:] == ["kept"]
ALL = scenarios(KEPT if MEASURING else FOLDER)
SERVED = served_lines(ALL)
WRONG = {one.id: found for one in ALL if (found := complaints(one, SERVED[one.id]))}
for kind in dict.fromkeys(one.kind for one in ALL):
    ids = [one.id for one in ALL if one.kind == kind]
    sys.stdout.write(f"{kind}: {sum(name not in WRONG for name in ids)} of {len(ids)}\n")
sys.stdout.write(f"all: {len(ALL) - len(WRONG)} of {len(ALL)}\n")
for name, found in WRONG.items() if not MEASURING else ():
    sys.stdout.write(f"\n{name}\n" + "".join(f"  {complaint}\n" for complaint in found))
