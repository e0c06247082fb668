"""The made-up web on this machine's loopback: one process, one port, an address for each host, every visit logged."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TextIO

from tests.simulation.answers import Answer, Manner
from tests.simulation.clocks import Clock
from tests.simulation.visits import Visit, line_of
from tests.simulation.world import World

START_SECONDS = 30.0
HANGING_SECONDS = 120.0
MOST_OF_ENDLESS = 256 * 2**20  # bytes; whoever took so much has lost

processes = multiprocessing.get_context("fork")


class Server:
    """Answers for all hosts of a world."""

    def __init__(self, world: World, clock: Clock, log: TextIO) -> None:
        self.world = world
        self.clock = clock
        self.log = log

    async def run(self, ready: asyncio.Event) -> None:
        """Until it is cancelled; `ready` is set once it listens."""
        server = await asyncio.start_server(self.connected, list(self.world.sites), self.world.port, backlog=256)
        async with server:
            ready.set()
            await server.serve_forever()

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: requests until either side has enough."""
        host = writer.get_extra_info("sockname")[0]
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            while await self.exchange(host, reader, writer):
                pass
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def exchange(self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer; whether another may follow."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        request, *lines = head.split("\r\n")
        path = request.split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        at = self.clock()
        answer = unchanged(self.world.page(host, path, at), headers)
        waits = int(dict(answer.headers).get("Retry-After", 0))
        self.log.write(line_of(Visit(at, host, path, answer.status, waits, answer.served)))
        return await send(answer, writer)


def unchanged(answer: Answer, headers: dict[str, str]) -> Answer:
    """304 where the reader names the validator that still holds."""
    said = dict(answer.headers)
    for asked, told in (("if-none-match", "ETag"), ("if-modified-since", "Last-Modified")):
        if told in said and headers.get(asked) == said[told]:
            return Answer(status=304, headers=((told, said[told]),))
    return answer


async def send(answer: Answer, writer: asyncio.StreamWriter) -> bool:
    """As its manner says; whether the connection may be used again."""
    if answer.manner is Manner.RESET:
        writer.transport.abort()
        return False
    if answer.manner is Manner.HANGS:
        await asyncio.sleep(HANGING_SECONDS)
        return False
    whole = answer.manner is Manner.WHOLE
    length = (("Content-Length", str(len(answer.body))),) if whole else (("Connection", "close"),)
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in (*answer.headers, *length)]
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
    writer.write(b"" if answer.status == 304 else answer.body)
    await writer.drain()
    sent = len(answer.body)
    while not whole and sent < MOST_OF_ENDLESS:
        writer.write(answer.body)
        await writer.drain()
        sent += len(answer.body)
    return whole


def serve(world: World, clock: Clock, log: Path, ready: Event) -> None:
    """The server's process; ends with its parent, or when it is told to."""

    async def run() -> None:
        listening = asyncio.Event()
        with log.open("a", encoding="utf-8", buffering=1) as file:
            task = asyncio.create_task(Server(world, clock, file).run(listening))
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
            await listening.wait()
            ready.set()
            with suppress(asyncio.CancelledError):
                await task

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(run())


@contextmanager
def serving(world: World, *, clock: Clock, log: Path) -> Iterator[None]:
    """The made-up web answers while the block lasts, on addresses of 127.0.1.0/24."""
    ready = processes.Event()
    process = processes.Process(target=serve, args=(world, clock, log, ready), daemon=True)
    process.start()
    try:
        if not ready.wait(START_SECONDS):
            raise RuntimeError(f"the made-up web does not listen on port {world.port}")
        yield
    finally:
        process.terminate()
        process.join(10)
