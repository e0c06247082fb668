"""Several processes do what is due at one moment, each as a worker would; the clock stands still meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from multiprocessing.connection import Connection
from typing import Any

import time_machine
from django.db import connections

from extraction.tasks import do
from extraction.work import warm_up
from pledges.models import Lane
from pledges.services import jobs

TOGETHER = 20  # articles that are read at once
processes = multiprocessing.get_context("fork")


@dataclass(slots=True, kw_only=True)
class Spent:
    """What the work took: seconds, those of them on the processor, and pieces, by what was done."""

    seconds: dict[str, float] = field(default_factory=dict)
    busy: dict[str, float] = field(default_factory=dict)
    pieces: Counter[str] = field(default_factory=Counter)

    def on[T](self, what: str, act: Callable[[], T], *, pieces: int = 1) -> T:
        """Do it, and note what it took."""
        began, busy = time.perf_counter(), time.process_time()
        try:
            return act()
        finally:
            self.note(what, time.perf_counter() - began, time.process_time() - busy, pieces)

    def add(self, other: Spent) -> None:
        """What another spent, too."""
        for what, pieces in other.pieces.items():
            self.note(what, other.seconds[what], other.busy[what], pieces)

    def note(self, what: str, seconds: float, busy: float, pieces: int) -> None:
        """So much more."""
        self.seconds[what] = self.seconds.get(what, 0.0) + seconds
        self.busy[what] = self.busy.get(what, 0.0) + busy
        self.pieces[what] += pieces


@dataclass(kw_only=True)
class Hands:
    """The processes, each at the other end of a pipe; `spent` is what all of them took together."""

    pipes: Sequence[Connection]
    spent: Spent = field(default_factory=Spent)

    def work(self, lane: Lane, at: datetime, *, most: int | None = None) -> None:
        """Do all jobs of a lane that are due at a moment; for `most` at most, where that is known, fewer hands do."""
        count = len(self.pipes) if most is None else min(most, len(self.pipes))
        self.share(worked, [(lane,)] * count, at=at)

    def share(self, act: Callable[..., Spent], parts: Sequence[tuple[Any, ...]], *, at: datetime) -> None:
        """Call a function with one part for each hand, all at that moment, and wait for all of them."""
        asked = self.pipes[: len(parts)]
        for pipe, part in zip(asked, parts, strict=True):
            pipe.send((act, part, at))
        for pipe in asked:
            self.spent.add(pipe.recv())


@contextmanager
def hands(count: int) -> Iterator[Hands]:
    """So many processes, while the block lasts. They share the model, which is loaded first."""
    warm_up()
    connections.close_all()
    pairs = [processes.Pipe() for _ in range(count)]
    started = [processes.Process(target=_serve, args=(theirs,), daemon=True) for _, theirs in pairs]
    for process in started:
        process.start()
    try:
        yield Hands(pipes=[ours for ours, _ in pairs])
    finally:
        for process in started:
            process.kill()
            process.join()


def _serve(pipe: Connection) -> None:
    """One of them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with time_machine.travel(datetime.now().astimezone(), tick=False) as traveller:
        while True:
            try:
                act, part, at = pipe.recv()
            except EOFError:
                os._exit(0)
            traveller.move_to(at)
            pipe.send(act(*part))


def worked(lane: Lane) -> Spent:
    """Do what is due; several articles of a bulk load at once."""
    spent = Spent()
    while some := jobs.lease_some(lane=lane, most=TOGETHER):
        spent.on(some[0].kind, partial(do, some), pieces=len(some))
    return spent
