"""`make run` from outside: it serves a figure whose sentences can be read, ends whole, and starts again offline.

    python -m tests.smoke_run

Run by `.ci/run`; prints one line a step, and ends with status 1 at the first that fails.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.faults.copies import EVERYTHING_READ, READY, RunningCopy, free_port

FIRST_START_SECONDS = 300
READ_SECONDS = 300
SECOND_START_SECONDS = 15
STOP_SECONDS = 10
# The second start may not need a network: whatever asks for one fails at once.
OFFLINE = {
    "HTTP_PROXY": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "ALL_PROXY": "http://127.0.0.1:9",
    "NO_PROXY": "localhost,127.0.0.1",
    "PIP_NO_INDEX": "1",
    "UV_OFFLINE": "1",
}


def get(port: int, path: str) -> Any:
    """The JSON that the API answers; an error answer fails with its body."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/api/v1/{path}", timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{path}: {error.code} {error.read().decode(errors='replace')[:500]}") from None


def a_figure_with_its_sentences(port: int) -> str:
    """The first line with a number pledged, and the words under it."""
    lines = get(port, "reconciliation/?page_size=100")["results"]
    counted = [line for line in lines if line["claims"] and (line["pledged"]["low"] or 0) > 0]
    assert counted, f"none of {len(lines)} lines has a number and claims"
    line = counted[0]
    claim = get(port, f"claims/{line['claims'][0]}/")
    quotes = [piece.get("quote") or piece.get("text") for piece in claim["evidence"]]
    assert quotes and all(quotes), f"claim without words: {claim}"
    system = (line["system"] or {"name": line["category"]})["name"]
    return f"{'+'.join(line['donors'])} {system}: pledged {line['pledged']['low']}, for it says {quotes[0]!r}"


def number_of_lines(port: int) -> str:
    """What must be the same after a restart."""
    return json.dumps(get(port, "reconciliation/?page_size=100")["results"], sort_keys=True)


def run(state: Path) -> None:
    """Two lives of one copy."""
    port = free_port()
    first = RunningCopy(state, port=port, command=["make", "run"])
    try:
        print(f"first start: {first.wait_for(READY, seconds=FIRST_START_SECONDS):.1f} s", flush=True)
        print(f"samples read: {first.wait_for(EVERYTHING_READ, seconds=READ_SECONDS):.1f} s", flush=True)
        print(a_figure_with_its_sentences(port), flush=True)
        figures = number_of_lines(port)
        first.interrupt()
        print(f"Ctrl-C: no process left after {first.wait_for_no_process(seconds=STOP_SECONDS):.1f} s", flush=True)
    finally:
        first.end()
    second = RunningCopy(state, port=port, command=["make", "run"], environment=OFFLINE)
    try:
        took = second.wait_for(READY, seconds=60)
        print(f"second start, without a network: {took:.1f} s", flush=True)
        assert took < SECOND_START_SECONDS, f"the second start took {took:.1f} s"
        second.wait_for(EVERYTHING_READ, seconds=READ_SECONDS)
        assert number_of_lines(port) == figures, "the figures changed over a restart"
        second.process.kill()
        left = second.wait_for_no_process(seconds=STOP_SECONDS)
        print(f"kill -9 of make: no process left after {left:.1f} s", flush=True)
    finally:
        second.end()


def main() -> int:
    """0 when all went well."""
    folder = Path(tempfile.mkdtemp(prefix="pledge-tracker-smoke-"))
    try:
        run(folder / "state")
    except AssertionError as error:
        print(f"smoke_run: {error}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("smoke_run: all is well")
    return 0


if __name__ == "__main__":
    sys.exit(main())
